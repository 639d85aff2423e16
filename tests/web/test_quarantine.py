"""What failed for good: listed with its reason, narrowed, tried again or dismissed one by one or all that fit."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiations.dashboard.views import quarantine
from negotiations.errors import NegotiationsError
from negotiations.ingest import stages
from negotiations.ingest.quarantine import Chosen, count_failed, dismiss, failed_intakes
from negotiations.ingest.repeating import try_all_again
from negotiations.models import Intake, Reading, Source
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/sources/quarantine/"


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr(quarantine, "wake", lambda: calls.append("wake"))
    return calls


@pytest.fixture
def editor(woken: list[str]) -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def make_failed(title: str = "Lost report", *, source: Source | None = None, **values: Any) -> Intake:
    return Intake.objects.create(
        **{
            "door": "feed",
            "stage": "fetch",
            "state": "failed",
            "source": source or make.make_source(),
            "title": title,
            "address": "https://post.example/lost",
            "attempts": 3,
            "error_code": "not-found",
            "error": "The server has no such page (404).",
            "finished_at": timezone.now(),
            **values,
        }
    )


def make_failed_reading(**values: Any) -> Reading:
    return Reading.objects.create(
        **{
            "snapshot": make.make_snapshot(),
            "rules": "r1",
            "state": "failed",
            "attempts": 4,
            "error_code": "broken-off",
            "error": "Work on this was broken off 3 times; try it again.",
            "finished_at": timezone.now(),
            **values,
        }
    )


def titles(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r'class="failure-title">(.*?)</p>', html)]


def test_both_kinds_stand_in_one_list_newest_first(editor: Client) -> None:
    make_failed("Older", finished_at=timezone.now() - timedelta(hours=1), body=b"x" * 1500, stage="read")
    reading = make_failed_reading()
    html = editor.get(PAGE).content.decode()
    assert titles(html) == [str(reading.snapshot.article), "Older"]
    assert "broken off again and again" in html
    assert "The server has no such page (404)." in html
    assert "2 kB kept" in html
    assert 'href="https://post.example/lost"' in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?reason=timeout", ["Slow"]),
        ("?source=klow-gazette", ["Slow"]),
        ("?stage=read", ["Unreadable"]),
        ("?door=upload", ["Unreadable"]),
        ("?reason=timeout&source=the-harbour-post", []),
        ("?since=2999-01-01", []),
        ("?stage=nonsense&door=nonsense", ["Missing", "Slow", "Unreadable"]),
    ],
)
def test_list_is_narrowed(editor: Client, query: str, expected: list[str]) -> None:
    make_failed("Missing")
    make_failed("Slow", source=make.make_source("Klow Gazette"), error_code="timeout")
    make_failed("Unreadable", stage="read", door="upload", error_code="no-text")
    assert sorted(titles(editor.get(PAGE + query).content.decode())) == expected


def test_filters_that_are_no_words_are_survived(editor: Client) -> None:
    make_failed()
    for query in ("?since=yesterday", "?reason=%00", "?source=%F0%9F%98%80", "?page=9999999", "?confirm=sudo"):
        assert editor.get(PAGE + query).status_code == 200
    assert "Give the day as YYYY-MM-DD" in editor.get(PAGE + "?since=yesterday").content.decode()


def test_one_is_tried_again_as_if_it_had_just_come_in(editor: Client, woken: list[str]) -> None:
    failed, other = make_failed(), make_failed("Other")
    answer = editor.post(PAGE + "again/?reason=not-found", {"intake": failed.pk})
    assert answer.headers["Location"] == PAGE + "?reason=not-found"
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error_code) == ("waiting", 0, "")
    assert failed.not_before <= timezone.now()
    assert woken == ["wake"]
    assert titles(editor.get(PAGE).content.decode()) == [other.title]


def test_row_on_which_workers_died_is_visible_and_runs_again(editor: Client) -> None:
    reading = make_failed_reading()
    assert "was broken off 3 times" in editor.get(PAGE + "?reason=broken-off").content.decode()
    editor.post(PAGE + "again/", {"reading": reading.pk})
    reading.refresh_from_db()
    assert (reading.state, reading.attempts) == ("waiting", 0)


def test_trying_again_twice_gives_one_attempt(editor: Client, woken: list[str]) -> None:
    failed = make_failed()
    first = try_all_again(intakes=[failed.pk], readings=[], now=timezone.now())
    answer = editor.post(PAGE + "again/", {"intake": failed.pk}, follow=True)
    assert first == 1
    assert "somebody else has just done it" in answer.content.decode()
    assert woken == []


def test_what_was_refused_at_the_door_is_not_tried_again(editor: Client) -> None:
    refused = make_failed("Too large", stage="read", attempts=0, error_code="too-large")
    lost = make_failed("Bytes lost", stage="read", body=None)
    html = editor.get(PAGE).content.decode()
    assert "Try again:" not in html
    editor.post(PAGE + "again/", {"all": "1", "intake": refused.pk})
    for row in (refused, lost):
        row.refresh_from_db()
        assert row.state == "failed"
    assert "None of these can be tried again" in editor.get(PAGE + "?confirm=again").content.decode()


def test_all_of_a_filter_say_first_how_many_they_are(editor: Client) -> None:
    make_failed("One")
    make_failed("Two")
    make_failed("Slow", error_code="timeout")
    make_failed("Refused", attempts=0)
    html = editor.get(PAGE + "?reason=not-found&confirm=again").content.decode()
    assert "Try 2 texts again?" in html
    assert "Of the 3 that fit, the others were refused at the door" in html
    until = re.search(r'name="until" value="([^"]+)"', html)
    assert until is not None
    make_failed("Failed after the question")
    answer = editor.post(PAGE + "again/?reason=not-found", {"all": "1", "until": until[1]}, follow=True)
    assert "2 texts wait for another attempt. 1 more fits the filter." in answer.content.decode()
    assert set(Intake.objects.filter(state="waiting").values_list("title", flat=True)) == {"One", "Two"}


def test_one_click_touches_a_bounded_number(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "BATCH", 3)
    for index in range(4):
        make_failed(f"Report {index}")
    make_failed_reading()
    answer = editor.post(PAGE + "again/", {"all": "1"}, follow=True)
    assert "3 texts wait for another attempt. 2 more fit the filter." in answer.content.decode()
    assert count_failed() == 2
    editor.post(PAGE + "again/", {"all": "1"})
    assert count_failed() == 0


def test_dismissed_row_stays_with_who_and_when(editor: Client) -> None:
    failed = make_failed()
    answer = editor.post(PAGE + "dismiss/", {"intake": failed.pk}, follow=True)
    assert "1 text is dismissed and will not be taken in." in answer.content.decode()
    failed.refresh_from_db()
    assert failed.state == "failed"
    assert failed.dismissed_by == User.objects.get(username="edda")
    assert "Nothing failed." in editor.get(PAGE).content.decode()
    assert "dismissed by edda" in editor.get(PAGE + "?dismissed=1").content.decode()
    assert "Dismissed by edda" in editor.get(f"/sources/intakes/{failed.pk}/").content.decode()
    assert "dismissed by edda" in editor.get("/sources/intakes/").content.decode()


def test_dismissed_row_can_still_be_tried_again(editor: Client) -> None:
    failed = make_failed()
    editor.post(PAGE + "dismiss/", {"intake": failed.pk})
    editor.post(PAGE + "again/?dismissed=1", {"intake": failed.pk})
    failed.refresh_from_db()
    assert (failed.state, failed.dismissed_at, failed.dismissed_by) == ("waiting", None, None)


def test_row_that_fails_once_more_comes_back(editor: Client) -> None:
    failed = make_failed()
    dismiss(intakes=[failed.pk], readings=[], editor=User.objects.get(username="edda"), now=timezone.now())
    Intake.objects.filter(pk=failed.pk).update(state="waiting")  # the feed has named it anew
    claimed = Intake.objects.claim(now=timezone.now(), lease=timedelta(minutes=1))
    later = timezone.now() + timedelta(minutes=5)
    error = NegotiationsError("The server has no such page (404).")
    stages.fail(intake=claimed[0], error=error, now=later)
    assert list(failed_intakes(Chosen())) == [failed]
    assert "Lost report" in editor.get(PAGE).content.decode()


def test_all_are_dismissed_only_as_far_as_they_failed_before_the_question(editor: Client) -> None:
    make_failed("Before", finished_at=timezone.now() - timedelta(hours=1))
    make_failed("After")
    until = (timezone.now() - timedelta(minutes=30)).isoformat()
    editor.post(PAGE + "dismiss/", {"all": "1", "until": until})
    assert titles(editor.get(PAGE).content.decode()) == ["After"]


@pytest.mark.parametrize("sent", [{}, {"intake": "x"}, {"intake": "9" * 30}, {"all": "1", "until": "2024-13-45T99"}])
def test_nothing_sent_changes_nothing_else(editor: Client, sent: dict[str, str]) -> None:
    answer = editor.post(PAGE + "dismiss/", sent)
    assert answer.status_code == 302


def test_answer_to_a_script_is_the_list_alone(editor: Client) -> None:
    failed = make_failed()
    make_failed("Other")
    html = editor.post(PAGE + "again/", {"intake": failed.pk}, headers={"HX-Request": "true"}).content.decode()
    assert html.startswith('<div id="view">')
    assert "1 text waits for another attempt." in html
    assert titles(html) == ["Other"]


def test_names_and_addresses_are_shown_as_text_and_linked_only_to_the_web(editor: Client) -> None:
    make_failed(
        "<script>alert(1)</script>",
        source=make.make_source("Wire"),
        address="javascript:alert(2)",
        error="<img src=x onerror=alert(3)>",
        error_code='"><script>alert(4)</script>',
    )
    Source.objects.update(name="<script>alert(5)</script>")
    for path in (PAGE, PAGE + '?source="><script>alert(6)</script>', PAGE + "?confirm=again"):
        html = editor.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert 'href="javascript:' not in html


@pytest.mark.parametrize("path", ["", "again/", "dismiss/"])
def test_quarantine_is_for_those_who_may_add(client: Client, path: str) -> None:
    failed = make_failed()
    send = client.post if path else client.get
    assert send(PAGE + path, {"intake": failed.pk}).headers["Location"].startswith("/account/sign-in/")
    client.force_login(User.objects.create_user("reader"))
    assert send(PAGE + path, {"intake": failed.pk}).status_code == 403
    failed.refresh_from_db()
    assert (failed.state, failed.dismissed_at) == ("failed", None)


@pytest.mark.parametrize("path", ["again/", "dismiss/"])
def test_quarantine_acts_on_its_own_forms_alone(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make.make_editor())
    assert strict.post(PAGE + path, {"all": "1"}).status_code == 403
    assert strict.get(PAGE + path).headers["Location"] == PAGE


def _fill(number: int, make_row: Callable[[int], object]) -> None:
    for index in range(number):
        make_row(index)


def test_quarantine_asks_as_often_for_fifty_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 25):
        _fill(number, lambda index: make_failed(source=make.make_source(f"Wire {index}")))
        _fill(number, lambda _: make_failed_reading())
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
