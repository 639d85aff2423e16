"""Sources: how each is doing in plain words; feeds are added once, paused and resumed; what came in is listed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiations.dashboard.views import sources
from negotiations.models import Intake, Source, SourceFetch
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


def test_intakes_put_what_failed_first(editor: Client) -> None:
    source = make.make_source()
    Intake.objects.create(
        door="paste",
        stage="read",
        source=source,
        title="old failure",
        state="failed",
        error="The file is empty.",
        received_at=make.NOON,
    )
    Intake.objects.create(door="paste", stage="read", source=source, title="new arrival")
    html = editor.get("/sources/intakes/").content.decode()
    assert html.index("old failure") < html.index("new arrival")
    assert "The file is empty." in html
    assert "1 of them failed" in html


@pytest.mark.parametrize("path", ["/sources/intakes/", "/sources/intakes/1/"])
def test_intakes_are_for_editors(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/account/sign-in/?next={path}"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/sources/add/", "/sources/harbour-wire/pause/", "/sources/harbour-wire/resume/"])
def test_feeds_are_changed_by_editors_with_their_own_forms_alone(client: Client, path: str) -> None:
    make_feed()
    sent = {"feed-address": FEED}
    assert client.post(path, sent).headers["Location"].startswith("/account/sign-in/")
    client.force_login(User.objects.create_user("reader"))
    assert client.post(path, sent).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.make_editor())
    assert strict.post(path, sent).status_code == 403
    assert strict.get(path).status_code == 405
    assert Source.objects.get().is_active


def test_markup_in_a_name_is_shown_as_text(editor: Client) -> None:
    feed = make_feed("Wire", notice="<script>alert(1)</script>")
    Source.objects.filter(pk=feed.pk).update(name="<img src=x onerror=alert(2)>")
    for path in ("/sources/", "/sources/wire/"):
        html = editor.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_empty_pages_say_what_will_stand_there(editor: Client) -> None:
    assert "No source yet" in editor.get("/sources/").content.decode()
    assert "Nothing has come in yet" in editor.get("/sources/intakes/").content.decode()


def _fill_sources(number: int) -> None:
    for index in range(number):
        feed = make_failing(f"Wire {Source.objects.count()} {index}")
        make.make_snapshot(source=feed)


def _fill_intakes(number: int) -> None:
    for index in range(number):
        snapshot = make.make_snapshot()
        Intake.objects.create(
            door="paste",
            stage="read",
            source=make.make_source(f"Paper {index}"),
            snapshot=snapshot,
            article=snapshot.article,
            state="done",
            outcome="new",
            submitted_by=User.objects.get(username="edda"),
        )


@pytest.mark.parametrize(
    ("path", "fill", "most"), [("/sources/", _fill_sources, 10), ("/sources/intakes/", _fill_intakes, 7)]
)
def test_lists_ask_as_often_for_fifty_as_for_one(
    editor: Client, path: str, fill: Callable[[int], None], most: int
) -> None:
    counts = []
    for number in (1, 49):
        fill(number)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most
