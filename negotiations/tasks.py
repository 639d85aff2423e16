"""Celery tasks: each wakes the stages and holds no logic. Rows are the queue; a lost message costs a little time."""

import logging
import time
from functools import cache

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone
from kombu.exceptions import OperationalError

from negotiations import flow
from negotiations.ingest.pulses import note_pulse
from negotiations.models import Part

log = logging.getLogger(__name__)


@cache
def _tools() -> flow.Tools:
    """One fetcher for each worker process: connections stay open."""
    return flow.live_tools()


@shared_task
def sweep() -> None:
    """By the clock: wake a worker if anything is due, whoever put it there and whatever happened to its message."""
    now = timezone.now()
    note_pulse(Part.CLOCK, now=now)
    if flow.is_anything_due(now=now):
        wake()


@shared_task
def work() -> None:
    """Work on whatever is due for a while; what is left then is worked on by the next who is free.

    Who still has work when the time is up wakes another: the number of those at work grows with what waits, up to all
    processes, and not only with the number of sweeps.
    """
    note_pulse(Part.WORKER, now=timezone.now())
    until = time.monotonic() + flow.SECONDS
    try:
        done = flow.work(tools=_tools(), seconds=flow.SECONDS)
    except SoftTimeLimitExceeded:
        log.warning("stopped at the soft time limit; what was being worked on comes back when its lease runs out")
        return
    if time.monotonic() >= until:
        wake()
    note_pulse(Part.WORKER, now=timezone.now())
    if done:
        log.info("worked on %s rows", done)


def wake() -> None:
    """Send a hint that something waits. A broker that is down is no error: the sweep finds the row."""
    try:
        work.apply_async(expires=60)
    except OperationalError:
        log.warning("the broker does not answer; the next sweep will find what waits")
