"""The texts that came in lately, by whichever door: what failed first."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, ExpressionWrapper, IntegerField, OuterRef, Q, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, needs
from negotiations.dashboard.forms import read_page
from negotiations.ingest.quarantine import IS_DISMISSED, is_dismissed
from negotiations.models import Intake, IntakeStage, QueueState, Reading
from negotiations.templatetags.clocks import say_moment

PER_PAGE = 50
FAILED = QueueState.FAILED.value


@needs(MAY_ADD)
@require_safe
def intakes(request: HttpRequest) -> HttpResponse:
    """What came in lately: what failed first, then the newest."""
    failed_reading = (
        Reading.objects.filter(~IS_DISMISSED, snapshot=OuterRef("snapshot"), state=FAILED)
        .order_by("-pk")
        .values("error")[:1]
    )
    rows = (
        Intake.objects.defer("body", "headers")
        .select_related("source", "article", "submitted_by", "dismissed_by")
        .annotate(
            reading_error=Subquery(failed_reading),
            has_bytes=ExpressionWrapper(Q(body__isnull=False), output_field=BooleanField()),
        )
        .annotate(
            rank=Case(
                When(IS_DISMISSED, then=1),
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
    now = timezone.now()
    context = {"page": page, "lines": [_line(row) | {"ahead": say_moment(row.not_before, now)} for row in page]}
    return render(request, "intakes.html", context | {"failed": failed})


def _line(row: Intake) -> dict[str, Any]:
    known = cast("Any", row)  # carries the annotations of the list
    is_failed = known.rank == 0
    return {
        "intake": row,
        "error": row.error or known.reading_error or "",
        "is_failed": is_failed,
        "is_dismissed": is_dismissed(row),
        "again": is_failed
        and (row.state != FAILED or (row.attempts > 0 and (known.has_bytes or row.stage == IntakeStage.FETCH))),
    }
