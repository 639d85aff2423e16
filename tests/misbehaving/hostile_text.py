"""Texts that would take over a reader's browser if they were ever rendered: taken in by the real stages from a feed."""

from datetime import timedelta
from html import escape

from negotiations import flow
from negotiations.ingest.submitting import submit_text
from negotiations.models import Article, Door, Intake, Source
from tests import factories as make
from tests.misbehaving.case import WORDS, Web, clock, rss
from tests.origin import Origin

# Each would set the title of the window to "taken".
PAYLOADS = (
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<svg onload=\"document.title='taken'\"><a xlink:href=\"javascript:document.title='taken'\">x</a></svg>",
    "\"'></title></textarea></script><script>document.title='taken'</script>",
    "<iframe srcdoc=\"<script>parent.document.title='taken'</script>\"></iframe>",
    "{{ 7|add:7 }}{% load x %}",
)
EVIL = " ".join(PAYLOADS)


def _page() -> bytes:
    told = escape(EVIL, quote=True)
    head = (
        f"<title>{told}</title><meta name='author' content='{told}'><meta property='og:site_name' content='{told}'>"
        "<link rel='canonical' href='javascript:alert(1)'>"
    )
    return f"<html><head>{head}</head><body><article><p>{told} {WORDS * 3}</p>{EVIL}</article></body></html>".encode()


def take_in() -> list[str]:
    """Take them in by a feed, an address that fails, and files; gives the paths of the pages that show them."""
    items = (
        f"<item><title>{escape(escape(EVIL))}</title><author>{escape(EVIL)}</author><link>http://pages.example/evil</link>"
        f"<description>{escape(EVIL)}</description></item>"
        "<item><title>script</title><link>javascript:document.title='taken'</link></item>"
        f"<item><title>{escape(escape(EVIL))}</title><link>http://pages.example/missing</link></item>"
    )
    feed = make.make_source(
        "Evil feed", kind="feed", feed_url="http://bad.example/feed", not_before=make.NOON - timedelta(hours=1)
    )
    Source.objects.filter(pk=feed.pk).update(name=EVIL[:200], notice=EVIL[:300])
    for number, payload in enumerate(PAYLOADS):
        body = f"Title: {payload}\nSource: {payload}\nAuthor: {payload}\n\n{payload} {number} {WORDS}"
        submit_text(body=body.encode(), door=Door.UPLOAD, filename=f"{payload}.txt", title=payload, now=make.NOON)
    with Origin() as origin:
        origin.page("/feed", rss(items, title=escape(EVIL)), content_type="application/rss+xml")
        origin.page("/evil", _page())
        with Web(origin, "feed").fetcher(timeout=3) as fetcher:
            flow.work(tools=flow.Tools(clock=clock, fetcher=fetcher))
    return [
        "/",
        "/sources/",
        f"/sources/{feed.slug}/",
        "/sources/intakes/",
        "/sources/quarantine/",
        "/sources/health/",
        "/desk/",
        *(f"/articles/{pk}/" for pk in Article.objects.values_list("pk", flat=True)),
        *(f"/sources/intakes/{pk}/" for pk in Intake.objects.values_list("pk", flat=True)),
        *(f"/sources/{slug}/" for slug in Source.objects.exclude(pk=feed.pk).values_list("slug", flat=True)),
    ]
