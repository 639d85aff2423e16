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
from negotiations.review.bearing import Touched, bear_out, parse_day
from negotiations.review.known import Known
from negotiations.review.positions import enter_position
from negotiations.review.proposals import enter_proposal, enter_reaction
from negotiations.review.rounds import find_round
from negotiations.vocabulary import Precision


def enter(*, suggestion: Suggestion, known: Known | None = None) -> Touched:
    """Give the suggestion its rows in the record, with evidence that names the suggestion.

    ``known`` is what the suggestions of one reading share. NotDecidable is raised before anything is written.
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
    return write[suggestion.kind](suggestion, negotiation, known or Known())


def _participant(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    actor = find_or_open_actor(reading["actor"], known)
    seats = Participant.objects.filter(negotiation=negotiation, actor=actor, role=reading["role"])
    # The record is locked: nobody makes the row between the question and the answer.
    seat = seats.first() or Participant.objects.create(negotiation=negotiation, actor=actor, role=reading["role"])
    bear_out(suggestion, reading["evidence"], participant=seat)
    return [seat]


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
    bear_out(suggestion, reading["evidence"], round=round_)
    for aspect, spans in reading["aspects"].items():
        bear_out(suggestion, spans, aspect=aspect, round=round_)
    touched: Touched = [round_]
    for who in reading["attendance"]:
        touched += _attendance(suggestion, round_, who, known)
    return touched


def _attendance(suggestion: Suggestion, round_: TalkRound, who: dict[str, Any], known: Known) -> Touched:
    actor = find_actor(who["actor"], known)
    if actor is None:
        return []
    row, _ = Attendance.objects.get_or_create(
        round=round_,
        actor=actor,
        person=person_for(who["person"], known),
        defaults={"title": (who["title"] or "")[:200], "rank": who["rank"]},
    )
    bear_out(suggestion, who["evidence"], attendance=row)
    return [row]
