"""The small questions that every kind of row asks of its suggestion."""

from datetime import date, timedelta

from negotiations.models import Recorded, TalkRound

Touched = list[Recorded]


def parse_day(value: str | None) -> date | None:
    """An ISO day of a reading, or None."""
    return date.fromisoformat(value) if value else None


def is_about(round_: TalkRound, day: date | None) -> bool:
    """Whether what was said on that day may have been said at the round; where either is not dated, it may."""
    if round_.starts is None or day is None:
        return True
    return round_.starts - timedelta(days=1) <= day <= (round_.ends or round_.starts) + timedelta(days=2)
