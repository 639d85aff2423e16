"""The site's Celery application, with texts that harm the worker: celery --app tests.house.faulty_worker.

Limits and leases are short here, so that what takes minutes takes seconds. A text with the word DEAF goes on through
the soft limit, one with SLOW is stopped by it, and one with POISON takes the whole process with it.
"""

import os
import signal
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_process_init

from tracker.celery import app

__all__ = ["app"]

SOFT, HARD, LEASE = 3, 5, 7  # seconds, in the order that the site keeps as well
app.conf.update(task_soft_time_limit=SOFT, task_time_limit=HARD)


@worker_process_init.connect
def _be_harmed(**_: object) -> None:
    from negotiations import flow, taking_in
    from negotiations.ingest import stages

    real = stages.read

    def read(**named: Any) -> Any:
        body = named["intake"].original
        if b"POISON" in body:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"SLOW" in body:
            time.sleep(HARD * 10)
        until = time.monotonic() + HARD * 10
        while b"DEAF" in body and time.monotonic() < until:
            with suppress(SoftTimeLimitExceeded):
                time.sleep(HARD)
        return real(**named)

    stages.read = read
    flow.LEASE = taking_in.LEASE = timedelta(seconds=LEASE)  # type: ignore[attr-defined]
