"""Stored texts, read once more by the rules and the names at hand: they are queued, and workers read them.

What people decided stays, whatever the new reading finds; only what nobody has decided is replaced.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from negotiations.extraction.version import RULES
from negotiations.models import Article, QueueState, Reading, ReadingStage, Snapshot

PER_TRANSACTION = 500


def texts_to_read_again(*, lexicon: str, everything: bool = False) -> "QuerySet[Snapshot]":
    """The present snapshots of all articles that were last read by other rules or other names than those at hand.

    ``lexicon`` is the version of the names. ``everything``: those that were read by the very same as well.
    """
    present = Snapshot.objects.filter(pk__in=Article.objects.exclude(snapshot=None).values("snapshot"))
    if everything:
        return present
    up_to_date = Reading.objects.filter(rules=RULES, lexicon=lexicon, state=QueueState.DONE.value)
    waiting = Reading.objects.filter(
        rules=RULES, state__in=[QueueState.WAITING.value, QueueState.RUNNING.value], stage=ReadingStage.EXTRACT.value
    )
    return present.exclude(pk__in=up_to_date.values("snapshot")).exclude(pk__in=waiting.values("snapshot"))


def queue_rereading(*, snapshots: Sequence[int], now: datetime) -> int:
    """Let these snapshots wait to be read again, behind all that is new; gives how many do.

    One that a worker has in hand is left to that worker, and found again the next time.
    """
    queued = 0
    for first in range(0, len(snapshots), PER_TRANSACTION):
        with transaction.atomic():
            queued += _queue(snapshots[first : first + PER_TRANSACTION], now)
    return queued


def _queue(snapshots: Sequence[int], now: datetime) -> int:
    readings = Reading.objects.filter(snapshot__in=snapshots, rules=RULES)
    known = set(readings.values_list("snapshot_id", flat=True))
    free = readings.exclude(state=QueueState.RUNNING.value)
    again = free.update(
        stage=ReadingStage.EXTRACT.value,
        state=QueueState.WAITING.value,
        is_again=True,
        attempts=0,
        not_before=now,
        finished_at=None,
        error="",
        error_code="",
        lease_token=None,
        lease_until=None,
    )
    missing = Snapshot.objects.filter(pk__in=snapshots).exclude(pk__in=known)
    fresh = [
        Reading(snapshot_id=pk, rules=RULES, is_again=True, published=day, not_before=now, created_at=now)
        for pk, day in missing.values_list("pk", "article__published")
    ]
    Reading.objects.bulk_create(fresh, ignore_conflicts=True)
    return again + len(fresh)
