"""An article: for anybody its title, outlet, link and quotes; for editors the text with everything marked in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only
from negotiations.dashboard.suggested import say_suggestion
from negotiations.timeline.articles import (
    Borne,
    Offer,
    load_article,
    load_borne,
    load_offers,
    load_text,
    load_versions,
)
from negotiations.timeline.highlights import Segment, Span, cut_text
from negotiations.timeline.reports import load_same_reports


@require_safe
@cache_control(private=True)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The article. Its full text is loaded for editors alone."""
    reviewed_only = is_reviewed_only(request.GET)
    facts = load_article(pk) if pk < 2**63 else None
    if facts is None:
        raise Http404
    borne = load_borne(pk, reviewed_only=reviewed_only)
    context: dict[str, Any] = {
        "article": facts,
        "borne": borne,
        "older": sum(item.snapshot != facts.snapshot for item in borne),
        "gone": sum(item.quote.is_gone for item in borne),
        "same": load_same_reports(facts),
        "versions": load_versions(pk),
        "has_record": True,
    }
    if request.user.has_perm("negotiations.add_decision") and facts.snapshot is not None:
        read = load_text(facts.snapshot)
        offers = load_offers(facts.snapshot)
        if read is not None:
            text, taken_at = read
            current = [item for item in borne if item.snapshot == facts.snapshot]
            context |= {"segments": _mark(text, current, offers), "taken_at": taken_at}
            context["offers"] = [(offer, say_suggestion(offer.kind, offer.reading)) for offer in offers]
    return render(request, "article.html", context)


def _mark(text: str, borne: list[Borne], offers: list[Offer]) -> list[Segment]:
    waiting = [offer for offer in offers if offer.waits]
    spans = [Span(item.start, item.end, f"e{item.pk}", "evidence") for item in borne]
    return cut_text(text, [*spans, *(Span(offer.start, offer.end, f"s{offer.pk}", "suggestion") for offer in waiting)])
