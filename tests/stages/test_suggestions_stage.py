"""From a read text to suggestions: filed under talks, replaced by a new run, never over what people decided."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations.models import Evidence, Negotiation, Position, Reading, Snapshot, Suggestion
from negotiations.review.decisions import accept_suggestion, reject_suggestion
from negotiations.review.recording import show_confident
from negotiations.review.stated import Stated
from negotiations.suggestions.lexicon import current_lexicon
from tests import factories as make

pytestmark = pytest.mark.usefixtures("starter")

REPORT = (
    "Egypt and Qatar are mediating between Israel and Hamas in Cairo. Israel rejects a full withdrawal from Gaza. "
    "Hamas demands a permanent ceasefire, its spokesman said. The talks in Cairo ended without agreement.\n"
)


def read(snapshot: Snapshot, rules: str = "1") -> Reading:
    """Extract and record a snapshot, as a worker with the rules of this version would."""
    Reading.objects.update_or_create(
        snapshot=snapshot, rules=rules, defaults={"not_before": make.NOON, "stage": "extract", "state": "waiting"}
    )
    for stage in (1, 2):
        if Reading.objects.filter(snapshot=snapshot, rules=rules, state="done").exists():
            break  # there was nothing to enter
        (reading,) = Reading.objects.filter(snapshot=snapshot, rules=rules).claim(
            now=make.NOON, lease=timedelta(minutes=1)
        )
        if stage == 1:
            with patch("negotiations.extraction.engine.RULES", rules):
                make.read_out(reading)
        else:
            show_confident(readings=[reading], now=make.NOON)
    reading.refresh_from_db()
    return reading


def position(holder: str) -> Suggestion:
    return Suggestion.objects.get(kind="position", reading__holder__key=holder)


def test_text_becomes_suggestions_under_new_talks() -> None:
    reading = read(make.make_snapshot(REPORT))
    talks = Negotiation.objects.get()
    assert (talks.name, {a.slug for a in talks.filed_under.all()}) == ("Israel–Hamas talks", {"israel", "hamas"})
    assert reading.state == "done"
    assert reading.lexicon == current_lexicon().version
    assert reading.report["extract"]["suggestions"] == Suggestion.objects.count() > 0
    for suggestion in Suggestion.objects.all():
        assert suggestion.negotiation == talks
        for start, end in suggestion.reading["evidence"]:
            assert 0 <= start < end <= len(REPORT)


def test_second_text_about_the_same_sides_goes_to_the_same_talks() -> None:
    read(make.make_snapshot(REPORT))
    read(make.make_snapshot(f"A day later. {REPORT}"))
    assert Negotiation.objects.count() == 1


def test_text_about_no_talks_opens_none() -> None:
    reading = read(make.make_snapshot("The weather in Cairo was fine on Monday. Bread was cheap."))
    assert not Negotiation.objects.exists()
    assert reading.report["extract"]["filed"] == "the text reports no talks"


def test_sides_that_are_only_presumed_open_no_talks() -> None:
    presumed = (
        "The proposal that Swedish President Anna Berg presented, and which she described as a Norwegian proposal, "
        "links a ceasefire to the release of hostages. Norway's prime minister rejected an earlier plan."
    )
    reading = read(make.make_snapshot(presumed))
    assert {s.reading["role"] for s in Suggestion.objects.filter(kind="participant")} == {"party"}
    assert not Negotiation.objects.exists()
    assert "only presumed" in reading.report["extract"]["filed"]


def test_day_of_publication_is_the_day_of_undated_words_and_nothing_else_is() -> None:
    read(make.make_snapshot(REPORT, published=date(2024, 5, 6)))
    assert set(Position.objects.values_list("said_on", "said_precision")) == {(date(2024, 5, 6), "day")}


def test_undated_text_gives_undated_positions() -> None:
    read(make.make_snapshot(REPORT))
    assert set(Position.objects.values_list("said_on", "said_precision")) == {(None, "unknown")}


def test_reading_again_doubles_nothing() -> None:
    snapshot = make.make_snapshot(REPORT)
    read(snapshot)
    before = set(Suggestion.objects.values_list("pk", "fingerprint"))
    positions = Position.objects.current().count()
    read(snapshot, "2")
    assert set(Suggestion.objects.values_list("pk", "fingerprint")) == before
    assert set(Suggestion.objects.values_list("rules", flat=True)) == {"2"}
    assert Position.objects.current().count() == positions == 2
    assert Negotiation.objects.count() == 1


def test_reading_the_same_again_leaves_nothing_in_the_history_of_the_evidence() -> None:
    snapshot = make.make_snapshot(REPORT)
    read(snapshot)
    changes = apps.get_model("negotiations", "EvidenceEvent")._default_manager
    before = changes.count()
    read(snapshot, "2")
    assert changes.count() == before == Evidence.objects.current().count() > 0


def test_new_run_takes_back_what_it_does_not_find_any_more() -> None:
    snapshot = make.make_snapshot(REPORT)
    read(snapshot)
    old = Suggestion.objects.create(
        kind="position",
        snapshot=snapshot,
        negotiation=Negotiation.objects.get(),
        fingerprint="0" * 64,
        rule="old",
        rules="1",
        confidence=0.9,
        start=0,
        end=5,
        reading=position("hamas").reading,
        is_shown=True,
    )
    read(snapshot, "2")
    old.refresh_from_db()
    assert (old.state, old.is_shown) == ("superseded", False)


def test_new_run_leaves_decisions_alone() -> None:
    snapshot = make.make_snapshot(REPORT)
    read(snapshot)
    editor = make.make_editor()
    yes, no = position("hamas"), position("israel")
    accept_suggestion(suggestion=yes, editor=editor, seen=0, now=make.NOON)
    reject_suggestion(suggestion=no, editor=editor, reason="It was another's.", seen=0, now=make.NOON)
    read(snapshot, "2")
    yes.refresh_from_db()
    no.refresh_from_db()
    assert (yes.state, no.state) == ("accepted", "rejected")
    assert (yes.rules, no.rules) == ("1", "1")
    assert [row.holder.slug for row in Position.objects.current()] == ["hamas"]


def test_what_an_editor_teaches_counts_from_the_next_text_on() -> None:
    text = REPORT.replace("Hamas", "Zarnak").replace("Israel", "Borogravia")
    read(make.make_snapshot(text))
    assert not Position.objects.current().exists()
    make.make_actor("Zarnak", kind="armed-group")
    make.make_actor("Borogravia")
    read(make.make_snapshot(f"Later. {text}"))
    assert {row.holder.slug for row in Position.objects.current()} == {"zarnak", "borogravia"}


def test_entering_asks_the_database_no_more_for_many_positions_than_for_few() -> None:
    more = (
        "Israel demands the release of all hostages. Israel rejects a permanent ceasefire. Hamas rejects disarmament. "
        "Hamas demands the release of prisoners. Israel demands security guarantees. Hamas rejects elections.\n"
    )
    asked, recorded = [], []
    for text, day in ((REPORT, date(2024, 5, 6)), (REPORT + more, date(2024, 9, 6))):
        snapshot, before = make.make_snapshot(text, published=day), Position.objects.count()
        Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON)
        for stage in ("extract", "record"):
            (reading,) = Reading.objects.filter(snapshot=snapshot, stage=stage).claim(
                now=make.NOON, lease=timedelta(minutes=1)
            )
            if stage == "extract":
                make.read_out(reading)
                continue
            with CaptureQueriesContext(connection) as queries:
                show_confident(readings=[reading], now=make.NOON)
            asked.append(len(queries))
        recorded.append(Position.objects.count() - before)
    assert recorded[1] >= recorded[0] + 4
    assert asked[1] <= asked[0] <= 24


def test_another_stance_taken_since_contradicts_an_earlier_one() -> None:
    def stated(stance: str, day: int, issue: int = 1, holder: int = 1, standing: str = "unreviewed") -> Stated:
        said_on = date(2024, 5, day)
        row = Position(negotiation_id=1, holder_id=holder, stance=stance, said_on=said_on, standing=standing)
        return Stated(row, frozenset({issue, 9}))

    earlier, until = Stated(stated("rejects", 6).row, frozenset({1})), date(2024, 5, 20)
    assert stated("accepts", 7).contradicts(earlier, until)
    for other in (
        stated("accepts", 6),  # not since
        stated("accepts", 21),  # later than what is asked
        stated("rejects", 7),  # the same stance
        stated("accepts", 7, issue=2),
        stated("accepts", 7, holder=2),
        stated("accepts", 7, standing="retracted"),
    ):
        assert not other.contradicts(earlier, until)
