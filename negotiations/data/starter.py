"""The starter data that ships with the product: rows for the loader, and the lexicon made of them."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from negotiations.errors import RuleError
from negotiations.extraction.lexicon import (
    ActorEntry,
    AffiliationEntry,
    AliasEntry,
    IssueEntry,
    Lexicon,
    PersonEntry,
    PlaceEntry,
)

_FOLDER = files("negotiations.data")
# Columns of the tables and the kind of alias that their names are.
_ALIAS_COLUMNS = (
    ("names", "name"),
    ("abbreviations", "abbreviation"),
    ("demonyms", "demonym"),
    ("metonyms", "metonym"),
)


@dataclass(frozen=True, slots=True)
class StarterIssue:
    """An issue of the starter tree, with the question that a position on it answers."""

    code: str
    parent: str | None
    name: str
    question: str
    terms: tuple[str, ...]


def starter_actors() -> Iterator[ActorEntry]:
    """States first, then every other body and group; an actor comes after the one that it is part of."""
    for row in _rows("states.tsv"):
        yield ActorEntry(row["key"], row["name"], "state", row["iso2"], row["iso3"], None, _aliases(row))
    bodies = {row["key"]: row for row in _rows("bodies.tsv")}
    done: set[str] = set()
    for key in bodies:
        yield from _with_parents(key, bodies, done)


def starter_people() -> Iterator[PersonEntry]:
    """People with their dated offices, as far as the dates are certain."""
    key, name, aliases = "", "", ""
    offices: list[AffiliationEntry] = []
    for row in _rows("people.tsv"):
        if row["key"] != key:
            if key:
                yield PersonEntry(key, name, _split(aliases), tuple(offices))
            key, name, aliases, offices = row["key"], row["name"], row["aliases"], []
        offices.append(AffiliationEntry(key, row["title"], row["actor"], row["since"] or None, row["until"] or None))
    if key:
        yield PersonEntry(key, name, _split(aliases), tuple(offices))


def starter_issues() -> Iterator[StarterIssue]:
    """The starter tree of issues; a parent comes before its children."""
    for row in tomllib.loads((_FOLDER / "issues.toml").read_text(encoding="utf-8"))["issue"]:
        yield StarterIssue(row["code"], row.get("parent"), row["name"], row["question"], tuple(row["terms"]))


def starter_places() -> Iterator[PlaceEntry]:
    """Capitals and towns where talks are held, each with its country."""
    keys = {row["iso2"]: row["key"] for row in _rows("states.tsv")}
    for row in _rows("places.tsv"):
        yield PlaceEntry(row["name"], row["iso2"], keys.get(row["iso2"], ""), row["capital"] == "1")


def starter_blocked() -> Iterator[str]:
    """Names that hold an actor's name and mean something else."""
    for line in (_FOLDER / "blocked.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@lru_cache(maxsize=1)
def starter_lexicon() -> Lexicon:
    """The lexicon of the starter data alone, compiled once."""
    return Lexicon.build(
        actors=starter_actors(),
        people=starter_people(),
        issues=[IssueEntry(issue.code, issue.parent, issue.name, issue.terms) for issue in starter_issues()],
        places=starter_places(),
        blocked=starter_blocked(),
    )


def _with_parents(key: str, bodies: dict[str, dict[str, str]], done: set[str]) -> Iterator[ActorEntry]:
    if key in done:
        return
    done.add(key)
    row = bodies[key]
    if row["part_of"] in bodies:
        yield from _with_parents(row["part_of"], bodies, done)
    yield ActorEntry(key, row["name"], row["kind"], "", "", row["part_of"] or None, _aliases(row), row["country"])


def _aliases(row: dict[str, str]) -> tuple[AliasEntry, ...]:
    return tuple(AliasEntry(text, kind) for column, kind in _ALIAS_COLUMNS for text in _split(row[column]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries; RuleError where a row has not as many cells as the heading."""
    with (_FOLDER / name).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        heading = next(reader)
        for number, cells in enumerate(reader, start=2):
            if len(cells) != len(heading):
                raise RuleError(
                    f"{name}, line {number}: {len(cells)} cells instead of {len(heading)}. Separate them by tabs."
                )
            yield dict(zip(heading, cells, strict=True))
