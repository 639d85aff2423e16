"""Rows as the queue: claimed with a lease, safe to claim again when the one who held it died."""

import uuid
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import Term


class QueueState(Term):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


Row = TypeVar("Row", bound="Leased")


class LeasedQuerySet(models.QuerySet[Row]):
    """Claims over rows that carry a lease."""

    def due(self, now: datetime) -> Self:
        """Rows that may be claimed: waiting with their time come, or running under a lease that has run out."""
        return self.filter(
            Q(state=QueueState.WAITING, not_before__lte=now) | Q(state=QueueState.RUNNING, lease_until__lt=now)
        )

    def claim(self, *, now: datetime, lease: timedelta, limit: int = 1, order: tuple[str, ...] = ("pk",)) -> list[Row]:
        """Take up to ``limit`` due rows for ``lease``; rows that another worker holds are stepped over.

        Each claimed row carries a fresh ``lease_token``; effects are written only by ``fenced`` with that token.
        """
        with transaction.atomic():
            rows = list(self.due(now).order_by(*order).select_for_update(skip_locked=True, of=("self",))[:limit])
            for row in rows:
                row.state = QueueState.RUNNING.value
                row.attempts += 1
                row.lease_token = uuid.uuid4()
                row.lease_until = now + lease
            self.model._default_manager.bulk_update(rows, ["state", "attempts", "lease_token", "lease_until"])
        return rows


class Leased(models.Model):
    """A row that waits for a stage to work on it."""

    state = term_field(QueueState, default=QueueState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [one_of("state", QueueState, "%(class)s_state")]

    def holds_lease(self) -> bool:
        """Lock this row for the rest of the transaction and say whether its lease is still this worker's.

        A worker that was presumed dead finds another token here and must write nothing.
        """
        current = (
            type(self)
            ._default_manager.select_for_update()
            .filter(pk=self.pk, state=QueueState.RUNNING, lease_token=self.lease_token)
        )
        return bool(list(current.values_list("pk", flat=True)))
