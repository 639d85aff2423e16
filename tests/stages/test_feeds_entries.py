"""Entries of feeds: once each, whatever feeds do with them; asked for again when their words change; none lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.ingest.entries import take_entries
from negotiations.models import Article, Intake, Snapshot, Source
from negotiations.models.statements import insert_missing
from negotiations.sources.feeds import Entry, read_feed
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST
from tests.stages.test_feeds_polled import Clock, clock, feed, item, looked_at, page, rss, told

__all__ = ["clock", "told"]  # fixtures
pytestmark = pytest.mark.usefixtures("starter")
WORDS = "Israel and Hamas are holding talks in Cairo. Hamas demands a permanent ceasefire. Egypt is mediating. " * 2


def wordy(words: str, *, guid: str = "n-1", title: str = "From the desk") -> str:
    return (
        f"<item><title>{title}</title><guid isPermaLink='false'>{guid}</guid>"
        f"<description>&lt;p&gt;{words}&lt;/p&gt;</description></item>"
    )


def long_page(origin: Origin, path: str, end: str = "") -> None:
    """A report that is long enough to be known again by its phrases."""
    words = " ".join(f"Envoy number {number} of Arlandia spoke." for number in range(20))
    origin.page(path, f"<html><body><article><p>{words} {end}</p></article></body></html>")


def entries(*items: str) -> tuple[Entry, ...]:
    return read_feed(rss(*items).encode(), f"{HOST}/feed", "application/rss+xml", make.NOON).entries


def asked_for(origin: Origin, path: str) -> int:
    return [asked.path for asked in origin.asked].count(path)


def look_again(source: Source, told: flow.Tools, clock: Clock) -> None:
    clock.now = looked_at(source).not_before
    flow.work(tools=told)


def test_article_that_another_feed_brought_is_known_and_not_fetched_again(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one?utm_source=a")))
    feed()
    flow.work(tools=told)
    origin.page("/wire", rss(item("/one?utm_source=b", guid="other")))
    wire = feed("/wire", "Wire")
    flow.work(tools=told)
    known = Intake.objects.get(source=wire)
    assert (known.state, known.outcome, known.article) == ("done", "known", Article.objects.get())
    assert asked_for(origin, "/one?utm_source=a") == 1
    assert asked_for(origin, "/one?utm_source=b") == 0


def test_entry_that_waits_already_for_another_feed_is_fetched_once(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    page(origin, "/one")
    post, wire = feed(), feed("/wire", "Wire")
    for source in (post, wire):
        take_entries(source=source, entries=entries(item("/one")), now=clock.now)
    Source.objects.update(is_active=False)
    flow.work(tools=told)
    clock.now += timedelta(minutes=5)
    flow.work(tools=told)
    assert asked_for(origin, "/one") == 1
    assert sorted(Intake.objects.values_list("state", "outcome")) == [("done", "known"), ("done", "new")]


def test_entry_is_fetched_after_all_if_the_other_feed_failed(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    post, wire = feed(), feed("/wire", "Wire")
    for source in (post, wire):
        take_entries(source=source, entries=entries(item("/one")), now=clock.now)
    Source.objects.update(is_active=False)
    origin.page("/one", "gone", status=410)
    flow.work(tools=told)
    page(origin, "/one")
    clock.now += timedelta(minutes=5)
    flow.work(tools=told)
    assert dict(Intake.objects.values_list("source__name", "state")) == {"The Harbour Post": "failed", "Wire": "done"}
    assert Article.objects.count() == 1


def test_changed_entry_is_asked_for_again_and_not_doubled(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    page(origin, "/one", "Cairo")
    origin.page("/feed", rss(item("/one", guid="1")))
    source = feed()
    flow.work(tools=told)
    page(origin, "/one", "Doha")
    origin.page("/feed", rss(item("/one?utm_medium=rss", guid="2", when="Mon, 06 May 2024 10:00:00 GMT")))
    look_again(source, told, clock)
    intake = Intake.objects.get()
    assert (intake.state, intake.outcome) == ("done", "changed")
    assert Article.objects.count() == 1
    assert Snapshot.objects.count() == 2


def test_entry_that_changes_at_every_look_is_asked_for_ever_more_rarely(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    page(origin, "/one")
    source = feed()
    began = clock.now
    for number in range(60):
        origin.page("/feed", rss(f"<item><title>{number} views</title><link>{HOST}/one</link></item>"))
        look_again(source, told, clock)
    assert clock.now - began > timedelta(hours=24)
    assert 3 <= asked_for(origin, "/one") <= 15  # of 60 looks


def test_change_that_is_seen_while_its_page_is_in_work_is_seen_again_at_the_next_look(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one")), headers={"ETag": '"v1"'})
    source = feed()
    flow.work(tools=told)
    page(origin, "/one", "Doha")
    origin.page("/feed", rss(item("/one", when="Mon, 06 May 2024 10:00:00 GMT")), headers={"ETag": '"v2"'})
    Intake.objects.update(state="running", lease_until=clock.now + timedelta(days=1))
    look_again(source, told, clock)
    assert looked_at(source).etag == '"v1"'
    Intake.objects.update(state="done", lease_until=None)
    look_again(source, told, clock)
    assert (looked_at(source).etag, Intake.objects.get().outcome) == ('"v2"', "changed")


def test_entry_with_its_old_id_and_a_new_link_is_the_article_that_it_was(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    long_page(origin, "/talks-in-cairo")
    origin.page("/feed", rss(item("/talks-in-cairo", guid="7"), item("/other", guid="8")))
    source = feed()
    flow.work(tools=told)
    article = Article.objects.get()
    long_page(origin, "/talks-in-cairo-go-on", "And so they go on.")
    origin.page("/feed", rss(item("/talks-in-cairo-go-on", guid="7"), item("/other", guid="8")))
    look_again(source, told, clock)
    clock.now += timedelta(hours=2)
    flow.work(tools=told)
    intake = Intake.objects.get(entry_id="7")
    assert (intake.outcome, intake.entry_key) == ("changed", f"{HOST}/talks-in-cairo-go-on")
    assert Article.objects.get() == article
    article.refresh_from_db()
    assert (article.address, article.snapshots.count()) == (f"{HOST}/talks-in-cairo-go-on", 2)
    look = source.fetches.first()
    assert look is not None
    assert look.new == 0


def test_entry_with_its_old_id_that_tells_something_else_is_another_article(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    long_page(origin, "/one")
    origin.page("/feed", rss(item("/one", guid="7")))
    source = feed()
    flow.work(tools=told)
    page(origin, "/two", "Doha")
    origin.page("/feed", rss(item("/two", guid="7")))
    look_again(source, told, clock)
    clock.now += timedelta(hours=2)
    flow.work(tools=told)
    assert {article.address for article in Article.objects.all()} == {f"{HOST}/one", f"{HOST}/two"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([("/one", "7")], [("/two", "7"), ("/three", "7")]),
        ([("/one", "7"), ("/one-b", "7")], [("/two", "7")]),
        ([("/one", "7")], [("/two", "7"), ("/one", "8")]),
    ],
    ids=["twice now", "twice before", "the old link is still there"],
)
def test_id_that_names_no_single_entry_says_nothing(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    source = feed()
    for named in (before, after):
        take_entries(source=source, entries=entries(*(item(path, guid=guid) for path, guid in named)), now=make.NOON)
    paths = {path for path, _ in before + after}
    assert set(Intake.objects.values_list("address", flat=True)) == {HOST + path for path in paths}


def test_unchanged_body_is_a_success_and_is_not_parsed(
    origin: Origin, told: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one")))
    source = feed()
    flow.work(tools=told)
    monkeypatch.setattr("negotiations.ingest.polling.read_feed", lambda *_: pytest.fail("parsed again"))
    look_again(source, told, clock)
    look = source.fetches.first()
    assert look is not None
    assert (look.status, look.is_unchanged, look.error_code, look.new) == (200, True, "", 0)
    assert looked_at(source).failures == 0


def test_words_without_a_link_are_taken_in_and_followed(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    origin.page("/feed", rss(wordy(WORDS), "<item><title></title></item>"))
    source = feed()
    flow.work(tools=told)
    article = Article.objects.get()
    assert (article.source, article.address, article.title) == (source, "", "From the desk")
    assert "permanent ceasefire" in Snapshot.objects.get().text
    look = source.fetches.get()
    assert (look.entries, look.new, look.error) == (2, 1, "1 of its entries had neither a link nor words.")

    origin.page("/feed", rss(wordy(WORDS.replace("Cairo", "Doha"))))
    look_again(source, told, clock)
    assert Article.objects.count() == 1
    assert Intake.objects.get().outcome == "changed"
    assert "Doha" in str(Article.objects.select_related("snapshot").get().snapshot.text)  # type: ignore[union-attr]


def test_feed_that_breaks_off_is_read_as_far_as_it_goes_and_asked_for_in_full(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    page(origin, "/one")
    whole = rss(item("/one"), item("/two"))
    origin.page("/feed", whole[: whole.index("/two")], headers={"ETag": '"v1"'})
    source = feed()
    flow.work(tools=told)
    assert [intake.address for intake in Intake.objects.all()] == [f"{HOST}/one"]
    assert "breaks off" in source.fetches.get().error
    assert looked_at(source).etag == ""
    page(origin, "/two", "Doha")
    origin.page("/feed", whole)
    look_again(source, told, clock)
    assert Article.objects.count() == 2


@pytest.mark.parametrize("when", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 10 May 2044 00:00:00 GMT", "yesterday"])
def test_date_that_cannot_be_believed_leaves_an_article_undated(origin: Origin, told: flow.Tools, when: str) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one", when=when)))
    feed()
    flow.work(tools=told)
    article = Article.objects.get()
    assert (article.published, article.published_precision) == (None, "unknown")


@pytest.mark.parametrize(("looks", "moved", "most"), [(1, "", 5), (2, "", 1), (2, "-b", 7)])
def test_entries_of_a_feed_take_the_same_queries_however_many_they_are(looks: int, moved: str, most: int) -> None:
    counts = []
    for number in (1, 200):
        source = make.make_source(f"Feed of {number}", kind="feed")
        for look in range(looks):
            paths = [f"/{number}/{entry}{moved * look}" for entry in range(number)]
            named = entries(*(item(path, guid=f"id {at}", when="2024-05-06") for at, path in enumerate(paths)))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                take_entries(source=source, entries=named, now=make.NOON)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most
    assert Intake.objects.count() == 201
    assert set(Intake.objects.values_list("published", flat=True)) == {date(2024, 5, 6)}


def test_two_workers_with_one_feed_take_each_entry_once(monkeypatch: pytest.MonkeyPatch) -> None:
    source, named = feed(), entries(item("/one"), item("/two"))
    late = []

    def write_late(common: Intake, rows: list[dict[str, Any]]) -> None:
        """What another worker does between the decision and the writing."""
        monkeypatch.undo()
        late.append(take_entries(source=source, entries=named, now=make.NOON).new)
        insert_missing(common, rows)

    monkeypatch.setattr("negotiations.ingest.entries.insert_missing", write_late)
    take_entries(source=source, entries=named, now=make.NOON)
    assert (late, Intake.objects.count()) == ([2], 2)
