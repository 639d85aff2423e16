"""A sentence as a row of items: its tokens, with one item for all words of a name that the lexicon knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiations.extraction.lexicon import Hit
from negotiations.extraction.shapes import shape_of
from negotiations.extraction.text import Sentence, Text
from negotiations.extraction.tokens import Token

# Longer sentences are not looked at beyond this; news has none.
MAX_ITEMS = 250


@dataclass(slots=True)
class Row:
    """The items of a sentence; ``shape`` is their classes in one string, ``named`` the indexes of the names."""

    sentence: Sentence
    items: list[Token]
    shape: str = ""
    named: Sequence[int] = ()

    def set_shape(self) -> None:
        """Write the classes anew."""
        self.shape = "".join([item.shape for item in self.items])


def make_row(text: Text, sentence: Sentence, hits: Sequence[Hit]) -> Row:
    """The items of ``sentence``; ``hits`` are those that lie in it, sorted."""
    tokens = text.tokens[sentence.first : min(sentence.last, sentence.first + MAX_ITEMS)]
    items = _with_hits(tokens, hits) if hits else list(tokens)
    _reshape_first_word(items)
    row = Row(sentence, items, named=[index for index, item in enumerate(items) if item.hit] if hits else ())
    row.set_shape()
    return row


def _with_hits(tokens: Sequence[Token], hits: Sequence[Hit]) -> list[Token]:
    items: list[Token] = []
    at, covered, next_hit = 0, tokens[0].start, hits[0].start
    for token in tokens:
        if token.end <= covered:
            continue
        if next_hit >= token.end:
            items.append(token)
            continue
        while at < len(hits) and hits[at].start < token.end:
            hit = hits[at]
            items.append(Token(hit.start, hit.end, hit.text, hit.text.lower(), token.is_word, _hit_shape(hit), hit))
            covered, at = hit.end, at + 1
        next_hit = hits[at].start if at < len(hits) else tokens[-1].end
        rest = token.text[covered - token.start :] if covered < token.end else ""
        if rest.lower() in {"'s", "’s"}:
            items.append(Token(covered, token.end, rest, "'s", False, "P"))
        covered = max(covered, token.end)
    return items


def _reshape_first_word(items: list[Token]) -> None:
    """The capital with which a sentence begins makes no name of such a word as "Meanwhile"."""
    for index, item in enumerate(items):
        if item.is_word:
            if item.hit is None and (shape := shape_of(item.text, True)) != item.shape:
                items[index] = replace(item, shape=shape)
            return


def _hit_shape(hit: Hit) -> str:
    kinds = {sense.kind for sense in hit.senses}
    if "person" in kinds and len(kinds) == 1:
        return "H"
    if kinds <= {"place", "blocked"}:
        return "L" if "place" in kinds else "x"
    return "A"
