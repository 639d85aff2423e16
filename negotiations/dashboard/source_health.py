"""What the pages of the sources ask the database: how each stands, what it yielded, and which fit a filter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower
from django.http import QueryDict

from negotiations.dashboard.health_words import Condition, Looks, say_health
from negotiations.ingest.quarantine import Chosen, failed_intakes, failed_readings
from negotiations.models import Article, Intake, IntakeOutcome, QueueState, Reading, Source, SourceFetch, SourceKind

SILENT_AFTER = timedelta(days=7)
WEEK = timedelta(days=7)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ORDERS = {"name": "by name", "state": "worst first", "silence": "longest without news first", "next": "next look first"}
LABELS = {
    Condition.FAILING: "failing",
    Condition.SILENT: "silent",
    Condition.PAUSED: "paused",
    Condition.FINE: "fine",
    Condition.BY_HAND: "no feed",
}
RANKS = {condition: rank for rank, condition in enumerate(Condition)}
_LOOKS = SourceFetch.objects.filter(source=OuterRef("pk")).order_by("-at")
_YIELDED = Subquery(_LOOKS.filter(new__gt=0).values("at")[:1])


@dataclass(frozen=True, slots=True)
class SourceFilters:
    """What the list of sources is narrowed to and how it is ordered."""

    state: str = ""
    words: str = ""
    order: str = "name"

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.state or self.words)


def read_source_filters(query: QueryDict) -> SourceFilters:
    """The filters in an address; what is none is left out."""
    state, order = query.get("state", ""), query.get("order", "name")
    return SourceFilters(
        state=state if state in set(Condition) else "",
        words=query.get("q", "").replace("\x00", "").strip()[:200],
        order=order if order in ORDERS else "name",
    )


def narrow(filters: SourceFilters, now: datetime) -> Any:
    """The sources that fit, in the order asked for."""
    rows: QuerySet[Any] = _searched(filters.words)
    if filters.state or filters.order == "state":
        rows = rows.annotate(stands=_condition(now))
    if filters.state:
        rows = rows.filter(stands=RANKS[Condition(filters.state)])
    if filters.order == "silence":
        feeds = rows.filter(kind=SourceKind.FEED.value).annotate(silent_since=_YIELDED)
        return feeds.order_by(F("silent_since").asc(nulls_first=True), Lower("name"), "pk")
    if filters.order == "next":
        return rows.filter(kind=SourceKind.FEED.value, is_active=True).order_by("not_before", Lower("name"), "pk")
    if filters.order == "state":
        return rows.order_by("stands", Lower("name"), "pk")
    return rows.order_by(Lower("name"), "pk")


def count_conditions(filters: SourceFilters, now: datetime) -> list[tuple[str, str, int]]:
    """How many sources that fit the search stand how: value, label and number, those of none left out."""
    rows = _searched(filters.words).annotate(stands=_condition(now)).order_by()
    found = dict(rows.values_list("stands").annotate(number=Count("pk")))
    return [(one.value, LABELS[one], found[RANKS[one]]) for one in Condition if found.get(RANKS[one])]


def _searched(words: str) -> QuerySet[Source]:
    rows = Source.objects.all()
    return rows.filter(Q(name__icontains=words) | Q(feed_url__icontains=words)) if words else rows


def _condition(now: datetime) -> Case:
    """How a source stands, decided by the database: from its own columns as far as they reach."""
    long_ago = now - SILENT_AFTER
    return Case(
        When(~Q(kind=SourceKind.FEED.value), then=Value(RANKS[Condition.BY_HAND])),
        When(is_active=False, then=Value(RANKS[Condition.PAUSED])),
        When(~Q(error_code="") | Q(gone_at__isnull=False), then=Value(RANKS[Condition.FAILING])),
        When(created_at__gt=long_ago, then=Value(RANKS[Condition.FINE])),
        When(~Exists(_LOOKS.filter(new__gt=0, at__gt=long_ago)), then=Value(RANKS[Condition.SILENT])),
        default=Value(RANKS[Condition.FINE]),
        output_field=IntegerField(),
    )


def with_health(rows: QuerySet[Source], now: datetime) -> QuerySet[Source]:
    """Each source with what its sentence is made of: its latest looks, its articles and what it named this week."""
    fine = Coalesce(Subquery(_LOOKS.filter(error_code="").values("at")[:1]), Value(LONG_AGO))
    failed = _LOOKS.exclude(error_code="").order_by("at").filter(at__gt=OuterRef("fine_at"))
    modified = _LOOKS.filter(error_code="", is_unchanged=False).exclude(status=304)
    articles = Article.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(n=Count("pk"))
    week = _LOOKS.filter(at__gt=now - WEEK).order_by().values("source").annotate(n=Sum("new"))
    return rows.annotate(
        articles_count=Coalesce(Subquery(articles.values("n"), output_field=IntegerField()), Value(0)),
        named=Coalesce(Subquery(week.values("n"), output_field=IntegerField()), Value(0)),
        fine_at=fine,
        yielded_at=_YIELDED,
        modified_at=Subquery(modified.values("at")[:1]),
        last_status=Subquery(_LOOKS.values("status")[:1]),
        last_unchanged=Subquery(_LOOKS.values("is_unchanged")[:1], output_field=BooleanField()),
    ).annotate(failing_since=Subquery(failed.values("at")[:1], output_field=DateTimeField()))


def describe(source: Source, now: datetime) -> dict[str, Any]:
    """A row of the list: the source, its sentence and its numbers."""
    known = cast("Any", source)  # carries the annotations of with_health
    is_feed = source.kind == SourceKind.FEED
    looks = Looks(
        is_feed=is_feed,
        is_active=source.is_active,
        is_running=source.state == QueueState.RUNNING and source.lease_until is not None and source.lease_until > now,
        is_unchanged=bool(known.last_unchanged) or known.last_status == 304,
        looked_at=source.fetched_at,
        modified_at=known.modified_at,
        yielded_at=known.yielded_at,
        failing_since=known.failing_since,
        gone_at=source.gone_at,
        reason=source.error_code,
        status=known.last_status,
        next_look=source.not_before,
    )
    is_failing = is_feed and source.is_active and (known.failing_since is not None or source.gone_at is not None)
    return {
        "source": source,
        "health": say_health(looks, now),
        "articles": known.articles_count,
        "named": known.named,
        "yielded_at": known.yielded_at,
        "is_failing": is_failing,
    }


def count_known(source: Source, now: datetime) -> int:
    """How many of the articles that this feed named in the last week were known already.

    An article that came by this very entry and was asked for again, and found as it was, is none of those.
    """
    lately = Intake.objects.filter(source=source, received_at__gt=now - WEEK).exclude(entry_key="")
    before = Intake.objects.filter(article=OuterRef("article"), pk__lt=OuterRef("pk"))
    return lately.filter(Exists(before), outcome=IntakeOutcome.KNOWN.value).count()


def count_failed_of(sources: Iterable[int]) -> Counter[int]:
    """How many texts of each of these sources stand in the quarantine."""
    wanted = list(sources)
    texts = failed_intakes(Chosen()).filter(source__in=wanted).order_by().values_list("source")
    readings = failed_readings(Chosen()).filter(snapshot__article__source__in=wanted).order_by()
    counted = [
        *texts.annotate(n=Count("pk")),
        *readings.values_list("snapshot__article__source").annotate(n=Count("pk")),
    ]
    found = Counter[int]()
    for source, number in counted:
        found[source] += number
    return found


def count_unfinished(source: Source) -> tuple[int, int]:
    """How many texts of a source are on their way, and how many stand in the quarantine."""
    states = [QueueState.WAITING.value, QueueState.RUNNING.value]
    readings = Reading.objects.filter(snapshot__article__source=source, state__in=states)
    waiting = Intake.objects.filter(source=source, state__in=states).count() + readings.count()
    return waiting, count_failed_of([source.pk])[source.pk]
