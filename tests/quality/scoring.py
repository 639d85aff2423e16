"""How near a reading comes to what a careful reader wrote down: participants, rounds and positions of reports on talks.

Both sides are in the layout that ``manage.py extract`` prints. Figures are per cent; F1 is the harmonic mean of
precision and recall. Findings are paired one to one, the best fits first. What is called historical is left out on both
sides: it makes no position of today. A host is expected, or counted as a false alarm, only where the reader named one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
WORD = re.compile(r"\w+")
SMALL = frozenset({"the", "of", "government", "republic", "state"})
NEAR = 0.3


@dataclass(slots=True)
class Tally:
    """Counts behind one figure."""

    gold: int = 0
    found: int = 0
    hit: int = 0

    @property
    def f1(self) -> float:
        return round(200 * self.hit / (self.gold + self.found), 1) if self.gold + self.found else 0.0


@dataclass(slots=True)
class Score:
    """All tallies of one run, by the name of the figure."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def count(self, name: str, *, gold: int = 0, found: int = 0, hit: int = 0) -> None:
        tally = self.tallies.setdefault(name, Tally())
        tally.gold, tally.found, tally.hit = tally.gold + gold, tally.found + found, tally.hit + hit

    def figures(self) -> dict[str, float]:
        """F1 by name; for shares (``… of those found``) hits over what was looked at."""
        return {name: tally.f1 for name, tally in sorted(self.tallies.items())}


def score_talks(*, gold: Iterable[Row], answers: Iterable[Row]) -> dict[str, float]:
    """Figures over all documents; an answer belongs to the document with its ``id``."""
    by_id = {answer["id"]: answer for answer in answers}
    score = Score()
    for document in gold:
        answer = by_id.get(document["id"], {})
        _roles(score, document, answer)
        _rounds(score, document, answer)
        _positions(score, document, answer)
    return score.figures()


def _roles(score: Score, document: Row, answer: Row) -> None:
    want = [(p, role) for p in document["participants"] for role in p["roles"]]
    have = [(p, role) for p in answer.get("participants", []) for role in p["roles"]]
    if not any(role == "host" for _, role in want):
        have = [pair for pair in have if pair[1] != "host"]
    pairs = _paired(want, have, lambda g, f: float(g[1] == f[1] and same_actor(g[0], f[0])), above=0.5)
    hits = Counter(want[i][1] for i, _ in pairs)
    score.count("roles, all", gold=len(want), found=len(have), hit=len(pairs))
    for role in ("mediator", "party"):
        sought, given = (sum(r == role for _, r in rows) for rows in (want, have))
        score.count(f"role {role}", gold=sought, found=given, hit=hits[role])


def _rounds(score: Score, document: Row, answer: Row) -> None:
    for name in ("venue", "outcome", "starts"):
        want, have = (
            {plain(str(r[name])) for r in side.get("rounds", []) if r.get(name)} for side in (document, answer)
        )
        score.count(name, gold=len(want), found=len(have), hit=len(want & have))


def _positions(score: Score, document: Row, answer: Row) -> None:
    want, have = _of_today(document), _of_today(answer)
    bounds = [match.span() for match in WORD.finditer(document["text"])]
    known = {p["actor"]: p for p in document["participants"]}
    seen = {p["actor"]: p for p in answer.get("participants", [])}

    def fit(g: Row, f: Row) -> float:
        if not same_actor(
            known.get(g["holder"], {"actor": g["holder"]}), seen.get(f["holder"], {"actor": f["holder"]})
        ):
            return 0.0
        return _overlap(_words(g["evidence"], bounds), _words(f["evidence"], bounds))

    pairs = _paired(want, have, fit, above=NEAR)
    both = [(want[i], have[j]) for i, j in pairs]
    stance = sum(g["stance"] == f["stance"] for g, f in both)
    issue = sum(bool({*g["issues"]} & {*f["issues"]}) for g, f in both)
    strict = sum(g["stance"] == f["stance"] and bool({*g["issues"]} & {*f["issues"]}) for g, f in both)
    core = sum(p.get("core", True) for p in want)
    attribution = sum(g["attribution"] == f["attribution"] for g, f in both)
    score.count("positions", gold=len(want), found=len(have), hit=len(pairs))
    score.count("positions, with stance and issue", gold=len(want), found=len(have), hit=strict)
    score.count("positions, core ones found", gold=core, found=core, hit=sum(g.get("core", True) for g, _ in both))
    for name, hit in (("stance", stance), ("issue", issue), ("attribution", attribution)):
        score.count(f"positions, {name} right of those found", gold=len(pairs), found=len(pairs), hit=hit)


def _of_today(side: Row) -> list[Row]:
    return [p for p in side.get("positions", []) if p.get("modality", "actual") != "historical"]


def _paired(
    want: Sequence[Any], have: Sequence[Any], fit: Callable[[Any, Any], float], *, above: float
) -> list[tuple[int, int]]:
    """Pairs of indexes, one to one, the best fits first."""
    fits = [(fit(g, f), i, j) for i, g in enumerate(want) for j, f in enumerate(have)]
    taken: list[tuple[int, int]] = []
    for value, i, j in sorted(fits, key=lambda row: (-row[0], row[1], row[2])):
        if value > above and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def _words(spans: Sequence[Sequence[int]], bounds: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for i, (s, e) in enumerate(bounds) if any(s < end and start < e for start, end in spans))


def _overlap(want: frozenset[int], have: frozenset[int]) -> float:
    """Jaccard over words; a finding that holds the gold words and no more than thrice as many is near as well."""
    if not want or not have:
        return 0.0
    shared = len(want & have)
    inside = 0.9 * shared / min(len(want), len(have)) if len(have) <= 3 * len(want) else 0.0
    return max(shared / len(want | have), inside)


def same_actor(one: Row, other: Row) -> bool:
    """By the state's code where both have one, else by any of their names."""
    if one.get("iso") and other.get("iso"):
        return bool(one["iso"] == other["iso"])
    names, others = ({plain(n) for n in (row["actor"], *row.get("also", []))} - {""} for row in (one, other))
    return bool(names & others) or any(len(a) > 3 and len(b) > 3 and (a in b or b in a) for a in names for b in others)


def plain(name: str) -> str:
    """A name without accents, case, brackets and small words."""
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(word for word in re.sub(r"\(.*?\)|'s\b|[^\w ]", " ", name).split() if word not in SMALL)
