"""What the tests of ``manage.py ingest`` share: a report, a file with it, and what the command says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPORT = (
    "Egypt and Qatar are mediating between Israel and Hamas in Cairo. Israel rejects a full withdrawal from Gaza. "
    "Hamas demands a permanent ceasefire, its spokesman said. The talks in Cairo ended without agreement.\n"
)


@dataclass(frozen=True)
class Answer:
    """What the command said, and its exit status."""

    out: str
    err: str
    status: int


Ingest = Callable[..., Answer]


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
