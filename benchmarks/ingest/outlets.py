"""Made-up outlets: each with a feed, a template of its own and its articles, at addresses that no one can own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from html import escape

from benchmarks.ingest.pages import TEMPLATES, make_page
from benchmarks.ingest.reports import Report, make_report


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is made up. ``page_bytes`` is the average of the pages, ``talks`` the share of reports about talks,
    ``pause`` the seconds that an outlet takes for each answer.
    """

    feeds: int = 50
    articles: int = 40
    page_bytes: int = 80_000
    text_length: int = 4_000
    talks: float = 0.2
    seed: int = 1
    pause: float = 0


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: ``host`` is its name on the web, ``path`` where it begins."""

    number: int
    host: str
    path: str

    @property
    def feed_path(self) -> str:
        return f"{self.path}/feed"

    @property
    def feed_url(self) -> str:
        return f"http://{self.host}{self.feed_path}"


@dataclass(frozen=True, slots=True)
class File:
    """What the server gives at a path."""

    path: str
    content_type: str
    body: bytes


def outlets(plan: Plan) -> list[Outlet]:
    return [Outlet(n, f"outlet-{n:03}.example", f"/o{n:03}") for n in range(plan.feeds)]


def files_of(outlet: Outlet, plan: Plan) -> Iterator[File]:
    """The feed of an outlet and its pages."""
    reports = [_report(outlet, number, plan) for number in range(plan.articles)]
    yield _feed(outlet, reports)
    template = TEMPLATES[outlet.number % len(TEMPLATES)]
    for number, report in enumerate(reports):
        page = make_page(
            report,
            template=template,
            site=site_name(outlet),
            address=f"http://{outlet.host}{article_path(outlet, number)}",
            others=[(article_path(outlet, n), reports[n].title) for n in range(len(reports)) if n != number][:12],
            size=_size(outlet, number, plan),
        )
        yield File(article_path(outlet, number), "text/html; charset=utf-8", page.encode())


def site_name(outlet: Outlet) -> str:
    return f"The {('Morning', 'Evening', 'Daily', 'Weekly', 'Coastal')[outlet.number % 5]} Ledger {outlet.number:03}"


def article_path(outlet: Outlet, number: int) -> str:
    return f"{outlet.path}/2024/{number:05}"


def _report(outlet: Outlet, number: int, plan: Plan) -> Report:
    # Every article's kind follows from its place, so that a smaller plan is a part of the larger.
    about_talks = ((outlet.number * 7 + number * 13) % 100) < plan.talks * 100
    return make_report(f"{plan.seed}/{outlet.number}/{number}", about_talks=about_talks, length=plan.text_length)


def _size(outlet: Outlet, number: int, plan: Plan) -> int:
    """From half to one and a half times the average, evenly."""
    return plan.page_bytes // 2 + plan.page_bytes * ((outlet.number * 31 + number * 17) % 101) // 100


def _feed(outlet: Outlet, reports: list[Report]) -> File:
    kind = (_rss, _atom, _rss, _json, _rss)[outlet.number % 5]
    return kind(outlet, reports)


def _moment(report: Report, number: int) -> datetime:
    return datetime.combine(report.day, time(6), UTC) + timedelta(minutes=number)


def _rss(outlet: Outlet, reports: list[Report]) -> File:
    items = "".join(
        f"<item><title>{escape(report.title)}</title><link>http://{outlet.host}{article_path(outlet, n)}</link>"
        f'<guid isPermaLink="false">{outlet.host}:{n}</guid><dc:creator>{escape(report.author)}</dc:creator>'
        f"<pubDate>{format_datetime(_moment(report, n))}</pubDate>"
        f"<description><![CDATA[<p>{escape(report.paragraphs[0])}</p>]]></description></item>\n"
        for n, report in enumerate(reports)
    )
    head = f"<title>{site_name(outlet)}</title><link>http://{outlet.host}/</link><description>All of it</description>"
    return File(
        outlet.feed_path,
        "application/rss+xml; charset=utf-8",
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{head}\n{items}</channel></rss>".encode(),
    )


def _atom(outlet: Outlet, reports: list[Report]) -> File:
    entries = "".join(
        f"<entry><title>{escape(report.title)}</title><id>tag:{outlet.host},2024:{n}</id>"
        f'<link href="http://{outlet.host}{article_path(outlet, n)}"/><author><name>{escape(report.author)}</name>'
        f"</author>"
        f"<published>{_moment(report, n).isoformat()}</published><updated>{_moment(report, n).isoformat()}</updated>"
        f'<summary type="html">{escape(f"<p>{report.paragraphs[0]}</p>")}</summary></entry>\n'
        for n, report in enumerate(reports)
    )
    return File(
        outlet.feed_path,
        "application/atom+xml; charset=utf-8",
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{site_name(outlet)}'
        f"</title><id>http://{outlet.host}/</id><updated>2024-06-30T06:00:00Z</updated>\n{entries}</feed>".encode(),
    )


def _json(outlet: Outlet, reports: list[Report]) -> File:
    items = [
        {
            "id": f"{outlet.host}:{n}",
            "url": f"http://{outlet.host}{article_path(outlet, n)}",
            "title": report.title,
            "authors": [{"name": report.author}],
            "date_published": _moment(report, n).isoformat(),
            "content_html": f"<p>{escape(report.paragraphs[0])}</p>",
        }
        for n, report in enumerate(reports)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site_name(outlet),
        "home_page_url": f"http://{outlet.host}/",
        "items": items,
    }
    return File(outlet.feed_path, "application/feed+json", json.dumps(feed).encode())
