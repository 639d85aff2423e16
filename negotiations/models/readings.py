"""The rows that wait to be read: one for each snapshot and each version of the rules, or each language model."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.articles import Snapshot
from negotiations.models.dismissing import Dismissable
from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import Term

BY_MODEL = "model:"  # before the name of a language model, where otherwise the version of the rules stands


class ReadingStage(Term):
    EXTRACT = "extract"
    RECORD = "record"


class Reading(Dismissable, Leased):
    """One snapshot read by one version of the rules: waits, is extracted, and is entered into the record. *Ours*."""

    # Looked up by reading_once, which begins with it.
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="readings", db_index=False)
    rules = models.CharField(max_length=60, help_text="Version of the rules.")
    lexicon = models.CharField(max_length=64, blank=True, help_text="Version of the lexicon.")
    stage = term_field(ReadingStage, default=ReadingStage.EXTRACT.value)
    is_again = models.BooleanField(default=False, help_text="The text was read before; new texts go first.")
    published = models.DateField(null=True, blank=True, help_text="The article's day, by which texts are read in turn.")
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True, help_text="What each stage did, by its name.")

    objects = LeasedQuerySet["Reading"].as_manager()

    class Meta(Leased.Meta):
        ordering = ["-pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.UniqueConstraint(fields=["snapshot", "rules"], name="reading_once"),
            one_of("stage", ReadingStage, "reading_stage"),
        ]
        indexes = [
            models.Index(
                fields=["stage", "is_again", "published", "id"],
                condition=Q(state__in=["waiting", "running"]),
                name="reading_in_turn",
            ),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="reading_leases"),
            models.Index(fields=["-created_at"], condition=Q(state="failed"), name="reading_failed"),
            models.Index(fields=["finished_at"], condition=Q(finished_at__isnull=False), name="reading_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} by {self.rules}"

    @property
    def is_by_model(self) -> bool:
        """Whether a language model reads it, and not the rules."""
        return self.rules.startswith(BY_MODEL)
