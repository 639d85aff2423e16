"""The texts that came in lately, by whichever door: what failed first."""

from datetime import datetime
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from negotiations.dashboard.access import MAY_ADD, needs
from negotiations.dashboard.forms import read_number, read_page
from negotiations.dashboard.progress import is_to_be_fetched, say_wait
from negotiations.ingest.quarantine import Chosen, failed_intakes, failed_readings, is_dismissed
from negotiations.models import BulkImport, Host, Intake, IntakeStage, QueueState, Source
from negotiations.templatetags.clocks import say_moment

PER_PAGE = 50
FAILED = QueueState.FAILED.value


@needs(MAY_ADD)
@require_safe
def intakes(request: HttpRequest) -> HttpResponse:
    """What came in lately, of one import (``?import=3``) or one source (``?source=harbour-post``) alone if asked to.

    What failed stands first, then the newest; with ``?order=newest`` all go by their time.
    """
    number, slug = read_number(request.GET.get("import", "")), request.GET.get("source", "")
    bulk = get_object_or_404(BulkImport, pk=number) if number else None
    source = get_object_or_404(Source, slug=slug.replace("\x00", "")) if slug else None
    is_newest_first = request.GET.get("order") == "newest"
    rows = _Rows(bulk, source, are_failed_first=not is_newest_first)
    page = Paginator(cast("Any", rows), PER_PAGE).get_page(read_page(request.GET))
    now = timezone.now()
    hosts = Host.objects.defer("robots").in_bulk({row.host for row in page if is_to_be_fetched(row)})
    lines = [_line(row, row.pk in rows.failed, hosts.get(row.host), now) for row in page]
    context = {
        "page": page,
        "lines": lines,
        "failed": len(rows.failed),
        "bulk": bulk,
        "source": source,
        "is_newest_first": is_newest_first,
    }
    return render(request, "intakes.html", context)


class _Rows:
    """All texts for a paginator. Ordered in two parts, so that no page asks of every text whether it failed."""

    def __init__(self, bulk: BulkImport | None, source: Source | None, *, are_failed_first: bool) -> None:
        self.wanted = (Q() if bulk is None else Q(bulk=bulk)) & (Q() if source is None else Q(source=source))
        read_out = failed_readings(Chosen()).order_by().values("snapshot")
        failed = failed_intakes(Chosen()).filter(self.wanted).order_by().values_list("pk", flat=True)
        unread = Intake.objects.filter(self.wanted, snapshot__in=read_out).values_list("pk", flat=True)
        self.failed = {*failed, *unread}
        self.first = self.failed if are_failed_first else set()

    def count(self) -> int:
        return Intake.objects.filter(self.wanted).count()

    def __getitem__(self, part: slice) -> list[Intake]:
        start, stop, border = part.start, part.stop, len(self.first)
        rows = _described().filter(self.wanted).order_by("-received_at", "-pk")
        first = list(rows.filter(pk__in=self.first)[start:stop]) if start < border else []
        rest = rows.exclude(pk__in=self.first)[max(start - border, 0) : stop - border] if stop > border else []
        return [*first, *rest]


def _described() -> QuerySet[Any]:
    error = failed_readings(Chosen()).filter(snapshot=OuterRef("snapshot")).values("error")[:1]
    has_bytes = ExpressionWrapper(Q(body__isnull=False), output_field=BooleanField())
    rows = Intake.objects.defer("body", "headers").select_related("source", "article", "submitted_by", "dismissed_by")
    return rows.annotate(reading_error=Subquery(error), has_bytes=has_bytes)


def _line(row: Intake, is_failed: bool, host: Host | None, now: datetime) -> dict[str, Any]:
    known = cast("Any", row)  # carries the annotations of the list
    return {
        "intake": row,
        "ahead": say_moment(row.not_before, now),
        "wait": say_wait(row, host, now),
        "error": row.error or known.reading_error or "",
        "is_failed": is_failed,
        "is_dismissed": is_dismissed(row),
        "again": is_failed
        and (row.state != FAILED or (row.attempts > 0 and (known.has_bytes or row.stage == IntakeStage.FETCH))),
    }
