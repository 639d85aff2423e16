"""Trying again what failed: the row waits once more, as if it had just come in."""

from datetime import datetime

from negotiations.errors import NotDecidable
from negotiations.models import Intake, IntakeStage, QueueState, Reading


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
    fresh = {
        "state": QueueState.WAITING.value,
        "attempts": 0,
        "not_before": now,
        "error": "",
        "error_code": "",
        "lease_token": None,
        "lease_until": None,
        "finished_at": None,
    }
    failed = QueueState.FAILED.value
    if intake.state != failed and intake.snapshot_id:
        if not Reading.objects.filter(snapshot=intake.snapshot_id, state=failed).update(**fresh):
            raise NotDecidable("Nothing failed here, so there is nothing to try again.")
        return
    if not can_try_again(intake):
        raise NotDecidable("There is nothing to try again with; add it once more.")
    if not Intake.objects.filter(pk=intake.pk, state=failed).update(**fresh):
        raise NotDecidable("Somebody has asked for another attempt already.")
