"""Two texts of one article side by side: which sentences stayed, went, came, and inside those reworded which words.

Pure. The time grows about as the texts do: sentences that stand once in both hold everything else in place, only the
short stretches between them are compared all with all, and what is too long for that counts as replaced.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

MOST_CHARACTERS = 2_000_000  # of each text
MOST_CHANGES = 200  # shown on one page
LONGEST_PIECE = 10_000  # characters
MOST_PAIRS = 10_000  # of units compared all with all in one stretch
MOST_PAIRS_AT_ALL = 3_000_000
REWORDED = 0.5  # share of words in common from which a passage is shown as reworded, and not as another one

_SENTENCE = re.compile(r"[^\n]*?[.!?…。！？][”’\"')\]]*(?:[ \t]+|(?<=[。！？]))|[^\n]*\n+|[^\n]+")
_WORD = re.compile(r"\s*\S+\s*$|\s*\S+")

Opcode = tuple[bool, int, int, int, int]  # whether it is the same; from and to in the one, from and to in the other


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one or both of the texts; ``omitted`` counts the characters of a long passage that are left out."""

    kind: Kind
    text: str
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One changed passage with the sentence before and after it. ``start`` and ``end`` are offsets in the older text.

    ``unchanged_before`` counts the sentences between the passage before and this one that are not shown.
    """

    pieces: tuple[Piece, ...]
    start: int
    end: int
    unchanged_before: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from an older text to a newer one. ``unchanged_after`` counts the sentences behind the last change.

    ``is_cut``: the texts are longer than what was compared.
    """

    changes: tuple[Change, ...]
    unchanged_after: int
    is_cut: bool


class _Budget:
    """How many pairs may still be compared."""

    def __init__(self) -> None:
        self.left = MOST_PAIRS_AT_ALL

    def allows(self, one: int, other: int, most: int) -> bool:
        pairs = one * other
        if pairs > min(most, self.left):
            return False
        self.left -= pairs
        return True


def compare_texts(old: str, new: str) -> Comparison:
    """What changed from ``old`` to ``new``. Blanks and line breaks do not count."""
    is_cut = max(len(old), len(new)) > MOST_CHARACTERS
    one, other = (_SENTENCE.findall(text[:MOST_CHARACTERS]) for text in (old, new))
    budget = _Budget()
    codes = list(_opcodes([_squeeze(s) for s in one], [_squeeze(s) for s in other], budget, MOST_PAIRS))
    starts = [0]
    for sentence in one:
        starts.append(starts[-1] + len(sentence))
    changes: list[Change] = []
    shown = 0  # sentences of the older text that are behind us
    for index, (same, a, b, c, d) in enumerate(codes):
        if same:
            continue
        before, after = max(a - 1, shown), min(b + 1, len(one)) if index + 1 < len(codes) else b
        pieces = [
            *_piece(Kind.SAME, [_ended(sentence) for sentence in one[before:a]]),
            *_reword("".join(one[a:b]), "".join(other[c:d]), budget),
            *_piece(Kind.SAME, one[b:after]),
        ]
        changes.append(Change(_trimmed(pieces), starts[a], starts[b], before - shown))
        shown = after
    return Comparison(tuple(changes), len(one) - shown, is_cut)


def changes_around(comparison: Comparison, *, start: int, end: int) -> list[Change]:
    """The changes that touch those offsets of the older text."""
    return [change for change in comparison.changes if change.start < end and start < change.end]


def _squeeze(sentence: str) -> str:
    return " ".join(sentence.split())


def _ended(sentence: str) -> str:
    """A sentence that another can follow: the last of a text has no blank behind it."""
    return sentence if sentence[-1:].isspace() else f"{sentence} "


def _piece(kind: Kind, sentences: Sequence[str]) -> Iterator[Piece]:
    if text := "".join(sentences):
        yield Piece(kind, text[:LONGEST_PIECE], max(len(text) - LONGEST_PIECE, 0))


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without the empty lines at the end, which would stand as a gap below the passage."""
    while pieces and not (text := pieces[-1].text.rstrip("\n")):
        pieces = pieces[:-1]
    return (*pieces[:-1], replace(pieces[-1], text=text)) if pieces else ()


def _reword(old: str, new: str, budget: _Budget) -> list[Piece]:
    """Word by word where most words stayed; else the old passage and then the new one."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    keys = [word.strip() for word in one], [word.strip() for word in other]
    common = (Counter(keys[0]) & Counter(keys[1])).total()
    if 2 * common < REWORDED * (len(one) + len(other)):
        return [*_piece(Kind.REMOVED, [_ended(old)] if old else []), *_piece(Kind.ADDED, [new])]
    pieces: list[Piece] = []
    for same, a, b, c, d in _opcodes(*keys, budget, 25 * MOST_PAIRS):
        if same:  # the first word of a text has no blank before it, which it needs behind what was taken out
            pieces += _piece(Kind.SAME, [one[a] if a and not c else other[c], *other[c + 1 : d]])
        else:
            pieces += [*_piece(Kind.REMOVED, one[a:b]), *_piece(Kind.ADDED, other[c:d])]
    return pieces


def _opcodes(one: Sequence[str], other: Sequence[str], budget: _Budget, most: int) -> Iterator[Opcode]:
    """What is the same and what is not, in order and without gaps; neighbours differ in kind."""
    a = c = 0
    for b, d, length in [*_matches(one, other, budget, most), (len(one), len(other), 0)]:
        if a < b or c < d:
            yield False, a, b, c, d
        if length:
            yield True, b, b + length, d, d + length
        a, c = b + length, d + length


def _matches(one: Sequence[str], other: Sequence[str], budget: _Budget, most: int) -> list[tuple[int, int, int]]:
    """Runs that are the same in both, as (start in the one, start in the other, length), joined where they touch."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    end_one, end_other = len(one) - tail, len(other) - tail
    found = [(index, index) for index in range(head)]
    a, c = head, head
    for b, d in [*_anchors(one, other, head, end_one, end_other), (end_one, end_other)]:
        if a < b and c < d and budget.allows(b - a, d - c, most):
            blocks = SequenceMatcher(None, one[a:b], other[c:d], autojunk=False).get_matching_blocks()
            found += [(a + i + n, c + j + n) for i, j, size in blocks for n in range(size)]
        if (b, d) != (end_one, end_other):
            found.append((b, d))
        a, c = b + 1, d + 1
    found += [(end_one + index, end_other + index) for index in range(tail)]
    return _runs(found)


def _anchors(one: Sequence[str], other: Sequence[str], head: int, end: int, end_other: int) -> list[tuple[int, int]]:
    """What stands once in both, as far as its order is the same: the longest increasing sequence (patience)."""
    counts, counts_other = Counter(one[head:end]), Counter(other[head:end_other])
    places = {key: index for index, key in enumerate(other[head:end_other], head) if counts_other[key] == 1}
    pairs = [
        (index, places[key]) for index, key in enumerate(one[head:end], head) if counts[key] == 1 and key in places
    ]
    lowest: list[int] = []  # for each length, the smallest end of a sequence of it …
    holders: list[int] = []  # … the pair at which it ends …
    before: list[int] = []  # … and for each pair the one before it
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place)
        before.append(holders[length - 1] if length else -1)
        lowest[length : length + 1] = [place]
        holders[length : length + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _runs(pairs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for one, other in pairs:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (one, other):
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((one, other, 1))
    return runs
