"""Pages and texts on their way in, under claims: fetched, read, kept, and searched for what they say.

Pages are fetched several at a time, and what came is read and stored together. Whatever cannot go with the others goes
by itself: what is known already, what fails, and what broke its worker before.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial

from negotiations.errors import NotDecidable
from negotiations.fetching import PageErrand
from negotiations.guarding import LEASE, guarded, guarded_all, one_broken_off, together
from negotiations.ingest import stages
from negotiations.ingest.asking import see_through, see_through_abreast
from negotiations.ingest.drafting import Read
from negotiations.ingest.hosts import Hold, Turn, due_turns, hold_host, let_go, next_turn
from negotiations.models import Intake, IntakeOutcome, IntakeStage, QueueState, Reading, ReadingStage
from negotiations.review.recording import show_confident
from negotiations.suggestions.by_model import suggest_by_model
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.news import look_into, store_news
from negotiations.suggestions.stage import Said, enter_said, read_snapshot
from negotiations.tools import Tools

AT_ONCE = 20  # pages
ABREAST = 8  # of them on their way at a time
GATHERING, MOST_GATHERED = 5.0, 20_000_000  # seconds of fetching and bytes before what came is read
LONGEST_TOGETHER = 50_000  # characters; twenty texts of that length are searched in ten seconds


def take_turn(intake: Intake, tools: Tools) -> bool:
    """Take in a claimed row; gives whether its turn has come, for a page waits while its host is asked or rests."""
    if intake.stage != IntakeStage.FETCH or not tools.politeness.spacing:
        take_in(intake, tools)
        return True
    hold = hold_host(name=intake.host, now=tools.clock(), lease=LEASE)
    if hold is None:
        intake.put_off(until=next_turn(intake.host, now=tools.clock(), spacing=tools.politeness.spacing))
        return False
    _take_in_alone(PageErrand(intake, tools, hold), tools)
    return True


def take_in(intake: Intake, tools: Tools) -> None:
    """Take in a claimed row by itself, with no regard to its host."""
    if intake.stage == IntakeStage.FETCH:
        _take_in_alone(PageErrand(intake, tools), tools)
    else:
        _take_on([intake], tools, is_fresh=intake.attempts == 1)


def _take_in_alone(errand: PageErrand, tools: Tools) -> None:
    see_through(errand, tools.fetcher)
    _take_on([errand.intake], tools, is_fresh=errand.is_fresh)


def fetch_due(tools: Tools, until: float, also_left: bool = True) -> int:
    """Fetch pages, politely several at a time, then read together what came; ``also_left`` as for claims."""
    batch = _Batch(until)
    if tools.politeness.spacing:
        see_through_abreast(_go_politely(batch, tools), tools.fetcher, most=ABREAST)
    else:  # many of them may be of one host, and nothing else keeps them apart
        for errand in _go_at_will(batch, tools, also_left):
            see_through(errand, tools.fetcher)
    _take_on(batch.fetched, tools)
    return batch.begun


class _Batch:
    """Pages that are fetched and wait to be read together; full after some seconds or bytes."""

    def __init__(self, until: float) -> None:
        self.fetched: list[Intake] = []
        self.begun = 0
        self._enough = min(until, time.monotonic() + GATHERING)
        self._size = 0

    def is_full(self) -> bool:
        return self.begun > 0 and (time.monotonic() > self._enough or self._size > MOST_GATHERED)

    def begin(self, intake: Intake, tools: Tools, hold: Hold | None = None) -> Iterator[PageErrand]:
        """The errand for a page; one with which a worker died is taken in here and now."""
        self.begun += 1
        errand = PageErrand(intake, tools, hold)
        if errand.is_fresh:
            errand.then = self._add
            yield errand
        else:
            _take_in_alone(errand, tools)

    def _add(self, intake: Intake) -> None:
        self.fetched.append(intake)
        self._size += len(intake.original)


def _go_politely(batch: _Batch, tools: Tools) -> Iterator[PageErrand]:
    """To the hosts that have rested longest, for one page of each: no site and no import keeps the others waiting."""
    for due in due_turns(now=tools.clock(), limit=AT_ONCE):
        if batch.is_full():
            break
        hold = hold_host(name=due.host, now=tools.clock(), lease=LEASE)
        if hold is None:
            continue
        pages = Intake.objects.filter(stage=IntakeStage.FETCH.value, host=due.host, source=due.source)
        claimed = pages.claim(now=tools.clock(), lease=LEASE, order=("not_before", "pk"))
        if not claimed:
            let_go(hold=hold, now=tools.clock(), turn=Turn())
        for intake in claimed:
            yield from batch.begin(intake, tools, hold)


def _go_at_will(batch: _Batch, tools: Tools, also_left: bool) -> Iterator[PageErrand]:
    """For pages in the order of their time; those for which there is none go back as if they had not been claimed, and
    so do all but one of those with which a worker died.
    """
    waiting = Intake.objects.filter(stage=IntakeStage.FETCH.value)
    order = ("not_before", "pk")
    rows = waiting.claim(now=tools.clock(), lease=LEASE, limit=AT_ONCE, order=order, also_left=also_left)
    for intake in one_broken_off(rows):
        if batch.is_full():
            intake.put_off(until=intake.not_before)
        else:
            yield from batch.begin(intake, tools)


def _take_on(intakes: Sequence[Intake], tools: Tools, *, is_fresh: bool = True) -> None:
    """Read pages that this worker still holds, and find what they say: one claim for all three.

    Nothing of a fresh one is written before all is known; one that cannot be searched with the others is kept and waits
    for a claim of its own. One on which work was broken off before goes step by step, so that it shows what breaks it.
    """
    reads: list[Read | None] = []
    for intake in intakes:
        if intake.stage == IntakeStage.READ and intake.state == QueueState.RUNNING:
            guarded(intake, partial(_read_one, intake, reads, tools), tools)
    pages = [page for page in reads if page is not None]
    said = _look_into(pages, tools) if is_fresh else {}
    stored = set[int]()
    if said:
        together(lambda: stored.update(_store_news(pages, said, tools)))
    for page in pages:
        if page.intake.pk not in stored:
            _keep(page, said.get(page.intake.pk), tools, is_fresh=is_fresh)


def _read_one(intake: Intake, reads: list[Read | None], tools: Tools) -> None:
    reads.append(stages.read(intake=intake, now=tools.clock()))


def _look_into(pages: Sequence[Read], tools: Tools) -> dict[int, Said]:
    """By the keys of their rows: what the texts say, but for long ones and those with which something goes wrong."""
    said: dict[int, Said] = {}
    short = [page for page in pages if len(page.page.text) <= LONGEST_TOGETHER]
    if not short:
        return said
    lexicon, now = current_lexicon(), tools.clock()
    for page in short:
        with suppress(Exception):  # the stage meets it again, and writes it down
            said[page.intake.pk] = look_into(read=page, lexicon=lexicon, now=now)
    return said


def _store_news(pages: Sequence[Read], said: Mapping[int, Said], tools: Tools) -> set[int]:
    texts = [(page, said[page.intake.pk]) for page in pages if page.intake.pk in said]
    return store_news(texts=texts, now=tools.clock(), also_by=_also_by(tools))


def _keep(page: Read, said: Said | None, tools: Tools, *, is_fresh: bool) -> None:
    """Keep a text by itself, and suggest what it says: as was found before, if it is a new article."""
    kept: list[Reading | None] = []
    intake, goes_on = page.intake, said is not None or not is_fresh
    guarded(intake, lambda: kept.append(stages.keep(read=page, now=tools.clock(), keep=goes_on)), tools)
    for reading in kept:
        if reading is not None and goes_on:
            read_out(reading, tools, said=said if intake.outcome == IntakeOutcome.NEW else None)


def read_out(reading: Reading, tools: Tools, *, said: Said | None = None) -> None:
    """Do with a claimed row what its stage asks for; ``said`` is what its text says, where that is known already."""
    if reading.is_by_model:
        guarded(reading, lambda: _ask_model(reading, tools), tools)
    elif reading.stage == ReadingStage.EXTRACT:
        guarded(reading, lambda: _extract(reading, said, tools), tools)
    else:
        guarded(reading, lambda: show_confident(readings=[reading], now=tools.clock()), tools)


def record(readings: Sequence[Reading], tools: Tools) -> None:
    """Enter claimed rows into the record in turn: together what is read for the first time."""
    readings = one_broken_off(readings)
    firsts = dict[int, Reading]()
    for reading in readings:
        if not (reading.is_again or reading.is_by_model):
            firsts.setdefault(reading.snapshot.article_id, reading)

    def enter(some: Sequence[Reading]) -> None:
        show_confident(readings=some, now=tools.clock())

    guarded_all(list(firsts.values()), enter, tools)
    for reading in readings:
        if reading not in firsts.values():
            read_out(reading, tools)


def _extract(reading: Reading, said: Said | None, tools: Tools) -> None:
    found = said or read_snapshot(snapshot=reading.snapshot, lexicon=current_lexicon())
    enter_said(reading=reading, said=found, now=tools.clock(), also_by=_also_by(tools))


def _also_by(tools: Tools) -> str:
    return tools.door.rules if tools.door else ""


def _ask_model(reading: Reading, tools: Tools) -> None:
    if tools.door is None or tools.door.rules != reading.rules:
        raise NotDecidable(f"{reading.rules} is no longer configured, so it cannot read this text.")
    suggest_by_model(reading=reading, door=tools.door, lexicon=current_lexicon(), now=tools.clock())
