"""How rows stand, worked out from their evidence: no current evidence, taken back; a person's yes, reviewed."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from datetime import datetime

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
from negotiations.models.statements import ask
from negotiations.review.placing import days_held, loose_day, place
from negotiations.review.quotes import Borne, borne
from negotiations.review.rounds import derive_rounds

AGREED = (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)

_TAKE_BACK = f"""
    UPDATE negotiations_evidence SET retracted_at = %s WHERE suggestion_id = ANY(%s) AND retracted_at IS NULL
    RETURNING {", ".join(f"{arc}_id" for arc in BEARS_OUT)}
"""  # noqa: S608 — names from our own code


def withdraw(*, suggestions: Collection[int], now: datetime) -> list[Recorded]:
    """Take back all evidence that came from these suggestions; gives the rows that it bore out."""
    keys = ask(_TAKE_BACK, now, list(suggestions)) if suggestions else []
    return rows_of((arc, key) for found in keys for arc, key in zip(BEARS_OUT, found, strict=True) if key is not None)


def rows_of(wanted: Iterable[Borne]) -> list[Recorded]:
    """The rows of these keys, with those whose round is theirs."""
    keys = defaultdict[str, set[int]](set)
    for arc, key in wanted:
        keys[arc].add(key)
    above = {"condition": ["position"], "term": ["proposal"], "reaction": ["proposal"]}
    rows: list[Recorded] = []
    for arc, pks in keys.items():
        table = Evidence._meta.get_field(arc).related_model
        rows += table._default_manager.filter(pk__in=pks).select_related(*above.get(arc, [])).order_by("pk")  # type: ignore[union-attr,arg-type]
    return rows


def settle(rows: Iterable[Recorded], *, now: datetime, made: Container[Borne] = ()) -> None:
    """Give each row the standing that its evidence earns, and tell the rounds concerned that their summary is due.

    ``made``: rows that were made just now from what nobody has decided; they stand as they were made.
    """
    unique = {borne(row): row for row in rows}
    rounds = [row for row in unique.values() if isinstance(row, TalkRound)]
    before = {row.pk: days_held(row) for row in rounds if ("round", row.pk) not in made}
    _stand([row for key, row in unique.items() if key not in made], now)
    concerned = derive_rounds(rounds)
    moved = {row.negotiation_id for row in rounds if before.get(row.pk) != days_held(row)}
    between = (row for row in unique.values() if isinstance(row, Position | Proposal))
    loose = {(row.negotiation_id, day) for row in between if (day := loose_day(row))}
    elsewhere = {(talks, day) for talks, day in loose if talks not in moved}
    concerned |= place({*elsewhere, *((talks, None) for talks in moved)})
    concerned |= {round_id for row in unique.values() if (round_id := _round_id(row)) is not None}
    if due := [key for key in concerned if ("round", key) not in made]:
        TalkRound.objects.filter(pk__in=due).update(needs_summary=True)


def _stand(rows: Sequence[Recorded], now: datetime) -> None:
    keys = defaultdict[str, list[int]](list)
    for row in rows:
        keys[arc_of(row)].append(row.pk)
    agreed = _agreed_to(keys) if keys else {}
    alike = defaultdict[tuple[type[Recorded], Standing], list[int]](list)
    for row in rows:
        standing = _standing(agreed.get(borne(row)))
        if row.standing != standing.value:
            row.standing, row.retracted_at = standing.value, now if standing is Standing.RETRACTED else None
            alike[type(row), standing].append(row.pk)
    for (table, standing), moved in alike.items():
        retracted_at = now if standing is Standing.RETRACTED else None
        table._default_manager.filter(pk__in=moved).update(standing=standing.value, retracted_at=retracted_at)


def _agreed_to(keys: dict[str, list[int]]) -> dict[Borne, bool]:
    """Of the rows with these keys that have current evidence: whether some of it is agreed to."""
    columns = ", ".join(f"e.{arc}_id" for arc in keys)
    wanted = " OR ".join(f"e.{arc}_id = ANY(%s)" for arc in keys)
    found = ask(
        f"""
        SELECT {columns}, bool_or(e.suggestion_id IS NULL OR s.state = ANY(%s))
        FROM negotiations_evidence e LEFT JOIN negotiations_suggestion s ON s.id = e.suggestion_id
        WHERE e.retracted_at IS NULL AND ({wanted}) GROUP BY {columns}
        """,  # noqa: S608 — names from our own code
        list(AGREED),
        *keys.values(),
    )
    return {
        (arc, key): is_agreed
        for *named, is_agreed in found
        for arc, key in zip(keys, named, strict=True)
        if key is not None
    }


def _standing(agreed: bool | None) -> Standing:
    """What evidence earns of which some is agreed to, or none is; None where there is no evidence."""
    if agreed is None:
        return Standing.RETRACTED
    return Standing.REVIEWED if agreed else Standing.UNREVIEWED


def _round_id(row: Recorded) -> int | None:
    if isinstance(row, Position | Proposal | Attendance):
        return row.round_id
    if isinstance(row, Condition):
        return row.position.round_id
    if isinstance(row, ProposalTerm | Reaction):
        return row.proposal.round_id
    return None
