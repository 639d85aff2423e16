"""``manage.py explain``: shows for each sentence of a text which rule matched which words, and what came of it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from negotiations.extraction.explaining import as_lines, explain
from negotiations.extraction.findings import Document
from negotiations.suggestions.lexicon import choose_lexicon


class Command(BaseCommand):
    help = "Say why a text reads as it does: the rules that matched, the words, and the findings that rest on them."
    requires_system_checks: list[str] = []  # reading a text needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="a sentence or a whole text; - for standard input")
        parser.add_argument("--published", metavar="YYYY-MM-DD", help="the day from which the text reckons")
        parser.add_argument(
            "--starter", action="store_true", help="use the shipped actors and issues, whatever the database holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        text = sys.stdin.read() if options["text"] == "-" else options["text"]
        if not text.strip():
            raise CommandError("There is no text to explain; give a sentence, or - and the text on standard input.")
        document = Document("text", text, options["published"])
        self.stdout.write("\n".join(as_lines(explain(document, choose_lexicon(starter=options["starter"])), text)))
