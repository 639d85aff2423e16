"""The short way through a feed: whatever is read on it, feedparser reads the same."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiations.errors import ParseError
from negotiations.sources import xml_feeds
from negotiations.sources.feeds import Feed, read_feed
from negotiations.sources.plain_entries import set_apart
from tests.pure.made_up_feeds import CONTENT_TYPES, FEEDS, NAMESPACES

NOW = datetime(2024, 6, 1, tzinfo=UTC)
URL = "https://news.example/feeds/all.xml"
RSS_ENTRY = (
    "<title>Envoys &amp; others</title><link>https://news.example/a?x=1&amp;y=2</link><dc:creator>R. W.</dc:creator>"
    "<pubDate>Fri, 10 May 2024 23:30:00 -0500</pubDate><category>Talks</category><guid isPermaLink='false'>n-1</guid>"
    "<description><![CDATA[<p>They <a href='/x' >met</a> &amp; left.</p>]]></description>"
)
ATOM_ENTRY = (
    "<title>Envoys</title><id>tag:news.example,2024:1</id><link href='https://news.example/a'/>"
    "<link rel='self' href='https://news.example/a.xml'/><author><name>R. Writer</name><email>r@news.example</email>"
    "</author><updated>2024-05-10T08:00:00Z</updated><content type='html'>&lt;p&gt;They met.&lt;/p&gt;</content>"
)


def rss(*items: str) -> bytes:
    joined = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel><title>Example Wire</title>{joined}</channel></rss>'.encode()


def atom(*entries: str) -> bytes:
    joined = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>{joined}</feed>'.encode()


def read(body: bytes, url: str | None = URL, content_type: str | None = None) -> Feed | str:
    """The feed, or why there is none."""
    try:
        return read_feed(body, url, content_type, NOW)
    except ParseError as error:
        return f"{error.code}: {error}"


def read_by_feedparser(body: bytes, url: str | None = URL, content_type: str | None = None) -> Feed | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_feeds, "set_apart", lambda *_: None)
        return read(body, url, content_type)


@settings(deadline=None)  # the first feed loads the parsers
@given(FEEDS, st.sampled_from([URL, "http://news.example/", None]), CONTENT_TYPES)
@example(rss("<title>A</title>").replace(b"</channel>", b"<title>Behind an entry</title></channel>"), URL, "text/xml")
def test_feedparser_reads_the_same(body: bytes, url: str | None, content_type: str) -> None:
    assert read(body, url, content_type) == read_by_feedparser(body, url, content_type)


@settings(deadline=None)  # the first feed loads the parsers
@given(FEEDS, st.data())
def test_feedparser_reads_the_same_of_damaged_feeds(body: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 12)))
    puts = [b"", b"<", b"&", b'"', b"\xff", b"\x00", b"/>", b"<x:y>", b"]]>", b" ", b"</item>", b"&nbsp;", b"\xc2\x96"]
    damaged = body[:start] + data.draw(st.sampled_from(puts)) + body[end:]
    assert read(damaged) == read_by_feedparser(damaged)


@pytest.mark.parametrize("body", [rss(RSS_ENTRY.replace("'/x' ", '"/x"'), "<title>T</title>"), atom(ATOM_ENTRY)])
def test_plain_entries_are_not_left_to_feedparser(body: bytes) -> None:
    plain = set_apart(body, URL, "application/xml")
    assert plain is not None
    assert None not in plain.entries
    assert b"Envoys" not in plain.rest
    assert b"Example Wire" in plain.rest
    assert read(body) == read_by_feedparser(body)


def test_an_unusual_entry_is_left_to_feedparser_in_its_place() -> None:
    body = rss("<title>A</title>", "<title>B &amp;bogus; b</title>", "<title>C</title>")
    plain = set_apart(body, URL, None)
    assert plain is not None
    assert [entry and entry["title"] for entry in plain.entries] == ["A", None, "C"]
    feed = read(body)
    assert isinstance(feed, Feed)
    assert [entry.title for entry in feed.entries] == ["A", "B &bogus; b", "C"]


@pytest.mark.parametrize(
    "inside",
    [
        *(
            "<title>A</title><title>B</title>",
            "<title>A <b>b</b></title>",
            "<title type='html'>A</title>",
            "<!-- A -->",
        ),
        *("<title>A</title><own:thing>1</own:thing>", "<title>A&#150;B</title>", "<title>A&#13;B</title>"),
        *("<link>/a</link>", "<link/>", "<link>javascript:x()</link>", "<link>https://news.example/a b</link>"),
        *("<guid>n-1</guid>", "<guid isPermaLink='true'>/a</guid>"),
        *(f"<description>{escape(markup)}</description>" for markup in ("<script>x()</script>", "<!-- a -->", "<P>")),
        *(f"<content:encoded>{escape(markup)}</content:encoded>" for markup in ('<a href="/b">', "<i", "&copy;")),
        f"<title>{'A' * 100_001}</title>",
    ],
)
def test_what_is_not_plain_is_left_to_feedparser(inside: str) -> None:
    assert set_apart(rss(inside), URL, None) is None


@pytest.mark.parametrize(
    "body",
    [
        rss("<title>A</title>")[:-1],
        rss("<title>A&nbsp;B</title>"),
        b"<!DOCTYPE rss>" + rss("<title>A</title>"),
        b'<?xml version="1.0" encoding="windows-1252"?>' + rss("<title>A</title>"),
        rss("<title>A</title>").decode().encode("utf-16"),
        rss("<title>A</title>").replace(b"<channel>", b"<channel xml:base='https://other.example/'>"),
        rss("<title>A</title>").replace(b"http://purl.org/dc/elements/1.1/", b"http://purl.org/dc/terms/"),
        rss("<title>A</title>", "<a>" * 300 + "</a>" * 300),
        b"<rdf>" + rss("<title>A</title>") + b"</rdf>",
    ],
)
def test_a_feed_that_is_not_plainly_sound_is_left_to_feedparser_whole(body: bytes) -> None:
    assert set_apart(body, URL, None) is None


def test_another_charset_than_that_of_the_feed_is_left_to_feedparser() -> None:
    body = rss("<title>Ä</title>")
    assert set_apart(body, URL, "application/xml; charset=utf-8") is not None
    assert set_apart(body, URL, "application/xml; charset=latin-1") is None
