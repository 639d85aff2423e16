"""Whether a stance is of today, of the past, or only thought of."""

import re

from negotiations.extraction.background import is_past
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.stances import NOUNS, Cue

# A date farther behind the cue belongs to what is wanted, not to the wanting.
_NEAR = 7
# A date before these is of a thing: "last year's truce", "a July deadline".
_OF_A_THING = ("'s", "’s", " deadline")
# What was signed holds until it is given up, however long ago that was.
_LASTING = frozenset({"signs", "agrees"})
_MAYBE = Rare(re.compile(r"\b(?:may|might|could|would) have\b|\bif all goes\b|\bwould have to\b.*\bif\b"))
_FALSE = Rare(
    re.compile(r"\breports? (?:that|of|saying) .{1,200} (?:is|are|was|were) (?:false|untrue|wrong|incorrect)\b")
)
_DOUBTED = Rare(
    re.compile(r"\b(?:nobody|no one|few) (?:\w+ ){0,2}?(?:believes?|believed|expects?|expected|thinks?|thought)\b")
)
_FUTURE = Rare(re.compile(r"\b(?:will|shall|is going to|are going to|plans? to|expected to|intends? to)\b"))
_PAST = Rare(
    re.compile(
        r"\b(?:(?:a |two |three |four |five |several |many |\d+ )(?:years|decades|months) (?:ago|earlier)|\byears ago|in the past|decades ago|last (?:year|decade)(?! 's)|"  # noqa: E501  # a pattern is not broken in its middle
        r"formerly|previously(?! (?:scheduled|planned|agreed|announced|arranged|undisclosed|unknown) )|"
        r"at the time|back in|used to|once again|historically)\b"
    )
)
_FORMER = re.compile(r"\b(?:previous|former|past|old)\b")
_YEAR = re.compile(r"\b(?<!since )((?:19|20)\d\d)\b(?! (?:troops|people|trucks|hostages|prisoners|tons|police))")


def modality_of(reading: Reading, marked: Marked, number: int, cue: Cue, first: int, last: int) -> str:
    """A modality of the vocabulary. "historical" needs a date, an adverb or a tense of the past."""
    words = marked.words(first, last)
    if _MAYBE.search(words) or _is_possible(marked, cue) or _is_unreal(marked, first):
        return "hypothetical"
    if _FALSE.search(marked.string) or _DOUBTED.search(marked.string, 0, cue.start):
        return "negated"
    if cue.rule.holder in NOUNS and _FORMER.search(marked.string, cue.start, cue.end):
        return "historical"
    before = marked.words(max(0, first - 8), cue.last + _NEAR)
    year = _YEAR.search(before)
    published = reading.published
    if year and (published is None or year.group(1) < published[:4]):
        return "historical"
    if _PAST.search(before) and "once again" not in before:
        return "historical"
    start, end = marked.span(max(0, first - 12), min(len(marked.items), cue.last + _NEAR))
    if published:
        for date in reading.dates_between(start, end):
            of_a_thing = reading.text.source.startswith(_OF_A_THING, date.end)
            until_now = reading.text.source[: date.start].endswith("since ")  # "the first talks since 2015"
            if date.value[:7] < _months_before(published, 2) and not (of_a_thing or until_now):
                return "historical"
    if cue.rule.name not in _LASTING and is_past(reading, marked, number, min(first, cue.first), cue.last + 1):
        return "historical"
    return "future" if _FUTURE.search(marked.words(max(first, cue.first - 3), cue.last + 1)) else "actual"


def _is_possible(marked: Marked, cue: Cue) -> bool:
    """ "A might reject": what only may come about; what A "may accept" has a rule of its own."""
    before = [item.word for item in marked.items[max(0, cue.first - 2) : cue.first]]
    return bool({"might", "may", "could"} & set(before)) and "not" not in before


def _is_unreal(marked: Marked, first: int) -> bool:
    """ "Had A accepted, …": what did not come about."""
    k = first - 1
    while k > 0 and marked.items[k].word in {"the", "both"}:
        k -= 1
    return k >= 0 and marked.items[k].word == "had" and (k == 0 or marked.items[k - 1].word in {",", '"', ";"})


def _months_before(published: str, months: int) -> str:
    """The month ``months`` before a date, as YYYY-MM."""
    count = int(published[:4]) * 12 + int(published[5:7]) - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def day_of(reading: Reading, marked: Marked, cue: Cue, first: int) -> str | None:
    """The day on which the text says that the stance was taken; never a day after the publication."""
    published = reading.published
    if published is None:
        return None
    start, end = marked.span(max(0, min(first, cue.first) - 8), min(len(marked.items), cue.last + _NEAR))
    at = marked.items[cue.first].start
    days = [d for d in reading.dates_between(start, end) if d.precision == "day" and d.value <= published]
    return min(days, key=lambda d: abs(d.start - at)).value if days else None
