"""Feeds from the first look to the record: entries once, pages fetched, and a broken feed that is never given up."""

from datetime import date, datetime, timedelta

import pytest

from negotiations import flow
from negotiations.ingest import polling
from negotiations.ingest.old_looks import KEPT, forget_old_looks
from negotiations.ingest.pacing import SPREAD, adapt
from negotiations.ingest.subscribing import pause_feed, resume_feed
from negotiations.models import Article, Intake, Position, Reading, Source, SourceFetch
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST

pytestmark = pytest.mark.usefixtures("starter")

HOUR = timedelta(hours=1)
REPORT = "Israel and Hamas are holding talks in {place}. Hamas demands a permanent ceasefire. Egypt is mediating. " * 2


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = make.NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told(tools: flow.Tools, clock: Clock) -> flow.Tools:
    return flow.Tools(clock=clock, fetcher=tools.fetcher)


def page(origin: Origin, path: str, place: str = "Cairo", head: str = "") -> None:
    head = f"<title>Talks in {place}</title>{head}"
    words = REPORT.format(place=place)
    origin.page(
        path,
        f"<html><head>{head}</head><body><article><p>{words}</p></article></body></html>",
    )


def rss(*items: str, title: str = "The Harbour Post") -> str:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def item(path: str, *, guid: str = "", when: str = "") -> str:
    dated = f"<pubDate>{when}</pubDate>" if when else ""
    named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>Entry {path}</title><link>{HOST}{path}</link>{named}{dated}</item>"


def atom(path: str, updated: str) -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><id>urn:wire</id>"
        f"<updated>{updated}</updated><entry><id>urn:1</id><title>Entry</title><updated>{updated}</updated>"
        f"<published>{updated}</published><link href='{HOST}{path}'/></entry></feed>"
    )


def feed(path: str = "/feed", name: str = "The Harbour Post") -> Source:
    return make.make_source(name, kind="feed", feed_url=f"{HOST}{path}", not_before=make.NOON)


def looked_at(source: Source) -> Source:
    source.refresh_from_db()
    return source


def test_rss_and_atom_feeds_go_all_the_way(origin: Origin, told: flow.Tools) -> None:
    page(origin, "/one", "Cairo")
    page(origin, "/two", "Doha")
    page(origin, "/three", "Amman")
    posts = rss(item("/one", when="Mon, 06 May 2024 10:00:00 GMT"), item("/two"))
    origin.page("/feed", posts, content_type="application/rss+xml")
    origin.page("/atom", atom("/three", "2024-05-09T08:00:00Z"), content_type="application/atom+xml")
    post, wire = feed(), feed("/atom", "Wire")
    flow.work(tools=told)

    assert Intake.objects.filter(state="done", outcome="new").count() == 3
    assert Reading.objects.filter(state="done").count() == 3
    assert [asked.path for asked in origin.asked].count("/one") == 1
    articles = {article.address: article for article in Article.objects.all()}
    assert articles[f"{HOST}/one"].published == date(2024, 5, 6)  # the page states none, the feed does
    assert articles[f"{HOST}/three"].published == date(2024, 5, 9)
    assert (articles[f"{HOST}/two"].published, articles[f"{HOST}/two"].published_precision) == (None, "unknown")
    assert articles[f"{HOST}/one"].source == post
    assert articles[f"{HOST}/three"].source == wire
    assert Position.objects.current().filter(holder__slug="hamas", stance="demands").exists()
    fetched = post.fetches.get()
    assert (fetched.status, fetched.entries, fetched.new, fetched.error) == (200, 2, 2, "")


def test_the_date_of_a_page_goes_before_that_of_its_entry(origin: Origin, told: flow.Tools) -> None:
    page(origin, "/one", head="<meta property='article:published_time' content='2024-05-05T20:00:00Z'>")
    origin.page("/feed", rss(item("/one", when="Mon, 06 May 2024 10:00:00 GMT")))
    feed()
    flow.work(tools=told)
    assert Article.objects.get().published == date(2024, 5, 5)


def test_an_entry_dated_by_its_month_gives_no_day(origin: Origin, told: flow.Tools) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one", when="May 2024")))
    feed()
    flow.work(tools=told)
    article = Article.objects.get()
    assert article.published_precision != "day"


def test_second_look_asks_whether_anything_changed(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    page(origin, "/one")
    origin.page("/feed", rss(item("/one")), headers={"ETag": '"v1"', "Last-Modified": "Mon, 06 May 2024 10:00:00 GMT"})
    source = feed()
    flow.work(tools=told)
    assert looked_at(source).etag == '"v1"'
    assert HOUR <= source.not_before - clock.now <= HOUR * (1 + SPREAD)

    origin.page("/feed", status=304)
    for _ in range(2):  # an answer without validators leaves those that are known
        clock.now = looked_at(source).not_before
        flow.work(tools=told)
        assert origin.asked[-1].headers["if-none-match"] == '"v1"'
        assert origin.asked[-1].headers["if-modified-since"] == "Mon, 06 May 2024 10:00:00 GMT"
    looked_at(source)
    assert (source.failures, source.error, source.state) == (0, "", "waiting")
    looks = [(look.status, look.new, look.is_unchanged) for look in source.fetches.order_by("pk")]
    assert looks == [(200, 1, False), (304, 0, True), (304, 0, True)]
    assert Intake.objects.count() == 1


def test_entries_are_queued_once_and_new_ones_are_found(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    for path in ("/one", "/two"):
        page(origin, path, "Cairo" if path == "/one" else "Doha")
    origin.page("/feed", rss(item("/one", guid="a")))
    source = feed()
    flow.work(tools=told)
    origin.page("/feed", rss(item("/two", guid="b"), item("/one", guid="a"), title="Renamed"))
    clock.now = looked_at(source).not_before
    flow.work(tools=told)
    assert [(look.entries, look.new) for look in source.fetches.order_by("pk")] == [(1, 1), (2, 1)]
    assert Article.objects.count() == 2
    assert [asked.path for asked in origin.asked].count("/one") == 1


def test_a_page_without_text_fails_alone(origin: Origin, told: flow.Tools) -> None:
    page(origin, "/good")
    origin.page("/empty", "<html><body><script>run()</script></body></html>")
    origin.page("/feed", rss(item("/empty"), item("/good"), item("/gone")))
    source = feed()
    flow.work(tools=told)
    by_address = dict(Intake.objects.values_list("address", "error_code"))
    assert by_address == {f"{HOST}/empty": "no-text", f"{HOST}/good": "", f"{HOST}/gone": "not-found"}
    assert Article.objects.get().address == f"{HOST}/good"
    assert looked_at(source).failures == 0


@pytest.mark.parametrize(
    ("body", "status", "code", "slowest"),
    [
        ("gone", 410, "gone", timedelta(days=7)),
        ("", 500, "server-error", timedelta(days=1)),
        ("<html><body>Welcome</body></html>", 200, "not-a-feed", timedelta(days=3)),
        ("", 200, "empty", timedelta(days=3)),
    ],
)
def test_a_broken_feed_slows_down_and_never_ends(
    origin: Origin, told: flow.Tools, clock: Clock, body: str, status: int, code: str, slowest: timedelta
) -> None:
    origin.page("/feed", body, status=status)
    source = feed()
    waits = []
    for failures in range(1, 13):
        flow.work(tools=told)
        looked_at(source)
        assert (source.state, source.failures, source.is_active) == ("waiting", failures, True)
        assert source.error_code == code
        assert source.error.endswith(".")
        waits.append(source.not_before - clock.now)
        clock.now = source.not_before
    assert waits[0] < waits[1] < waits[2]
    assert slowest <= waits[-1] <= slowest * (1 + SPREAD)
    page(origin, "/one")
    origin.page("/feed", rss(item("/one")))
    flow.work(tools=told)
    looked_at(source)
    assert (source.failures, source.error, source.error_code) == (0, "", "")
    assert HOUR <= source.not_before - clock.now <= HOUR * (1 + SPREAD)
    assert Article.objects.count() == 1


def test_a_feed_waits_at_least_as_long_as_its_server_asks(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    origin.page("/feed", status=503, headers={"Retry-After": "14400"})
    source = feed()
    flow.work(tools=told)
    assert timedelta(hours=4) <= looked_at(source).not_before - clock.now <= timedelta(hours=4) * (1 + SPREAD)


def test_an_unforeseen_failure_never_ends_a_feed(
    told: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("nobody thought of it")

    monkeypatch.setattr(polling, "read_feed", fail)
    monkeypatch.setattr(type(told.fetcher), "get", lambda *_, **__: fail())
    source = feed()
    for failures in range(1, 6):
        flow.work(tools=told)
        looked_at(source)
        assert (source.state, source.failures, source.error_code) == ("waiting", failures, "unforeseen")
        clock.now = source.not_before


def test_one_broken_feed_does_not_stop_another(origin: Origin, told: flow.Tools) -> None:
    origin.page("/broken", "nothing of the kind")
    page(origin, "/one")
    origin.page("/feed", rss(item("/one")))
    feed("/broken", "Broken")
    feed()
    flow.work(tools=told)
    assert Article.objects.count() == 1


def a_year_of_looks(source: Source, end: datetime, *, failing_for: int = 0) -> None:
    """Four looks a day: news until ten months ago, a move eleven months ago, and failures at the end."""
    made = []
    for number in range(365 * 4):
        ago = timedelta(hours=6 * (number + 1))
        fails = ago < timedelta(days=failing_for)
        made.append(
            SourceFetch(
                source=source,
                at=end - ago,
                status=None if fails else 200,
                error_code="timeout" if fails else "",
                is_unchanged=ago < timedelta(days=310),
                new=3 if ago > timedelta(days=300) else 0,
                moved_to=f"{HOST}/feed" if ago == timedelta(days=330) else "",
            )
        )
    SourceFetch.objects.bulk_create(made)


@pytest.mark.parametrize("failing_for", [0, 200])
def test_old_looks_go_once_a_day_but_for_those_that_say_how_a_feed_does(
    origin: Origin, told: flow.Tools, clock: Clock, failing_for: int
) -> None:
    origin.page("/feed", rss(item("/one")))
    source, other = feed(), feed("/other", "Other")
    Source.objects.filter(pk=other.pk).update(is_active=False)
    for one in (source, other):
        a_year_of_looks(one, clock.now, failing_for=failing_for)
    kinds = ({"new__gt": 0}, {"error_code": "", "is_unchanged": False}, {"moved_to__gt": ""}, {"error_code": ""})
    telling = [source.fetches.filter(**kind).order_by("at").last() for kind in kinds]
    telling.append(source.fetches.exclude(error_code="").order_by("at").first())
    Source.objects.update(fetched_at=clock.now - timedelta(days=1))
    forget_old_looks(source=source, now=clock.now)
    kept = source.fetches.filter(at__lt=clock.now - KEPT)
    assert set(kept) == {look for look in telling if look is not None and look.at < clock.now - KEPT}
    assert source.fetches.count() == 90 * 4 + kept.count()
    assert other.fetches.count() == 365 * 4


def test_a_feed_forgets_its_old_looks_with_the_first_look_of_a_day(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    origin.page("/feed", rss(item("/one")))
    source = feed()
    a_year_of_looks(source, clock.now)
    counts = []
    for fetched_at in (clock.now - HOUR, clock.now - timedelta(days=1)):
        Source.objects.update(fetched_at=fetched_at, not_before=clock.now, state="waiting")
        flow.work(tools=told)
        counts.append(source.fetches.count())
    assert counts[0] == 365 * 4 + 1
    assert counts[1] < 90 * 4 + 5


def test_a_paused_feed_is_not_looked_at(origin: Origin, told: flow.Tools) -> None:
    Source.objects.filter(pk=feed().pk).update(is_active=False)
    flow.work(tools=told)
    assert origin.asked == []


@pytest.mark.parametrize("is_resumed", [False, True])
def test_the_pace_counts_from_the_last_look_that_went_well(
    origin: Origin, told: flow.Tools, clock: Clock, is_resumed: bool
) -> None:
    origin.page("/feed", rss(item("/one")))
    source = feed()
    flow.work(tools=told)
    clock.now += 10 * HOUR
    origin.page("/feed", status=500)
    flow.work(tools=told)
    assert looked_at(source).error_code == "server-error"
    clock.now += 10 * HOUR
    if is_resumed:
        pause_feed(source=source)
        resume_feed(source=source, now=clock.now)
    origin.page("/feed", rss(item("/one"), item("/two")))
    flow.work(tools=told)
    pace = adapt(pace=HOUR, since=20 * HOUR, new=1)
    assert looked_at(source).interval_minutes == round(pace.total_seconds() / 60)
