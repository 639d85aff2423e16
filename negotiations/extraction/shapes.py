"""The class of a word, written as one letter, so that the shapes of names in a sentence are plain patterns.

A actor · H known person · L town or region · P possessive · T head of an office · M word of an office ·
S form of address · N capital that may be a name · n particle of a name · G noun for a group · o "of, for, to…" ·
d article or "his" · c "and" · , comma · v verb of speech · x any other word · . any other mark
"""

import re
from functools import lru_cache

from negotiations.extraction.rules import titles
from negotiations.extraction.rules.groups import GROUP_NOUNS

OF_MARKS = frozenset("P,.")
_OF = frozenset("of for to from at on in".split())
_DETERMINERS = frozenset("the a an his her its their another one".split())
_SPEECH = frozenset(
    "say says said saying told tells added adds warned warns announced announces who which met meets".split()
)


_ARTICLED = re.compile(r"(?:al|el|ar|as|an|ash|ad|ul|bin|ben)-[A-Z]")
_SMALL_WORDS = (("o", _OF), ("d", _DETERMINERS), ("c", {"and", "&"}), ("n", titles.PARTICLES), ("v", _SPEECH))


@lru_cache(maxsize=50_000)
def shape_of(text: str, first: bool = False) -> str:
    """The class of a word or mark that no lexicon knows; ``first``: it begins its sentence."""
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
