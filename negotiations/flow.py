"""How work moves through the stages: claims of what is due, and one text carried all the way on the spot.

Rows are the queue. A worker calls ``work`` when something wakes it; a person at a command line or a page that wants the
answer at once calls ``carry``. Both do the same through the same claims, and may run at the same time.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from negotiations.errors import BrokenOffError, NegotiationsError, NotDecidable, UnforeseenError
from negotiations.ingest import bulk, polling, remaking, stages
from negotiations.models import (
    BulkImport,
    Intake,
    IntakeStage,
    Leased,
    QueueState,
    Reading,
    ReadingStage,
    Remake,
    Source,
    TalkRound,
)
from negotiations.models.articles import BY_MODEL
from negotiations.review.showing import show_confident
from negotiations.sources.http import Fetcher
from negotiations.sources.language_models import LanguageModel
from negotiations.suggestions.by_model import Door, suggest_by_model
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.stage import extract_suggestions
from negotiations.summaries.drafts import draft_due_summaries

log = logging.getLogger(__name__)

# Longer than a task's hard time limit, so that no two workers hold one row; a killed worker's rows come back after it.
LEASE = timedelta(seconds=settings.TASK_TIME_LIMIT + 10)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages need from outside: the clock, the fetcher, and a language model if one is to read as well."""

    clock: Callable[[], datetime]
    fetcher: Fetcher
    door: Door | None = None


def live_tools() -> Tools:
    """The real clock and a real fetcher, for one process: connections do not survive a fork."""
    return Tools(
        clock=timezone.now,
        fetcher=Fetcher(user_agent=settings.FETCH_USER_AGENT, clock=timezone.now),
        door=_door() if settings.MODEL_URL else None,
    )


def _door() -> Door:
    model = LanguageModel(
        address=settings.MODEL_URL,
        name=settings.MODEL_NAME,
        key=settings.MODEL_KEY,
        timeout=settings.MODEL_TIMEOUT,
    )
    return Door(model, tokens_a_day=settings.MODEL_TOKENS_A_DAY)


def work(*, tools: Tools, seconds: float = 30) -> int:
    """Do whatever is due at any stage until nothing is, or the time is up; gives how many rows were worked on."""
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until:
        worked = _import(tools) + _poll(tools) + _fetch(tools) + _read(tools) + _extract(tools) + _record(tools)
        if not worked:
            worked = draft_due_summaries() or work_on_remakes(tools=tools)
        if not worked:
            return done
        done += worked
    return done


def work_on_remakes(*, tools: Tools, most: int = 1) -> int:
    """Make some of the texts again that wait for that; workers do it when nothing else is due."""
    done = 0
    while done < most:
        waiting = Remake.objects.select_related("snapshot__remade_from")
        rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
        if not rows:
            break
        for row in rows:
            _guarded(row, partial(remaking.remake, row=row, now=tools.clock()), tools)
        done += len(rows)
    return done


def is_anything_due(*, now: datetime) -> bool:
    """Whether a worker would find something to do."""
    return (
        Intake.objects.due(now).exists()
        or Reading.objects.due(now).exists()
        or Source.objects.feeds().due(now).exists()
        or BulkImport.objects.going_on().due(now).exists()
        or Remake.objects.due(now).exists()
        or TalkRound.objects.filter(needs_summary=True).exists()
    )


def carry(*, intake: Intake, tools: Tools, seconds: float = 120) -> Intake:
    """Take one text through all stages now; where a worker has it already, wait until it is through."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        intake.refresh_from_db()
        readings = Reading.objects.filter(snapshot=intake.snapshot_id).exclude(rules__startswith=BY_MODEL)
        reading = readings.order_by("-pk").first() if intake.snapshot_id else None
        row: Leased | None = intake if intake.state in OPEN_STATES else reading
        if row is None or row.state not in OPEN_STATES:
            break
        if not _carry_one(row, tools):
            if row.state == QueueState.WAITING and row.not_before > tools.clock():
                break  # a temporary failure: it will be tried again later
            time.sleep(0.1)
    draft_due_summaries()
    intake.refresh_from_db()
    return intake


OPEN_STATES = (QueueState.WAITING.value, QueueState.RUNNING.value)


def _carry_one(row: Leased, tools: Tools) -> bool:
    if isinstance(row, Intake):
        claimed = Intake.objects.filter(pk=row.pk).claim(now=tools.clock(), lease=LEASE)
        for intake in claimed:
            _take_in(intake, tools)
        return bool(claimed)
    readings = Reading.objects.filter(pk=row.pk).claim(now=tools.clock(), lease=LEASE)
    for reading in readings:
        _read_out(reading, tools)
    return bool(readings)


def _take_in(intake: Intake, tools: Tools) -> None:
    stage = IntakeStage(intake.stage)
    if stage is IntakeStage.FETCH:
        _guarded(intake, lambda: stages.fetch(intake=intake, fetcher=tools.fetcher, now=tools.clock()), tools)
    else:
        _guarded(intake, lambda: stages.read(intake=intake, now=tools.clock()), tools)


def _read_out(reading: Reading, tools: Tools) -> None:
    if reading.is_by_model:
        _guarded(reading, lambda: _ask_model(reading, tools), tools)
    elif reading.stage == ReadingStage.EXTRACT:
        also_by = tools.door.rules if tools.door else ""
        _guarded(
            reading,
            lambda: extract_suggestions(reading=reading, lexicon=current_lexicon(), now=tools.clock(), also_by=also_by),
            tools,
        )
    else:
        _guarded(reading, lambda: show_confident(reading=reading, now=tools.clock()), tools)


def _ask_model(reading: Reading, tools: Tools) -> None:
    if tools.door is None or tools.door.rules != reading.rules:
        raise NotDecidable(f"{reading.rules} is no longer configured, so it cannot read this text.")
    suggest_by_model(reading=reading, door=tools.door, lexicon=current_lexicon(), now=tools.clock())


def _import(tools: Tools) -> int:
    imports = BulkImport.objects.going_on().claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
    for one in imports:
        media = Path(settings.MEDIA_ROOT)
        _guarded(one, partial(bulk.advance, bulk=one, media=media, now=tools.clock()), tools)
    return len(imports)


def _poll(tools: Tools) -> int:
    sources = Source.objects.feeds().claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
    for source in sources:
        _guarded(source, partial(polling.poll, source=source, fetcher=tools.fetcher, now=tools.clock()), tools)
    return len(sources)


def _fetch(tools: Tools) -> int:
    return _claim_intakes(IntakeStage.FETCH, tools)


def _read(tools: Tools) -> int:
    return _claim_intakes(IntakeStage.READ, tools)


def _claim_intakes(stage: IntakeStage, tools: Tools) -> int:
    """One at a time: a lease is as long as a task, and a row counts an attempt only if somebody did begin with it."""
    waiting = Intake.objects.filter(stage=stage.value)
    rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
    for intake in rows:
        _take_in(intake, tools)
    return len(rows)


def _extract(tools: Tools) -> int:
    return _claim_readings(ReadingStage.EXTRACT, tools)


def _record(tools: Tools) -> int:
    """Reports are entered in the order of their days as far as they are there, so that rounds number in time."""
    return _claim_readings(ReadingStage.RECORD, tools)


def _claim_readings(stage: ReadingStage, tools: Tools) -> int:
    waiting = Reading.objects.filter(stage=stage.value).select_related("snapshot__article")
    rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("is_again", "snapshot__article__published", "pk"))
    for reading in rows:
        _read_out(reading, tools)
    return len(rows)


def _guarded(row: Source | BulkImport | Remake | Intake | Reading, stage: Callable[[], None], tools: Tools) -> None:
    """Run a stage; what it did not foresee is written on its row, tried again a few times, then left for an editor."""
    if row.attempts > MOST_ATTEMPTS:
        _give_back(row, BrokenOffError(f"Work on this was broken off {row.attempts - 1} times; try it again."), tools)
        return
    try:
        stage()
    except DatabaseError as error:
        if _is_gone():
            raise  # the database went away: the lease will run out and the row come back
        _give_back(row, error, tools)
    except Exception as error:  # noqa: BLE001 — whatever one text does must not stop the next
        _give_back(row, error, tools)


def _is_gone() -> bool:
    return not connection.is_usable() if connection.connection else True


def _give_back(row: Source | BulkImport | Remake | Intake | Reading, error: Exception, tools: Tools) -> None:
    log.error("%s %s failed", type(row).__name__, row.pk, exc_info=error)
    if not isinstance(error, NegotiationsError):
        error = UnforeseenError(f"Something unforeseen went wrong ({type(error).__name__}); it is in the log.")
    now = tools.clock()
    if isinstance(row, Source):
        polling.note_failure(source=row, error=error, now=now)
        return
    with transaction.atomic():
        if not row.holds_lease():
            return
        final = error.permanent or row.attempts >= MOST_ATTEMPTS
        type(row)._default_manager.filter(pk=row.pk).update(
            state=QueueState.FAILED.value if final else QueueState.WAITING.value,
            not_before=now + timedelta(seconds=30 * row.attempts),
            finished_at=now if final else None,
            error_code=error.code,
            error=str(error),
            lease_token=None,
            lease_until=None,
        )
