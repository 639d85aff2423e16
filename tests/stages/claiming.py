"""What the tests of claims share: a text that waits, a claim of it, and several who work at once."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connections

from negotiations.ingest.submitting import submit_text
from negotiations.models import Door, Intake
from tests import factories as make

LEASE = timedelta(seconds=60)
REPORT = "The talks in Klow ended on Tuesday without agreement, the foreign ministry of Borduria said."


def text(words: str = REPORT, address: str = "") -> Intake:
    return submit_text(body=words.encode(), door=Door.PASTE, now=make.NOON, address=address)


def claimed(intake: Intake, now: datetime = make.NOON) -> Intake:
    (row,) = Intake.objects.filter(pk=intake.pk).claim(now=now, lease=LEASE)
    return row


def at_once(*work: Callable[[], object]) -> None:
    """Run each in a thread with a connection of its own, all starting together; their errors are raised here."""
    start, errors = threading.Barrier(len(work)), list[BaseException]()

    def run(one: Callable[[], object]) -> None:
        try:
            start.wait(10)
            one()
        except BaseException as error:  # noqa: BLE001 — raised below, in the test's own thread
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]
