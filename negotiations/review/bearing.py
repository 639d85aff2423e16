"""The small questions that every kind of row asks of its suggestion."""

from datetime import date, timedelta

from django.db.models import Q

from negotiations.models import Recorded, Standing, Suggestion, TalkRound

Touched = list[Recorded]


def parse_day(value: str | None) -> date | None:
    """An ISO day of a reading, or None."""
    return date.fromisoformat(value) if value else None


def standing_or_of(suggestion: Suggestion) -> Q:
    """Rows that stand, and those that were taken back with this very suggestion: they come back with it."""
    return ~Q(standing=Standing.RETRACTED) | Q(evidence__suggestion=suggestion)


def near(field: str, day: date | None, within: timedelta, suggestion: Suggestion) -> Q:
    """Rows of about that day; undated rows are the same only within one text."""
    if day is None:
        return Q(**{f"{field}__isnull": True}, evidence__snapshot=suggestion.snapshot_id)
    return Q(**{f"{field}__range": (day - within, day + within)})


def is_about(round_: TalkRound, day: date | None) -> bool:
    """Whether what was said on that day may have been said at the round; where either is not dated, it may."""
    if round_.starts is None or day is None:
        return True
    return round_.starts - timedelta(days=1) <= day <= (round_.ends or round_.starts) + timedelta(days=2)
