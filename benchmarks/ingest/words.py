"""The words and sentences of ``words.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_READ: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text())

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@cache
def words(name: str) -> list[str]:
    """A list of words by its name."""
    found = _READ[name]
    return found.split() if isinstance(found, str) else list(found)


def sentence(name: str) -> str:
    """A single sentence with its gaps, by its name."""
    return str(_READ[name])


@cache
def talks() -> list[dict[str, str]]:
    """Between whom, through whom, where, and over what."""
    return list(_READ["talks"])
