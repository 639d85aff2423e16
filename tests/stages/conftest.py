"""Starter data once for each module, and a small web of made-up outlets behind the real fetcher."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import httpcore2
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from negotiations import flow
from negotiations.ingest.hosts import Politeness
from negotiations.sources.connections import dial_directly
from negotiations.sources.http import Fetcher
from negotiations.starter import load_starter
from tests import factories as make
from tests.origin import Origin
from tests.stages.ingesting import Ingest, call

HOST = "http://news.example"


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = make.NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def starter_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The starter data for all tests of a module, taken out again at its end."""
    with django_db_blocker.unblock():
        load_starter()
        yield
        call_command("flush", interactive=False, verbosity=0)
        connection.close()


@pytest.fixture
def starter(starter_of_module: None, db: None) -> None:
    """The starter data alone; what a test writes is taken back after it."""


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as server:
        yield server


@pytest.fixture
def tools(origin: Origin) -> Iterator[flow.Tools]:
    """The real clock, and a guarded fetcher for which every name of the web leads to the origin."""

    def dial(address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        return dial_directly("127.0.0.1", origin.port, timeout)

    with Fetcher(
        user_agent="tests", clock=timezone.now, timeout=2, resolve=lambda host, port: ["93.184.216.34"], dial=dial
    ) as fetcher:
        yield flow.Tools(clock=timezone.now, fetcher=fetcher)


@pytest.fixture
def told(tools: flow.Tools, clock: Clock) -> flow.Tools:
    """The made-up web, at the time that the test says."""
    return flow.Tools(clock=clock, fetcher=tools.fetcher)


@pytest.fixture
def polite(tools: flow.Tools, clock: Clock) -> flow.Tools:
    """The made-up web at the time that the test says, with ten seconds between two requests to one host."""
    return replace(tools, clock=clock, politeness=Politeness(spacing=10))


@pytest.fixture
def spaced(polite: flow.Tools) -> flow.Tools:
    """The same without asking for robots.txt."""
    return replace(polite, politeness=Politeness(spacing=10, robots=False))


def work_while_workers_die(tools: flow.Tools, clock: Clock, *, workers: int = 9) -> None:
    """One worker after another, each after the leases of the one before have run out, until one survives."""
    for _ in range(workers):
        with suppress(SystemExit):
            flow.work(tools=tools)
            break
        clock.move(seconds=flow.LEASE.total_seconds() + 1)


@pytest.fixture
def ingest(starter: None, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """The command in this process, with the made-up web."""
    monkeypatch.setattr(flow, "live_tools", lambda: tools)

    return partial(call, "ingest")
