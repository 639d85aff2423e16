"""Publishers, the feeds by which their articles come, and every look at one."""

from django.db import models
from django.db.models import F, Func, Q, Value

from negotiations.models.history import keep_history
from negotiations.models.queue import Leased, LeasedQuerySet
from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import Reliability, Term


class SourceKind(Term):
    FEED = "feed"
    PAGE = "page"
    UPLOAD = "upload"
    DISPATCHES = "dispatches"


def address_key_of(column: str) -> Func:
    """``sources.canonical.address_key`` of a canonical address, worked out by the database."""
    bare = Func(F(column), Value(r"^https?://(www\.)?"), Value(""), function="regexp_replace")
    return Func(bare, Value(r"^([^?]*)/(\?|$)"), Value(r"\1\2"), function="regexp_replace")


class SourceQuerySet(LeasedQuerySet["Source"]):
    """Named queries over sources."""

    def feeds(self) -> "SourceQuerySet":
        """Sources that are polled."""
        return self.filter(kind=SourceKind.FEED.value, is_active=True)


@keep_history(fields=["name", "slug", "kind", "feed_url", "reliability", "is_active", "notice"])
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
        expression=address_key_of("feed_url"),
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
