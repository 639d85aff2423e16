"""Which round positions and proposals of a known day belong to that were told without one."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from negotiations.models import Position, Proposal, Standing, TalkRound
from negotiations.models.statements import ask, tell
from negotiations.review.rounds import round_on
from negotiations.vocabulary import Precision

_DAYS = {"negotiations_position": "said", "negotiations_proposal": "tabled"}
_LOOSE = " UNION ".join(
    f"""
    SELECT '{table}', negotiation_id, {day}_on FROM {table}
    JOIN unnest(%(talks)s::bigint[], %(days)s::date[]) AS told (talks, day)
      ON negotiation_id = told.talks AND (told.day IS NULL OR {day}_on = told.day)
    WHERE round_id IS NULL AND {day}_precision = 'day'
    """  # noqa: S608 — names from our own code
    for table, day in _DAYS.items()
)
_PUT = {
    table: f"""
    UPDATE {table} SET round_id = put.round
    FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) AS put (round, talks, day)
    WHERE negotiation_id = put.talks AND round_id IS NULL AND {day}_precision = 'day' AND {day}_on = put.day
    """  # noqa: S608 — names from our own code
    for table, day in _DAYS.items()
}
_ROUNDS_BY_DAY = """
    SELECT * FROM negotiations_talkround
    WHERE negotiation_id = ANY(%s) AND standing <> 'retracted' AND precision = 'day'
"""


def days_held(row: TalkRound) -> tuple[object, ...]:
    """What decides which days are the round's."""
    return row.standing == Standing.RETRACTED, row.precision, row.starts, row.ends


def place(told: Collection[tuple[int, date | None]]) -> set[int]:
    """Put positions and proposals that stand between rounds into the round of their day; gives the rounds concerned.

    Only those of the talks and days that are ``told``, or without a day all of the talks: what stood between the rounds
    before finds one only where a round has come or moved.
    """
    if not told:
        return set()
    loose = ask(_LOOSE, talks=[talks for talks, _ in told], days=[day for _, day in told])
    rounds = defaultdict[int, list[TalkRound]](list)
    for row in TalkRound.objects.raw(_ROUNDS_BY_DAY, [[talks for _, talks, _ in loose]]) if loose else ():
        rounds[row.negotiation_id].append(row)
    into = defaultdict[str, list[tuple[int, int, date]]](list)
    for table, talks, day in loose:
        if found := round_on(rounds=rounds[talks], day=day):
            into[table].append((found.pk, talks, day))
    for table, put in into.items():
        tell(_PUT[table], *map(list, zip(*put, strict=True)))
    return {round_ for put in into.values() for round_, _, _ in put}


def loose_day(row: Position | Proposal) -> date | None:
    """The day of what stands between rounds, where it is known."""
    day, precision = (
        (row.said_on, row.said_precision) if isinstance(row, Position) else (row.tabled_on, row.tabled_precision)
    )
    return day if row.round_id is None and precision == Precision.DAY else None
