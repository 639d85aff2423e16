"""The reports that a negotiation's record rests on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only
from negotiations.timeline.reports import count_outlets, count_report_origins, load_reports
from negotiations.timeline.talks import load_talks


@require_safe
def sources_of_talks(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles with the number of quotes that each gave."""
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    reports = load_reports(talks.pk, reviewed_only=reviewed_only)
    context = {
        "talks": talks,
        "tab": "sources",
        "reports": reports,
        "outlets": count_outlets(reports),
        "origins": count_report_origins(reports),
        "has_record": True,
    }
    return render(request, "talks_sources.html", context)
