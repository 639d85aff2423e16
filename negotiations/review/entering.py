"""Entering a suggestion into the record: its rows are found or made, and each gets its evidence.

Only this package writes the record. Every function gives back the rows that it touched; ``settling`` then works out
from the evidence how each of them stands.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.models import Attendance, Participant, Suggestion, SuggestionKind, TalkRound
from negotiations.review.actors import find_actor, find_or_open_actor, person_for
from negotiations.review.bearing import Touched, parse_day
from negotiations.review.known import Known
from negotiations.review.positions import enter_position
from negotiations.review.proposals import enter_proposal, enter_reaction
from negotiations.review.rounds import find_round
from negotiations.vocabulary import Precision


def enter(*, suggestion: Suggestion, now: datetime) -> Touched:
    """Give the suggestion its rows in the record, with evidence that names the suggestion.

    NotDecidable is raised before anything is written.
    """
    known = Known([suggestion])
    touched = enter_in(known, suggestion)
    known.write(now)
    return touched


def enter_in(known: Known, suggestion: Suggestion) -> Touched:
    """As ``enter``, for one of several suggestions that share what is ``known``. Nothing is written but new actors.

    Its rows may have no key before what is known is written.
    """
    if suggestion.negotiation_id is None:
        raise NotDecidable("The suggestion belongs to no talks yet; amend it with the talks that it is about.")
    enter_one: dict[str, Callable[[Suggestion, int, Known], Touched]] = {
        SuggestionKind.PARTICIPANT.value: _participant,
        SuggestionKind.ROUND.value: _round,
        SuggestionKind.PROPOSAL.value: enter_proposal,
        SuggestionKind.REACTION.value: enter_reaction,
        SuggestionKind.POSITION.value: enter_position,
    }
    return enter_one[suggestion.kind](suggestion, suggestion.negotiation_id, known)


def _participant(suggestion: Suggestion, talks: int, known: Known) -> Touched:
    reading = suggestion.reading
    actor = find_or_open_actor(reading["actor"], known)
    seats, place = known.seats_in(talks), (actor.pk, reading["role"])
    if place not in seats:  # the record is locked: nobody makes the row between the question and the answer
        seats[place] = Participant(negotiation_id=talks, actor=actor, role=reading["role"])
        known.batch.seats.append(seats[place])
    known.quotes.bear_out(suggestion, reading["evidence"], seats[place])
    return [seats[place]]


def _round(suggestion: Suggestion, talks: int, known: Known) -> Touched:
    reading = suggestion.reading
    published = suggestion.snapshot.article.published
    round_ = find_round(reading, talks=talks, published=published, known=known) or _new_round(reading, talks, known)
    known.quotes.bear_out(suggestion, reading["evidence"], round_)
    for aspect, spans in reading["aspects"].items():
        known.quotes.bear_out(suggestion, spans, round_, aspect)
    touched: Touched = [round_]
    for who in reading["attendance"]:
        touched += _attendance(suggestion, round_, who, known)
    return touched


def _new_round(reading: dict[str, Any], talks: int, known: Known) -> TalkRound:
    rounds = known.rounds_of(talks)
    row = TalkRound(
        negotiation_id=talks,
        number=max((row.number for row in rounds), default=0) + 1,
        venue=reading["venue"] or "",
        starts=parse_day(reading["starts"]),
        precision=reading["precision"] if reading["starts"] else Precision.UNKNOWN.value,
    )
    rounds.append(row)
    known.batch.rounds.append(row)
    return row


def _attendance(suggestion: Suggestion, round_: TalkRound, who: dict[str, Any], known: Known) -> Touched:
    actor = find_actor(who["actor"], known)
    if actor is None:
        return []
    person = person_for(who["person"], known)
    sitting, place = known.sitting_in(round_), (actor.pk, person.pk if person else None)
    if place not in sitting:
        sitting[place] = Attendance(
            round=round_, actor=actor, person=person, title=(who["title"] or "")[:200], rank=who["rank"]
        )
        known.batch.attendance.append(sitting[place])
    known.quotes.bear_out(suggestion, who["evidence"], sitting[place])
    return [sitting[place]]
