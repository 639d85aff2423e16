"""Where texts come from: sources, articles with immutable snapshots, and the rows that wait to be taken in or read."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Left, Lower, Now

from negotiations.models.bulk import BulkImport
from negotiations.models.dismissing import Dismissable
from negotiations.models.packing import KeepsBytes, Packing
from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import dated, one_of, term_field
from negotiations.vocabulary import Credibility, Precision, Reliability, Term


class SourceKind(Term):
    FEED = "feed"
    PAGE = "page"
    UPLOAD = "upload"
    DISPATCHES = "dispatches"


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


def _address_key(column: str) -> Func:
    """``sources.addresses.address_key`` of a canonical address, worked out by the database."""
    bare = Func(F(column), Value(r"^https?://(www\.)?"), Value(""), function="regexp_replace")
    return Func(bare, Value(r"^([^?]*)/(\?|$)"), Value(r"\1\2"), function="regexp_replace")


class SourceQuerySet(LeasedQuerySet["Source"]):
    """Named queries over sources."""

    def feeds(self) -> "SourceQuerySet":
        """Sources that are polled."""
        return self.filter(kind=SourceKind.FEED.value, is_active=True)


@pghistory.track(fields=["name", "slug", "kind", "feed_url", "reliability", "is_active", "notice"])
class Source(Leased):
    """A publisher and the door through which its articles come. A feed is due when ``not_before`` has passed."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = term_field(SourceKind)
    feed_url = models.URLField(max_length=2000, blank=True)
    site_url = models.URLField(max_length=2000, blank=True)
    reliability = term_field(Reliability, default=Reliability.F.value, help_text="Admiralty code; F: cannot be judged.")
    notice = models.CharField(max_length=300, blank=True, help_text="Shown with every quote from this source.")
    is_active = models.BooleanField(default=True)
    interval_minutes = models.PositiveIntegerField(default=60)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    asked_minutes = models.PositiveIntegerField(default=0, help_text="The least wait between looks that it asks for.")
    gone_at = models.DateTimeField(null=True, blank=True, help_text="Since when the server says that it is gone.")
    feed_key = models.GeneratedField(
        expression=_address_key("feed_url"),
        output_field=models.CharField(max_length=2000),
        db_persist=True,
        help_text="What its spellings with http, https, www and a slash at the end have in common.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta(Leased.Meta):
        ordering = ["name"]
        constraints = [
            *Leased.Meta.constraints,
            one_of("kind", SourceKind, "source_kind"),
            one_of("reliability", Reliability, "source_reliability"),
            models.UniqueConstraint(fields=["feed_url"], condition=~Q(feed_url=""), name="source_feed_once"),
        ]
        indexes = [models.Index(fields=["feed_key"], condition=~Q(feed_key=""), name="source_feed_key")]

    def __str__(self) -> str:
        return self.name


class SourceFetch(models.Model):
    """One look at a feed: what the server answered and what it yielded."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status; empty if none came.")
    entries = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    is_unchanged = models.BooleanField(default=False, help_text="The very same body as at the look before.")
    moved_to = models.URLField(max_length=2000, blank=True, help_text="Where a permanent redirect led.")
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["source", "-at"], name="sourcefetch_latest"),
            models.Index(fields=["source", "-at"], condition=Q(new__gt=0), name="sourcefetch_yielded"),
            models.Index(
                fields=["source", "-at"], condition=Q(error_code="", is_unchanged=False), name="sourcefetch_modified"
            ),
            models.Index(fields=["at"], name="sourcefetch_at"),
        ]

    def __str__(self) -> str:
        return f"{self.source} at {self.at:%Y-%m-%d %H:%M}"


class Story(models.Model):
    """The articles that are one report in many outlets. *Ours*. Every article stays; the story is one origin."""

    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"


class Article(models.Model):
    """One report at one canonical address (empty for a text that came without one)."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    address = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True, blank=True)
    published_precision = term_field(Precision, default=Precision.UNKNOWN.value)
    language = models.CharField(max_length=10, blank=True)
    credibility = term_field(Credibility, default=Credibility.CANNOT_BE_JUDGED.value)
    snapshot = models.ForeignKey("Snapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    sketch = ArrayField(
        models.IntegerField(), null=True, blank=True, help_text="The smallest hashes of its phrases, ascending."
    )
    sketch_head = ArrayField(
        models.IntegerField(), null=True, blank=True, help_text="The first of them, by which like texts are found."
    )
    address_key = models.GeneratedField(
        expression=_address_key("address"),
        output_field=models.CharField(max_length=2000),
        db_persist=True,
        help_text="What its spellings with http, https, www and a slash at the end have in common.",
    )
    look_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When its page is to be fetched again if it bears something out then."
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="article_address_once"),
            dated("published", "published_precision", "article_dated"),
            one_of("published_precision", Precision, "article_precision"),
            one_of("credibility", Credibility, "article_credibility"),
        ]
        indexes = [
            GinIndex(fields=["sketch_head"], name="article_sketch_head"),
            models.Index(fields=["address_key"], condition=~Q(address_key=""), name="article_address_key"),
            models.Index(
                fields=["look_again_at", "id"], condition=Q(look_again_at__isnull=False), name="article_look_again"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"untitled article {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/articles/{self.pk}/"


class Snapshot(KeepsBytes, models.Model):
    """An article as it stood at one moment: bytes as they came, text as extracted, SHA-256 of both. Written once: the
    database lets nobody change or delete it.

    ``body`` is as stored; ``original`` gives the bytes back. ``body_sha256`` is of the original.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="snapshots")
    taken_at = models.DateTimeField()
    address = models.URLField(max_length=2000, blank=True, help_text="The canonical address.")
    content_type = models.CharField(max_length=200, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status; empty for an upload.")
    fetched_from = models.URLField(max_length=2000, blank=True, help_text="The address that gave the bytes.")
    headers = models.JSONField(default=dict, blank=True)
    body = models.BinaryField()
    packing = term_field(Packing, default=Packing.NONE.value)
    remade_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remakes",
        help_text="The snapshot whose bytes this text was made from again.",
    )
    body_sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, db_index=True)
    extractor = models.CharField(max_length=100)

    class Meta:
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "text_sha256"], name="snapshot_once"),
            models.CheckConstraint(condition=~Q(text=""), name="snapshot_has_text"),
            one_of("packing", Packing, "snapshot_packing"),
        ]
        triggers = [
            pgtrigger.Protect(name="immutable", operation=pgtrigger.Update),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.taken_at:%Y-%m-%d %H:%M}"

    @property
    def original(self) -> bytes:
        """The bytes as they came. A text that was made again keeps none of its own: they stand once."""
        return self.remade_from.original if self.remade_from is not None else super().original


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


BY_MODEL = "model:"  # before the name of a language model, where otherwise the version of the rules stands


class ReadingStage(Term):
    EXTRACT = "extract"
    RECORD = "record"


class Reading(Dismissable, Leased):
    """One snapshot read by one version of the rules: waits, is extracted, and is entered into the record. *Ours*."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="readings")
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
