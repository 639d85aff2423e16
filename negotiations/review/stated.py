"""Positions that a reading may repeat, with what tells whether it does: asked for once for all that it suggests."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from negotiations.models import Condition, Position, Standing, Suggestion
from negotiations.models.statements import ask

SAME_STATEMENT = timedelta(days=3)
REPEATED_WITHIN = timedelta(days=120)
IssueKeys = frozenset[int]
Conditions = dict[tuple[str, IssueKeys], Condition]

_STATED = """
    SELECT * FROM (
        SELECT p.*, array_to_string(ARRAY(
            SELECT issue_id FROM negotiations_positionissue WHERE position_id = p.id ORDER BY issue_id
        ), ' ') AS on_issues
        FROM negotiations_position p
        WHERE p.negotiation_id = ANY(%s::bigint[]) AND p.holder_id = ANY(%s)
          AND p.stance = ANY(%s) AND p.modality = ANY(%s)
          AND (p.said_on BETWEEN %s AND %s OR p.said_on IS NULL AND p.id = ANY(%s::bigint[]))
    ) AS about_then WHERE on_issues = ANY(%s) ORDER BY id
"""
_CONDITIONS = """
    SELECT c.*, ARRAY(SELECT issue_id FROM negotiations_conditionissue WHERE condition_id = c.id) AS on_issues
    FROM negotiations_condition c WHERE c.position_id = ANY(%s) ORDER BY c.id
"""
# Of every stance the last day on which it was taken up to each of the days asked about.
_STANCES = """
    SELECT p.negotiation_id, p.holder_id, i.issue_id, asked.day, p.stance, max(p.said_on)
    FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) AS asked (talks, holder, day)
    JOIN negotiations_position p ON p.negotiation_id = asked.talks AND p.holder_id = asked.holder
      AND p.said_on <= asked.day AND p.said_on > asked.day - %s
    JOIN negotiations_positionissue i ON i.position_id = p.id
    WHERE i.issue_id = ANY(%s) AND p.standing <> 'retracted'
    GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(slots=True)
class Stated:
    """A position, recorded or about to be, with what it waits for."""

    row: Position
    issues: IssueKeys
    conditions: Conditions = field(default_factory=dict)

    def contradicts(self, earlier: "Stated", until: date) -> bool:
        """Whether this is another stance of the same holder on one of its issues, taken since and by then."""
        new, old = self.row, earlier.row
        if new.said_on is None or old.said_on is None or not old.said_on < new.said_on <= until:
            return False
        by_the_same = (new.negotiation_id, new.holder_id) == (old.negotiation_id, old.holder_id)
        is_another = new.standing != Standing.RETRACTED and new.stance != old.stance
        return by_the_same and is_another and not self.issues.isdisjoint(earlier.issues)


class StancesTaken:
    """Which stances holders have taken on record on some issues, of late, up to the days on which they spoke: ``told``
    gives talks, holder and day of each statement.
    """

    def __init__(self, told: Collection[tuple[int, int, date]], *, issues: Collection[IssueKeys]) -> None:
        self._last: dict[tuple[int, int, int, date], dict[str, date]] = defaultdict(dict)
        if not told:
            return
        asked = map(list, zip(*told, strict=True))
        found = ask(_STANCES, *asked, REPEATED_WITHIN.days, list(frozenset().union(*issues)))
        for talks, holder, issue, until, stance, last in found:
            self._last[talks, holder, issue, until][stance] = last

    def contradict(self, earlier: Stated, until: date) -> bool:
        """Whether another stance of its holder on one of its issues was taken since and by then."""
        row = earlier.row
        since = (self._last.get((row.negotiation_id, row.holder_id, issue, until), {}) for issue in earlier.issues)
        return any(
            stance != row.stance and row.said_on is not None and last > row.said_on
            for taken in since
            for stance, last in taken.items()
        )


def load_stated(
    suggestions: Sequence[Suggestion],
    *,
    holders: Collection[int],
    issues: Collection[IssueKeys],
    cited: Collection[int],
) -> list[Stated]:
    """The positions of the holders on just those issues that one of the suggestions may mean, the latest last; with
    their conditions where a suggestion tells of any.

    Undated rows are the same only within one text: those that it was ``cited`` for. One query, or two.
    """
    days = _days(suggestions)
    first = min(days) - REPEATED_WITHIN if days else None
    last = max(days) + SAME_STATEMENT if days else None
    on_these = {" ".join(map(str, sorted(keys))): keys for keys in issues}
    stances, modalities = ({row.reading[name] for row in suggestions} for name in ("stance", "modality"))
    said = [_talks(suggestions), list(holders), list(stances), list(modalities), first, last, list(cited)]
    found = Position.objects.raw(_STATED, [*said, list(on_these)])
    stated = [Stated(row, on_these[row.on_issues]) for row in found]  # type: ignore[attr-defined]
    if any(row.reading["conditions"] for row in suggestions):
        _load_conditions(stated)
    return stated


def _load_conditions(stated: Iterable[Stated]) -> None:
    recorded = {one.row.pk: one for one in stated}
    for row in Condition.objects.raw(_CONDITIONS, [list(recorded)]) if recorded else ():
        of = recorded[row.position_id]
        row.position = of.row
        on_issues = frozenset(row.on_issues)  # type: ignore[attr-defined]  # selected with it
        of.conditions.setdefault((row.relation, on_issues), row)


def _talks(suggestions: Sequence[Suggestion]) -> list[int | None]:
    return list({row.negotiation_id for row in suggestions})


def _days(suggestions: Sequence[Suggestion]) -> set[date]:
    return {date.fromisoformat(day) for row in suggestions if (day := row.reading["said_on"])}
