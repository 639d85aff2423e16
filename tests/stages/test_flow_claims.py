"""Claims and leases: nothing is done twice, and a worker that was presumed dead writes nothing."""

from datetime import timedelta

import pytest

from negotiations import flow
from negotiations.fetching import FeedErrand, PageErrand
from negotiations.ingest.asking import see_through
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Intake, Reading, Snapshot, Source, Suggestion
from negotiations.review.recording import show_confident
from tests import factories as make
from tests.origin import Origin
from tests.stages.claiming import LEASE, REPORT, at_once, claimed, text
from tests.stages.conftest import HOST


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
        see_through(PageErrand(late, tools), tools.fetcher)
        late.refresh_from_db()
        assert (late.state, late.body, late.error) == ("running", None, "")


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_suggests_and_records_nothing() -> None:
    snapshot = make.make_snapshot()
    Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON)
    (late,) = Reading.objects.all().claim(now=make.NOON, lease=LEASE)
    Reading.objects.all().claim(now=make.NOON + LEASE * 2, lease=LEASE)
    make.read_out(late)
    show_confident(readings=[late], now=make.NOON)
    late.refresh_from_db()
    assert (late.state, late.stage, late.report) == ("running", "extract", {})
    assert not Suggestion.objects.exists()


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_polls_nothing(origin: Origin, tools: flow.Tools) -> None:
    make.make_source("Feed", kind="feed", feed_url=f"{HOST}/feed", not_before=make.NOON)
    (late,) = Source.objects.feeds().claim(now=make.NOON, lease=LEASE)
    Source.objects.feeds().claim(now=make.NOON + LEASE * 2, lease=LEASE)
    see_through(FeedErrand(late, tools), tools.fetcher)
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
