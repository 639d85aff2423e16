"""Sources: how each is doing in plain words; feeds are added once, paused and resumed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiations.dashboard.views import sources
from negotiations.models import Article, Intake, Reading, Source, SourceFetch
from tests import factories as make

pytestmark = pytest.mark.django_db
FEED = "https://post.example/feed.xml"


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(sources, "wake", lambda: None)
    client = Client()
    client.force_login(make.make_editor())
    return client


def make_feed(name: str = "Harbour Wire", **values: object) -> Source:
    return make.make_source(
        name, **{"kind": "feed", "feed_url": f"https://{name.lower().replace(' ', '-')}.example/feed", **values}
    )


def make_failing(name: str = "Harbour Wire") -> Source:
    now = timezone.now()
    feed = make_feed(
        name,
        failures=2,
        error_code="refused",
        error="harbour.example refuses (403).",
        fetched_at=now,
        not_before=now + timedelta(hours=1),
    )
    SourceFetch.objects.create(source=feed, at=now - timedelta(hours=5), status=200, entries=3, new=3)
    for hours in (3, 1):
        SourceFetch.objects.create(
            source=feed, at=now - timedelta(hours=hours), error_code="refused", error="harbour.example refuses (403)."
        )
    return feed


def test_feed_is_added_and_due_at_once(editor: Client) -> None:
    answer = editor.post("/sources/add/", {"feed-address": FEED, "feed-name": "Harbour Post"}, follow=True)
    feed = Source.objects.get()
    assert answer.redirect_chain == [("/sources/harbour-post/", 302)]
    assert feed.kind == "feed"
    assert feed.feed_url == FEED
    assert feed.not_before <= timezone.now()
    assert "not looked at yet" in answer.content.decode()


@pytest.mark.parametrize("again", [FEED, "http://www.post.example/feed.xml", "https://post.example/feed.xml/"])
def test_known_feed_is_told(editor: Client, again: str) -> None:
    editor.post("/sources/add/", {"feed-address": FEED, "feed-name": "Harbour Post"})
    answer = editor.post("/sources/add/", {"feed-address": again})
    assert answer.status_code == 400
    assert "known already as “Harbour Post”" in answer.content.decode()
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["", "ftp://post.example/f", "http://10.0.0.1/feed", "javascript:alert(1)", "nonsense"]
)
def test_address_of_a_feed_is_checked(editor: Client, address: str) -> None:
    assert editor.post("/sources/add/", {"feed-address": address}).status_code == 400
    assert not Source.objects.exists()


def test_feed_may_not_take_the_address_of_another_page(editor: Client) -> None:
    editor.post("/sources/add/", {"feed-address": FEED, "feed-name": "Intakes"})
    assert Source.objects.get().slug not in ("intakes", "add")


def test_feed_is_paused_and_resumed(editor: Client) -> None:
    feed = make_failing()
    assert "is paused" in editor.post(f"/sources/{feed.slug}/pause/", follow=True).content.decode()
    assert not Source.objects.feeds().exists()
    editor.post(f"/sources/{feed.slug}/resume/")
    feed.refresh_from_db()
    assert feed.is_active
    assert feed.not_before <= timezone.now()


def test_readers_see_that_a_feed_fails_but_not_the_error(client: Client) -> None:
    feed = make_failing()
    for path in ("/sources/", f"/sources/{feed.slug}/"):
        html = client.get(path).content.decode()
        assert "refused since" in html
        assert "next look" in html
        assert "(403)" not in html
        assert '<form method="post"' not in html
        assert "Add a feed" not in html


def test_editors_see_the_error_and_the_last_looks(editor: Client) -> None:
    feed = make_failing()
    html = editor.get(f"/sources/{feed.slug}/").content.decode()
    assert html.count("refuses (403)") == 3
    assert "The last 3 looks" in html


def test_feed_that_never_answered_fails_since_its_first_look(client: Client) -> None:
    feed = make_feed(
        fetched_at=timezone.now(),
        error_code="timeout",
        error="no answer",
        not_before=timezone.now() + timedelta(hours=1),
    )
    SourceFetch.objects.create(source=feed, at=timezone.now(), error_code="timeout", error="no answer")
    assert "no answer in time since" in client.get("/sources/").content.decode()


def test_page_of_a_feed_follows_a_look_that_is_due(client: Client, editor: Client) -> None:
    feed = make_feed()
    page = f"/sources/{feed.slug}/"
    assert f'hx-get="{page}"' in editor.get(page).content.decode()
    assert "hx-get" not in client.get(page).content.decode()
    SourceFetch.objects.create(source=feed, at=timezone.now(), error_code="not-a-feed", error="It names no feed.")
    Source.objects.update(
        not_before=timezone.now() + timedelta(hours=1), fetched_at=timezone.now(), error_code="not-a-feed"
    )
    part = editor.get(page, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="view" data-said="no feed at this address since')
    assert "It names no feed." in part
    assert "hx-get" not in part


def test_look_before_its_time_makes_a_feed_due(editor: Client) -> None:
    feed = make_failing()
    Source.objects.filter(pk=feed.pk).update(fetched_at=timezone.now() - timedelta(minutes=5))
    answer = editor.post(f"/sources/{feed.slug}/look/", follow=True)
    feed.refresh_from_db()
    assert "is looked at as soon as a worker is free" in answer.content.decode()
    assert feed.not_before <= timezone.now()


@pytest.mark.parametrize(
    ("values", "minutes", "why"),
    [
        ({"asked_minutes": 60}, 5, "asks to be left alone until"),
        ({"error_code": "rate-limited"}, 60, "asks to be left alone until"),
        ({"error_code": "unavailable"}, 60, "asks to be left alone until"),
        ({}, 0, "was looked at a moment ago"),
        ({"is_active": False}, 60, "is paused"),
        ({"state": "running", "lease_until": timezone.now() + timedelta(days=365)}, 60, "being looked at right now"),
    ],
)
def test_look_now_stays_polite(editor: Client, values: dict[str, Any], minutes: int, why: str) -> None:
    feed = make_feed(
        fetched_at=timezone.now() - timedelta(minutes=minutes),
        not_before=timezone.now() + timedelta(hours=3),
        **values,
    )
    answer = editor.post(f"/sources/{feed.slug}/look/", follow=True)
    planned = feed.not_before
    feed.refresh_from_db()
    assert why in answer.content.decode()
    assert feed.not_before == planned


def test_look_now_is_possible_again_when_the_wait_is_over(editor: Client) -> None:
    now = timezone.now()
    feed = make_feed(
        fetched_at=now - timedelta(minutes=61),
        asked_minutes=60,
        not_before=now + timedelta(hours=3),
        error_code="timeout",
    )
    editor.post(f"/sources/{feed.slug}/look/")
    feed.refresh_from_db()
    assert feed.not_before <= timezone.now()


def test_source_says_what_it_named_and_how_it_is_looked_at(client: Client) -> None:
    now = timezone.now()
    feed = make_feed(fetched_at=now, not_before=now + timedelta(hours=2), asked_minutes=60)
    SourceFetch.objects.create(source=feed, at=now - timedelta(days=9), status=200, entries=9, new=9)
    SourceFetch.objects.create(source=feed, at=now - timedelta(days=1), status=200, entries=9, new=2, moved_to=FEED)
    SourceFetch.objects.create(source=feed, at=now - timedelta(hours=1), status=304, is_unchanged=True)
    bring(make.make_source("Elsewhere"), known := make.make_snapshot().article, "new")
    bring(feed, make.make_snapshot(source=feed).article, "new")
    bring(feed, known, "known")
    html = client.get(f"/sources/{feed.slug}/").content.decode()
    assert "named 2 articles in the last week, 1 of them known already" in html
    assert "not modified for 24 h" in html
    assert "a look every 2 h" in html
    assert "asks for at most one look an hour" in html
    assert f"moved to {FEED}" in html


def bring(source: Source, article: Article, outcome: str, **values: Any) -> Intake:
    values = {"state": "done", "entry_key": f"entry of {article}", **values}
    return Intake.objects.create(door="feed", stage="read", source=source, article=article, outcome=outcome, **values)


def test_article_that_was_asked_for_again_was_not_known_before(client: Client) -> None:
    now = timezone.now()
    feed = make_feed(fetched_at=now)
    SourceFetch.objects.create(source=feed, at=now, status=200, entries=1, new=1)
    bring(feed, make.make_snapshot(source=feed).article, "known", report={"feed": {"again": 1}})
    html = client.get(f"/sources/{feed.slug}/").content.decode()
    assert "named 1 article in the last week<" in html


def test_source_says_how_many_of_its_texts_are_on_the_way_and_failed(client: Client, editor: Client) -> None:
    feed, other = make_feed(), make_feed("Other Wire")
    for state in ("waiting", "running", "failed"):
        Intake.objects.create(door="feed", stage="fetch", source=feed, state=state, entry_key=state)
        Intake.objects.create(door="feed", stage="fetch", source=other, state="failed", entry_key=state)
    Reading.objects.create(snapshot=make.make_snapshot(source=feed), rules="r1", state="failed")
    html = editor.get(f"/sources/{feed.slug}/").content.decode()
    assert f'href="/sources/intakes/?source={feed.slug}&amp;order=newest">2 texts</a>' in html
    assert f'href="/sources/quarantine/?source={feed.slug}">2 texts</a>' in html
    listed = editor.get("/sources/").content.decode()
    assert f'href="/sources/quarantine/?source={feed.slug}" aria-label="2 failed of Harbour Wire">2</a>' in listed
    html = client.get(f"/sources/{feed.slug}/").content.decode()
    assert "<dd>2 texts</dd>" in html
    for page in (html, client.get("/sources/").content.decode()):
        assert "quarantine" not in page
        assert "Failed" not in page


def test_feed_that_moved_says_since_when_it_is_where_it_is(client: Client) -> None:
    feed = make_feed(fetched_at=timezone.now())
    SourceFetch.objects.create(source=feed, at=make.NOON, status=200, moved_to=feed.feed_url)
    html = client.get(f"/sources/{feed.slug}/").content.decode()
    assert "2 Mar 2026, 12:00</time>, where its former address led" in html
    assert "moved to" not in html.partition("Last looks")[0]


def test_sources_are_ordered_by_name_whatever_its_capitals(client: Client) -> None:
    for name in ("Zero Wire", "alpha wire", "Beta Wire"):
        make_feed(name)
    html = client.get("/sources/").content.decode()
    assert html.index("alpha wire</a>") < html.index("Beta Wire</a>") < html.index("Zero Wire</a>")


def make_one_of_each() -> None:
    now = timezone.now()
    make_failing("Failing")
    make_feed("Gone", gone_at=now, fetched_at=now)
    make_feed("Paused", is_active=False)
    make_feed("New")
    make.make_source("By hand")
    for name, days in (("Fine", 6), ("Silent", 8)):
        feed = make_feed(name, fetched_at=now)
        SourceFetch.objects.create(source=feed, at=now - timedelta(days=days), status=200, entries=1, new=1)
        SourceFetch.objects.create(source=feed, at=now, status=200, entries=1)
    Source.objects.exclude(name="New").update(created_at=now - timedelta(days=30))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["By hand", "Failing", "Fine", "Gone", "New", "Paused", "Silent"]),
        ("?state=failing", ["Failing", "Gone"]),
        ("?state=silent", ["Silent"]),
        ("?state=paused", ["Paused"]),
        ("?state=fine", ["Fine", "New"]),
        ("?state=by-hand", ["By hand"]),
        ("?state=nonsense&order=nonsense", ["By hand", "Failing", "Fine", "Gone", "New", "Paused", "Silent"]),
        ("?order=state", ["Failing", "Gone", "Silent", "Paused", "Fine", "New", "By hand"]),
        ("?order=silence&state=failing", ["Gone", "Failing"]),
        ("?order=silence", ["Gone", "New", "Paused", "Silent", "Fine", "Failing"]),
        ("?q=FAIL", ["Failing"]),
        ("?q=silent.example", ["Silent"]),
        ("?q=%00%25", []),
    ],
)
def test_sources_are_narrowed_and_ordered(client: Client, query: str, names: list[str]) -> None:
    make_one_of_each()
    html = client.get(f"/sources/{query}").content.decode()
    shown = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', html)
    assert shown == names


def test_filter_says_how_many_stand_how(client: Client) -> None:
    make_one_of_each()
    html = client.get("/sources/").content.decode()
    for choice in ("failing (2)", "silent (1)", "paused (1)", "fine (2)", "no feed (1)"):
        assert choice in html


def test_failed_texts_are_for_those_who_may_add(client: Client, editor: Client) -> None:
    feed = make_failing()
    Intake.objects.create(
        door="address", stage="fetch", source=feed, state="failed", address="https://secret.example/1", attempts=3
    )
    for path in ("/sources/", f"/sources/{feed.slug}/"):
        assert "secret.example" not in client.get(path).content.decode()
    assert "1 failed" not in client.get("/sources/").content.decode()
    assert "1 failed" in editor.get("/sources/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/sources/add/", "/sources/harbour-wire/pause/", "/sources/harbour-wire/resume/", "/sources/harbour-wire/look/"],
)
def test_feeds_are_changed_by_editors_with_their_own_forms_alone(client: Client, path: str) -> None:
    make_feed()
    sent = {"feed-address": FEED}
    assert client.post(path, sent).headers["Location"].startswith("/account/sign-in/")
    client.force_login(User.objects.create_user("reader"))
    assert client.post(path, sent).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.make_editor())
    assert strict.post(path, sent).status_code == 403
    assert strict.get(path).status_code == 302
    assert Source.objects.get().is_active


def test_markup_in_a_name_is_shown_as_text(editor: Client) -> None:
    feed = make_feed("Wire", notice="<script>alert(1)</script>")
    Source.objects.filter(pk=feed.pk).update(name="<img src=x onerror=alert(2)>")
    for path in ("/sources/", "/sources/wire/"):
        html = editor.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_empty_page_says_what_will_stand_there(editor: Client) -> None:
    assert "No source yet" in editor.get("/sources/").content.decode()


def _fill_sources(number: int) -> None:
    for index in range(number):
        feed = make_failing(f"Wire {Source.objects.count()} {index}")
        make.make_snapshot(source=feed)


def test_list_asks_as_often_for_fifty_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 49):
        _fill_sources(number)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/sources/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_address_of_a_feed_is_a_link_only_where_it_is_one_of_the_web(client: Client) -> None:
    feed = make_feed()
    assert f'href="{feed.feed_url}"' in client.get(f"/sources/{feed.slug}/").content.decode()
    Source.objects.update(feed_url="javascript:alert(1)")
    assert 'href="javascript' not in client.get(f"/sources/{feed.slug}/").content.decode()
