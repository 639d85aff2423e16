"""``manage.py ingest``: take texts in from files, addresses or standard input, and say what became of each."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from negotiations import flow
from negotiations.dashboard.progress import say_wait
from negotiations.errors import NegotiationsError
from negotiations.ingest.submitting import MOST_BYTES, submit_address, submit_text
from negotiations.models import Door, Host, Intake, IntakeOutcome, Leased, QueueState, Reading


class Command(BaseCommand):
    help = "Takes in articles: text files, HTML files, addresses (http:// or https://), or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="+", metavar="FILE|ADDRESS|-")

    def handle(self, *args: Any, **options: Any) -> None:
        tools = flow.live_tools()
        failed = [what for what in options["what"] if not self._take(what, tools)]
        if failed and len(options["what"]) > 1:
            raise CommandError(f"{len(failed)} of {len(options['what'])} could not be taken in.", returncode=1)
        if failed:
            sys.exit(1)  # its one sentence has been said

    def _take(self, what: str, tools: flow.Tools) -> bool:
        try:
            intake = self._submit(what)
        except (OSError, NegotiationsError) as error:
            reason = f"{error.strerror or error}." if isinstance(error, OSError) else str(error)
            self.stderr.write(self.style.ERROR(f"{_printable(what)}: {reason}"))
            return False
        intake = flow.carry(intake=intake, tools=tools)
        arrived, sentence = _answer(intake)
        line = f"{_printable(what)}: {sentence}"
        if arrived:
            self.stdout.write(line)
        else:
            self.stderr.write(self.style.ERROR(line))
        for remark in intake.report.get("read", {}).get("remarks", []):
            self.stdout.write(f"  {remark}")
        return arrived

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
            return submit_text(
                body=file.read(MOST_BYTES + 1),
                size=os.fstat(file.fileno()).st_size,
                door=Door.COMMAND,
                now=now,
                filename=path.name,
            )


def _answer(intake: Intake) -> tuple[bool, str]:
    """Whether a text came through all stages, and the sentence that says what became of it."""
    if intake.state != QueueState.DONE:
        return False, _why(intake)
    if intake.outcome == IntakeOutcome.KNOWN:
        return True, f"known already, nothing was added (article {intake.article_id})."
    reading = Reading.objects.filter(snapshot=intake.snapshot_id).latest("pk")
    if reading.state != QueueState.DONE:
        return False, f"taken in as article {intake.article_id}, but not read to its end: {_why(reading)}"
    found = reading.report.get("record", {})
    changed = "a changed text of" if intake.outcome == IntakeOutcome.CHANGED else "taken in as"
    shown, waiting = found.get("shown", 0), found.get("waiting", 0)
    return True, f"{changed} article {intake.article_id}; {shown} findings shown, {waiting} wait for an editor."


def _why(row: Leased) -> str:
    """Why a row is not through yet, or never will be."""
    if row.state == QueueState.FAILED:
        return row.error
    if row.state == QueueState.WAITING and row.error:
        return f"{row.error} It will be tried again."
    host = Host.objects.filter(pk=row.host).first() if isinstance(row, Intake) else None
    if isinstance(row, Intake) and (wait := say_wait(row, host, timezone.now())):
        return wait
    return "It is still being worked on; look at the sources page."


def _printable(what: str) -> str:
    """What was asked for, as any terminal can show it: names of files may be bytes that are no text."""
    return what.encode(errors="surrogateescape").decode(errors="replace")
