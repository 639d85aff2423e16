"""Texts that harm whoever reads them end with a reason, and everything else goes on. Real workers, real limits."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.house.site import ROOT, clean_environment, manage, query, wait_until

pytestmark = pytest.mark.processes

ADD = """
from django.utils import timezone
from negotiations.ingest.submitting import submit_text
from negotiations.models import Door
for word in ("GOOD", "SLOW", "DEAF", "POISON", "FINE"):
    body = f"{word}. The delegations of Norway and Iceland met in Oslo on 4 March 2024 and spoke about fish."
    submit_text(body=body.encode(), filename=f"{word}.txt", door=Door.COMMAND, now=timezone.now())
"""
TRY_AGAIN = """
from django.utils import timezone
from negotiations.ingest.repeating import try_again
from negotiations.models import Intake
try_again(intake=Intake.objects.get(filename="POISON.txt"), now=timezone.now())
"""


def run_code(var: Path, code: str) -> str:
    done = manage(var, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def texts(var: Path) -> dict[str, tuple[Any, ...]]:
    """State, attempts, code and sentence of each text by its name."""
    rows = query(
        var, "SELECT split_part(filename, '.', 1), state, attempts, error_code, error FROM negotiations_intake"
    )
    return {row[0]: row[1:] for row in rows or []}


def are_done(var: Path, *names: str) -> bool:
    found = texts(var)
    return all(found.get(name, ("",))[0] == "done" for name in names)


@contextmanager
def worker_and_clock(var: Path, application: str) -> Iterator[subprocess.Popen[bytes]]:
    celery = [sys.executable, "-m", "celery", "--quiet", "--app", application]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    with (var / "worker.log").open("ab") as log:
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=clean_environment(var), stdout=log, stderr=log)
            for command in (worker, [*celery, "beat", "--pidfile="])
        ]
        try:
            yield processes[0]
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=40)
            print((var / "worker.log").read_text()[-6000:])  # pytest shows it where the test fails


def test_harmful_texts_end_with_a_reason_and_the_others_are_read(room: Path) -> None:
    var = room / "var"
    assert manage(var, "migrate", "--verbosity", "0").returncode == 0
    run_code(var, ADD)

    def harmful_are_given_up() -> bool:
        found = texts(var)
        return bool(found["DEAF"][0] == found["POISON"][0] == "failed" and found["SLOW"][1] >= 1)

    with worker_and_clock(var, "tests.house.faulty_worker") as worker:
        wait_until(lambda: are_done(var, "GOOD", "FINE"), seconds=120, what="the texts that do no harm are read")
        wait_until(harmful_are_given_up, seconds=120, what="the texts that kill are given up")
        assert worker.poll() is None
        found = texts(var)
    for name in ("DEAF", "POISON"):
        assert found[name][:3] == ("failed", 4, "broken-off")  # three attempts, and the claim that found them so
        assert "broken off 3 times; try it again" in found[name][3]
    assert found["SLOW"][0] in ("waiting", "failed")
    assert "SoftTimeLimitExceeded" in found["SLOW"][3] or found["SLOW"][2] == "too-slow"

    run_code(var, TRY_AGAIN)  # the rules have been mended since
    with worker_and_clock(var, "tracker.celery"):
        wait_until(lambda: are_done(var, "POISON"), seconds=60, what="the mended text is read")
