"""Pages of made-up outlets that wait to be fetched, and what was asked for of them."""

from datetime import timedelta

from negotiations import flow
from negotiations.ingest.submitting import submit_address
from negotiations.models import Door, Host, Intake, Source
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import Clock

REPORT = "The talks in Klow ended on Tuesday without agreement, the foreign ministry of Borduria said."


def page(origin: Origin, path: str, words: str = REPORT) -> None:
    origin.page(path, f"<html><head><title>{path}</title></head><body><article><p>{words}</p></article></body></html>")


def ask_for(origin: Origin, *paths: str, host: str = "news.example") -> list[Intake]:
    rows = []
    for path in paths:
        page(origin, path, f"Report {path}. {REPORT}")
        rows.append(submit_address(address=f"http://{host}{path}", door=Door.ADDRESS, now=make.NOON))
    return rows


def asked(origin: Origin) -> list[str]:
    return [one.path for one in origin.asked]


def robots(origin: Origin, words: str) -> None:
    origin.page("/robots.txt", words, content_type="text/plain")


def asked_where(origin: Origin) -> list[str]:
    """Host and path of each request, in their order."""
    return [one.headers["host"] + one.path for one in origin.asked]


def feed(origin: Origin, path: str, *pages: str, host: str = "news.example") -> None:
    """A feed at a path that names pages of a host."""
    entries = "".join(f"<item><title>{one}</title><link>http://{host}{one}</link></item>" for one in pages)
    body = f"<rss version='2.0'><channel><title>{path}</title>{entries}</channel></rss>"
    origin.page(path, body, content_type="application/rss+xml")


def follow(path: str, *, host: str = "news.example") -> Source:
    """A feed that is due at noon."""
    name = f"{host}{path}"
    return make.make_source(name, kind="feed", feed_url=f"http://{host}{path}", not_before=make.NOON)


def live(tools: flow.Tools, clock: Clock, **span: float) -> None:
    """Let workers do whatever is due as the time passes, from one moment at which something is to the next."""
    end = clock.now + timedelta(**span)
    while True:
        flow.work(tools=tools)
        moments = [
            *Intake.objects.filter(state="waiting", not_before__gt=clock.now).values_list("not_before", flat=True),
            *Source.objects.feeds().filter(not_before__gt=clock.now).values_list("not_before", flat=True),
            *Host.objects.filter(next_visit_at__gt=clock.now).values_list("next_visit_at", flat=True),
        ]
        following = min(moments, default=end)
        if following >= end:
            clock.now = end
            return
        clock.now = following
