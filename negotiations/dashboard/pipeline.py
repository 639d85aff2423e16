"""The whole of ingestion in numbers: what waits at which stage and since when, what failed, and what got through."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Model, Q, QuerySet

from negotiations.dashboard.progress import LONG_REST
from negotiations.ingest.pulses import read_pulses
from negotiations.models import (
    BulkImport,
    Host,
    Intake,
    IntakeOutcome,
    IntakeStage,
    Part,
    QueueState,
    Reading,
    ReadingStage,
    Remake,
    Source,
    SourceFetch,
    TalkRound,
)

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
OPEN = [QueueState.WAITING.value, QueueState.RUNNING.value]
MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: how many rows are due, in work under a lease, or wait for their time; since when the oldest is due.

    ``later`` are rows whose next attempt has a time and pages whose host is left alone, ``failed_day`` and
    ``failed_week`` those that failed for good.
    """

    name: str
    label: str
    due: int = 0
    running: int = 0
    later: int = 0
    oldest: datetime | None = None
    failed_day: int = 0
    failed_week: int = 0


@dataclass(frozen=True, slots=True)
class Throughput:
    """What got through since some moment."""

    looks: int
    new: int
    changed: int
    known: int
    recorded: int


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that the page on the whole and the figures for programs say."""

    stages: tuple[Stage, ...]
    reasons: tuple[tuple[str, str, int, int], ...]
    hour: Throughput
    day: Throughput
    hosts: tuple[tuple[Host, int], ...]
    imports: tuple[BulkImport, ...]
    pulses: dict[Part, datetime]
    feeds: int
    failing_feeds: int

    @property
    def due(self) -> int:
        """Rows at all stages that a worker could take now."""
        return sum(stage.due for stage in self.stages)

    @property
    def running(self) -> int:
        """Rows under a lease."""
        return sum(stage.running for stage in self.stages)

    @property
    def oldest(self) -> datetime | None:
        """Since when the row that waits longest has been due."""
        return min((stage.oldest for stage in self.stages if stage.oldest), default=None)

    @property
    def heard_of(self) -> datetime | None:
        """When any worker last showed that it lives; a sweep is the work of one, too."""
        return max(self.pulses.values(), default=None)


def look_at_pipeline(now: datetime) -> Pipeline:
    """Everything at once, in as many queries however much there is."""
    failures = _failures(now)
    feeds = Source.objects.feeds()
    return Pipeline(
        stages=_stages(feeds, failures, now),
        reasons=_reasons(failures),
        hour=_throughput(now - HOUR),
        day=_throughput(now - DAY),
        hosts=_hosts_held_back(now),
        imports=tuple(BulkImport.objects.filter(state__in=OPEN)[:MOST_LISTED]),
        pulses=read_pulses(),
        feeds=feeds.count(),
        failing_feeds=feeds.filter(~Q(error_code="") | Q(gone_at__isnull=False)).count(),
    )


def _stages(feeds: QuerySet[Source], failures: list[dict[str, Any]], now: datetime) -> tuple[Stage, ...]:
    polled = feeds.aggregate(**_counts(now))
    intakes = {row["stage"]: row for row in _by_stage(Intake.objects.filter(state__in=OPEN), now, _rests(now))}
    readings = {row["stage"]: row for row in _by_stage(Reading.objects.filter(state__in=OPEN), now)}
    summaries = TalkRound.objects.filter(needs_summary=True).count()
    return (
        Stage("poll", "Look at feeds", **polled),
        _stage(IntakeStage.FETCH, "Fetch pages", intakes, failures),
        _stage(IntakeStage.READ, "Read their texts", intakes, failures),
        _stage(ReadingStage.EXTRACT, "Find what they say", readings, failures),
        _stage(ReadingStage.RECORD, "Enter it into the record", readings, failures),
        Stage("summarise", "Write summaries", due=summaries),
        Stage("remake", "Make texts again", **Remake.objects.filter(state__in=OPEN).aggregate(**_counts(now))),
    )


def _stage(
    stage: IntakeStage | ReadingStage, label: str, counts: dict[str, Any], failures: list[dict[str, Any]]
) -> Stage:
    numbers = {key: value for key, value in counts.get(stage.value, {}).items() if key != "stage"}
    failed = [row for row in failures if row["stage"] == stage.value]
    return Stage(
        stage.value,
        label,
        **numbers,
        failed_day=sum(row["day"] for row in failed),
        failed_week=sum(row["week"] for row in failed),
    )


def _by_stage(rows: QuerySet[Any], now: datetime, rests: Q | None = None) -> Any:
    return rows.order_by().values("stage").annotate(**_counts(now, rests))


def _counts(now: datetime, rests: Q | None = None) -> dict[str, Any]:
    """``rests``: which rows no worker could take although their time has come."""
    waiting, running = Q(state=QueueState.WAITING.value), Q(state=QueueState.RUNNING.value)
    has_come, later = Q(not_before__lte=now), Q(not_before__gt=now)
    if rests is not None:
        has_come, later = has_come & ~rests, later | rests
    due = (waiting & has_come) | (running & Q(lease_until__lt=now))
    return {
        "due": Count("pk", filter=due),
        "running": Count("pk", filter=running & Q(lease_until__gte=now)),
        "later": Count("pk", filter=waiting & later),
        "oldest": Min("not_before", filter=due),
    }


def _failures(now: datetime) -> list[dict[str, Any]]:
    """What failed for good in the last week, by stage and reason, whether somebody dismissed it since or not."""
    models: tuple[type[Model], ...] = (Intake, Reading)
    found: list[dict[str, Any]] = []
    for model in models:
        rows = model._default_manager.filter(state=QueueState.FAILED.value, finished_at__gt=now - WEEK).order_by()
        day = Count("pk", filter=Q(finished_at__gt=now - DAY))
        found += rows.values("stage", reason=F("error_code")).annotate(day=day, week=Count("pk"))
    return found


def _reasons(failures: list[dict[str, Any]]) -> tuple[tuple[str, str, int, int], ...]:
    """Stage, reason, and how many in the last day and week; what is most in the week first."""
    rows = [(str(row["stage"]), str(row["reason"]), int(row["day"]), int(row["week"])) for row in failures]
    return tuple(sorted(rows, key=lambda row: (-row[3], row[1], row[0])))


def _throughput(since: datetime) -> Throughput:
    finished = Intake.objects.filter(finished_at__gt=since, state=QueueState.DONE.value).order_by()
    outcomes = dict(finished.values_list("outcome").annotate(number=Count("pk")))
    return Throughput(
        looks=SourceFetch.objects.filter(at__gt=since).count(),
        new=outcomes.get(IntakeOutcome.NEW.value, 0),
        changed=outcomes.get(IntakeOutcome.CHANGED.value, 0),
        known=outcomes.get(IntakeOutcome.KNOWN.value, 0),
        recorded=Reading.objects.filter(finished_at__gt=since, state=QueueState.DONE.value).count(),
    )


def _resting(now: datetime) -> QuerySet[Host, Any]:
    """The names of hosts that are left alone for longer than the rest between two pages."""
    return Host.objects.filter(next_visit_at__gt=now + LONG_REST, hold_token__isnull=True).values("name")


def _rests(now: datetime) -> Q:
    return Q(stage=IntakeStage.FETCH.value, host__in=_resting(now))


def _hosts_held_back(now: datetime) -> tuple[tuple[Host, int], ...]:
    """Hosts that are to rest for longer although pages of theirs wait, those with most of them first."""
    due = Intake.objects.filter(state=QueueState.WAITING.value, stage=IntakeStage.FETCH.value).exclude(host="")
    held = due.filter(host__in=_resting(now))
    numbers = dict(held.order_by().values_list("host").annotate(number=Count("pk")).order_by("-number")[:MOST_LISTED])
    hosts = Host.objects.filter(name__in=list(numbers)).defer("robots")
    return tuple(sorted(((host, numbers[host.name]) for host in hosts), key=lambda pair: -pair[1]))
