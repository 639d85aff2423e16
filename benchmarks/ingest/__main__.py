"""Articles a second, from feed to record, beside the floor and beside a peer: python -m benchmarks.ingest.

Fifty made-up outlets of forty articles each are served on the loopback by a process of their own. In one run: the floor
(feed parsing, download and main-text extraction alone), the whole way with one and with two workers, and the look at
the feeds alone beside lemon24/reader's. Politeness is off. Every side runs in a process of its own, one after another,
each pipeline in a new database with the disk waited for. ``--profile`` says where the time goes instead.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.ingest.outlets import Plan, outlets
from benchmarks.ingest.server import ROOT, serving

Figures = dict[str, Any]
PLAN = Plan()


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--feeds", type=int, default=PLAN.feeds)
    parser.add_argument("--articles", type=int, default=PLAN.articles, help="of each feed (%(default)s)")
    parser.add_argument("--page-bytes", type=int, default=PLAN.page_bytes, help="of HTML, on average (%(default)s)")
    parser.add_argument("--talks", type=float, default=PLAN.talks, help="share of reports about talks (%(default)s)")
    parser.add_argument("--pause", type=float, default=PLAN.pause, help="seconds until an outlet answers; politely")
    parser.add_argument("--turns", type=int, default=1, help="how often everything is measured (%(default)s)")
    parser.add_argument("--only", choices=["floor", "pipeline", "feeds"], help="measure this alone")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="processes that work (1 2)")
    parser.add_argument("--peer", default=sys.executable, help="a Python in which reader is installed")
    parser.add_argument("--profile", action="store_true", help="the cost of each stage in one process")
    parser.add_argument("--functions", action="store_true", help="with --profile: the functions that take longest")
    return parser.parse_args()


def measured(module: str, *arguments: str) -> str:
    """What a side prints, run in a process and a var folder of its own."""
    with tempfile.TemporaryDirectory(prefix="parley-benchmark-") as var:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.ingest.{module}", *arguments],
            cwd=ROOT,
            env={**kept, "PARLEY_VAR": var, "DJANGO_SETTINGS_MODULE": "tracker.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            log = Path(var, "worker.log")
            worker = log.read_text()[-3_000:] if log.exists() else ""
            raise SystemExit(f"{module} failed:\n{done.stderr[-3_000:]}\n{worker}")
        return done.stdout


def figures(module: str, *arguments: str) -> Figures:
    """The last line of what a side prints."""
    found: Figures = json.loads(measured(module, *arguments).strip().splitlines()[-1])
    return found


def by_reader(python: str, port: int, plan: Plan) -> Figures | None:
    """The peer's figures, None where it is not installed."""
    if subprocess.run([python, "-c", "import reader"], capture_output=True, check=False).returncode:
        return None
    addresses = [f"http://127.0.0.1:{port}{outlet.feed_path}" for outlet in outlets(plan)]
    with tempfile.TemporaryDirectory() as folder:
        command = [python, "benchmarks/ingest/feeds_by_reader.py", f"{folder}/reader.sqlite", *addresses]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: Figures = json.loads(done.stdout)
    return found


def load() -> str:
    return "load " + " ".join(f"{number:.1f}" for number in os.getloadavg()) + f" on {os.cpu_count()} processors"


def line(what: str, number: int, wall: float, cpu: str, note: str = "") -> None:
    print(f"{what:34}{number / wall:9.1f}/s {wall:8.1f} s   CPU {cpu}   {note}  [{load()}]", flush=True)


def measure_floor(port: int, plan: Plan) -> Figures:
    for how in ("product", "library"):
        floor = figures("floor", str(port), str(plan.feeds), how)
        parts = ", ".join(f"{name} {floor[name] / floor['articles'] * 1000:.1f}" for name in ("download", "text"))
        line(f"floor by the {how}", floor["articles"], floor["wall"], f"{floor['cpu']:.1f} s", f"ms: {parts}")
    return floor


def measure_pipeline(port: int, plan: Plan, numbers: list[int], floor: Figures | None) -> None:
    first: Figures | None = None
    for number in numbers:
        found = figures("pipeline", str(port), json.dumps(asdict(plan)), str(number))
        spent = f"workers {found['worker_cpu']:.1f} s, database {found['database_cpu']:.1f} s"
        line(f"whole way, {number} working", found["articles"], found["wall"], spent)
        if floor:
            wall = floor["wall"] / found["wall"] / number
            cpu = floor["cpu"] / found["worker_cpu"]
            both = floor["cpu"] / (found["worker_cpu"] + found["database_cpu"])
            print(
                f"  of the floor per worker: {wall:.2f} by the wall; by processor time {cpu:.2f}, {both:.2f} with the"
            )
            print("  database's share. Wanted: 0.75.")
        if first:
            print(f"  {first['wall'] / found['wall']:.2f} times as many as with {numbers[0]}. Wanted with two: 1.7.")
        first = first or found


def measure_feeds(port: int, plan: Plan, peer: str) -> None:
    ours = figures("feeds_alone", str(port), json.dumps(asdict(plan)))
    note = f"again, unchanged: {ours['again_wall']:.2f} s"
    line("feeds alone", ours["entries"], ours["wall"], f"{ours['cpu']:.2f} s", note)
    theirs = by_reader(peer, port, plan)
    if theirs is None:
        print("  reader is not installed, so there is nothing to compare with: see docs/testing.md for --peer.")
        return
    line(f"feeds alone, reader {theirs['version']}", theirs["entries"], theirs["wall"], f"{theirs['cpu']:.2f} s")
    wall, cpu = theirs["wall"] / ours["wall"], theirs["cpu"] / ours["cpu"]
    print(f"  {wall:.2f} of reader by the wall, {cpu:.2f} by processor time. Wanted: 0.8.")


def main() -> None:
    chosen = read_arguments()
    plan = Plan(chosen.feeds, chosen.articles, chosen.page_bytes, talks=chosen.talks, pause=chosen.pause)
    print(
        f"{plan.feeds} feeds of {plan.articles} articles, pages of {plan.page_bytes:,} bytes, {plan.talks:.0%} on talks"
    )
    with serving(plan) as (port, _):
        if chosen.profile:
            more = ["--functions"] if chosen.functions else []
            print(measured("stage_costs", str(port), json.dumps(asdict(plan)), *more))
            return
        for turn in range(chosen.turns):
            print(f"turn {turn + 1}, {time.strftime('%H:%M:%S')}, {load()}")
            floor = measure_floor(port, plan) if chosen.only in (None, "floor", "pipeline") else None
            if chosen.only in (None, "pipeline"):
                measure_pipeline(port, plan, chosen.workers, floor)
            if chosen.only in (None, "feeds"):
                measure_feeds(port, plan, chosen.peer)


if __name__ == "__main__":
    main()
