"""How rows stand, worked out from their evidence: no current evidence, taken back; a person's yes, reviewed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from negotiations.models import (
    BEARS_OUT,
    Attendance,
    Condition,
    Evidence,
    Position,
    Proposal,
    ProposalTerm,
    Reaction,
    Recorded,
    Standing,
    SuggestionState,
    TalkRound,
    arc_of,
)
from negotiations.models.statements import ask, tell
from negotiations.review.quotes import Borne
from negotiations.review.rounds import derive_rounds, round_on
from negotiations.vocabulary import Precision

AGREED = (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)

_TAKE_BACK = f"""
    UPDATE negotiations_evidence SET retracted_at = %s WHERE suggestion_id = ANY(%s) AND retracted_at IS NULL
    RETURNING {", ".join(f"{arc}_id" for arc in BEARS_OUT)}
"""  # noqa: S608 — names from our own code
_AGREED_TO = """
    SELECT '{arc}', e.{arc}_id, bool_or(e.suggestion_id IS NULL OR s.state = ANY(%s))
    FROM negotiations_evidence e LEFT JOIN negotiations_suggestion s ON s.id = e.suggestion_id
    WHERE e.{arc}_id = ANY(%s) AND e.retracted_at IS NULL GROUP BY 2
"""
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


def withdraw(*, suggestions: Collection[int], now: datetime) -> list[Recorded]:
    """Take back all evidence that came from these suggestions; gives the rows that it bore out."""
    keys = ask(_TAKE_BACK, now, list(suggestions)) if suggestions else []
    return rows_of((arc, key) for found in keys for arc, key in zip(BEARS_OUT, found, strict=True) if key is not None)


def rows_of(borne: Iterable[Borne]) -> list[Recorded]:
    """The rows of these keys, with those whose round is theirs."""
    keys = defaultdict[str, set[int]](set)
    for arc, key in borne:
        keys[arc].add(key)
    above = {"condition": ["position"], "term": ["proposal"], "reaction": ["proposal"]}
    rows: list[Recorded] = []
    for arc, wanted in keys.items():
        table = Evidence._meta.get_field(arc).related_model
        rows += table._default_manager.filter(pk__in=wanted).select_related(*above.get(arc, [])).order_by("pk")  # type: ignore[union-attr,arg-type]
    return rows


def settle(rows: Iterable[Recorded], *, now: datetime) -> None:
    """Give each row the standing that its evidence earns, and tell the rounds concerned that their summary is due."""
    unique = list({(type(row), row.pk): row for row in rows}.values())
    if not unique:
        return
    _stand(unique, now)
    rounds = [row for row in unique if isinstance(row, TalkRound)]
    concerned = derive_rounds(rounds) if rounds else set()
    of_talks = defaultdict[int, list[TalkRound | Position | Proposal]](list)
    for row in unique:
        if isinstance(row, TalkRound | Position | Proposal):
            of_talks[row.negotiation_id].append(row)
    for talks, touched in of_talks.items():
        concerned |= _place(talks, touched)
    concerned |= {round_id for row in unique if (round_id := _round_id(row)) is not None}
    if concerned:
        TalkRound.objects.filter(pk__in=concerned).update(needs_summary=True)


def _stand(rows: Sequence[Recorded], now: datetime) -> None:
    keys = defaultdict[str, list[int]](list)
    for row in rows:
        keys[arc_of(row)].append(row.pk)
    statement = " UNION ALL ".join(_AGREED_TO.format(arc=arc) for arc in keys)
    found = ask(statement, *(value for of_kind in keys.values() for value in (list(AGREED), of_kind)))
    agreed = {(arc, key): is_agreed for arc, key, is_agreed in found}
    alike = defaultdict[tuple[type[Recorded], Standing], list[int]](list)
    for row in rows:
        standing = _standing(agreed.get((arc_of(row), row.pk)))
        if row.standing != standing.value:
            row.standing, row.retracted_at = standing.value, now if standing is Standing.RETRACTED else None
            alike[type(row), standing].append(row.pk)
    for (table, standing), moved in alike.items():
        retracted_at = now if standing is Standing.RETRACTED else None
        table._default_manager.filter(pk__in=moved).update(standing=standing.value, retracted_at=retracted_at)


def _standing(agreed: bool | None) -> Standing:
    """What evidence earns of which some is agreed to, or none is; None where there is no evidence."""
    if agreed is None:
        return Standing.RETRACTED
    return Standing.REVIEWED if agreed else Standing.UNREVIEWED


def _place(talks: int, touched: Sequence[TalkRound | Position | Proposal]) -> set[int]:
    """Put positions and proposals that stand between rounds into the round of their day; gives the rounds concerned.

    Where no round has come or changed, that can be only those that were touched.
    """
    has_rounds = any(isinstance(row, TalkRound) for row in touched)
    days = {day for row in touched if not has_rounds and (day := _loose_day(row)) is not None}
    if not has_rounds and not days:
        return set()
    loose = ask(_LOOSE, *[talks, has_rounds, list(days)] * 2)
    rounds = list(TalkRound.objects.raw(_ROUNDS_BY_DAY, [talks])) if loose else []
    into = defaultdict[tuple[str, int], list[date]](list)
    for table, day in loose:
        if found := round_on(rounds=rounds, day=day):
            into[table, found.pk].append(day)
    for (table, round_), found_days in into.items():
        tell(_PUT[table], round_, talks, found_days)
    return {round_ for _, round_ in into}


def _loose_day(row: TalkRound | Position | Proposal) -> date | None:
    """The day of what stands between rounds, where it is known."""
    if isinstance(row, TalkRound) or row.round_id is not None:
        return None
    day, precision = (
        (row.said_on, row.said_precision) if isinstance(row, Position) else (row.tabled_on, row.tabled_precision)
    )
    return day if precision == Precision.DAY else None


def _round_id(row: Recorded) -> int | None:
    if isinstance(row, Position | Proposal | Attendance):
        return row.round_id
    if isinstance(row, Condition):
        return row.position.round_id
    if isinstance(row, ProposalTerm | Reaction):
        return row.proposal.round_id
    return None
