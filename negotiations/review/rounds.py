"""Rounds: which row an article's round is, and what its fields are by all the reports that stand."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from negotiations.models import Negotiation, Suggestion, SuggestionState, TalkRound
from negotiations.vocabulary import Format, Outcome, Precision, RoundStatus

SLACK = timedelta(days=3)
REPORTED_AFTER = timedelta(days=5)
FRESH = timedelta(days=10)  # a later text retells the round in passing; what was reported of it then weighs more


def find_round(
    *, negotiation: Negotiation, reading: dict[str, Any], snapshot: int, published: date | None
) -> TalkRound | None:
    """The recorded round that a reading means, or None for a new one.

    The same venue within three days is the same round, and so is one announced for then without a venue. Without a
    date of its own a report belongs to the round at that venue that it was published in or just after. Undated rounds
    are the same only within one text.
    """
    rows = TalkRound.objects.filter(negotiation=negotiation)
    venue = reading["venue"] or ""
    starts = date.fromisoformat(reading["starts"]) if reading["starts"] else None
    ends = date.fromisoformat(reading["ends"]) if reading["ends"] else starts
    here = rows.filter(venue__iexact=venue) if venue else rows
    if starts is None or ends is None:
        undated = here.filter(starts__isnull=True, evidence__snapshot=snapshot)
        if published is None:
            return undated.first() if venue else None
        reported = here.filter(_overlaps(published - REPORTED_AFTER, published + timedelta(days=1)))
        return reported.order_by("-starts").first() or undated.first()
    at_that_time = _overlaps(starts - SLACK, ends + SLACK)
    near = list(here.filter(at_that_time)) or list(rows.filter(at_that_time, venue=""))
    if not venue and len(near) != 1:
        return None
    return min(near, key=lambda row: abs((row.starts or starts) - starts), default=None)


def _overlaps(first: date, last: date) -> Q:
    return Q(starts__lte=last) & (Q(ends__gte=first) | Q(ends__isnull=True, starts__gte=first))


def rounds_by_day(negotiation: int) -> list[TalkRound]:
    """The rounds that stand and of which the day is known."""
    return list(TalkRound.objects.current().filter(negotiation=negotiation, precision=Precision.DAY.value))


def round_on(*, rounds: Sequence[TalkRound], day: date | None) -> TalkRound | None:
    """The round that was held on that day, or had ended the day before; None if there is none or more than one."""
    if day is None:
        return None
    found = [row for row in rounds if _held(row, day)] or [row for row in rounds if _held(row, day - timedelta(days=1))]
    return found[0] if len(found) == 1 else None


def _held(row: TalkRound, day: date) -> bool:
    return row.starts is not None and row.starts <= day <= (row.ends or row.starts)


def derive_round(round_: TalkRound) -> None:
    """Work out the round's fields from the reports that stand: what people decided first, then the latest of
    those who wrote at the time, then later texts."""
    readings = _readings(round_)
    if not readings:
        return
    round_.venue = _first(readings, "venue") or ""
    round_.country = _first(readings, "country") or ""
    round_.tone = (_first(readings, "tone") or "")[:300]
    round_.level = (_first(readings, "level") or "")[:200]
    round_.status = _first(readings, "status") or RoundStatus.ONGOING.value
    round_.outcome = _first(readings, "outcome", besides=(Outcome.UNKNOWN.value,)) or Outcome.UNKNOWN.value
    round_.format = _first(readings, "format", besides=(Format.UNKNOWN.value,)) or Format.UNKNOWN.value
    _derive_dates(round_, readings)
    round_.needs_summary = True
    round_.save()


def _readings(round_: TalkRound) -> list[dict[str, Any]]:
    suggestions = (
        Suggestion.objects.filter(evidence__round=round_, evidence__retracted_at__isnull=True)
        .select_related("snapshot__article")
        .defer("snapshot__text", "snapshot__body")
        .distinct()
    )

    def weight(suggestion: Suggestion) -> tuple[bool, bool, date, int]:
        decided = suggestion.state in (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)
        published = suggestion.snapshot.article.published
        own = suggestion.reading["ends"] or suggestion.reading["starts"]
        fresh = published is not None and bool(own) and published - date.fromisoformat(own) <= FRESH
        return decided, fresh, published or date.min, suggestion.pk

    return [suggestion.reading for suggestion in sorted(suggestions, key=weight, reverse=True)]


def _first(readings: Sequence[dict[str, Any]], name: str, besides: tuple[str, ...] = ()) -> str | None:
    return next((r[name] for r in readings if r.get(name) and r[name] not in besides), None)


def _derive_dates(round_: TalkRound, readings: Sequence[dict[str, Any]]) -> None:
    exact = [r for r in readings if r["starts"] and r["precision"] == Precision.DAY] or [
        r for r in readings if r["starts"]
    ]
    if not exact:
        round_.starts = round_.ends = None
        round_.precision = Precision.UNKNOWN.value
        return
    round_.starts = date.fromisoformat(min(r["starts"] for r in exact))
    last = date.fromisoformat(max(r["ends"] or r["starts"] for r in exact))
    round_.ends = last if last > round_.starts else None
    round_.precision = exact[0]["precision"]
