"""The whole way by the product's own worker processes: feeds looked at, pages fetched, read, extracted and recorded.

Run as ``python -m benchmarks.ingest.pipeline <port> <plan> <workers>`` with a PARLEY_VAR of its own, in which a
database is made; prints one line of JSON. The time runs from the moment when the feeds are due, and the processes are
up, to the moment when every article is read and recorded.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psutil

from benchmarks.ingest.outlets import Plan, outlets
from benchmarks.ingest.server import ROOT

MOST_SECONDS = 1_800
CELERY = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet"]


def prepare(plan: Plan) -> None:
    """The tables, the starter data, and the outlets as feeds that are not due yet."""
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from negotiations.models import Source, SourceKind

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_starter", verbosity=0)
    later = timezone.now() + timedelta(days=1)
    Source.objects.bulk_create(
        Source(
            slug=outlet.host.replace(".", "-"),
            name=outlet.host,
            kind=SourceKind.FEED.value,
            feed_url=outlet.feed_url,
            not_before=later,
        )
        for outlet in outlets(plan)
    )


def start_feeds() -> None:
    """Let every feed be due now."""
    from django.utils import timezone

    from negotiations.models import Source

    Source.objects.feeds().update(not_before=timezone.now())


def counts() -> dict[str, int]:
    """How far everything has come."""
    from negotiations.models import Article, Intake, Reading, Suggestion

    open_states = ("waiting", "running")
    return {
        "intakes": Intake.objects.count(),
        "taken_in": Intake.objects.filter(state="done").count(),
        "articles": Article.objects.count(),
        "read": Reading.objects.filter(state="done").count(),
        "open": Intake.objects.filter(state__in=open_states).count()
        + Reading.objects.filter(state__in=open_states).count(),
        "failed": Intake.objects.filter(state="failed").count() + Reading.objects.filter(state="failed").count(),
        "suggestions": Suggestion.objects.count(),
    }


def cpu_of(pid: int) -> float:
    """Seconds of processor time of a process, its children, and those of its children that have ended."""
    total = 0.0
    parent = psutil.Process(pid)
    for process in [parent, *parent.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


@contextmanager
def workers(port: int, number: int, spacing: float = 0) -> Iterator[int]:
    """A worker with a pool of ``number`` processes, and the clock that wakes it; gives the worker's process id."""
    with tempfile.TemporaryDirectory() as ready, Path(os.environ["PARLEY_VAR"], "worker.log").open("ab") as log:
        told = {**os.environ, "OUTLETS_PORT": str(port), "OUTLETS_READY": ready, "OUTLETS_SPACING": str(spacing)}
        options = ["--pool", "prefork", "--concurrency", str(number), "--loglevel", "WARNING"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        application = ["--app", "benchmarks.ingest.worker"]
        commands = [
            [*CELERY, *application, "worker", *options, *quiet],
            [*CELERY, *application, "beat", "--loglevel", "WARNING", "--pidfile="],
        ]
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=told, stdout=log, stderr=log, start_new_session=True)
            for command in commands
        ]
        try:
            while len(list(Path(ready).iterdir())) < number:
                assert processes[0].poll() is None, "the worker ended; see worker.log"
                time.sleep(0.05)
            yield processes[0].pid
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGTERM)
            for process in processes:
                process.wait(timeout=60)


def run(port: int, plan: Plan, number: int) -> dict[str, float]:
    """Take in everything with ``number`` processes; seconds by the wall, and of processor time by whom."""
    from django.conf import settings

    import tracker.celery  # noqa: F401 -- the application whose messages are sent
    from negotiations.tasks import wake
    from tracker import embedded

    prepare(plan)
    database = embedded.postmaster_pid(settings.VAR / "postgres")
    assert database is not None
    expected = plan.feeds * plan.articles
    with workers(port, number, spacing=0.001 if plan.pause else 0) as worker:
        before = {"worker": cpu_of(worker), "database": cpu_of(database)}
        started = time.perf_counter()
        start_feeds()
        for _ in range(number):
            wake()
        while True:
            time.sleep(0.5)  # each look costs the database some milliseconds
            now = counts()
            if now["intakes"] >= expected and not now["open"]:
                break
            assert time.perf_counter() - started < MOST_SECONDS, f"not done: {now}"
        wall = time.perf_counter() - started
        spent = {"worker": cpu_of(worker), "database": cpu_of(database)}
    assert now["articles"] == now["read"] == expected, f"not everything came through: {now}"
    return {
        "articles": expected,
        "wall": wall,
        "suggestions": now["suggestions"],
        **{f"{who}_cpu": spent[who] - before[who] for who in spent},
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(run(int(sys.argv[1]), Plan(**json.loads(sys.argv[2])), int(sys.argv[3]))))
