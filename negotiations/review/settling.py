"""How rows stand, worked out from their evidence: no current evidence, taken back; a person's yes, reviewed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

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
    arc_of,
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


def _stand(rows: Sequence[Recorded], now: datetime) -> None:
    by_arc = Evidence.objects.current().bearing_out(rows).order_by().values_list(*BEARS_OUT)
    agreed = {
        borne_out: is_agreed
        for *keys, is_agreed in by_arc.annotate(
            agreed=BoolOr(Q(suggestion__isnull=True) | Q(suggestion__state__in=AGREED))
        )
        for borne_out in zip(BEARS_OUT, keys, strict=True)
        if borne_out[1] is not None
    }
    for row in rows:
        _stand_as(row, _standing(agreed.get((arc_of(row), row.pk))), now)


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
