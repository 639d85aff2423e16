"""Adding an article: a pasted text, a file or an address. Each becomes a row that waits, and a page that follows it."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from negotiations.dashboard.access import MAY_ADD, needs, takes_form
from negotiations.dashboard.editing_forms import AddressForm, PasteForm, UploadForm, errors_of
from negotiations.dashboard.progress import follow, is_to_be_fetched
from negotiations.dashboard.uploading import BoundedUploads
from negotiations.errors import FetchError, NotDecidable
from negotiations.ingest.quarantine import is_dismissed
from negotiations.ingest.repeating import try_again
from negotiations.ingest.submitting import MOST_BYTES, refuse, submit_address, submit_text, too_large, uploads_source
from negotiations.models import (
    Door,
    Host,
    Intake,
    IntakeStage,
    Negotiation,
    Reading,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from negotiations.tasks import wake

TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
DRAINED = 100_000_000  # a body up to this size is read to its end, so that the browser shows the answer


@csrf_exempt  # the body is not parsed before the account is known; the check itself is made in _receive
@needs(MAY_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def article_add(request: HttpRequest) -> HttpResponseBase:
    """The page with its three ways, and what is sent by one of them."""
    if request.method != "POST":
        return _show(request)
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdigit() and int(size) > DRAINED:
        return _show(request, complaint=str(too_large(int(size))), status=TOO_LARGE)
    request.upload_handlers = [BoundedUploads(request, most=MOST_BYTES)]
    try:
        return _receive(request)
    except RequestDataTooBig:
        _drain(request)
        complaint = "The text is too long to be pasted. Save it as a file and upload that."
        return _show(request, complaint=complaint, status=TOO_LARGE)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    ways = {"paste": (PasteForm, _paste), "upload": (UploadForm, _upload), "address": (AddressForm, _address)}
    name = request.POST.get("way", "")
    if name not in ways:
        return _show(request, complaint="Choose one of the three ways.", status=HTTPStatus.BAD_REQUEST)
    make, take = ways[name]
    form = make(request.POST, request.FILES)
    intake = take(form, request, now) if form.is_valid() else None
    if intake is None:
        return _show(request, forms_sent={name: form}, status=HTTPStatus.BAD_REQUEST)
    if intake.error_code == "too-large":
        form.add_error("file", intake.error)
        return _show(request, forms_sent={name: form}, trace=intake, status=TOO_LARGE)
    wake()
    return redirect("intake", pk=intake.pk)


def _paste(form: forms.Form, request: HttpRequest, now: datetime) -> Intake | None:
    given = form.cleaned_data
    try:
        return submit_text(
            body=given["text"].encode(),
            door=Door.PASTE,
            now=now,
            content_type="text/plain; charset=utf-8",
            title=given["title"],
            address=given["address"],
            published=given["published"],
            user=request.user,
        )
    except FetchError as error:
        form.add_error("address", str(error))
        return None


def _upload(form: forms.Form, request: HttpRequest, now: datetime) -> Intake:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:  # its bytes were dropped as they came; what is kept is that it was sent
        editor = request.user if isinstance(request.user, User) else None
        values: dict[str, Any] = {
            "door": Door.UPLOAD.value,
            "stage": IntakeStage.READ.value,
            "source": uploads_source(),
            "filename": file.name[:300],
            "content_type": (file.content_type or "")[:200],
            "received_at": now,
            "not_before": now,
            "submitted_by": editor,
        }
        return refuse(values, too_large(file.size), now=now)
    return submit_text(
        body=file.read(),
        door=Door.UPLOAD,
        now=now,
        filename=file.name,
        content_type=file.content_type or "",
        user=request.user,
    )


def _address(form: forms.Form, request: HttpRequest, now: datetime) -> Intake:
    return submit_address(address=form.cleaned_data["address"].strip(), door=Door.ADDRESS, now=now, user=request.user)


def _show(
    request: HttpRequest,
    *,
    status: int = HTTPStatus.OK,
    complaint: str = "",
    trace: Intake | None = None,
    forms_sent: dict[str, forms.Form] | None = None,
) -> HttpResponse:
    sent = forms_sent or {}
    given = {"address": request.GET.get("address", "").replace("\x00", "")[:2000]}  # of a text that failed
    ways: dict[str, forms.Form] = {
        "paste": PasteForm(initial=given),
        "upload": UploadForm(),
        "address": AddressForm(initial=given),
        **sent,
    }
    errors = [pair for form in sent.values() for pair in errors_of(form)]
    if complaint:
        errors.append(("", complaint))
    context = {**ways, "errors": errors, "trace": trace, "limit": MOST_BYTES // 1_000_000}
    return render(request, "add.html", context, status=status)


def _drain(request: HttpRequest) -> None:
    while request.read(65_536):
        pass


@needs(MAY_ADD)
@require_safe
@never_cache
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """One text on its way in: step by step, and at its end what was found."""
    row = get_object_or_404(
        Intake.objects.select_related("source", "article", "submitted_by").defer("body", "headers"), pk=pk
    )
    reading = Reading.objects.filter(snapshot=row.snapshot_id).order_by("-pk").first() if row.snapshot_id else None
    host = Host.objects.filter(pk=row.host).defer("robots").first() if is_to_be_fetched(row) else None
    progress = follow(row, reading, now=timezone.now(), host=host)
    counts = [] if progress.is_open or row.snapshot_id is None else _count(row.snapshot_id)
    found = sum(number for _, number, _ in counts)
    talks = Negotiation.objects.filter(suggestions__snapshot=row.snapshot_id).distinct() if counts else []
    dismissed = next((one for one in (row, reading) if one is not None and is_dismissed(one)), None)
    context = {
        "intake": row,
        "progress": progress,
        "counts": counts,
        "found": found,
        "talks": talks,
        "dismissed": dismissed,
    }
    return render(request, "parts/_intake.html" if getattr(request, "htmx", False) else "intake.html", context)


def _count(snapshot: int) -> list[tuple[str, int, int]]:
    """Findings by kind: how many, and how many of them wait for an editor."""
    rows = (
        Suggestion.objects.filter(snapshot=snapshot)
        .exclude(state=SuggestionState.SUPERSEDED.value)
        .values_list("kind", "state")
    )
    found = list(rows)
    return [
        (
            kind.label,
            sum(k == kind for k, _ in found),
            sum(k == kind and state == SuggestionState.OPEN for k, state in found),
        )
        for kind in SuggestionKind
        if any(k == kind for k, _ in found)
    ]


@takes_form(MAY_ADD, page="intake", by="pk")
def intake_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed text wait for a worker once more."""
    row = get_object_or_404(Intake, pk=pk)
    try:
        try_again(intake=row, now=timezone.now())
    except NotDecidable as reason:
        messages.warning(request, str(reason))
    else:
        wake()
    return redirect("intake", pk=pk)
