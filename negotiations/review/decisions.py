"""What people decide about suggestions: accept, amend, reject, undo. Each is written down with before and after.

``seen`` is the number of decisions that the editor had before their eyes; if somebody else decided since, StaleRecord
says who did what, and nothing is changed.
"""

from datetime import datetime
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction

from negotiations.errors import NotDecidable, StaleRecord
from negotiations.ingest.changes import mark_quotes
from negotiations.models import Decision, Negotiation, Recorded, Suggestion, SuggestionKind, SuggestionState, Verb
from negotiations.review.correcting import Correction, checked, follow_corrections
from negotiations.review.entering import enter
from negotiations.review.readings import check_reading
from negotiations.review.settling import AGREED, settle, withdraw
from negotiations.review.showing import is_outdated, lock_record, show

State = dict[str, Any]


def accept_suggestion(*, suggestion: Suggestion, editor: User, now: datetime, seen: int | None = None) -> Decision:
    """Make the suggestion part of the reviewed record as it is."""
    return _decide(suggestion, Verb.ACCEPT, SuggestionState.ACCEPTED, editor=editor, now=now, seen=seen)


def amend_suggestion(
    *,
    suggestion: Suggestion,
    editor: User,
    now: datetime,
    changes: dict[str, Any],
    negotiation: Negotiation | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Decision:
    """Accept the suggestion with some values of its reading changed; its evidence stays as it is.

    NotDecidable says which value the vocabulary or the record does not have.
    """
    reading = check_reading(kind=SuggestionKind(suggestion.kind), reading={**suggestion.reading, **changes})
    return _decide(
        suggestion,
        Verb.AMEND,
        SuggestionState.AMENDED,
        editor=editor,
        now=now,
        seen=seen,
        reason=reason,
        reading=reading,
        negotiation=negotiation,
    )


def reject_suggestion(
    *,
    suggestion: Suggestion,
    editor: User,
    now: datetime,
    reason: str,
    seen: int | None = None,
    correction: Correction | None = None,
) -> Decision:
    """Keep the suggestion out of the record, with the reason that the editor gives.

    With ``correction`` the reader of texts learns from it, for as long as the rejection stands.
    """
    if not reason.strip():
        raise NotDecidable("Say why the suggestion is rejected; the reason stands in the history.")
    return _decide(
        suggestion,
        Verb.REJECT,
        SuggestionState.REJECTED,
        editor=editor,
        now=now,
        seen=seen,
        reason=reason.strip(),
        correction=checked(correction, suggestion=suggestion) if correction else None,
    )


@transaction.atomic
def undo_decision(*, decision: Decision, editor: User, now: datetime) -> Decision:
    """Take the latest decision about a suggestion back: everything stands again as it stood before."""
    lock_record()
    suggestion = _locked(decision.suggestion_id)
    latest = suggestion.decisions.exclude(verb=Verb.UNDO.value).filter(undone_by__isnull=True).order_by("-pk").first()
    if latest is None or latest.pk != decision.pk:
        raise StaleRecord("This decision was already undone or followed by another; look at the suggestion again.")
    with pghistory.context(decision=Verb.UNDO.value, reason=f"undoes {decision.pk}", editor=editor.pk):
        before = _state(suggestion)
        _restore(suggestion, decision.before)
        _reconcile(suggestion, now)
        undoing = Decision.objects.create(
            suggestion=suggestion,
            verb=Verb.UNDO.value,
            editor=editor,
            decided_at=now,
            before=before,
            after=_state(suggestion),
            undoes=decision,
        )
        follow_corrections(suggestion=suggestion)
    return undoing


@transaction.atomic
def _decide(
    suggestion: Suggestion,
    verb: Verb,
    state: SuggestionState,
    *,
    editor: User,
    now: datetime,
    seen: int | None,
    reason: str = "",
    reading: dict[str, Any] | None = None,
    negotiation: Negotiation | None = None,
    correction: Correction | None = None,
) -> Decision:
    lock_record()
    current = _locked(suggestion.pk)
    _refuse_if_stale(current, seen)
    if current.state == SuggestionState.SUPERSEDED:
        raise StaleRecord("A newer reading of the text no longer suggests this; there is nothing left to decide.")
    with pghistory.context(decision=verb.value, reason=reason, editor=editor.pk):
        before = _state(current)
        current.state = state.value
        if reading is not None:
            current.reading = reading
        if negotiation is not None:
            current.negotiation = negotiation
        _reconcile(current, now)
        decision = Decision.objects.create(
            suggestion=current,
            verb=verb.value,
            editor=editor,
            decided_at=now,
            reason=reason[:500],
            correction=correction.as_json() if correction else None,
            before=before,
            after=_state(current),
        )
        follow_corrections(suggestion=current)
    suggestion.refresh_from_db()
    return decision


def _locked(pk: int) -> Suggestion:
    return (
        Suggestion.objects.select_for_update(of=("self",)).select_related("snapshot__article", "negotiation").get(pk=pk)
    )


def _refuse_if_stale(suggestion: Suggestion, seen: int | None) -> None:
    if suggestion.state == SuggestionState.OPEN and seen is None:
        return
    made = suggestion.decisions.count()
    if made == seen:
        return
    last = suggestion.decisions.select_related("editor").order_by("-pk").first()
    if last is None:
        raise StaleRecord("The suggestion has changed since you looked at it; look at it again.")
    when = f"{last.decided_at:%d %b %Y %H:%M} UTC"
    raise StaleRecord(f"{last.editor.get_username()} decided first ({last.verb}, {when}); nothing was changed.")


def _state(suggestion: Suggestion) -> State:
    return {
        "state": suggestion.state,
        "is_shown": suggestion.is_shown,
        "reading": suggestion.reading,
        "negotiation": suggestion.negotiation_id,
        "note": suggestion.note,
    }


def _restore(suggestion: Suggestion, state: State) -> None:
    suggestion.state, suggestion.is_shown, suggestion.reading = state["state"], state["is_shown"], state["reading"]
    suggestion.note = state["note"]
    suggestion.negotiation = Negotiation.objects.filter(pk=state["negotiation"]).first()


def _reconcile(suggestion: Suggestion, now: datetime) -> None:
    """Bring the record into line with the suggestion's state."""
    touched: list[Recorded] = withdraw(suggestions=[suggestion.pk], now=now)
    suggestion.save(update_fields=["state", "is_shown", "reading", "negotiation", "note"])
    if suggestion.state in AGREED:
        suggestion.is_shown = True
        touched += enter(suggestion=suggestion, now=now)
    elif suggestion.state == SuggestionState.OPEN and is_outdated(suggestion):
        suggestion.state, suggestion.is_shown = SuggestionState.SUPERSEDED.value, False
    elif suggestion.state == SuggestionState.OPEN:
        touched += show(suggestion=suggestion, now=now)
    else:
        suggestion.is_shown = False
    suggestion.save(update_fields=["state", "is_shown"])
    settle(touched, now=now)
    if is_outdated(suggestion):
        mark_quotes(article=suggestion.snapshot.article, now=now)
