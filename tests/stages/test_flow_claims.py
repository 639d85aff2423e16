"""Claims, leases and failures: nothing is done twice, nothing is lost, and one bad text does not stop the next."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from negotiations import flow, tasks
from negotiations.extraction import engine
from negotiations.extraction.findings import Document, Findings
from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest import polling, stages
from negotiations.ingest.submitting import submit_address, submit_text
from negotiations.models import Article, Door, Intake, Reading, Snapshot, Source, Suggestion
from negotiations.review.showing import show_confident
from negotiations.sources.http import Fetcher
from negotiations.suggestions import stage
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST, Clock

LEASE = timedelta(seconds=60)
REPORT = "The talks in Klow ended on Tuesday without agreement, the foreign ministry of Borduria said."


def text(words: str = REPORT, address: str = "") -> Intake:
    return submit_text(body=words.encode(), door=Door.PASTE, now=make.NOON, address=address)


def claimed(intake: Intake, now: datetime = make.NOON) -> Intake:
    (row,) = Intake.objects.filter(pk=intake.pk).claim(now=now, lease=LEASE)
    return row


# --- claims and fences


@pytest.mark.django_db
def test_claim_takes_a_row_once_until_its_lease_runs_out() -> None:
    first = claimed(text())
    assert Intake.objects.all().claim(now=make.NOON + timedelta(seconds=59), lease=LEASE) == []
    second = claimed(first, make.NOON + timedelta(seconds=61))
    assert second.lease_token != first.lease_token
    assert (first.attempts, second.attempts) == (1, 2)
    assert not first.holds_lease()
    assert second.holds_lease()


@pytest.mark.django_db
def test_a_row_whose_worker_died_is_found_at_the_first_claim_of_many_and_not_at_the_next() -> None:
    left, waiting = claimed(text()), text("Another text.")
    later = make.NOON + timedelta(seconds=61)
    assert Intake.objects.all().claim(now=later, lease=LEASE, also_left=False) == [waiting]
    assert Intake.objects.all().claim(now=later, lease=LEASE, also_left=False) == []
    assert Intake.objects.all().claim(now=later, lease=LEASE) == [left]


@pytest.mark.django_db
def test_a_write_under_a_lease_that_ran_out_changes_nothing() -> None:
    late = claimed(text())
    second = claimed(late, make.NOON + timedelta(seconds=61))
    late.title = second.title = "Another title"
    assert not late.write_under(late.lease_token, ["title"])
    assert Intake.objects.get().title == ""
    assert second.write_under(second.lease_token, ["title"])
    assert Intake.objects.get().title == "Another title"


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_reads_nothing_in() -> None:
    late = claimed(text())
    claimed(late, make.NOON + LEASE * 2)
    make.take_in(late)
    assert not Article.objects.exists()
    late.refresh_from_db()
    assert late.state == "running"  # the other's


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_fetches_nothing_and_fails_nothing(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/a", "<p>Words.</p>")
    for path in ("/a", "/missing"):
        late = claimed(submit_address(address=f"{HOST}{path}", door=Door.COMMAND, now=make.NOON))
        claimed(late, make.NOON + LEASE * 2)
        stages.fetch(intake=late, fetcher=tools.fetcher, now=make.NOON)
        late.refresh_from_db()
        assert (late.state, late.body, late.error) == ("running", None, "")


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_suggests_and_records_nothing() -> None:
    snapshot = make.make_snapshot()
    Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON)
    (late,) = Reading.objects.all().claim(now=make.NOON, lease=LEASE)
    Reading.objects.all().claim(now=make.NOON + LEASE * 2, lease=LEASE)
    make.read_out(late)
    show_confident(reading=late, now=make.NOON)
    late.refresh_from_db()
    assert (late.state, late.stage, late.report) == ("running", "extract", {})
    assert not Suggestion.objects.exists()


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_polls_nothing(origin: Origin, tools: flow.Tools) -> None:
    make.make_source("Feed", kind="feed", feed_url=f"{HOST}/feed", not_before=make.NOON)
    (late,) = Source.objects.feeds().claim(now=make.NOON, lease=LEASE)
    Source.objects.feeds().claim(now=make.NOON + LEASE * 2, lease=LEASE)
    polling.poll(source=late, fetcher=tools.fetcher, now=make.NOON)
    late.refresh_from_db()
    assert (late.state, late.failures, late.fetches.count()) == ("running", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_connections_claim_different_rows() -> None:
    for number in range(6):
        text(f"{REPORT} {number}")
    got: list[int] = []

    def claim() -> None:
        rows = Intake.objects.all().claim(now=make.NOON, lease=LEASE, limit=3)
        got.extend(row.pk for row in rows)

    at_once(claim, claim)
    assert len(got) == len(set(got)) == 6 or len(set(got)) == len(got) == 3
    rest = Intake.objects.all().claim(now=make.NOON, lease=LEASE, limit=10)
    assert len(got) + len(rest) == 6


def at_once(*work: Callable[[], object]) -> None:
    """Run each in a thread with a connection of its own, all starting together; their errors are raised here."""
    start, errors = threading.Barrier(len(work)), list[BaseException]()

    def run(one: Callable[[], object]) -> None:
        try:
            start.wait(10)
            one()
        except BaseException as error:  # noqa: BLE001 — raised below, in the test's own thread
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["", "https://post.example/talks"])
def test_the_same_text_from_two_sides_at_once_is_one_article(address: str) -> None:
    rows = [claimed(text(address=address)) for _ in range(2)]
    at_once(*[lambda row=row: make.take_in(row) for row in rows])
    assert sorted(Intake.objects.values_list("outcome", flat=True)) == ["known", "new"]
    assert Article.objects.count() == Snapshot.objects.count() == Reading.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_carry_the_same_text_at_once_read_it_once(tools: flow.Tools) -> None:
    intake = text()

    def carry() -> None:
        row = flow.carry(intake=Intake.objects.get(pk=intake.pk), tools=tools, seconds=30)
        assert row.outcome == "new"

    at_once(carry, carry)
    reading = Reading.objects.get()
    assert (reading.state, reading.attempts) == ("done", 1)
    assert Article.objects.count() == 1


# --- failures


@pytest.mark.django_db
def test_a_temporary_failure_waits_longer_each_time_and_ends_after_three_days(
    origin: Origin, told: flow.Tools, clock: Clock
) -> None:
    origin.page("/busy", status=503)
    intake = submit_address(address=f"{HOST}/busy", door=Door.COMMAND, now=make.NOON)
    waits = list[timedelta]()
    while intake.state == "waiting" and len(waits) < 100:
        flow.work(tools=told)
        intake.refresh_from_db()
        assert intake.error_code == "unavailable"
        flow.work(tools=told)  # not due yet
        if intake.state == "waiting":
            waits.append(intake.not_before - clock.now)
            clock.now = intake.not_before
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=6))
    assert timedelta(days=3) <= clock.now - make.NOON <= timedelta(days=3, hours=6)
    assert (intake.state, intake.finished_at) == ("failed", clock.now)
    assert len(origin.asked) == len(waits) + 1 < 30
    clock.move(days=2)
    flow.work(tools=told)
    assert len(origin.asked) == len(waits) + 1


@pytest.mark.django_db
def test_a_failure_waits_as_long_as_the_server_asks(origin: Origin, told: flow.Tools, clock: Clock) -> None:
    origin.page("/busy", status=429, headers={"Retry-After": "1800"})
    intake = submit_address(address=f"{HOST}/busy", door=Door.COMMAND, now=make.NOON)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert intake.not_before - clock.now == timedelta(minutes=30)
    origin.page("/busy", f"<html><body><article><p>{REPORT}</p></article></body></html>")
    clock.move(minutes=31)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert (intake.state, intake.outcome, intake.error, intake.error_code) == ("done", "new", "", "")


@pytest.mark.django_db
def test_a_permanent_failure_is_not_tried_again(origin: Origin, told: flow.Tools) -> None:
    intake = submit_address(address=f"{HOST}/missing", door=Door.COMMAND, now=make.NOON)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert (intake.state, intake.attempts, intake.error_code) == ("failed", 1, "not-found")


@pytest.mark.django_db
def test_what_one_text_does_to_the_rules_does_not_stop_the_next(
    told: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.extract

    def fail_on_bad(document: Document, lexicon: Lexicon, **rest: Any) -> Findings:
        if "BAD" in document.text:
            raise RuntimeError("a rule went wrong")
        return real(document, lexicon, **rest)

    monkeypatch.setattr(stage, "extract", fail_on_bad)
    bad, good = text(f"BAD. {REPORT}"), text()
    flow.work(tools=told)
    for attempt in (1, 2, 3):
        reading = Reading.objects.get(snapshot__intakes=bad)
        assert (reading.state, reading.attempts) == ("failed" if attempt == 3 else "waiting", attempt)
        assert (reading.error_code, reading.lease_token) == ("unforeseen", None)
        assert "RuntimeError" in reading.error
        clock.move(hours=1)
        flow.work(tools=told)
    assert reading.finished_at is not None
    assert Reading.objects.get(snapshot__intakes=good).state == "done"


@pytest.mark.django_db
def test_what_the_database_refuses_is_written_on_the_row(told: flow.Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        make.make_source("x" * 300)

    monkeypatch.setattr(stages, "read", refused)
    intake = text()
    flow.work(tools=told)
    intake.refresh_from_db()
    assert (intake.state, intake.error_code) == ("waiting", "unforeseen")
    assert "DataError" in intake.error


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["40P01", "40001"], ids=["deadlock", "serialization"])
def test_giving_way_to_another_transaction_costs_no_attempt(
    told: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    real = stages.read

    def gives_way(**_: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '{code}'; END $$")

    monkeypatch.setattr(stages, "read", gives_way)
    intake = text()
    for _ in range(5):
        flow.work(tools=told)
        intake.refresh_from_db()
        assert (intake.state, intake.attempts, intake.error, intake.lease_token) == ("waiting", 0, "", None)
        clock.move(seconds=2)
    monkeypatch.setattr(stages, "read", real)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert intake.outcome == "new"


@pytest.mark.django_db
def test_a_text_on_which_workers_die_is_given_up(told: flow.Tools, clock: Clock) -> None:
    """Each claim below stands for a worker that was killed before it could write anything."""
    intake, other = text(), text(f"Another. {REPORT}")
    for _ in range(3):
        claimed(intake, clock.now)
        clock.move(seconds=61)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert (intake.state, intake.error_code) == ("failed", "broken-off")
    assert intake.finished_at is not None
    other.refresh_from_db()
    assert other.outcome == "new"


@pytest.mark.django_db
def test_rows_of_a_killed_worker_come_back(told: flow.Tools, clock: Clock) -> None:
    intake = claimed(text())
    flow.work(tools=told)
    assert not Article.objects.exists()
    clock.move(seconds=61)
    flow.work(tools=told)
    intake.refresh_from_db()
    assert intake.outcome == "new"
    assert Article.objects.count() == 1


# --- messages


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    calls: list[str] = []
    monkeypatch.setattr(tasks.work, "apply_async", lambda **_: calls.append("work"))
    return calls  # type: ignore[return-value]


@pytest.mark.django_db
def test_sweep_wakes_nobody_while_nothing_is_due(sent: list[str]) -> None:
    later = timezone.now() + timedelta(hours=1)
    Intake.objects.filter(pk=text().pk).update(not_before=later)
    make.make_source("Paused", kind="feed", feed_url=f"{HOST}/paused", is_active=False, not_before=make.NOON)
    make.make_source("Later", kind="feed", feed_url=f"{HOST}/later", not_before=later)
    Reading.objects.create(snapshot=make.make_snapshot(), rules="1", not_before=make.NOON, state="done")
    tasks.sweep()
    assert sent == []


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["intake", "reading", "feed", "summary", "lost"])
def test_sweep_wakes_a_worker_for_whatever_is_due(sent: list[str], what: str) -> None:
    match what:
        case "intake":
            text()
        case "reading":
            Reading.objects.create(snapshot=make.make_snapshot(), rules="1", not_before=make.NOON)
        case "feed":
            make.make_source("Feed", kind="feed", feed_url=f"{HOST}/feed", not_before=make.NOON)
        case "summary":
            make.make_round(make.make_negotiation())
        case "lost":
            claimed(text())  # long ago, by a worker that is gone
    tasks.sweep()
    assert sent == ["work"]


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "messages"), [(0.0, ["work"]), (30.0, [])], ids=["time is up", "nothing is left"])
def test_a_worker_whose_time_is_up_wakes_another_and_an_idle_one_does_not(
    sent: list[str], tools: flow.Tools, monkeypatch: pytest.MonkeyPatch, seconds: float, messages: list[str]
) -> None:
    monkeypatch.setattr(tasks, "_tools", lambda: tools)
    monkeypatch.setattr(flow, "SECONDS", seconds)
    text()
    tasks.work()
    assert sent == messages
    assert Article.objects.exists() == (not messages)


def test_wake_with_a_broker_that_is_down_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(**_: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.work, "apply_async", down)
    tasks.wake()


def test_wake_with_a_real_broker_that_is_down_comes_back_soon(redis_down: None) -> None:
    tasks.wake()


@pytest.fixture
def redis_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application's messages go to a port on which nobody listens."""
    app = tasks.work.app
    real = tasks.work.apply_async

    def send(**options: Any) -> Any:
        with app.connection_for_write("redis://127.0.0.1:9/0", connect_timeout=1) as broker:
            return real(**{**options, "connection": broker, "retry": False})

    monkeypatch.setattr(tasks.work, "apply_async", send)


@pytest.mark.django_db
def test_work_stops_when_its_time_is_up(told: flow.Tools) -> None:
    text()
    assert flow.work(tools=told, seconds=0) == 0
    assert connection.is_usable()
    assert flow.work(tools=told) == 2  # read and searched under one claim, then recorded
    assert flow.work(tools=told) == 0


def test_live_tools_refuse_private_addresses() -> None:
    fetcher = flow.live_tools().fetcher
    assert isinstance(fetcher, Fetcher)
    assert fetcher.allow_private is False
