"""One stage run over one claimed row: whatever goes wrong is written on the row, and must not stop the next."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection, transaction
from psycopg2.extensions import TransactionRollbackError

from negotiations.errors import BrokenOffError, NegotiationsError, TooSlowError, UnforeseenError
from negotiations.ingest import polling
from negotiations.models import BulkImport, Intake, QueueState, Reading, Remake, Source
from negotiations.tools import Tools

log = logging.getLogger(__name__)

Row = Source | BulkImport | Remake | Intake | Reading
AnyRow = TypeVar("AnyRow", bound=Row)
# Longer than a task's hard time limit, so that no two workers hold one row; a killed worker's rows come back after it.
LEASE = timedelta(seconds=settings.TASK_TIME_LIMIT + 10)
MOST_ATTEMPTS = 3
SOON = timedelta(seconds=1)


def guarded(row: Row, stage: Callable[[], object], tools: Tools) -> None:
    """Run a stage; what it did not foresee is written on its row, tried again a few times, then left for an editor."""
    if row.attempts > MOST_ATTEMPTS:
        _give_back(row, BrokenOffError(f"Work on this was broken off {row.attempts - 1} times; try it again."), tools)
        return
    try:
        stage()
    except DatabaseTrouble as error:  # not DatabaseError alone: a closed connection is an InterfaceError
        if _is_gone():
            raise  # the database went away: the lease will run out and the row come back
        if isinstance(error.__cause__, TransactionRollbackError):
            # Two transactions were in each other's way and the database undid this one: no fault of the text.
            log.warning("%s %s gave way to another transaction: %s", type(row).__name__, row.pk, error)
            row.put_off(until=tools.clock() + SOON)
            return
        _give_back(row, error, tools)
    except Exception as error:  # noqa: BLE001 — whatever one text does must not stop the next
        _give_back(row, error, tools)


def one_broken_off(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """The claimed rows that go on now: all but those on which work was broken off before, and of these the first.

    These go back as if they had not been claimed: should the first break its worker again, that is not to count against
    them.
    """
    others = [row for row in rows if row.attempts > 1][1:]
    for row in others:
        row.put_off(until=row.not_before)
    return [row for row in rows if row not in others]


def guarded_all(rows: Sequence[AnyRow], stage: Callable[[Sequence[AnyRow]], object], tools: Tools) -> None:
    """Run a stage over many rows at once, which writes all or nothing; where it fails, over each by itself.

    So goes each on which work was broken off before: it shows whether that was its own fault.
    """
    fresh = [row for row in rows if row.attempts == 1]
    is_done = len(fresh) > 1 and together(partial(stage, fresh))
    for row in rows:
        if not (is_done and row.attempts == 1):
            guarded(row, partial(stage, [row]), tools)


def together(stage: Callable[[], object]) -> bool:
    """Run a stage over many rows; gives whether it did, for where it fails each is to be tried by itself."""
    try:
        stage()
    except Exception as error:
        if isinstance(error, DatabaseTrouble) and _is_gone():
            raise
        log.warning("many at once failed, and are tried one by one: %s", error)
        return False
    return True


def _is_gone() -> bool:
    return not connection.is_usable() if connection.connection else True


def _give_back(row: Row, error: Exception, tools: Tools) -> None:
    log.error("%s %s failed", type(row).__name__, row.pk, exc_info=error)
    if isinstance(error, SoftTimeLimitExceeded):
        error = TooSlowError(f"Work on this took longer than {settings.TASK_SOFT_TIME_LIMIT} seconds and was ended.")
    elif not isinstance(error, NegotiationsError):
        error = UnforeseenError(f"Something unforeseen went wrong ({type(error).__name__}); it is in the log.")
    now = tools.clock()
    if isinstance(row, Source):
        polling.note_failure(source=row, error=error, now=now)
        return
    with transaction.atomic():
        if not row.holds_lease():
            return
        final = error.permanent or row.attempts >= MOST_ATTEMPTS
        type(row)._default_manager.filter(pk=row.pk).update(
            state=QueueState.FAILED.value if final else QueueState.WAITING.value,
            not_before=now + timedelta(seconds=30 * row.attempts),
            finished_at=now if final else None,
            error_code=error.code,
            error=str(error),
            lease_token=None,
            lease_until=None,
        )
