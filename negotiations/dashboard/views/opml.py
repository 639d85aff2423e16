"""The list of feeds as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, needs
from negotiations.ingest.subscribing import export_opml


@needs(MAY_ADD)
@require_safe
def feeds_opml(request: HttpRequest) -> HttpResponse:
    """All feeds, paused ones too, as an OPML list to be kept or taken elsewhere."""
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(export_opml(), content_type="text/x-opml; charset=utf-8", headers=headers)
