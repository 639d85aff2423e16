"""The doors: each writes one row that waits to be taken in, and nothing else."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from negotiations.errors import FetchError, NegotiationsError, ParseError
from negotiations.models import Door, Intake, IntakeStage, QueueState, Source, SourceKind
from negotiations.sources.addresses import parse_address
from negotiations.sources.canonical import canonical

MOST_BYTES = 10_000_000


def uploads_source() -> Source:
    """The source under which texts stand that came without a publisher."""
    defaults = {"name": "Texts added by hand", "kind": SourceKind.UPLOAD.value}
    return Source.objects.get_or_create(slug="added-by-hand", defaults=defaults)[0]


def submit_text(
    *,
    body: bytes,
    door: Door,
    now: datetime,
    filename: str = "",
    content_type: str = "",
    title: str = "",
    address: str = "",
    published: date | None = None,
    source: Source | None = None,
    user: AbstractBaseUser | AnonymousUser | None = None,
    size: int = 0,
) -> Intake:
    """Queue bytes that are at hand. What is too large to keep is written down as failed, without its bytes.

    ``size`` is that of the whole where only its beginning was read.
    """
    values: dict[str, Any] = {
        "door": door.value,
        "stage": IntakeStage.READ.value,
        "source": source or uploads_source(),
        "filename": _as_text(filename)[:300],
        "content_type": content_type[:200],
        "title": title[:500],
        "address": canonical(address) if address else "",
        "published": published,
        "received_at": now,
        "not_before": now,
        "fetched_at": now,
        "submitted_by": user if user is not None and user.is_authenticated else None,
    }
    if len(body) > MOST_BYTES:
        return refuse(values, too_large(max(size, len(body))), now=now)
    return Intake.objects.create(body=body, **values)


def submit_address(
    *, address: str, door: Door, now: datetime, user: AbstractBaseUser | AnonymousUser | None = None
) -> Intake:
    """Queue an address to be fetched. One that must not be fetched is written down as failed."""
    values: dict[str, Any] = {
        "door": door.value,
        "stage": IntakeStage.FETCH.value,
        "source": uploads_source(),
        "address": address[:2000],
        "received_at": now,
        "not_before": now,
        "submitted_by": user if user is not None and user.is_authenticated else None,
    }
    try:
        # What is fetched is the address that was given and not the canonical one, in one spelling of its host.
        values["address"] = str(parse_address(address))
    except FetchError as error:
        return refuse(values, error, now=now)
    return Intake.objects.create(**values)


def refuse(values: dict[str, Any], error: NegotiationsError, *, now: datetime) -> Intake:
    """Write down what could not even be queued, so that an editor can see it."""
    return Intake.objects.create(
        state=QueueState.FAILED.value, error_code=error.code, error=str(error), finished_at=now, **values
    )


def too_large(size: int) -> ParseError:
    """The error for a text above the limit."""
    limit = MOST_BYTES // 1_000_000
    megabytes = f"{size / 1_000_000:.1f}"
    if megabytes == f"{limit}.0":
        megabytes = f"more than {limit}"
    return ParseError(
        f"The text has {megabytes} MB; at most {limit} MB are taken in. Send the article alone.", code="too-large"
    )


def _as_text(name: str) -> str:
    """A file's name may be any bytes; those that are no text come here as lone surrogates, which no column takes."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
