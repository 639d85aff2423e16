"""The desk: what waits for an editor, one suggestion at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_DECIDE, needs


@needs(MAY_DECIDE)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits."""
    return redirect("home")
