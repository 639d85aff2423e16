"""Rounds: which row an article's round is, and what its fields are by all the reports that stand."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from negotiations.models import Standing, SuggestionState, TalkRound
from negotiations.models.statements import ask, update_rows
from negotiations.review.bearing import parse_day
from negotiations.review.known import Known
from negotiations.vocabulary import Format, Outcome, Precision, RoundStatus

SLACK = timedelta(days=3)
REPORTED_AFTER = timedelta(days=5)
FRESH = timedelta(days=10)  # a later text retells the round in passing; what was reported of it then weighs more
DERIVED = ("venue", "country", "tone", "level", "status", "outcome", "format", "starts", "ends", "precision")

_REPORTED = """
    SELECT told.round_id, s.id, s.state, s.reading - '{attendance,aspects,evidence}'::text[], a.published
    FROM (SELECT DISTINCT round_id, suggestion_id FROM negotiations_evidence
          WHERE round_id = ANY(%s) AND retracted_at IS NULL) AS told
    JOIN negotiations_suggestion s ON s.id = told.suggestion_id
    JOIN negotiations_snapshot n ON n.id = s.snapshot_id
    JOIN negotiations_article a ON a.id = n.article_id
"""


def find_round(reading: dict[str, Any], *, talks: int, published: date | None, known: Known) -> TalkRound | None:
    """The recorded round that a reading means, or None for a new one.

    The same venue within three days is the same round, and so is one announced for then without a venue. Without a
    date of its own a report belongs to the round at that venue that it was published in or just after. Undated rounds
    are the same only within one text.
    """
    rows = known.rounds_of(talks)
    venue = reading["venue"] or ""
    starts, ends = parse_day(reading["starts"]), parse_day(reading["ends"] or reading["starts"])
    here = [row for row in rows if row.venue.casefold() == venue.casefold()] if venue else rows
    if starts is None or ends is None:
        undated = (row for row in here if row.starts is None and known.quotes.cites(row))
        if published is None:
            return next(undated, None) if venue else None
        reported = [row for row in here if _overlaps(row, published - REPORTED_AFTER, published + timedelta(days=1))]
        return max(reported, key=lambda row: row.starts or date.min, default=None) or next(undated, None)
    near = [row for row in here if _overlaps(row, starts - SLACK, ends + SLACK)] or [
        row for row in rows if not row.venue and _overlaps(row, starts - SLACK, ends + SLACK)
    ]
    if not venue and len(near) != 1:
        return None
    return min(near, key=lambda row: abs((row.starts or starts) - starts), default=None)


def _overlaps(row: TalkRound, first: date, last: date) -> bool:
    return row.starts is not None and row.starts <= last and (row.ends or row.starts) >= first


def by_day(rounds: Iterable[TalkRound]) -> list[TalkRound]:
    """Those that stand and of which the day is known."""
    return [row for row in rounds if row.standing != Standing.RETRACTED and row.precision == Precision.DAY]


def round_on(*, rounds: Sequence[TalkRound], day: date | None) -> TalkRound | None:
    """The round that was held on that day, or had ended the day before; None if there is none or more than one."""
    if day is None:
        return None
    found = [row for row in rounds if _held(row, day)] or [row for row in rounds if _held(row, day - timedelta(days=1))]
    return found[0] if len(found) == 1 else None


def _held(row: TalkRound, day: date) -> bool:
    return row.starts is not None and row.starts <= day <= (row.ends or row.starts)


def derive_rounds(rounds: Sequence[TalkRound]) -> set[int]:
    """Work out the fields of rounds from the reports that stand, and write what has changed; gives the keys of those
    of which something is reported.

    What people decided goes first, then the latest of those who wrote at the time, then later texts.
    """
    readings, changed = _readings(rounds) if rounds else {}, list[TalkRound]()
    for row in rounds:
        before = [getattr(row, name) for name in DERIVED]
        if reported := readings.get(row.pk):
            _derive(row, reported)
        if [getattr(row, name) for name in DERIVED] != before:
            changed.append(row)
    if changed:
        update_rows(changed, DERIVED)
    return set(readings)


def _derive(round_: TalkRound, readings: Sequence[dict[str, Any]]) -> None:
    round_.venue = _first(readings, "venue") or ""
    round_.country = _first(readings, "country") or ""
    round_.tone = (_first(readings, "tone") or "")[:300]
    round_.level = (_first(readings, "level") or "")[:200]
    round_.status = _first(readings, "status") or RoundStatus.ONGOING.value
    # That nothing had come of it yet is said while it goes on, and no longer holds when it has ended.
    empty = {Outcome.UNKNOWN.value} | ({Outcome.ONGOING.value} if round_.status == RoundStatus.CONCLUDED else set())
    round_.outcome = _first(readings, "outcome", besides=empty) or Outcome.UNKNOWN.value
    round_.format = _first(readings, "format", besides=(Format.UNKNOWN.value,)) or Format.UNKNOWN.value
    _derive_dates(round_, readings)


def _readings(rounds: Sequence[TalkRound]) -> dict[int, list[dict[str, Any]]]:
    """By round: what the suggestions that it rests on say of it, the weightiest first."""
    weighed = defaultdict[int, list[tuple[Any, dict[str, Any]]]](list)
    for round_, pk, state, said, published in ask(_REPORTED, [row.pk for row in rounds]):
        reading = json.loads(said)
        decided = state in (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)
        own = reading["ends"] or reading["starts"]
        fresh = published is not None and bool(own) and published - date.fromisoformat(own) <= FRESH
        weighed[round_].append(((decided, fresh, published or date.min, pk), reading))
    return {
        key: [reading for _, reading in sorted(found, key=lambda one: one[0], reverse=True)]
        for key, found in weighed.items()
    }


def _first(readings: Sequence[dict[str, Any]], name: str, besides: Container[str] = ()) -> str | None:
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
