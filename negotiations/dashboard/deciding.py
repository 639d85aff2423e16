"""One call for each thing that an editor can do at the desk, and what can be undone at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase

from negotiations.dashboard.amending import AmendForm
from negotiations.errors import NegotiationsError, NotDecidable, StaleRecord
from negotiations.models import Decision, Suggestion
from negotiations.review.decisions import accept_suggestion, amend_suggestion, reject_suggestion, undo_decision

LAST = "desk_last"  # the key of the session under which the last decisions stand
MOST_AT_ONCE = 50


class RejectForm(forms.Form):
    """Why a suggestion is kept out."""

    prefix = "reject"
    reason = forms.CharField(
        label="Why is it rejected?",
        max_length=500,
        error_messages={"required": "Say why it is rejected; the reason stands in the history."},
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of deciding many: the decisions made, and a sentence for each that could not be."""

    decisions: tuple[Decision, ...]
    refused: tuple[str, ...]


def amend(*, suggestion: Suggestion, form: AmendForm, editor: User, now: datetime, seen: int) -> Decision | None:
    """Accept with the form's changes; None where the form has something to say first."""
    if not form.is_valid():
        return None
    changes = form.changes()
    if form.errors:
        return None
    talks = form.cleaned_data["talks"]
    return amend_suggestion(
        suggestion=suggestion,
        editor=editor,
        now=now,
        changes=changes,
        negotiation=talks,
        reason=form.cleaned_data["reason"],
        seen=seen,
    )


def decide_many(*, chosen: list[tuple[int, int]], reason: str | None, editor: User, now: datetime) -> Batch:
    """Accept each of ``chosen`` (id, decisions seen), or reject it where a reason is given; each stands for itself."""
    rows = Suggestion.objects.in_bulk([pk for pk, _ in chosen])
    made: list[Decision] = []
    refused: list[str] = []
    for pk, seen in chosen:
        suggestion = rows.get(pk)
        if suggestion is None:
            continue
        try:
            if reason is None:
                made.append(accept_suggestion(suggestion=suggestion, editor=editor, now=now, seen=seen))
            else:
                made.append(reject_suggestion(suggestion=suggestion, editor=editor, now=now, reason=reason, seen=seen))
        except NegotiationsError as error:
            refused.append(f"Number {pk}: {error}")
    return Batch(tuple(made), tuple(refused))


def remember(session: SessionBase, decisions: tuple[Decision, ...], words: str) -> None:
    """Keep what was just decided, so that the next page can offer to undo it."""
    session[LAST] = {"decisions": [decision.pk for decision in decisions], "words": words}


def last_decided(session: SessionBase) -> dict[str, Any] | None:
    """What can be undone at once: ``decisions`` and ``words``, or None."""
    found: dict[str, Any] | None = session.get(LAST)
    return found


def forget(session: SessionBase) -> None:
    """Offer no undo any more."""
    session.pop(LAST, None)


def undo_many(*, ids: list[int], editor: User, now: datetime) -> tuple[int, list[str]]:
    """Undo those decisions, the last one first; gives how many, and a sentence for each that could not be."""
    decisions = Decision.objects.filter(pk__in=ids, editor=editor).order_by("-pk")
    undone, refused = 0, []
    for decision in decisions:
        try:
            undo_decision(decision=decision, editor=editor, now=now)
        except (StaleRecord, NotDecidable) as error:
            refused.append(f"Number {decision.suggestion_id}: {error}")
        else:
            undone += 1
    return undone, refused
