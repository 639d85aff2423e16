"""Sentences of news about talks, over many conflicts, are read as a person would: who sits where, and which rounds."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings

READINGS = tomllib.loads((Path(__file__).parents[1] / "data" / "readings.toml").read_text(encoding="utf-8"))["reading"]
PUBLISHED = "2024-05-16"


@cache
def read_text(text: str) -> Findings:
    return extract(Document("reading", text, PUBLISHED), starter_lexicon())


def named(row: dict[str, Any]) -> str:
    return str(row["text"][:60])


@pytest.mark.parametrize("row", [row for row in READINGS if "roles" in row], ids=named)
def test_reading_seats_everybody_and_nobody_else(row: dict[str, Any]) -> None:
    assert {seat.actor: sorted(seat.roles) for seat in read_text(row["text"]).participants} == row["roles"]


@pytest.mark.parametrize("row", [row for row in READINGS if "rounds" in row], ids=named)
def test_reading_tells_the_rounds(row: dict[str, Any]) -> None:
    rounds = read_text(row["text"]).rounds
    assert len(rounds) >= len(row["rounds"])
    assert row["rounds"] or not rounds
    for wanted, found in zip(row["rounds"], rounds, strict=False):
        assert {name: getattr(found, name) or "" for name in wanted} == wanted


def test_readings_are_a_hundred_and_of_many_conflicts() -> None:
    assert len(READINGS) >= 100
    assert len({actor for row in READINGS for actor in row.get("roles", ())}) >= 80
