"""Where the time goes: the stages in one process, each with its time, its processor time and its queries.

Run as ``python -m benchmarks.ingest.stage_costs <port> <plan>`` with a PARLEY_VAR of its own. With ``--functions``,
the functions in which most of the time was spent, by cProfile, which slows everything that calls much.
"""

import cProfile
import json
import pstats
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

from benchmarks.ingest.outlets import Plan
from benchmarks.ingest.pipeline import counts, prepare, start_feeds


class Ledger:
    """What each stage has cost."""

    def __init__(self) -> None:
        self.wall, self.cpu, self.in_database = (defaultdict[str, float](float) for _ in range(3))
        self.queries, self.calls = Counter[str](), Counter[str]()
        self._stage = "outside"

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Book what happens in the block under ``name``; what happens in a block within it, under that one's."""
        outer, self._stage = self._stage, name
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self._stage = outer
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            self.wall[name] += wall
            self.cpu[name] += cpu
            self.wall[outer] -= wall
            self.cpu[outer] -= cpu
            self.calls[name] += 1

    def watch_query(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.queries[self._stage] += 1
            self.in_database[self._stage] += time.perf_counter() - started

    def told(self, articles: int) -> str:
        """A table in milliseconds for each article."""
        lines = [f"{'ms for each article':28}{'wall':>8}{'CPU':>8}{'database':>10}{'queries':>9}{'calls':>7}"]
        for name, wall in sorted(self.wall.items(), key=lambda pair: -pair[1]):
            if name == "outside":
                continue
            lines.append(
                f"{name:28}{wall / articles * 1000:8.2f}{self.cpu[name] / articles * 1000:8.2f}"
                f"{self.in_database[name] / articles * 1000:10.2f}{self.queries[name] / articles:9.1f}"
                f"{self.calls[name] / articles:7.2f}"
            )
        return "\n".join(lines)


STAGES = (
    ("negotiations.flow", "look_at_due"),
    ("negotiations.flow", "fetch_due"),
    ("negotiations.ingest.stages", "keep"),
    ("negotiations.ingest.stages", "_page"),
    ("negotiations.ingest.stages", "follow_text"),
    ("negotiations.taking_in", "store_news"),
    ("negotiations.taking_in", "enter_said"),
    ("negotiations.suggestions.stage", "extract"),
    ("negotiations.taking_in", "show_confident"),
    ("negotiations.flow", "draft_due_summaries"),
    ("negotiations.taking_in", "current_lexicon"),
)


def booked(ledger: Ledger, module: str, name: str) -> None:
    """Let every call of a function be booked under its name."""
    home = __import__(module, fromlist=[name])
    function = getattr(home, name)

    def call(*arguments: Any, **named: Any) -> Any:
        with ledger.stage(name):
            return function(*arguments, **named)

    setattr(home, name, call)


def work_through(port: int, expected: int) -> float:
    """Do all that is due in this process; gives the seconds."""
    from benchmarks.ingest.loopback import loopback_tools
    from negotiations import flow

    tools = loopback_tools(port)
    started = time.perf_counter()
    start_feeds()
    while True:
        flow.work(tools=tools)
        now = counts()
        if now["intakes"] >= expected and not now["open"]:
            assert now["read"] == expected, f"not everything came through: {now}"
            return time.perf_counter() - started


def main(port: int, plan: Plan) -> None:
    from django.db import connection

    prepare(plan)
    articles = plan.feeds * plan.articles
    ledger, profiler = Ledger(), cProfile.Profile()
    if "--functions" in sys.argv:
        profiler.runcall(work_through, port, articles)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)
        return
    for module, name in STAGES:
        booked(ledger, module, name)
    with connection.execute_wrapper(ledger.watch_query), ledger.stage("claims and the rest"):
        seconds = work_through(port, articles)
    print(ledger.told(articles))
    print(f"{articles / seconds:.1f} articles a second in one process")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), Plan(**json.loads(sys.argv[2])))
