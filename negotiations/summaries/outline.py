"""What a round's brief says, sentence by sentence, each with the evidence that it rests on. Pure over fetched rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiations.models import Topic
from negotiations.summaries.facts import MOST_REFERENCES, Before, Present, RoundFacts, Seat
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
from negotiations.timeline.stances import is_move
from negotiations.vocabulary import Answer, Format, Outcome, Role


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


def _ids(evidence: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(evidence))[:MOST_REFERENCES]


def _one_each(rows: Iterable[Present | Seat]) -> tuple[int, ...]:
    """One for each name that a sentence lists, however many they are."""
    return tuple(key for row in rows for key in row.evidence[:1])


def _about(facts: RoundFacts, *aspects: str) -> list[int]:
    return [key for key, aspect in facts.evidence if aspect in aspects]


def _meeting(facts: RoundFacts) -> Iterator[Statement]:
    days = say_days(facts.round.starts, facts.round.ends, facts.round.precision)
    text = say_meeting(talks=facts.round.talks, venue=facts.round.venue, days=days, status=facts.round.status)
    yield Statement(Topic.MEETING, text, _ids([*_about(facts, "venue", "dates", "status"), *_about(facts, "")]))
    if facts.round.format in FORMATS:
        yield Statement(Topic.MEETING, FORMATS[Format(facts.round.format)], _ids(_about(facts, "format")))


def _attendance(facts: RoundFacts) -> Iterator[Statement]:
    if facts.attendance:
        names = _present(facts)
        yield Statement(Topic.ATTENDANCE, f"Reported as taking part: {join(names)}.", _one_each(facts.attendance))
    for role, words in (
        (Role.PARTY, "The parties to these talks are"),
        (Role.MEDIATOR, "Mediating in these talks:"),
    ):
        if seats := facts.seated(role):
            names = list(dict.fromkeys(seat.actor for seat in seats))
            yield Statement(Topic.ATTENDANCE, f"{words} {join(names)}.", _one_each(seats))


def _present(facts: RoundFacts) -> list[str]:
    """Each actor once, with the people who sat there for it: “Israel (David Barnea and Ronen Bar)”."""
    people: dict[str, list[str]] = {}
    for row in facts.attendance:
        names = people.setdefault(row.actor, [])
        if row.person and row.person not in names:
            names.append(row.person)
    return [f"{actor} ({join(names)})" if names else actor for actor, names in sorted(people.items())]


def _tabled(facts: RoundFacts) -> Iterator[Statement]:
    for proposal in facts.proposals:
        sponsors = join(proposal.sponsors)
        said = f"On the table: {proposal.title}, put forward by {sponsors}."
        if proposal.title.startswith(sponsors):
            said = f"On the table: {proposal.title}."
        yield Statement(Topic.TABLED, said, _ids(proposal.evidence))
    for reaction in facts.reactions:
        text = f"{reaction.actor} {ANSWERS[Answer(reaction.answer)]} “{reaction.proposal}”."
        yield Statement(Topic.TABLED, text, _ids(reaction.evidence))


def _positions(facts: RoundFacts) -> Iterator[Statement]:
    for position in facts.positions:
        text = say_stance(
            holder=position.holder_name,
            stance=position.stance,
            issues=[name[:1].lower() + name[1:] for name in position.issue_names],
            sentence=position.sentence,
        )
        yield Statement(Topic.POSITIONS, text, _ids(position.evidence))


def _moved(facts: RoundFacts) -> Iterator[Statement]:
    """Stances that differ from the same holder's last one on the same issue before the round."""
    before = dict(facts.before)
    for position in facts.positions:
        for issue, name in zip(position.issues, position.issue_names, strict=True):
            last = before.get((position.holder, issue))
            if last and is_move(last.stance, position.stance):
                text = say_move(
                    holder=position.holder_name, issue=name.lower(), before=last.stance, after=position.stance
                )
                yield Statement(Topic.MOVED, text, _ids([*last.evidence[:2], *position.evidence[:2]]))
                before[position.holder, issue] = Before(position.stance, position.evidence)


def _outcome(facts: RoundFacts) -> Iterator[Statement]:
    if facts.round.outcome in OUTCOMES:
        text = OUTCOMES[Outcome(facts.round.outcome)]
        yield Statement(Topic.OUTCOME, text, _ids(_about(facts, "outcome") or _about(facts, "status")))
    if facts.round.tone:
        tone = facts.round.tone.strip("“”., ")
        yield Statement(Topic.OUTCOME, f"The tone was described as “{tone}”.", _ids(_about(facts, "tone")))
