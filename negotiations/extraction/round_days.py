"""From the first day of a round to its last: what the dates about it and the words for beginning and end say."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from negotiations.extraction.findings import DateMention
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern

_SAYING = compile_pattern(r"(?:said|says|told|warned|added|reported|according)")
# So many sentences from the one that tells how a round stands are about it still.
LEAD = 5
_ENDING = compile_pattern(
    r"(?:(?:ended|concluded|closed|finished|wrapped up|broke up|collapsed|came to an end)(?: (?:in )?@?[\w'-]+){0,5} (?:on|last|early on|late on))$"  # noqa: E501  # a pattern is not broken in its middle
)
_GOING_ON = compile_pattern(
    r"(?:(?:@\w+|they|it|%TALK%)(?: [\w@'-]+){0,5} "
    r"(?:go on|continue|last|run)(?: [\w@'-]+){0,3} (?:until|till|through))$"
)
_BEGINNING = compile_pattern(
    r"(?:(?:@\w+|they|it|which|that|%TALK%)(?: [\w@'-]+){0,4} "
    r"(?:begun|began|opened|started)(?: [\w@'-]+){0,4} (?:on|last))$"
)
_LASTED = compile_pattern(r"(?P<n>two|three|four|five)(?: days of|-day)(?: [\w@'-]+){0,4}? %TALK%")
_ENDED = compile_pattern(r"(?:ended|concluded|wrapped up|wound up|closed|finished|completed)")
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5}
# No round of talks in one place went on for longer than this many days.
_LONGEST = 60


def days_of_round(
    reading: Reading, *, status: str, sentence: int, dates: list[DateMention]
) -> tuple[str | None, str | None, str]:
    """The first and the last day. A single day on which talks ended is the last one; the first is then the one on
    which the text says that they began, or the same.
    """
    starts, ends, precision = extent(dates)
    if status == "ongoing" and precision == "day" and ends is None and starts is not None:
        return starts, _goes_on_until(reading, sentence, starts), precision
    if status != "concluded" or precision != "day" or ends is not None or starts is None:
        return starts, ends, precision
    day = next(d for d in dates if d.value == starts)
    began = _began(reading, sentence, starts)
    if began is not None and began < starts:
        return began, starts, precision
    days = _LASTED.search(reading.marked[sentence].string)
    if days is not None and _ENDED.search(reading.marked[sentence].string):
        return (date.fromisoformat(starts) - timedelta(days=_DAYS[days["n"]] - 1)).isoformat(), starts, precision
    return starts, starts if _ENDING.search(_words_before(reading, day)) else None, precision


def _goes_on_until(reading: Reading, sentence: int, starts: str) -> str | None:
    """The day until which the talks are said to go on."""
    for marked in reading.marked[max(0, sentence - 1) : sentence + 2]:
        for named in reading.dates_between(marked.sentence.start, marked.sentence.end):
            words = " ".join(item.word for item in marked.items if item.start < named.start)
            if named.precision == "day" and named.value > starts and _GOING_ON.search(words):
                return named.value
    return None


def _words_before(reading: Reading, day: DateMention) -> str:
    number = next((n for n, m in enumerate(reading.marked) if m.sentence.start <= day.start < m.sentence.end), 0)
    return " ".join(item.word for item in reading.marked[number].items if item.start < day.start)


def begins_on(reading: Reading, day: DateMention) -> bool:
    """Whether a date is the one on which the talks began."""
    return _BEGINNING.search(_words_before(reading, day)) is not None


def _began(reading: Reading, sentence: int, ended: str) -> str | None:
    """The day on which a round began that ended on the given one, as the sentences about it say."""
    for marked in reading.marked[max(0, sentence - 1) : sentence + LEAD]:
        for named in reading.dates_between(marked.sentence.start, marked.sentence.end):
            words = " ".join(item.word for item in marked.items if item.start < named.start)
            if named.precision != "day" or not _BEGINNING.search(words):
                continue
            if 0 <= (date.fromisoformat(ended) - date.fromisoformat(named.value)).days <= _LONGEST:
                return named.value
    return None


def extent(dates: list[DateMention]) -> tuple[str | None, str | None, str]:
    """First day, last day and precision of the most exact of these dates."""
    days = sorted(d.value for d in dates if d.precision == "day")
    if days:
        apart = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
        return days[0], (days[-1] if 0 < apart <= _LONGEST else None), "day"
    for precision in ("week", "month", "year"):
        rough = [d for d in dates if d.precision == precision]
        if rough:
            return rough[0].value, None, precision
    return None, None, "unknown"


def of_the_round(reading: Reading, dates: list[DateMention], *, announced: bool, near: int) -> list[DateMention]:
    """Of several days those still to come for a round announced; else a range, or the one nearest to ``near``,
    the offset of the place or of the word for the round.
    """
    days = [d for d in dates if d.precision == "day"]
    if announced and reading.published:
        days = [d for d in days if d.value >= reading.published] or days
    if len(days) < 2:
        return days or dates
    best = min(days, key=lambda d: abs(d.start - near))
    source = reading.text.source
    together = [
        d
        for d in days
        if d is not best and re.fullmatch(r"\s*(?:to|and|until|through|-|–|—)\s*", _gap(source, best, d))
    ]
    return sorted([best, *together[:1]], key=lambda d: d.start)


def _gap(source: str, one: DateMention, other: DateMention) -> str:
    first, second = sorted((one, other), key=lambda d: d.start)
    return source[first.end : second.start]


def dates_told(reading: Reading, sentences: Sequence[int]) -> list[DateMention]:
    """The dates of the given sentences that are not the time of a statement ("said on Sunday")."""
    found = []
    for number in sentences:
        marked = reading.marked[number]
        for named in reading.dates_between(marked.sentence.start, marked.sentence.end):
            before = " ".join(item.word for item in marked.items if named.start - 25 <= item.start < named.start)
            if not _SAYING.search(before):
                found.append(named)
    return found
