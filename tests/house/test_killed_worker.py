"""Dispatches on their way in while the worker is killed: all of them arrive, none twice. Real processes, real kills."""

import json
import time
from pathlib import Path

import psutil
import pytest

from negotiations.data.dispatches import dispatches
from tests.house.site import Site, manage, wait_until

pytestmark = pytest.mark.processes

COUNT = """
import json
from django.db.models import Count
from negotiations.models import Article, Evidence, Intake, Reading, Snapshot, Suggestion
print(json.dumps({
    "intakes": Intake.objects.count(),
    "done": Intake.objects.filter(state="done", outcome="new").count(),
    "read": Reading.objects.filter(state="done").count(),
    "failed": Intake.objects.filter(state="failed").count() + Reading.objects.filter(state="failed").count(),
    "articles": Article.objects.count(),
    "texts": Snapshot.objects.values("text_sha256").distinct().count(),
    "twice": Suggestion.objects.values("snapshot", "fingerprint").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "evidence": Evidence.objects.current().count(),
}))
"""


def counts(var: Path) -> dict[str, int]:
    done = manage(var, "shell", "--no-imports", "--command", COUNT)
    assert done.returncode == 0, done.stderr
    told: dict[str, int] = json.loads(done.stdout)
    return told


def kill_worker(site: Site) -> int:
    """SIGKILL the worker and its children at once; gives its process id."""
    worker = psutil.Process(site.parts()["worker"])
    for process in [*worker.children(recursive=True), worker]:
        process.kill()
    return int(worker.pid)


def kill_worker_and_see_work_go_on(site: Site, expected: int) -> None:
    """Kill it, and wait until another has taken over and something more has come through."""
    before = counts(site.var)["done"]
    killed = kill_worker(site)

    def is_replaced() -> bool:
        return site.parts().get("worker") not in (None, killed)

    def goes_on() -> bool:
        now = counts(site.var)
        return now["done"] > before or now["read"] == expected

    wait_until(is_replaced, seconds=30, what="the worker is started again")
    wait_until(goes_on, seconds=150, what="work goes on")
    time.sleep(1)


def test_dispatches_all_arrive_once_though_the_worker_is_killed(room: Path) -> None:
    var = room / "var"
    expected = len(dispatches())
    with Site(var) as site:
        for command in (("load_starter",), ("load_demonstration", "--queue-only")):
            done = manage(var, *command)
            assert done.returncode == 0, done.stderr
        for _ in range(3):
            kill_worker_and_see_work_go_on(site, expected)
        wait_until(lambda: counts(var)["read"] == expected, seconds=300, what="all dispatches are read")
        found = counts(var)
    assert found == {
        **found,
        "intakes": expected,
        "done": expected,
        "read": expected,
        "failed": 0,
        "articles": expected,
        "texts": expected,
        "twice": 0,
    }
    assert found["evidence"] > expected
