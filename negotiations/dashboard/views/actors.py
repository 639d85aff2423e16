"""Actors: the list of them, and each with its names, offices, seats and positions over time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only, read_page
from negotiations.timeline.actors import KINDS, list_actors, load_actor, load_actor_positions
from negotiations.timeline.record import load_evidence

PAGE_SIZE = 200
ENTRIES = 40


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """Those in talks on record, or with ``?all=1`` everybody; ``?kind=`` and words in ``?q=`` narrow them."""
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    everybody = request.GET.get("all") == "1"
    page = read_page(request.GET)
    total, lines = list_actors(
        kind=kind if kind in dict(KINDS) else "",
        words=words,
        seated=not everybody and not words,
        reviewed_only=is_reviewed_only(request.GET),
        first=(page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
    )
    context = {
        "lines": lines,
        "total": total,
        "kind": kind,
        "kinds": KINDS,
        "words": words,
        "everybody": everybody,
        "page": page,
        "pages": max(1, -(-total // PAGE_SIZE)),
        "first": (page - 1) * PAGE_SIZE + 1,
        "last": min(page * PAGE_SIZE, total),
        "has_record": True,
    }
    return render(request, "actors.html", context)


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor."""
    reviewed_only = is_reviewed_only(request.GET)
    facts = load_actor(slug, reviewed_only=reviewed_only)
    if facts is None:
        raise Http404
    held = load_actor_positions(facts.pk, reviewed_only=reviewed_only)
    flat = [(talks, entry) for talks, entries in held for entry in entries]
    pages = max(1, -(-len(flat) // ENTRIES))
    page = min(read_page(request.GET), pages)
    shown = flat[(page - 1) * ENTRIES : page * ENTRIES]
    context = {
        "facts": facts,
        "shown": shown,
        "total": len(flat),
        "page": page,
        "pages": pages,
        "first": (page - 1) * ENTRIES + 1,
        "last": min(page * ENTRIES, len(flat)),
        "quotes": load_evidence([entry for _, entry in shown], reviewed_only=reviewed_only),
        "has_record": True,
    }
    return render(request, "actor.html", context)
