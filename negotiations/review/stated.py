"""Positions that a reading may repeat, with what tells whether it does: asked for once for all that it suggests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, OuterRef, Q

from negotiations.models import Condition, Evidence, Position, PositionIssue, Standing, Suggestion

SAME_STATEMENT = timedelta(days=3)
REPEATED_WITHIN = timedelta(days=120)
IssueKeys = frozenset[int]
KEYS = ArrayField(BigIntegerField())


@dataclass(slots=True)
class Stated:
    """A position, recorded or about to be; ``own`` are those of the reading's suggestions that it ever rested on."""

    row: Position
    issues: IssueKeys
    own: frozenset[int] = frozenset()
    _conditions: dict[tuple[str, IssueKeys], Condition] = field(default_factory=dict)
    _has_conditions: bool = False

    def conditions(self) -> dict[tuple[str, IssueKeys], Condition]:
        """Its conditions by relation and issues; a new one is to be added by its maker."""
        if not self._has_conditions:
            self._has_conditions = True
            if self.row.pk:
                for row in self.row.conditions.prefetch_related("issues"):
                    issues = frozenset(issue.pk for issue in row.issues.all())
                    self._conditions.setdefault((row.relation, issues), row)
        return self._conditions

    def counts_for(self, suggestion: Suggestion) -> bool:
        """Whether it stands, or was taken back with this very suggestion: then it comes back with it."""
        return self.row.standing != Standing.RETRACTED or suggestion.pk in self.own

    def contradicts(self, earlier: "Stated", until: date) -> bool:
        """Whether this is another stance of the same holder on one of its issues, taken since and by then."""
        new, old = self.row, earlier.row
        if new.said_on is None or old.said_on is None or not old.said_on < new.said_on <= until:
            return False
        by_the_same = (new.negotiation_id, new.holder_id) == (old.negotiation_id, old.holder_id)
        is_another = new.standing != Standing.RETRACTED and new.stance != old.stance
        return by_the_same and is_another and not self.issues.isdisjoint(earlier.issues)


def load_stated(
    suggestions: Sequence[Suggestion], *, holders: Collection[int], issues: Collection[IssueKeys]
) -> list[Stated]:
    """The positions of the holders on just those issues that one of the suggestions may mean, the latest last.

    Undated rows are the same only within one text.
    """
    days = [date.fromisoformat(day) for row in suggestions if (day := row.reading["said_on"])]
    undated = Q(
        said_on=None,
        pk__in=Evidence.objects.filter(snapshot__in={row.snapshot_id for row in suggestions})
        .exclude(position=None)
        .values("position"),
    )
    about_then = Q(said_on__range=(min(days) - REPEATED_WITHIN, max(days) + SAME_STATEMENT)) if days else Q(pk__in=())
    on = PositionIssue.objects.filter(position=OuterRef("pk")).order_by("issue").values("issue")
    own = Evidence.objects.filter(position=OuterRef("pk"), suggestion__in=suggestions).order_by().values("suggestion")
    rows = Position.objects.filter(
        negotiation__in={row.negotiation_id for row in suggestions},
        holder__in=holders,
        stance__in={row.reading["stance"] for row in suggestions},
        modality__in={row.reading["modality"] for row in suggestions},
    ).annotate(on=ArraySubquery(on, output_field=KEYS), own=ArraySubquery(own, output_field=KEYS))
    on_these = reduce(or_, (Q(on=sorted(keys)) for keys in issues))
    found = rows.filter(about_then | undated).filter(on_these).order_by("pk")
    return [Stated(row, frozenset(row.on), frozenset(row.own)) for row in found]  # type: ignore[attr-defined]
