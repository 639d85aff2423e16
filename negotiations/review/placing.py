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
    SELECT '{table}', {day}_on FROM {table} WHERE negotiation_id = %s AND round_id IS NULL AND {day}_precision = 'day'
      AND (%s OR {day}_on = ANY(%s::date[]))
    """  # noqa: S608 — names from our own code
    for table, day in _DAYS.items()
)
_PUT = {
    table: f"""
    UPDATE {table} SET round_id = %s
    WHERE negotiation_id = %s AND round_id IS NULL AND {day}_precision = 'day' AND {day}_on = ANY(%s)
    """  # noqa: S608 — names from our own code
    for table, day in _DAYS.items()
}
_ROUNDS_BY_DAY = """
    SELECT * FROM negotiations_talkround WHERE negotiation_id = %s AND standing <> 'retracted' AND precision = 'day'
"""


def days_held(row: TalkRound) -> tuple[object, ...]:
    """What decides which days are the round's."""
    return row.standing == Standing.RETRACTED, row.precision, row.starts, row.ends


def place(talks: int, days: Collection[date] | None) -> set[int]:
    """Put positions and proposals that stand between rounds into the round of their day; gives the rounds concerned.

    Only those of the ``days``, or all of the talks: what stood between the rounds before finds one only where a round
    has come or moved.
    """
    loose = ask(_LOOSE, *[talks, days is None, list(days or ())] * 2)
    rounds = list(TalkRound.objects.raw(_ROUNDS_BY_DAY, [talks])) if loose else []
    into = defaultdict[tuple[str, int], list[date]](list)
    for table, day in loose:
        if found := round_on(rounds=rounds, day=day):
            into[table, found.pk].append(day)
    for (table, round_), of_round in into.items():
        tell(_PUT[table], round_, talks, of_round)
    return {round_ for _, round_ in into}


def loose_day(row: Position | Proposal) -> date | None:
    """The day of what stands between rounds, where it is known."""
    day, precision = (
        (row.said_on, row.said_precision) if isinstance(row, Position) else (row.tabled_on, row.tabled_precision)
    )
    return day if row.round_id is None and precision == Precision.DAY else None
