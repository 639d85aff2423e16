"""Outages: no article is lost to one that passes, and nobody in trouble is pressed meanwhile, however much waits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from negotiations import flow
from negotiations.ingest.hosts import Politeness, Turn, hold_host, let_go, next_turn
from negotiations.ingest.repeating import try_again
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Host, Intake
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock
from tests.stages.outlets import REPORT, ask_for, asked, feed, follow, live, page, robots

pytestmark = pytest.mark.django_db

PATHS = [f"/p{number}" for number in range(40)]


@pytest.fixture
def brisk(polite: flow.Tools) -> flow.Tools:
    """The spacing of every day."""
    return replace(polite, politeness=Politeness(spacing=2))


def mend(origin: Origin, *paths: str) -> None:
    for path in paths:
        page(origin, path, f"Report {path}. {REPORT}")


def states() -> set[tuple[str, str]]:
    return set(Intake.objects.values_list("state", "error_code"))


# --- outages that pass


@pytest.mark.parametrize("answer", [503, 500, 0])
def test_publisher_that_is_down_for_two_hours_loses_no_article_and_is_asked_a_few_times(
    origin: Origin, brisk: flow.Tools, clock: Clock, answer: int
) -> None:
    feed(origin, "/feed", *PATHS[:8])
    follow("/feed")
    for path in PATHS[:8]:
        if answer:
            origin.page(path, "down", status=answer)
        else:
            origin.raw(path, b"")
    flow.work(tools=brisk)
    if answer:
        origin.page("/feed", "down", status=answer)
    else:
        origin.raw("/feed", b"")
    live(brisk, clock, hours=2)
    assert states() <= {
        ("waiting", ""),
        ("waiting", "unavailable" if answer == 503 else "server-error"),
        ("waiting", "broken-response"),
    }
    assert len(asked(origin)) <= 15
    feed(origin, "/feed", *PATHS[:8])
    mend(origin, *PATHS[:8])
    live(brisk, clock, hours=3)
    assert Article.objects.count() == 8
    assert states() == {("done", "")}


def test_host_that_asks_for_fewer_requests_gets_fewer_however_many_pages_wait(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    robots(origin, "User-agent: *\nAllow: /\n")
    ask_for(origin, *PATHS)
    for path in PATHS:
        origin.page(path, "slow down", status=429)
    live(brisk, clock, hours=1)
    assert len(asked(origin)) < 15
    mend(origin, *PATHS)
    live(brisk, clock, hours=1, minutes=30)
    assert states() == {("done", "")}
    assert Article.objects.count() == 40
    assert len(asked(origin)) < 15 + 40


def test_host_rests_twice_as_long_after_each_failure_and_one_answer_ends_it(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    robots(origin, "User-agent: *\nAllow: /\n")
    ask_for(origin, *PATHS[:6])
    origin.page("/p0", "down", status=503)
    live(brisk, clock, seconds=3)
    for path in PATHS[1:3]:
        origin.page(path, "down", status=503)
    rests = []
    for _ in range(3):
        host = Host.objects.get()
        rests.append((host.next_visit_at - clock.now).total_seconds())
        clock.now = host.next_visit_at
        flow.work(tools=brisk)
    assert rests[:2] == [29, 60]
    assert (host.troubles, host.trouble) == (3, "unavailable")
    clock.now = Host.objects.get().next_visit_at
    flow.work(tools=brisk)
    host.refresh_from_db()
    assert (host.troubles, host.trouble, host.in_trouble_since) == (0, "", None)
    assert host.next_visit_at - clock.now == timedelta(seconds=2)


def test_page_that_alone_fails_keeps_the_others_waiting_for_half_a_minute(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    ask_for(origin, *PATHS[:5])
    origin.page("/p0", "broken", status=500)
    live(brisk, clock, minutes=1)
    assert Article.objects.count() == 4


def test_refusal_of_a_page_is_no_trouble_of_its_host(origin: Origin, brisk: flow.Tools, clock: Clock) -> None:
    ask_for(origin, "/a", "/b")
    origin.page("/a", "no", status=403)
    live(brisk, clock, seconds=7)
    assert Article.objects.count() == 1
    assert Host.objects.get().troubles == 0


def test_pages_of_a_host_in_trouble_wake_no_worker_until_its_turn(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    ask_for(origin, "/a", "/b")
    origin.page("/robots.txt", "down", status=503)
    assert flow.is_anything_due(now=clock.now)
    flow.work(tools=brisk)
    assert not flow.is_anything_due(now=clock.now + timedelta(seconds=29))
    assert flow.is_anything_due(now=clock.now + timedelta(seconds=30))


# --- outages that do not pass


def test_pages_of_a_host_that_stays_dead_are_given_up_together(origin: Origin, brisk: flow.Tools, clock: Clock) -> None:
    rows = ask_for(origin, *PATHS)
    origin.page("/robots.txt", "down", status=503)
    live(brisk, clock, days=4)
    assert states() == {("failed", "unavailable")}
    assert len(asked(origin)) < 30
    rows[-1].refresh_from_db()
    assert rows[-1].error == ("news.example has not answered as it should since 2 Mar 2026; try again when it does.")
    robots(origin, "User-agent: *\nAllow: /\n")
    try_again(intake=rows[-1], now=clock.now)
    live(brisk, clock, hours=7)
    rows[-1].refresh_from_db()
    assert rows[-1].outcome == "new"


def test_page_that_a_feed_names_late_in_an_outage_has_its_own_days(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    origin.page("/robots.txt", "down", status=503)
    ask_for(origin, "/old")
    live(brisk, clock, days=4)
    feed(origin, "/feed", "/late")
    follow("/feed", host="feeds.example")
    mend(origin, "/late")
    listed = submit_address(address="http://news.example/listed", door=Door.BULK, now=clock.now)
    late = Intake.objects.filter(address__endswith="/late")
    live(brisk, clock, days=1)
    listed.refresh_from_db()
    assert (listed.state, late.get().state) == ("failed", "waiting")  # nobody waits for a dead host for each list
    robots(origin, "User-agent: *\nAllow: /\n")
    live(brisk, clock, hours=7)
    assert late.get().outcome == "new"


# --- feeds that are ahead of their pages


def test_page_that_is_not_there_yet_when_its_feed_names_it_arrives(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    feed(origin, "/feed", "/a")
    follow("/feed")
    live(brisk, clock, minutes=30)
    row = Intake.objects.get()
    assert (row.state, row.error_code) == ("waiting", "not-found")
    mend(origin, "/a")
    live(brisk, clock, hours=1)
    assert Article.objects.count() == 1


@pytest.mark.parametrize(("status", "code", "times"), [(404, "not-found", 3), (403, "refused", 3), (410, "gone", 1)])
def test_page_that_a_feed_names_has_two_late_chances_where_it_may_be_early(
    origin: Origin, brisk: flow.Tools, clock: Clock, status: int, code: str, times: int
) -> None:
    feed(origin, "/feed", "/a")
    follow("/feed")
    origin.page("/a", "no", status=status)
    live(brisk, clock, days=5)
    assert states() == {("failed", code)}
    assert asked(origin).count("/a") == times


# --- those who wait


def test_person_who_asks_for_a_page_of_a_host_in_trouble_is_answered_at_once(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    ask_for(origin, "/a")
    origin.page("/robots.txt", "down", status=503)
    live(brisk, clock, minutes=5)
    before = len(asked(origin))
    (row,) = ask_for(origin, "/b")
    done = flow.carry(intake=row, tools=brisk, seconds=20)  # the clock stands, so staying would take all 20
    assert (done.state, done.not_before) == ("waiting", Host.objects.get().next_visit_at)
    assert len(asked(origin)) == before


def test_host_that_is_held_is_tried_again_after_the_spacing(origin: Origin, brisk: flow.Tools, clock: Clock) -> None:
    feed(origin, "/feed")
    source = follow("/feed")
    hold = hold_host(name="news.example", now=clock.now, lease=flow.LEASE)
    assert hold is not None
    flow.work(tools=brisk)
    source.refresh_from_db()
    assert source.not_before - clock.now == timedelta(seconds=2)
    let_go(hold=hold, now=clock.now, turn=Turn(rest=60))
    assert next_turn("news.example", now=clock.now, spacing=2) == clock.now + timedelta(seconds=60)
    assert next_turn("unknown.example", now=clock.now, spacing=2) == clock.now


def test_turn_in_which_nothing_was_asked_costs_the_host_no_rest() -> None:
    Host.objects.create(name="x.example", next_visit_at=make.NOON, delay_seconds=60, troubles=2, trouble="timeout")
    for turn, rest in ((Turn(), 0), (Turn(rest=2, trouble=""), 60)):
        hold = hold_host(name="x.example", now=make.NOON, lease=flow.LEASE)
        assert hold is not None
        let_go(hold=hold, now=make.NOON, turn=turn)
        host = Host.objects.get()
        assert host.next_visit_at == make.NOON + timedelta(seconds=rest)
        assert host.troubles == (0 if turn.rest else 2)


# --- turns within a host


def test_sources_of_one_host_take_turns_and_a_big_one_keeps_nobody_waiting(
    origin: Origin, brisk: flow.Tools, clock: Clock
) -> None:
    big = [f"/big{number}" for number in range(12)]
    feed(origin, "/all", *big)
    feed(origin, "/talks", "/t0", "/t1", "/t2")
    mend(origin, *big, "/t0", "/t1", "/t2")
    follow("/all")
    live(brisk, clock, seconds=14)
    follow("/talks")
    live(brisk, clock, seconds=20)
    pages = [path for path in asked(origin) if path not in ("/robots.txt", "/all")]
    after = pages[pages.index("/talks") + 1 :]
    assert [path for path in after[:6] if path.startswith("/t")] == ["/t0", "/t1", "/t2"]
    live(brisk, clock, minutes=2)
    assert Article.objects.count() == 15
