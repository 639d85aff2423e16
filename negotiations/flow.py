"""How work moves through the stages: claims of what is due, and one text carried all the way on the spot.

Rows are the queue. A worker calls ``work`` when something wakes it; a person at a command line or a page that wants the
answer at once calls ``carry``. Both do the same through the same claims, and may run at the same time.
"""

import time
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from negotiations.guarding import LEASE, guarded
from negotiations.ingest import bulk, remaking
from negotiations.ingest.hosts import due_turns
from negotiations.ingest.pressure import texts_waiting
from negotiations.ingest.second_looks import queue_second_looks
from negotiations.looking import look_at_due
from negotiations.models import (
    Article,
    BulkImport,
    Intake,
    IntakeStage,
    Leased,
    QueueState,
    Reading,
    ReadingStage,
    Remake,
    Snapshot,
    Source,
    TalkRound,
)
from negotiations.models.readings import BY_MODEL
from negotiations.summaries.drafts import draft_due_summaries
from negotiations.taking_in import fetch_due, read_out, record, take_in, take_turn
from negotiations.tools import Tools, live_tools

__all__ = [
    "LEASE",
    "SECONDS",
    "Tools",
    "carry",
    "is_anything_due",
    "is_held_back",
    "live_tools",
    "work",
    "work_on_remakes",
]

AT_ONCE = 20  # rows of one stage, before the others have their turn
ENTERED_AT_ONCE = 10  # readings; whoever decides something waits as long as it takes to enter them
PATIENCE = timedelta(seconds=15)
SECONDS = 30.0  # for which one task works before it makes room for another


def work(*, tools: Tools, seconds: float = SECONDS) -> int:
    """Do whatever is due at any stage until nothing is, or the time is up; gives how many rows were worked on.

    What has come in goes on first, and nothing more is fetched while too much of it waits. What dead workers have left
    is looked for once, at the beginning.
    """
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until:
        also_left = not done
        worked = _record(tools, until, also_left) + _extract(tools, also_left) + _read(tools, until, also_left)
        if not is_held_back():
            worked += _import(tools, also_left) + look_at_due(tools, until, also_left)
            worked += fetch_due(tools, until, also_left)
        if not worked:
            worked = draft_due_summaries() or queue_second_looks(now=tools.clock()) or work_on_remakes(tools=tools)
        if not worked:
            return done
        done += worked
    return done


def is_held_back() -> bool:
    """Whether fetching waits because too many texts wait to be read."""
    return texts_waiting(most=settings.MOST_TEXTS_WAITING) >= settings.MOST_TEXTS_WAITING


def work_on_remakes(*, tools: Tools, most: int = 1) -> int:
    """Make some of the texts again that wait for that; workers do it when nothing else is due."""
    done = 0
    while done < most:
        waiting = Remake.objects.prefetch_related("snapshot__remade_from")
        rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
        if not rows:
            break
        for row in rows:
            guarded(row, partial(remaking.remake, row=row, now=tools.clock()), tools)
        done += len(rows)
    return done


def is_anything_due(*, now: datetime) -> bool:
    """Whether a worker would find something to do; a page whose host rests is nothing yet."""
    return (
        Intake.objects.filter(stage=IntakeStage.READ.value).due(now).exists()
        or bool(due_turns(now=now, limit=1))
        or Reading.objects.due(now).exists()
        or Source.objects.feeds().due(now).exists()
        or BulkImport.objects.going_on().due(now).exists()
        or Remake.objects.due(now).exists()
        or Article.objects.filter(look_again_at__lte=now).exists()
        or TalkRound.objects.filter(needs_summary=True).exists()
    )


def carry(*, intake: Intake, tools: Tools, seconds: float = 120, summarise: bool = True) -> Intake:
    """Take one text through all stages now; where a worker has it already, wait until it is through.

    Without ``summarise`` the rounds that it touches wait for their summaries, for whoever has more texts to come.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        intake.refresh_from_db()
        readings = Reading.objects.filter(snapshot=intake.snapshot_id).exclude(rules__startswith=BY_MODEL)
        reading = readings.order_by("-pk").first() if intake.snapshot_id else None
        row: Leased | None = intake if intake.state in OPEN_STATES else reading
        if row is None or row.state not in OPEN_STATES:
            break
        if not _carry_one(row, tools):
            if row.state == QueueState.WAITING and row.not_before > tools.clock() + PATIENCE:
                break  # a temporary failure, or a host that asks for peace: it will be tried again later
            time.sleep(0.1)
    if summarise:
        draft_due_summaries()
    intake.refresh_from_db()
    return intake


OPEN_STATES = (QueueState.WAITING.value, QueueState.RUNNING.value)


def _carry_one(row: Leased, tools: Tools) -> bool:
    if isinstance(row, Intake):
        claimed = Intake.objects.filter(pk=row.pk).claim(now=tools.clock(), lease=LEASE)
        return any(take_turn(intake, tools) for intake in claimed)
    readings = Reading.objects.filter(pk=row.pk).claim(now=tools.clock(), lease=LEASE)
    for reading in readings:
        read_out(reading, tools)
    return bool(readings)


def _import(tools: Tools, also_left: bool) -> int:
    going_on = BulkImport.objects.going_on()
    imports = going_on.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"), also_left=also_left)
    for one in imports:
        media = Path(settings.MEDIA_ROOT)
        guarded(one, partial(bulk.advance, bulk=one, media=media, now=tools.clock()), tools)
    return len(imports)


def _read(tools: Tools, until: float, also_left: bool) -> int:
    """One at a time: each may be as large as an upload."""
    waiting = Intake.objects.filter(stage=IntakeStage.READ.value)
    done = 0
    while done < AT_ONCE and time.monotonic() < until:
        rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"), also_left=also_left)
        for intake in rows:
            take_in(intake, tools)
        if not rows:
            break
        done += len(rows)
    return done


def _extract(tools: Tools, also_left: bool) -> int:
    readings = _claim_readings(ReadingStage.EXTRACT, tools, also_left=also_left)
    for reading in readings:
        read_out(reading, tools)
    return len(readings)


def _record(tools: Tools, until: float, also_left: bool) -> int:
    """All that waits to be entered, in the order of its days as far as it is there, so that rounds number in time."""
    done = 0
    while time.monotonic() < until:
        readings = _claim_readings(ReadingStage.RECORD, tools, limit=ENTERED_AT_ONCE, also_left=also_left)
        record(readings, tools)
        done += len(readings)
        if len(readings) < ENTERED_AT_ONCE:
            break
    return done


def _texts() -> QuerySet[Snapshot]:
    """Snapshots with what is needed to read them."""
    unused = ("body", "headers", "article__sketch", "article__sketch_head", "article__sketch_slots")
    return Snapshot.objects.select_related("article").defer(*unused)


def _claim_readings(stage: ReadingStage, tools: Tools, *, limit: int = 1, also_left: bool) -> list[Reading]:
    waiting = Reading.objects.filter(stage=stage.value).prefetch_related(Prefetch("snapshot", _texts()))
    order = ("is_again", "published", "pk")
    rows = waiting.claim(now=tools.clock(), lease=LEASE, limit=limit, order=order, also_left=also_left)
    return sorted(rows, key=lambda row: (row.is_again, row.published or date.max, row.pk))
