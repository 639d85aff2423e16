"""Talks that came to be known under a name of their own, with the actors under whom reports about them are filed.

This names and files; it says nothing about roles, rounds or positions, which are only ever read out of articles.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NamedNegotiation:
    """One negotiation: ``filed_under`` holds the keys of the actors between whom the talks are."""

    slug: str
    name: str
    subject: str
    filed_under: tuple[str, ...]


@cache
def named_negotiations() -> tuple[NamedNegotiation, ...]:
    """All of them, in the order of the file."""
    rows = tomllib.loads((files("negotiations.data") / "negotiations.toml").read_text(encoding="utf-8"))["negotiation"]
    return tuple(NamedNegotiation(row["slug"], row["name"], row["subject"], tuple(row["filed_under"])) for row in rows)
