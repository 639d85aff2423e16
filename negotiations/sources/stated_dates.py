"""Dates as a publisher states them: what is read is what stands there, never more precise and never by the clock."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiations.vocabulary import Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:$|[T\s,].*))?)?$")
_COMPACT = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:$|T.*)$")
_WORDS = (
    re.compile(rf"(?<![\w/.-]){_DAY}[\s-]+(?:of\s+)?{_MONTH}[\s,-]+{_YEAR}(?![\w/])", re.IGNORECASE),
    re.compile(rf"(?<![\w/.-]){_MONTH}\s+{_DAY},?\s+{_YEAR}(?![\w/])", re.IGNORECASE),
    re.compile(r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-])"),
)
_MONTH_YEAR = re.compile(rf"^{_MONTH}\s+{_YEAR}$", re.IGNORECASE)
# What machines write where they know no date.
_FILLERS = {date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1), date(1969, 12, 31), date(1601, 1, 1)}


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date and how exactly it was stated. ``value`` is the first day of a month or year that was stated as such."""

    value: date | None
    precision: Precision


NO_DATE = StatedDate(None, Precision.UNKNOWN)


def read_date(stated: str | None, *, now: datetime | None = None) -> StatedDate:
    """The date that a whole field states (ISO, RFC 822, English words), in the zone that the publisher wrote it in.

    Nothing else is taken for a date: an ambiguous "05/06/2024", a filler such as 1970-01-01, an impossible day and,
    with ``now``, a day after tomorrow give NO_DATE.
    """
    text = " ".join((stated or "")[:100].split())
    whole = _ISO.match(text) or _COMPACT.match(text) or _MONTH_YEAR.match(text)
    return _from_match(whole, now) if whole else find_date(text, now=now)


def find_date(text: str, *, now: datetime | None = None) -> StatedDate:
    """The one full date (day, month and year) within a short text; NO_DATE if there are none or several."""
    found = {read for pattern in _WORDS for m in pattern.finditer(text[:300]) if (read := _from_match(m, now)).value}
    return found.pop() if len(found) == 1 else NO_DATE


def _from_match(match: re.Match[str], now: datetime | None) -> StatedDate:
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    try:
        number = (int(month) if month.isdigit() else _MONTHS[month.lower()]) if month else 1
        value = date(int(parts["year"]), number, int(day) if day else 1)
    except ValueError:
        return NO_DATE
    if (day and value in _FILLERS) or value.year < 1900 or (now and value > now.date() + timedelta(days=1)):
        return NO_DATE
    return StatedDate(value, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)
