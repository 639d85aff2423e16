"""Towns that no list knows, by the words around their names: "the town of X", "talks opened in X"."""

import re

from negotiations.extraction.phrases import Item
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.dates import DAYS_OF_THE_WEEK
from negotiations.extraction.rules.titles import NO_NAMES

# "The town of X".
KINDS_OF_TOWN = frozenset("town city village resort port suburb capital hamlet settlement island".split())


def width_of_town(source: str, items: list[Item], i: int) -> int:
    """How many words from item i on name a town that no list knows: capitals behind "the town of"."""
    if i < 2 or items[i - 1].word != "of" or items[i - 2].word not in KINDS_OF_TOWN:
        return 0
    wide = 0
    while wide < _LONGEST_NAME and i + wide < len(items) and _NAME.match(source, items[i + wide].start):
        phrase = items[i + wide].phrase
        if phrase is not None:  # a town that may stand for the government that sits there
            return int(wide == 0 and not (phrase.head or phrase.person or phrase.group))
        wide += 1
    return wide


def width_where_held(reading: Reading, items: list[Item], i: int) -> int:
    """How many words from item i on name a place that no list knows, where talks are said to be held in it: "opened
    in X on Monday", "met at X".
    """
    if i < 2 or items[i - 1].word not in {"in", "at"}:
        return 0
    k = i - 2
    while k > 0 and (items[k].word in _WHEN or items[k].word == "on"):
        k -= 1
    if not _HELD_THERE.fullmatch(items[k].word):
        return 0
    source, wide = reading.text.source, 0
    while wide < _LONGEST_NAME and i + wide < len(items) and _NAME.match(source, items[i + wide].start):
        item = items[i + wide]
        if item.phrase is not None or item.word in NO_NAMES | _NO_TOWNS or _is_a_word(reading, item.word):
            return 0
        wide += 1
    if wide and reading.dates_between(items[i].start, items[i + wide - 1].end):
        return 0  # "in Early May"
    after = items[i + wide].word if i + wide < len(items) else ""
    return wide if not after or after in _BEHIND_A_TOWN or not after[0].isalnum() else 0


def _is_a_word(reading: Reading, word: str) -> bool:
    """Whether the text has a word in small letters too, so that it is no name."""
    tokens = reading.text.tokens
    return any(tokens.texts[index].islower() for index in reading.text.indexes_of({word}))


_HELD_THERE = re.compile(
    r"talks|negotiations?|discussions|dialogue|meetings?|round|summit|session|deal|agreement|accord|truce|held|met|meet|"
    r"meets|gathered|opened|began|begun|started|resumed|ended|concluded|continued|signed|convened|launched|place|hosted|"
    r"announced|palace|hotel|headquarters|monastery|ranch|resort|villa|compound|centre|center"
)
_WHEN = DAYS_OF_THE_WEEK | frozenset("today yesterday again late early this last week month morning evening".split())
_NO_TOWNS = frozenset(
    "parliament congress ramadan spring summer autumn winter court camp noon midnight may early mid".split()
)
_BEHIND_A_TOWN = DAYS_OF_THE_WEEK | frozenset(
    """on for with and after between last this early late to where under from by in but as yesterday today that which
    without aimed over since until about near again""".split()
)
_LONGEST_NAME = 3
_NAME = re.compile(r"[A-Z][\w'’-]+")
