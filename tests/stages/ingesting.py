"""What the tests of commands that take texts in share: a report, a file with it, and what a command says."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import CommandError, call_command

REPORT = (
    "Egypt and Qatar are mediating between Israel and Hamas in Cairo. Israel rejects a full withdrawal from Gaza. "
    "Hamas demands a permanent ceasefire, its spokesman said. The talks in Cairo ended without agreement.\n"
)


@dataclass(frozen=True)
class Answer:
    """What the command said, its exit status, and the error that it ended with, which a shell shows as well."""

    out: str
    err: str
    status: int
    error: str = ""


Ingest = Callable[..., Answer]


def call(command: str, *arguments: object) -> Answer:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    status, message = 0, ""
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        status, message = error.returncode, str(error)
    except SystemExit as end:
        status = int(end.code or 0)
    return Answer(out.getvalue(), err.getvalue(), status, message)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
