"""What failed for good: why, where from, and what to do about it, one by one or all that fit a filter."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, needs, takes_form
from negotiations.dashboard.forms import read_day, read_number, read_page
from negotiations.dashboard.quarantined import STAGES, describe_rows, facets_of, group_rows, list_rows
from negotiations.ingest.quarantine import REPEATABLE, Chosen, dismiss, failed_intakes, failed_readings
from negotiations.ingest.repeating import try_all_again
from negotiations.models import Door
from negotiations.tasks import wake

PER_PAGE = 50
BATCH = 500  # rows that one click may touch
VERBS = ("again", "dismiss")


@needs(MAY_ADD)
@require_safe
@never_cache
def quarantine(request: HttpRequest) -> HttpResponse:
    """The list, grouped by reason and source, with its filters; asked to, it says first what a click would do."""
    chosen, complaints = _read(request.GET)
    return _show(request, chosen, complaints, confirm=request.GET.get("confirm", ""))


def _show(request: HttpRequest, chosen: Chosen, complaints: list[str], *, confirm: str = "") -> HttpResponse:
    now = timezone.now()
    page = Paginator(list_rows(chosen), PER_PAGE).get_page(read_page(request.GET))
    context = {
        "page": page,
        "lines": describe_rows(list(page), now),
        "groups": group_rows(chosen),
        "facets": facets_of(chosen),
        "chosen": chosen,
        "query": _query(chosen),
        "complaints": complaints,
        "confirm": confirm if confirm in VERBS else "",
        "batch": BATCH,
        "until": now.isoformat(),
    }
    if context["confirm"]:
        context["repeatable"] = _count(chosen, "again")
    part = getattr(request, "htmx", False)
    return render(request, "parts/_quarantine.html" if part else "quarantine.html", context)


@takes_form(MAY_ADD, page="quarantine")
def quarantine_act(request: HttpRequest, verb: str) -> HttpResponse:
    """Try again or dismiss: the rows that were sent, or a bounded batch of all that fit the filter of the address."""
    chosen, _ = _read(request.GET)
    now = timezone.now()
    if request.POST.get("all") == "1":
        until = _moment(request.POST.get("until", ""))
        intakes, readings = _batch(replace(chosen, until=until or now), verb)
    else:
        intakes, readings = _sent(request.POST, "intake"), _sent(request.POST, "reading")
    done = _carry_out(request, verb, intakes, readings, now)
    left = _count(chosen, verb) if request.POST.get("all") == "1" else 0
    messages.success(request, _say_done(verb, done, left)) if done else messages.warning(request, _NOTHING[verb])
    if getattr(request, "htmx", False):
        return _show(request, chosen, [])
    return redirect(reverse("quarantine") + _query(chosen))


def _carry_out(request: HttpRequest, verb: str, intakes: list[int], readings: list[int], now: datetime) -> int:
    if verb == "again":
        done = try_all_again(intakes=intakes, readings=readings, now=now)
        if done:
            wake()
        return done
    return dismiss(intakes=intakes, readings=readings, editor=cast("User", request.user), now=now)


_NOTHING = {
    "again": "Nothing was left to try again: somebody else has just done it, or nothing was kept to try with.",
    "dismiss": "Nothing was left to dismiss: somebody else has just done it.",
}


def _say_done(verb: str, done: int, left: int) -> str:
    many = done != 1
    said = (
        f"{done} text{'s wait' if many else ' waits'} for another attempt."
        if verb == "again"
        else f"{done} text{'s are' if many else ' is'} dismissed and will not be taken in."
    )
    return f"{said} {left} more {'fit' if left != 1 else 'fits'} the filter." if left else said


def _batch(chosen: Chosen, verb: str) -> tuple[list[int], list[int]]:
    texts = failed_intakes(chosen)
    intakes = list((texts.filter(REPEATABLE) if verb == "again" else texts).values_list("pk", flat=True)[:BATCH])
    left = BATCH - len(intakes)
    return intakes, list(failed_readings(chosen).values_list("pk", flat=True)[:left]) if left else []


def _count(chosen: Chosen, verb: str) -> int:
    texts = failed_intakes(chosen)
    return (texts.filter(REPEATABLE) if verb == "again" else texts).count() + failed_readings(chosen).count()


def _sent(values: QueryDict, name: str) -> list[int]:
    numbers = map(read_number, values.getlist(name)[:BATCH])
    return [number for number in numbers if number is not None]


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _read(query: QueryDict) -> tuple[Chosen, list[str]]:
    given: dict[str, Any] = {
        name: query.get(name, "").replace("\x00", "")[:100] for name in ("reason", "source", "door", "stage")
    }
    since, complaints = read_day(query, "since")
    if given["stage"] not in STAGES:
        given["stage"] = ""
    if given["door"] not in set(Door):
        given["door"] = ""
    return Chosen(**given, since=since, dismissed=query.get("dismissed") == "1"), complaints


def _query(chosen: Chosen) -> str:
    query = QueryDict(mutable=True)
    for name in ("reason", "source", "door", "stage"):
        if value := getattr(chosen, name):
            query[name] = value
    if chosen.since:
        query["since"] = chosen.since.isoformat()
    if chosen.dismissed:
        query["dismissed"] = "1"
    return f"?{query.urlencode()}" if query else ""
