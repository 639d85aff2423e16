"""Back-pressure: nothing more is fetched while too many texts wait to be read."""

from negotiations.models import Intake, IntakeStage, QueueState, Reading
from negotiations.models.readings import BY_MODEL

OPEN = (QueueState.WAITING.value, QueueState.RUNNING.value)


def texts_waiting(*, most: int) -> int:
    """How many texts wait to be read or entered, counted up to ``most``; those that are read again do not count."""
    pages = Intake.objects.filter(stage=IntakeStage.READ.value, state__in=OPEN).order_by()
    readings = Reading.objects.filter(state__in=OPEN, is_again=False).exclude(rules__startswith=BY_MODEL).order_by()
    found = pages.values("pk")[:most].count()
    return min(most, found + readings.values("pk")[:most].count())
