"""Words, abbreviations, numbers and marks of a text, each with its place in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import sub

from negotiations.extraction.lexicon import Hit, Sense
from negotiations.extraction.shapes import OF_MARKS, shape_of

# Titles and short forms that keep their full stop and never end a sentence by it.
TITLES = """
    Mr Mrs Ms Mx Dr Prof Rev Hon Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Brig Sen Rep Gov Amb Pres St Ste Msgr Fr
    Messrs Mme Mlle Supt Insp Sec Atty
"""
# Short forms that keep their full stop and may also stand last in a sentence.
SHORT = """
    Jr Sr Inc Corp Co Ltd Bros etc No Nos vs approx dept est Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Mon Tue Wed Thu Fri Sat Sun Ave Blvd Mt Ft al cf
"""

_TITLE_WORDS = frozenset(word.lower() for word in TITLES.split())
_SHORT_WORDS = frozenset(word.lower() for word in SHORT.split())
# "No." is a short form only before a number, "Sat." and "Sun." hardly ever: as words they end sentences.
_BEFORE_NUMBER = frozenset(
    {
        "no",
        "nos",
        "mar",
        "sat",
        "sun",
        "art",
        "mon",
        "fri",
        "jan",
        "feb",
        "apr",
        "jun",
        "jul",
        "aug",
        "oct",
        "dec",
        "wed",
        "thu",
        "tue",
        "nov",
        "sep",
        "sept",
    }
)
_BEFORE_NAME_OR_NUMBER = _TITLE_WORDS | _BEFORE_NUMBER
_SHORT_FORMS = _TITLE_WORDS | _SHORT_WORDS | _BEFORE_NUMBER
_IN_LOWER_CASE = frozenset({"etc", "vs", "approx", "al", "cf", "dept"})

_TOKEN = re.compile(
    r"\s*+(?:"  # what lies between two tokens, then one of these:
    r"[A-Za-z]++(?![^\s,;?!\")])"  # most words, told from all that follows by the mark behind them
    r"|https?://[^\s<>\"”“]+"
    r"|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"  # U.S., a.m., U.S.-led
    r"|\d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?(?:[-‐‑][^\W_]+)*"  # 1,800 12:30 5th 30-day 2013-01-17
    r"|[’'][sS](?![^\W_])"  # the possessive
    r"|[^\W_]+(?:(?:[-‐‑&]|[’'](?![sS](?![^\W_])))[^\W_]+)*"  # cease-fire, don’t, O'Brien, Al-Thani
    r"|\.{2,}|-{2,}|``|''"
    r"|\S)"
)


@dataclass(slots=True)  # not frozen: a frozen one takes three times as long to make
class Token:
    """A word or mark: ``source[start:end] == text``. ``shape`` is its class (shapes.py).

    ``hit`` is set only where a token stands for a name of the lexicon (items.py): then it may cover several words.
    """

    start: int
    end: int
    text: str
    lower: str
    shape: str
    hit: Hit | None = None

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All that the lexicon knows the words to mean."""
        return self.hit.senses if self.hit is not None else ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text in order, as columns: an object for each of them would cost more than all else.

    ``source[starts[i]:ends[i]] == texts[i]``; ``lower[i]`` is the same in lower case, ``shapes[i]`` its class
    (shapes.py).
    """

    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]
    lower: Sequence[str]
    shapes: str

    def __len__(self) -> int:
        return len(self.texts)

    def is_word(self, index: int) -> bool:
        """Whether it is a word or number and no mark."""
        return self.shapes[index] not in OF_MARKS

    def token(self, index: int, shape: str) -> Token:
        """One of them as an object of its own, with the class that it has in its place."""
        return Token(self.starts[index], self.ends[index], self.texts[index], self.lower[index], shape)


def tokenise(source: str) -> Tokens:
    """All tokens of ``source`` in order, in linear time."""
    # Plain strings cost half of what match objects do, and columns are made without a step of Python for each token.
    # White space without a token behind it would be tried from each of its places on, so that at the end is left out.
    pieces = _TOKEN.findall(source, 0, len(source.rstrip()))
    ends = list(accumulate(map(len, pieces)))
    texts, lower, shapes, may_keep_stop = zip(*map(_facts, pieces), strict=True) if pieces else ((), (), (), ())
    starts = list(map(sub, ends, map(len, texts)))
    found = Tokens(starts, ends, texts, lower, "".join(shapes))
    return _with_full_stops(found, source, list(compress(count(), may_keep_stop)))


def _with_full_stops(tokens: Tokens, source: str, short: Sequence[int]) -> Tokens:
    """The tokens with the full stops that belong to a short form as part of it; ``short`` are those it may be."""
    kept = [
        at
        for at in short
        if source.startswith(".", tokens.ends[at]) and keeps_full_stop(tokens.texts[at], source, tokens.ends[at])
    ]
    if not kept:
        return tokens
    ends, texts, lower, shapes = list(tokens.ends), list(tokens.texts), list(tokens.lower), list(tokens.shapes)
    rest = bytearray(b"\1") * len(texts)
    for at in kept:
        rest[at + 1] = 0  # the stop by itself
        ends[at] += 1
        texts[at], lower[at], shapes[at], _ = _facts(texts[at] + ".")
    return Tokens(
        list(compress(tokens.starts, rest)),
        list(compress(ends, rest)),
        list(compress(texts, rest)),
        list(compress(lower, rest)),
        "".join(compress(shapes, rest)),
    )


@lru_cache(maxsize=50_000)
def _facts(piece: str) -> tuple[str, str, str, bool]:
    """A token without the space before it, the same in lower case, its class, and whether it may keep a full stop."""
    text = piece.lstrip()
    lower = text.lower()
    return text, lower, shape_of(text), lower in _SHORT_FORMS or (len(text) == 1 and text.isupper() and text.isalnum())


def keeps_full_stop(word: str, source: str, end: int) -> bool:
    """Whether the full stop at ``end`` belongs to ``word`` ("Mr.", "Jan. 5", the initial in "George W. Bush")."""
    lower = word.lower()
    if len(word) == 1:
        return (
            word.isupper() and source[end + 1 : end + 2] == " " and source[end + 2 : end + 3].isupper() and word != "I"
        )
    if not (word[0].isupper() or lower in _IN_LOWER_CASE):
        return False
    if lower in _BEFORE_NUMBER:
        return source[end + 1 : end + 3].strip()[:1].isdigit()
    return lower in _TITLE_WORDS or lower in _SHORT_WORDS


def is_title(text: str) -> bool:
    """Whether a token is a short form that a name or number follows, so that its full stop ends nothing."""
    return text.endswith(".") and (len(text) == 2 or text[:-1].lower() in _BEFORE_NAME_OR_NUMBER)


def is_short(text: str) -> bool:
    """Whether a token is a short form ("U.S.", "Corp.") whose full stop may end a sentence as well."""
    return text[0].isalnum() and text.endswith(".") and not is_title(text)
