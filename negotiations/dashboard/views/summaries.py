"""An editor's name under the summary of a round: put there, and withdrawn."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from negotiations.dashboard.access import MAY_DECIDE, takes_form
from negotiations.errors import StaleRecord
from negotiations.models import RoundSummary
from negotiations.summaries.drafts import approve_summary, withdraw_approval


def _find(pk: int) -> RoundSummary:
    return get_object_or_404(RoundSummary.objects.select_related("round__negotiation"), pk=pk)


def _page_of(pk: int, verb: str) -> str:
    return _find(pk).round.get_absolute_url()


@takes_form(MAY_DECIDE, page=_page_of)
def summary_decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Put this editor's name under a draft (``approve``), or make an approved summary a draft again (``withdraw``)."""
    summary = _find(pk)
    editor = cast("User", request.user)
    try:
        if verb == "approve":
            approve_summary(summary=summary, editor=editor, now=timezone.now())
            done = "The summary is approved in your name."
        else:
            withdraw_approval(summary=summary, editor=editor)
            done = "The approval is withdrawn; the summary is a draft again."
    except StaleRecord as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, done)
    return redirect(summary.round.get_absolute_url())
