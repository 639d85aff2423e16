"""Sources: how each is doing, in a list and one by one; feeds are added, paused, resumed and looked at by editors."""

from collections import Counter
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, takes_form
from negotiations.dashboard.editing_forms import FeedForm
from negotiations.dashboard.forms import read_page
from negotiations.dashboard.health_words import say_asked, say_pace, say_reason, say_week
from negotiations.dashboard.source_health import (
    ORDERS,
    count_conditions,
    count_failed_of,
    count_known,
    count_unfinished,
    describe,
    narrow,
    read_source_filters,
    with_health,
)
from negotiations.errors import FetchError, NotDecidable
from negotiations.ingest.quarantine import count_failed
from negotiations.ingest.repeating import look_now
from negotiations.ingest.subscribing import add_feed, pause_feed, resume_feed
from negotiations.models import Article, QueueState, Source, SourceKind
from negotiations.tasks import wake

PER_PAGE = 50
LATEST = 20


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with how it is doing and what it yielded."""
    return _show_sources(request)


def _show_sources(request: HttpRequest, *, form: FeedForm | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    filters = read_source_filters(request.GET)
    page = Paginator(narrow(filters, now), PER_PAGE).get_page(read_page(request.GET))
    shown = {row.pk: row for row in with_health(Source.objects.filter(pk__in=[row.pk for row in page]), now)}
    may_add = request.user.has_perm(MAY_ADD)
    failed = count_failed_of(shown) if may_add else Counter[int]()
    context = {
        "page": page,
        "rows": [{**describe(shown[row.pk], now), "failed": failed[row.pk]} for row in page if row.pk in shown],
        "filters": filters,
        "conditions": count_conditions(filters, now),
        "orders": ORDERS.items(),
        "may_add": may_add,
        "form": form or FeedForm(),
        "failed": count_failed() if may_add else 0,
    }
    part = getattr(request, "htmx", False) and status == 200
    return render(request, "parts/_sources.html" if part else "sources.html", context, status=status)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: how it is doing, the last looks at it, its latest articles. It follows a look that is due."""
    now = timezone.now()
    row = get_object_or_404(with_health(Source.objects.all(), now), slug=slug)
    may_add = request.user.has_perm(MAY_ADD)
    is_feed = row.kind == SourceKind.FEED
    described = describe(row, now)
    articles = Article.objects.filter(source=row).order_by(F("published").desc(nulls_last=True), "-pk")
    looks = row.fetches.order_by("-at")[:LATEST] if is_feed else []
    waiting, failed = count_unfinished(row)
    context = {
        **described,
        "may_add": may_add,
        "is_feed": is_feed,
        "looks": [(look, say_reason(look.error_code)) for look in looks],
        "moved": row.fetches.exclude(moved_to="").first() if is_feed else None,
        "waiting": waiting,
        "failed": failed if may_add else 0,
        "pace": _say_pace(row) if is_feed and row.is_active and row.fetched_at else "",
        "asked": say_asked(row.asked_minutes) if is_feed else "",
        "week": say_week(named=described["named"], known=count_known(row, now)) if is_feed and row.fetched_at else "",
        "latest": articles[:LATEST],
        "is_due": may_add and is_feed and row.is_active and (row.state == QueueState.RUNNING or row.not_before <= now),
    }
    return render(request, "parts/_source.html" if getattr(request, "htmx", False) else "source.html", context)


def _say_pace(row: Source) -> str:
    interval = timedelta(minutes=row.interval_minutes)
    if row.fetched_at is not None and row.not_before > timezone.now():
        interval = row.not_before - row.fetched_at
    return say_pace(interval=interval, asked_minutes=row.asked_minutes, failures=row.failures)


@takes_form(MAY_ADD, page="sources", keeping=("feed-address", "feed-name"))
def feed_add(request: HttpRequest) -> HttpResponse:
    """Add a feed; it is looked at as soon as a worker is free."""
    form = FeedForm(request.POST)
    if form.is_valid():
        try:
            row = add_feed(address=form.cleaned_data["address"], name=form.cleaned_data["name"], now=timezone.now())
        except (FetchError, NotDecidable) as error:
            form.add_error("address", str(error))
        else:
            wake()
            messages.success(request, f"{row.name} was added and is looked at now.")
            return redirect("source", slug=row.slug)
    return _show_sources(request, form=form, status=400)


@takes_form(MAY_ADD, page="source", by="slug")
def feed_pause(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a feed no more."""
    row = get_object_or_404(Source, slug=slug, kind=SourceKind.FEED.value)
    pause_feed(source=row)
    messages.success(request, f"{row.name} is paused. What it yielded stays.")
    return redirect("source", slug=slug)


@takes_form(MAY_ADD, page="source", by="slug")
def feed_resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a feed again."""
    row = get_object_or_404(Source, slug=slug, kind=SourceKind.FEED.value)
    resume_feed(source=row, now=timezone.now())
    wake()
    messages.success(request, f"{row.name} is looked at again.")
    return redirect("source", slug=slug)


@takes_form(MAY_ADD, page="source", by="slug")
def feed_look(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a feed before its time, unless its publisher asked to be left alone."""
    row = get_object_or_404(Source, slug=slug, kind=SourceKind.FEED.value)
    try:
        look_now(source=row, now=timezone.now())
    except NotDecidable as reason:
        messages.warning(request, str(reason))
    else:
        wake()
        messages.success(request, f"{row.name} is looked at as soon as a worker is free.")
    return redirect("source", slug=slug)
