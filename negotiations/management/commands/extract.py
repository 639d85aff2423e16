"""``manage.py extract``: reads texts and prints what the rules find in them. Writes nothing, needs no network."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from negotiations.errors import NegotiationsError, ParseError
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.present import as_json, as_lines
from negotiations.sources.uploads import read_upload
from negotiations.suggestions.lexicon import choose_lexicon


class Command(BaseCommand):
    help = "Read texts and print the participants, rounds, proposals and positions found in them."
    requires_system_checks: list[str] = []  # reading a text needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="text or HTML files; - for standard input")
        parser.add_argument(
            "--jsonl", metavar="FILE", help='one object a line: {"id", "text", "published"}; - for standard input'
        )
        parser.add_argument(
            "--starter", action="store_true", help="use the shipped actors and issues, whatever the database holds"
        )
        parser.add_argument("--json", action="store_true", help="print JSON, one object for each text")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["jsonl"] and not options["paths"]:
            raise CommandError("Give a file to read, or --jsonl FILE (see --help).")
        try:
            lexicon = choose_lexicon(starter=options["starter"])
            if options["jsonl"]:
                for document in _rows(options["jsonl"]):
                    self._print_json(document, lexicon)
            for path in options["paths"]:
                document = _document(path)
                if options["json"]:
                    self._print_json(document, lexicon)
                else:
                    self.stdout.write("\n".join(as_lines(document, extract(document, lexicon))))
        except NegotiationsError as error:
            raise CommandError(str(error)) from error

    def _print_json(self, document: Document, lexicon: Lexicon) -> None:
        self.stdout.write(json.dumps(as_json(document, extract(document, lexicon)), ensure_ascii=False))


def _open(path: str) -> IO[bytes]:
    if path == "-":
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ParseError(
            f"{path} cannot be read ({error.strerror or error}); check the name and the permissions."
        ) from error


def _rows(path: str) -> Iterator[Document]:
    """The documents of a JSON Lines file, read as they come, so that a pipe works as well."""
    with _open(path) as stream:
        try:
            for number, raw in enumerate(stream, 1):
                if raw.strip():
                    yield _row(path, number, raw)
        except OSError as error:
            raise ParseError(
                f"{path} cannot be read ({error.strerror or error}); give a file of JSON lines."
            ) from error


def _row(path: str, number: int, raw: bytes) -> Document:
    try:
        row = json.loads(raw.decode("utf-8"))
    except ValueError as error:
        raise ParseError(
            f"Line {number} of {path} is no JSON in UTF-8: each line must be one object with id and text."
        ) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ParseError(f"Line {number} of {path} has no text: each line must be one object with id and text.")
    published = row.get("published")
    return Document(
        str(row.get("id", number)), row["text"], published[:10] if isinstance(published, str) and published else None
    )


def _document(path: str) -> Document:
    """A text or HTML file as a document; of HTML only the article counts."""
    with _open(path) as stream:
        try:
            raw = stream.read()
        except OSError as error:
            raise ParseError(f"{path} cannot be read ({error.strerror or error}); give a text or HTML file.") from error
    name = Path(path).name if path != "-" else "standard input"
    page = read_upload(raw, filename=name)
    return Document(name, page.text, page.published.isoformat() if page.published else None, page.title)
