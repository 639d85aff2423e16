"""Lists of feeds, in and out."""

import pytest

from negotiations.errors import ParseError
from negotiations.sources.opml import Outline, read_opml, write_opml


def test_opml_comes_back_as_it_was_written() -> None:
    outlines = (
        Outline('A & B "wire" <x>', "https://news.example/a?x=1&y=2", "https://news.example/"),
        Outline("\u0635\u062d\u064a\u0641\u0629", "https://news.example/b", None),
    )
    assert read_opml(write_opml(outlines, title="Feeds")) == outlines


def test_read_opml_flattens_folders_and_leaves_what_is_odd_to_be_refused_by_name() -> None:
    body = b"""<opml version="1.0"><body><outline text="Folder"><outline text="A" xmlUrl="https://news.example/a"/>
    <outline text="A again" xmlUrl="https://news.example/a"/></outline><outline xmlUrl="javascript:x()"/>
    <outline text="No feed" htmlUrl="https://news.example/"/><outline xmlUrl="https://news.example/b"/></body></opml>"""
    assert [(o.title, o.feed_url) for o in read_opml(body)] == [
        ("A", "https://news.example/a"),
        ("javascript:x()", "javascript:x()"),
        ("https://news.example/b", "https://news.example/b"),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not-opml"),
        (b"<html/>", "not-opml"),
        (b"<opml><body>", "not-opml"),
        (b"<opml>" + b"<outline>" * 1000, "not-opml"),
        (b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>', "unsafe-markup"),
        ('<!DOCTYPE o [<!ENTITY x "y">]><opml>&x;</opml>'.encode("utf-16"), "unsafe-markup"),
        (b"<opml>" + b" " * 2_000_001, "too-large"),
        (
            b"<opml>" + b"".join(b'<outline xmlUrl="http://n.example/%d"/>' % n for n in range(5_001)) + b"</opml>",
            "too-large",
        ),
    ],
)
def test_read_opml_refuses(body: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_opml(body)
    assert caught.value.code == code
