"""Feeds alone: the product's look at each feed, in one process. The peer's is in ``feeds_by_reader.py``.

Run as ``python -m benchmarks.ingest.feeds_alone <port> <plan>`` with a PARLEY_VAR of its own; one line of JSON.
"""

import json
import sys
import time

import django

from benchmarks.ingest.outlets import Plan
from benchmarks.ingest.pipeline import prepare, start_feeds


def run(port: int, plan: Plan) -> dict[str, float]:
    """Look at every feed once, then once more when nothing has changed."""
    from benchmarks.ingest.loopback import loopback_tools
    from negotiations import flow
    from negotiations.fetching import FeedErrand
    from negotiations.ingest.asking import see_through
    from negotiations.models import Intake, Source

    prepare(plan)
    tools = loopback_tools(port)

    def look_at_all() -> tuple[float, float]:
        start_feeds()
        started, spent = time.perf_counter(), time.process_time()
        while sources := Source.objects.feeds().claim(now=tools.clock(), lease=flow.LEASE):
            for source in sources:
                see_through(FeedErrand(source, tools), tools.fetcher)
        return time.perf_counter() - started, time.process_time() - spent

    first, again = look_at_all(), look_at_all()
    entries = Intake.objects.count()
    assert entries == plan.feeds * plan.articles, f"{entries} entries were found"
    return {"entries": entries, "wall": first[0], "cpu": first[1], "again_wall": again[0], "again_cpu": again[1]}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(run(int(sys.argv[1]), Plan(**json.loads(sys.argv[2])))))
