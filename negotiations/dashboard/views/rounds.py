"""The rounds of a negotiation, and one round as the brief that is read before a meeting."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only
from negotiations.dashboard.round_markdown import citation, write_markdown
from negotiations.dashboard.round_pages import in_time, load_round_page
from negotiations.timeline.entries import Entry, EntryKind
from negotiations.timeline.record import load_entries
from negotiations.timeline.rounds import RoundFacts, load_brief, load_round_facts
from negotiations.timeline.talks import Talks, last_round, load_talks, span_of


@require_safe
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round of a negotiation, in order of time, undated ones last."""
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    context = {**_head(talks, entries), "lines": in_time(entries)}
    return render(request, "rounds.html", context)


@require_safe
def round_(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round: its brief with references, attendance, what was said and moved, and the reports.

    Of a round that no person has reviewed, a reader who asked for the reviewed alone is told just that, and is shown
    the brief where somebody has approved one.
    """
    reviewed_only = is_reviewed_only(request.GET)
    talks, facts = _find(slug, number, reviewed_only=reviewed_only)
    if facts is None:
        if reviewed_only and (unreviewed := load_round_facts(talks.pk, number)):
            brief = load_brief(unreviewed.pk, reviewed_only=True)
            context = {"talks": talks, "number": number, "has_record": True, "brief": brief}
            return render(request, "round_unreviewed.html", context)
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    page = load_round_page(talks, facts, entries, reviewed_only=reviewed_only)
    cited = citation(page, _address(request, slug, number), timezone.now())
    return render(request, "round.html", {**_head(talks, entries), **vars(page), "page": page, "citation": cited})


@require_safe
def round_as_markdown(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the page of a round says, as a file to be taken along."""
    reviewed_only = is_reviewed_only(request.GET)
    talks, facts = _find(slug, number, reviewed_only=reviewed_only)
    if facts is None:
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    page = load_round_page(talks, facts, entries, reviewed_only=reviewed_only)
    cited = citation(page, _address(request, slug, number), timezone.now())
    text = write_markdown(page, cited=cited, absolute=request.build_absolute_uri)
    name = f'attachment; filename="{slug}-round-{number}.md"'
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers={"Content-Disposition": name})


def _find(slug: str, number: int, *, reviewed_only: bool) -> tuple[Talks, RoundFacts | None]:
    """The talks of that name, and their round of that number if it is seen; Http404 where there are no such talks."""
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    return talks, load_round_facts(talks.pk, number, reviewed_only=reviewed_only)


def _address(request: HttpRequest, slug: str, number: int) -> str:
    return request.build_absolute_uri(reverse("round", args=[slug, number]))


def _head(talks: Talks, entries: list[Entry]) -> dict[str, Any]:
    return {
        "talks": talks,
        "tab": "rounds",
        "span": span_of(entries),
        "last_round": last_round(entries),
        "rounds": sum(entry.kind == EntryKind.ROUND for entry in entries),
        "has_record": True,
    }
