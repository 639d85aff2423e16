"""Which negotiation a text belongs to. The deciding is pure; the rows come in from outside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A negotiation: ``actors`` are those under whose names articles are filed, ``seated`` all who sit in it so far."""

    id: int
    actors: frozenset[str]
    seated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a text goes: an existing negotiation, a new one between ``between``, or nowhere yet, with the reason."""

    negotiation: int | None
    between: tuple[str, ...] = ()
    reason: str = ""


def file_text(
    *, parties: Iterable[str], others: Iterable[str], files: Iterable[File], part_of: Mapping[str, str]
) -> Filing:
    """File by the parties of the talks; ``others``, all who are named besides, help where the parties do not tell.

    ``part_of`` maps an actor's key to the whole it belongs to; a bureau's talks are its movement's.
    """
    sides = list(dict.fromkeys(_whole(key, part_of) for key in parties))
    named = {*sides, *(_whole(key, part_of) for key in others)}
    files = list(files)
    if len(sides) >= 2:
        exact = [f for f in files if f.actors and (set(sides) <= f.actors or f.actors <= set(sides))]
        if exact:
            best = max(exact, key=lambda f: (len(f.actors & set(sides)), -len(f.actors ^ set(sides)), -f.id))
            return Filing(best.id, reason="the parties are those of these talks")
        within = [f for f in files if len(f.actors) > 1 and f.actors <= named and set(sides) <= f.actors | f.seated]
        if len(within) == 1:
            return Filing(within[0].id, reason="all who are named as sides sit in these talks")
        if any(set(sides) <= f.actors | f.seated and f.actors & set(sides) for f in files):
            return Filing(None, reason="these sit in known talks in other roles; an editor has to say which are meant")
        return Filing(None, tuple(sides), "no talks between these parties were known")
    near = [f for f in files if len(f.actors & named) >= min(2, len(f.actors)) and f.actors & named]
    if sides:
        near = [f for f in near if sides[0] in f.actors] or [f for f in files if sides[0] in f.actors]
    if len(near) == 1:
        return Filing(near[0].id, reason="these are the only known talks of those who are named")
    if near:
        return Filing(None, reason="those who are named sit in several talks; an editor has to say which are meant")
    return Filing(None, reason="the text does not say between whom the talks are")


def _whole(key: str, part_of: Mapping[str, str]) -> str:
    seen = {key}
    while (parent := part_of.get(key)) and parent not in seen:
        seen.add(parent)
        key = parent
    return key
