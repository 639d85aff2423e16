"""Words, abbreviations, numbers and marks of a text, each with its place in it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from negotiations.extraction.lexicon import Hit, Sense
from negotiations.extraction.shapes import shape_of

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
    r"(\s*)("  # what lies between two tokens, then one of these:
    r"[A-Za-z]+(?![^\s,;?!\")])"  # most words, told from all that follows by the mark behind them
    r"|https?://[^\s<>\"”“]+"
    r"|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"  # U.S., a.m., U.S.-led
    r"|\d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?(?:[-‐‑][^\W_]+)*"  # 1,800 12:30 5th 30-day 2013-01-17
    r"|[’'][sS](?![^\W_])"  # the possessive
    r"|[^\W_]+(?:(?:[-‐‑&]|[’'](?![sS](?![^\W_])))[^\W_]+)*"  # cease-fire, don’t, O'Brien, Al-Thani
    r"|\.{2,}|-{2,}|``|''"
    r"|\S)"
)


@dataclass(slots=True)  # not frozen: a frozen one takes three times as long to make, and there are many
class Token:
    """A word or mark: ``source[start:end] == text``. ``shape`` is its class (shapes.py).

    ``hit`` is set only where a token stands for a name of the lexicon (items.py): then it may cover several words.
    """

    start: int
    end: int
    text: str
    lower: str
    is_word: bool
    shape: str
    hit: Hit | None = None

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All that the lexicon knows the words to mean."""
        return self.hit.senses if self.hit is not None else ()


def tokenise(source: str) -> list[Token]:
    """All tokens of ``source`` in order, in linear time."""
    tokens: list[Token] = []
    end = 0
    stop_taken = False
    # Plain strings cost half of what match objects do. White space without a token behind it would be tried from each
    # of its places on, so that at the end is left out.
    for space, text in _TOKEN.findall(source, 0, len(source.rstrip())):
        start = end + len(space)
        end = start + len(text)
        if stop_taken:  # by the token before
            stop_taken = False
            continue
        lower, is_word, shape, is_short_form = _facts(text)
        if is_short_form and source[end : end + 1] == "." and keeps_full_stop(text, source, end):
            tokens.append(Token(start, end + 1, text + ".", lower + ".", True, shape_of(text + ".")))
            stop_taken = True
        else:
            tokens.append(Token(start, end, text, lower, is_word, shape))
    return tokens


@lru_cache(maxsize=50_000)
def _facts(text: str) -> tuple[str, bool, str, bool]:
    """A token in lower case, whether it is a word, its class, and whether a full stop behind it may belong to it."""
    lower, is_word = text.lower(), text[0].isalnum()
    return lower, is_word, shape_of(text), is_word and (len(text) == 1 or lower in _SHORT_FORMS)


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


def is_title(token: Token) -> bool:
    """Whether the token is a short form that a name or number follows, so that its full stop ends nothing."""
    return token.text.endswith(".") and (len(token.text) == 2 or token.lower[:-1] in _BEFORE_NAME_OR_NUMBER)


def is_short(token: Token) -> bool:
    """Whether the token is a short form ("U.S.", "Corp.") whose full stop may end a sentence as well."""
    return token.is_word and token.text.endswith(".") and not is_title(token)
