"""Evidence: the exact words of one snapshot that bear out one row of the record."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from negotiations.models.articles import Snapshot
from negotiations.models.history import keep_history
from negotiations.models.record import keeps
from negotiations.models.suggestions import Suggestion

BEARS_OUT = ("participant", "round", "attendance", "position", "condition", "proposal", "term", "reaction")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Named queries over evidence."""

    def current(self) -> "EvidenceQuerySet":
        """What still counts: not taken back."""
        return self.filter(retracted_at__isnull=True)

    def bearing_out(self, rows: Iterable[models.Model]) -> "EvidenceQuerySet":
        """That of any of these rows of the record, whatever kinds they are: one question."""
        keys = defaultdict[str, list[int]](list)
        for row in rows:
            keys[arc_of(row)].append(row.pk)
        if not keys:
            return self.none()
        return self.filter(reduce(or_, (Q(**{f"{arc}__in": pks}) for arc, pks in keys.items())))


def arc_of(row: models.Model) -> str:
    """Which of ``BEARS_OUT`` ties evidence to a row of this kind."""
    return _arcs()[row._meta.concrete_model]


@cache
def _arcs() -> dict[Any, str]:
    return {Evidence._meta.get_field(arc).related_model: arc for arc in BEARS_OUT}


def _arc(table: str) -> "models.ForeignKey[Any, Any]":
    """A row of that table that evidence bears out; ``_where_given`` is its index."""
    return models.ForeignKey(
        table, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )


def _where_given(field: str) -> models.Index:
    """An index of those rows alone in which the field is not empty: each row has one of ``BEARS_OUT``."""
    return models.Index(fields=[field], condition=Q(**{f"{field}__isnull": False}), name=f"evidence_{field}")


def _quotes_stand(verb: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Trigger that holds all quotes of one statement against the texts of their snapshots."""
    return pgtrigger.Trigger(
        name=f"quotes_stand_{verb}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="cited"),  # type: ignore[no-untyped-call]  # the library carries no types
        declare=[("wrong", "RECORD")],
        func=(
            "SELECT c.* INTO wrong FROM cited c LEFT JOIN negotiations_snapshot s ON s.id = c.snapshot_id"
            ' WHERE length(c.quote) <> c."end" - c.start'
            ' OR substring(s.text FROM c.start + 1 FOR c."end" - c.start) IS DISTINCT FROM c.quote LIMIT 1;'
            " IF FOUND THEN RAISE EXCEPTION 'the quote is not the text of snapshot % between % and %',"
            " wrong.snapshot_id, wrong.start, wrong.\"end\" USING ERRCODE = '23514';"
            " END IF; RETURN NULL;"
        ),
    )


@keep_history()
class Evidence(models.Model):
    """A span of one snapshot's text (code points, end exclusive) with its exact words, for exactly one row.

    The database itself holds the quote against the snapshot's text and refuses what differs. ``aspect`` says which
    field it bears out (venue, outcome, tone …); empty means the row as a whole.
    """

    # Looked up by evidence_once, which begins with it.
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="evidence", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    aspect = models.CharField(max_length=40, blank=True)
    suggestion = models.ForeignKey(
        Suggestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    retracted_at = models.DateTimeField(null=True, blank=True)
    gone_from = models.ForeignKey(
        Snapshot,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The newer snapshot of the article in which the quote no longer stands.",
    )
    gone_at = models.DateTimeField(null=True, blank=True, help_text="When that was noticed.")
    gone_settled_at = models.DateTimeField(null=True, blank=True, help_text="When an editor said what that means.")

    participant = _arc("Participant")
    round = _arc("TalkRound")
    attendance = _arc("Attendance")
    position = _arc("Position")
    condition = _arc("Condition")
    proposal = _arc("Proposal")
    term = _arc("ProposalTerm")
    reaction = _arc("Reaction")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["snapshot", "start", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Exact(Func(*map(F, BEARS_OUT), function="num_nonnulls", output_field=IntegerField()), 1),
                name="evidence_bears_out_one",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")) & ~Q(quote=""), name="evidence_span"),
            models.UniqueConstraint(
                fields=["snapshot", "start", "end", "aspect", "suggestion", *BEARS_OUT],
                name="evidence_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [_where_given(field) for field in (*BEARS_OUT, "gone_from")]
        triggers = [
            _quotes_stand("insert", pgtrigger.Insert),
            _quotes_stand("update", pgtrigger.Update),
            *keeps(
                {
                    "participant_id": "negotiations_participant",
                    "round_id": "negotiations_talkround",
                    "attendance_id": "negotiations_attendance",
                    "position_id": "negotiations_position",
                    "condition_id": "negotiations_condition",
                    "proposal_id": "negotiations_proposal",
                    "term_id": "negotiations_proposalterm",
                    "reaction_id": "negotiations_reaction",
                },
                "evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.quote[:80]}”"
