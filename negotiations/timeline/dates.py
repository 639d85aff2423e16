"""Dates in words, never more exact than they are known."""

from datetime import date

from negotiations.vocabulary import Precision

UNKNOWN = "date unknown"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_date(day: date | None, precision: str = Precision.DAY, *, until: date | None = None) -> str:
    """``25 Aug 2024``, ``22–25 Aug 2024``, ``week of 19 Aug 2024``, ``August 2024``, ``2024`` or ``date unknown``."""
    if day is None or precision == Precision.UNKNOWN:
        return UNKNOWN
    if precision == Precision.YEAR:
        return f"{day.year}" if until is None or until.year == day.year else f"{day.year}–{until.year}"
    if precision == Precision.MONTH:
        return (
            say_month(day)
            if until is None or _month(until) == _month(day)
            else f"{say_month(day)} – {say_month(until)}"
        )
    if precision == Precision.WEEK:
        return f"week of {_say_day(day)}"
    if until is None or until == day:
        return _say_day(day)
    if _month(day) == _month(until):
        return f"{day.day}–{_say_day(until)}"
    if day.year == until.year:
        return f"{day.day} {SHORT[day.month - 1]} – {_say_day(until)}"
    return f"{_say_day(day)} – {_say_day(until)}"


def say_month(day: date) -> str:
    """``August 2024``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _say_day(day: date) -> str:
    return f"{day.day} {SHORT[day.month - 1]} {day.year}"


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
