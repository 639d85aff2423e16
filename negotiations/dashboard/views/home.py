"""Home: every negotiation as a row, and the latest changes over all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only
from negotiations.timeline.overview import load_changes, load_list
from negotiations.timeline.picture import draw_sparkline

CHANGES = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list of talks."""
    reviewed_only = is_reviewed_only(request.GET)
    changes = load_changes(reviewed_only=reviewed_only, limit=2 * CHANGES)
    rows: list[dict[str, Any]] = [
        {"item": item, "spark": draw_sparkline(item.activity.weeks) if item.activity else None}
        for item in load_list(changes, reviewed_only=reviewed_only)
    ]
    names = {row["item"].talks.slug: row["item"].talks.name for row in rows}
    return render(
        request, "home.html", {"rows": rows, "changes": changes[:CHANGES], "names": names, "has_record": bool(rows)}
    )
