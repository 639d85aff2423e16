"""What is recorded about a round, fetched in a fixed number of queries for the outline."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from negotiations.models import (
    BEARS_OUT,
    Attendance,
    Evidence,
    Participant,
    Position,
    Proposal,
    Reaction,
    Recorded,
    TalkRound,
    arc_of,
)
from negotiations.vocabulary import Role


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round with everything that its brief may speak of; all rows stand, and each has its current evidence."""

    round: TalkRound
    mediators: tuple[Participant, ...]
    parties: tuple[Participant, ...]
    hosts: tuple[Participant, ...]
    attendance: tuple[Attendance, ...]
    positions: tuple[Position, ...]
    earlier: tuple[Position, ...]
    proposals: tuple[Proposal, ...]
    reactions: tuple[Reaction, ...]


def evidence_of(row: object) -> list[Evidence]:
    """The current evidence of a row, as fetched with it."""
    return list(getattr(row, "current_evidence"))  # noqa: B009 — the attribute is made by ``_attach_evidence``


def gather_facts(*, round_id: int) -> RoundFacts:
    """Everything recorded about one round."""
    round_ = TalkRound.objects.select_related("negotiation").get(pk=round_id)
    seats = list(
        Participant.objects.current().filter(negotiation=round_.negotiation).select_related("actor").order_by("pk")
    )
    taken = Position.objects.current().of_today().select_related("holder", "speaker").prefetch_related("issues")
    here = list(taken.filter(round=round_).in_time())
    facts = RoundFacts(
        round=round_,
        mediators=tuple(s for s in seats if s.role == Role.MEDIATOR),
        parties=tuple(s for s in seats if s.role == Role.PARTY),
        hosts=tuple(s for s in seats if s.role == Role.HOST),
        attendance=tuple(round_.attendance.current().select_related("actor", "person").order_by("pk")),
        positions=tuple(here),
        earlier=tuple(_earlier(round_, here)),
        proposals=tuple(round_.proposals.current().prefetch_related("sponsors").order_by("pk")),
        reactions=tuple(_reactions(round_)),
    )
    told = (*facts.attendance, *facts.positions, *facts.earlier, *facts.proposals, *facts.reactions)
    _attach_evidence([round_, *seats, *told])
    return facts


def _attach_evidence(rows: Sequence[Recorded]) -> None:
    """Let each row have its current evidence, in the order of its recording."""
    found = defaultdict[tuple[str, int], list[Evidence]](list)
    for evidence in Evidence.objects.current().bearing_out(rows).order_by("pk"):
        arc = next(name for name in BEARS_OUT if getattr(evidence, f"{name}_id") is not None)
        found[arc, getattr(evidence, f"{arc}_id")].append(evidence)
    for row in rows:
        setattr(row, "current_evidence", found[arc_of(row), row.pk])  # noqa: B010 — see ``evidence_of``


def _earlier(round_: TalkRound, here: list[Position]) -> list[Position]:
    """The positions of the same holders before this round, oldest first."""
    if round_.starts is None or not here:
        return []
    holders = {position.holder_id for position in here}
    rows = (
        Position.objects.current()
        .of_today()
        .filter(negotiation=round_.negotiation, holder__in=holders, said_on__lt=round_.starts)
    )
    return list(rows.exclude(round=round_).select_related("holder").prefetch_related("issues").in_time())


def _reactions(round_: TalkRound) -> list[Reaction]:
    window = Q(proposal__round=round_)
    if round_.starts:
        last = (round_.ends or round_.starts) + timedelta(days=2)
        window |= Q(given_on__range=(round_.starts, last))
    rows = Reaction.objects.current().filter(window, proposal__negotiation=round_.negotiation)
    return list(rows.select_related("actor", "proposal").order_by("pk"))
