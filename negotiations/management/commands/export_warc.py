"""``manage.py export_warc``: originals with all that is known of them, as a web archive that other tools read."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from negotiations.ingest.originals import choose_snapshots, load_originals
from negotiations.models import Evidence, Negotiation, Snapshot, Source
from negotiations.sources.warc import Archive
from negotiations.timeline.articles import TALKS


class Command(BaseCommand):
    help = "Writes originals into a web archive: response, resource and metadata records of WARC 1.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.warc.gz|-", help="Ending in .gz: packed. -: packed, to the output.")
        parser.add_argument("--since", type=_day, help="Taken on this day (YYYY-MM-DD, UTC) or later.")
        parser.add_argument("--until", type=_day, help="Taken before this day.")
        parser.add_argument("--source", default="", help="Short name of a source, as in its address.")
        parser.add_argument("--negotiation", default="", help="Short name of talks: what their record rests on.")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = _choose(options)
        to_output = options["file"] == "-"
        name = "originals.warc.gz" if to_output else Path(options["file"]).name
        about = {"software": "Parley 0.1", "description": "Originals of articles, decoded, with what was read of them."}
        with _output(options["file"]) as out:
            archive = Archive(
                out, name=name, about=about, now=timezone.now(), packed=to_output or name.lower().endswith(".gz")
            )
            self._write(archive, rows)
        counts = archive.counts
        said = f"{counts['response']} responses, {counts['resource']} resources, {counts['metadata']} descriptions."
        (self.stderr if to_output else self.stdout).write(said)

    def _write(self, archive: Archive, rows: QuerySet[Snapshot]) -> None:
        columns = (TextColumn("Writing originals"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("originals", total=rows.count())
            for original in load_originals(rows):
                archive.write(original)
                bar.advance(task)


def _choose(options: dict[str, Any]) -> QuerySet[Snapshot]:
    source, talks = options["source"], options["negotiation"]
    if source and not Source.objects.filter(slug=source).exists():
        raise CommandError(f"There is no source “{source}”; its short name stands in the address of its page.")
    rows = choose_snapshots(since=options["since"], until=options["until"], source=source)
    if not talks:
        return rows
    found = Negotiation.objects.filter(slug=talks).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There are no talks “{talks}”; their short name stands in the address of their page.")
    here = reduce(or_, (Q(**{path: found}) for path in TALKS.values()))
    return rows.filter(pk__in=Evidence.objects.filter(here).values("snapshot"))


@contextmanager
def _output(name: str) -> Iterator[BinaryIO]:
    """The file, there only once it is whole; or the standard output, which must not be a screen."""
    if name == "-":
        if sys.stdout.isatty():
            raise CommandError("An archive is no text for a screen; name a file or send it on with > or |.")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(path)
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror or error}.") from None
    finally:
        draft.unlink(missing_ok=True)


def _day(text: str) -> datetime:
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
