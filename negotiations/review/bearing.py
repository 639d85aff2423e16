"""Tying words to rows, and the small questions that every kind of row asks of its suggestion."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from negotiations.models import BEARS_OUT, Evidence, Negotiation, Recorded, Standing, Suggestion, TalkRound

Touched = list[Recorded]


def bear_out(suggestion: Suggestion, spans: Iterable[Iterable[int]], *, aspect: str = "", **row: Recorded) -> None:
    """Tie the words between those offsets to a row; words that were tied before and taken back count again."""
    snapshot = suggestion.snapshot
    Evidence.objects.bulk_create(
        [
            Evidence(
                snapshot=snapshot,
                start=start,
                end=end,
                quote=snapshot.text[start:end],
                aspect=aspect,
                suggestion=suggestion,
                **row,
            )
            for start, end in dict.fromkeys(map(tuple, spans))  # one statement may name a row once only
        ],
        update_conflicts=True,
        unique_fields=["snapshot", "start", "end", "aspect", "suggestion", *BEARS_OUT],
        update_fields=["retracted_at", "gone_settled_at"],
    )


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


def round_of(
    suggestion: Suggestion, negotiation: Negotiation, fingerprint: str | None, said_on: date | None
) -> TalkRound | None:
    """The round that the reading points at, from the same snapshot, unless the words were said at another time."""
    if not fingerprint:
        return None
    found = (
        TalkRound.objects.current()
        .filter(
            negotiation=negotiation,
            evidence__suggestion__snapshot=suggestion.snapshot_id,
            evidence__suggestion__fingerprint=fingerprint,
            evidence__retracted_at__isnull=True,
        )
        .first()
    )
    if found is None or found.starts is None or said_on is None:
        return found
    return (
        found
        if found.starts - timedelta(days=1) <= said_on <= (found.ends or found.starts) + timedelta(days=2)
        else None
    )
