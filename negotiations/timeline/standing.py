"""Who stands where on what: the matrix of issues by participants as it stood on a day. Pure, over position entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.gaps import GapState, Step, trace_gap


@dataclass(frozen=True, slots=True)
class Cell:
    """One participant on one issue: the present stance first in ``history`` (newest first, undated last)."""

    actor: Named
    history: tuple[Entry, ...]

    @property
    def present(self) -> Entry | None:
        """The stance in force: the newest dated one, or an undated one where nothing else is known."""
        return self.history[0] if self.history else None

    @property
    def line(self) -> tuple[Entry, ...]:
        """The little history, oldest first, dated entries whose stance differs from the one before."""
        kept: list[Entry] = []
        for entry in reversed(self.history):
            if entry.day is not None and (not kept or kept[-1].word != entry.word):
                kept.append(entry)
        return tuple(kept[-6:])

    @property
    def since(self) -> Entry | None:
        """The entry with which the present stance began, without a break."""
        present = self.present
        if present is None or present.day is None:
            return present
        first = present
        for entry in self.history:
            if entry.day is None or entry.word != present.word:
                break
            first = entry
        return first

    @property
    def is_repeated(self) -> bool:
        """Whether the words of the present stance are of another day than the one since which it stands."""
        return self.present is not None and self.since is not None and self.present.day != self.since.day


@dataclass(frozen=True, slots=True)
class Row:
    """One issue: a cell for each participant, and how far apart the parties are."""

    issue: Named
    depth: int
    question: str
    cells: tuple[Cell, ...]
    gap: GapState


@dataclass(frozen=True, slots=True)
class Agenda:
    """An issue as the matrix needs it, in the order of the tree."""

    issue: Named
    depth: int
    question: str = ""


def build_matrix(
    positions: Iterable[Entry],
    *,
    participants: Sequence[Named],
    parties: Sequence[Named],
    agenda: Sequence[Agenda],
    on: date | None = None,
) -> list[Row]:
    """Rows for the issues on which anybody has a stance by the day ``on``, or now (None).

    A stance without a date has no place on any day, so it is left out wherever a day is asked for. Now it stands where
    nothing dated is known, and whoever shows it says that it is undated.
    """
    lines: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in positions:
        if on is not None and (entry.day is None or entry.day > on):
            continue
        for issue in entry.issues:
            lines[issue.key, entry.actors[0].key].append(entry)
    for line in lines.values():
        line.sort(key=lambda entry: (entry.day or date.min, entry.pk), reverse=True)
    keys = {key for key, _ in lines}
    rows = []
    for item in agenda:
        if item.issue.key not in keys:
            continue
        cells = tuple(Cell(actor, tuple(lines.get((item.issue.key, actor.key), ()))) for actor in participants)
        gap = _gap(item.issue, lines, [party.key for party in parties])
        rows.append(Row(item.issue, item.depth, item.question, cells, gap))
    return rows


def _gap(issue: Named, lines: dict[tuple[str, str], list[Entry]], parties: Sequence[str]) -> GapState:
    """Undated stances count as older than all dated ones, as in a cell: they hold only where nothing dated is known."""
    entries = [entry for party in parties for entry in lines.get((issue.key, party), ())]
    entries.sort(key=lambda entry: (entry.day or date.min, entry.pk))
    steps = [Step(entry.day or date.min, entry.actors[0].key, entry.word) for entry in entries]
    state = trace_gap(steps, parties)
    return GapState(state.gap, state.moved, None if state.since == date.min else state.since)


def narrow_matrix(matrix: Iterable[Row], actors: Sequence[Named]) -> list[Row]:
    """The same rows with the columns of these actors alone, those without any stance of theirs left out."""
    wanted = {actor.key for actor in actors}
    rows = []
    for row in matrix:
        cells = tuple(cell for cell in row.cells if cell.actor.key in wanted)
        if any(cell.history for cell in cells):
            rows.append(Row(row.issue, row.depth, row.question, cells, row.gap))
    return rows
