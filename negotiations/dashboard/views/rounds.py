"""The rounds of a negotiation, and one round as the brief that is read before a meeting."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only
from negotiations.timeline.entries import Entry, EntryKind
from negotiations.timeline.evidence import Bundle
from negotiations.timeline.moves import Move, find_moves
from negotiations.timeline.record import load_entries, load_evidence
from negotiations.timeline.rounds import (
    days_around,
    list_articles,
    load_attendance_quotes,
    load_brief,
    load_round_facts,
)
from negotiations.timeline.standing import build_matrix
from negotiations.timeline.talks import Talks, last_round, load_agenda, load_talks, span_of

HELD = (EntryKind.POSITION, EntryKind.STATEMENT)


@require_safe
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round of a negotiation, in order of time, undated ones last."""
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    context = {**_head(talks, entries), "lines": _in_time(entries)}
    return render(request, "rounds.html", context)


@require_safe
def round_(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round: its brief with references, attendance, what was said and moved, and the reports.

    Of a round that no person has reviewed, a reader who asked for the reviewed alone is told just that, and is shown
    the brief where somebody has approved one.
    """
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    facts = load_round_facts(talks.pk, number, reviewed_only=reviewed_only) if talks else None
    if talks is None:
        raise Http404
    if facts is None:
        if reviewed_only and (unreviewed := load_round_facts(talks.pk, number)):
            brief = load_brief(unreviewed.pk, reviewed_only=True)
            context = {"talks": talks, "number": number, "has_record": True, "brief": brief}
            return render(request, "round_unreviewed.html", context)
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    line = _in_time(entries)
    here = next(index for index, entry in enumerate(line) if entry.round_number == number)
    mine = [entry for entry in entries if entry.round_number == number and entry.kind != EntryKind.ROUND]
    proposals = [entry for entry in mine if entry.kind == EntryKind.PROPOSAL]
    tabled = {str(entry.pk) for entry in proposals}
    answers = [
        entry
        for entry in entries
        if entry.kind == EntryKind.REACTION and entry.proposal and entry.proposal.key in tabled
    ]
    shown = [line[here], *mine, *answers]
    quotes = load_evidence(shown, reviewed_only=reviewed_only)
    seats = load_attendance_quotes(line[here], reviewed_only=reviewed_only)
    own = quotes.get(line[here].key, Bundle())
    brief = load_brief(facts.pk, reviewed_only=reviewed_only)
    context = {
        **_head(talks, entries),
        "round": line[here],
        "facts": facts,
        "before": line[here - 1] if here else None,
        "after": line[here + 1] if here + 1 < len(line) else None,
        "brief": brief,
        "seats": seats,
        "positions": sorted(
            (entry for entry in mine if entry.kind in HELD), key=lambda entry: (entry.actors[0], entry.pk)
        ),
        "proposals": proposals,
        "answers": answers,
        "moves": _moves(talks, entries, line[here]),
        "quotes": quotes,
        "outcome_quotes": own.about("outcome"),
        "other_quotes": Bundle(tuple(quote for quote in own.quotes if quote.aspect != "outcome")),
        "articles": list_articles([*quotes.values(), *seats.values(), Bundle(brief.notes if brief else ())]),
    }
    return render(request, "round.html", context)


def _head(talks: Talks, entries: list[Entry]) -> dict[str, Any]:
    return {
        "talks": talks,
        "tab": "rounds",
        "span": span_of(entries),
        "last_round": last_round(entries),
        "rounds": sum(entry.kind == EntryKind.ROUND for entry in entries),
        "has_record": True,
    }


def _in_time(entries: list[Entry]) -> list[Entry]:
    found = [entry for entry in entries if entry.kind == EntryKind.ROUND]
    return sorted(
        found, key=lambda entry: (entry.day is None, entry.day.toordinal() if entry.day else 0, entry.round_number or 0)
    )


def _moves(talks: Talks, entries: list[Entry], here: Entry) -> list[Move]:
    around = days_around(here)
    if around is None:
        return []
    held = [entry for entry in entries if entry.kind in HELD]
    holders = tuple(dict.fromkeys((*talks.participants, *(entry.actors[0] for entry in held))))
    agenda = load_agenda()
    before, after = (
        build_matrix(held, participants=holders, parties=talks.parties, agenda=agenda, on=day) for day in around
    )
    return [move for row in find_moves(before, after) for move in row.moves if move.before is not None]
