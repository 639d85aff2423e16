"""A feed of 10,000 entries: read and queued in one worker's memory and one task's time."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from negotiations.ingest.entries import _columns, take_entries
from negotiations.models import Intake
from negotiations.sources.feeds import read_feed
from tests.memory import peak
from tests.speed import Watch
from tests.stages.conftest import HOST
from tests.stages.test_feeds_polled import feed, item, rss

NUMBER = 10_000
MOST_MEGABYTES = 500


def large_feed() -> bytes:
    summary = "<description>" + "Envoys of both sides met again. " * 8 + "</description></item>"
    return rss(*(item(f"/{n}/envoys-meet").replace("</item>", summary) for n in range(NUMBER))).encode()


def test_ten_thousand_entries_fit_into_the_memory_of_a_worker() -> None:
    """In a process of its own, whose peak is measured by the system, with all of the application loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); from {__name__} import measure; measure()"],
        capture_output=True,
        text=True,
        check=True,
    )
    entries, megabytes = map(float, ran.stdout.split())
    assert entries == NUMBER
    assert 30 < megabytes < MOST_MEGABYTES


@pytest.mark.django_db
def test_ten_thousand_entries_are_queued_within_a_task() -> None:
    source, now = feed(), datetime(2024, 6, 1, tzinfo=UTC)
    watch = Watch()
    named = read_feed(large_feed(), f"{HOST}/feed", "application/rss+xml", now)
    taken = take_entries(source=source, entries=named.entries, now=now)
    assert (taken.new, named.missing, Intake.objects.count()) == (NUMBER, "", NUMBER)
    assert watch.seconds() < 30


def measure() -> None:
    """Print how many rows were made and the peak in megabytes."""
    now = datetime(2024, 6, 1, tzinfo=UTC)
    named = read_feed(large_feed(), f"{HOST}/feed", "application/rss+xml", now)
    rows = [_columns(entry, article=None, waits=False, now=now) for entry in named.entries]
    print(len(rows), peak())
