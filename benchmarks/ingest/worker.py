"""The product's Celery application, whose workers reach the made-up outlets: celery --app benchmarks.ingest.worker.

``OUTLETS_PORT`` says where they are, ``OUTLETS_SPACING`` how many seconds a host is to rest (0: politeness off), and
``OUTLETS_READY`` names a folder in which each process of the pool leaves a file when it could begin.
"""

import os
from functools import cache
from pathlib import Path

from celery.signals import worker_process_init

from tracker.celery import app

__all__ = ["app"]


@worker_process_init.connect
def _reach_the_outlets(**_: object) -> None:
    from benchmarks.ingest.loopback import loopback_tools
    from negotiations import tasks
    from negotiations.ingest.hosts import Politeness

    politeness = Politeness(spacing=float(os.environ.get("OUTLETS_SPACING", "0")), robots=False)
    tasks._tools = cache(lambda: loopback_tools(int(os.environ["OUTLETS_PORT"]), politeness))
    if folder := os.environ.get("OUTLETS_READY"):
        (Path(folder) / str(os.getpid())).touch()
