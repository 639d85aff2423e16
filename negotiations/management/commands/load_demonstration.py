"""``manage.py load_demonstration``: ingest the shipped dispatches, with a progress bar, through the real pipeline."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from negotiations import flow
from negotiations.demonstration import how_many_arrived, queue_demonstration
from negotiations.models import Negotiation


class Command(BaseCommand):
    help = "Takes in the sample dispatches that come with the product; those taken in before are left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Only where no talks are recorded yet.")
        parser.add_argument("--queue-only", action="store_true", help="Leave the work to the running workers.")
        parser.add_argument("--seconds", type=float, default=300, help="How long to wait for all to arrive.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Negotiation.objects.exists():
            return
        intakes = queue_demonstration(now=timezone.now())
        if options["queue_only"]:
            self.stdout.write(f"{len(intakes)} dispatches wait for a worker.")
            return
        tools, until = flow.live_tools(), time.monotonic() + options["seconds"]
        columns = (TextColumn("Reading the sample dispatches"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("dispatches", total=len(intakes))
            for intake in intakes:  # one after the other, each all the way: what is on record helps to file the next
                flow.carry(intake=intake, tools=tools, seconds=until - time.monotonic(), summarise=False)
                bar.advance(task)
        flow.work(tools=tools)
        arrived = how_many_arrived(intakes=intakes)
        if arrived < len(intakes):
            raise CommandError(
                f"{len(intakes) - arrived} of {len(intakes)} dispatches have not arrived yet; run the command again."
            )
