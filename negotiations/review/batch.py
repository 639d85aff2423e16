"""Rows that are entered together, kept until they are written: one statement for each kind, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from negotiations.models import (
    BEARS_OUT,
    Attendance,
    Condition,
    ConditionIssue,
    Evidence,
    Issue,
    Participant,
    Position,
    PositionIssue,
    Recorded,
    Suggestion,
)


@dataclass(slots=True)
class Batch:
    """New rows and the evidence of new and old ones. Rows have no key before ``write``."""

    seats: list[Participant] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    positions: list[tuple[Position, list[Issue]]] = field(default_factory=list)
    conditions: list[tuple[Condition, list[Issue]]] = field(default_factory=list)
    _evidence: dict[tuple[Any, ...], Evidence] = field(default_factory=dict)

    def bear_out(
        self, suggestion: Suggestion, spans: Iterable[Iterable[int]], *, aspect: str = "", **row: Recorded
    ) -> None:
        """Tie the words between those offsets to a row; words that were tied before and taken back count again."""
        snapshot = suggestion.snapshot
        for start, end in spans:
            evidence = Evidence(
                snapshot=snapshot,
                start=start,
                end=end,
                quote=snapshot.text[start:end],
                aspect=aspect,
                suggestion=suggestion,
                **row,
            )
            # One statement may name a row once only; a row that has no key yet is known by itself.
            same = (start, end, aspect, suggestion.pk, *((arc, borne.pk or -id(borne)) for arc, borne in row.items()))
            self._evidence.setdefault(same, evidence)

    def write(self) -> None:
        """Write what is kept, each row before those that name it."""
        Participant.objects.bulk_create(self.seats)
        Attendance.objects.bulk_create(self.attendance)
        Position.objects.bulk_create([row for row, _ in self.positions])
        PositionIssue.objects.bulk_create(
            [PositionIssue(position=row, issue=issue) for row, issues in self.positions for issue in issues]
        )
        Condition.objects.bulk_create([row for row, _ in self.conditions])
        ConditionIssue.objects.bulk_create(
            [ConditionIssue(condition=row, issue=issue) for row, issues in self.conditions for issue in issues]
        )
        Evidence.objects.bulk_create(
            list(self._evidence.values()),
            update_conflicts=True,
            unique_fields=["snapshot", "start", "end", "aspect", "suggestion", *BEARS_OUT],
            update_fields=["retracted_at", "gone_settled_at"],
        )
        for written in (self.seats, self.attendance, self.positions, self.conditions, self._evidence):
            written.clear()
