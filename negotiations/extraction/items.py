"""A sentence as a row of items: its tokens, with one item for all words of a name that the lexicon knows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from negotiations.extraction.findings import Span
from negotiations.extraction.lexicon import Hit
from negotiations.extraction.shapes import OF_MARKS, shape_of
from negotiations.extraction.text import Sentence
from negotiations.extraction.tokens import Token, Tokens

# Longer sentences are not looked at beyond this; news has none.
MAX_ITEMS = 250


@dataclass(slots=True)
class Row:
    """The items of a sentence; ``shape`` is their classes in one string, ``named`` the indexes of the names.

    Most sentences are done with when their shape was looked at, so items without a name are made when they are first
    asked for.
    """

    sentence: Sentence
    shape: str
    named: Sequence[int]
    _tokens: Tokens
    _items: list[Token] | None = None

    @property
    def items(self) -> list[Token]:
        """The tokens of the sentence, with one for all words of a name."""
        if self._items is None:
            self._items = self._tokens.between(*_extent(self.sentence))
            for item, shape in zip(self._items, self.shape, strict=True):
                item.shape = shape
        return self._items

    def place(self, index: int) -> Span:
        """Where an item stands in the source."""
        if self._items is not None:
            return self._items[index].start, self._items[index].end
        at = self.sentence.first + index
        return self._tokens.starts[at], self._tokens.ends[at]


def make_row(tokens: Tokens, sentence: Sentence, hits: Sequence[Hit]) -> Row:
    """The items of ``sentence``; ``hits`` are those that lie in it, sorted."""
    first, last = _extent(sentence)
    if not hits:
        return Row(sentence, _reshaped(tokens.shapes[first:last], tokens.texts[first:last]), (), tokens)
    items = _with_hits(tokens, first, last, hits)
    _reshape_first_word(items)
    named = [index for index, item in enumerate(items) if item.hit]
    return Row(sentence, "".join([item.shape for item in items]), named, tokens, items)


def _extent(sentence: Sentence) -> tuple[int, int]:
    return sentence.first, min(sentence.last, sentence.first + MAX_ITEMS)


def _with_hits(tokens: Tokens, first: int, last: int, hits: Sequence[Hit]) -> list[Token]:
    items: list[Token] = []
    ends, covered, at = tokens.ends, -1, 0
    while at < len(hits):
        reached = bisect_right(ends, hits[at].start, first, last)  # the first token that is not before the name
        items += tokens.between(bisect_right(ends, covered, first, last), reached)
        if reached == last:
            return items
        start, end = tokens.starts[reached], ends[reached]
        while at < len(hits) and hits[at].start < end:
            hit = hits[at]
            items.append(Token(hit.start, hit.end, hit.text, hit.text.lower(), _hit_shape(hit), hit))
            covered, at = hit.end, at + 1
        rest = tokens.texts[reached][covered - start :] if covered < end else ""
        if rest.lower() in {"'s", "’s"}:
            items.append(Token(covered, end, rest, "'s", "P"))
        covered = max(covered, end)
    return items + tokens.between(bisect_right(ends, covered, first, last), last)


def _reshape_first_word(items: list[Token]) -> None:
    """The capital with which a sentence begins makes no name of such a word as "Meanwhile"."""
    first = next((item for item in items if item.text[0].isalnum()), None)
    if first is not None and first.hit is None:
        first.shape = shape_of(first.text, True)


def _reshaped(shape: str, words: Sequence[str]) -> str:
    """The same for a sentence of which only the classes are known."""
    at = next((at for at, letter in enumerate(shape) if letter not in OF_MARKS), -1)
    if at < 0 or shape[at] != "N":
        return shape
    return f"{shape[:at]}{shape_of(words[at], True)}{shape[at + 1 :]}"


def _hit_shape(hit: Hit) -> str:
    kinds = {sense.kind for sense in hit.senses}
    if "person" in kinds and len(kinds) == 1:
        return "H"
    if kinds <= {"place", "blocked"}:
        return "L" if "place" in kinds else "x"
    return "A"
