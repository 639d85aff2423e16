"""Rows as the queue: claimed with a lease, safe to claim again when the one who held it died."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.record import one_of, term_field
from negotiations.models.statements import update_row
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

    def claim(
        self,
        *,
        now: datetime,
        lease: timedelta,
        limit: int = 1,
        order: tuple[str, ...] = ("pk",),
        also_left: bool = True,
    ) -> list[Row]:
        """Take up to ``limit`` due rows for ``lease``; rows that another worker holds are stepped over.

        Those whose worker died come first; without ``also_left`` they are not looked for, which is for whoever claims
        many times and has looked just before. The rows taken carry a fresh ``lease_token``; effects are written only
        while ``holds_lease`` by that token. What is to come with them is asked for by ``prefetch_related``.
        """
        token, until = uuid.uuid4(), now + lease
        free = self.order_by(*order)
        # Two questions, for an index answers each of them and none both at once.
        rows: list[Row] = []
        if also_left:
            rows += free.filter(state=QueueState.RUNNING, lease_until__lt=now)._take(limit, token, until)
        if len(rows) < limit:
            rows += free.filter(state=QueueState.WAITING, not_before__lte=now)._take(limit - len(rows), token, until)
        return rows

    def _take(self, limit: int, token: uuid.UUID, until: datetime) -> list[Row]:
        """Claim the first rows of this query in one statement, whose commit does not wait for the disk.

        Should a claim be lost in a crash of the database, its row is as it was before and is claimed again, and whoever
        held it finds its lease gone. What a stage writes under a claim waits for the disk as ever, and with it for
        every claim that came before.
        """
        free, parameters = self.values("pk")[:limit].query.sql_with_params()
        table = connection.ops.quote_name(self.model._meta.db_table)
        claim = (
            f"WITH free (id) AS MATERIALIZED ({free} FOR UPDATE SKIP LOCKED),"  # noqa: S608 — the table's name is the model's own
            " lightly AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))"
            f" UPDATE {table} AS taken"
            " SET state = %s, attempts = attempts + 1, lease_token = %s, lease_until = %s"
            " FROM free, lightly WHERE taken.id = free.id RETURNING taken.*"
        )
        taken = self.model._default_manager.raw(claim, [*parameters, QueueState.RUNNING.value, token, until])
        return list(taken.prefetch_related(*self._prefetch_related_lookups))  # type: ignore[attr-defined]  # Django's own


def commit_lightly() -> None:
    """Let this transaction end without waiting for the disk, as the commit of a claim does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO OFF")


# What Leased adds to a row, all but its key.
QUEUE_COLUMNS = ("state", "attempts", "not_before", "lease_token", "lease_until", "error_code", "error")


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
        """Lock this row for the rest of the transaction and say whether its lease is still this worker's."""
        return bool(still_held([self]))

    def write_under(self, token: uuid.UUID | None, fields: Iterable[str]) -> bool:
        """Write these columns in one statement if the row is still leased by that token; gives whether it was.

        What was written to other rows before belongs in one transaction with this, which is to be undone if it was not.
        """
        where = "state = %s AND lease_token = %s"
        return update_row(self, tuple(fields), where, QueueState.RUNNING.value, token)

    def put_off(self, *, until: datetime) -> None:
        """Let a claimed row wait until then, as if it had not been claimed: nobody began with it."""
        type(self)._default_manager.filter(
            pk=self.pk, state=QueueState.RUNNING.value, lease_token=self.lease_token
        ).update(
            state=QueueState.WAITING.value,
            attempts=max(self.attempts - 1, 0),
            not_before=until,
            lease_token=None,
            lease_until=None,
        )


def still_held(rows: Sequence[Row]) -> list[Row]:
    """Lock rows of one table for the rest of the transaction; gives those whose lease is still this worker's.

    A worker that was presumed dead finds another token there and must write nothing.
    """
    if not rows:
        return []
    locked = type(rows[0])._default_manager.select_for_update().order_by("pk")
    running = locked.filter(pk__in=[row.pk for row in rows], state=QueueState.RUNNING)
    tokens = dict(running.values_list("pk", "lease_token"))
    return [row for row in rows if row.pk in tokens and tokens[row.pk] == row.lease_token]
