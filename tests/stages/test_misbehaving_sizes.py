"""What is large stays within its limits of time and memory, measured in a process that does nothing else."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from tests.misbehaving.packings import bomb
from tests.origin import Origin
from tests.speed import told


def measured(what: str, about: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.misbehaving.measuring", what, about]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=600, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def test_bomb_of_2_gigabytes_ends_at_the_cap_in_little_memory() -> None:
    with Origin() as origin:
        address = origin.page("/bomb", bomb(), headers={"Content-Encoding": "gzip"})
        figures = measured("fetch", address)
    assert len(bomb()) > 1_900_000
    assert figures["result"] == "too-large"
    assert figures["growth"] < 50
    assert told(figures["seconds"]) < 3


def test_body_without_an_end_ends_at_the_cap_in_little_memory() -> None:
    with Origin() as origin:
        address = origin.drip("/endless", b"HTTP/1.1 200 OK\r\n\r\n", b"<p>more</p>" * 5000, pause=0.001)
        figures = measured("fetch", address)
    assert figures["result"] == "too-large"
    assert figures["growth"] < 50


def test_article_of_a_megabyte_of_text_is_read_within_the_limits_of_a_worker() -> None:
    figures = measured("article", "1000000")
    assert figures["result"].startswith("1")
    assert not figures["result"].endswith(" 0 positions")
    assert figures["peak"] < 500
    assert told(figures["seconds"]) < settings.TASK_SOFT_TIME_LIMIT / 2
    half = measured("article", "500000")
    assert figures["seconds"] < 2.7 * half["seconds"], "the time grows in line with the text"
