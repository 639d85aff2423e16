"""Rows that are entered together, kept until they are written: one statement for each kind, however many there are."""

from dataclasses import dataclass, field

from negotiations.models import (
    Attendance,
    Condition,
    ConditionIssue,
    Participant,
    Position,
    PositionIssue,
    Proposal,
    ProposalSponsor,
    ProposalTerm,
    Reaction,
    Recorded,
    TalkRound,
)
from negotiations.models.statements import insert_rows


@dataclass(slots=True)
class Batch:
    """New rows, with the keys of the issues or actors that they name. Rows have no key before ``write``."""

    rounds: list[TalkRound] = field(default_factory=list)
    seats: list[Participant] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    proposals: list[tuple[Proposal, list[int]]] = field(default_factory=list)
    terms: list[ProposalTerm] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    positions: list[tuple[Position, list[int]]] = field(default_factory=list)
    conditions: list[tuple[Condition, list[int]]] = field(default_factory=list)

    def write(self) -> list[Recorded]:
        """Write what is kept, each row before those that name it; gives the rows that evidence bears out."""
        insert_rows(self.rounds)
        insert_rows(self.seats)
        insert_rows(self.attendance)
        for proposal, _ in self.proposals:
            insert_rows([proposal])  # each by itself: the next may be its revision
        insert_rows([ProposalSponsor(proposal=row, actor_id=key) for row, keys in self.proposals for key in keys])
        insert_rows(self.terms)
        insert_rows(self.reactions)
        insert_rows([row for row, _ in self.positions])
        insert_rows([PositionIssue(position=row, issue_id=key) for row, keys in self.positions for key in keys])
        insert_rows([row for row, _ in self.conditions])
        insert_rows([ConditionIssue(condition=row, issue_id=key) for row, keys in self.conditions for key in keys])
        named = (row for pairs in (self.proposals, self.positions, self.conditions) for row, _ in pairs)
        return [*self.rounds, *self.seats, *self.attendance, *self.terms, *self.reactions, *named]
