"""A sentence as a row of items, each of a class written as one letter, so that the shapes of names are plain patterns.

A actor · H known person · L town or region · P possessive · T head of an office · M word of an office ·
S form of address · N capital that may be a name · n particle of a name · G noun for a group · o "of, for, to…" ·
d article or "his" · c "and" · , comma · v verb of speech · x any other word · . any other mark
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from negotiations.extraction.lexicon import Hit, Sense
from negotiations.extraction.rules import titles
from negotiations.extraction.rules.groups import GROUP_NOUNS
from negotiations.extraction.text import Sentence, Text

# Longer sentences are not looked at beyond this; news has none.
MAX_ITEMS = 250

_OF = frozenset("of for to from at on in".split())
_DETERMINERS = frozenset("the a an his her its their another one".split())
_SPEECH = frozenset(
    "say says said saying told tells added adds warned warns announced announces who which met meets".split()
)


_ARTICLED = re.compile(r"(?:al|el|ar|as|an|ash|ad|ul|bin|ben)-[A-Z]")
_SMALL_WORDS = (("o", _OF), ("d", _DETERMINERS), ("c", {"and", "&"}), ("n", titles.PARTICLES), ("v", _SPEECH))


@dataclass(slots=True)
class Item:
    """One word, mark or name of the lexicon, with its class."""

    shape: str
    start: int
    end: int
    lower: str
    hit: Hit | None = None

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All that the lexicon knows the words to mean."""
        return self.hit.senses if self.hit is not None else ()


@dataclass(slots=True)
class Row:
    """The items of a sentence; ``shape`` is their classes in one string."""

    sentence: Sentence
    items: list[Item]
    shape: str = ""

    def set_shape(self) -> None:
        """Write the classes anew."""
        self.shape = "".join([item.shape for item in self.items])


def make_row(text: Text, sentence: Sentence, hits: Sequence[Hit]) -> Row:
    """The items of ``sentence``; ``hits`` are those that lie in it, sorted."""
    items: list[Item] = []
    at, covered = 0, sentence.start
    first_word = True
    next_hit = hits[0].start if hits else sentence.end + 1
    for token in text.tokens[sentence.first : min(sentence.last, sentence.first + MAX_ITEMS)]:
        if token.end <= covered:
            continue
        if next_hit < token.end:
            while at < len(hits) and hits[at].start < token.end:
                hit = hits[at]
                items.append(Item(_hit_shape(hit), hit.start, hit.end, hit.text.lower(), hit))
                covered, at = hit.end, at + 1
            next_hit = hits[at].start if at < len(hits) else sentence.end + 1
            if covered < token.end and token.text[covered - token.start :].lower() in {"'s", "’s"}:
                items.append(Item("P", covered, token.end, "'s"))
            covered = max(covered, token.end)
        else:
            items.append(Item(_shape(token.text, first_word), token.start, token.end, token.lower))
        if token.is_word:
            first_word = False
    row = Row(sentence, items)
    row.set_shape()
    return row


def _hit_shape(hit: Hit) -> str:
    kinds = {sense.kind for sense in hit.senses}
    if "person" in kinds and len(kinds) == 1:
        return "H"
    if kinds <= {"place", "blocked"}:
        return "L" if "place" in kinds else "x"
    return "A"


@lru_cache(maxsize=50_000)
def _shape(text: str, first: bool) -> str:
    """The class of a word or mark; ``first``: it begins its sentence."""
    lower = text.lower()
    if not text[0].isalnum():
        if text == ",":
            return ","
        return "P" if lower in {"'s", "’s", "'", "’"} else "."
    if lower in titles.HONORIFICS and (text[0].isupper() or lower == "mullah"):
        return "S"
    if (
        lower in titles.TITLE_HEADS
        or (lower in titles.RANKS and text[0].isupper())
        or (lower.startswith("ex-") and lower[3:] in titles.TITLE_HEADS)
    ):
        return "T"
    if lower in GROUP_NOUNS and lower not in titles.TITLE_MODIFIERS:
        return "G"
    if lower in titles.TITLE_MODIFIERS:
        return "M"
    if (
        text[0].isupper()
        and len(text) > 1
        and lower not in titles.NO_NAMES
        and not (first and lower.endswith(("ly", "ing")))
    ):
        return "N"
    if (text[0].isupper() and len(text) == 2 and text[1] == ".") or _ARTICLED.match(text):
        return "N"
    return next((shape for shape, words in _SMALL_WORDS if lower in words), "x")
