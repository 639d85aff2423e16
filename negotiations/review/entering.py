"""Entering a suggestion into the record: its rows are found or made, and each gets its evidence.

Only this package writes the record. Every function gives back the rows that it touched; ``settling`` then works out
from the evidence how each of them stands.
"""

from collections.abc import Callable
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.models import (
    Attendance,
    Negotiation,
    Participant,
    Suggestion,
    SuggestionKind,
    TalkRound,
)
from negotiations.review.actors import find_actor, find_or_open_actor, person_for
from negotiations.review.bearing import Touched, parse_day
from negotiations.review.known import Known
from negotiations.review.positions import enter_position
from negotiations.review.proposals import enter_proposal, enter_reaction
from negotiations.review.rounds import find_round
from negotiations.vocabulary import Precision

# Later suggestions of the same text look for these rows by their evidence, so that it is written at once.
LOOKED_FOR_BY_EVIDENCE = (SuggestionKind.ROUND.value, SuggestionKind.PROPOSAL.value, SuggestionKind.REACTION.value)
Sitting = dict[tuple[int, int | None], Attendance]


def enter(*, suggestion: Suggestion) -> Touched:
    """Give the suggestion its rows in the record, with evidence that names the suggestion.

    NotDecidable is raised before anything is written.
    """
    known = Known([suggestion])
    touched = enter_in(known, suggestion)
    known.batch.write()
    return touched


def enter_in(known: Known, suggestion: Suggestion) -> Touched:
    """As ``enter``, for one of several suggestions that share what is ``known`` and the batch that they are written in.

    Its rows may have no key before that batch is written.
    """
    negotiation = suggestion.negotiation
    if negotiation is None:
        raise NotDecidable("The suggestion belongs to no talks yet; amend it with the talks that it is about.")
    write: dict[str, Callable[[Suggestion, Negotiation, Known], Touched]] = {
        SuggestionKind.PARTICIPANT.value: _participant,
        SuggestionKind.ROUND.value: _round,
        SuggestionKind.PROPOSAL.value: enter_proposal,
        SuggestionKind.REACTION.value: enter_reaction,
        SuggestionKind.POSITION.value: enter_position,
    }
    touched = write[suggestion.kind](suggestion, negotiation, known)
    if suggestion.kind in LOOKED_FOR_BY_EVIDENCE:
        known.batch.write()
    return touched


def _participant(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    actor = find_or_open_actor(reading["actor"], known)
    seats, place = known.seats_in(negotiation.pk), (actor.pk, reading["role"])
    if place not in seats:  # the record is locked: nobody makes the row between the question and the answer
        seats[place] = Participant(negotiation=negotiation, actor=actor, role=reading["role"])
        known.batch.seats.append(seats[place])
    known.batch.bear_out(suggestion, reading["evidence"], participant=seats[place])
    return [seats[place]]


def _round(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    article = suggestion.snapshot.article
    round_ = find_round(
        negotiation=negotiation, reading=reading, snapshot=suggestion.snapshot_id, published=article.published
    )
    if round_ is None:
        last = negotiation.rounds.order_by("-number").values_list("number", flat=True).first() or 0
        round_ = TalkRound.objects.create(
            negotiation=negotiation,
            number=last + 1,
            venue=reading["venue"] or "",
            starts=parse_day(reading["starts"]),
            precision=reading["precision"] if reading["starts"] else Precision.UNKNOWN.value,
        )
    known.batch.bear_out(suggestion, reading["evidence"], round=round_)
    for aspect, spans in reading["aspects"].items():
        known.batch.bear_out(suggestion, spans, aspect=aspect, round=round_)
    sitting = (
        {(row.actor_id, row.person_id): row for row in round_.attendance.order_by()} if reading["attendance"] else {}
    )
    touched: Touched = [round_]
    for who in reading["attendance"]:
        touched += _attendance(suggestion, round_, who, sitting, known)
    return touched


def _attendance(
    suggestion: Suggestion, round_: TalkRound, who: dict[str, Any], sitting: Sitting, known: Known
) -> Touched:
    actor = find_actor(who["actor"], known)
    if actor is None:
        return []
    person = person_for(who["person"], known)
    place = (actor.pk, person.pk if person else None)
    if place not in sitting:
        sitting[place] = Attendance(
            round=round_, actor=actor, person=person, title=(who["title"] or "")[:200], rank=who["rank"]
        )
        known.batch.attendance.append(sitting[place])
    known.batch.bear_out(suggestion, who["evidence"], attendance=sitting[place])
    return [sitting[place]]
