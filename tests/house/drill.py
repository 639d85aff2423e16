"""The drill: articles on their way in while worker, clock, Redis and PostgreSQL are killed and started again.

``python -m tests.house.drill`` runs it twice, undisturbed and disturbed, and prints both; ``--seed`` repeats a run. The
worker and the clock are kept running by the product's own process manager, the embedded database by whoever needs it,
and Redis, which forgets everything each time, by the drill, as a service manager would.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import psutil

from benchmarks.ingest.outlets import Plan
from benchmarks.ingest.server import serving
from tests.house.redis import Redis, find_redis
from tests.house.site import ROOT, clean_environment, postmaster, query, wait_until

# Small pages, few of them about talks: what is drilled is the way, not the reading.
PLAN = Plan(feeds=50, articles=40, page_bytes=4_000, text_length=1_200, talks=0.05)
LEASE = 100.0  # seconds; see negotiations/flow.py
PREPARE = """
import json, sys, django
django.setup()
from benchmarks.ingest.outlets import Plan
from benchmarks.ingest.pipeline import prepare
prepare(Plan(**json.loads(sys.argv[1])))
"""
COUNTS = {
    "intakes": "SELECT count(*) FROM negotiations_intake",
    "done": "SELECT count(*) FROM negotiations_intake WHERE state = 'done' AND outcome = 'new'",
    "waiting": (
        "SELECT (SELECT count(*) FROM negotiations_intake WHERE state IN ('waiting', 'running'))"
        " + (SELECT count(*) FROM negotiations_reading WHERE state IN ('waiting', 'running'))"
    ),
    "failed": (
        "SELECT (SELECT count(*) FROM negotiations_intake WHERE state = 'failed')"
        " + (SELECT count(*) FROM negotiations_reading WHERE state = 'failed')"
    ),
    "articles": "SELECT count(*) FROM negotiations_article",
    "addresses": "SELECT count(DISTINCT address) FROM negotiations_article",
    "texts": "SELECT count(DISTINCT text_sha256) FROM negotiations_snapshot",
    "snapshots": "SELECT count(*) FROM negotiations_snapshot",
    "read": "SELECT count(*) FROM negotiations_reading WHERE state = 'done'",
    "suggested twice": (
        "SELECT count(*) FROM (SELECT 1 FROM negotiations_suggestion GROUP BY snapshot_id, fingerprint"
        " HAVING count(*) > 1) AS double"
    ),
}


class Drill:
    """One run on a var folder of its own."""

    def __init__(self, var: Path, *, plan: Plan, outlets_port: int, redis: Redis) -> None:
        self.var, self.plan, self.redis = var, plan, redis
        self.expected = plan.feeds * plan.articles
        self.log = var / "drill.log"
        self.done: Counter[str] = Counter()  # what was killed, and how often
        self._environment = clean_environment(
            var,
            DJANGO_SETTINGS_MODULE="tracker.settings",
            OUTLETS_PORT=str(outlets_port),
            REDIS_URL=redis.url,
            PARLEY_TASK_WORKERS="2",
        )
        self._manager: subprocess.Popen[bytes] | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """The database with the feeds in it, and the processes, for as long as the block runs."""
        self.var.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            prepare = [sys.executable, "-c", PREPARE, json.dumps(asdict(self.plan))]
            subprocess.run(prepare, cwd=ROOT, env=self._environment, stdout=log, stderr=log, check=True)
            command = [sys.executable, "-m", "benchmarks.ingest.supervised"]
            self._manager = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_until(lambda: {"worker", "beat"} <= self.parts().keys(), seconds=60, what="worker and clock run")
            wait_until(lambda: len(self.pool()) >= 2, seconds=60, what="the pool runs")
            yield
        finally:
            self._manager.terminate()
            self._manager.wait(timeout=60)

    def parts(self) -> dict[str, int]:
        """The processes by name, as the process manager states them."""
        try:
            told: dict[str, int] = json.loads((self.var / "serve.json").read_text())["processes"]
        except (OSError, ValueError):
            return {}
        return told

    def pool(self) -> list[psutil.Process]:
        """The processes that do the work."""
        try:
            found: list[psutil.Process] = psutil.Process(self.parts()["worker"]).children()
        except (KeyError, psutil.NoSuchProcess):
            return []
        return found

    def counts(self) -> dict[str, int] | None:
        """How far everything has come, in one statement; None while the database is down."""
        rows = query(self.var, "SELECT " + ", ".join(f"({statement})" for statement in COUNTS.values()))
        return dict(zip(COUNTS, rows[0], strict=True)) if rows else None

    def start_feeds(self, first: int, last: int) -> None:
        """Let the feeds from ``first`` to before ``last`` be due now."""
        due = f"'outlet-{first:03}-example' AND slug < 'outlet-{last:03}-example'"
        statement = f"UPDATE negotiations_source SET not_before = now() WHERE kind = 'feed' AND slug >= {due}"  # noqa: S608
        wait_until(lambda: query(self.var, statement) is not None, seconds=30, what="the feeds are due")

    def wait_until_read(self, number: int, *, seconds: float, meanwhile: Callable[[int], None] | None = None) -> float:
        """Seconds until ``number`` articles are read and nothing waits; ``meanwhile`` is called with how many are."""
        started = time.monotonic()
        while True:
            now = self.counts()
            if now and now["intakes"] >= number and not now["waiting"]:
                return time.monotonic() - started
            assert time.monotonic() - started < seconds, f"not within {seconds:.0f} s: {now}; killed {dict(self.done)}"
            if meanwhile:
                meanwhile(now["read"] if now else 0)
            time.sleep(0.2)

    # --- what goes wrong

    def kill_worker(self) -> None:
        """The worker and all of its pool at once."""
        family = self.pool()
        with suppress(KeyError, psutil.NoSuchProcess):
            family.append(psutil.Process(self.parts()["worker"]))
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def kill_one_of_the_pool(self) -> None:
        for process in self.pool()[:1]:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def kill_clock(self) -> None:
        with suppress(KeyError, ProcessLookupError):
            os.kill(self.parts()["beat"], signal.SIGKILL)

    def kill_redis(self) -> None:
        """It is back a second later, and knows of nothing."""
        self.redis.kill()
        time.sleep(1)
        self.redis.start()

    def kill_database(self) -> None:
        if pid := postmaster(self.var):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def faults(self, seed: int, *, number: int, pause: tuple[float, float]) -> Callable[[int], None]:
        """Something to call over and over: every few seconds another part is killed, ``number`` times in all.

        Each kind has its turn before any has a second one, in an order that ``seed`` decides.
        """
        dice = random.Random(seed)  # noqa: S311 -- repeatable, nothing secret
        kinds = [self.kill_worker, self.kill_one_of_the_pool, self.kill_clock, self.kill_redis, self.kill_database]
        plan = [kind for _ in range(-(-number // len(kinds))) for kind in dice.sample(kinds, len(kinds))][:number]
        due = [time.monotonic() + dice.uniform(*pause)]

        def strike(_read: int) -> None:
            if plan and time.monotonic() >= due[0]:
                kind = plan.pop(0)
                kind()
                self.done[kind.__name__] += 1
                due[0] = time.monotonic() + dice.uniform(*pause)

        return strike

    def all_once(self) -> dict[str, int]:
        """What ``counts`` must give in the end."""
        number = self.expected
        each = dict.fromkeys(["intakes", "done", "articles", "addresses", "texts", "snapshots", "read"], number)
        return {**each, "waiting": 0, "failed": 0, "suggested twice": 0}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.house.drill", description=__doc__)
    parser.add_argument("--feeds", type=int, default=PLAN.feeds)
    parser.add_argument("--faults", type=int, default=15)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", action="store_true", help="leave the folders with their logs")
    chosen = parser.parse_args()
    plan = Plan(chosen.feeds, PLAN.articles, PLAN.page_bytes, PLAN.text_length, PLAN.talks)
    program = find_redis()
    assert program, "no Redis: install redis-server"
    seconds = []
    with serving(plan) as (port, _):
        for disturbed in (False, True):
            folder = Path(tempfile.mkdtemp(prefix="parley-drill-"))
            with Redis(program) as redis:
                drill = Drill(folder / "var", plan=plan, outlets_port=port, redis=redis)
                with drill.running():
                    drill.start_feeds(0, plan.feeds)
                    faults = drill.faults(chosen.seed, number=chosen.faults, pause=(2, 6)) if disturbed else None
                    seconds.append(drill.wait_until_read(drill.expected, seconds=1_800, meanwhile=faults))
                    found = drill.counts()
            print(f"{'disturbed' if disturbed else 'undisturbed'}: {seconds[-1]:.0f} s, load {os.getloadavg()[0]:.1f}")
            print(f"  killed: {dict(drill.done)}, seed {chosen.seed}" if disturbed else "")
            assert found == drill.all_once(), f"{found}; see {drill.log}"
            if not chosen.keep:
                shutil.rmtree(folder, ignore_errors=True)
    longer = seconds[1] - seconds[0]
    print(f"exactly {drill.expected} each time, each once; {longer:.0f} s longer; a lease is {LEASE:.0f} s")


if __name__ == "__main__":
    main()
