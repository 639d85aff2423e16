"""``manage.py ingest``: take texts in from files, addresses or standard input, and say what became of each."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from negotiations import flow
from negotiations.errors import NegotiationsError
from negotiations.ingest.submitting import MOST_BYTES, submit_address, submit_text
from negotiations.models import Door, Intake, IntakeOutcome, QueueState, Reading


class Command(BaseCommand):
    help = "Takes in articles: text files, HTML files, addresses (http:// or https://), or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="+", metavar="FILE|ADDRESS|-")

    def handle(self, *args: Any, **options: Any) -> None:
        tools = flow.live_tools()
        failed = [what for what in options["what"] if not self._take(what, tools)]
        if failed:
            raise CommandError(f"{len(failed)} of {len(options['what'])} could not be taken in.", returncode=1)

    def _take(self, what: str, tools: flow.Tools) -> bool:
        try:
            intake = self._submit(what)
        except (OSError, NegotiationsError) as error:
            reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            self.stderr.write(self.style.ERROR(f"{what}: {reason}."))
            return False
        intake = flow.carry(intake=intake, tools=tools)
        line = f"{what}: {self._say(intake)}"
        if intake.state == QueueState.DONE:
            self.stdout.write(line)
            return True
        self.stderr.write(self.style.ERROR(line))
        return False

    def _submit(self, what: str) -> Intake:
        now = timezone.now()
        if what.startswith(("http://", "https://")):
            return submit_address(address=what, door=Door.COMMAND, now=now)
        if what == "-":
            return submit_text(
                body=sys.stdin.buffer.read(MOST_BYTES + 1), door=Door.COMMAND, now=now, filename="standard input"
            )
        path = Path(what)
        with path.open("rb") as file:
            return submit_text(body=file.read(MOST_BYTES + 1), door=Door.COMMAND, now=now, filename=path.name)

    def _say(self, intake: Intake) -> str:
        if intake.state == QueueState.WAITING:
            return f"{intake.error} It will be tried again."
        if intake.state != QueueState.DONE:
            return intake.error or "It is still being worked on; look at the sources page."
        if intake.outcome == IntakeOutcome.KNOWN:
            return f"known already, nothing was added (article {intake.article_id})."
        reading = Reading.objects.filter(snapshot=intake.snapshot_id).latest("pk")
        if reading.state == QueueState.FAILED:
            return f"taken in as article {intake.article_id}, but it could not be read: {reading.error}"
        found = reading.report.get("record", {})
        changed = "a changed text of" if intake.outcome == IntakeOutcome.CHANGED else "taken in as"
        shown, waiting = found.get("shown", 0), found.get("waiting", 0)
        return f"{changed} article {intake.article_id}; {shown} findings shown, {waiting} wait for an editor."
