"""The wide picture of a negotiation over time, laid out for a template to draw. Pure: entries in, coordinates out.

It takes any number of lanes and any span of time. Labels keep clear of one another; a label that finds no room is
left out (the mark's title and the table beside the picture still say it).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from negotiations.timeline.dates import say_date
from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.scale import Tick, make_ticks
from negotiations.timeline.stances import Glyph

WIDTH = 1280
LEFT, RIGHT = 150, 1260
TOP = 22
LETTER = 6.1  # widest average advance of the label type at 11.5 px
STEP = 14.0  # between two marks that would touch
ROW = 18.0  # between two rows of marks; leaves room for the dash under what is not yet reviewed
LANE_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Lane:
    y: float
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    entry: Entry
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign; ``entries`` that fall on one spot with one stance share it."""

    x: float
    y: float
    glyph: Glyph
    href: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def reviewed(self) -> bool:
        """Whether a person has accepted all of them."""
        return all(entry.reviewed for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of the table beside the picture."""

    when: str
    lane: str
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    title: str
    window: tuple[float, float] | None
    table: tuple[Spoken, ...] = ()
    first: date | None = None
    last: date | None = None
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP

    @property
    def bottom(self) -> float:
        """Where the lines of the ticks end."""
        return self.height - 6


@dataclass(slots=True)
class _Canvas:
    scale: Callable[[date], float]
    href: Callable[[Entry], str]
    y: float = TOP
    lanes: list[Lane] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    table: list[tuple[date, Spoken]] = field(default_factory=list)


def draw_picture(
    entries: Sequence[Entry],
    *,
    name: str,
    lanes: Sequence[tuple[str, Sequence[Named]]],
    href: Callable[[Entry], str],
    window: tuple[date | None, date | None] = (None, None),
) -> Picture | None:
    """The picture of all dated ``entries``, or None where none has a date.

    ``lanes`` are labels with the actors whose positions and answers they hold; ``href`` gives an entry's address;
    ``window`` are the dates that the reader has chosen.
    """
    dated = [entry for entry in entries if entry.day is not None]
    if not dated:
        return None
    first = min(entry.day for entry in dated if entry.day)
    last = max(entry.until or entry.day for entry in dated if entry.day)
    start, end = _pad(first, last)
    days = max((end - start).days, 1)

    def scale(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(max((day - start).days, 0), days) / days, 1)

    canvas = _Canvas(scale, href)
    _draw_rounds(canvas, [entry for entry in dated if entry.kind == EntryKind.ROUND])
    _draw_proposals(canvas, [entry for entry in dated if entry.kind == EntryKind.PROPOSAL])
    taken = [entry for entry in dated if entry.kind not in (EntryKind.ROUND, EntryKind.PROPOSAL)]
    for label, actors in lanes:
        keys = {actor.key for actor in actors}
        _draw_lane(
            canvas,
            label,
            [entry for entry in taken if entry.actors and entry.actors[0].key in keys],
            several=len(keys) > 1,
        )
    span = say_date(first, "month", until=last)
    return Picture(
        canvas.y + 10,
        tuple(make_ticks(start, end, RIGHT - LEFT, scale)),
        tuple(canvas.lanes),
        tuple(canvas.bars),
        tuple(canvas.marks),
        tuple(canvas.labels),
        f"{name}, {span}",
        _window(window, start, end, scale),
        tuple(line for _, line in sorted(canvas.table, key=lambda item: item[0])),
        start,
        end,
    )


def _pad(first: date, last: date) -> tuple[date, date]:
    """A little air on both sides, at least four weeks in all; never beyond the calendar."""
    pad = max((last - first).days // 40, 3)
    if (last - first).days < 28:
        pad = (28 - (last - first).days) // 2 + 1
    start = first - timedelta(days=min(pad, (first - date.min).days))
    return start, last + timedelta(days=min(pad, (date.max - last).days))


def _window(
    window: tuple[date | None, date | None], start: date, end: date, scale: Callable[[date], float]
) -> tuple[float, float] | None:
    since, to = window
    if since is None and to is None:
        return None
    day_after = min(to, date.max - timedelta(days=1)) + timedelta(days=1) if to is not None else end
    left, right = scale(since or start), scale(day_after)
    return (left, right) if right > left else None


# --- lanes ---------------------------------------------------------------------------------------------------------


def _draw_rounds(canvas: _Canvas, rounds: list[Entry]) -> None:
    rounds.sort(key=lambda entry: (entry.sort_day, entry.round_number or 0))
    bars: list[tuple[float, float, int, Entry]] = []
    ends: list[float] = []
    for entry in rounds:
        x = canvas.scale(entry.sort_day)
        width = max(round(canvas.scale(entry.until or entry.sort_day) - x, 1), 7.0)
        row = _first_free(ends, x, x + width + 2, limit=3)
        bars.append((x, width, row if row is not None else 0, entry))
    above, below = _Shelf(2), _Shelf(2)
    placed: list[tuple[int, float, str]] = []
    for x, _, _, entry in bars:
        text = entry.sentence
        if not text:
            continue
        at = min(x, RIGHT - len(text) * LETTER)
        for side, shelf in ((-1, above), (1, below)):
            row = shelf.put(at, len(text) * LETTER + 8)
            if row is not None:
                placed.append((side * (row + 1), at, text))
                break
    tops, bottoms = (
        max((-row for row, *_ in placed if row < 0), default=1),
        max((row for row, *_ in placed if row > 0), default=0),
    )
    y = canvas.y + 16 + tops * 14
    height = max(len(ends), 1) * 23
    canvas.lanes.append(Lane(y, "Rounds", ""))
    for x, width, row, entry in bars:
        line = _tell(canvas, "Rounds", entry, f"{entry.title}: {entry.label}")
        canvas.bars.append(Bar(x, y - 9 + row * 23, width, entry, line.href, f"{line.what}, {line.when}"))
    for row, at, text in placed:
        canvas.labels.append(
            Label(round(at, 1), y - 14 + (row + 1) * 14 if row < 0 else y + height + (row - 1) * 14 + 3, text)
        )
    canvas.y = y + height - 9 + bottoms * 14 + 6


def _draw_proposals(canvas: _Canvas, proposals: list[Entry]) -> None:
    if not proposals:
        return
    base = canvas.y + 26
    shelf = _Shelf(1)
    height = _place_marks(canvas, base, "Proposals", proposals, several=True)
    for mark in [mark for mark in canvas.marks if mark.glyph == Glyph.PROPOSES and mark.y == base]:
        text = _shorten(mark.entries[0].sentence, 26)
        at = mark.x - 6
        if at + len(text) * LETTER <= RIGHT and shelf.put(at, len(text) * LETTER + 8) is not None:
            canvas.labels.append(Label(round(at, 1), base - 12, text))
    canvas.lanes.append(Lane(base, "Proposals", ""))
    canvas.y = base + height + 6


def _draw_lane(canvas: _Canvas, label: str, entries: list[Entry], *, several: bool) -> None:
    base = canvas.y + 20
    short = _shorten(label, LANE_LETTERS)
    canvas.lanes.append(Lane(base, short, label if short != label else ""))
    canvas.y = base + _place_marks(canvas, base, label, entries, several=several) + 4


def _place_marks(canvas: _Canvas, base: float, lane: str, entries: list[Entry], *, several: bool) -> float:
    """Marks on the lane's line, in further rows below where they would touch. Answers how far down they reach."""
    spots: dict[tuple[int, Glyph], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.sort_day, entry.pk)):
        spots.setdefault((round(canvas.scale(entry.sort_day) / 4), entry.glyph), []).append(entry)
    ends: list[float] = []
    for (_, glyph), group in spots.items():
        x = canvas.scale(group[0].sort_day)
        row = _first_free(ends, x, x + STEP, limit=6)
        if row is None:
            row = 5  # more than six at one place: the last row takes them over one another, the table has each
        lines = [_tell(canvas, lane, entry, _say(entry, named=several)) for entry in group]
        words = "; ".join(line.what for line in lines[:4]) + (f"; and {len(group) - 4} more" if len(group) > 4 else "")
        canvas.marks.append(Mark(x, base + row * ROW, glyph, lines[0].href, f"{words}, {lines[0].when}", tuple(group)))
    return max(len(ends) - 1, 0) * ROW + 9


def _tell(canvas: _Canvas, lane: str, entry: Entry, what: str) -> Spoken:
    what = what if entry.reviewed else f"{what} (not yet reviewed)"
    line = Spoken(say_date(entry.day, entry.precision, until=entry.until), lane, what, canvas.href(entry))
    canvas.table.append((entry.sort_day, line))
    return line


def _say(entry: Entry, *, named: bool) -> str:
    who = ", ".join(actor.name for actor in entry.actors)
    if entry.kind == EntryKind.PROPOSAL:
        return f"{who}: {entry.sentence}"
    about = (
        entry.sentence if entry.kind == EntryKind.REACTION else ", ".join(issue.name.lower() for issue in entry.issues)
    )
    return f"{who} {entry.label}: {about}" if named else f"{entry.label}: {about}"


def _shorten(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _first_free(ends: list[float], start: float, end: float, *, limit: int) -> int | None:
    """The first row that is free from ``start`` on, or a new one while there are fewer than ``limit``, else None."""
    for row, taken in enumerate(ends):
        if taken <= start:
            ends[row] = end
            return row
    if len(ends) < limit:
        ends.append(end)
        return len(ends) - 1
    return None


class _Shelf:
    """Rows of labels, of which none may touch another; they are put in from left to right."""

    def __init__(self, rows: int) -> None:
        self._ends = [float("-inf")] * rows

    def put(self, start: float, width: float) -> int | None:
        """The row that has room from ``start``, or None."""
        for row, end in enumerate(self._ends):
            if end <= start:
                self._ends[row] = start + width
                return row
        return None


def draw_sparkline(weeks: Sequence[int], *, width: int = 156, height: int = 22) -> Mapping[str, object]:
    """A line of activity: the points of its polyline and the area under it, in a box of that size."""
    top = max([*weeks, 1])
    step = width / max(len(weeks) - 1, 1)
    points = [
        f"{round(index * step, 1):g},{round(height - 1 - (height - 3) * count / top, 1):g}"
        for index, count in enumerate(weeks)
    ]
    return {"width": width, "height": height, "points": " ".join(points), "total": sum(weeks)}
