"""The whole of ingestion: what waits where and since when, what failed, and whether clock and workers live."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from negotiations import tasks
from negotiations.dashboard.pipeline import Stage, look_at_pipeline
from negotiations.ingest.pulses import note_pulse, read_pulses
from negotiations.models import BulkImport, Host, Intake, Part, Pulse, Reading, SourceFetch
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE, FIGURES = "/sources/health/", "/health/pipeline/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def make_intake(**values: Any) -> Intake:
    defaults = {"door": "feed", "stage": "fetch", "source": make.make_source(), "address": "https://post.example/1"}
    return Intake.objects.create(**{**defaults, **values})


def stage_of(name: str) -> Stage:
    return next(stage for stage in look_at_pipeline(timezone.now()).stages if stage.name == name)


def test_stage_tells_due_later_and_held_rows_apart() -> None:
    now = timezone.now()
    make_intake(not_before=now - 30 * MINUTE)
    make_intake(not_before=now - 20 * MINUTE)
    make_intake(not_before=now + 20 * MINUTE)
    make_intake(not_before=now - 90 * MINUTE, state="running", lease_until=now + MINUTE)
    make_intake(not_before=now - 10 * MINUTE, state="running", lease_until=now - MINUTE)
    make_intake(stage="read")
    make_intake(state="done", outcome="known")
    fetch = stage_of("fetch")
    assert (fetch.due, fetch.later, fetch.running) == (3, 1, 1)
    assert fetch.oldest == now - 30 * MINUTE
    assert stage_of("read").due == 1
    assert stage_of("extract") == Stage("extract", "Find what they say")


def test_page_of_a_host_that_is_left_alone_is_not_due() -> None:
    now = timezone.now()
    Host.objects.create(name="mute.example", next_visit_at=now + timedelta(hours=2), trouble="timeout")
    Host.objects.create(name="brisk.example", next_visit_at=now + timedelta(seconds=2))
    make_intake(address="https://mute.example/1", not_before=now - timedelta(days=2))
    make_intake(address="https://brisk.example/1", not_before=now - 30 * MINUTE)
    make_intake(address="https://mute.example/2", stage="read", not_before=now - MINUTE)
    fetch = stage_of("fetch")
    assert (fetch.due, fetch.later, fetch.oldest) == (1, 1, now - 30 * MINUTE)
    assert (stage_of("read").due, stage_of("read").later) == (1, 0)


def test_every_stage_counts_its_own_rows() -> None:
    now = timezone.now()
    make.make_source("Wire", kind="feed", feed_url="https://wire.example/feed", not_before=now - MINUTE)
    make.make_source("Paused", kind="feed", feed_url="https://paused.example/feed", is_active=False, not_before=now)
    Reading.objects.create(snapshot=make.make_snapshot(), rules="r1")
    Reading.objects.create(snapshot=make.make_snapshot(), rules="r1", stage="record")
    round_ = make.make_round(make.make_negotiation())
    type(round_).objects.filter(pk=round_.pk).update(needs_summary=True)
    due = {stage.name: stage.due for stage in look_at_pipeline(timezone.now()).stages}
    assert due == {"poll": 1, "fetch": 0, "read": 0, "extract": 1, "record": 1, "summarise": 1, "remake": 0}


def test_failures_are_counted_by_reason_in_a_day_and_a_week() -> None:
    now = timezone.now()
    for age in (MINUTE, timedelta(days=2), timedelta(days=8)):
        make_intake(state="failed", error_code="not-found", finished_at=now - age)
    Reading.objects.create(
        snapshot=make.make_snapshot(), rules="r1", state="failed", error_code="broken-off", finished_at=now
    )
    pipeline = look_at_pipeline(now + MINUTE)
    assert pipeline.reasons == (("fetch", "not-found", 1, 2), ("extract", "broken-off", 1, 1))
    assert [(s.failed_day, s.failed_week) for s in pipeline.stages if s.name == "fetch"] == [(1, 2)]


def test_what_got_through_is_counted_in_an_hour_and_a_day() -> None:
    now = timezone.now()
    feed = make.make_source("Wire", kind="feed", feed_url="https://wire.example/feed")
    for age in (MINUTE, timedelta(hours=2), timedelta(days=2)):
        SourceFetch.objects.create(source=feed, at=now - age, status=200)
        make_intake(state="done", outcome="new", finished_at=now - age)
        Reading.objects.create(snapshot=make.make_snapshot(), rules="r1", state="done", finished_at=now - age)
    make_intake(state="done", outcome="known", finished_at=now)
    pipeline = look_at_pipeline(now + MINUTE / 2)
    for through, looks in ((pipeline.hour, 1), (pipeline.day, 2)):
        assert (through.looks, through.new, through.recorded, through.known) == (looks, looks, looks, 1)


def test_page_says_that_no_worker_works(editor: Client) -> None:
    make_intake()
    make_intake()
    assert "No worker has worked yet although 2 pieces of work wait" in editor.get(PAGE).content.decode()
    Pulse.objects.create(part="worker", at=timezone.now() - 12 * MINUTE)
    assert "No worker has worked for 12 min although 2 pieces" in editor.get(PAGE).content.decode()
    Pulse.objects.update(at=timezone.now())
    assert "The clock has not swept yet" in editor.get(PAGE).content.decode()
    Pulse.objects.create(part="clock", at=timezone.now())
    assert "Work goes on" in editor.get(PAGE).content.decode()


def test_page_says_that_fetching_is_held_back(editor: Client, settings: Any) -> None:
    settings.MOST_TEXTS_WAITING = 2
    make_intake(stage="read")
    assert "Nothing more is fetched" not in editor.get(PAGE).content.decode()
    make_intake(stage="read")
    assert "Nothing more is fetched until fewer than 2 texts wait to be read" in editor.get(PAGE).content.decode()


def test_sweep_and_work_leave_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "wake", lambda: None)
    tasks.sweep()
    assert set(read_pulses()) == {Part.CLOCK}
    tasks.work()
    assert set(read_pulses()) == {Part.CLOCK, Part.WORKER}


def test_sign_of_life_is_written_at_most_once_in_five_seconds() -> None:
    now = timezone.now()
    for seconds in (0, 3, 4.9):
        note_pulse(Part.CLOCK, now=now + timedelta(seconds=seconds))
    assert read_pulses() == {Part.CLOCK: now}
    note_pulse(Part.CLOCK, now=now + timedelta(seconds=6))
    assert read_pulses() == {Part.CLOCK: now + timedelta(seconds=6)}


def test_page_names_hosts_that_are_left_alone_and_imports_on_their_way(editor: Client) -> None:
    now = timezone.now()
    Host.objects.create(name="slow.example", next_visit_at=now + timedelta(hours=1), delay_seconds=10)
    Host.objects.create(name="free.example", next_visit_at=now - MINUTE)
    Host.objects.create(name="brisk.example", next_visit_at=now + timedelta(seconds=2))
    Host.objects.create(name="idle.example", next_visit_at=now + timedelta(hours=1))
    Host.objects.create(
        name="mute.example", next_visit_at=now + timedelta(hours=2), trouble="timeout", in_trouble_since=now - MINUTE
    )
    for host in ("slow.example", "slow.example", "free.example", "brisk.example", "mute.example"):
        make_intake(address=f"https://{host}/1")
    BulkImport.objects.create(kind="addresses", name="<b>Archive</b>", location="x", position=1200, total=4000)
    BulkImport.objects.create(kind="addresses", name="Rest", location="x", position=1, total=2, is_paused=True)
    html = editor.get(PAGE).content.decode()
    assert "<strong>slow.example</strong>: 2 pages wait" in html
    assert "asks for 10 s between two requests" in html
    assert "<strong>mute.example</strong> is not answering since <time" in html
    assert "free.example" not in html
    assert "brisk.example" not in html
    assert "idle.example" not in html
    assert "&lt;b&gt;Archive&lt;/b&gt;" in html
    assert "1,200 of 4,000 queued<" in html
    assert "1 of 2 queued, paused<" in html


def test_page_follows_by_itself(editor: Client) -> None:
    html = editor.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert html.startswith(f'<div id="view" hx-get="{PAGE}" hx-trigger="every 10s"')


def test_whole_is_for_those_who_may_add(client: Client) -> None:
    assert client.get(PAGE).headers["Location"] == f"/account/sign-in/?next={PAGE}"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(PAGE).status_code == 403


def test_page_asks_as_often_for_fifty_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 49):
        for index in range(number):
            host = Host.objects.create(
                name=f"{number}-{index}.example", next_visit_at=timezone.now() + timedelta(hours=1)
            )
            make_intake(address=f"https://{host.name}/1")
            make_intake(state="failed", error_code=f"reason-{index}", finished_at=timezone.now())
            BulkImport.objects.create(kind="addresses", name=f"List {index}", location="x")
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 27


def read_figures(client: Client, **headers: str) -> dict[tuple[str, ...], float]:
    answer = client.get(FIGURES, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (s.name, *(value for _, value in sorted(s.labels.items()))): s.value
        for family in families
        for s in family.samples
    }


def test_figures_say_what_the_page_says(editor: Client) -> None:
    now = timezone.now()
    make_intake(not_before=now - 10 * MINUTE)
    make_intake(state="failed", error_code="not-found", finished_at=now)
    Pulse.objects.create(part="clock", at=now - MINUTE)
    figures = read_figures(editor)
    assert figures["parley_due", "fetch"] == 1
    assert figures["parley_oldest_due_seconds", "fetch"] == pytest.approx(600, abs=30)
    assert figures["parley_failed_day", "not-found", "fetch"] == 1
    assert figures["parley_heard_of_seconds", "clock"] == pytest.approx(60, abs=30)
    assert figures["parley_done", "hour", "new"] == 0
    assert ("parley_heard_of_seconds", "worker") not in figures


def test_figures_are_given_to_the_bearer_of_the_token(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "of-the-harbour"
    assert read_figures(client, authorization="Bearer of-the-harbour")["parley_due", "poll"] == 0
    for wrong in ("Bearer of-the-harbou", "Bearer ", "Basic of-the-harbour", "Bearer ümlaut", ""):
        answer = client.get(FIGURES, headers={"authorization": wrong})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert b"parley_" not in answer.content


def test_figures_have_no_bearer_where_no_token_is_set(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get(FIGURES, headers={"authorization": "Bearer "}).status_code == 401
    client.force_login(User.objects.create_user("reader"))
    assert client.get(FIGURES).status_code == 401


def test_bare_probe_stays_bare(client: Client) -> None:
    make_intake(state="failed", error_code="not-found")
    assert client.get("/health/").json() == {"status": "ok"}
