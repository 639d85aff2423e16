"""Texts made again from their originals, once the program that makes them reads better. *Ours*."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.articles import Snapshot
from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import term_field
from negotiations.vocabulary import Term


class RemakeOutcome(Term):
    SAME = "same"
    CHANGED = "changed"
    OVERTAKEN = "overtaken"


class Remake(Leased):
    """One snapshot whose text is to be made again by today's readers; its article is overtaken if it moved on."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="remakings")
    readers = models.CharField(max_length=200, help_text="Programs and versions that make it again.")
    outcome = term_field(RemakeOutcome, blank=True)
    made = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LeasedQuerySet["Remake"].as_manager()

    class Meta(Leased.Meta):
        ordering = ["pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.UniqueConstraint(fields=["snapshot", "readers"], name="remake_once"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(outcome=""), name="remake_done_has_outcome"),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=["waiting", "running"]), name="remake_due")
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} again"
