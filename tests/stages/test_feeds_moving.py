"""Feeds that move, go, come back, or are named by their site only; and lists of feeds."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.errors import NotDecidable
from negotiations.fetching import FeedErrand
from negotiations.ingest.asking import see_through
from negotiations.ingest.subscribing import add_feed, export_opml, find_feed, subscribe_opml
from negotiations.models import Article, Source
from negotiations.sources.opml import read_opml
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST
from tests.stages.test_feeds_polled import HOUR, Clock, clock, feed, item, looked_at, page, rss, told

__all__ = ["clock", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("starter")
LINK = "<link rel='alternate' type='application/rss+xml' title='{}' href='{}'>"


def look_again(source: Source, told: flow.Tools, clock: Clock) -> Source:
    clock.now = looked_at(source).not_before
    flow.work(tools=told)
    return looked_at(source)


@pytest.mark.parametrize(("status", "address"), [(301, "/new"), (308, "/new"), (302, "/feed"), (307, "/feed")])
def test_a_permanent_redirect_is_followed_for_good(origin: Origin, told: flow.Tools, status: int, address: str) -> None:
    page(origin, "/one")
    origin.redirect("/feed", f"{HOST}/new", status=status)
    origin.page("/new", rss(item("/one")))
    source = feed()
    flow.work(tools=told)
    assert looked_at(source).feed_url == f"{HOST}{address}"
    assert source.fetches.get().moved_to == (f"{HOST}/new" if address == "/new" else "")
    assert Article.objects.count() == 1


@pytest.mark.parametrize(("status", "address"), [(301, "/new"), (302, "/feed")])
def test_a_move_is_noted_also_where_nothing_has_changed_since(
    origin: Origin, told: flow.Tools, clock: Clock, status: int, address: str
) -> None:
    origin.page("/feed", rss(item("/one")), headers={"ETag": '"v1"'})
    source = feed()
    flow.work(tools=told)
    origin.redirect("/feed", f"{HOST}/new", status=status)
    origin.page("/new", status=304)
    look_again(source, told, clock)
    look = source.fetches.first()
    assert look is not None
    assert (look.status, look.is_unchanged) == (304, True)
    assert source.feed_url == f"{HOST}{address}"
    assert look.moved_to == (f"{HOST}/new" if address == "/new" else "")


def test_a_redirect_is_not_followed_for_good_before_it_leads_to_a_feed(origin: Origin, told: flow.Tools) -> None:
    origin.redirect("/feed", f"{HOST}/parked", status=301)
    origin.page("/parked", "<html><body>This domain is for sale</body></html>")
    source = feed()
    flow.work(tools=told)
    assert (looked_at(source).feed_url, source.error_code) == (f"{HOST}/feed", "not-a-feed")


def test_a_feed_that_moves_to_where_another_is_says_so_and_slows(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    origin.redirect("/old", f"{HOST}/feed", status=301)
    origin.page("/feed", rss(item("/one")))
    page(origin, "/one")
    feed()
    old = feed("/old", "Old Post")
    flow.work(tools=told)
    assert (looked_at(old).feed_url, old.error_code, old.is_active) == (f"{HOST}/old", "moved-to-known", True)
    assert "“The Harbour Post”" in old.error
    assert old.fetches.get().moved_to == f"{HOST}/feed"
    assert old.not_before - clock.now >= 4 * HOUR
    assert Article.objects.count() == 1


def test_gone_is_noted_and_forgotten_when_the_feed_comes_back(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    origin.page("/feed", status=410)
    source = feed()
    flow.work(tools=told)
    since = clock.now
    look_again(source, told, clock)
    assert (source.gone_at, source.is_active) == (since, True)
    origin.page("/feed", rss(item("/one")))
    look_again(source, told, clock)
    assert (source.gone_at, source.failures, source.error_code) == (None, 0, "")


def test_what_a_publisher_asks_for_is_kept(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    headers = {"Cache-Control": "max-age=7200"}
    origin.page("/feed", rss().replace("<title>", "<ttl>180</ttl><title>"), headers=headers)
    source = feed()
    flow.work(tools=told)
    assert looked_at(source).asked_minutes == 180
    assert source.not_before - clock.now >= 3 * HOUR
    origin.page("/feed", status=304)
    Source.objects.update(etag='"v1"')
    look_again(source, told, clock)
    assert source.not_before - clock.now >= 3 * HOUR


def test_the_pace_follows_what_a_feed_brings(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    source = feed()
    for number in range(6):
        origin.page("/feed", rss(*(item(f"/{number}/{one}") for one in range(8))))
        flow.work(tools=told)
        clock.now = looked_at(source).not_before
    assert source.interval_minutes < 30
    for _ in range(40):
        flow.work(tools=told)
        clock.now = looked_at(source).not_before
    assert source.interval_minutes == 24 * 60


def test_what_an_editor_does_during_a_look_stays(origin: Origin, told: flow.Tools) -> None:
    source = feed()

    def answer(open_connection: object) -> None:
        """Answer nothing; the pause below is what happens meanwhile."""

    origin.script("/feed", answer)
    claimed = Source.objects.feeds().claim(now=make.NOON, lease=timedelta(minutes=1))
    Source.objects.filter(pk=source.pk).update(is_active=False, name="Renamed")
    see_through(FeedErrand(claimed[0], told), told.fetcher)
    assert (looked_at(source).is_active, source.name, source.failures) == (False, "Renamed", 1)


def test_the_feed_of_a_site_is_found_at_the_first_look(origin: Origin, told: flow.Tools) -> None:
    head = LINK.format("Comments", "/comments") + LINK.format("News", "/feed") + LINK.format("Sport", "/sport")
    origin.page("/", f"<!doctype html><html><head>{head}</head><body></body></html>")
    origin.page("/feed", rss(item("/one")))
    page(origin, "/one")
    source = add_feed(address=f"{HOST}/", name="", now=make.NOON)
    flow.work(tools=told)
    assert (looked_at(source).feed_url, source.error) == (f"{HOST}/feed", "")
    look = source.fetches.get()
    assert (look.new, look.moved_to) == (1, f"{HOST}/feed")
    assert f"{HOST}/sport" in look.error


def test_a_feed_that_became_a_page_is_left_where_it_was(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    origin.page("/feed", rss(item("/one")))
    source = feed()
    flow.work(tools=told)
    origin.page("/feed", f"<!doctype html><html><head>{LINK.format('Casino', '/casino')}</head></html>")
    origin.page("/casino", rss(item("/spam")))
    look_again(source, told, clock)
    assert (source.feed_url, source.error_code) == (f"{HOST}/feed", "not-a-feed")
    assert f"{HOST}/casino" in source.error


def test_a_list_tells_new_known_and_refused_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed()
    listed = b"""<opml version="2.0"><body><outline text="Folder">
    <outline text="Known" xmlUrl="https://www.news.example/feed/"/>
    <outline text="New" xmlUrl="https://new.example/rss" htmlUrl="javascript:x()"/></outline>
    <outline text="Odd" xmlUrl="javascript:x()"/><outline text="Inside" xmlUrl="http://10.0.0.1/feed"/>
    </body></opml>"""
    path = tmp_path / "feeds.opml"
    path.write_bytes(listed)
    call_command("feeds", read=str(path))
    said = capsys.readouterr().out
    assert "1 new, 1 known already, 2 refused." in said
    assert "“The Harbour Post”" in said
    new = Source.objects.get(name="New")
    assert (new.feed_url, new.site_url) == ("https://new.example/rss", "https://new.example/")
    assert subscribe_opml(body=listed, now=make.NOON).added == ()
    assert {outline.feed_url for outline in read_opml(export_opml())} == {f"{HOST}/feed", "https://new.example/rss"}
    call_command("feeds", write="-")
    assert "https://new.example/rss" in capsys.readouterr().out


def test_a_hostile_list_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(
        b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline xmlUrl="http://a.example"/></opml>'
    )
    with pytest.raises(CommandError, match="document type"):
        call_command("feeds", read=str(path))
    assert not Source.objects.filter(feed_url__contains="a.example").exists()


def test_a_feed_is_found_in_any_spelling_by_one_query() -> None:
    known = feed("/feed?b=2&a=1")
    for number in range(30):
        make.make_source(f"Other {number}", kind="feed", feed_url=f"https://other.example/{number}")
    for spelling in ("http://news.example/feed?b=2&a=1", "https://www.news.example/feed/?b=2&a=1#top"):
        with CaptureQueriesContext(connection) as asked:
            assert find_feed(spelling) == known
        assert len(asked) == 1
    assert find_feed("https://news.example/other") is None
    with pytest.raises(NotDecidable, match="The Harbour Post"):
        add_feed(address="https://news.example/feed?b=2&a=1", name="", now=make.NOON)
