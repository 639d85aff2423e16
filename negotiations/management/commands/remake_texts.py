"""``manage.py remake_texts``: texts made again from their originals by today's readers, and what changed by that."""

import time
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from difflib import unified_diff
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from negotiations import flow
from negotiations.errors import NegotiationsError
from negotiations.ingest.remaking import BY, count_remakes, outdated, queue_remakes, read_again
from negotiations.models import Remake, RemakeOutcome, Snapshot

CHANGES_SHOWN = 20
COLUMNS = (TextColumn("Making texts again"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


class Command(BaseCommand):
    help = (
        "Makes the present texts of articles again from their originals, where another program or version than "
        "today's made them. Run it again to go on with what was broken off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--older-than", default="", metavar="EXTRACTOR", help='As in "trafilatura 2.3.1".')
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")
        parser.add_argument("--detach", action="store_true", help="Leave the work to the running workers.")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = outdated(older_than=options["older_than"])
        if options["dry_run"]:
            self._try(rows)
            return
        begun = timezone.now()
        added = queue_remakes(rows=rows, now=begun)
        self.stdout.write(f"{added} texts added to those that wait to be made again by {BY}.")
        if not options["detach"]:
            self._follow()
            self._report(since=begun)

    def _try(self, rows: QuerySet[Snapshot]) -> None:
        counts = Counter[str]()
        with Progress(*COLUMNS, console=Console(stderr=True)) as bar:
            task = bar.add_task("texts", total=rows.count())
            for snapshot in rows.select_related("article", "remade_from").order_by("pk").iterator(10):
                try:
                    page = read_again(snapshot=snapshot, now=timezone.now())
                except NegotiationsError as error:
                    counts["failed"] += 1
                    self.stderr.write(f"Article {snapshot.article_id}: {error}")
                else:
                    changed = page.text != snapshot.text
                    counts["changed" if changed else "same"] += 1
                    if changed and counts["changed"] <= CHANGES_SHOWN:
                        self.stdout.write(f"Article {snapshot.article_id}: {_say_change(snapshot.text, page.text)}")
                bar.advance(task)
        said = f"{counts['changed']} would change, {counts['same']} stay the same, {counts['failed']} cannot be read."
        self.stdout.write(f"{said} Nothing was written.")

    def _follow(self) -> None:
        """Work on them, beside the workers if there are any; Ctrl-C leaves the rest waiting."""
        tools = flow.live_tools()
        counts = count_remakes()
        done = sum(counts.values()) - counts["waiting"]
        with Progress(*COLUMNS, console=Console(stderr=True)) as bar:
            task = bar.add_task("texts", total=counts["waiting"])
            while counts["waiting"]:
                if not flow.work_on_remakes(tools=tools, most=10):
                    time.sleep(0.2)
                counts = count_remakes()
                bar.update(task, completed=sum(counts.values()) - counts["waiting"] - done)

    def _report(self, *, since: datetime) -> None:
        changed = Remake.objects.filter(readers=BY, outcome=RemakeOutcome.CHANGED.value, finished_at__gte=since)
        latest = changed.select_related("snapshot", "made").order_by("-finished_at")[:CHANGES_SHOWN]
        for row in latest:
            if row.made is not None:
                self.stdout.write(f"Article {row.snapshot.article_id}: {_say_change(row.snapshot.text, row.made.text)}")
        counts = count_remakes()
        words = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"In all, by today's readers: {words}.")


def _say_change(before: str, after: str) -> str:
    """How many lines went and came."""
    lines = [line[:1] for line in unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")][2:]
    return f"{lines.count('-')} lines went, {lines.count('+')} came ({len(before):,} → {len(after):,} characters)"
