"""What is recorded about rounds, as the outline needs it: names, words and the keys of the current evidence.

One query for each kind of row, however many rounds are asked about. Of the evidence of a row only as much is fetched as
a sentence refers to.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from negotiations.models.statements import ask
from negotiations.vocabulary import Role

MOST_REFERENCES = 6  # of one sentence, where it does not list names
_OF_TODAY = "modality IN ('actual', 'future')"

_ROUNDS = """
    SELECT r.id, n.name, r.venue, r.starts, r.ends, r.precision, r.status, r.format, r.outcome, r.tone
    FROM negotiations_talkround r JOIN negotiations_negotiation n ON n.id = r.negotiation_id WHERE r.id = ANY(%s)
"""
_ABOUT_ROUND = f"""
    SELECT round_id, id, aspect FROM (
        SELECT round_id, id, aspect, row_number() OVER (PARTITION BY round_id, aspect ORDER BY id) AS nth
        FROM negotiations_evidence WHERE round_id = ANY(%s) AND retracted_at IS NULL
    ) AS numbered WHERE nth <= {MOST_REFERENCES} ORDER BY id
"""  # noqa: S608 — a number of our own


def _evidence(arc: str, most: int = MOST_REFERENCES) -> str:
    """The keys of the current evidence of the row ``t``."""
    return f"""ARRAY(
        SELECT id FROM negotiations_evidence WHERE {arc}_id = t.id AND retracted_at IS NULL ORDER BY id LIMIT {most}
    )"""  # noqa: S608 — names from our own code


_SEATS = f"""
    SELECT r.id, t.role, a.name, {_evidence("participant", 1)}
    FROM negotiations_talkround r
    JOIN negotiations_participant t ON t.negotiation_id = r.negotiation_id
    JOIN negotiations_actor a ON a.id = t.actor_id
    WHERE r.id = ANY(%s) AND t.standing <> 'retracted' ORDER BY t.id
"""  # noqa: S608 — as above, and so below
_ATTENDANCE = f"""
    SELECT t.round_id, a.name, p.name, {_evidence("attendance", 1)}
    FROM negotiations_attendance t
    JOIN negotiations_actor a ON a.id = t.actor_id
    LEFT JOIN negotiations_actor p ON p.id = t.person_id
    WHERE t.round_id = ANY(%s) AND t.standing <> 'retracted' ORDER BY t.id
"""  # noqa: S608
_POSITIONS = f"""
    SELECT t.round_id, t.holder_id, a.name, t.stance, t.sentence, issues.keys, issues.names, {_evidence("position")}
    FROM negotiations_position t
    JOIN negotiations_actor a ON a.id = t.holder_id
    CROSS JOIN LATERAL (
        SELECT array_agg(i.id ORDER BY i."order", i.code) AS keys, array_agg(i.name ORDER BY i."order", i.code) AS names
        FROM negotiations_positionissue on_issue JOIN negotiations_issue i ON i.id = on_issue.issue_id
        WHERE on_issue.position_id = t.id
    ) AS issues
    WHERE t.round_id = ANY(%s) AND t.standing <> 'retracted' AND t.{_OF_TODAY}
    ORDER BY t.said_on ASC NULLS LAST, t.id
"""  # noqa: S608
# Who speaks in a round on what, and what was the last that the same had said on it before the round began.
_BEFORE = f"""
    SELECT t.round_id, t.holder_id, t.issue_id, t.stance, {_evidence("position", 2)} FROM (
        SELECT DISTINCT ON (here.round_id, here.holder_id, here.issue_id)
               here.round_id, here.holder_id, here.issue_id, p.stance, p.id
        FROM (SELECT DISTINCT h.round_id, h.holder_id, i.issue_id
              FROM negotiations_position h JOIN negotiations_positionissue i ON i.position_id = h.id
              WHERE h.round_id = ANY(%s) AND h.standing <> 'retracted' AND h.{_OF_TODAY}) AS here
        JOIN negotiations_talkround r ON r.id = here.round_id
        JOIN negotiations_position p ON p.negotiation_id = r.negotiation_id AND p.holder_id = here.holder_id
             AND p.said_on < r.starts AND p.round_id IS DISTINCT FROM r.id
             AND p.standing <> 'retracted' AND p.{_OF_TODAY}
        JOIN negotiations_positionissue i ON i.position_id = p.id AND i.issue_id = here.issue_id
        ORDER BY here.round_id, here.holder_id, here.issue_id, p.said_on DESC, p.id DESC
    ) AS t
"""  # noqa: S608
_PROPOSALS = f"""
    SELECT t.round_id, t.title, ARRAY(
        SELECT a.name FROM negotiations_proposalsponsor s JOIN negotiations_actor a ON a.id = s.actor_id
        WHERE s.proposal_id = t.id ORDER BY a.name
    ), {_evidence("proposal")}
    FROM negotiations_proposal t WHERE t.round_id = ANY(%s) AND t.standing <> 'retracted' ORDER BY t.id
"""  # noqa: S608
# An answer is still one of the round until two days after it.
_REACTIONS = f"""
    SELECT r.id, a.name, t.answer, p.title, {_evidence("reaction")}
    FROM negotiations_talkround r
    JOIN negotiations_proposal p ON p.negotiation_id = r.negotiation_id
    JOIN negotiations_reaction t ON t.proposal_id = p.id
    JOIN negotiations_actor a ON a.id = t.actor_id
    WHERE r.id = ANY(%s) AND t.standing <> 'retracted'
      AND (p.round_id = r.id OR t.given_on BETWEEN r.starts AND COALESCE(r.ends, r.starts) + 2)
    ORDER BY t.id
"""  # noqa: S608


class Meeting(NamedTuple):
    """The round itself; ``talks`` is what those are called that it belongs to."""

    talks: str
    venue: str
    starts: date | None
    ends: date | None
    precision: str
    status: str
    format: str
    outcome: str
    tone: str


class Seat(NamedTuple):
    """Who sits in the talks."""

    role: str
    actor: str
    evidence: list[int]


class Present(NamedTuple):
    """Who sat in the round: a delegation, or a person for an actor."""

    actor: str
    person: str | None
    evidence: list[int]


class Taken(NamedTuple):
    """A position that was taken in the round; ``issues`` and ``issue_names`` go together."""

    holder: int
    holder_name: str
    stance: str
    sentence: str
    issues: list[int]
    issue_names: list[str]
    evidence: list[int]


class Before(NamedTuple):
    """The last stance of a holder on an issue before the round."""

    stance: str
    evidence: list[int]


class Tabled(NamedTuple):
    """A proposal that was tabled in the round."""

    title: str
    sponsors: list[str]
    evidence: list[int]


class Answered(NamedTuple):
    """An answer to a proposal, given in the round or to one that was tabled in it."""

    actor: str
    answer: str
    proposal: str
    evidence: list[int]


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round with everything that its brief may speak of; all of it stands.

    ``evidence`` is that of the round itself, each with its aspect; ``before`` is by holder and issue.
    """

    round: Meeting
    evidence: list[tuple[int, str]]
    seats: list[Seat]
    attendance: list[Present]
    positions: list[Taken]
    before: dict[tuple[int, int], Before]
    proposals: list[Tabled]
    reactions: list[Answered]

    def seated(self, role: Role) -> list[Seat]:
        """Who sits in the talks in that role."""
        return [seat for seat in self.seats if seat.role == role]


def gather_facts(rounds: Sequence[int]) -> dict[int, RoundFacts]:
    """By round: everything recorded about it. Eight queries."""
    meetings, evidence, seats, attendance = (
        _by_round(statement, rounds) for statement in (_ROUNDS, _ABOUT_ROUND, _SEATS, _ATTENDANCE)
    )
    positions, before, proposals, reactions = (
        _by_round(statement, rounds) for statement in (_POSITIONS, _BEFORE, _PROPOSALS, _REACTIONS)
    )
    return {
        key: RoundFacts(
            Meeting(*meeting),
            evidence=[(quote, aspect) for quote, aspect in evidence[key]],
            seats=[Seat(*row) for row in seats[key]],
            attendance=[Present(*row) for row in attendance[key]],
            positions=[Taken(*row) for row in positions[key]],
            before={(holder, issue): Before(*told) for holder, issue, *told in before[key]},
            proposals=[Tabled(*row) for row in proposals[key]],
            reactions=[Answered(*row) for row in reactions[key]],
        )
        for key, (meeting,) in meetings.items()
    }


def _by_round(statement: str, rounds: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """What a statement gives, by its first column; nothing for rounds that it does not name."""
    found = defaultdict[int, list[tuple[Any, ...]]](list)
    for key, *row in ask(statement, list(rounds)):
        found[key].append(tuple(row))
    return found
