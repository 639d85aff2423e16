"""The rows that wait to be taken in: one for each text that comes by any door."""

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Left, Lower, Now

from negotiations.models.articles import Article, Snapshot
from negotiations.models.bulk import BulkImport
from negotiations.models.dismissing import Dismissable
from negotiations.models.packing import KeepsBytes, Packing
from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import one_of, term_field
from negotiations.models.sources import Source
from negotiations.vocabulary import Term


class Door(Term):
    """How a text came in."""

    COMMAND = "command"
    PASTE = "paste"
    UPLOAD = "upload"
    ADDRESS = "address"
    FEED = "feed"
    BULK = "bulk"
    DEMONSTRATION = "demonstration"
    SECOND_LOOK = "second-look"


class IntakeStage(Term):
    FETCH = "fetch"
    READ = "read"


class IntakeOutcome(Term):
    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


class Intake(KeepsBytes, Dismissable, Leased):
    """One text on its way in: what was asked for, how far it came, and what became of it. *Ours*; the ingest queue."""

    door = term_field(Door)
    stage = term_field(IntakeStage)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="intakes")
    entry_key = models.CharField(max_length=500, blank=True, help_text="The entry's stable key in its feed.")
    entry_id = models.CharField(max_length=500, blank=True, help_text="The id that the entry states beside its link.")
    entry_sha256 = models.CharField(max_length=64, blank=True, help_text="Of what the feed said of it last.")
    bulk = models.ForeignKey(BulkImport, null=True, blank=True, on_delete=models.PROTECT, related_name="intakes")
    address = models.CharField(max_length=2000, blank=True)
    host = models.GeneratedField(
        # Cut to its length outside of the pattern: PostgreSQL takes a hundred times as long for "{1,255}" in it.
        expression=Coalesce(
            Lower(Left(Func(F("address"), Value(r"^[Hh][Tt]{2}[Pp][Ss]?://([^/?#]+)"), function="substring"), 255)),
            Value(""),
            output_field=models.CharField(max_length=260),
        ),
        output_field=models.CharField(max_length=260),
        db_persist=True,
        help_text="Host and port of the address, for spacing.",
    )
    filename = models.CharField(max_length=300, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    body = models.BinaryField(null=True, blank=True)
    packing = term_field(Packing, default=Packing.NONE.value)
    title = models.CharField(max_length=500, blank=True, help_text="As the feed or the editor gave it.")
    published = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(db_default=Now())
    fetched_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(
        null=True, blank=True, help_text="The first of the failures in a row to fetch it, from which patience counts."
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = term_field(IntakeOutcome, blank=True)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="intakes")
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.SET_NULL, related_name="intakes")
    report = models.JSONField(default=dict, blank=True, help_text="What each stage did, by its name.")

    objects = LeasedQuerySet["Intake"].as_manager()

    class Meta(Leased.Meta):
        ordering = ["-received_at", "-pk"]
        constraints = [
            *Leased.Meta.constraints,
            one_of("door", Door, "intake_door"),
            one_of("stage", IntakeStage, "intake_stage"),
            one_of("packing", Packing, "intake_packing"),
            models.UniqueConstraint(
                fields=["source", "entry_key"], condition=~Q(entry_key=""), name="intake_entry_once"
            ),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(outcome=""), name="intake_done_has_outcome"),
        ]
        indexes = [
            models.Index(
                fields=["stage", "not_before", "id"],
                condition=Q(state__in=["waiting", "running"]),
                name="intake_in_turn",
            ),
            models.Index(
                fields=["host", "not_before", "id"],
                condition=Q(state__in=["waiting", "running"], stage="fetch"),
                name="intake_in_turn_by_host",
            ),
            models.Index(
                fields=["host", "source", "not_before", "id"],
                condition=Q(state__in=["waiting", "running"], stage="fetch"),
                name="intake_in_turn_by_source",
            ),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="intake_leases"),
            models.Index(fields=["source", "entry_id"], condition=~Q(entry_id=""), name="intake_entry_id"),
            HashIndex(
                fields=["entry_key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(entry_key=""),
                name="intake_open_entry",
            ),
            models.Index(fields=["-received_at"], condition=Q(state="failed"), name="intake_failed"),
            models.Index(fields=["finished_at"], condition=Q(finished_at__isnull=False), name="intake_finished"),
        ]

    def __str__(self) -> str:
        return self.address or self.filename or f"text {self.pk}"
