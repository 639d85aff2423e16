"""How rows stand, worked out from their evidence: no current evidence, taken back; a person's yes, reviewed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Q

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
    Suggestion,
    SuggestionState,
    TalkRound,
)
from negotiations.review.rounds import derive_round, round_on, rounds_by_day
from negotiations.vocabulary import Precision

AGREED = (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)


def withdraw(*, suggestion: Suggestion, now: datetime) -> list[Recorded]:
    """Take back all evidence that came from this suggestion; gives the rows that it bore out."""
    evidence = list(Evidence.objects.current().filter(suggestion=suggestion).select_related(*BEARS_OUT))
    Evidence.objects.filter(pk__in=[e.pk for e in evidence]).update(retracted_at=now)
    return [row for e in evidence for name in BEARS_OUT if (row := getattr(e, name)) is not None]


def settle(rows: Iterable[Recorded], *, now: datetime) -> None:
    """Give each row the standing that its evidence earns, and tell the rounds concerned that their summary is due."""
    concerned: set[int] = set()
    unique = list({(type(row), row.pk): row for row in rows}.values())
    _stand(unique, now)
    for row in unique:
        if isinstance(row, TalkRound):
            derive_round(row)
    for talks in {row.negotiation_id for row in unique if isinstance(row, TalkRound | Position | Proposal)}:
        concerned |= _place(talks)
    concerned |= {round_id for row in unique if (round_id := _round_id(row)) is not None}
    TalkRound.objects.filter(pk__in=concerned).update(needs_summary=True)


def _stand(rows: Iterable[Recorded], now: datetime) -> None:
    kinds = {Evidence._meta.get_field(arc).related_model: arc for arc in BEARS_OUT}
    by_arc = defaultdict[str, dict[int, Recorded]](dict)
    for row in rows:
        by_arc[kinds[type(row)._meta.concrete_model]][row.pk] = row
    if not by_arc:
        return
    # One question for all kinds: each piece of evidence belongs to a row of exactly one.
    concerned = reduce(or_, (Q(**{f"{arc}__in": list(alike)}) for arc, alike in by_arc.items()))
    found = Evidence.objects.current().filter(concerned).order_by().values_list(*by_arc)
    agreed = {
        borne_out: is_agreed
        for *borne_out_by, is_agreed in found.annotate(
            agreed=BoolOr(Q(suggestion__isnull=True) | Q(suggestion__state__in=AGREED))
        )
        for borne_out in zip(by_arc, borne_out_by, strict=True)
    }
    for arc, alike in by_arc.items():
        for pk, row in alike.items():
            _stand_as(row, _standing(agreed.get((arc, pk))), now)


def _standing(agreed: bool | None) -> Standing:
    """What evidence earns of which some is agreed to, or none is; None where there is no evidence."""
    if agreed is None:
        return Standing.RETRACTED
    return Standing.REVIEWED if agreed else Standing.UNREVIEWED


def _stand_as(row: Recorded, standing: Standing, now: datetime) -> None:
    if row.standing != standing.value:
        row.standing = standing.value
        row.retracted_at = now if standing is Standing.RETRACTED else None
        row.save(update_fields=["standing", "retracted_at"])


def _place(talks: int) -> set[int]:
    """Put positions and proposals that stand between rounds into the round of their day; gives the rounds concerned."""
    placed: set[int] = set()
    rounds = rounds_by_day(talks)
    if not rounds:
        return placed
    for loose, day in (
        (Position.objects.filter(said_precision=Precision.DAY.value), "said_on"),
        (Proposal.objects.filter(tabled_precision=Precision.DAY.value), "tabled_on"),
    ):
        waiting = loose.filter(negotiation_id=talks, round=None)
        for value in waiting.order_by().values_list(day, flat=True).distinct():
            if found := round_on(rounds=rounds, day=value):
                waiting.filter(**{day: value}).update(round=found)
                placed.add(found.pk)
    return placed


def _round_id(row: Recorded) -> int | None:
    if isinstance(row, Position | Proposal | Attendance):
        return row.round_id
    if isinstance(row, Condition):
        return row.position.round_id
    if isinstance(row, ProposalTerm | Reaction):
        return row.proposal.round_id
    return None
