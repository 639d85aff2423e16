"""Feeds of every kind and in every state of repair."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.errors import ParseError
from negotiations.sources.feeds import MOST_ENTRIES, Feed, PageInstead, discover_feeds, read_feed
from negotiations.vocabulary import Precision
from tests.speed import Watch

NOW = datetime(2024, 6, 1, tzinfo=UTC)
URL = "https://news.example/feed.xml"


def rss(*items: str, channel: str = "<title>Example Wire</title>") -> bytes:
    joined = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{joined}</channel></rss>'.encode()


def read(body: bytes) -> Feed:
    return read_feed(body, URL, "application/xml", NOW)


def test_read_feed_reads_rss_2() -> None:
    feed = read(
        rss(
            "<title>Talks &amp;amp; terms</title><link>/a?utm_source=rss</link><guid isPermaLink='false'>n-1</guid>"
            "<pubDate>Fri, 10 May 2024 23:30:00 -0500</pubDate><author>desk@news.example (The Desk)</author>"
            "<description>&lt;p&gt;Envoys &lt;b&gt;met&lt;/b&gt;.&lt;script&gt;x()&lt;/script&gt;</description>",
            channel="<title>Example Wire</title><link>https://news.example/</link>"
            "<language>en-GB</language><ttl>30</ttl>",
        )
    )
    assert (feed.title, feed.site, feed.language, feed.ttl) == ("Example Wire", "https://news.example/", "en", 30)
    entry = feed.entries[0]
    assert (entry.id, entry.url) == ("n-1", "https://news.example/a?utm_source=rss")
    assert entry.key == "https://news.example/a"
    assert (entry.published, entry.published_precision) == (date(2024, 5, 10), Precision.DAY)
    assert entry.title == "Talks & terms"
    assert entry.summary == "Envoys met."


def test_read_feed_reads_atom_with_content_and_relative_links() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>A</title><link href="https://news.example/"/>
    <entry><id>tag:news.example,2024:1</id><title>One</title><link rel="alternate" href="../one"/>
    <published>2024-05-10T08:00:00+03:00</published><updated>2024-05-12T08:00:00Z</updated>
    <author><name>R. Writer</name></author>
    <content type="html">&lt;p onclick="x()"&gt;See &lt;a href="/two"&gt;two&lt;/a&gt;
    &lt;a href="javascript:x()"&gt;x&lt;/a&gt;</content>
    </entry></feed>"""
    entry = read(body).entries[0]
    assert (entry.url, entry.published, entry.author) == ("https://news.example/one", date(2024, 5, 10), "R. Writer")
    assert entry.content_html is not None
    assert "https://news.example/two" in entry.content_html
    assert "onclick" not in entry.content_html
    assert "javascript" not in entry.content_html
    assert entry.language == "ar"


def test_read_feed_reads_rss_1_and_0_91() -> None:
    rdf = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>R</title></channel>
    <item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link><dc:date>2024-05-10</dc:date>
    </item></rdf:RDF>"""
    assert [(e.url, e.published) for e in read(rdf).entries] == [("https://news.example/1", date(2024, 5, 10))]
    old = b'<rss version="0.91"><channel><title>O</title><item><title>T</title><link>https://news.example/2</link></item></channel></rss>'
    assert [(e.title, e.published) for e in read(old).entries] == [("T", None)]


def test_read_feed_reads_json_feed() -> None:
    body = b"""{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://news.example/","language":"en",
    "items":[{"id":7,"url":"/j?fbclid=1","title":"T","content_html":"<p>ok<script>x</script></p>",
    "date_published":"2024-05-10T01:00:00Z",
    "authors":[{"name":"A"},{"name":"B"}]},{"id":"8","content_text":"only text"},"junk"]}"""
    first, second = read(body).entries
    assert (first.key, first.author, first.published) == ("https://news.example/j", "A, B", date(2024, 5, 10))
    assert first.content_html == "<p>ok</p>"
    assert (second.key, second.url, second.summary) == ("8", None, "only text")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-05", (date(2024, 5, 1), Precision.MONTH)),
        ("2024", (date(2024, 1, 1), Precision.YEAR)),
        ("10 May 2024", (date(2024, 5, 10), Precision.DAY)),
        ("05/06/2024", (None, Precision.UNKNOWN)),
        ("yesterday", (None, Precision.UNKNOWN)),
        ("Fri, 31 Feb 2024 00:00:00 GMT", (None, Precision.UNKNOWN)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", (None, Precision.UNKNOWN)),
        ("Fri, 10 May 2044 00:00:00 GMT", (None, Precision.UNKNOWN)),
        ("", (None, Precision.UNKNOWN)),
    ],
)
def test_read_feed_takes_a_date_only_as_stated(stated: str, expected: tuple[date | None, Precision]) -> None:
    entry = read(rss(f"<title>T</title><link>https://news.example/a</link><pubDate>{stated}</pubDate>")).entries[0]
    assert (entry.published, entry.published_precision) == expected


def test_read_feed_keeps_keys_when_ids_change() -> None:
    first = read(rss("<title>T</title><link>https://news.example/a</link><guid isPermaLink='false'>1</guid>"))
    second = read(
        rss("<title>T edited</title><link>https://news.example/a?utm_medium=x</link><guid isPermaLink='false'>2</guid>")
    )
    assert first.entries[0].key == second.entries[0].key


def test_read_feed_tells_entries_without_ids_and_links_apart_and_knows_them_again() -> None:
    feed = rss("<title>A</title>", "<title>B</title>", "<title>A</title>")
    keys = [entry.key for entry in read(feed).entries]
    assert len(keys) == len(set(keys)) == 2
    assert keys == [entry.key for entry in read(feed).entries]


def test_read_feed_does_not_take_a_shared_link_for_a_key() -> None:
    item = "<title>{0}</title><link>https://news.example/all</link><guid isPermaLink='false'>{0}</guid>"
    assert [entry.key for entry in read(rss(item.format("A"), item.format("B"))).entries] == ["A", "B"]


def test_read_feed_caps_entries_in_good_time() -> None:
    watch = Watch()
    feed = read(rss(*(f"<title>{n}</title><link>https://news.example/{n}</link>" for n in range(20_000))))
    assert (len(feed.entries), feed.complete) == (MOST_ENTRIES, False)
    assert feed.entries[0].title == "0"
    assert watch.seconds() < 20


def test_read_feed_names_the_feed_of_a_page() -> None:
    page = b"<!doctype html><html><link rel=alternate type='application/rss+xml' href='/rss?a=1&amp;b=2'></html>"
    with pytest.raises(PageInstead, match=re.escape("https://news.example/rss?a=1&b=2")) as caught:
        read(page)
    assert caught.value.code == "not-a-feed"
    assert discover_feeds(page, URL) == caught.value.feeds == ("https://news.example/rss?a=1&b=2",)
    assert discover_feeds("<link rel=alternate type='application/rss+xml' href='javascript:x'>", URL) == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!doctype html><html><body>hello</body></html>", "not-a-feed"),
        (b"plain words", "not-a-feed"),
        (b'{"version": 1}', "not-a-feed"),
        (b"[" * 100_000, "not-a-feed"),
        (b"%PDF-1.7", "binary"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel>&a;</channel></rss>', "unsafe-markup"),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "unsafe-markup",
        ),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>'.encode("utf-16"), "unsafe-markup"),
    ],
)
def test_read_feed_refuses(body: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "inside", [b"<" * 300_000, b"<![CDATA[" * 30_000, b"<item><title>" + b"&" * 300_000, b"<item>" * 30_000]
)
def test_read_feed_gets_through_hostile_markup_in_good_time(inside: bytes) -> None:
    watch = Watch()
    with suppress(ParseError):
        read(b"<rss version='2.0'><channel>" + inside)
    assert watch.seconds() < 4


@pytest.mark.parametrize("inside", ["a" * 1900, "a=" * 900, 'a="' * 600, "a='\"" * 450, "a " * 900, "a" + " " * 1900])
def test_discover_feeds_gets_through_hostile_tags_in_good_time(inside: str) -> None:
    watch = Watch()
    assert discover_feeds(f"<link {inside}>" * 150, URL) == ()
    assert watch.seconds() < 2


def test_read_feed_takes_the_main_feed_of_a_page_first() -> None:
    link = "<link rel=alternate type='application/rss+xml' title='{}' href='{}'>"
    page = link.format("Comments", "/c") + link.format("News", "/n") + link.format("News", "/comments/feed")
    named = discover_feeds(page, URL)
    assert named == ("https://news.example/n", "https://news.example/c", "https://news.example/comments/feed")


def test_read_feed_reads_the_whole_entries_of_a_truncated_feed_and_says_so() -> None:
    whole = rss(
        "<title>A</title><link>https://news.example/a</link>", "<title>B</title><link>https://news.example/b-c</link>"
    )
    for cut in (whole.index(b"-c"), whole.index(b"<title>B"), whole.index(b"</channel>")):
        feed = read(whole[:cut])
        assert [entry.url for entry in feed.entries][:1] == ["https://news.example/a"]
        assert "https://news.example/b" not in [entry.url for entry in feed.entries]
        assert not feed.complete
        assert "breaks off" in feed.missing


def test_read_feed_does_not_take_a_feed_that_breaks_off_for_an_empty_one() -> None:
    with pytest.raises(ParseError) as caught:
        read(rss("<title>A</title>")[:-40])
    assert caught.value.code == "cut-off"
    empty = read(rss())
    assert (empty.entries, empty.complete) == ((), True)


@pytest.mark.parametrize(
    ("channel", "minutes"),
    [
        ("<ttl>30</ttl>", 30),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999</ttl>", 7 * 24 * 60),
        ("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod>daily</sy:updatePeriod><ttl>60</ttl>", 24 * 60),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60),
    ],
)
def test_read_feed_says_how_long_it_asks_to_be_left_alone(channel: str, minutes: int | None) -> None:
    body = rss("<title>A</title>", channel=f"<title>T</title>{channel}")
    named = body.replace(b"<rss ", b"<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' ")
    assert read(named).ttl == minutes


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss><channel><item>", b"<feed><entry>", b'{"version":"https://jsonfeed.org/version/1",']),
)
def test_read_feed_refuses_or_reads_any_bytes(body: bytes, start: bytes) -> None:
    with suppress(ParseError):
        assert len(read(start + body).entries) <= MOST_ENTRIES
