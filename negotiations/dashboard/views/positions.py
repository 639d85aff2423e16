"""The matrix: issues down, participants across, as it stands now or stood on any day, and what moved between two."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.dashboard.forms import is_reviewed_only, read_day
from negotiations.timeline.entries import Entry, EntryKind
from negotiations.timeline.gaps import RULE
from negotiations.timeline.moves import find_moves
from negotiations.timeline.record import load_entries, load_evidence
from negotiations.timeline.standing import Cell, Row, build_matrix
from negotiations.timeline.talks import last_round, load_agenda, load_talks, span_of

_NOT_BEFORE = "What moved is told from an earlier day on: choose one before the day of the matrix."


@require_safe
def positions(request: HttpRequest, slug: str) -> HttpResponse:
    """The matrix on the day ``?on=``, what moved since ``?since=``, and one cell opened by ``?cell=issue:actor``."""
    reviewed_only = is_reviewed_only(request.GET)
    talks = load_talks(slug, reviewed_only=reviewed_only)
    if talks is None:
        raise Http404
    entries = load_entries(talks.pk, reviewed_only=reviewed_only)
    held = [entry for entry in entries if entry.kind in (EntryKind.POSITION, EntryKind.STATEMENT)]
    on, complaints = read_day(request.GET)
    holders = tuple(dict.fromkeys((*talks.participants, *sorted({entry.actors[0] for entry in held}))))
    across = tuple(
        actor for actor in holders if actor in talks.parties or any(entry.actors[0] == actor for entry in held)
    )
    build = partial(build_matrix, held, participants=across, parties=talks.parties, agenda=load_agenda())
    matrix = build(on=on)
    since, wrong = read_day(request.GET, "since")
    if since is not None and since >= (on or timezone.localdate()):
        since, wrong = None, [_NOT_BEFORE]
    issue, _, actor = request.GET.get("cell", "").partition(":")
    opened = _find_cell(matrix, issue, actor)
    rounds = sorted((entry for entry in entries if entry.kind == EntryKind.ROUND and entry.day), key=_start)
    context: dict[str, Any] = {
        "talks": talks,
        "tab": "positions",
        "span": span_of(entries),
        "last_round": last_round(entries),
        "rounds": sum(entry.kind == EntryKind.ROUND for entry in entries),
        "dated_rounds": rounds,
        "earlier_rounds": [entry for entry in rounds if (entry.until or entry.day or date.max) < (on or date.max)],
        "across": across,
        "matrix": matrix,
        "undated": sum(entry.day is None for entry in held) if on else 0,
        "on": on,
        "since": since,
        "moved": find_moves(build(on=since), matrix) if since else [],
        "complaints": [*complaints, *wrong],
        "rule": RULE,
        "open_issue": issue if opened else "",
        "opened": opened,
        "quotes": load_evidence(opened.history if opened else (), reviewed_only=reviewed_only),
        "has_record": True,
    }
    return render(request, "positions.html", context)


def _start(entry: Entry) -> tuple[int, int]:
    return (entry.day.toordinal() if entry.day else 0, entry.round_number or 0)


def _find_cell(matrix: list[Row], issue: str, actor: str) -> Cell | None:
    return next(
        (
            cell
            for row in matrix
            if row.issue.key == issue
            for cell in row.cells
            if cell.actor.key == actor and cell.history
        ),
        None,
    )
