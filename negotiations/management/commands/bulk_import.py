"""``manage.py bulk_import``: many texts or feeds in one go, with a progress bar; broken off, it is gone on with."""

import signal
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from negotiations import flow
from negotiations.errors import ParseError
from negotiations.ingest.bulk_doors import begin_import, count_texts, find_import, hash_file, resume_import, share_done
from negotiations.models import BulkImport, BulkKind, QueueState

REFUSALS_SHOWN = 10
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Takes in many texts or feeds: a list of addresses (one on each line), an OPML list of feeds, a folder of text "
        "and HTML files, JSON Lines, or a WARC archive. Run it again to go on with what was broken off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", metavar="PATH")
        parser.add_argument("--kind", choices=[kind.value for kind in BulkKind], help="Left out, it is seen from PATH.")
        parser.add_argument("--again", action="store_true", help="Even if the very same file was imported before.")
        parser.add_argument(
            "--detach", action="store_true", help="Leave the work to the running workers; --wait is the default."
        )
        parser.add_argument("--wait", dest="detach", action="store_false")

    def handle(self, *args: Any, **options: Any) -> None:
        bulk = self._begin(Path(options["path"]), options)
        if bulk is None:
            return
        if options["detach"]:
            self.stdout.write(f"Import {bulk.pk} waits for a worker; its page is /sources/bulk/{bulk.pk}/.")
            return
        with _finishing_first() as stop:
            self._follow(bulk, stop)
        self._report(bulk)

    def _begin(self, path: Path, options: dict[str, Any]) -> BulkImport | None:
        """The import that was begun before, or a new one; None if the same file is in already."""
        path, kind, now = path.resolve(), options["kind"], timezone.now()
        try:
            sha256 = "" if path.is_dir() else _hash(path)
            known = find_import(location=str(path), sha256=sha256)
            if known is not None and known.finished_at is None:
                resume_import(bulk=known, now=now)
                self.stdout.write(
                    f"Going on with import {known.pk}, at {known.position} of {known.total or 'its items'}."
                )
                return known
            if known is not None and sha256 and not options["again"]:
                self.stdout.write(f"This very file was imported as import {known.pk}; --again imports it once more.")
                return None
            kind = BulkKind(kind) if kind else None
            return begin_import(path=path, kind=kind, name=path.name, location=str(path), sha256=sha256, now=now)
        except OSError as error:
            raise CommandError(f"{options['path']} cannot be read: {error.strerror or error}.") from None
        except ParseError as error:
            raise CommandError(str(error)) from None

    def _follow(self, bulk: BulkImport, stop: list[int]) -> None:
        """Work on it, beside the workers if there are any, and show how far it is."""
        tools = flow.live_tools()
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        with Progress(*columns, TextColumn("{task.fields[words]}"), console=Console(stderr=True)) as bar:
            task = bar.add_task("Importing", total=1.0, words="")
            while not stop:
                worked = flow.work(tools=tools, seconds=0.5)
                bulk.refresh_from_db()
                counts = count_texts([bulk.pk])[bulk.pk]
                bar.update(task, completed=share_done(bulk, waiting=counts["waiting"]), words=_say(bulk, counts))
                if bulk.finished_at is not None or bulk.is_paused:
                    break
                if not worked:
                    time.sleep(0.2)

    def _report(self, bulk: BulkImport) -> None:
        counts = count_texts([bulk.pk])[bulk.pk]
        words = _say(bulk, counts)
        if bulk.finished_at is None:
            why = "It was paused on its page." if bulk.is_paused else "Nothing is lost; run the same command to go on."
            self.stderr.write(f"Stopped at {bulk.position} of {bulk.total or 'its items'}: {words}. {why}")
            raise CommandError("The import is not at its end yet.", returncode=INTERRUPTED)
        refusals = bulk.report.get("refusals", [])
        for refusal in refusals[:REFUSALS_SHOWN]:
            self.stderr.write(f"{refusal['name']}: {refusal['why']}")
        if bulk.refused > REFUSALS_SHOWN:
            counted = sorted(bulk.report.get("refused_by", {}).items(), key=lambda pair: -pair[1])
            reasons = ", ".join(f"{number} {code}" for code, number in counted)
            self.stderr.write(
                f"… and {bulk.refused - REFUSALS_SHOWN} more ({reasons} in all); see /sources/bulk/{bulk.pk}/."
            )
        faults = bulk.report.get("faults", [])
        for fault in faults[:REFUSALS_SHOWN]:
            self.stderr.write(f"{fault['name']}, {fault['field']}: {fault['why']}")
        if len(faults) > REFUSALS_SHOWN:
            faulty = bulk.report["faulty"]
            self.stderr.write(f"{faulty} texts in all came in without such a field; see /sources/bulk/{bulk.pk}/.")
        if counts["failed"]:
            self.stderr.write(f"Why texts failed stands at /sources/bulk/{bulk.pk}/, to be tried again or dismissed.")
        if unknown := bulk.report.get("unknown_fields"):
            self.stderr.write(f"Fields that say nothing here: {', '.join(unknown)}.")
        if bulk.state == QueueState.FAILED:
            raise CommandError(f"{bulk.error} So far: {words}.")
        self.stdout.write(f"Import {bulk.pk}: {words}.")


def _say(bulk: BulkImport, counts: dict[str, int]) -> str:
    if bulk.kind == BulkKind.OPML:
        added, known = bulk.report.get("added", 0), bulk.report.get("known", 0)
        return f"{added} feeds added, {known} known, {bulk.refused} refused"
    named = {**counts, "repeated": bulk.report.get("repeated", 0), "refused": bulk.refused}
    named["passed over"] = sum(bulk.report.get("passed_over", {}).values())
    shown = {name: number for name, number in named.items() if number or name == "new"}
    return ", ".join(f"{number} {'in work' if name == 'waiting' else name}" for name, number in shown.items())


def _hash(path: Path) -> str:
    columns = (TextColumn("Reading the file"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("hash", total=path.stat().st_size)
        return hash_file(path, told=lambda size: bar.advance(task, size))


@contextmanager
def _finishing_first() -> Iterator[list[int]]:
    """On Ctrl-C or SIGTERM the text in work is finished first, so that nobody has to wait for its lease; twice ends it.

    Gives a list that is empty until then.
    """
    stop: list[int] = []

    def asked(number: int, frame: FrameType | None) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.append(number)

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
