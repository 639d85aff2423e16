"""Redirects: each host on the way is asked as its own robots.txt, rests and holds allow, and one host has one name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from negotiations import flow
from negotiations.ingest.hosts import BLUNT, Turn, hold_host, let_go
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Host, Intake, Source
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock
from tests.stages.outlets import asked, asked_where, feed, follow, live, page, robots

pytestmark = pytest.mark.django_db


def take(address: str = "http://news.example/go") -> Intake:
    return submit_address(address=address, door=Door.ADDRESS, now=make.NOON)


def test_page_on_another_host_is_asked_for_in_a_turn_of_that_host(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    origin.redirect("/go", "http://other.example/a")
    page(origin, "/a")
    row = take()
    flow.work(tools=polite)
    clock.move(seconds=10)
    flow.work(tools=polite)
    assert asked_where(origin) == ["news.example/robots.txt", "news.example/go", "other.example/robots.txt"]
    flow.work(tools=polite)
    assert len(asked(origin)) == 3  # it rests
    clock.move(seconds=10)
    flow.work(tools=polite)
    assert asked_where(origin)[3:] == ["other.example/a"]
    row.refresh_from_db()
    assert (row.outcome, row.address, row.attempts) == ("new", "http://other.example/a", 1)
    assert row.report["fetch"]["by"] == ["http://news.example/go"]


def test_page_on_another_host_waits_while_that_host_is_held(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    origin.redirect("/go", "http://other.example/a")
    page(origin, "/a")
    take()
    hold = hold_host(name="other.example", now=clock.now, lease=timedelta(seconds=100))
    assert hold is not None
    live(polite, clock, seconds=60)
    assert set(asked_where(origin)) == {"news.example/robots.txt", "news.example/go"}
    let_go(hold=hold, now=clock.now, turn=Turn())
    live(polite, clock, seconds=30)
    assert Article.objects.count() == 1


def test_page_that_the_other_hosts_robots_refuses_is_not_asked_for(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    robots(origin, "User-agent: *\nDisallow: /private/\n")
    origin.redirect("/go", "http://other.example/private/a")
    page(origin, "/private/a")
    row = take()
    live(polite, clock, minutes=2)
    row.refresh_from_db()
    assert "/private/a" not in asked(origin)
    assert (row.state, row.error_code) == ("failed", "robots")
    assert row.error.startswith("The robots.txt of other.example does not allow")
    assert row.address == "http://news.example/go"  # another attempt begins where this one did


def test_redirect_on_the_same_host_is_followed_at_once_as_its_robots_allows(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    robots(origin, "User-agent: *\nDisallow: /private/\n")
    origin.redirect("/go", "/a")
    origin.redirect("/a", "http://NEWS.example.:80/b")
    page(origin, "/b")
    origin.redirect("/out", "/private/a")
    page(origin, "/private/a")
    row, refused = take(), take("http://news.example/out")
    live(polite, clock, minutes=1)
    for one in (row, refused):
        one.refresh_from_db()
    assert asked(origin) == ["/robots.txt", "/go", "/a", "/b", "/out"]
    assert (row.outcome, refused.error_code) == ("new", "robots")
    assert list(Host.objects.values_list("name", flat=True)) == ["news.example"]


def test_page_led_from_host_to_host_without_end_fails(origin: Origin, polite: flow.Tools, clock: Clock) -> None:
    origin.redirect("/one", "http://b.example/two")
    origin.redirect("/two", "http://a.example/one")
    row = take("http://a.example/one")
    live(polite, clock, hours=1)
    row.refresh_from_db()
    assert (row.state, row.error_code, row.address) == ("failed", "too-many-redirects", "http://a.example/one")
    assert asked(origin).count("/one") + asked(origin).count("/two") == 6


def test_page_whose_redirect_leads_into_an_outage_is_asked_for_again_where_it_was(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    origin.redirect("/go", "http://care.example/down")
    origin.page("/down", "we shall be back", status=503)
    row = take()
    live(polite, clock, hours=1)
    row.refresh_from_db()
    assert (row.state, row.error_code) == ("waiting", "unavailable")
    page(origin, "/go")
    live(polite, clock, hours=2)
    row.refresh_from_db()
    assert (row.outcome, row.address) == ("new", "http://news.example/go")


def test_page_that_waited_in_vain_elsewhere_can_be_tried_again_where_it_was(
    origin: Origin, polite: flow.Tools, clock: Clock
) -> None:
    origin.redirect("/go", "http://care.example/down")
    origin.page("/down", "we shall be back", status=503)
    rows = [take(), take("http://news.example/go?2")]
    live(polite, clock, days=4)
    for row in rows:
        row.refresh_from_db()
        assert (row.state, row.error_code, row.address[:22]) == ("failed", "unavailable", "http://news.example/go")
        assert "way" not in row.report


def test_person_who_adds_an_address_that_leads_elsewhere_gets_the_page(origin: Origin, polite: flow.Tools) -> None:
    origin.redirect("/go", "http://other.example/a")
    page(origin, "/a")
    brisk = replace(polite, clock=flow.live_tools().clock, politeness=replace(polite.politeness, spacing=0.1))
    assert flow.carry(intake=take(), tools=brisk, seconds=20).outcome == "new"


def test_without_politeness_redirects_are_followed_at_once(origin: Origin, polite: flow.Tools) -> None:
    origin.redirect("/go", "http://other.example/a")
    page(origin, "/a")
    row = take()
    flow.work(tools=replace(polite, politeness=BLUNT))
    row.refresh_from_db()
    assert (row.outcome, asked_where(origin)) == ("new", ["news.example/go", "other.example/a"])


# --- feeds


@pytest.mark.parametrize("how", ["redirect", "page"])
def test_feed_on_another_host_is_asked_for_when_that_host_is_free(
    origin: Origin, polite: flow.Tools, clock: Clock, how: str
) -> None:
    feed(origin, "/feed")
    if how == "redirect":
        origin.redirect("/site", "http://feeds.example/feed")
    else:
        link = "<link rel='alternate' type='application/rss+xml' href='http://feeds.example/feed'>"
        origin.page("/site", f"<html><head>{link}</head><body><p>News.</p></body></html>")
    source = follow("/site")
    hold = hold_host(name="feeds.example", now=clock.now, lease=timedelta(seconds=100))
    assert hold is not None
    flow.work(tools=polite)
    source.refresh_from_db()
    assert asked_where(origin) == ["news.example/site"]
    assert (source.failures, source.state) == (0, "waiting")
    assert timedelta(seconds=10) <= source.not_before - clock.now <= timedelta(seconds=60), (
        "its turn, and some by chance"
    )
    let_go(hold=hold, now=clock.now, turn=Turn(rest=15))
    clock.move(seconds=60)
    flow.work(tools=polite)
    assert asked_where(origin)[1:] == ["news.example/site", "feeds.example/feed"]
    assert Source.objects.get().fetches.filter(error_code="").count() == 1
    rests = set(Host.objects.values_list("next_visit_at", "hold_token"))
    assert rests == {(clock.now + timedelta(seconds=10), None)}


def test_trouble_on_the_way_to_a_feed_is_that_of_the_host_that_has_it(origin: Origin, polite: flow.Tools) -> None:
    origin.redirect("/site", "http://feeds.example/feed")
    origin.page("/feed", "down", status=503)
    follow("/site")
    flow.work(tools=polite)
    troubles = dict(Host.objects.values_list("name", "troubles"))
    assert troubles == {"news.example": 0, "feeds.example": 1}


# --- one spelling of a host


@pytest.mark.parametrize(
    "address",
    ["http://news.example/a", "http://news.example:80/a", "http://NEWS.example./a", "https://news.example:443/a"],
)
def test_host_has_one_name_however_its_addresses_are_spelled(address: str) -> None:
    row = take(address)
    row.refresh_from_db()
    assert row.host == "news.example"
