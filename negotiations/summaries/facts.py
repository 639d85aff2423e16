"""What is recorded about a round, fetched in a fixed number of queries for the outline."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, Q

from negotiations.models import Attendance, Evidence, Participant, Position, Proposal, Reaction, TalkRound
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
    return list(getattr(row, "current_evidence"))  # noqa: B009 — the attribute is made by the prefetch below


def _evidence() -> "Prefetch[str]":
    return Prefetch("evidence", queryset=Evidence.objects.current().order_by("pk"), to_attr="current_evidence")


def gather_facts(*, round_id: int) -> RoundFacts:
    """Everything recorded about one round."""
    round_ = TalkRound.objects.select_related("negotiation").prefetch_related(_evidence()).get(pk=round_id)
    seats = list(
        Participant.objects.current()
        .filter(negotiation=round_.negotiation)
        .select_related("actor")
        .prefetch_related(_evidence())
        .order_by("pk")
    )
    taken = (
        Position.objects.current()
        .of_today()
        .select_related("holder", "speaker")
        .prefetch_related(_evidence(), "issues")
        .in_time()
    )
    here = list(taken.filter(round=round_))
    return RoundFacts(
        round=round_,
        mediators=tuple(s for s in seats if s.role == Role.MEDIATOR),
        parties=tuple(s for s in seats if s.role == Role.PARTY),
        hosts=tuple(s for s in seats if s.role == Role.HOST),
        attendance=tuple(
            round_.attendance.current().select_related("actor", "person").prefetch_related(_evidence()).order_by("pk")
        ),
        positions=tuple(here),
        earlier=tuple(_earlier(round_, here)),
        proposals=tuple(round_.proposals.current().prefetch_related(_evidence(), "sponsors").order_by("pk")),
        reactions=tuple(_reactions(round_)),
    )


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
    return list(rows.exclude(round=round_).select_related("holder").prefetch_related("issues", _evidence()).in_time())


def _reactions(round_: TalkRound) -> list[Reaction]:
    window = Q(proposal__round=round_)
    if round_.starts:
        last = (round_.ends or round_.starts) + timedelta(days=2)
        window |= Q(given_on__range=(round_.starts, last))
    rows = Reaction.objects.current().filter(window, proposal__negotiation=round_.negotiation)
    return list(rows.select_related("actor", "proposal").prefetch_related(_evidence()).order_by("pk"))
