"""Articles that bear something out are looked at again, after a day and a week, behind everything else."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.ingest.hosts import Politeness
from negotiations.ingest.second_looks import AT_ONCE, queue_second_looks
from negotiations.ingest.submitting import submit_address, submit_text
from negotiations.models import Article, Door, Evidence, Host, Intake, Snapshot
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST
from tests.stages.test_feeds_polled import Clock, clock, told

__all__ = ["clock", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("starter")

DAY = timedelta(days=1)
OPENING = "Talks between Israel and Hamas were held in Cairo on Thursday, mediated by Egypt and Qatar."
DEMANDS = "Hamas demands a permanent ceasefire."
ETAG = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"}
LOOKS = Intake.objects.filter(door=Door.SECOND_LOOK.value)


def put(origin: Origin, words: str, path: str = "/talks", head: str = "", **headers: str) -> None:
    paragraphs = f"<p>{OPENING}</p><p>{words}</p>"
    body = f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"
    origin.page(path, body, headers=headers)


def take(told: flow.Tools, path: str = "/talks") -> Intake:
    return flow.carry(intake=submit_address(address=HOST + path, door=Door.ADDRESS, now=told.clock()), tools=told)


def look(told: flow.Tools, clock: Clock, after: timedelta = DAY) -> Intake:
    clock.now += after
    flow.work(tools=told)
    return LOOKS.get()


def test_unchanged_article_is_asked_for_twice_conditionally_and_then_left_alone(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    put(origin, DEMANDS, **ETAG)
    take(told)
    began = clock.now
    origin.page("/talks", status=304)
    asked_at = []
    for _ in range(30 * 4):
        before = len(origin.asked)
        clock.now += timedelta(hours=6)
        flow.work(tools=told)
        asked_at += [clock.now - began] * (len(origin.asked) - before)
    assert asked_at == [DAY, 7 * DAY]
    for asked in origin.asked[1:]:
        assert (asked.headers["if-none-match"], asked.headers["if-modified-since"]) == tuple(ETAG.values())
    row = LOOKS.get()
    assert (row.state, row.outcome, row.report["look"]["reason"]) == ("done", "known", "It has not changed.")
    assert Snapshot.objects.count() == 1
    assert Article.objects.get().look_again_at is None


def test_correction_is_seen_and_marks_the_quotes_that_it_took_away(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    put(origin, DEMANDS, **ETAG)
    article = take(told).article
    put(origin, "Hamas said nothing on Friday.", head=f"<link rel='canonical' href='{HOST}/elsewhere'>")
    row = look(told, clock)
    assert (row.state, row.outcome, row.article) == ("done", "changed", article)
    assert Article.objects.get().snapshots.count() == 2
    assert Evidence.objects.filter(quote__contains="permanent ceasefire", gone_at__isnull=False).exists()


def test_same_text_without_validators_is_known(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    put(origin, DEMANDS)
    take(told)
    row = look(told, clock)
    assert (row.state, row.outcome) == ("done", "known")
    assert "if-none-match" not in origin.asked[-1].headers
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("status", [404, 410, 403, 500, 503])
def test_failed_look_leaves_the_article_alone_and_nothing_to_be_mended(
    origin: Origin, told: flow.Tools, clock: Clock, status: int
) -> None:
    put(origin, DEMANDS)
    take(told)
    origin.page("/talks", status=status)
    row = look(told, clock)
    assert (row.state, row.outcome, row.error) == ("done", "known", "")
    assert row.report["look"]["reason"].startswith("It could not be looked at again: ")
    clock.now += timedelta(hours=12)
    flow.work(tools=told)
    assert len(origin.asked) == 2
    assert Evidence.objects.current().exists()
    assert Article.objects.get().look_again_at == make.NOON + 7 * DAY


def test_page_that_leads_elsewhere_by_now_is_no_new_article(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    put(origin, DEMANDS)
    take(told)
    origin.redirect("/talks", f"{HOST}/", status=301)
    put(origin, "Welcome to the Harbour Post.", "/")
    row = look(told, clock)
    assert row.report["look"]["reason"] == f"It leads to {HOST}/ by now."
    assert (Article.objects.count(), Snapshot.objects.count()) == (1, 1)


def test_page_without_text_by_now_ends_the_look(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    put(origin, DEMANDS)
    take(told)
    origin.page("/talks", "<html><body><script>run()</script></body></html>")
    assert look(told, clock).state == "done"
    assert Article.objects.get().snapshots.count() == 1


def test_articles_that_bear_nothing_out_or_were_brought_here_are_not_looked_at(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    origin.page("/weather", f"<html><body><article><p>{'It rained in Klow. ' * 20}</p></article></body></html>")
    take(told, "/weather")
    pasted = submit_text(body=f"{OPENING} {DEMANDS}".encode(), door=Door.PASTE, now=clock.now, address=f"{HOST}/talks")
    flow.carry(intake=pasted, tools=told)
    assert Evidence.objects.current().exists()
    for _ in range(8):
        clock.now += DAY
        flow.work(tools=told)
    assert not LOOKS.exists()
    assert len(origin.asked) == 1


def test_evidence_that_comes_later_is_looked_at_after_a_week(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    put(origin, DEMANDS)
    take(told)
    Evidence.objects.update(retracted_at=clock.now)
    clock.now += DAY
    flow.work(tools=told)
    assert not LOOKS.exists()
    Evidence.objects.update(retracted_at=None)
    assert look(told, clock, 6 * DAY).state == "done"


@pytest.mark.parametrize("what", ["a page waits", "it rests"])
def test_host_that_has_other_things_to_do_is_left_for_later(
    origin: Origin, told: flow.Tools, clock: Clock, what: str
) -> None:
    put(origin, DEMANDS)
    take(told)
    now = clock.now + DAY
    if what == "it rests":
        Host.objects.create(name="news.example", next_visit_at=now + timedelta(hours=1))
    else:
        submit_address(address=f"{HOST}/fresh", door=Door.ADDRESS, now=now + timedelta(hours=1))
    assert queue_second_looks(now=now) == 1
    assert not LOOKS.exists()
    later = Article.objects.get().look_again_at
    assert later is not None
    assert now < later < now + timedelta(hours=1)


def due_articles(now: datetime, *, hosts: int) -> None:
    for number in range(AT_ONCE * 2):
        address = f"https://post{number % hosts}.example/{number}"
        snapshot = make.make_snapshot(f"{DEMANDS} {number}", address=address, look_again_at=now)
        moved = {"fetched_from": address, "text_sha256": f"{number:064}", "article": snapshot.article}
        present = Snapshot.objects.create(
            taken_at=now - DAY, body=b"x", text=snapshot.text, extractor="tests", body_sha256="0" * 64, **moved
        )
        Article.objects.filter(pk=snapshot.article.pk).update(snapshot=present)
        make.make_position(make.make_negotiation(), snapshot=snapshot, quote=DEMANDS)


def test_looks_are_few_at_a_time_and_one_at_each_host() -> None:
    due_articles(make.NOON, hosts=3)
    assert queue_second_looks(now=make.NOON) == AT_ONCE
    assert sorted(LOOKS.values_list("host", flat=True)) == ["post0.example", "post1.example", "post2.example"]
    assert queue_second_looks(now=make.NOON) == AT_ONCE
    assert queue_second_looks(now=make.NOON) == 0
    assert LOOKS.count() == 3


def test_look_that_is_not_due_costs_one_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert queue_second_looks(now=make.NOON) == 0
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 1


def test_robots_txt_is_kept_to(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    put(origin, DEMANDS)
    take(told)
    origin.page("/robots.txt", "User-agent: *\nDisallow: /talks\n", content_type="text/plain")
    polite = flow.Tools(clock=clock, fetcher=told.fetcher, politeness=Politeness(spacing=2))
    row = look(polite, clock)
    assert [asked.path for asked in origin.asked] == ["/talks", "/robots.txt"]
    assert "robots.txt" in row.report["look"]["reason"]
