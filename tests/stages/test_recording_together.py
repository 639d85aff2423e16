"""Readings that are entered together: each text finds the record as it would by itself, after those before it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction

from negotiations import flow, taking_in
from negotiations.data.dispatches import dispatches
from negotiations.models import BEARS_OUT, Affiliation, Article, Evidence, Reading, Snapshot, Suggestion
from negotiations.models.queue import Leased
from negotiations.review.recording import show_confident
from negotiations.sources.uploads import read_plain_text
from tests import factories as make
from tests.stages.conftest import Clock, work_while_workers_die

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

MARCH = date(2026, 3, 2)
# Each meets what the ones before it have made: a seat, a round and its days, a position, its condition, a plan.
TOLD_AFTER_ONE_ANOTHER = (
    (MARCH, "Talks between Israel and Lebanon opened in Cairo on 2 March. Egypt mediates. Israel demands a ceasefire."),
    (MARCH, "Lebanon said it will disarm only if Israel withdraws from the south. France welcomed the talks."),
    (MARCH, "Lebanon repeated on Monday that it will disarm only if Israel withdraws, at the talks in Cairo."),
    (MARCH + timedelta(days=2), "The Cairo talks between Israel and Lebanon ended without agreement on 4 March."),
    (MARCH + timedelta(days=5), "The Cairo talks between Israel and Lebanon ended without agreement on 7 March."),
    (MARCH + timedelta(days=9), "Egypt presented a new proposal for a ceasefire to Israel and Lebanon on 10 March."),
    (MARCH + timedelta(days=10), "Israel rejected the Egyptian proposal. Lebanon accepted the Egyptian proposal."),
    (MARCH + timedelta(days=10), "Israel rejected the Egyptian proposal, officials said. Israel demands a ceasefire."),
    (MARCH + timedelta(days=11), "France is now mediating between Israel and Lebanon. Israel mediates, too, it said."),
    (
        MARCH + timedelta(days=30),
        "Israel again demands a ceasefire in the talks. Lebanon rejects disarmament, it said.",
    ),
    (
        None,
        "Israel demands a ceasefire in the talks with Lebanon. Lebanon said it will disarm only if Israel withdraws.",
    ),
    (None, "Israel demands a ceasefire in the talks with Lebanon, and a second report says so without a day as well."),
)


def suggested(texts: Sequence[tuple[date | None, str]]) -> list[Reading]:
    """Texts that are read for the first time and wait to be entered, claimed."""
    for day, text in texts:
        snapshot = make.make_snapshot(text, published=day)
        Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON, published=day)
    for reading in claimed("extract"):
        make.read_out(reading)
    return claimed("record")


def claimed(stage: str) -> list[Reading]:
    rows = Reading.objects.filter(stage=stage).claim(now=make.NOON, lease=timedelta(minutes=9), limit=100)
    return sorted(rows, key=lambda row: (row.published or date.max, row.pk))


def recorded() -> Counter[str]:
    """All that stands in the record but for keys and times."""
    known: dict[tuple[str, Any], str] = {}
    rows: Counter[str] = Counter()
    tables = {Evidence._meta.get_field(arc).related_model for arc in BEARS_OUT} | {Evidence, Suggestion, Reading}
    for table in tables:
        for row in table._default_manager.all():  # type: ignore[union-attr]
            rows[spelled(row, known)] += 1
    for table in tables:
        for link in table._meta.related_objects:  # type: ignore[union-attr]
            if link.related_model.__name__ in {"PositionIssue", "ConditionIssue", "ProposalSponsor"}:
                rows.update(spelled(row, known) for row in link.related_model._default_manager.all())
    return rows


def spelled(row: models.Model, known: dict[tuple[str, Any], str]) -> str:
    """A row with whatever it refers to, in words."""
    place = (type(row).__name__, row.pk)
    if place not in known:
        known[place] = f"{type(row).__name__}({', '.join(words_of(row, known))})"
    return known[place]


def words_of(row: models.Model, known: dict[tuple[str, Any], str]) -> Iterator[str]:
    if isinstance(row, Snapshot | Article):
        yield str(row.pk)
        return
    leased = {field.name for field in Leased._meta.get_fields()} if isinstance(row, Leased) else set()
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if not (field.primary_key or field.name in leased or isinstance(field, models.DateTimeField)):
            yield f"{field.name}={spelled(value, known) if isinstance(value, models.Model) else value!r}"


def entered(batches: Sequence[Sequence[Reading]]) -> Counter[str]:
    """What stands in the record when these are entered, each batch together; all is undone again."""
    with transaction.atomic():
        for batch in batches:
            show_confident(readings=batch, now=make.NOON)
        for table in ("evidence", "position", "talkround"):  # rules that are looked at when a transaction ends
            connection.check_constraints([f"negotiations_{table}"])
        found = recorded()
        transaction.set_rollback(True)
    return found


def shipped() -> list[tuple[date | None, str]]:
    days = ((one.dated, read_plain_text(one.body.decode()).text) for one in dispatches())
    return [(date.fromisoformat(day) if day and len(day) == len("2026-03-02") else None, text) for day, text in days]


@pytest.mark.parametrize("texts", [TOLD_AFTER_ONE_ANOTHER, shipped()], ids=["told after one another", "dispatches"])
def test_together_they_say_what_each_says_after_the_one_before(texts: Sequence[tuple[date | None, str]]) -> None:
    readings = suggested(texts)
    one_by_one = entered([[reading] for reading in readings])
    together = entered([readings])
    assert together == one_by_one
    kinds = Counter(words.partition("(")[0] for words in one_by_one)
    assert all(kinds[kind] for kind in ("TalkRound", "Participant", "Attendance", "Position", "Condition", "Proposal"))


def test_whoever_is_named_in_several_talks_is_entered_as_the_first_text_has_them() -> None:
    said = "Russia demands a ceasefire, {} Pavel Strandvik of Russia said at the talks between Russia and {} in Geneva."
    told = (
        "Talks between Russia and Ukraine opened in Geneva on 2 March.",
        said.format("Foreign Minister", "Ukraine"),
        said.format("Defence Minister", "Georgia"),
    )
    show_confident(readings=suggested([(MARCH, text) for text in told]), now=make.NOON)
    assert Affiliation.objects.get(person__name="Pavel Strandvik").title == "Foreign Minister"


def test_what_another_worker_has_by_now_is_left_to_it() -> None:
    readings = suggested(TOLD_AFTER_ONE_ANOTHER)
    Reading.objects.filter(pk=readings[1].pk).update(lease_token=None)
    show_confident(readings=readings, now=make.NOON)
    left = Reading.objects.exclude(state="done")
    assert [row.pk for row in left] == [readings[1].pk]
    assert not Evidence.objects.filter(snapshot=readings[1].snapshot_id).exists()
    assert Evidence.objects.filter(snapshot=readings[2].snapshot_id).exists()


def test_where_one_of_them_fails_the_others_are_entered_all_the_same(tools: flow.Tools) -> None:
    readings = suggested(TOLD_AFTER_ONE_ANOTHER)
    broken = readings[2]
    Suggestion.objects.filter(snapshot=broken.snapshot_id, kind="position").update(reading={"holder": 1})
    taking_in.record(readings, tools)
    rows = {row.pk: row for row in Reading.objects.all()}
    assert (rows[broken.pk].state, rows[broken.pk].error_code) == ("waiting", "unforeseen")
    assert {row.state for row in rows.values() if row.pk != broken.pk} == {"done"}
    assert not Evidence.objects.filter(snapshot=broken.snapshot_id).exists()


def changed(reading: Reading, text: str) -> Reading:
    """The reading, claimed, of another text that its article has by now."""
    article = reading.snapshot.article
    new = Snapshot.objects.create(article=article, taken_at=make.NOON, body=b"new", text=text, text_sha256="new")
    article.snapshot = new
    article.save(update_fields=["snapshot"])
    Reading.objects.create(snapshot=new, rules="1", not_before=make.NOON, published=article.published)
    for row in claimed("extract"):
        make.read_out(row)
    (row,) = claimed("record")
    return row


def test_two_texts_of_one_article_are_entered_one_after_the_other(tools: flow.Tools) -> None:
    (old,) = suggested(TOLD_AFTER_ONE_ANOTHER[:1])
    new = changed(old, TOLD_AFTER_ONE_ANOTHER[3][1])
    taking_in.record([old, new], tools)
    assert {row.state for row in Reading.objects.all()} == {"done"}
    assert {row.snapshot_id for row in Evidence.objects.all()} == {new.snapshot_id}
    assert set(Suggestion.objects.filter(snapshot=old.snapshot_id).values_list("state", flat=True)) == {"superseded"}


def test_a_text_that_changed_finds_what_new_ones_before_it_have_left() -> None:
    (old,) = suggested([(MARCH, f"{TOLD_AFTER_ONE_ANOTHER[0][1]} France welcomed the talks.")])
    show_confident(readings=[old], now=make.NOON)
    (first,) = suggested([(MARCH, "Talks between Israel and Lebanon opened in Cairo on 2 March. France mediates.")])
    readings = [first, changed(old, TOLD_AFTER_ONE_ANOTHER[0][1])]
    one_by_one = entered([[reading] for reading in readings])
    assert any("sits at the table" in words for words in one_by_one)
    assert entered([readings]) == one_by_one


def test_one_that_kills_its_worker_again_and_again_takes_no_others_with_it(
    told: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = suggested(TOLD_AFTER_ONE_ANOTHER)
    deadly, real = rows[0], taking_in.show_confident  # type: ignore[attr-defined]
    Reading.objects.update(state="waiting", attempts=0, lease_token=None, lease_until=None)

    def die_of_it(*, readings: Sequence[Reading], **rest: Any) -> None:
        if deadly in readings:
            raise SystemExit
        real(readings=readings, **rest)

    monkeypatch.setattr(taking_in, "show_confident", die_of_it)
    work_while_workers_die(told, clock)
    assert Reading.objects.get(error_code="broken-off") == deadly
    assert {row.state for row in Reading.objects.exclude(pk=deadly.pk)} == {"done"}
