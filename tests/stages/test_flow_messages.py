"""Messages and time: who wakes a worker and when, and how long it works."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from negotiations import flow, tasks
from negotiations.models import Article, Intake, Reading
from negotiations.sources.http import Fetcher
from tests import factories as make
from tests.stages.claiming import claimed, text
from tests.stages.conftest import HOST


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    calls: list[str] = []
    monkeypatch.setattr(tasks.work, "apply_async", lambda **_: calls.append("work"))
    return calls  # type: ignore[return-value]


@pytest.mark.django_db
def test_sweep_wakes_nobody_while_nothing_is_due(sent: list[str]) -> None:
    later = timezone.now() + timedelta(hours=1)
    Intake.objects.filter(pk=text().pk).update(not_before=later)
    make.make_source("Paused", kind="feed", feed_url=f"{HOST}/paused", is_active=False, not_before=make.NOON)
    make.make_source("Later", kind="feed", feed_url=f"{HOST}/later", not_before=later)
    Reading.objects.create(snapshot=make.make_snapshot(), rules="1", not_before=make.NOON, state="done")
    tasks.sweep()
    assert sent == []


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["intake", "reading", "feed", "summary", "lost"])
def test_sweep_wakes_a_worker_for_whatever_is_due(sent: list[str], what: str) -> None:
    match what:
        case "intake":
            text()
        case "reading":
            Reading.objects.create(snapshot=make.make_snapshot(), rules="1", not_before=make.NOON)
        case "feed":
            make.make_source("Feed", kind="feed", feed_url=f"{HOST}/feed", not_before=make.NOON)
        case "summary":
            make.make_round(make.make_negotiation())
        case "lost":
            claimed(text())  # long ago, by a worker that is gone
    tasks.sweep()
    assert sent == ["work"]


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "messages"), [(0.0, ["work"]), (30.0, [])], ids=["time is up", "nothing is left"])
def test_a_worker_whose_time_is_up_wakes_another_and_an_idle_one_does_not(
    sent: list[str], tools: flow.Tools, monkeypatch: pytest.MonkeyPatch, seconds: float, messages: list[str]
) -> None:
    monkeypatch.setattr(tasks, "_tools", lambda: tools)
    monkeypatch.setattr(flow, "SECONDS", seconds)
    text()
    tasks.work()
    assert sent == messages
    assert Article.objects.exists() == (not messages)


def test_wake_with_a_broker_that_is_down_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(**_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.work, "apply_async", down)
    tasks.wake()


def test_wake_with_a_real_broker_that_is_down_comes_back_soon(redis_down: None) -> None:
    tasks.wake()


@pytest.fixture
def redis_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application's messages go to a port on which nobody listens."""
    app = tasks.work.app
    real = tasks.work.apply_async

    def send(**options: Any) -> Any:
        with app.connection_for_write("redis://127.0.0.1:9/0", connect_timeout=1) as broker:
            return real(**{**options, "connection": broker, "retry": False})

    monkeypatch.setattr(tasks.work, "apply_async", send)


@pytest.mark.django_db
def test_work_stops_when_its_time_is_up(told: flow.Tools) -> None:
    text()
    assert flow.work(tools=told, seconds=0) == 0
    assert connection.is_usable()
    assert flow.work(tools=told) == 2  # read and searched under one claim, then recorded
    assert flow.work(tools=told) == 0


def test_live_tools_refuse_private_addresses() -> None:
    fetcher = flow.live_tools().fetcher
    assert isinstance(fetcher, Fetcher)
    assert fetcher.allow_private is False
