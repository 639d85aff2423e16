"""Whether a date is still to come, told by the verbs and words of time around it."""

import re

from negotiations.extraction.rules.dates import AHEAD, AHEAD_PARTICIPLES, BEHIND, UP_TO

_WORD = re.compile(r"[A-Za-z’']+")
# How many characters before (and after) a date are looked at for its tense.
_LOOK_BACK = 90
_LOOK_ON = 40


def lies_ahead(source: str, start: int, end: int, *, look_on: bool = True) -> bool:
    """Whether the nearest verb or word of time before a date (else right after it) says that it is still to come."""
    before = source[max(0, start - _LOOK_BACK) : start]
    stop = max(before.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
    words = _WORD.findall(before[stop + 1 :])
    last = word = words[-1].lower() if words else ""
    for place in range(len(words) - 1, -1, -1):
        previous = words[place - 1].lower() if place else ""
        if word == "to" and previous in {"is", "are"}:
            return True
        tense = _tense(word)
        if tense is not None and previous != "be":  # "will be held"
            return tense
        word = previous
    if last in UP_TO:
        return True
    after = source[end : end + _LOOK_ON] if look_on else ""
    for word in _WORD.findall(re.split(r"[.?!\n]", after, maxsplit=1)[0]):
        tense = _tense(word.lower())
        if tense is not None:
            return tense
    return False


def _tense(word: str) -> bool | None:
    """True for words of the future, False for words of the past, None for others."""
    if word in AHEAD:
        return True
    if word in BEHIND or (word.endswith("ed") and len(word) > 4 and word not in AHEAD_PARTICIPLES):
        return False
    return None
