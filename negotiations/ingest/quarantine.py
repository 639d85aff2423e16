"""What failed for good: texts that could not be taken in and texts that could not be read out, until somebody decides.

Nothing leaves this list by itself. A row leaves it when it is tried again or dismissed, and a row that fails once more
after it was dismissed comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from negotiations.models import Intake, IntakeStage, QueueState, Reading, ReadingStage

FAILED = QueueState.FAILED.value
INTAKE_STAGES = frozenset(stage.value for stage in IntakeStage)
READING_STAGES = frozenset(stage.value for stage in ReadingStage)
# Of a row that failed; a dismissal from before its last failure does not count.
IS_DISMISSED = Q(state=FAILED, dismissed_at__isnull=False) & (
    Q(finished_at__isnull=True) | Q(dismissed_at__gte=F("finished_at"))
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the quarantine is meant; an empty text leaves a facet open. ``source`` is a slug, ``since`` a first day.

    ``until`` leaves out what failed later; ``dismissed`` asks for what was dismissed instead of what waits.
    """

    reason: str = ""
    source: str = ""
    door: str = ""
    stage: str = ""
    since: date | None = None
    until: datetime | None = None
    dismissed: bool = False


def failed_intakes(chosen: Chosen) -> QuerySet[Intake]:
    """Texts that could not be taken in, newest first."""
    rows = Intake.objects.filter(state=FAILED).filter(_facets(chosen))
    if chosen.stage in READING_STAGES:
        rows = rows.none()
    elif chosen.stage:
        rows = rows.filter(stage=chosen.stage)
    if chosen.source:
        rows = rows.filter(source__slug=chosen.source)
    if chosen.door:
        rows = rows.filter(door=chosen.door)
    return rows.order_by("-finished_at", "-pk")


def failed_readings(chosen: Chosen) -> QuerySet[Reading]:
    """Texts that are kept, but could not be read out, newest first."""
    rows = Reading.objects.filter(state=FAILED).filter(_facets(chosen))
    if chosen.stage in INTAKE_STAGES:
        rows = rows.none()
    elif chosen.stage:
        rows = rows.filter(stage=chosen.stage)
    if chosen.source:
        rows = rows.filter(snapshot__article__source__slug=chosen.source)
    if chosen.door:
        rows = rows.filter(Exists(Intake.objects.filter(snapshot=OuterRef("snapshot"), door=chosen.door)))
    return rows.order_by("-finished_at", "-pk")


def count_failed() -> int:
    """How many texts stand in the quarantine."""
    return failed_intakes(Chosen()).count() + failed_readings(Chosen()).count()


def is_dismissed(row: Intake | Reading) -> bool:
    """Whether an editor dismissed this failure, and not one before it."""
    return (
        row.state == FAILED
        and row.dismissed_at is not None
        and (row.finished_at is None or row.dismissed_at >= row.finished_at)
    )


def with_again(rows: QuerySet[Intake]) -> QuerySet[Intake]:
    """``can_again`` 1 where another attempt has something to work with: an address to ask for, or the bytes at hand."""
    return rows.annotate(can_again=Case(When(REPEATABLE, then=Value(1)), default=Value(0), output_field=IntegerField()))


# What was refused at the door was never attempted, and would be refused again.
REPEATABLE = Q(attempts__gt=0) & (Q(stage=IntakeStage.FETCH.value) | Q(body__isnull=False))


def dismiss(*, intakes: Iterable[int], readings: Iterable[int], editor: User, now: datetime) -> int:
    """Leave these failures alone: the rows stay, with who said so and when. Gives how many were still failed."""
    values = {"dismissed_at": now, "dismissed_by": editor}
    texts = Intake.objects.filter(pk__in=list(intakes), state=FAILED).exclude(IS_DISMISSED).update(**values)
    return texts + Reading.objects.filter(pk__in=list(readings), state=FAILED).exclude(IS_DISMISSED).update(**values)


def _facets(chosen: Chosen) -> Q:
    wanted = IS_DISMISSED if chosen.dismissed else ~IS_DISMISSED
    if chosen.reason:
        wanted &= Q(error_code=chosen.reason)
    if chosen.since:
        first = datetime.combine(chosen.since, datetime.min.time(), tzinfo=timezone.get_default_timezone())
        wanted &= Q(finished_at__gte=first)
    if chosen.until:
        wanted &= Q(finished_at__lte=chosen.until)
    return wanted
