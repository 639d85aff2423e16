"""Which paragraphs are page furniture, and where the dateline stands."""

import re

from negotiations.extraction.findings import Span
from negotiations.extraction.rules.dates import A_WEEKDAY
from negotiations.extraction.rules.furniture import FURNITURE

# Tried on lines in lower case: to ignore case in the patterns costs three times as much.
_WHOLE = re.compile("|".join(f"(?:{rule.pattern})" for rule in FURNITURE if rule.whole and rule.name != "by-line"))
_START = re.compile("|".join(f"(?:{rule.pattern})" for rule in FURNITURE if not rule.whole))
# What does not begin as one of both does not match as a whole either, with or without the marks at its end.
_BEGINS = re.compile("|".join(f"(?:{rule.pattern})" for rule in FURNITURE if rule.name != "by-line"))
_BY_LINE = re.compile(next(rule.pattern for rule in FURNITURE if rule.name == "by-line"))
_DAY = re.compile(
    rf"By {A_WEEKDAY}\b|By (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d"
)

# The longest paragraph that is looked at as furniture; what is longer is somebody's prose.
_LONGEST = 400

_PLACE = r"[^\W\d_][\w.’'-]*(?: (?:[^\W\d_][\w.’'-]*)){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"(?P<places>{_PLACE}(?:\s?/\s?{_PLACE}){{0,4}}(?:, {_PLACE}){{0,3}})"
    rf"(?P<date>,? (?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?))?"
    r"(?P<agency>,? ?\([^()\n]{1,60}\))?"
    r"(?P<mark>\s?(?:—|–|--)\s?|\s-\s|:\s)(?P<next>\S)"
)
_SMALL = frozenset({"of", "the", "de", "la", "el", "al", "and", "du", "di", "da", "es", "ed", "near", "aboard"})


def is_furniture(line: str) -> bool:
    """Whether a paragraph belongs to the page around an article."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    bare, lower = line.rstrip(" *|.»›→"), line.lower()
    if _BEGINS.match(lower) and (
        _START.match(lower) or _WHOLE.fullmatch(lower) or (bare != line and _WHOLE.fullmatch(bare.lower()))
    ):
        return True
    return _BY_LINE.fullmatch(bare) is not None and _DAY.match(line) is None and not line.endswith((".", "?", "!"))


def find_dateline(source: str, start: int, end: int) -> Span | None:
    """The dateline that opens the paragraph ``start`` to ``end`` ("CAIRO (Agency) — "), up to its end."""
    head = source[start : min(end, start + 160)]
    match = _DATELINE.match(head) if any(mark in head for mark in "—–-:") else None
    if match is None:
        return None
    words = re.findall(r"[^\W\d_][\w.’'-]*", match["places"])
    if not all(word[0].isupper() or word in _SMALL for word in words) or len(words) > 9:
        return None
    follows = match["next"]
    if not (follows.isupper() or follows.isdigit() or follows in "“\"‘'«["):
        return None
    shouted = words[0].isupper() and len(words[0]) > 2
    spaced_hyphen, colon = match["mark"].strip() == "-", match["mark"].strip() == ":"
    plain = match["agency"] is None and match["date"] is None and "/" not in match["places"]
    if (colon and not shouted) or (spaced_hyphen and plain and not shouted and len(words) > 4):
        return None
    if plain and not shouted and (end - start < 100 or len(words) > 4):
        return None
    return start, start + match.start("next")
