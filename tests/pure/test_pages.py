"""Web pages: their text in full, what they state about themselves, and nothing that they do not."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.errors import ParseError
from negotiations.sources.pages import Page, read_page
from negotiations.vocabulary import Precision
from tests.speed import Watch

FIRST = (
    "Envoys of both sides met in the lakeside town on Friday; the hosts spoke of a \u201cslow but serious\u201d day."
)
SECOND = (
    "\u201cWe do not agree on the order of the steps,\u201d said the chief envoy, \u201cbut we agree to stay.\u201d"
)
THIRD = (
    "The delegations will return to the table next week, according to officials who asked not to be named in reports."
)


def markup(*, head: str = "", before: str = "", body: str | None = None, after: str = "") -> str:
    prose = body if body is not None else "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND, THIRD))
    return (
        f"<!doctype html><html lang='en'><head><title>Talks go on</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>Talks go on</h1>{before}{prose}</article>{after}"
        "<footer>Contact us. All rights reserved.</footer></body></html>"
    )


def read(html: str | bytes, content_type: str | None = "text/html; charset=utf-8") -> Page:
    body = html.encode() if isinstance(html, str) else html
    return read_page(
        body,
        content_type=content_type,
        url="https://news.example/2023/01/02/talks",
        now=datetime(2024, 6, 1, tzinfo=UTC),
    )


def test_read_page_gives_paragraphs_with_their_quotation_marks_and_no_furniture() -> None:
    page = read(markup())
    for paragraph in (FIRST, SECOND, THIRD):
        assert paragraph in page.text.split("\n\n")
    assert "Contact us" not in page.text
    assert "World" not in page.text
    assert (page.title, page.language) == ("Talks go on", "en")
    assert page.extractor.startswith("trafilatura ")


def test_read_page_writes_out_the_marks_of_q_elements() -> None:
    page = read(
        markup(body=f"<p>{FIRST}</p><p>The host said <q>we are <q>near</q> it</q> and left the room.</p><p>{THIRD}</p>")
    )
    assert "The host said \u201cwe are \u2018near\u2019 it\u201d and left the room." in page.text


def test_read_page_mends_the_quotation_marks_of_windows() -> None:
    page = read(
        markup(body=f"<p>{FIRST}</p><p>The host said &#147;we are near&#x94; and left the room.</p><p>{THIRD}</p>")
    )
    assert "\u201cwe are near\u201d" in page.text


def test_read_page_keeps_words_apart_and_together_as_they_stand() -> None:
    page = read(
        markup(
            body=f"<p>{FIRST}</p><p>The <b>cease</b>-fire <i>talks</i> in <a href='/c'>Cairo</a>,\nthey say, go on.</p>"
            f"<p>{THIRD}</p>"
        )
    )
    assert "The cease-fire talks in Cairo, they say, go on." in page.text


def test_read_page_without_a_date_has_none_though_the_address_and_the_footer_hold_one() -> None:
    page = read(
        markup(
            after="<p>Copyright 2023. Last build 2 January 2023.</p>",
            body=f"<p>{FIRST}</p><p>In May 2012 and on 3 March 2014 they met before.</p><p>{THIRD}</p>",
        )
    )
    assert (page.published, page.published_precision) == (None, Precision.UNKNOWN)


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("<meta property='article:published_time' content='2024-05-10T23:30:00-05:00'>", ""),
        ("<meta name='dc.date.issued' content='2024-05-10'>", ""),
        ("<meta name='pubdate' content='20240510'>", ""),
        (
            (
                '<script type="application/ld+json">{"@graph":[{"@type":"Person"},'
                '{"@type":"NewsArticle","datePublished":"2024-05-10"}]}</script>'
            ),
            "",
        ),
        ("", "<time datetime='2024-05-10T10:00'>today</time>"),
        ("", "<time itemprop='datePublished' datetime='2024-05-10'>x</time><time datetime='2024-05-12'>updated</time>"),
        ("", "<p class='meta'>Published on 10 May 2024</p>"),
        ("", "<span class='entry-date'>May 10, 2024</span>"),
    ],
)
def test_read_page_takes_the_date_that_the_page_states(head: str, before: str) -> None:
    page = read(markup(head=head, before=before))
    assert (page.published, page.published_precision) == (date(2024, 5, 10), Precision.DAY)


def test_read_page_takes_the_date_of_a_full_dateline() -> None:
    assert read(
        markup(body=f"<p>LAKE TOWN, May 10, 2024 \u2014 {FIRST}</p><p>{SECOND}</p>").replace("<h1>Talks go on</h1>", "")
    ).published == date(2024, 5, 10)


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("<meta name='date' content='05/06/2024'>", ""),
        ("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>", ""),
        ("<meta property='article:published_time' content='2044-01-01'>", ""),
        ("<meta property='article:modified_time' content='2024-05-10'>", ""),
        ('<script type="application/ld+json">{"@type":"Event","datePublished":"2024-05-10"}</script>', ""),
        ('<script type="application/ld+json">{broken</script>', ""),
        ("", "<aside><time datetime='2024-05-10'>related</time></aside>"),
        ("", "<time datetime='2024-05-10'>a</time><time datetime='2024-05-11'>b</time>"),
        ("", f"<p>On <time datetime='2012-05-10'>10 May 2012</time> they first met here. {THIRD}</p>"),
    ],
)
def test_read_page_believes_no_other_date(head: str, before: str) -> None:
    assert read(markup(head=head, before=before)).published is None


def test_read_page_reads_what_the_page_says_about_itself() -> None:
    head = (
        "<link rel='canonical' href='/talks'><meta property='og:site_name' content='Example Wire'>"
        "<meta name='author' content='Rana Writer'>"
    )
    page = read(markup(head=head))
    assert (page.canonical_url, page.site_name, page.author) == (
        "https://news.example/talks",
        "Example Wire",
        "Rana Writer",
    )


def test_read_page_takes_no_javascript_address_and_no_nameless_author() -> None:
    page = read(markup(head="<link rel='canonical' href='javascript:x()'><meta name='author' content='admin'>"))
    assert (page.canonical_url, page.author) == (None, None)


@pytest.mark.parametrize(
    ("encoding", "declared", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8-sig", None, ""),
        ("utf-16", None, ""),
        ("cp1252", "text/html; charset=iso-8859-1", ""),
        ("cp1252", None, "<meta charset='windows-1252'>"),
        ("cp1252", None, ""),
        ("utf-16-le", None, ""),
    ],
)
def test_read_page_finds_the_encoding(encoding: str, declared: str | None, meta: str) -> None:
    assert SECOND in read(markup(head=meta).encode(encoding), content_type=declared).text


def test_read_page_reads_declared_arabic_and_tells_its_language() -> None:
    sentence = (
        "\u0627\u062c\u062a\u0645\u0639 \u0627\u0644\u0645\u0641\u0627\u0648\u0636\u0648\u0646 "
        "\u0641\u064a \u0627\u0644\u0639\u0627\u0635\u0645\u0629 "
        "\u064a\u0648\u0645 \u0627\u0644\u062c\u0645\u0639\u0629 "
    )
    html = markup(body=f"<p>{sentence * 3}</p><p>{sentence * 2}</p>")
    page = read(html.encode("cp1256", "ignore"), content_type="text/html; charset=windows-1256")
    assert sentence.strip() in page.text
    assert page.language == "ar"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"<html><body></body></html>", "no-text"),
        (b"<html><body><script>render()</script></body></html>", "no-text"),
        (b"<html><body>" + b"<div>" * 100_000, "no-text"),
        (b"<html><body>" + b"<p>word word</p>" * 200_000, "too-complex"),
        (b"<html><body>" + (b"<div>" * 240 + b"word word" + b"</div>" * 240) * 150, "too-complex"),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">word word", "too-complex"),
        (b"<html><p " + b"".join(b'a%d=">"' % n for n in range(300_000)) + b">word word", "too-complex"),
        (b"<html>" + b"a" * 6_000_000, "too-large"),
        (b"%PDF-1.7", "binary"),
        (b"<html><p>" + bytes(range(0x80, 0x100)) * 20, "wrong-encoding"),
    ],
)
def test_read_page_refuses_in_good_time(body: bytes, code: str) -> None:
    watch = Watch()
    with pytest.raises(ParseError) as caught:
        read(body, content_type=None)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")
    assert watch.seconds() < 2


@pytest.mark.parametrize(
    "head",
    [
        "<script type='application/ld+json'>" + '{"author": "' * 200_000 + "</script>",
        "<script type='application/ld+json'>" + '{"author" "name" ' * 100_000 + "</script>",
        f"<meta name='author' content='{'(' * 1_000_000}'>",
        f"<title>{'Talks - ' * 500_000}</title>",
        (
            "<script type='application/ld+json'>"
            f'{{"@type": "NewsArticle", "headline": "Talks", "author": {{"name": "{"(" * 400_000}"}}}}</script>'
        ),
    ],
    ids=["broken-authors", "broken-names", "author", "title", "sound-author"],
)
def test_read_page_looks_for_metadata_in_good_time(head: str) -> None:
    watch = Watch()
    assert FIRST in read(markup(head=head)).text
    assert watch.seconds() < 3


@pytest.mark.parametrize(
    "before",
    [
        "<div class='teaser'>x y z</div>" * 20_000,
        "<table>" + "<tr><td colspan=1000000 rowspan=1000000>x y z</td></tr>" * 5_000 + "</table>",
        "<meta name='author' content='Al B, Al C, Al D'>" * 10_000,
    ],
    ids=["blocks", "spans", "metas"],
)
def test_read_page_reads_what_would_take_the_square_of_its_length(before: str) -> None:
    watch = Watch()
    assert FIRST in read(markup(body=f"{before}<p>{FIRST}</p><p>{THIRD}</p>")).text
    assert watch.seconds() < 5


def test_read_page_takes_the_author_of_json_that_is_almost_sound() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Person",
        "name": "Bianca Castafiore"},}</script>"""
    assert read(markup(head=head)).author == "Bianca Castafiore"


def test_read_page_removes_control_characters() -> None:
    text = read(markup(body=f"<p>{FIRST} a\x00b\x07c</p><p>{THIRD}</p>")).text
    assert "abc" in text
    assert all(character == "\n" or character.isprintable() for character in text)


def test_read_page_leaves_unicode_as_it_is() -> None:
    decomposed = "The Cafe\u0301 of the talks stood open all night for envoys, their hosts and the press of many lands."
    assert decomposed in read(markup(body=f"<p>{decomposed}</p><p>{THIRD}</p>")).text


def test_read_page_never_reads_a_file_of_this_machine() -> None:
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + markup(
        body=f"<p>{FIRST} &x;</p><p>{THIRD}</p>"
    )
    assert "root:" not in read(html).text


@settings(deadline=None)  # the first page loads the languages
@given(st.binary(max_size=400))
def test_read_page_refuses_or_reads_any_bytes(body: bytes) -> None:
    for start in (b"", b"<html><body><article><p>"):
        with suppress(ParseError):
            assert "\x00" not in read(start + body, content_type=None).text


LINES = [f"The delegations met for the {n}th time and spoke about the harbour for {n} hours." for n in range(4, 24)]


@pytest.mark.parametrize(
    ("body", "fast"),
    [
        ("".join(f"<p>{line}</p>" for line in LINES), []),
        (f"<p>{LINES[0]}</p>", [True, False]),
        ("<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in LINES) + "</table>", [False]),
    ],
    ids=["plain", "short", "tables"],
)
def test_read_page_asks_for_a_second_opinion_only_in_doubt(
    monkeypatch: pytest.MonkeyPatch, body: str, fast: list[bool]
) -> None:
    asked = []
    extract = trafilatura.bare_extraction

    def noting(*arguments: Any, **named: Any) -> Any:
        asked.append(named["fast"])
        return extract(*arguments, **named)

    monkeypatch.setattr(trafilatura, "bare_extraction", noting)
    page = read_page(f"<html><body><article>{body}</article></body></html>".encode(), content_type="text/html")
    assert "harbour" in page.text
    assert asked == fast
