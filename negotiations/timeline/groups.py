"""Entries in reading order: by month, within it by round, newest or oldest first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from negotiations.timeline.dates import say_month
from negotiations.timeline.entries import Entry, EntryKind
from negotiations.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Block:
    """Entries of one round, or those between rounds (``round`` None). ``continued``: it began on the page before."""

    round: Entry | None
    entries: tuple[Entry, ...]
    shows_round: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A month or a year with its blocks; ``undated`` holds what has no date."""

    heading: str
    anchor: str
    blocks: tuple[Block, ...]
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its place in reading order: the section and the round that it stands under."""

    section: str
    anchor: str
    round: Entry | None
    entry: Entry


def place_entries(entries: Sequence[Entry], rounds: Iterable[Entry], *, oldest_first: bool = False) -> list[Placed]:
    """Every entry in reading order, undated ones last. A round and what belongs to it stand together at its date."""
    by_number = {round_.round_number: round_ for round_ in rounds}
    first_day = {number: min(days) for number, days in _days_by_round(entries).items()}

    def anchor(entry: Entry) -> date | None:
        if entry.day is None or entry.round_number is None:
            return entry.day
        round_ = by_number.get(entry.round_number)
        return round_.day if round_ is not None and round_.day is not None else first_day[entry.round_number]

    dated = [(anchor(entry), entry) for entry in entries if entry.day is not None]
    undated = [entry for entry in entries if entry.day is None]
    sign = 1 if oldest_first else -1

    def order(item: tuple[date | None, Entry]) -> tuple[int, int, int, bool, int, int]:
        at, entry = item
        number = entry.round_number or 0
        return (
            sign * (at or date.min).toordinal(),
            sign * number,
            number,
            entry.kind != EntryKind.ROUND,
            sign * entry.sort_day.toordinal(),
            sign * entry.pk,
        )

    placed = [
        Placed(
            *_section(at, entry.precision if entry.round_number is None else Precision.MONTH),
            by_number.get(entry.round_number),
            entry,
        )
        for at, entry in sorted(dated, key=order)
        if at is not None
    ]
    undated.sort(key=lambda entry: (entry.round_number or 10**9, entry.kind != EntryKind.ROUND, entry.pk))
    return placed + [Placed("Undated", "undated", by_number.get(entry.round_number), entry) for entry in undated]


def group_entries(placed: Sequence[Placed], *, before: Placed | None = None) -> list[Section]:
    """Sections of one page of placed entries; ``before`` is the last entry of the page before."""
    sections = []
    for anchor, group in groupby(placed, key=lambda item: item.anchor):
        items = list(group)
        blocks = []
        for number, block in groupby(items, key=lambda item: item.round.round_number if item.round else None):
            members = list(block)
            round_ = members[0].round
            continues = (
                before is not None
                and before.anchor == anchor
                and (before.round.round_number if before.round else None) == number
            )
            own = tuple(item.entry for item in members if item.entry.kind != EntryKind.ROUND)
            shows = any(item.entry.kind == EntryKind.ROUND for item in members)
            blocks.append(Block(round_, own, shows_round=shows, continued=continues))
            before = None
        sections.append(Section(items[0].section, anchor, tuple(blocks), undated=anchor == "undated"))
    return sections


def _days_by_round(entries: Sequence[Entry]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for entry in entries:
        if entry.round_number is not None and entry.day is not None:
            found.setdefault(entry.round_number, []).append(entry.day)
    return found


def _section(day: date, precision: str) -> tuple[str, str]:
    if precision == Precision.YEAR:
        return f"{day.year}", f"y{day.year}"
    return say_month(day), f"m{day.year}-{day.month:02d}"
