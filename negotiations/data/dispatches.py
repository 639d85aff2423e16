"""The dispatches that ship with the product, so that a first look shows real talks over time.

Each is a UTF-8 text with header lines (``Title``, ``Date`` where its date is known, ``Source``, ``Note``), a blank
line and the report. They were written for this project from the public record and say so.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLDER = "dispatches"


@dataclass(frozen=True)
class Dispatch:
    """One shipped text: its file name and its bytes, header lines included."""

    filename: str
    body: bytes

    @property
    def dated(self) -> str | None:
        """The date in the header as written, ``2024-05-06`` or ``2024-12``; None for a dispatch without a date."""
        header = self.body.decode("utf-8").partition("\n\n")[0]
        return next((line.removeprefix("Date: ") for line in header.splitlines() if line.startswith("Date: ")), None)


@cache
def dispatches() -> tuple[Dispatch, ...]:
    """Every shipped dispatch in order of date, those of one day by file name, undated ones last."""
    found = [
        Dispatch(filename=entry.name, body=entry.read_bytes())
        for entry in (files("negotiations.data") / FOLDER).iterdir()
        if entry.name.endswith(".txt")
    ]
    return tuple(sorted(found, key=lambda dispatch: (dispatch.dated is None, dispatch.dated or "", dispatch.filename)))
