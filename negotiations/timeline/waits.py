"""Who waits for whom: conditions of present positions as sentences, and the circles among them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.standing import Row
from negotiations.vocabulary import Relation, Stance

_HOLDS_NO_CONDITION = (Stance.WITHDRAWS, Stance.DENIES)


@dataclass(frozen=True, slots=True)
class Waiting:
    """``holder``: ``what`` comes ``relation`` (a phrase) ``first``; ``entry`` is the position that says so."""

    holder: Named
    what: tuple[Named, ...]
    relation: str
    first: tuple[Named, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Circle:
    """Issues of which each waits for the next and the last for the first, with the holders that say so."""

    issues: tuple[Named, ...]
    holders: tuple[Named, ...]


def find_waits(matrix: Iterable[Row]) -> list[Waiting]:
    """Conditions of the positions that are present in a matrix, each once.

    What waits for itself by the names of its issues (hostages for prisoners) says nothing here and is left out, and so
    are the conditions of what was taken back or denied.
    ``before`` is turned round: who wants the withdrawal before an agreement lets the agreement wait for the withdrawal.
    """
    seen: dict[str, Entry] = {}
    for row in matrix:
        for cell in row.cells:
            if cell.present is not None and cell.present.word not in _HOLDS_NO_CONDITION:
                seen.setdefault(cell.present.key, cell.present)
    found = []
    for entry in seen.values():
        for wait in entry.waits:
            turned = wait.relation == Relation.BEFORE
            what, first = (wait.issues, entry.issues) if turned else (entry.issues, wait.issues)
            what = tuple(issue for issue in what if issue not in first)
            phrase = Relation.ONLY_AFTER.label if turned else wait.relation.replace("-", " ")
            if what and first:
                found.append(Waiting(entry.actors[0], what, phrase, first, entry))
    return found


def find_circles(waits: Iterable[Waiting]) -> list[Circle]:
    """The shortest circle through each issue that is in one, each circle once, shortest first."""
    edges: dict[Named, dict[Named, Named]] = {}
    for wait in waits:
        for what in wait.what:
            for first in wait.first:
                if what != first:
                    edges.setdefault(what, {}).setdefault(first, wait.holder)
    circles: dict[frozenset[Named], Circle] = {}
    for start in sorted(edges):
        path = _shortest_return(start, edges)
        if path:
            holders = [edges[step][path[(index + 1) % len(path)]] for index, step in enumerate(path)]
            circles.setdefault(frozenset(path), Circle(tuple(path), tuple(dict.fromkeys(holders))))
    return sorted(circles.values(), key=lambda circle: (len(circle.issues), circle.issues))


def _shortest_return(start: Named, edges: Mapping[Named, Mapping[Named, Named]]) -> list[Named]:
    paths = [[start]]
    seen = {start}
    while paths:
        longer = []
        for path in paths:
            for following in sorted(edges.get(path[-1], ())):
                if following == start:
                    return path
                if following not in seen:
                    seen.add(following)
                    longer.append([*path, following])
        paths = longer
    return []
