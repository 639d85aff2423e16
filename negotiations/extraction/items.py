"""A sentence as a row of items: its tokens, with one item for all words of a name that the lexicon knows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from negotiations.extraction.findings import Span
from negotiations.extraction.lexicon import Hit
from negotiations.extraction.shapes import shape_of
from negotiations.extraction.text import Sentence
from negotiations.extraction.tokens import Token, Tokens

# Longer sentences are not looked at beyond this; news has none.
MAX_ITEMS = 250


class Items(Sequence[Token]):
    """The tokens of a sentence, with one for all words of a name: each is made when it is first asked for."""

    __slots__ = ("_made", "_shape", "_tokens")

    def __init__(self, tokens: Tokens, shape: str, made: list[int | Token] | range) -> None:
        """``made`` holds the indexes of tokens, and the names as tokens of their own; ``shape`` their classes."""
        self._tokens, self._shape, self._made = tokens, shape, made

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self._made)))]
        found = self._made[index]
        if isinstance(found, int):
            if isinstance(self._made, range):
                self._made = list(self._made)
            found = self._made[index] = self._tokens.token(found, self._shape[index])
        return found

    def rest(self, index: int) -> str:
        """What a word goes on with behind a name that begins it: "-brokered" of "Oslo-brokered"."""
        item, tokens = self[index], self._tokens
        at = bisect_right(tokens.starts, item.start) - 1
        return tokens.texts[at][item.end - tokens.starts[at] :]

    def place(self, index: int) -> Span:
        """Where an item stands in the source."""
        found = self._made[index]
        if isinstance(found, int):
            return self._tokens.starts[found], self._tokens.ends[found]
        return found.start, found.end


@dataclass(slots=True)
class Row:
    """The items of a sentence; ``shape`` is their classes in one string, ``named`` the indexes of the names."""

    sentence: Sentence
    items: Items
    shape: str
    named: Sequence[int]


def make_row(tokens: Tokens, sentence: Sentence, hits: Sequence[Hit]) -> Row:
    """The items of ``sentence``; ``hits`` are those that lie in it, sorted."""
    first, last = sentence.first, min(sentence.last, sentence.first + MAX_ITEMS)
    made: list[int | Token] | range = range(first, last)
    shape, named = tokens.shapes[first:last], []
    if hits:
        made = _with_hits(tokens, first, last, hits)
        named = [index for index, item in enumerate(made) if not isinstance(item, int) and item.hit]
        shape = "".join([tokens.shapes[item] if isinstance(item, int) else item.shape for item in made])
    shape = _reshaped(tokens, shape, made)
    return Row(sentence, Items(tokens, shape, made), shape, named)


def _with_hits(tokens: Tokens, first: int, last: int, hits: Sequence[Hit]) -> list[int | Token]:
    made: list[int | Token] = []
    ends, covered, at = tokens.ends, -1, 0
    while at < len(hits):
        reached = bisect_right(ends, hits[at].start, first, last)  # the first token that is not before the name
        made += range(bisect_right(ends, covered, first, last), reached)
        if reached == last:
            return made
        start, end = tokens.starts[reached], ends[reached]
        while at < len(hits) and hits[at].start < end:
            hit = hits[at]
            made.append(Token(hit.start, hit.end, hit.text, hit.text.lower(), _hit_shape(hit), hit))
            covered, at = hit.end, at + 1
        rest = tokens.texts[reached][covered - start :] if covered < end else ""
        if rest.lower() in {"'s", "’s"}:
            made.append(Token(covered, end, rest, "'s", "P"))
        covered = max(covered, end)
    made += range(bisect_right(ends, covered, first, last), last)
    return made


def _reshaped(tokens: Tokens, shape: str, made: Sequence[int | Token]) -> str:
    """The shape, in which the capital that begins a sentence makes no name of such a word as "Meanwhile"."""
    for at, item in enumerate(made):
        text = tokens.texts[item] if isinstance(item, int) else item.text
        if text[0].isalnum():
            if isinstance(item, int) and shape[at] == "N":
                return f"{shape[:at]}{shape_of(text, True)}{shape[at + 1 :]}"
            break
    return shape


def _hit_shape(hit: Hit) -> str:
    kinds = {sense.kind for sense in hit.senses}
    if "person" in kinds and len(kinds) == 1:
        return "H"
    if kinds <= {"place", "blocked"}:
        return "L" if "place" in kinds else "x"
    return "A"
