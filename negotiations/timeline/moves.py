"""What moved between two days: stances that became others, and gaps between the parties that closed or opened. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.gaps import Gap
from negotiations.timeline.stances import is_move
from negotiations.timeline.standing import Row


@dataclass(frozen=True, slots=True)
class Move:
    """A participant whose stance on an issue is another one on the later day; ``before`` is None for a first stance."""

    actor: Named
    issue: Named
    before: Entry | None
    after: Entry


@dataclass(frozen=True, slots=True)
class Moves:
    """All that moved on one issue, and how far apart the parties were and are."""

    issue: Named
    moves: tuple[Move, ...]
    gap_before: Gap
    gap_after: Gap


def find_moves(earlier: Iterable[Row], later: Iterable[Row]) -> list[Moves]:
    """The issues of the later matrix on which anybody has another stance than in the earlier one, in its order.

    Both are of the same participants. What was repeated, in whatever words, has not moved, nor has who denies after
    taking something back.
    """
    then = {row.issue: row for row in earlier}
    found = []
    for row in later:
        old = then.get(row.issue)
        stood = {cell.actor: cell.present for cell in old.cells} if old is not None else {}
        moves = tuple(
            Move(cell.actor, row.issue, stood.get(cell.actor), cell.present)
            for cell in row.cells
            if cell.present is not None and _has_moved(stood.get(cell.actor), cell.present)
        )
        if moves:
            found.append(Moves(row.issue, moves, old.gap.gap if old is not None else Gap.UNKNOWN, row.gap.gap))
    return found


def _has_moved(before: Entry | None, after: Entry) -> bool:
    return before is None or is_move(before.word, after.word)
