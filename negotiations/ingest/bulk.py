"""Bulk imports: a list, a folder or an archive is queued window by window, each window in one transaction.

What was queued and how far that is stand in the database together: a killed worker loses and doubles nothing.
No import has more than ``MOST_OPEN`` texts in work, so that feeds go on beside it.
"""

import hashlib
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from negotiations.errors import ParseError
from negotiations.ingest.entries import ArticleAt, articles_at, known_already
from negotiations.ingest.submitting import uploads_source
from negotiations.ingest.subscribing import subscribe
from negotiations.models import BulkImport, BulkKind, Door, Intake, IntakeStage, QueueState
from negotiations.sources.batches import Item, Kind, read_items
from negotiations.sources.canonical import address_key, canonical
from negotiations.sources.opml import MOST_BYTES as MOST_OPML
from negotiations.sources.opml import read_opml

MOST_OPEN = 200
WINDOW = 50
WINDOW_BYTES = 20_000_000
WINDOW_SECONDS = 10
BREATH = timedelta(seconds=1)  # before looking again whether there is room
UNREACHABLE = timedelta(seconds=30)
REFUSALS_KEPT = 200
NAMES_KEPT = 50
OPEN = (QueueState.WAITING.value, QueueState.RUNNING.value)


def advance(*, bulk: BulkImport, media: Path, now: datetime) -> None:
    """Queue the next window of a claimed import, or end it once all that it brought is through."""
    if bulk.report.get("is_queued"):
        _end_if_through(bulk, media, now)
        return
    room = MOST_OPEN - bulk.intakes.filter(state__in=OPEN).count()
    if room <= 0:
        _wait(bulk, until=now + BREATH)
        return
    try:
        if bulk.kind == BulkKind.OPML:
            _subscribe(bulk, locate(bulk, media), now)
            return
        items, is_end = _read_window(bulk, locate(bulk, media), most=min(room, WINDOW), now=now)
    except OSError as error:
        why = f"{bulk.location} cannot be read here ({error.strerror}); it is tried again as soon as it can be."
        _wait(bulk, until=now + UNREACHABLE, why=why)
        return
    except ParseError as error:
        _fail(bulk, error, media, now)
        return
    with transaction.atomic():
        if bulk.holds_lease():
            _queue(bulk, items, is_end=is_end, now=now)


def locate(bulk: BulkImport, media: Path) -> Path:
    """Where its bytes lie: a path as it is, or a name below the media folder, which it cannot leave."""
    return Path(bulk.location) if bulk.location.startswith("/") else media / "imports" / Path(bulk.location).name


def _read_window(bulk: BulkImport, path: Path, *, most: int, now: datetime) -> tuple[list[Item], bool]:
    """The next items, and whether they are the last ones. An error is raised only where nothing came before it."""
    items: list[Item] = []
    size, until = 0, time.monotonic() + WINDOW_SECONDS
    try:
        for item in read_items(Kind(bulk.kind), path, bulk.report.get("cursor", {}), now=now):
            items.append(item)
            size += len(item.body or b"")
            brought = sum(1 for one in items if not one.passed_over)
            if brought >= most or len(items) >= 20 * most or size > WINDOW_BYTES or time.monotonic() > until:
                return items, False
    except ParseError:
        if not items:
            raise
        return items, False
    return items, True


def _queue(bulk: BulkImport, items: list[Item], *, is_end: bool, now: datetime) -> None:
    report = bulk.report
    fresh = {_entry_key(bulk, item): item for item in reversed(items) if not item.passed_over and item.wrong is None}
    source = uploads_source()
    known = set(Intake.objects.filter(source=source, entry_key__in=list(fresh)).values_list("entry_key", flat=True))
    new = {key: item for key, item in reversed(fresh.items()) if key not in known}
    articles = articles_at(item.address for item in new.values() if item.body is None)
    rows = [
        Intake(source=source, entry_key=key, submitted_by_id=bulk.submitted_by_id, **_values(bulk, item, articles, now))
        for key, item in new.items()
    ]
    Intake.objects.bulk_create(rows)
    brought = sum(1 for item in items if not item.passed_over and item.wrong is None)
    report["repeated"] = report.get("repeated", 0) + brought - len(rows)
    for item in items:
        _note(bulk, item)
    bulk.position += len(items)
    if items:
        report["cursor"] = items[-1].after
    if is_end:
        report["is_queued"], bulk.total = True, bulk.position
    _release(bulk, until=now)


def _note(bulk: BulkImport, item: Item) -> None:
    """Count what brings nothing, with the reason, and what was brought without a field that cannot be used."""
    report = bulk.report
    if item.wrong is not None:
        _refuse(bulk, item.name, str(item.wrong), code=item.wrong.code)
    elif item.passed_over:
        counted = report.setdefault("passed_over", {})
        kind = item.passed_over if item.passed_over in counted or len(counted) < NAMES_KEPT else "other"
        counted[kind] = counted.get(kind, 0) + 1
    named = sorted({*report.get("unknown_fields", []), *item.unknown_fields})
    if named:
        report["unknown_fields"] = named[:NAMES_KEPT]
    if item.faults:
        report["faulty"] = report.get("faulty", 0) + 1
        kept = report.setdefault("faults", [])
        kept += [{"name": item.name, "field": field, "why": why} for field, why in item.faults]
        del kept[REFUSALS_KEPT:]


def _refuse(bulk: BulkImport, name: str, why: str, *, code: str = "refused") -> None:
    """Count a refusal by its reason; the first ones are kept with their names and in full."""
    bulk.refused += 1
    counted = bulk.report.setdefault("refused_by", {})
    counted[code] = counted.get(code, 0) + 1
    refusals = bulk.report.setdefault("refusals", [])
    if len(refusals) < REFUSALS_KEPT:
        refusals.append({"name": name[:300], "code": code, "why": why})


def _entry_key(bulk: BulkImport, item: Item) -> str:
    return f"bulk-{bulk.pk}-{hashlib.sha256(item.key.encode()).hexdigest()}"


def _values(bulk: BulkImport, item: Item, articles: dict[str, ArticleAt], now: datetime) -> dict[str, Any]:
    """The columns of its row. ``articles`` are those that stand at addresses already, by their keys."""
    values: dict[str, Any] = {
        "bulk": bulk,
        "door": Door.BULK.value,
        "address": item.address[:2000],
        "received_at": now,
        "not_before": now,
    }
    if item.body is None:
        article = articles.get(address_key(item.address))
        already = known_already(article, now) if article else {}
        return {**values, "stage": IntakeStage.FETCH.value, **already}
    values |= {
        "stage": IntakeStage.READ.value,
        "address": canonical(item.address) if item.address else "",
        "filename": f"{bulk.name}, {item.name}"[:300],
        "body": item.body,
        "content_type": item.content_type[:200],
        "headers": {name: value for name, value in item.headers.items() if name != "set-cookie"},
        "fetched_at": min(item.taken_at or now, now),
    }
    if item.status is not None:
        values["report"] = {"fetch": {"status": item.status, "bytes": len(item.body), "from": item.address}}
    return values


def _subscribe(bulk: BulkImport, path: Path, now: datetime) -> None:
    """Add the next feeds of a list; the list is small enough to be read whole."""
    with path.open("rb") as file:
        outlines = read_opml(file.read(MOST_OPML + 1))
    window = outlines[bulk.position : bulk.position + WINDOW]
    with transaction.atomic():
        if not bulk.holds_lease():
            return
        done = subscribe(outlines=window, now=now)
        for name, rows in (("added", done.added), ("known", done.known)):
            bulk.report[name] = bulk.report.get(name, 0) + len(rows)
        for passed in done.refused:
            _refuse(bulk, f"{passed.name}, {passed.address}", passed.reason)
        bulk.position += len(window)
        bulk.total = len(outlines)
        bulk.report["is_queued"] = bulk.position >= len(outlines)
        _release(bulk, until=now)


def _end_if_through(bulk: BulkImport, media: Path, now: datetime) -> None:
    if bulk.intakes.filter(state__in=OPEN).exists():
        _wait(bulk, until=now + BREATH)
        return
    _drop_upload(bulk, media)
    with transaction.atomic():
        if bulk.holds_lease():
            bulk.state, bulk.finished_at = QueueState.DONE.value, now
            bulk.save()


def _fail(bulk: BulkImport, error: ParseError, media: Path, now: datetime) -> None:
    _drop_upload(bulk, media)
    with transaction.atomic():
        if bulk.holds_lease():
            bulk.state, bulk.finished_at = QueueState.FAILED.value, now
            bulk.error_code, bulk.error = error.code, str(error)
            bulk.save()


def _drop_upload(bulk: BulkImport, media: Path) -> None:
    """Remove what was uploaded: its texts are in the database. Whatever lies elsewhere is its owner's."""
    if not bulk.location.startswith("/"):
        locate(bulk, media).unlink(missing_ok=True)


def _wait(bulk: BulkImport, *, until: datetime, why: str = "") -> None:
    with transaction.atomic():
        if bulk.holds_lease():
            _release(bulk, until=until, why=why)


def _release(bulk: BulkImport, *, until: datetime, why: str = "") -> None:
    """Let it wait for its next turn. Whether it is paused is for others to say, so that is not written."""
    bulk.state, bulk.not_before, bulk.attempts = QueueState.WAITING.value, until, 0
    bulk.error_code, bulk.error = "unreadable" if why else "", why
    bulk.lease_token = bulk.lease_until = None
    bulk.save(update_fields=_WRITTEN)


_WRITTEN: Iterable[str] = (
    "state",
    "not_before",
    "attempts",
    "error_code",
    "error",
    "lease_token",
    "lease_until",
    "position",
    "total",
    "refused",
    "report",
)
