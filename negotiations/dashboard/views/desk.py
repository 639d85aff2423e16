"""The desk: what waits for an editor, and one suggestion at a time with everything to decide it by."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_DECIDE, needs, takes_form
from negotiations.dashboard.amending import FORMS, AmendForm
from negotiations.dashboard.deciding import (
    MOST_AT_ONCE,
    RejectForm,
    RejectOneForm,
    amend,
    begin_anew,
    decide_many,
    forget,
    go_on,
    last_decided,
    reject,
    remember,
    say_lesson,
    undo_many,
)
from negotiations.dashboard.editing_forms import errors_of
from negotiations.dashboard.forms import read_number, read_page
from negotiations.dashboard.history import tell_history
from negotiations.dashboard.present_record import load_beside
from negotiations.dashboard.suggested import find_passages, say_suggestion, spans_of
from negotiations.dashboard.waiting import (
    WHY,
    DeskFilters,
    ahead_in,
    count_facets,
    line_of,
    load_listed,
    place_in,
    read_desk_filters,
)
from negotiations.errors import NotDecidable, StaleRecord
from negotiations.models import Decision, Suggestion, SuggestionState
from negotiations.review.decisions import accept_suggestion, undo_decision
from negotiations.review.gone import gone_quotes

MOST_AHEAD = 500  # ids that a page carries, so that a decision made on it need not ask for the order that it was in
DONE = {"accept": "Accepted", "amend": "Accepted as amended", "reject": "Rejected"}


@needs(MAY_DECIDE)
@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, most valuable first. Whoever looks at the whole begins anew, so nothing counts as skipped."""
    begin_anew(request.session)
    return _show_desk(request)


def _show_desk(
    request: HttpRequest, *, status: int = HTTPStatus.OK, reject: RejectForm | None = None, chosen: tuple[int, ...] = ()
) -> HttpResponse:
    filters = read_desk_filters(request.GET)
    line = line_of(filters)
    page = Paginator(list(line), MOST_AT_ONCE).get_page(read_page(request.GET))
    total, facets = count_facets(filters)
    lines = [
        {
            "suggestion": row,
            "line": say_suggestion(row.kind, row.reading),
            "why": WHY[line[row.pk]],
            "chosen": row.pk in chosen,
        }
        for row in load_listed(list(page))
    ]
    context = {
        "page": page,
        "lines": lines,
        "total": total,
        "facets": facets,
        "filters": filters,
        "last": last_decided(request.session),
        "gone": gone_quotes().count(),
        "reject": reject or RejectForm(),
        "errors": errors_of(reject) if reject else [],
    }
    return render(request, "desk.html", context, status=status)


@needs(MAY_DECIDE)
@require_safe
@never_cache
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion: its words in context, the record beside it, and the forms."""
    return _show(request, _find(pk))


def _find(pk: int) -> Suggestion:
    rows = Suggestion.objects.select_related("negotiation", "snapshot__article__source").defer(
        "snapshot__body", "snapshot__headers"
    )
    return get_object_or_404(rows, pk=pk)


def _show(
    request: HttpRequest,
    row: Suggestion,
    *,
    amend_form: AmendForm | None = None,
    reject_form: RejectOneForm | None = None,
    conflict: str = "",
    complaint: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    filters = read_desk_filters(request.GET)
    line = list(line_of(filters))
    ahead = ahead_in(line, row.pk)
    who: dict[str, Any] = row.reading.get("actor") or row.reading.get("holder") or {}
    unlisted = who.get("name", "") if not who.get("key") else ""
    decisions = list(row.decisions.select_related("editor", "undone_by").order_by("pk"))
    standing = [decision for decision in decisions if decision.verb != "undo" and not hasattr(decision, "undone_by")]
    context = {
        "suggestion": row,
        "line": say_suggestion(row.kind, row.reading),
        "passages": find_passages(row.snapshot.text, spans_of(row.reading)),
        "beside": load_beside(row),
        "place": place_in(line, row.pk),
        "ahead": ",".join(map(str, ahead)) if len(ahead) <= MOST_AHEAD else None,
        "filters": filters,
        "history": tell_history(row.kind, decisions),
        "seen": len(decisions),
        "latest": standing[-1] if standing else None,
        "is_open": row.state == SuggestionState.OPEN,
        "is_superseded": row.state == SuggestionState.SUPERSEDED,
        "last": last_decided(request.session),
        "amend": amend_form or FORMS[row.kind](suggestion=row),
        "amend_is_open": amend_form is not None or bool(complaint and row.negotiation is None),
        "reject": reject_form or RejectOneForm(suggestion=row),
        "reject_is_open": reject_form is not None,
        "conflict": conflict,
        "errors": [
            *([("", complaint)] if complaint else []),
            *(e for form in (amend_form, reject_form) if form for e in errors_of(form)),
        ],
        "names": _names(row),
        "unlisted": unlisted,
        "teach": urlencode({"text": unlisted}),
    }
    return render(request, "suggestion.html", context, status=status)


def _names(row: Suggestion) -> list[str]:
    """Who sits in these talks, offered while a name is typed."""
    if row.negotiation is None:
        return []
    return list(row.negotiation.participants.values_list("actor__name", flat=True).order_by("actor__name").distinct())


@takes_form(MAY_DECIDE, page="suggestion", by="pk", keeping=("reject-reason", "reject-words", "amend-reason"))
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Accept, amend, reject or undo, and go on to the next that waits."""
    row = _find(pk)
    amend_form = FORMS[row.kind](request.POST, suggestion=row) if verb == "amend" else None
    reject_form = RejectOneForm(request.POST, suggestion=row) if verb == "reject" else None
    filters = read_desk_filters(request.GET)
    ahead = _ahead(request, filters, pk)
    try:
        decision = _carry_out(request, row, amend_form, reject_form)
    except StaleRecord as conflict:
        return _show(
            request,
            _find(pk),
            amend_form=amend_form,
            reject_form=reject_form,
            conflict=str(conflict),
            status=HTTPStatus.CONFLICT,
        )
    except NotDecidable as reason:
        return _show(
            request,
            _find(pk),
            amend_form=amend_form,
            reject_form=reject_form,
            complaint=str(reason),
            status=HTTPStatus.BAD_REQUEST,
        )
    if decision is None:
        return _show(request, row, amend_form=amend_form, reject_form=reject_form, status=HTTPStatus.BAD_REQUEST)
    done = f"{DONE[verb]}: {say_suggestion(row.kind, decision.after['reading'])}.{say_lesson(decision)}"
    remember(request.session, (decision,), done)
    return _go_to(request, go_on(request.session, pk, ahead=ahead, now=list(line_of(filters))))


def _carry_out(
    request: HttpRequest, row: Suggestion, amend_form: AmendForm | None, reject_form: RejectOneForm | None
) -> Decision | None:
    editor, now, seen = cast("User", request.user), timezone.now(), _seen(request)
    if amend_form is not None:
        return amend(suggestion=row, form=amend_form, editor=editor, now=now, seen=seen)
    if reject_form is not None:
        return reject(suggestion=row, form=reject_form, editor=editor, now=now, seen=seen)
    return accept_suggestion(suggestion=row, editor=editor, now=now, seen=seen)


def _seen(request: HttpRequest) -> int:
    """How many decisions the editor had in view; without a number nothing counts as seen."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _ahead(request: HttpRequest, filters: DeskFilters, pk: int) -> Sequence[int]:
    """What stood ahead of a suggestion: by the page on which it is decided, else, if there was too much, by now."""
    told = request.POST.get("ahead")
    if told is None:
        return ahead_in(list(line_of(filters)), pk)
    return [number for text in told.split(",")[:MOST_AHEAD] if (number := read_number(text)) is not None]


def _go_to(request: HttpRequest, pk: int | None) -> HttpResponseRedirect:
    query = read_desk_filters(request.GET).query
    return redirect((reverse("suggestion", args=[pk]) if pk else reverse("desk")) + query)


@takes_form(MAY_DECIDE, page="suggestion", by="pk")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the latest decision about a suggestion back, whoever made it."""
    row = _find(pk)
    number = read_number(request.POST.get("decision", ""))
    decision = row.decisions.filter(pk=number).first() if number is not None else None
    if decision is None:
        raise Http404
    try:
        undo_decision(decision=decision, editor=cast("User", request.user), now=timezone.now())
    except (StaleRecord, NotDecidable) as conflict:
        return _show(request, _find(pk), conflict=str(conflict), status=HTTPStatus.CONFLICT)
    forget(request.session)
    messages.success(request, "Undone. Everything stands as it stood before.")
    return _go_to(request, pk)


@takes_form(MAY_DECIDE, page="desk")
def undo_last(request: HttpRequest) -> HttpResponse:
    """Take back what this editor decided last, be it one or many."""
    last = last_decided(request.session)
    if not last:
        messages.warning(request, "There is nothing to undo from here.")
        return _go_to(request, None)
    forget(request.session)
    undone, refused = undo_many(ids=last["decisions"], editor=cast("User", request.user), now=timezone.now())
    if undone:
        messages.success(
            request, f"Undone: {undone} decision{'' if undone == 1 else 's'}. Everything stands as it stood before."
        )
    for sentence in refused:
        messages.warning(request, sentence)
    only = Decision.objects.filter(pk=last["decisions"][0]).first() if len(last["decisions"]) == 1 else None
    return _go_to(request, only.suggestion_id if only else None)


@takes_form(MAY_DECIDE, page="desk", keeping=("reject-reason",))
def decide_chosen(request: HttpRequest) -> HttpResponse:
    """Accept or reject all that were chosen in the list, with one reason."""
    chosen = [pair for text in request.POST.getlist("chosen")[:MOST_AT_ONCE] if (pair := _read_chosen(text))]
    verb = request.POST.get("verb", "")
    if not chosen or verb not in ("accept", "reject"):
        messages.warning(request, "Nothing was chosen, so nothing was changed. Mark the suggestions first.")
        return _go_to(request, None)
    form = RejectForm(request.POST) if verb == "reject" else None
    if form is not None and not form.is_valid():
        return _show_desk(request, status=HTTPStatus.BAD_REQUEST, reject=form, chosen=tuple(pk for pk, _ in chosen))
    reason = form.cleaned_data["reason"] if form else None
    batch = decide_many(chosen=chosen, reason=reason, editor=cast("User", request.user), now=timezone.now())
    if batch.decisions:
        remember(
            request.session,
            batch.decisions,
            f"{DONE[verb]}: {len(batch.decisions)} suggestion{'' if len(batch.decisions) == 1 else 's'}.",
        )
    for sentence in batch.refused:
        messages.warning(request, sentence)
    return _go_to(request, None)


def _read_chosen(text: str) -> tuple[int, int] | None:
    """``12:0`` as the id of a suggestion and the number of decisions seen."""
    pk, _, seen = text.partition(":")
    number, decisions = read_number(pk), read_number(seen)
    return None if number is None or decisions is None else (number, decisions)
