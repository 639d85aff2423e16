"""The timeline of a negotiation: the picture over time, filters, and the entries with their evidence."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only, read_filters, read_page
from negotiations.models import Source
from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.filters import FACETS, Filters, count_choices, fits_facets, select
from negotiations.timeline.groups import Placed, Section, group_entries, place_entries
from negotiations.timeline.picture import Picture, draw_picture
from negotiations.timeline.record import load_entries, load_evidence
from negotiations.timeline.standing import build_matrix, narrow_matrix
from negotiations.timeline.talks import ROLE_HEADINGS, Talks, last_round, load_agenda, load_talks, span_of
from negotiations.timeline.waits import find_circles, find_waits
from negotiations.vocabulary import Answer, Stance

PAGE_SIZE = 40
LEGEND = (
    *(Stance.DEMANDS, Stance.PROPOSES, Stance.ACCEPTS, Stance.ACCEPTS_CONDITIONALLY, Stance.OPEN, Stance.REJECTS),
    Stance.WITHDRAWS,
)
KIND_LABELS = {
    "round": "Rounds",
    "proposal": "Proposals",
    "reaction": "Answers to proposals",
    "position": "Positions",
    "statement": "Statements in quotation",
}


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """The main page of a negotiation; asked for by htmx, only the part below the head."""
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    filters, complaints = read_filters(request.GET)
    oldest_first = request.GET.get("order") == "oldest"
    chosen = select(entries, filters, talks.roles)
    rounds = [entry for entry in entries if entry.kind == EntryKind.ROUND]
    placed = place_entries(chosen, rounds, oldest_first=oldest_first)
    page, pages = _page(read_page(request.GET), len(placed))
    shown = placed[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    agenda = load_agenda()
    positions = [entry for entry in entries if entry.kind in (EntryKind.POSITION, EntryKind.STATEMENT)]
    matrix = build_matrix(
        positions, participants=talks.participants, parties=talks.parties, agenda=agenda, on=filters.to
    )
    waits = find_waits(matrix)
    address = _clean_address(request)
    context: dict[str, Any] = {
        "talks": talks,
        "tab": "timeline",
        "span": span_of(entries),
        "last_round": last_round(entries),
        "rounds": len(rounds),
        "filters": filters,
        "complaints": complaints,
        "facets": count_choices(
            entries, filters, talks.roles, _labels(talks, entries, [item.issue for item in agenda])
        ),
        "oldest_first": oldest_first,
        "total": len(entries),
        "chosen": len(chosen),
        "chosen_rounds": sum(entry.kind == EntryKind.ROUND for entry in chosen),
        "sections": _sections(shown, placed, page),
        "quotes": load_evidence([item.entry for item in shown], reviewed_only=reviewed_only),
        "page": page,
        "pages": pages,
        "first": (page - 1) * PAGE_SIZE + 1,
        "last": min(page * PAGE_SIZE, len(placed)),
        "picture": _draw(request, talks, entries, filters, placed, page),
        "party_rows": narrow_matrix(matrix, talks.parties),
        "standing_on": filters.to,
        "undated": sum(entry.day is None for entry in positions) if filters.to else 0,
        "waits": waits,
        "circles": find_circles(waits),
        "legend": LEGEND,
        "has_record": True,
    }
    htmx = getattr(request, "htmx", None)
    partial = htmx is not None and bool(htmx) and not htmx.history_restore_request
    response = render(request, "parts/_timeline.html" if partial else "timeline.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if partial:
        response["HX-Push-Url"] = address
    return response


def _page(wanted: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE_SIZE))
    return min(wanted, pages), pages


def _sections(shown: Sequence[Placed], placed: Sequence[Placed], page: int) -> list[Section]:
    before = placed[(page - 1) * PAGE_SIZE - 1] if page > 1 else None
    return group_entries(shown, before=before)


def _clean_address(request: HttpRequest) -> str:
    pairs = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if value and not (key == "order" and value == "newest")
    ]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def _labels(talks: Talks, entries: Sequence[Entry], issues: Sequence[Named]) -> dict[str, dict[str, str]]:
    """What each facet may hold, with its labels, in the order to show."""
    holders = sorted({actor for entry in entries for actor in entry.actors})
    slugs = {slug for entry in entries for slug in entry.sources}
    sources = dict(Source.objects.filter(slug__in=slugs).order_by("name").values_list("slug", "name"))
    return {
        "actor": {actor.key: actor.name for actor in (*talks.participants, *holders)},
        "role": {role.value: many for role, (_, many) in ROLE_HEADINGS.items()},
        "issue": {issue.key: issue.name for issue in issues},
        "stance": {term.value: term.label for term in (*Stance, *Answer)},
        "kind": KIND_LABELS,
        "review": {"yes": "Reviewed", "no": "Not yet reviewed"},
        "source": sources,
    }


def _draw(
    request: HttpRequest, talks: Talks, entries: Sequence[Entry], filters: Filters, placed: Sequence[Placed], page: int
) -> Picture | None:
    """The picture of what fits the filters but for the dates, which it shows as a window."""
    pages = {item.entry.key: index // PAGE_SIZE + 1 for index, item in enumerate(placed)}
    starts: dict[int | None, str] = {page: ""}

    def href(entry: Entry) -> str:
        at = pages.get(entry.key)
        if at not in starts:
            starts[at] = _start_of_address(request, at)
        return f"{starts[at]}#{entry.key}"

    any_facet = any(getattr(filters, facet) for facet in FACETS)
    drawn = [entry for entry in entries if fits_facets(entry, filters, talks.roles)] if any_facet else entries
    mediators = [actor for actor in talks.mediators if actor not in talks.parties]
    named = {*talks.parties, *mediators}
    others = sorted(
        {
            actor
            for entry in entries
            if entry.kind not in (EntryKind.ROUND, EntryKind.PROPOSAL)
            for actor in entry.actors[:1]
        }
        - named
    )
    lanes: list[tuple[str, Sequence[Named]]] = [(party.name, [party]) for party in talks.parties]
    if mediators:
        lanes.append(("Mediators", mediators))
    if others:
        lanes.append(("Others", others))
    return draw_picture(list(drawn), name=talks.name, lanes=lanes, href=href, window=(filters.since, filters.to))


def _start_of_address(request: HttpRequest, page: int | None) -> str:
    """This address on another page; for an entry on none (None) without the dates, which it lies outside of."""
    query = request.GET.copy()
    for key in ("page",) if page else ("page", "from", "to"):
        query.pop(key, None)
    if page and page > 1:
        query["page"] = str(page)
    return f"{request.path}?{query.urlencode()}" if query else request.path
