"""Bulk imports: a file is uploaded, its import followed, paused and gone on with."""

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from negotiations.dashboard.access import MAY_ADD, needs, takes_form
from negotiations.dashboard.editing_forms import errors_of
from negotiations.dashboard.file_uploads import UploadsToFolder, keep_upload
from negotiations.dashboard.forms import read_page
from negotiations.dashboard.health_words import REASONS
from negotiations.errors import NotDecidable, ParseError
from negotiations.ingest.bulk_doors import (
    begin_import,
    count_texts,
    find_import,
    hash_file,
    pause_import,
    resume_import,
    share_done,
)
from negotiations.ingest.quarantine import REPEATABLE
from negotiations.ingest.repeating import try_all_again
from negotiations.models import BulkImport, BulkKind, Intake, QueueState
from negotiations.tasks import wake

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE
PER_PAGE = 30
FAILED_SHOWN = 50
DRAINED = 2 * MOST_BYTES  # a body up to this size is read to its end, so that the browser shows the answer
TOO_LARGE = f"The file has more than {MOST_BYTES // MEGABYTE} MB. Split it, or import it with manage.py bulk_import."
FAILED = QueueState.FAILED.value
KIND_WORDS = {
    BulkKind.ADDRESSES: "list of addresses",
    BulkKind.OPML: "list of feeds (OPML)",
    BulkKind.FOLDER: "folder",
    BulkKind.JSON_LINES: "JSON Lines",
    BulkKind.WARC: "web archive (WARC)",
}
UPLOADED = [kind for kind in BulkKind if kind is not BulkKind.FOLDER]


class ImportForm(forms.Form):
    """A file, and what it is if that cannot be seen from it."""

    prefix = "bulk"
    file = forms.FileField(allow_empty_file=True, max_length=300, error_messages={"required": "Choose a file first."})
    kind = forms.ChoiceField(
        required=False, choices=[("", "as it looks"), *((kind.value, KIND_WORDS[kind]) for kind in UPLOADED)]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One import as it is shown: ``percent`` of it is through, ``state`` says in a word how it stands."""

    bulk: BulkImport
    counts: dict[str, int]
    percent: int
    state: str
    passed_over: int

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return KIND_WORDS[BulkKind(self.bulk.kind)]

    @property
    def said(self) -> str:
        """How it stands, for those who listen: new at every tenth of it."""
        return f"{self.state}, {self.percent // 10 * 10} %" if self.is_open else self.state

    @property
    def is_open(self) -> bool:
        """Whether it may still change by itself."""
        return self.bulk.finished_at is None


@csrf_exempt  # the body is not parsed before the account is known; the check itself is made in _receive
@needs(MAY_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bulk_imports(request: HttpRequest) -> HttpResponseBase:
    """Every import with how far it is, and what is uploaded to begin another."""
    if request.method != "POST":
        return _show(request)
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdigit() and int(size) > DRAINED:
        return _show(request, complaint=TOO_LARGE, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    uploads = UploadsToFolder(request, most=MOST_BYTES, folder=_folder())
    request.upload_handlers = [uploads]
    try:
        return _receive(request)
    except RequestDataTooBig:
        return _show(request, complaint=TOO_LARGE, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    finally:
        uploads.close()


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form=form, status=HTTPStatus.BAD_REQUEST)
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        form.add_error("file", TOO_LARGE)
        return _show(request, form=form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        bulk, is_known = _begin(request, file, form.cleaned_data["kind"])
    except ParseError as error:
        form.add_error("file", str(error))
        return _show(request, form=form, status=HTTPStatus.BAD_REQUEST)
    if is_known:
        messages.info(request, "This very file is being imported already; here it is.")
    wake()
    return redirect("bulk-import", pk=bulk.pk)


def _begin(request: HttpRequest, file: "UploadedFile[Any]", kind: str) -> tuple[BulkImport, bool]:
    """The import of that file, and whether it was under way before. Nothing stays on the disk if it is refused."""
    kept = keep_upload(file, _folder())
    try:
        sha256 = hash_file(kept)
        known = find_import(location="", sha256=sha256)
        if known is not None and known.finished_at is None:
            kept.unlink()
            return known, True
        bulk = begin_import(
            path=kept,
            kind=BulkKind(kind) if kind else None,
            name=file.name or "unnamed",
            location=kept.name,
            sha256=sha256,
            user=request.user,
            now=timezone.now(),
        )
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return bulk, False


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def _show(
    request: HttpRequest, *, form: ImportForm | None = None, complaint: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    page = Paginator(BulkImport.objects.select_related("submitted_by"), PER_PAGE).get_page(read_page(request.GET))
    lines = _lines(list(page))
    errors = errors_of(form) if form is not None else []
    context = {
        "page": page,
        "lines": lines,
        "open": sum(line.is_open for line in lines),
        "form": form or ImportForm(),
        "errors": [*errors, *([("", complaint)] if complaint else [])],
        "limit": MOST_BYTES // MEGABYTE,
        "limit_words": f"at most {MOST_BYTES // MEGABYTE} MB",
    }
    part = getattr(request, "htmx", False) and request.method != "POST"
    return render(request, "parts/_bulk_imports.html" if part else "bulk_imports.html", context, status=status)


def _lines(rows: list[BulkImport]) -> list[Line]:
    counts = count_texts([row.pk for row in rows])
    return [_line(row, counts[row.pk]) for row in rows]


def _line(row: BulkImport, counts: dict[str, int]) -> Line:
    passed_over = sum(row.report.get("passed_over", {}).values())
    # Rounded down: what stands at 100 is at its end.
    return Line(row, counts, int(share_done(row, waiting=counts["waiting"]) * 100), _state(row), passed_over)


def _state(row: BulkImport) -> str:
    if row.finished_at is not None:
        return "failed" if row.state == FAILED else "done"
    if row.is_paused:
        return "paused"
    return "held up" if row.error else "in work" if row.position else "waits"


@needs(MAY_ADD)
@require_safe
@never_cache
def bulk_import(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what it brought, what was refused and what failed."""
    row = get_object_or_404(BulkImport.objects.select_related("submitted_by"), pk=pk)
    (line,) = _lines([row])
    failed = row.intakes.filter(state=FAILED).defer("body", "headers").order_by("pk")
    report: dict[str, Any] = row.report
    context = {
        "line": line,
        "failed": list(failed[:FAILED_SHOWN]),
        "is_feeds": row.kind == BulkKind.OPML,
        "passed_over": sorted(report.get("passed_over", {}).items(), key=lambda pair: (-pair[1], pair[0])),
        "refusals": report.get("refusals", []),
        "refused_by": _by_reason(report.get("refused_by", {})),
        "unknown_fields": report.get("unknown_fields", []),
        "faulty": report.get("faulty", 0),
        "faults": report.get("faults", []),
        "repeated": report.get("repeated", 0),
    }
    part = getattr(request, "htmx", False)
    return render(request, "parts/_bulk_import.html" if part else "bulk_import.html", context)


def _by_reason(counted: dict[str, int]) -> list[tuple[str, int]]:
    """How many were refused for which reason, in words; what is most first."""
    words = Counter[str]()
    for code, number in counted.items():
        words[REASONS.get(code, code)] += number
    return words.most_common()


@takes_form(MAY_ADD, page="bulk-import", by="pk")
def bulk_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Pause it, go on with it, or try again what failed of it."""
    row, now = get_object_or_404(BulkImport, pk=pk), timezone.now()
    try:
        if verb == "pause":
            pause_import(bulk=row)
        elif verb == "resume":
            resume_import(bulk=row, now=now)
        else:
            failed = Intake.objects.filter(REPEATABLE, bulk=row, state=FAILED).values_list("pk", flat=True)
            again = try_all_again(intakes=list(failed), readings=[], now=now)
            messages.info(request, f"{again} wait once more.")
    except NotDecidable as reason:
        messages.warning(request, str(reason))
    else:
        if verb != "pause":
            wake()
    return redirect("bulk-import", pk=pk)
