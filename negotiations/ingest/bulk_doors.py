"""The doors of bulk imports: begun once, found again, paused and gone on with."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Count, Q

from negotiations.errors import NotDecidable, ParseError
from negotiations.models import BulkImport, BulkKind, IntakeOutcome, QueueState
from negotiations.sources.batches import Kind, check_is_text, count_items, guess_kind
from negotiations.sources.opml import read_opml

FAILED, DONE = QueueState.FAILED.value, QueueState.DONE.value


def begin_import(
    *,
    path: Path,
    kind: BulkKind | None,
    name: str,
    location: str,
    now: datetime,
    sha256: str = "",
    user: AbstractBaseUser | AnonymousUser | None = None,
) -> BulkImport:
    """Queue a batch that lies at ``path``; what kind it is is seen from it unless it is given.

    ParseError where it is none of that kind at all: ``binary``, ``empty``, ``not-opml``, ``unsafe-markup``,
    ``too-large``. OSError where it cannot be read.
    """
    kind = kind or BulkKind(guess_kind(path, name=name))
    if (kind is BulkKind.FOLDER) != path.is_dir():
        raise ParseError(f"{name} is {'a' if path.is_dir() else 'no'} folder.", code="wrong-kind")
    total = _count(kind, path)
    if total == 0:
        raise ParseError(f"There is nothing in {name} that could be taken in.", code="empty")
    return BulkImport.objects.create(
        kind=kind.value,
        name=_as_text(name)[:300],
        location=location,
        sha256=sha256,
        total=total,
        report={} if kind is BulkKind.FOLDER else {"bytes": path.stat().st_size},
        not_before=now,
        submitted_by=user if isinstance(user, User) else None,
    )


def _count(kind: BulkKind, path: Path) -> int | None:
    if kind is BulkKind.OPML:
        with path.open("rb") as file:
            return len(read_opml(file.read(3_000_000)))
    if kind in (BulkKind.ADDRESSES, BulkKind.JSON_LINES):
        with path.open("rb") as file:
            check_is_text(file.read(4096))
    return count_items(Kind(kind.value), path)


def find_import(*, location: str, sha256: str) -> BulkImport | None:
    """The latest import of the very same thing: the same bytes, or for a folder the same place."""
    same = Q(sha256=sha256) if sha256 else Q(sha256="", location=location)
    return BulkImport.objects.filter(same).exclude(state=FAILED).order_by("-pk").first()


def hash_file(path: Path, *, told: Callable[[int], None] = lambda read: None) -> str:
    """SHA-256 of a file of any size; ``told`` hears how many bytes each piece had."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1_000_000):
            digest.update(piece)
            told(len(piece))
    return digest.hexdigest()


def pause_import(*, bulk: BulkImport) -> None:
    """Queue nothing more of it until somebody goes on with it; what is queued already is read."""
    open_ = BulkImport.objects.filter(pk=bulk.pk, finished_at__isnull=True)
    if not open_.update(is_paused=True):
        raise NotDecidable("This import is at its end already.")


def resume_import(*, bulk: BulkImport, now: datetime) -> None:
    """Go on where it was, now."""
    open_ = BulkImport.objects.filter(pk=bulk.pk, finished_at__isnull=True)
    if not open_.update(is_paused=False):
        raise NotDecidable("This import is at its end already.")
    open_.filter(state=QueueState.WAITING.value).update(not_before=now)


def count_texts(imports: list[int]) -> dict[int, dict[str, int]]:
    """For each import how many of its texts are new, changed, known, failed and still in work: one query."""
    done = {f"{outcome.value}_n": Count("intakes", Q(intakes__outcome=outcome.value)) for outcome in IntakeOutcome}
    rows = BulkImport.objects.filter(pk__in=imports).annotate(
        **done,
        failed_n=Count("intakes", Q(intakes__state=FAILED)),
        waiting_n=Count("intakes", ~Q(intakes__state__in=[FAILED, DONE]) & Q(intakes__isnull=False)),
    )
    names = ("new", "changed", "known", "failed", "waiting")
    return {
        row["pk"]: {name: row[f"{name}_n"] for name in names} for row in rows.values("pk", *(f"{n}_n" for n in names))
    }


def share_done(bulk: BulkImport, *, waiting: int) -> float:
    """How much of it is through, from 0 to 1; of an archive that is not counted yet by the bytes that were read."""
    if bulk.state == DONE:
        return 1.0
    if bulk.total is None:
        size = bulk.report.get("bytes") or 1
        return float(min(bulk.report.get("cursor", {}).get("offset", 0) / size, 0.99))
    return max(bulk.position - waiting, 0) / bulk.total if bulk.total else 1.0


def _as_text(name: str) -> str:
    """A name may be any bytes; those that are no text come here as lone surrogates, which no column takes."""
    return name.encode(errors="surrogateescape").decode(errors="replace").replace("\x00", "")
