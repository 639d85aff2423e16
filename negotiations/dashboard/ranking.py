"""In which order the waiting suggestions are worth deciding: rounds, then what goes against the record, then the rest.

All that waits is ordered for each page of the desk, so it is read as plain values, with the positions that it may go
against, and held together here: for each suggestion to look up its own in the database takes twelve times as long.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from negotiations.models import Suggestion, SuggestionKind
from negotiations.models.statements import ask
from negotiations.timeline.stances import Direction, direction_of

ROUND_FIRST, CONTRADICTS, REST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Offered:
    """A waiting suggestion; of a position the key of its holder, the codes of its issues, stance and ISO date, as far
    as it says them.
    """

    pk: int
    kind: str
    confidence: float
    created_at: datetime
    talks: int | None = None
    holder: str | None = None
    issues: Sequence[str] | None = None
    stance: str | None = None
    day: str | None = None


class Stated(NamedTuple):
    """A position on record, in the order in which positions follow each other: its ISO date, and its key."""

    day: str
    pk: int
    issues: frozenset[str]
    stance: str


Lines = Mapping[tuple[int, str], Sequence[Stated]]  # of each holder in each talks, in their order
Borne = Collection[tuple[int, int]]  # a suggestion, and a position that rests on it


def rank_all(rows: "QuerySet[Suggestion]") -> dict[int, int]:
    """The rank of each of these suggestions by its key, those of most worth first: within a rank by confidence, then
    age.
    """
    offered = _load_offered(rows)
    talks = {row.talks for row in offered if row.kind == SuggestionKind.POSITION and row.talks is not None}
    lines, borne = (_load_lines(talks), _load_borne()) if talks else ({}, ())
    ranks = {row.pk: rank(row, lines, borne) for row in offered}
    offered.sort(key=lambda row: (ranks[row.pk], -row.confidence, row.created_at, row.pk))
    return {row.pk: ranks[row.pk] for row in offered}


def rank(row: Offered, lines: Lines, borne: Borne) -> int:
    """What a suggestion is worth to decide. Pure."""
    if row.kind == SuggestionKind.ROUND:
        return ROUND_FIRST
    before = _stood(row, lines, borne)
    return REST if before is None or _points(before) == _points(row.stance) else CONTRADICTS


def _stood(row: Offered, lines: Lines, borne: Borne) -> str | None:
    """The stance that its holder took last on one of its issues, until its day, by another's word than its own."""
    if row.kind != SuggestionKind.POSITION or row.talks is None or row.holder is None or row.day is None:
        return None
    line = lines.get((row.talks, row.holder), ())
    for at in range(bisect_right(line, row.day, key=lambda stated: stated.day) - 1, -1, -1):
        stated = line[at]
        if not stated.issues.isdisjoint(row.issues or ()) and (row.pk, stated.pk) not in borne:
            return stated.stance
    return None


def _points(stance: str | None) -> Direction | None:
    """Where a stance points, as the matrix counts it: a demand is the holder's own yes."""
    towards = direction_of(stance) if stance else None
    return Direction.YES if towards is Direction.OWN else towards


def _load_offered(rows: "QuerySet[Suggestion]") -> list[Offered]:
    said = {
        "holder_key": KeyTextTransform("key", KeyTransform("holder", "reading")),
        "its_issues": KeyTransform("issues", "reading"),
        "its_stance": KeyTextTransform("stance", "reading"),
        "its_day": KeyTextTransform("said_on", "reading"),
    }
    columns = ("pk", "kind", "confidence", "created_at", "negotiation")
    return [Offered(*values) for values in rows.annotate(**said).order_by().values_list(*columns, *said)]


_LINES = """
    SELECT p.negotiation_id, a.slug, p.said_on::text, p.id,
           ARRAY(SELECT i.code FROM negotiations_positionissue pi JOIN negotiations_issue i ON i.id = pi.issue_id
                 WHERE pi.position_id = p.id),
           p.stance
    FROM negotiations_position p JOIN negotiations_actor a ON a.id = p.holder_id
    WHERE p.negotiation_id = ANY(%s) AND p.standing <> 'retracted' AND p.said_on IS NOT NULL
    ORDER BY p.said_on, p.id
"""
_BORNE = """
    SELECT e.suggestion_id, e.position_id FROM negotiations_evidence e JOIN negotiations_suggestion s
    ON s.id = e.suggestion_id WHERE s.state = 'open' AND s.kind = 'position' AND e.position_id IS NOT NULL
"""


def _load_lines(talks: Iterable[int]) -> Lines:
    lines = defaultdict[tuple[int, str], list[Stated]](list)
    for of, holder, day, pk, issues, stance in ask(_LINES, list(talks)):
        lines[of, holder].append(Stated(day, pk, frozenset(issues), stance))
    return lines


def _load_borne() -> Borne:
    return {(suggestion, position) for suggestion, position in ask(_BORNE)}
