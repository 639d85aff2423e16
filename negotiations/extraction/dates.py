"""Dates of a text, resolved against the day of publication. Without that day only dates that are whole are given."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from negotiations.extraction.findings import DateMention
from negotiations.extraction.reckoning import reckon
from negotiations.extraction.rules.dates import DATE_RULES, DAYS_OF_THE_WEEK, MONTHS, DateRule
from negotiations.extraction.text import Text


# Where a date can begin is asked once for all forms: most places in a text are inside of a word.
def _one_of(rules: Iterable[DateRule]) -> re.Pattern[str]:
    forms = "|".join(f"(?P<is_{rule.name.replace('-', '_')}>{rule.pattern})" for rule in rules)
    return re.compile(rf"(?<![\w.$€£])(?:{forms})")


def _named(*names: str) -> re.Pattern[str]:
    return _one_of(rule for rule in DATE_RULES if rule.name in names)


_DATE = _one_of(DATE_RULES)
_UNITS = frozenset(
    """
    week weeks weeks’ weeks' month months months’ months' year years years’ years' day days days’ days' year-end year’s
    year's weekend fortnight fortnight’s fortnight's fortnights
    """.split()
)
# "2024", "2024-01-17", "17.1.2024", "17/01/2024", "17-jan-2024", "17th"
_MAY_BE_DATE = re.compile(r"[12]\d{3}|\d{1,4}[-/.]\w{1,3}[-/.]\d{1,4}|\d{1,2}(?:st|nd|rd|th)")
_MONTH_WORDS = frozenset(form for name in map(str.lower, MONTHS) for form in (name, f"{name}.", f"mid-{name}"))
_DAY_WORDS = frozenset("today yesterday tomorrow tonight night".split())
# The forms of which such a word is part; a month or a number is part of nearly all.
_FORMS = {
    **dict.fromkeys(_MONTH_WORDS, _DATE),
    **dict.fromkeys(_UNITS, _named("unit", "end-of", "ago", "hence")),
    **dict.fromkeys(DAYS_OF_THE_WEEK, _named("month-day", "day-month", "weekday")),
    **dict.fromkeys(_DAY_WORDS, _named("day-word", "hence")),
}
# How far a date reaches to either side of such a word.
_WIDEST = 28
# A date line of the article's own may differ from the publisher's stamp by days, not more.
_NEAR = timedelta(days=31)

# Of these a day or week can only be reckoned from a day.
_FROM_A_DAY = frozenset({"weekday", "day-word", "unit", "ago", "hence"})


def find_dates(text: Text, published: str | None) -> list[DateMention]:
    """All dates in the article, sorted: ``published`` is the day of publication (ISO), its month, or None.

    Relative and yearless dates are given only where there is a day to reckon from; nothing stands in for it. From
    a month only dates that have a month of their own or need no more than one are reckoned.
    """
    month_end = _end_of_month(published)
    anchor = _own_date_line(text, month_end or read_day(published))
    found = _find(text, anchor)
    if month_end is not None and anchor == month_end:
        found = [d for d in found if d.rule not in _FROM_A_DAY or d.precision not in {"day", "week"}]
    return found


def _find(text: Text, anchor: date | None) -> list[DateMention]:
    found: list[DateMention] = []
    source, done = text.source, 0
    for index in text.indexes_of(_FORMS.keys() | _numbers(text)):
        start, end = text.tokens.starts[index], text.tokens.ends[index]
        if start < done:
            continue
        if text.sentence_at(start) is None and not _in_dateline(text, start):
            continue
        form = _FORMS.get(text.tokens.lower[index], _DATE)
        for match in form.finditer(source, max(done, start - _WIDEST), end + _WIDEST):
            if match.start() >= end:  # within the word begins the month of "mid-May"
                break
            if match.end() > start:
                found.extend(reckon(match, anchor, source))
                done = match.end()
                break
    return found


def _numbers(text: Text) -> set[str]:
    """The words of a text that may be a year, a whole date or a day of the month ("12th")."""
    return {word for word in text.vocabulary() if word[0] in "0123456789" and _MAY_BE_DATE.fullmatch(word)}


def _end_of_month(written: str | None) -> date | None:
    """The last day of a month written as YYYY-MM: dates of that month lie behind it or on it."""
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return date(year, month, monthrange(year, month)[1]) if year else None


def read_day(written: str | None) -> date | None:
    """A day of publication as metadata have it: ISO, with or without a time; None where it is no whole date."""
    if not written:
        return None
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        match = _DATE.search(written)
        return _whole_day(match, written) if match else None


def _own_date_line(text: Text, published: date | None) -> date | None:
    """The day to reckon from: a line at the top that is a date alone, near to publication; else publication."""
    for paragraph in text.paragraphs[:4]:
        line = text.source[paragraph.start : paragraph.end]
        match = _DATE.fullmatch(line) if len(line) < 40 else None
        if match is None:
            continue
        day = _whole_day(match, line)
        if day is not None and (published is None or abs(day - published) <= _NEAR):
            return day
    return published


def _whole_day(match: re.Match[str], source: str) -> date | None:
    """The day that a match gives by itself, without anything to reckon from."""
    found = next(iter(reckon(match, None, source)), None)
    return date.fromisoformat(found.value) if found is not None and found.precision == "day" else None


def _in_dateline(text: Text, offset: int) -> bool:
    return text.dateline is not None and text.dateline[0] <= offset < text.dateline[1]
