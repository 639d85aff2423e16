"""Sources and how they are doing, and the texts that came in lately."""

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from negotiations.dashboard.access import MAY_ADD, needs
from negotiations.dashboard.editing_forms import FeedForm
from negotiations.dashboard.forms import read_page
from negotiations.dashboard.health_words import say_health
from negotiations.errors import FetchError, NotDecidable
from negotiations.ingest.subscribing import add_feed, pause_feed, resume_feed
from negotiations.models import Article, Intake, IntakeStage, QueueState, Reading, Source, SourceFetch, SourceKind
from negotiations.tasks import wake

PER_PAGE = 50
FAILED = QueueState.FAILED.value
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with how it is doing and what it yielded."""
    return _show_sources(request)


def _show_sources(request: HttpRequest, *, form: FeedForm | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    page = Paginator(_with_health(Source.objects.all()), PER_PAGE).get_page(read_page(request.GET))
    may_add = request.user.has_perm(MAY_ADD)
    failed = Intake.objects.filter(state=FAILED).count() if may_add else 0
    context = {
        "page": page,
        "rows": [_row(source, now) for source in page],
        "may_add": may_add,
        "form": form or FeedForm(),
        "failed": failed,
    }
    return render(request, "sources.html", context, status=status)


def _with_health(rows: "QuerySet[Source]") -> "QuerySet[Source]":
    """Each source with its number of articles, when it last yielded something, and since when it has been failing."""
    looks = SourceFetch.objects.filter(source=OuterRef("pk"))
    fine = looks.filter(error_code="").order_by("-at").values("at")[:1]
    failed = looks.exclude(error_code="").filter(at__gt=OuterRef("fine_at")).order_by("at").values("at")[:1]
    articles = (
        Article.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(n=Count("pk")).values("n")
    )
    return rows.annotate(
        articles_count=Coalesce(Subquery(articles, output_field=IntegerField()), Value(0)),
        fine_at=Coalesce(Subquery(fine, output_field=DateTimeField()), Value(LONG_AGO)),
        changed_at=Subquery(looks.filter(new__gt=0).order_by("-at").values("at")[:1]),
    ).annotate(failing_since=Subquery(failed))


def _row(source: Source, now: datetime) -> dict[str, Any]:
    known = cast("Any", source)  # carries the annotations of _with_health
    health = say_health(
        is_feed=source.kind == SourceKind.FEED,
        is_active=source.is_active,
        looked_at=source.fetched_at,
        changed_at=known.changed_at,
        failing_since=known.failing_since,
        reason=source.error_code,
        next_look=source.not_before,
        now=now,
    )
    return {
        "source": source,
        "health": health,
        "articles": known.articles_count,
        "is_failing": known.failing_since is not None and source.is_active,
    }


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: how it is doing, the last looks at it, its latest articles."""
    row = get_object_or_404(_with_health(Source.objects.all()), slug=slug)
    may_add = request.user.has_perm(MAY_ADD)
    articles = Article.objects.filter(source=row).order_by(F("published").desc(nulls_last=True), "-pk")
    context = {
        **_row(row, timezone.now()),
        "may_add": may_add,
        "is_feed": row.kind == SourceKind.FEED,
        "looks": row.fetches.order_by("-at")[:20] if may_add else [],
        "latest": articles[:20],
    }
    return render(request, "source.html", context)


@needs(MAY_ADD)
@require_POST
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


@needs(MAY_ADD)
@require_POST
def feed_pause(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a feed no more."""
    row = get_object_or_404(Source, slug=slug, kind=SourceKind.FEED.value)
    pause_feed(source=row)
    messages.success(request, f"{row.name} is paused. What it yielded stays.")
    return redirect("source", slug=slug)


@needs(MAY_ADD)
@require_POST
def feed_resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a feed again."""
    row = get_object_or_404(Source, slug=slug, kind=SourceKind.FEED.value)
    resume_feed(source=row, now=timezone.now())
    wake()
    messages.success(request, f"{row.name} is looked at again.")
    return redirect("source", slug=slug)


@needs(MAY_ADD)
@require_safe
def intakes(request: HttpRequest) -> HttpResponse:
    """What came in lately: what failed first, then the newest."""
    failed_reading = (
        Reading.objects.filter(snapshot=OuterRef("snapshot"), state=FAILED).order_by("-pk").values("error")[:1]
    )
    rows = (
        Intake.objects.defer("body", "headers")
        .select_related("source", "article", "submitted_by")
        .annotate(
            reading_error=Subquery(failed_reading),
            has_bytes=ExpressionWrapper(Q(body__isnull=False), output_field=BooleanField()),
        )
        .annotate(
            rank=Case(
                When(state=FAILED, then=0),
                When(reading_error__isnull=False, then=0),
                default=1,
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "-received_at", "-pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(read_page(request.GET))
    failed = rows.filter(rank=0).count()
    return render(request, "intakes.html", {"page": page, "lines": [_line(row) for row in page], "failed": failed})


def _line(row: Intake) -> dict[str, Any]:
    known = cast("Any", row)  # carries the annotations of the list
    is_failed = known.rank == 0
    return {
        "intake": row,
        "error": row.error or known.reading_error or "",
        "is_failed": is_failed,
        "again": is_failed
        and (row.state != FAILED or (row.attempts > 0 and (known.has_bytes or row.stage == IntakeStage.FETCH))),
    }
