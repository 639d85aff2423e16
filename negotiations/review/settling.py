"""How rows stand, worked out from their evidence: no current evidence, taken back; a person's yes, reviewed."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from negotiations.models import (
    BEARS_OUT,
    Attendance,
    Condition,
    Evidence,
    Negotiation,
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
from negotiations.review.rounds import derive_round, round_on
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
    unique = {(type(row), row.pk): row for row in rows}.values()
    for row in unique:
        _stand(row, now)
        if isinstance(row, TalkRound):
            derive_round(row)
    for talks in {row.negotiation for row in unique if isinstance(row, TalkRound | Position | Proposal)}:
        concerned |= _place(talks)
    concerned |= {round_id for row in unique if (round_id := _round_id(row)) is not None}
    TalkRound.objects.filter(pk__in=concerned).update(needs_summary=True)


def _stand(row: Recorded, now: datetime) -> None:
    arc = next(name for name in BEARS_OUT if isinstance(row, Evidence._meta.get_field(name).related_model))  # type: ignore[arg-type]  # all of BEARS_OUT are relations
    evidence = Evidence.objects.current().filter(**{arc: row})
    if not evidence.exists():
        standing = Standing.RETRACTED
    elif evidence.filter(Q(suggestion__isnull=True) | Q(suggestion__state__in=AGREED)).exists():
        standing = Standing.REVIEWED
    else:
        standing = Standing.UNREVIEWED
    if row.standing != standing.value:
        row.standing = standing.value
        row.retracted_at = now if standing is Standing.RETRACTED else None
        row.save(update_fields=["standing", "retracted_at"])


def _place(talks: Negotiation) -> set[int]:
    """Put positions and proposals that stand between rounds into the round of their day; gives the rounds concerned."""
    placed: set[int] = set()
    for loose, day in (
        (Position.objects.filter(said_precision=Precision.DAY.value), "said_on"),
        (Proposal.objects.filter(tabled_precision=Precision.DAY.value), "tabled_on"),
    ):
        waiting = loose.filter(negotiation=talks, round=None)
        for value in set(waiting.values_list(day, flat=True)):
            if found := round_on(negotiation=talks, day=value):
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
