"""One call for each thing that an editor can do at the desk, and what can be undone at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase

from negotiations.dashboard.amending import AmendForm
from negotiations.dashboard.waiting import next_after
from negotiations.errors import NegotiationsError, NotDecidable, StaleRecord
from negotiations.models import Decision, Issue, Suggestion
from negotiations.review.correcting import Correction, Fault, issues_of
from negotiations.review.decisions import accept_suggestion, amend_suggestion, reject_suggestion, undo_decision
from negotiations.summaries.prose import join

LAST = "desk_last"  # the key of the session under which the last decisions stand
SKIPPED = "desk_skipped"  # likewise the suggestions that the editor has left undecided on the way down the desk
MOST_SKIPPED = 500
MOST_AT_ONCE = 50
FAULTS = [
    ("", "nothing: it is wrong here alone"),
    (Fault.NO_ACTOR.value, "the words below name no actor"),
    (Fault.OTHER_ISSUE.value, "the words below do not name the issue"),
]


class RejectForm(forms.Form):
    """Why a suggestion is kept out."""

    prefix = "reject"
    reason = forms.CharField(
        label="Why is it rejected?",
        max_length=500,
        error_messages={"required": "Say why it is rejected; the reason stands in the history."},
    )


class RejectOneForm(RejectForm):
    """Why one suggestion is kept out, and which of its words were misread, if the reader is to learn from it."""

    fault = forms.ChoiceField(label="What the reader should learn", required=False)
    words = forms.CharField(label="The words", required=False, max_length=200)
    issue = forms.ChoiceField(label="The issue", required=False)

    def __init__(self, *args: Any, suggestion: Suggestion) -> None:
        super().__init__(*args)
        issues = Issue.objects.filter(code__in=issues_of(suggestion)).order_by("name").values_list("code", "name")
        faults = FAULTS if issues else FAULTS[:-1]
        cast("forms.ChoiceField", self.fields["fault"]).choices = faults
        cast("forms.ChoiceField", self.fields["issue"]).choices = list(issues)
        if not issues:
            del self.fields["issue"]

    def clean(self) -> dict[str, Any]:
        """What is to be learned needs words, and words need to be told what they are not."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("fault") and not given.get("words"):
            self.add_error("words", "Give the words that were misread, as they stand in the text.")
        elif given.get("words") and not given.get("fault") and "fault" not in self.errors:
            self.add_error("fault", "Say what these words are not, or leave them out.")
        return given

    def correction(self) -> Correction | None:
        """What the reader should learn, or None. Only of a valid form."""
        given = self.cleaned_data
        if not given["fault"]:
            return None
        issue = given.get("issue", "") if given["fault"] == Fault.OTHER_ISSUE else ""
        return Correction(given["fault"], given["words"], issue)


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of deciding many: the decisions made, and sentences for those that could not be."""

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


def reject(*, suggestion: Suggestion, form: RejectOneForm, editor: User, now: datetime, seen: int) -> Decision | None:
    """Reject with the form's reason and lesson; None where the form has something to say first."""
    if not form.is_valid():
        return None
    return reject_suggestion(
        suggestion=suggestion,
        editor=editor,
        now=now,
        reason=form.cleaned_data["reason"],
        seen=seen,
        correction=form.correction(),
    )


def say_lesson(decision: Decision) -> str:
    """What the reader of texts learned from the decision, as a sentence; empty if nothing."""
    told = decision.correction
    if not told:
        return ""
    if told["fault"] == Fault.NO_ACTOR:
        return f" No actor is seen in “{told['words']}” from the next text on."
    issue = Issue.objects.filter(code=told["issue"]).first()
    return f" “{told['words']}” does not name {issue or told['issue']} from the next text on."


def decide_many(*, chosen: list[tuple[int, int]], reason: str | None, editor: User, now: datetime) -> Batch:
    """Accept each of ``chosen`` (id, decisions seen), or reject it where a reason is given; each stands for itself."""
    rows = Suggestion.objects.in_bulk([pk for pk, _ in chosen])
    made: list[Decision] = []
    refused: list[tuple[int, str]] = []
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
            refused.append((pk, str(error)))
    return Batch(tuple(made), tuple(say_refused(refused)))


def say_refused(refused: list[tuple[int, str]]) -> list[str]:
    """Each sentence once, with the numbers of all suggestions that it is about."""
    numbers = defaultdict[str, list[str]](list)
    for pk, why in refused:
        numbers[why].append(str(pk))
    return [f"Number{'' if len(about) == 1 else 's'} {join(about)}: {why}" for why, about in numbers.items()]


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


def go_on(session: SessionBase, pk: int, *, ahead: Collection[int], now: list[int]) -> int | None:
    """Which suggestion comes after deciding ``pk`` (see ``next_after``); what was skipped is kept for the session."""
    after, skipped = next_after(pk, ahead=ahead, now=now, skipped=session.get(SKIPPED, []))
    begin_anew(session)
    if skipped:
        session[SKIPPED] = skipped[:MOST_SKIPPED]
    return after


def begin_anew(session: SessionBase) -> None:
    """Nothing counts as skipped any more."""
    if SKIPPED in session:
        del session[SKIPPED]


def undo_many(*, ids: list[int], editor: User, now: datetime) -> tuple[int, list[str]]:
    """Undo those decisions, the last one first; gives how many, and sentences for those that could not be."""
    decisions = Decision.objects.filter(pk__in=ids, editor=editor).order_by("-pk")
    undone = 0
    refused: list[tuple[int, str]] = []
    for decision in decisions:
        try:
            undo_decision(decision=decision, editor=editor, now=now)
        except (StaleRecord, NotDecidable) as error:
            refused.append((decision.suggestion_id, str(error)))
        else:
            undone += 1
    return undone, say_refused(refused)
