"""Trying again what failed, and looking at a feed before its time: the row waits as if it had just come in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.ingest.quarantine import REPEATABLE
from negotiations.models import Intake, IntakeStage, QueueState, Reading, Source, SourceKind

FAILED = QueueState.FAILED.value
SHORTEST = timedelta(minutes=1)  # between two looks, whoever asks
SET_BY_PUBLISHER = frozenset({"rate-limited", "unavailable"})  # answers that may carry a Retry-After


def can_try_again(intake: Intake) -> bool:
    """Whether another attempt has something to work with: an address to ask for, or the bytes at hand.

    What was refused at the door was never attempted, and would be refused again.
    """
    was_tried = intake.state == QueueState.FAILED and intake.attempts > 0
    return was_tried and (intake.stage == IntakeStage.FETCH or intake.body is not None)


def try_again(*, intake: Intake, now: datetime) -> None:
    """Let a failed intake, or the failed reading of its snapshot, wait for a worker once more.

    NotDecidable where nothing failed or nothing was kept; two who ask at once get one attempt.
    """
    if intake.state != FAILED and intake.snapshot_id:
        if not Reading.objects.filter(snapshot=intake.snapshot_id, state=FAILED).update(**_fresh(now)):
            raise NotDecidable("Nothing failed here, so there is nothing to try again.")
        return
    if not can_try_again(intake):
        raise NotDecidable("There is nothing to try again with; add it once more.")
    if not Intake.objects.filter(pk=intake.pk, state=FAILED).update(failing_since=None, **_fresh(now)):
        raise NotDecidable("Somebody has asked for another attempt already.")


def try_all_again(*, intakes: Iterable[int], readings: Iterable[int], now: datetime) -> int:
    """Let all of these that failed, and can be tried again, wait once more; gives how many there were.

    Of two who ask at once, each row counts for one of them.
    """
    failed = Intake.objects.filter(REPEATABLE, pk__in=list(intakes), state=FAILED)
    texts = failed.update(failing_since=None, **_fresh(now))
    return texts + Reading.objects.filter(pk__in=list(readings), state=FAILED).update(**_fresh(now))


def look_now(*, source: Source, now: datetime) -> None:
    """Let a feed be looked at before its time. NotDecidable where it is paused, in work, or asks to be left alone."""
    if source.kind != SourceKind.FEED or not source.is_active:
        raise NotDecidable(f"{source.name} is paused; resume it first.")
    if source.state == QueueState.RUNNING and source.lease_until and source.lease_until >= now:
        raise NotDecidable(f"{source.name} is being looked at right now.")
    earliest = earliest_look(source)
    if earliest > now + SHORTEST:
        raise NotDecidable(f"{source.name} asks to be left alone until {earliest:%-d %b %Y, %H:%M} UTC.")
    if earliest > now:
        raise NotDecidable(f"{source.name} was looked at a moment ago; wait a minute.")
    waiting = Source.objects.filter(pk=source.pk, is_active=True, state=QueueState.WAITING.value)
    if not waiting.update(not_before=now):
        raise NotDecidable(f"{source.name} is being looked at right now.")


def earliest_look(source: Source) -> datetime:
    """From when on the publisher does not mind another look: what it asked for in its feed or with its last refusal."""
    if source.fetched_at is None:
        return source.created_at
    if source.error_code in SET_BY_PUBLISHER:
        return source.not_before
    return source.fetched_at + max(SHORTEST, timedelta(minutes=source.asked_minutes))


def _fresh(now: datetime) -> dict[str, Any]:
    """The values of a row that waits as if it had just come in."""
    return {
        "state": QueueState.WAITING.value,
        "attempts": 0,
        "not_before": now,
        "error": "",
        "error_code": "",
        "lease_token": None,
        "lease_until": None,
        "finished_at": None,
        "dismissed_at": None,
        "dismissed_by": None,
    }
