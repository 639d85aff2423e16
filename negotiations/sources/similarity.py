"""Sketches of texts: small samples of their phrases by which copies and cuts of one report are told from other reports.

A phrase is four words in a row. Each is hashed, by a function that is the same on every machine, and the smallest
hashes are kept (Broder's bottom-k sketch): two texts that share phrases share small hashes in proportion, also where
one of them was cut, which moves a Simhash too far to be found again (docs/decisions/stories.md has the measurements).
"""

import heapq
import re
from collections.abc import Sequence
from zlib import crc32

PHRASE = 4  # words
SKETCH = 64  # hashes kept
HEAD = 16  # of them looked up by index
FEWEST_WORDS = 40  # a text of fewer words has too few phrases to be recognised by

SAME_REPORT = 0.6  # share of the smaller text's phrases that stand in the larger one
SAME_AGAIN = 0.8  # share of all phrases that two articles of one outlet must have in common
MOST_CUT = 0.25  # a text of less than this share of the other is a passage in it, and no cut of it
FEWEST_SHARED = SAME_REPORT * MOST_CUT  # share of the smaller sketch that even a cut has in common with the whole

# Writing without spaces between words: each character counts as a word.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_SCRAMBLE = 0x9E3779B1  # odd, so that no two hashes fall together; CRCs of like phrases are alike in their upper bits
_SPACE = 2**32


def sketch(title: str, text: str) -> list[int]:
    """The smallest hashes of the phrases of title and text, ascending, each a signed 32-bit number.

    Empty for a text of fewer than ``FEWEST_WORDS`` words. Letter case, punctuation and line breaks do not count.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return []
    phrases = _phrases(words) | _phrases(_WORD.findall(title.casefold()))
    smallest = heapq.nsmallest(SKETCH, {crc32(phrase.encode()) * _SCRAMBLE % _SPACE for phrase in phrases})
    return [value - _SPACE // 2 for value in smallest]


def _phrases(words: Sequence[str]) -> set[str]:
    return set(map(" ".join, zip(*(words[start:] for start in range(PHRASE)), strict=False)))


def shared_share(one: Sequence[int], other: Sequence[int]) -> tuple[float, float, float]:
    """How much two texts have in common, from their sketches, as shares between 0 and 1.

    First: of the smaller text's phrases, those that the larger one has too. Second: of all their phrases, those that
    both have. Third: the length of the smaller text as a share of the larger one's.

    Below the smaller of the two largest hashes each sketch holds every hash of its text, so what is counted there is a
    fair sample of both.
    """
    limit = min(_reach(one), _reach(other))
    first, second = ({value for value in values if value <= limit} for values in (one, other))
    small, large = sorted((len(first), len(second)))
    if not small:
        return 0.0, 0.0, 0.0
    both = len(first & second)
    return both / small, both / len(first | second), small / large


def _reach(values: Sequence[int]) -> int:
    """The largest hash up to which nothing was left out; a short text has fewer phrases than a sketch has room for."""
    return values[-1] if len(values) == SKETCH else _SPACE


def is_same_report(one: Sequence[int], other: Sequence[int], *, same_outlet: bool) -> bool:
    """Whether the texts of two sketches are one report: a copy, a copy with other words around it, or a cut of it.

    Two texts of one outlet are one origin in any case, and often share their furniture: only as good as the same text
    counts for them.
    """
    if len(set(one).intersection(other)) < FEWEST_SHARED * min(len(one), len(other)):
        return False  # nearly all pairs are told apart by this
    of_smaller, of_all, length = shared_share(one, other)
    if same_outlet:
        return of_all >= SAME_AGAIN
    return of_smaller >= SAME_REPORT and length >= MOST_CUT
