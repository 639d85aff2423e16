"""The drill: two thousand articles arrive, each once, whatever is killed on the way. Real processes, real kills."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.ingest.server import serving
from tests.house.drill import LEASE, PLAN, Drill
from tests.house.redis import Redis, redis_or_skip

pytestmark = pytest.mark.processes

FEEDS = int(os.environ.get("PARLEY_DRILL_FEEDS", "50"))
FIRST = 3  # feeds that are read undisturbed, to know how long the others would take
KILLS = 20  # four of each kind
SLACK = 60.0  # for the starts of worker and database, which are slow on a machine that has other work


def test_all_articles_arrive_once_though_everything_is_killed_in_turns(room: Path) -> None:
    plan = replace(PLAN, feeds=FEEDS)
    seed = int(time.time())
    with serving(plan) as (port, _), Redis(redis_or_skip()) as redis:
        drill = Drill(room / "var", plan=plan, outlets_port=port, redis=redis)
        with drill.running():
            drill.start_feeds(0, FIRST)
            undisturbed = drill.wait_until_read(FIRST * plan.articles, seconds=300)
            expected = undisturbed / FIRST * (FEEDS - FIRST)
            drill.start_feeds(FIRST, FEEDS)
            faults = drill.faults(seed, number=KILLS, pause=(0.3, 1.2))
            took = drill.wait_until_read(drill.expected, seconds=900, meanwhile=faults)
            found = drill.counts()
        told = f"seed {seed}: {took:.0f} s, undisturbed {expected:.0f} s; killed {dict(drill.done)}"
        print(told, drill.log.read_text()[-5_000:], sep="\n")  # pytest shows it where the test fails
        assert found == drill.all_once(), told
        assert took < expected + LEASE + SLACK, told
        assert sum(drill.done.values()) >= KILLS / 2, told
