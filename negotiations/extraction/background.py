"""Old news told again: the time of which a sentence tells, and whether that time is over."""

import re
from bisect import bisect_left
from datetime import date

from negotiations.extraction.findings import DateMention, Span
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.rare import Rare

# What was said longer ago than this is the past of the talks, not their news.
_DAYS = 7
# A paragraph's time is carried over this many sentences.
_CARRIED = 3
_GOVERNS = frozenset({"on", "in", "from", "at", "by", "until", ",", "early", "late", "mid"})
# "the proposal that she presented on 31 May" dates the proposal; "the talks that ended on 25 August" date the scene.
_THINGS = r"(?:proposals?|plan|text|offer|agreement|deal|framework|resolution|pause|truce|round|meeting|demand|call)"
_OF_A_THING = re.compile(
    rf"\b(?:that(?! {_THINGS}\b)|which|who|where|when|put|presented|announced|made|signed|tabled)\b"
    r"(?: (?!and |but )\S+){0,8}$"
)
# In "A and B signed a truce in 2001" it is the signing that is dated.
_FINITE = re.compile(r"(@\w+|they|two|both|sides|parties|countries|leaders) signed\b")
_OF_TALKS = Rare(
    re.compile(
        r"\b(?:round|talks|meeting|summit|session|negotiations)\b(?: \S+){0,6} (?:that|which) "
        r"(?:ended|closed|opened|began|was|were)(?: \S+){0,3}$|\bwhen \S+ (?:met|sat|saw|sent)\b(?: \S+){0,6}$"
    )
)
_AT_TALKS_OF = re.compile(r"\b(?:round|talks|meeting|summit|session|negotiations) of$")
_THEN = Rare(re.compile(r"\b(?:then|at that time|at the time|in those days|on that occasion|in that round)\b"))
_THEN_NEXT = re.compile(r"\b(?:and|,|by|since|until|if|even) then\b")
_HAD = Rare(
    re.compile(
        r"\bhad (?:(?:not|also|already|again|earlier|previously|once|long|then|last) ){0,2}"
        r"(?!(?:to|said|told|been|expected|hoped) )\w+"
    )
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|says|wants|demands|insists|rejects|accepts|supports|proposes|calls|asks|objects|refuses|"
    r"will|still|now|no longer|today|thus|goes|wants|keeps|puts|takes|holds|says)\b"
)
_PAST = re.compile(
    r"\b(?:\w+ed|said|told|put|was|were|had|did|gave|met|took|sent|spoke|set|held|began|came|went|saw|made|sought|"
    r"chose|laid|brought|got|stood|wrote|withdrew|broke)\b"
)
# "the proposal put forward by …" tells which proposal, and nothing of the time.
_BY = re.compile(r"\b(?:put forward|\w+ed|made|drawn up|sent|written) (?:\w+ )?by\b")
_FAR = 20
_SINCE_THEN = 8
_BEFORE = 8
_OPENS = re.compile(r"^(?:background|in the background|the story so far|earlier) :")


def is_past(reading: Reading, marked: Marked, number: int, first: int, last: int) -> bool:
    """Whether the words [first, last) of a sentence tell of a time that is over.

    They do where their verb is past and the date or month of their clause, or of the sentences just before in the
    paragraph, lies more than a week before the publication; or where they stand in the pluperfect without a day
    of the last week. What stands in the present does not.
    """
    lead = _lead(marked, first, last)
    if opens_background(reading, number):
        return True
    if not _PAST.search(lead) or _leads_with_present(lead):
        return False
    governing = _own(reading, reading.marked[number], marked.span(first, last))
    if governing is None:
        if _HAD.search(lead) and not _is_told(reading, number, marked.span(last - 1, last)):
            return True
        if _THEN.search(lead) and not _THEN_NEXT.search(lead):
            return True
        governing = _carried(reading, number)
    return governing is not None and is_over(governing.value, reading.published)


def _is_told(reading: Reading, number: int, span: Span) -> bool:
    """Whether somebody says it: in "A said that B had agreed" the tense only follows that of "said"."""
    return any(not claim.rule.startswith("judging") for claim in reading.voices.claims_over(number, *span))


def opens_background(reading: Reading, number: int) -> bool:
    """Whether the sentence stands in a paragraph that opens as background."""
    paragraph = reading.marked[number].sentence.paragraph
    for back in range(number, max(-1, number - _CARRIED - 1), -1):
        marked = reading.marked[back]
        if marked.sentence.paragraph != paragraph:
            return False
        if _OPENS.match(marked.string):
            return True
    return False


def is_over(value: str, published: str | None) -> bool:
    """Whether a date of any precision lies clearly before the publication, which may be a month or a year."""
    if published is None:
        return False
    if len(value) == len(published) == len("2024-01-01"):
        return (date.fromisoformat(published) - date.fromisoformat(value)).days > _DAYS
    shared = min(len(value), len(published))
    return value[:shared] < published[:shared]


def _lead(marked: Marked, first: int, last: int) -> str:
    """The words of a stance with those that bring it in, "had said that it …", from the same clause."""
    before = [item.word for item in marked.items[max(0, first - _BEFORE) : first]]
    cuts = [i for i, word in enumerate(before) if word in {";", "while", "but"} or before[i : i + 2] == [",", "and"]]
    words = [*before[cuts[-1] + 1 if cuts else 0 :], *(item.word for item in marked.items[first:last])]
    return _BY.sub("by", " ".join(words))


def _leads_with_present(lead: str) -> bool:
    present, past = _PRESENT.search(lead), _PAST.search(lead)
    return present is not None and past is not None and present.start() < past.start()


def governing_dates(reading: Reading, marked: Marked) -> list[DateMention]:
    """The dates that say when the things of a sentence happened: not those that only tell which thing is meant."""
    found = []
    for named in reading.dates_between(marked.sentence.start, marked.sentence.end):
        if reading.published and named.value[: len(reading.published)] > reading.published[: len(named.value)]:
            continue
        words = [item.word for item in marked.items if item.start < named.start]
        if words[-1:] == ["since"] and "first" in words[-_SINCE_THEN:]:
            continue  # "the first talks since May" are of today
        if _AT_TALKS_OF.search(" ".join(words[-4:])):
            found.append(named)
        elif not words or words[-1] in _GOVERNS:
            before = _FINITE.sub(r"\1", " ".join(words[-12:-1]))
            if _OF_TALKS.search(before) or not _OF_A_THING.search(before):
                found.append(named)
    return found


def tells_of_the_past(reading: Reading, number: int) -> bool:
    """Whether the date that governs a sentence lies clearly before the publication."""
    frame = frame_of(reading, number)
    return frame is not None and is_over(frame.value, reading.published)


def frame_of(reading: Reading, number: int) -> DateMention | None:
    """The date that says when the things of a sentence happened: its own, else that of the sentences before."""
    return next(iter(governing_dates(reading, reading.marked[number])), None) or _carried(reading, number)


def _own(reading: Reading, marked: Marked, span: Span) -> DateMention | None:
    """The date of the sentence itself that stands nearest to a stretch of it."""
    at = span[0]
    last = bisect_left([item.start for item in marked.items], span[1])
    beyond = marked.items[min(len(marked.items), last + _FAR) - 1].end
    dates = [d for d in governing_dates(reading, marked) if d.start < beyond]
    return min(dates, key=lambda d: abs(d.start - at), default=None)


def _carried(reading: Reading, number: int) -> DateMention | None:
    """The last date of the sentences just before in the paragraph, as long as none of them is in the present."""
    paragraph = reading.marked[number].sentence.paragraph
    for back in range(number - 1, max(-1, number - 1 - _CARRIED), -1):
        marked = reading.marked[back]
        if marked.sentence.paragraph != paragraph:
            return None
        dates = governing_dates(reading, marked)
        if dates:
            return dates[-1]
        if not _PAST.search(marked.string):
            return None
    return None
