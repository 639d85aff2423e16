"""Where the ticks of a scale of time stand, for any span. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from negotiations.timeline.dates import SHORT


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    year: str  # set where a year begins, and on the first tick


_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def make_ticks(start: date, end: date, width: float, scale: Callable[[date], float]) -> Iterable[Tick]:
    """Ticks at days, months or years, as far apart as their labels need; ``width`` is that of the whole span."""
    days = max((end - start).days, 1)
    per_day = width / days
    if days <= 92:
        step = next((n for n in (1, 2, 7, 14) if n * per_day >= 54), 14)
        return _day_ticks(start, end, step, scale)
    months = next((n for n in _MONTHS if n * 30.4 * per_day >= 62), _MONTHS[-1])
    return _month_ticks(start, end, months, scale)


def _day_ticks(start: date, end: date, step: int, scale: Callable[[date], float]) -> Iterable[Tick]:
    day, year = start, 0
    ticks = []
    while day <= end - timedelta(days=min(step, 3)):
        ticks.append(Tick(scale(day), f"{day.day} {SHORT[day.month - 1]}", str(day.year) if day.year != year else ""))
        year = day.year
        day += timedelta(days=step)
    return ticks


def _month_ticks(start: date, end: date, months: int, scale: Callable[[date], float]) -> Iterable[Tick]:
    index = start.year * 12 + start.month - 1
    index -= index % months
    ticks: list[Tick] = []
    year = 0
    while index // 12 <= min(end.year, date.max.year):
        if index >= 12:
            day = date(index // 12, index % 12 + 1, 1)
            if day > end:
                break
            if day >= start and scale(day) <= scale(end) - 60:
                label = "" if months >= 12 else SHORT[day.month - 1]
                ticks.append(Tick(scale(day), label, str(day.year) if day.year != year else ""))
                year = day.year
        index += months
    return ticks
