"""Nobody is annoyed: one request at a time to a host with a rest after it, robots.txt obeyed, fair turns, no flood."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiations import flow
from negotiations.ingest.hosts import BLUNT, Politeness, Turn, due_turns, hold_host, host_of, let_go
from negotiations.ingest.submitting import submit_text
from negotiations.models import Article, Door, Host, Intake, Source
from negotiations.sources.http import Fetcher
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock
from tests.stages.outlets import REPORT, ask_for, asked, page, robots

LEASE = timedelta(seconds=60)


# --- rests and holds


@pytest.mark.django_db
def test_host_is_asked_once_and_then_rests(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    ask_for(origin, "/a", "/b")
    flow.work(tools=polite)
    assert asked(origin) == ["/robots.txt"]
    for expected in (["/a"], ["/a", "/b"]):
        clock.move(seconds=9)
        flow.work(tools=polite)
        assert len(asked(origin)) == len(expected)  # still at rest
        clock.move(seconds=1)
        flow.work(tools=polite)
        assert asked(origin)[1:] == expected
    assert Article.objects.count() == 2
    assert set(Intake.objects.values_list("state", "attempts")) == {("done", 1)}


@pytest.mark.django_db
def test_hosts_take_turns_and_a_big_one_keeps_nobody_waiting(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    ask_for(origin, *[f"/big{number}" for number in range(20)], host="big.example")
    ask_for(origin, "/small", host="small.example")
    for _ in range(2):  # robots.txt, then one page of each
        flow.work(tools=polite)
        clock.move(seconds=10)
    assert sorted(set(asked(origin)) - {"/robots.txt"}) == ["/big0", "/small"]


@pytest.mark.django_db
def test_host_that_could_have_been_asked_for_longest_comes_first(origin: Origin) -> None:
    ask_for(origin, "/a", host="late.example")
    ask_for(origin, "/b", host="early.example")
    ask_for(origin, "/c", host="unknown.example")  # an import of a thousand such does not go before those that wait
    for name, ago in (("late.example", 5), ("early.example", 50)):
        Host.objects.create(name=name, next_visit_at=make.NOON - timedelta(seconds=ago))
    for host, ago in (("late.example", 500), ("early.example", 500), ("unknown.example", 20)):
        Intake.objects.filter(host=host).update(not_before=make.NOON - timedelta(seconds=ago))
    turns = due_turns(now=make.NOON, limit=5)
    assert [turn.host for turn in turns] == ["early.example", "unknown.example", "late.example"]
    assert due_turns(now=make.NOON, limit=1) == turns[:1]


@pytest.mark.django_db
def test_hold_is_for_one_and_ends_by_itself() -> None:
    first = hold_host(name="x.example", now=make.NOON, lease=LEASE)
    assert first is not None
    assert hold_host(name="x.example", now=make.NOON + timedelta(seconds=59), lease=LEASE) is None
    second = hold_host(name="x.example", now=make.NOON + timedelta(seconds=60), lease=LEASE)
    assert second is not None
    let_go(hold=first, now=make.NOON, turn=Turn())  # the late one ends nobody else's hold
    assert hold_host(name="x.example", now=make.NOON + timedelta(seconds=61), lease=LEASE) is None


@pytest.mark.django_db
def test_without_spacing_hosts_cost_nothing(origin: Origin, tools: flow.Tools) -> None:
    ask_for(origin, "/a", "/b")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        flow.work(tools=replace(tools, politeness=BLUNT))
    assert sorted(asked(origin)) == ["/a", "/b"]
    assert not [query for query in queries if "negotiations_host" in query["sql"]]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.Example/a?b#c", "news.example"),
        ("http://news.example:8080/a", "news.example:8080"),
        ("https://news.example", "news.example"),
        ("no address", ""),
    ],
)
@pytest.mark.django_db
def test_host_is_the_same_in_the_database_and_outside(address: str, host: str) -> None:
    row = Intake.objects.create(
        door="address", stage="fetch", source=make.make_source(), address=address, not_before=make.NOON
    )
    row.refresh_from_db()
    assert row.host == host == host_of(address)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_ask_one_host_at_once(origin: Origin, tools: flow.Tools) -> None:
    visits: list[tuple[float, float]] = []

    def slowly(answer: bytes) -> Callable[[socket.socket], None]:
        def script(wire: socket.socket) -> None:
            began = time.monotonic()
            time.sleep(0.05)
            wire.sendall(answer)
            visits.append((began, time.monotonic()))

        return script

    paths = [f"/p{number}" for number in range(5)]
    ask_for(origin, *paths)
    for path in paths:
        body = f"<html><body><article><p>Report {path}. {REPORT}</p></article></body></html>".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        origin.script(path, slowly(head + body))
    eager = replace(tools, clock=timezone.now, politeness=Politeness(spacing=0.2, robots=False))

    def worker() -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and Article.objects.count() < len(paths):
            flow.work(tools=eager, seconds=1)
            time.sleep(0.02)
        connections.close_all()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join(timeout=30)
    assert len(visits) == len(paths)
    visits.sort()
    assert all(after - end >= 0.19 for (_, end), (after, _) in pairwise(visits))


# --- robots.txt


@pytest.mark.django_db
def test_page_that_robots_refuses_is_never_asked_for(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    robots(origin, "User-agent: *\nDisallow: /private/\n")
    refused, allowed = ask_for(origin, "/private/a", "/public/b")
    for _ in range(3):
        flow.work(tools=polite)
        clock.move(seconds=10)
    refused.refresh_from_db()
    allowed.refresh_from_db()
    assert asked(origin) == ["/robots.txt", "/public/b"]
    assert (refused.state, refused.error_code) == ("failed", "robots")
    assert refused.error == (
        "The robots.txt of news.example does not allow this page to be fetched; paste its text instead."
    )
    assert allowed.outcome == "new"


@pytest.mark.django_db
def test_robots_meant_for_us_by_name_counts(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    robots(origin, "User-agent: tests\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    (row,) = ask_for(origin, "/a")
    flow.work(tools=polite)
    row.refresh_from_db()
    assert row.error_code == "robots"


@pytest.mark.django_db
def test_robots_is_asked_for_once_a_day(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    robots(origin, "User-agent: *\nAllow: /\n")
    ask_for(origin, "/a", "/b")
    for _ in range(3):
        flow.work(tools=polite)
        clock.move(seconds=10)
    ask_for(origin, "/c")
    clock.move(days=1)
    for _ in range(2):
        flow.work(tools=polite)
        clock.move(seconds=10)
    assert asked(origin) == ["/robots.txt", "/a", "/b", "/robots.txt", "/c"]


@pytest.mark.django_db
def test_longer_crawl_delay_is_kept(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    robots(origin, "User-agent: *\nCrawl-delay: 60\n")
    ask_for(origin, "/a", "/b")
    flow.work(tools=polite)
    for seconds, expected in ((59, 1), (1, 2), (59, 2), (1, 3)):
        clock.move(seconds=seconds)
        flow.work(tools=polite)
        assert len(asked(origin)) == expected


@pytest.mark.django_db
def test_robots_behind_a_redirect_counts(origin: Origin, polite: flow.Tools) -> None:
    origin.redirect("/robots.txt", "http://news.example/rules.txt")
    origin.page("/rules.txt", "User-agent: *\nDisallow: /\n", content_type="text/plain")
    (row,) = ask_for(origin, "/a")
    flow.work(tools=polite)
    row.refresh_from_db()
    assert row.error_code == "robots"


@pytest.mark.parametrize("status", [404, 403, 410])
@pytest.mark.django_db
def test_site_without_robots_allows_everything(origin: Origin, polite: flow.Tools, clock: Clock, status: int) -> None:
    origin.page("/robots.txt", "no", status=status)
    (row,) = ask_for(origin, "/a")
    flow.work(tools=polite)
    clock.move(seconds=10)
    flow.work(tools=polite)
    row.refresh_from_db()
    assert row.outcome == "new"


@pytest.mark.django_db
def test_robots_that_cannot_be_read_puts_the_page_off(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    origin.page("/robots.txt", "no", status=503)
    (row,) = ask_for(origin, "/a")
    flow.work(tools=polite)
    row.refresh_from_db()
    assert (row.state, row.error_code, asked(origin)) == ("waiting", "robots-unread", ["/robots.txt"])
    assert "robots.txt of news.example could not be read" in row.error
    for _ in range(10):  # however long it lasts, the page is not given up, and the host not pressed
        clock.move(minutes=20)
        flow.work(tools=polite)
    row.refresh_from_db()
    assert row.state == "waiting"
    assert 4 <= len(asked(origin)) <= 8
    robots(origin, "User-agent: *\nAllow: /\n")
    for _ in range(2):
        clock.move(hours=2)
        flow.work(tools=polite)
    row.refresh_from_db()
    assert row.outcome == "new"


@pytest.mark.django_db
def test_host_that_is_not_there_fails_the_page_when_patience_ends(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    origin.raw("/robots.txt", b"")
    (row,) = ask_for(origin, "/a")
    for state in ("waiting", "waiting", "waiting", "failed"):
        flow.work(tools=polite)
        row.refresh_from_db()
        assert (row.state, row.error_code) == (state, "robots-unread")
        clock.move(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("door", "state"), [("address", "failed"), ("feed", "waiting")])
def test_host_of_no_such_name_is_called_that(
    origin: Origin, polite: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch, door: str, state: str
) -> None:
    def resolve(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    (row,) = ask_for(origin, "/a", host="no-such.example")
    Intake.objects.update(door=door)
    with Fetcher(user_agent="tests", clock=clock) as fetcher:
        flow.work(tools=replace(polite, fetcher=fetcher))
    row.refresh_from_db()
    assert (row.state, row.error_code) == (state, "unknown-host")
    assert row.error == "The host no-such.example was not found; check its spelling or try again later."


@pytest.mark.django_db
def test_robots_too_large_to_be_read_is_not_taken_for_none(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    robots(origin, "Disallow: /\n" * 500_000)
    (row,) = ask_for(origin, "/a")
    flow.work(tools=polite)
    row.refresh_from_db()
    assert (row.error_code, asked(origin)) == ("robots-unread", ["/robots.txt"])


# --- hosts that ask for peace


@pytest.mark.parametrize("is_date", [False, True])
@pytest.mark.django_db
def test_retry_after_leaves_the_whole_host_alone(
    origin: Origin, polite: flow.Tools, clock: Clock, is_date: bool
) -> None:
    ask_for(origin, "/a", "/b")
    flow.work(tools=polite)
    clock.move(seconds=10)
    # The fetcher has the real clock, by which the date is meant.
    form = format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True) if is_date else "300"
    origin.page("/a", "busy", status=429, headers={"Retry-After": form})
    flow.work(tools=polite)
    for seconds in (1, 200, 80):
        clock.move(seconds=seconds)
        flow.work(tools=polite)
    assert asked(origin) == ["/robots.txt", "/a"]
    page(origin, "/a")
    for _ in range(3):
        clock.move(seconds=30)
        flow.work(tools=polite)
    assert sorted(asked(origin)[2:]) == ["/a", "/b"]


@pytest.mark.django_db
def test_feed_waits_for_its_host_like_any_page(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    origin.page("/feed", "<rss version='2.0'><channel><title>x</title></channel></rss>")
    source = Source.objects.create(
        name="x", slug="x", kind="feed", feed_url="http://news.example/feed", not_before=make.NOON
    )
    hold = hold_host(name="news.example", now=make.NOON, lease=LEASE)
    assert hold is not None
    flow.work(tools=polite)
    source.refresh_from_db()
    assert (asked(origin), source.attempts, source.state) == ([], 0, "waiting")
    let_go(hold=hold, now=make.NOON, turn=Turn(rest=5))
    clock.move(seconds=60)
    flow.work(tools=polite)
    assert asked(origin) == ["/feed"]  # and no robots.txt: feeds are made for programs


@pytest.mark.django_db
def test_person_who_adds_an_address_waits_for_the_hosts_turn(origin: Origin, tools: flow.Tools) -> None:
    brisk = replace(tools, politeness=Politeness(spacing=0.3))
    (row,) = ask_for(origin, "/a")
    row.refresh_from_db()
    done = flow.carry(intake=row, tools=brisk, seconds=20)
    assert (done.state, done.outcome) == ("done", "new")
    assert asked(origin) == ["/robots.txt", "/a"]


# --- back-pressure


@pytest.mark.django_db
def test_nothing_is_fetched_while_too_many_texts_wait(
    origin: Origin, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MOST_TEXTS_WAITING", 2)
    ask_for(origin, "/a")
    tomorrow = timezone.now() + timedelta(days=1)
    waiting = [submit_text(body=f"{n} {REPORT}".encode(), door=Door.PASTE, now=tomorrow) for n in range(2)]
    assert flow.is_held_back()
    flow.work(tools=tools)
    assert asked(origin) == []
    Intake.objects.filter(pk=waiting[0].pk).update(not_before=timezone.now())
    flow.work(tools=tools)
    assert asked(origin) == ["/a"]


def test_live_tools_are_polite() -> None:
    tools = flow.live_tools()
    assert tools.politeness == Politeness(spacing=settings.FETCH_SPACING, robots=True)
    assert tools.politeness.spacing >= 1
