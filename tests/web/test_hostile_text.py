"""What came in is text and nothing else, on every page that shows it: no script, no handler, no frame, no odd link."""

import pytest
from django.test import Client
from lxml import html

from negotiations.models import Article
from negotiations.sources.feeds import read_feed
from tests import factories as make
from tests.misbehaving.case import NOON, rss
from tests.misbehaving.hostile_text import EVIL, take_in

LIVE = ("script", "iframe", "object", "embed", "frame", "base", "img")


def live_parts(page: bytes) -> list[str]:
    """Whatever in a page could run or load something that is not the site's own."""
    found = []
    for element in html.fromstring(page).iter(html.etree.Element):
        own = (element.get("src") or "/").startswith("/static/")
        if element.tag in LIVE and (not own or (element.text or "").strip()):
            found.append(html.tostring(element).decode()[:200])
        for name, value in element.attrib.items():
            scheme = "".join(value.split()).lower()
            if (
                name.startswith("on")
                or name == "srcdoc"
                or scheme.startswith(("javascript:", "data:text", "vbscript:"))
            ):
                found.append(f"{element.tag} {name}={value[:100]}")
    return found


def test_live_parts_are_found_where_there_are_any() -> None:
    assert len(live_parts(f"<html><body>{EVIL}</body></html>".encode())) >= 5


@pytest.mark.django_db
def test_no_page_renders_what_came_in() -> None:
    paths = take_in()
    editor = Client()
    editor.force_login(make.make_editor())
    shown = 0
    for client in (editor, Client()):
        for path in paths:
            answer = client.get(path)
            assert answer.status_code in (200, 302, 403, 404), path
            if answer.status_code == 200:
                assert live_parts(answer.content) == [], path
                policy = answer.headers["Content-Security-Policy"]
                assert "unsafe-inline" not in policy
                assert "unsafe-eval" not in policy
                shown += b"&lt;script&gt;document.title" in answer.content
    assert shown >= 10  # the words are there to be read, as words


@pytest.mark.django_db
def test_what_came_in_is_kept_as_it_was_said() -> None:
    take_in()
    titles = list(Article.objects.values_list("title", flat=True))
    assert any("<script>document.title='taken'</script>" in title for title in titles)
    assert not Article.objects.filter(address__icontains="javascript").exists()


def test_html_of_a_feed_is_sanitised_before_it_is_kept() -> None:
    content = f"<content:encoded><![CDATA[<p>Talks</p>{EVIL}<a href='javascript:x()'>y</a>]]></content:encoded>"
    body = rss(f"<item><title>Talks</title><link>http://pages.example/a</link>{content}</item>").replace(
        b"<rss ", b"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    )
    kept = read_feed(body, "http://bad.example/feed", "application/rss+xml", NOON).entries[0].content_html
    assert kept is not None
    assert "<p>Talks</p>" in kept
    assert "script" not in kept  # also in drawings, where feedparser lets it stand
    assert [part for part in live_parts(f"<html><body>{kept}</body></html>".encode()) if "<img" not in part] == []
