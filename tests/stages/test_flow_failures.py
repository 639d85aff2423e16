"""Failures: nothing is lost, and one bad text does not stop the next."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from negotiations import flow
from negotiations.extraction import engine
from negotiations.extraction.findings import Document, Findings
from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest import stages
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Reading
from negotiations.suggestions import stage
from tests import factories as make
from tests.origin import Origin
from tests.stages.claiming import REPORT, claimed, text
from tests.stages.conftest import HOST, Clock


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
