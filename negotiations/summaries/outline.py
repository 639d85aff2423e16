"""What a round's brief says, sentence by sentence, each with the evidence that it rests on. Pure over fetched rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiations.models import Attendance, Evidence, Participant, Position, Topic
from negotiations.summaries.facts import RoundFacts, evidence_of
from negotiations.summaries.prose import (
    ANSWERS,
    FORMATS,
    OUTCOMES,
    join,
    say_days,
    say_meeting,
    say_move,
    say_stance,
)
from negotiations.vocabulary import Answer, Format, Outcome

MOST_REFERENCES = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with the ids of its evidence, never empty."""

    topic: Topic
    text: str
    evidence: tuple[int, ...]


def outline(facts: RoundFacts) -> list[Statement]:
    """The sentences in the order of the brief; what nothing bears out is not said."""
    parts = (_meeting(facts), _attendance(facts), _tabled(facts), _positions(facts), _moved(facts), _outcome(facts))
    return [statement for part in parts for statement in part if statement.evidence]


def _ids(evidence: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(e.pk for e in evidence))[:MOST_REFERENCES]


def _one_each(rows: Iterable[Attendance | Participant]) -> tuple[int, ...]:
    """One for each name that a sentence lists, however many they are."""
    return tuple(e.pk for row in rows for e in evidence_of(row)[:1])


def _about(facts: RoundFacts, *aspects: str) -> list[Evidence]:
    return [e for e in evidence_of(facts.round) if e.aspect in aspects]


def _meeting(facts: RoundFacts) -> Iterator[Statement]:
    row = facts.round
    days = say_days(row.starts, row.ends, row.precision)
    text = say_meeting(talks=row.negotiation.name, venue=row.venue, days=days, status=row.status)
    yield Statement(Topic.MEETING, text, _ids([*_about(facts, "venue", "dates", "status"), *_about(facts, "")]))
    if row.format in FORMATS:
        yield Statement(Topic.MEETING, FORMATS[Format(row.format)], _ids(_about(facts, "format")))


def _attendance(facts: RoundFacts) -> Iterator[Statement]:
    if facts.attendance:
        names = _present(facts)
        yield Statement(Topic.ATTENDANCE, f"Reported as taking part: {join(names)}.", _one_each(facts.attendance))
    for seats, words in (
        (facts.parties, "The parties to these talks are"),
        (facts.mediators, "Mediating in these talks:"),
    ):
        if seats:
            names = list(dict.fromkeys(seat.actor.name for seat in seats))
            yield Statement(Topic.ATTENDANCE, f"{words} {join(names)}.", _one_each(seats))


def _present(facts: RoundFacts) -> list[str]:
    """Each actor once, with the people who sat there for it: “Israel (David Barnea and Ronen Bar)”."""
    people: dict[str, list[str]] = {}
    for row in facts.attendance:
        names = people.setdefault(row.actor.name, [])
        if row.person and row.person.name not in names:
            names.append(row.person.name)
    return [f"{actor} ({join(names)})" if names else actor for actor, names in sorted(people.items())]


def _tabled(facts: RoundFacts) -> Iterator[Statement]:
    for proposal in facts.proposals:
        sponsors = join([actor.name for actor in proposal.sponsors.all()])
        said = f"On the table: {proposal.title}, put forward by {sponsors}."
        if proposal.title.startswith(sponsors):
            said = f"On the table: {proposal.title}."
        yield Statement(Topic.TABLED, said, _ids(evidence_of(proposal)))
    for reaction in facts.reactions:
        text = f"{reaction.actor.name} {ANSWERS[Answer(reaction.answer)]} “{reaction.proposal.title}”."
        yield Statement(Topic.TABLED, text, _ids(evidence_of(reaction)))


def _positions(facts: RoundFacts) -> Iterator[Statement]:
    for position in facts.positions:
        text = say_stance(
            holder=position.holder.name,
            stance=position.stance,
            issues=_issue_names(position),
            sentence=position.sentence,
        )
        yield Statement(Topic.POSITIONS, text, _ids(evidence_of(position)))


def _issue_names(position: Position) -> list[str]:
    return [issue.name[:1].lower() + issue.name[1:] for issue in position.issues.all()]


def _moved(facts: RoundFacts) -> Iterator[Statement]:
    """Stances that differ from the same holder's last one on the same issue before the round."""
    before: dict[tuple[int, int], Position] = {}
    for position in facts.earlier:
        for issue in position.issues.all():
            before[position.holder_id, issue.pk] = position
    for position in facts.positions:
        for issue in position.issues.all():
            last = before.get((position.holder_id, issue.pk))
            if last and last.stance != position.stance:
                text = say_move(
                    holder=position.holder.name, issue=issue.name.lower(), before=last.stance, after=position.stance
                )
                yield Statement(Topic.MOVED, text, _ids([*evidence_of(last)[:2], *evidence_of(position)[:2]]))
                before[position.holder_id, issue.pk] = position


def _outcome(facts: RoundFacts) -> Iterator[Statement]:
    row = facts.round
    if row.outcome in OUTCOMES:
        yield Statement(
            Topic.OUTCOME, OUTCOMES[Outcome(row.outcome)], _ids(_about(facts, "outcome") or _about(facts, "status"))
        )
    if row.tone:
        tone = row.tone.strip("“”., ")
        yield Statement(Topic.OUTCOME, f"The tone was described as “{tone}”.", _ids(_about(facts, "tone")))
