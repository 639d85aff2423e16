"""Feeds of many hosts looked at at a time: a slow one keeps nobody waiting, and hosts on the way are held as ever."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from negotiations import flow, looking
from negotiations.ingest import asking, polling
from negotiations.ingest.asking import Answer, Request
from negotiations.ingest.hosts import hold_host
from negotiations.models import Host, Source
from negotiations.sources.feeds import Feed
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock, work_while_workers_die
from tests.stages.test_feeds_polled import rss
from tests.stages.test_fetching_abreast import sessions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def feeds(origin: Origin, number: int, wait: Callable[[], object] = lambda: None) -> list[Source]:
    """Feeds without entries on as many hosts, each given when the waiting is over."""
    rows = []
    for n in range(number):
        body = rss(title=f"Post {n}").encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n".encode()

        def script(connection: socket.socket, answer: bytes = head + body) -> None:
            wait()
            connection.sendall(answer)

        origin.script(f"/feed{n}", script)
        address = f"http://f{n}.example/feed{n}"
        rows.append(make.make_source(f"Post {n}", kind="feed", feed_url=address, not_before=make.NOON))
    return rows


def looks() -> set[tuple[str, int]]:
    """Of all feeds: the error of the last look, and how many there were."""
    return {(source.error_code, source.fetches.count()) for source in Source.objects.feeds()}


def none_is_held() -> bool:
    return not Host.objects.exclude(hold_token=None).exists()


def test_feeds_of_many_hosts_are_on_their_way_at_a_time(origin: Origin, spaced: flow.Tools) -> None:
    all_there = threading.Barrier(looking.ABREAST)
    feeds(origin, looking.ABREAST, lambda: all_there.wait(5))
    flow.work(tools=spaced)
    assert looks() == {("", 1)}
    assert none_is_held()


def test_two_feeds_of_one_host_are_never_asked_for_together(origin: Origin, spaced: flow.Tools, clock: Clock) -> None:
    first, second = feeds(origin, 2)
    Source.objects.filter(pk=second.pk).update(feed_url="http://f0.example/feed1")
    flow.work(tools=spaced)
    assert [source.fetches.count() for source in (first, second)] == [1, 0]
    clock.move(seconds=11)
    flow.work(tools=spaced)
    assert second.fetches.count() == 1


def test_hosts_on_the_way_are_held_and_threads_ask_the_database_nothing(origin: Origin, spaced: flow.Tools) -> None:
    rows = feeds(origin, 3)
    for n, source in enumerate(rows):
        origin.redirect(f"/old{n}", f"http://elsewhere{n}.example/feed{n}")
        Source.objects.filter(pk=source.pk).update(feed_url=f"http://f{n}.example/old{n}")
    before = sessions()
    flow.work(tools=spaced)
    assert sessions() <= before
    assert looks() == {("", 1)}
    rested = set(Host.objects.filter(next_visit_at__gt=make.NOON).values_list("name", flat=True))
    assert rested == {f"{name}{n}.example" for name in ("f", "elsewhere") for n in range(3)}
    assert none_is_held()


def test_where_a_host_on_the_way_is_not_free_that_feed_alone_waits(
    origin: Origin, spaced: flow.Tools, clock: Clock
) -> None:
    rows = feeds(origin, 3)
    origin.redirect("/old", "http://busy.example/feed1")
    Source.objects.filter(pk=rows[1].pk).update(feed_url="http://f1.example/old")
    hold_host(name="busy.example", now=clock(), lease=timedelta(minutes=1))
    flow.work(tools=spaced)
    assert [source.fetches.count() for source in rows] == [1, 0, 1]
    waiting = Source.objects.get(pk=rows[1].pk)
    assert (waiting.state, waiting.attempts, waiting.failures) == ("waiting", 0, 0)
    assert set(Host.objects.exclude(hold_token=None).values_list("name", flat=True)) == {"busy.example"}


def test_two_feeds_on_the_way_to_each_others_host_are_both_looked_at(
    origin: Origin, spaced: flow.Tools, clock: Clock
) -> None:
    for n, source in enumerate(feeds(origin, 2)):
        origin.redirect(f"/old{n}", f"http://f{1 - n}.example/feed{n}")
        Source.objects.filter(pk=source.pk).update(feed_url=f"http://f{n}.example/old{n}")
    for _ in range(300):
        flow.work(tools=spaced)
        if looks() == {("", 1)}:
            return
        clock.move(seconds=2)
    pytest.fail(f"after ten minutes: {looks()}")


def test_a_feed_is_not_to_blame_for_the_time_that_a_question_waits(origin: Origin, spaced: flow.Tools) -> None:
    quick, slow = feeds(origin, 2)
    origin.redirect("/old", "http://f0.example/feed0")
    Source.objects.filter(pk=quick.pk).update(feed_url="http://f0.example/old")
    origin.script("/feed1", lambda _: time.sleep(spaced.fetcher.timeout * 2))
    Source.objects.filter(pk=slow.pk).update(attempts=1)  # so it is looked at by itself, while the other waits
    flow.work(tools=spaced)
    assert [Source.objects.get(pk=source.pk).error_code for source in (quick, slow)] == ["", "timeout"]
    assert not Host.objects.get(name="f0.example").troubles


def test_when_the_time_of_a_task_is_up_those_on_their_way_are_looked_at_later(
    origin: Origin, spaced: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    feeds(origin, 3, lambda: go.wait(5))

    def interrupted(*_: object, **__: object) -> None:
        go.set()
        raise SoftTimeLimitExceeded

    with monkeypatch.context() as patch:
        patch.setattr(asking._News, "next_answer", interrupted)
        flow.work(tools=spaced)
    assert looks() == {("too-slow", 1)}
    assert none_is_held()
    clock.move(seconds=24 * 60 * 60)
    flow.work(tools=spaced)
    assert looks() == {("", 2)}


def test_a_feed_that_kills_its_worker_again_and_again_takes_no_others_with_it(
    origin: Origin, spaced: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = feeds(origin, 4)
    real = polling.read_feed  # type: ignore[attr-defined]

    def die_of_it(body: bytes, *rest: Any) -> Feed:
        if b"Post 1" in body:
            raise SystemExit
        feed: Feed = real(body, *rest)
        return feed

    monkeypatch.setattr(polling, "read_feed", die_of_it)
    work_while_workers_die(spaced, clock)
    assert Source.objects.get(error_code="broken-off") == rows[1]
    assert all(source.fetches.filter(error_code="").exists() for source in rows if source != rows[1])


def test_a_round_has_its_end_however_many_feeds_are_due(origin: Origin, spaced: flow.Tools) -> None:
    feeds(origin, looking.AT_ONCE + 2)
    assert looking.look_at_due(spaced, float("inf")) == looking.AT_ONCE
    assert looking.look_at_due(spaced, float("inf")) == 2
    assert looks() == {("", 1)}


class Led:
    """Asks for what redirects, and whether to follow that."""

    def __init__(self, may_follow: Callable[[str], object]) -> None:
        self._may_follow = may_follow

    def go_on(self, answer: Answer | None) -> Request | None:
        return Request("http://f0.example/on", may_follow=self._may_follow)


def threads_end(before: set[threading.Thread]) -> bool:
    left = [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("fetch")]
    for thread in left:
        thread.join(5)
    return not any(thread.is_alive() for thread in left)


def test_no_thread_waits_for_a_reply_of_one_who_has_gone(origin: Origin, spaced: flow.Tools) -> None:
    asked = threading.Event()
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://f1.example/off\r\nContent-Length: 0\r\n\r\n"

    def move(connection: socket.socket) -> None:
        connection.sendall(moved)
        asked.set()

    origin.script("/on", move)

    class Fails:
        def go_on(self, answer: Answer | None) -> Request | None:
            assert asked.wait(5)
            raise RuntimeError("the database went away")

    def both() -> Iterator[Led | Fails]:
        yield Led(lambda _: pytest.fail("nobody is there to say so"))
        yield Fails()

    before = set(threading.enumerate())
    with pytest.raises(RuntimeError, match="went away"):
        asking.see_through_abreast(both(), spaced.fetcher, most=4)
    assert threads_end(before)


def test_no_thread_waits_for_a_reply_that_was_interrupted(origin: Origin, spaced: flow.Tools) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    origin.redirect("/on", "http://f1.example/off")
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        asking.see_through_abreast(iter([Led(interrupt)]), spaced.fetcher, most=4)
    assert threads_end(before)
