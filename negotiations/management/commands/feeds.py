"""``manage.py feeds``: the list of feeds, in and out as OPML."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from negotiations.errors import ParseError
from negotiations.ingest.subscribing import export_opml, subscribe_opml
from negotiations.tasks import wake


class Command(BaseCommand):
    help = "Subscribes to the feeds of an OPML list, or writes all feeds as one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--import", dest="read", metavar="FILE.opml|-", help="Add the feeds that this list names.")
        what.add_argument("--export", dest="write", metavar="FILE.opml|-", help="Write all feeds, paused ones too.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["read"]:
            self._read(options["read"])
        else:
            self._write(options["write"])

    def _read(self, name: str) -> None:
        try:
            body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            result = subscribe_opml(body=body, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror or error}.") from None
        except ParseError as error:
            raise CommandError(str(error)) from None
        for source in result.added:
            self.stdout.write(f"new      {source.name}  {source.feed_url}")
        for word, passed in (("known", result.known), ("refused", result.refused)):
            for feed in passed:
                self.stdout.write(f"{word:8} {feed.name}  {feed.address}  {feed.reason}")
        counts = len(result.added), len(result.known), len(result.refused)
        self.stdout.write("{} new, {} known already, {} refused.".format(*counts))
        if result.added:
            wake()

    def _write(self, name: str) -> None:
        listed = export_opml()
        if name == "-":
            self.stdout.write(listed.decode(), ending="")
            return
        try:
            Path(name).write_bytes(listed)
        except OSError as error:
            raise CommandError(f"{name} cannot be written: {error.strerror or error}.") from None
