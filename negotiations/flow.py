"""How work moves through the stages: claims of what is due, and one text carried all the way on the spot.

Rows are the queue. A worker calls ``work`` when something wakes it; a person at a command line or a page that wants the
answer at once calls ``carry``. Both do the same through the same claims, and may run at the same time.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from negotiations.errors import NotDecidable
from negotiations.guarding import LEASE, guarded, together
from negotiations.ingest import bulk, polling, remaking, stages
from negotiations.ingest.drafting import Read
from negotiations.ingest.hosts import Hold, Turn, due_turns, hold_host, host_of, let_go, next_turn
from negotiations.ingest.pressure import texts_waiting
from negotiations.ingest.second_looks import queue_second_looks
from negotiations.ingest.visiting import Look, visit
from negotiations.models import (
    Article,
    BulkImport,
    Intake,
    IntakeOutcome,
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
from negotiations.review.showing import show_confident
from negotiations.suggestions.by_model import suggest_by_model
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.news import look_into, store_news
from negotiations.suggestions.stage import Said, enter_said, read_snapshot
from negotiations.summaries.drafts import draft_due_summaries
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
GATHERING, MOST_GATHERED = 5.0, 4_000_000  # seconds of fetching and packed bytes before what came is read
PATIENCE = timedelta(seconds=15)
SECONDS = 30.0  # for which one task works before it makes room for another


def work(*, tools: Tools, seconds: float = SECONDS) -> int:
    """Do whatever is due at any stage until nothing is, or the time is up; gives how many rows were worked on.

    What has come in goes on first, and nothing more is fetched while too much of it waits.
    """
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until:
        worked = _record(tools, until) + _extract(tools) + _read(tools, until)
        if not is_held_back():
            worked += _import(tools) + _poll(tools) + _fetch(tools, until)
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
        return any(_carry_intake(intake, tools) for intake in claimed)
    readings = Reading.objects.filter(pk=row.pk).claim(now=tools.clock(), lease=LEASE)
    for reading in readings:
        _read_out(reading, tools)
    return bool(readings)


def _carry_intake(intake: Intake, tools: Tools) -> bool:
    """Whether its turn has come: a host that is being asked, or rests, makes a page wait."""
    if intake.stage != IntakeStage.FETCH or not tools.politeness.spacing:
        _take_in(intake, tools)
        return True
    hold = hold_host(name=intake.host, now=tools.clock(), lease=LEASE)
    if hold is None:
        intake.put_off(until=_next_turn(intake.host, tools))
        return False
    is_fresh = intake.attempts == 1
    _visit(intake, hold, tools)
    _take_on([intake], tools, is_fresh=is_fresh)
    return True


def _next_turn(host: str, tools: Tools) -> datetime:
    return next_turn(host, now=tools.clock(), spacing=tools.politeness.spacing)


def _visit(intake: Intake, hold: Hold, tools: Tools) -> None:
    """Fetch a claimed page from a held host, and let the host go."""
    turn = Turn(rest=tools.politeness.spacing)

    def visited() -> None:
        nonlocal turn
        turn = visit(intake=intake, hold=hold, fetcher=tools.fetcher, politeness=tools.politeness, clock=tools.clock)

    try:
        guarded(intake, visited, tools)
    finally:
        let_go(hold=hold, now=tools.clock(), turn=turn, source=intake.source_id)


def _take_in(intake: Intake, tools: Tools) -> None:
    is_fresh = intake.attempts == 1
    _download(intake, tools)
    _take_on([intake], tools, is_fresh=is_fresh)


def _download(intake: Intake, tools: Tools) -> None:
    if intake.stage == IntakeStage.FETCH:
        fetch = partial(stages.fetch, intake=intake, fetcher=tools.fetcher, now=tools.clock(), keep=True)
        guarded(intake, fetch, tools)


def _take_on(intakes: Sequence[Intake], tools: Tools, *, is_fresh: bool = True) -> None:
    """Read pages that this worker still holds, and find what they say: one claim for all three.

    Nothing of a fresh one is written before all is known. One on which work was broken off before goes step by step, so
    that what breaks it can be told.
    """
    reads: list[Read | None] = []
    for intake in intakes:
        if intake.stage == IntakeStage.READ and intake.state == QueueState.RUNNING:
            guarded(intake, partial(_read_one, intake, reads, tools), tools)
    pages = [page for page in reads if page is not None]
    said = _look_into(pages, tools) if is_fresh else {}
    stored = together(lambda: _store_news(pages, said, tools)) if said else {}
    for page in pages:
        reading = stored.get(page.intake.pk)
        if reading is None:
            _keep(page, said.get(page.intake.pk), tools)
        elif reading.state == QueueState.RUNNING:
            _read_out(reading, tools, said=said[page.intake.pk], is_new=True)


def _read_one(intake: Intake, reads: list[Read | None], tools: Tools) -> None:
    reads.append(stages.read(intake=intake, now=tools.clock()))


def _look_into(pages: Sequence[Read], tools: Tools) -> dict[int, Said]:
    """By the keys of their rows: what the texts say. What fails is left to the stage, which writes down why."""
    said: dict[int, Said] = {}
    lexicon, now = current_lexicon(), tools.clock()
    for page in pages:
        with suppress(Exception):
            said[page.intake.pk] = look_into(read=page, lexicon=lexicon, now=now)
    return said


def _store_news(pages: Sequence[Read], said: Mapping[int, Said], tools: Tools) -> dict[int, Reading]:
    texts = [(page, said[page.intake.pk]) for page in pages if page.intake.pk in said]
    return store_news(texts=texts, now=tools.clock())


def _keep(page: Read, said: Said | None, tools: Tools) -> None:
    """Keep a text by itself, and suggest what it says: as was found before, if it is a new article."""
    kept: list[Reading | None] = []
    intake = page.intake
    guarded(intake, lambda: kept.append(stages.keep(read=page, now=tools.clock(), keep=True)), tools)
    for reading in kept:
        if reading is not None:
            is_new = intake.outcome == IntakeOutcome.NEW
            _read_out(reading, tools, said=said if is_new else None, is_new=is_new)


def _read_out(reading: Reading, tools: Tools, *, said: Said | None = None, is_new: bool = False) -> None:
    if reading.is_by_model:
        guarded(reading, lambda: _ask_model(reading, tools), tools)
    elif reading.stage == ReadingStage.EXTRACT:
        also_by = tools.door.rules if tools.door else ""

        def extract() -> None:
            found = said or read_snapshot(snapshot=reading.snapshot, lexicon=current_lexicon())
            enter_said(reading=reading, said=found, now=tools.clock(), also_by=also_by, is_new=is_new)

        guarded(reading, extract, tools)
    else:
        guarded(reading, lambda: show_confident(reading=reading, now=tools.clock()), tools)


def _ask_model(reading: Reading, tools: Tools) -> None:
    if tools.door is None or tools.door.rules != reading.rules:
        raise NotDecidable(f"{reading.rules} is no longer configured, so it cannot read this text.")
    suggest_by_model(reading=reading, door=tools.door, lexicon=current_lexicon(), now=tools.clock())


def _import(tools: Tools) -> int:
    imports = BulkImport.objects.going_on().claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
    for one in imports:
        media = Path(settings.MEDIA_ROOT)
        guarded(one, partial(bulk.advance, bulk=one, media=media, now=tools.clock()), tools)
    return len(imports)


def _poll(tools: Tools) -> int:
    """The feed that is overdue longest; where its host is being asked or rests, it waits for its turn."""
    sources = Source.objects.feeds().claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
    for source in sources:
        if tools.politeness.spacing:
            _look_politely(source, tools)
        else:
            guarded(source, partial(polling.poll, source=source, fetcher=tools.fetcher, now=tools.clock()), tools)
    return len(sources)


def _look_politely(source: Source, tools: Tools) -> None:
    name = host_of(source.feed_url)
    hold = hold_host(name=name, now=tools.clock(), lease=LEASE)
    if hold is None:
        source.put_off(until=_next_turn(name, tools))
        return
    look = Look([hold], tools.politeness, tools.clock, LEASE)
    try:
        guarded(source, partial(look.take, source=source, fetcher=tools.fetcher), tools)
    finally:
        look.end()


def _fetch(tools: Tools, until: float) -> int:
    """Fetch pages one after another, then read together what came."""
    batch = _Batch(until)
    done = _fetch_politely(batch, tools) if tools.politeness.spacing else _fetch_at_will(batch, tools)
    _take_on(batch.fetched, tools)
    return done


class _Batch:
    """Pages that are fetched and wait to be read together; full after some seconds or bytes."""

    def __init__(self, until: float) -> None:
        self.fetched: list[Intake] = []
        self._enough = min(until, time.monotonic() + GATHERING)
        self._size = 0

    def is_full(self) -> bool:
        return time.monotonic() > self._enough or self._size > MOST_GATHERED

    def add(self, intake: Intake) -> None:
        self.fetched.append(intake)
        self._size += len(intake.body or b"")


def _fetch_politely(batch: _Batch, tools: Tools) -> int:
    """Pages of the hosts that have rested longest, one of each: no site and no import keeps the others waiting."""
    done = 0
    for due in due_turns(now=tools.clock(), limit=AT_ONCE):
        if done and batch.is_full():
            break
        hold = hold_host(name=due.host, now=tools.clock(), lease=LEASE)
        if hold is None:
            continue
        pages = Intake.objects.filter(stage=IntakeStage.FETCH.value, host=due.host, source=due.source)
        claimed = pages.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
        if not claimed:
            let_go(hold=hold, now=tools.clock(), turn=Turn())
        for intake in claimed:
            is_fresh = intake.attempts == 1
            _visit(intake, hold, tools)
            _gather(intake, batch, tools, is_fresh=is_fresh)
        done += len(claimed)
    return done


def _fetch_at_will(batch: _Batch, tools: Tools) -> int:
    """Pages in the order of their time; those for which there is none now go back as if they had not been claimed."""
    waiting = Intake.objects.filter(stage=IntakeStage.FETCH.value)
    rows = waiting.claim(now=tools.clock(), lease=LEASE, limit=AT_ONCE, order=("not_before", "pk"))
    done = 0
    for intake in rows:
        if done and batch.is_full():
            intake.put_off(until=intake.not_before)
            continue
        is_fresh = intake.attempts == 1
        _download(intake, tools)
        _gather(intake, batch, tools, is_fresh=is_fresh)
        done += 1
    return done


def _gather(intake: Intake, batch: _Batch, tools: Tools, *, is_fresh: bool) -> None:
    if is_fresh:
        batch.add(intake)
    else:
        _take_on([intake], tools, is_fresh=False)


def _read(tools: Tools, until: float) -> int:
    """One at a time: each may be as large as an upload."""
    waiting = Intake.objects.filter(stage=IntakeStage.READ.value)
    done = 0
    while done < AT_ONCE and time.monotonic() < until:
        rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"), also_left=not done)
        for intake in rows:
            _take_in(intake, tools)
        if not rows:
            break
        done += len(rows)
    return done


def _extract(tools: Tools) -> int:
    return _claim_readings(ReadingStage.EXTRACT, tools)


def _record(tools: Tools, until: float) -> int:
    """All that waits to be entered, in the order of its days as far as it is there, so that rounds number in time."""
    done = 0
    while time.monotonic() < until and (entered := _claim_readings(ReadingStage.RECORD, tools, also_left=not done)):
        done += entered
    return done


def _texts() -> QuerySet[Snapshot]:
    """Snapshots with what is needed to read them."""
    unused = ("body", "headers", "article__sketch", "article__sketch_head")
    return Snapshot.objects.select_related("article").defer(*unused)


def _claim_readings(stage: ReadingStage, tools: Tools, *, also_left: bool = True) -> int:
    waiting = Reading.objects.filter(stage=stage.value).prefetch_related(Prefetch("snapshot", _texts()))
    rows = waiting.claim(now=tools.clock(), lease=LEASE, order=("is_again", "published", "pk"), also_left=also_left)
    for reading in rows:
        _read_out(reading, tools)
    return len(rows)
