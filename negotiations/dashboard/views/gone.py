"""The desk's list of quotes that are gone from their articles, and what an editor decides about each."""

from http import HTTPStatus
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_DECIDE, needs, takes_form
from negotiations.dashboard.forms import read_page
from negotiations.errors import NotDecidable, StaleRecord
from negotiations.models import Evidence
from negotiations.review.gone import gone_quotes, keep_quote, last_said, reopen_quote, settled_quotes, withdraw_quote
from negotiations.timeline.gone import load_gone

ON_A_PAGE = 20
LATELY = 20
VERBS = {"keep-gone": "kept", "withdraw-gone": "withdrew"}


class SettleForm(forms.Form):
    """Why, and which version of the article the editor had in view."""

    reason = forms.CharField(max_length=500, required=False)
    seen = forms.IntegerField(min_value=1, max_value=2**63 - 1)


@needs(MAY_DECIDE)
@require_safe
@never_cache
def gone(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the latest first, and what was decided lately."""
    return _show(request)


def _show(
    request: HttpRequest,
    *,
    conflict: str = "",
    complaint: tuple[int, str] | None = None,
    typed: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = Paginator(gone_quotes().order_by("-gone_at", "pk"), ON_A_PAGE).get_page(read_page(request.GET))
    lately = list(
        settled_quotes().select_related("snapshot__article").defer("snapshot__body", "snapshot__text")[:LATELY]
    )
    said = last_said(settled_quotes()[:LATELY])
    context = {
        "page": page,
        "quotes": load_gone(gone_quotes().filter(pk__in=[row.pk for row in page]).order_by("-gone_at", "pk")),
        "lately": [_tell(row, said.get(row.pk, {})) for row in lately],
        "conflict": conflict,
        "complaint_of": complaint[0] if complaint else None,
        "errors": [(f"reason-{complaint[0]}", complaint[1])] if complaint else [],
        "typed": typed,
    }
    return render(request, "gone.html", context, status=status)


def _tell(row: Evidence, said: dict[str, str]) -> dict[str, object]:
    return {"evidence": row, "verb": VERBS.get(said.get("decision", ""), "settled"), **said}


@takes_form(MAY_DECIDE, page="gone", keeping=("reason",))
def gone_settle(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Keep the quote with a reason, or withdraw it."""
    form = SettleForm(request.POST)
    seen = form.cleaned_data.get("seen", 0) if form.is_valid() else 0
    reason = str(form.cleaned_data.get("reason", ""))
    editor, now = cast("User", request.user), timezone.now()
    if pk >= 2**63:
        raise Http404
    try:
        if verb == "keep":
            keep_quote(evidence=pk, editor=editor, now=now, reason=reason, seen=seen)
            messages.success(request, "The quote is kept, with your reason. Readers see that the article has changed.")
        elif withdraw_quote(evidence=pk, editor=editor, now=now, reason=reason, seen=seen):
            messages.success(request, "The quote is withdrawn. Nothing else bore the entry out, so it is taken back.")
        else:
            messages.success(request, "The quote is withdrawn. The entry stands on its other evidence.")
    except StaleRecord as conflict:
        return _show(request, conflict=str(conflict), status=HTTPStatus.CONFLICT)
    except NotDecidable as why:
        return _show(request, complaint=(pk, str(why)), typed=reason, status=HTTPStatus.BAD_REQUEST)
    return redirect("gone")


@takes_form(MAY_DECIDE, page="gone", keeping=("reason",))
def gone_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision about a quote back."""
    if pk >= 2**63:
        raise Http404
    try:
        reopen_quote(evidence=pk, editor=cast("User", request.user), now=timezone.now())
    except StaleRecord as conflict:
        return _show(request, conflict=str(conflict), status=HTTPStatus.CONFLICT)
    messages.success(request, "Undone. The quote waits for a decision again.")
    return redirect("gone")
