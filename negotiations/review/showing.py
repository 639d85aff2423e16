"""What may be shown before anybody has looked at it, marked as not yet reviewed, and what it does not go with."""

from datetime import datetime

from negotiations.errors import NotDecidable
from negotiations.models import (
    Participant,
    Recorded,
    Standing,
    Suggestion,
    SuggestionKind,
)
from negotiations.models.readings import BY_MODEL
from negotiations.models.statements import wait_for_turn
from negotiations.review.entering import enter_in
from negotiations.review.known import Known
from negotiations.review.refused import Refusable, load_refused, what_it_says
from negotiations.review.settling import withdraw
from negotiations.vocabulary import Role

SHOW_FROM = 0.5  # confidence from which a finding is shown before anybody has looked at it
RECORD_LOCK = 0x52_45_43_44  # entering looks for rows that mean the same before it makes one; two at once would double


def is_outdated(suggestion: Suggestion) -> bool:
    """Whether its article has another text by now."""
    return suggestion.snapshot.article.snapshot_id not in (None, suggestion.snapshot_id)


def show(*, suggestion: Suggestion, now: datetime) -> list[Recorded]:
    """Enter one undecided suggestion if it may be shown; what it bore out before and no longer does is given too."""
    rows = withdraw(suggestions=[suggestion.pk], now=now)
    known = Known([suggestion])
    rows += show_anew(suggestion, known, load_refused([suggestion]))
    known.write(now)
    suggestion.save(update_fields=["is_shown", "note"])
    return rows


def show_anew(suggestion: Suggestion, known: Known, refused: set[Refusable]) -> list[Recorded]:
    """Enter a suggestion that bears nothing out; whether it is shown is left to be saved."""
    suggestion.note = suggestion.note or _contradiction(suggestion, known)
    suggestion.is_shown = _may_be_shown(suggestion, refused)
    rows: list[Recorded] = []
    if suggestion.is_shown:
        try:
            rows = enter_in(known, suggestion)
        except NotDecidable as reason:
            suggestion.is_shown, suggestion.note = False, str(reason)[:300]
    return rows


def lock_record() -> None:
    """Let nobody else enter anything until this transaction ends."""
    wait_for_turn(RECORD_LOCK)


def _contradiction(suggestion: Suggestion, known: Known) -> str:
    """Why a seat goes against the record: nobody mediates in talks of its own. Empty if nothing does."""
    other = {Role.PARTY.value: Role.MEDIATOR, Role.MEDIATOR.value: Role.PARTY}.get(suggestion.reading.get("role", ""))
    if suggestion.kind != SuggestionKind.PARTICIPANT or other is None or suggestion.negotiation_id is None:
        return ""
    actor = known.actor(suggestion.reading["actor"]["key"] or "")
    if actor and seat_in(known, suggestion.negotiation_id, actor.pk, other.value):
        return f"contradicts the record, where {suggestion.reading['actor']['name']} is {other.value}"
    return ""


def seat_in(known: Known, negotiation: int, actor: int, role: str) -> Participant | None:
    """The actor's seat in that role, if it stands."""
    seat = known.seats_in(negotiation).get((actor, role))
    return None if seat is None or seat.standing == Standing.RETRACTED else seat


def _may_be_shown(suggestion: Suggestion, refused: set[Refusable]) -> bool:
    if suggestion.note or suggestion.confidence < SHOW_FROM or suggestion.negotiation_id is None:
        return False
    if suggestion.rules.startswith(BY_MODEL):
        return False
    return what_it_says(suggestion) not in refused
