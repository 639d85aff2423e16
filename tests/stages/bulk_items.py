"""What the tests of bulk imports share: items of each kind, an import of them, and its work to the end."""

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from negotiations import flow
from negotiations.ingest.bulk_doors import (
    begin_import,
    hash_file,
)
from negotiations.models import BulkImport, BulkKind

PAGE = "<html><head><title>{0}</title></head><body><article><p>{1}</p></article></body></html>"
WORDS = "The weather in Klow stayed as it was on day {0}, the harbour office said in its report number {0}. " * 3


def page_of(number: int) -> str:
    return PAGE.format(f"Weather of day {number}", WORDS.format(number))


def begin(path: Path, kind: BulkKind | None = None) -> BulkImport:
    digest = "" if path.is_dir() else hash_file(path)
    return begin_import(path=path, kind=kind, name=path.name, location=str(path), sha256=digest, now=timezone.now())


def finish(bulk: BulkImport, tools: flow.Tools) -> BulkImport:
    """Work until the import is at its end."""
    for _ in range(100):
        BulkImport.objects.filter(state="waiting").update(not_before=timezone.now())
        flow.work(tools=tools)
        bulk.refresh_from_db()
        if bulk.finished_at is not None:
            return bulk
    raise AssertionError(f"not at its end: {bulk.report}")


def json_lines(path: Path, *rows: dict[str, Any] | str) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def text_row(number: int, **more: Any) -> dict[str, Any]:
    return {"title": f"Weather of day {number}", "text": WORDS.format(number), **more}
