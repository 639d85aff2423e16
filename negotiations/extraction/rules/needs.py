"""What everything that a pattern matches must hold: strings read off the pattern itself, so that a rule which cannot
match a sentence is told by a word or two of it, and not by a search.

Only the part of the language of patterns in which rules are written is read (language.py). Of a pattern with anything
else in it nothing is known, and its rule is tried wherever one of its triggers stands.
"""

import re
from dataclasses import dataclass

# Of these strings one stands in every match.
Need = frozenset[str]
# A set of more strings tells too little to be worth its keeping, and of a pattern no more sets are asked than that.
_MOST_STRINGS = 40
_MOST_NEEDS = 3
# What is shorter stands in nearly every sentence; an actor's mark does not.
_SHORTEST = 3
_ACTOR = "@"

_NOTHING = frozenset({""})
_ATOM = re.compile(
    r"\(\?:(?P<words>[\w' -]+(?:\|[\w' -]+)*)\)"  # most groups: read in one step
    r"|(?P<plain>(?:[^\\()\[\]{}|*+?.^$%](?![*+?{]))+|[^\\()\[\]{}|*+?.^$%])"
    r"|(?P<group>\((?:\?:|\?P<\w+>|(?!\?)))"
    r"|%(?P<macro>[A-Z]+)%(?![*+?{])"
    r"|(?P<around>\(\?<?[=!])"
    r"|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|\\[wWdDsS]|\.)"
    r"|(?P<edge>\\[bB]|[\^$])"
    r"|\\(?P<escaped>[^\w\s])"
)
_REPEAT = re.compile(r"(?P<least>[*+?]|\{\d*(?:,\d*)?\})[?+]?")
_REPEATS = frozenset("*+?{")
_FEW = re.compile(r"\[([^\\^-]{1,4})\]")


class _UnreadError(Exception):
    """The pattern has something in it that is not read here."""


@dataclass(slots=True)  # not frozen: a pattern has many parts, and a frozen one takes three times as long to make
class _Part:
    """A part of a pattern: the strings with one of which its matches begin, end, and such as they hold; ``exact``
    where there is nothing between, so that beginning and end are the whole.
    """

    begins: Need
    ends: Need
    needs: tuple[Need, ...] = ()
    exact: bool = False

    def all_needs(self) -> list[Need]:
        """What its matches hold, wherever in them it stands."""
        return [self.begins, *self.needs, self.ends]


_ANYTHING = _Part(_NOTHING, _NOTHING)
_NO_WIDTH = _Part(_NOTHING, _NOTHING, exact=True)


class Needs:
    """Reads patterns; ``macros`` are the pieces of patterns that stand for ``%NAME%`` in them."""

    def __init__(self, macros: dict[str, str]) -> None:
        self._macros = macros
        self._read: dict[str, _Part] = {}

    def of(self, pattern: str) -> tuple[Need, ...]:
        """Sets of strings: of each one stands in everything that the pattern matches. The most telling come first."""
        try:
            best = _best(self._whole(pattern).all_needs())
        except _UnreadError:
            return ()
        return tuple(dict.fromkeys(map(_shortest, best[:_MOST_NEEDS])))

    def _whole(self, pattern: str) -> _Part:
        part, end = self._alternatives(pattern, 0)
        if end != len(pattern):
            raise _UnreadError
        return part

    def _macro(self, name: str) -> _Part:
        if name not in self._read:
            self._read[name] = self._whole(self._macros[name])
        return self._read[name]

    def _alternatives(self, pattern: str, at: int) -> tuple[_Part, int]:
        """What is read up to the end of the group or of the pattern, and the place behind it."""
        branches = []
        while True:
            branch, at = self._sequence(pattern, at)
            branches.append(branch)
            if not pattern.startswith("|", at):
                return (branches[0] if len(branches) == 1 else _either(branches)), at
            at += 1

    def _sequence(self, pattern: str, at: int) -> tuple[_Part, int]:
        begins, needs = None, list[Need]()
        run = _NOTHING  # the strings of the stretch that is being read
        while at < len(pattern) and pattern[at] not in "|)":
            part, at = self._repeated(pattern, at)
            joined = _joined(run, part.begins)
            if part.exact and joined is not None:
                run = joined
                continue
            needs += [run, *part.all_needs()] if joined is None else [joined, *part.needs]
            begins, run = begins or joined or run, part.ends
        if begins is None:
            return _Part(run, run, exact=True), at
        return _Part(begins, run, tuple([need for need in needs if _weight(need) >= _SHORTEST])), at

    def _repeated(self, pattern: str, at: int) -> tuple[_Part, int]:
        part, at = self._atom(pattern, at)
        repeat = _REPEAT.match(pattern, at) if pattern[at : at + 1] in _REPEATS else None
        if repeat is None:
            return part, at
        least = repeat["least"]
        if least == "?" and part.exact:
            return _Part(part.begins | _NOTHING, part.begins | _NOTHING, exact=True), repeat.end()
        if least in {"*", "?"} or least.startswith(("{,", "{0")):
            return _ANYTHING, repeat.end()
        return _Part(part.begins, part.ends, part.needs), repeat.end()

    def _atom(self, pattern: str, at: int) -> tuple[_Part, int]:
        found = _ATOM.match(pattern, at)
        if found is None:
            raise _UnreadError
        kind, at = found.lastgroup, found.end()
        if kind == "words":
            return _one_of(frozenset(found["words"].split("|"))), at
        if kind == "macro":
            return self._macro(found["macro"]), at
        if kind in {"group", "around"}:
            inner, at = self._alternatives(pattern, at)
            if not pattern.startswith(")", at):
                raise _UnreadError
            return inner if kind == "group" else _NO_WIDTH, at + 1
        if kind == "edge":
            return _NO_WIDTH, at
        few = _FEW.fullmatch(found["any"]) if kind == "any" else None
        if kind == "any" and few is None:
            return _ANYTHING, at
        return _one_of(frozenset(few[1] if few else {found["escaped"] or found["plain"]})), at


def _one_of(strings: Need) -> _Part:
    if len(strings) > _MOST_STRINGS:
        return _Part(_NOTHING, _NOTHING, (strings,))
    return _Part(strings, strings, exact=True)


def _either(branches: list[_Part]) -> _Part:
    begins, ends = _union([part.begins for part in branches]), _union([part.ends for part in branches])
    if all(part.exact for part in branches):
        return _one_of(begins)
    best = [next(iter(_best(part.all_needs())), _NOTHING) for part in branches]
    short = max(len(begins), len(ends)) > _MOST_STRINGS
    return _Part(_NOTHING if short else begins, _NOTHING if short else ends, (_union(best),))


def _union(sets: list[Need]) -> Need:
    return frozenset[str]().union(*sets)


def _joined(run: Need, following: Need) -> Need | None:
    """Each string of a set with each of another behind it, or None where they would be too many."""
    if run is _NOTHING or following is _NOTHING:
        return following if run is _NOTHING else run
    if len(run) * len(following) > _MOST_STRINGS:
        return None
    return frozenset([first + second for first in run for second in following])


def _best(needs: list[Need]) -> list[Need]:
    """Those that tell something, the most telling first: long strings, and few."""
    weighed = [(weight, need) for need in dict.fromkeys(needs) if (weight := _weight(need)) >= _SHORTEST]
    weighed.sort(key=lambda row: (-row[0], len(row[1])))
    return [need for _, need in weighed]


def _shortest(need: Need) -> Need:
    """Without the strings in which another of them stands anyway."""
    kept: list[str] = []
    for string in sorted(need, key=len):
        if not any(other in string for other in kept):
            kept.append(string)
    return frozenset(kept)


def _weight(need: Need) -> int:
    return min([len(string) + (_SHORTEST if _ACTOR in string else 0) for string in need])
