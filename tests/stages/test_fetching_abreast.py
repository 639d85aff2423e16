"""Pages of many hosts on their way at a time: slow ones keep nobody waiting, and what goes wrong is each page's own."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations import flow, taking_in
from negotiations.errors import FetchError
from negotiations.ingest import asking, stages
from negotiations.ingest.submitting import submit_address
from negotiations.models import Door, Host, Intake
from negotiations.sources.pages import Page
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock, work_while_workers_die

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

WORDS = "Fishermen of Klow sold their boats at the harbour on Friday because nobody had bought a herring since Easter."
Wait = Callable[[], object]


def queued(origin: Origin, number: int, wait: Wait) -> list[Intake]:
    """Pages on as many hosts, of which each is given when the waiting is over."""
    rows = []
    for n in range(number):
        body = f"<html><body><article><p>{WORDS} It was day {n}.</p></article></body></html>".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()

        def script(connection: socket.socket, answer: bytes = head + body) -> None:
            wait()
            connection.sendall(answer)

        origin.script(f"/{n}", script)
        rows.append(submit_address(address=f"http://h{n}.example/{n}", door=Door.ADDRESS, now=make.NOON))
    return rows


def states() -> set[tuple[str, str]]:
    return set(Intake.objects.values_list("state", "error_code"))


def test_pages_of_many_hosts_are_on_their_way_at_a_time(origin: Origin, spaced: flow.Tools) -> None:
    all_there = threading.Barrier(taking_in.ABREAST)
    queued(origin, taking_in.ABREAST, lambda: all_there.wait(5))
    flow.work(tools=spaced)
    assert states() == {("done", "")}


def test_no_more_of_them_than_said(origin: Origin, spaced: flow.Tools) -> None:
    lock, there, most = threading.Lock(), 0, 0

    def wait() -> None:
        nonlocal there, most
        with lock:
            there += 1
            most = max(most, there)
        time.sleep(0.1)
        with lock:
            there -= 1

    queued(origin, 2 * taking_in.ABREAST, wait)
    flow.work(tools=spaced)
    assert states() == {("done", "")}
    assert 1 < most <= taking_in.ABREAST


def test_threads_ask_the_database_nothing(origin: Origin, spaced: flow.Tools) -> None:
    queued(origin, 3, lambda: None)
    before = sessions()
    with CaptureQueriesContext(connection) as queries:
        flow.work(tools=spaced)
    assert sessions() <= before
    assert len([query for query in queries if "negotiations_host" in query["sql"]]) >= 3 * 2  # held and let go


def sessions() -> set[tuple[object, ...]]:
    """Who is connected to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, backend_start FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return set(cursor.fetchall())


def test_when_the_time_of_a_task_is_up_those_on_their_way_come_back(
    origin: Origin, spaced: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    queued(origin, 3, lambda: go.wait(5))

    def interrupted(*_: object, **__: object) -> None:
        go.set()
        raise SoftTimeLimitExceeded

    with monkeypatch.context() as patch:
        patch.setattr(asking._News, "next_answer", interrupted)
        taking_in.fetch_due(spaced, time.monotonic() + 60)
    assert states() == {("waiting", "too-slow")}
    assert not Host.objects.exclude(hold_token=None).exists()
    clock.move(seconds=60)
    flow.work(tools=spaced)
    assert states() == {("done", "")}


def test_one_that_fails_leaves_the_others_alone(origin: Origin, spaced: flow.Tools) -> None:
    rows = queued(origin, 4, lambda: None)
    origin.page("/2", "gone", status=410)
    flow.work(tools=spaced)
    failed = Intake.objects.get(pk=rows[2].pk)
    assert failed.state == "failed"
    others = Intake.objects.exclude(pk=failed.pk)
    assert set(others.values_list("state", "outcome")) == {("done", "new")}


def test_work_is_told_what_came_in_the_place_of_an_answer() -> None:
    seen: list[str] = []

    def work() -> "asking.Asking[str]":
        for address in ("a", "b"):
            try:
                yield asking.Request(address)
            except FetchError as error:
                seen.append(str(error))
        return "done"

    def steps(piece: "asking.Asking[str]") -> Iterator[str]:
        yield next(piece).address
        yield asking.go_on(piece, asking._raising(FetchError("no a"))).address
        with pytest.raises(StopIteration, match="done"):
            asking.go_on(piece, asking._raising(FetchError("no b")))

    assert list(steps(work())) == ["a", "b"]
    assert seen == ["no a", "no b"]


@pytest.mark.parametrize("way", ["at will", "politely"])
def test_a_page_that_kills_its_worker_again_and_again_takes_no_others_with_it(
    origin: Origin, told: flow.Tools, spaced: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    deadly = queued(origin, 4, lambda: None)[1]
    real = stages._page

    def die_of_it(intake: Intake, original: bytes, now: datetime) -> Page:
        if intake.pk == deadly.pk:
            raise SystemExit
        return real(intake, original, now)

    monkeypatch.setattr(stages, "_page", die_of_it)
    work_while_workers_die(told if way == "at will" else spaced, clock)
    assert Intake.objects.get(error_code="broken-off") == deadly
    assert set(Intake.objects.exclude(pk=deadly.pk).values_list("state", "outcome")) == {("done", "new")}
