"""What the database itself refuses, whoever writes and by whichever path."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from negotiations.models import (
    Condition,
    Evidence,
    Mediator,
    Participant,
    Party,
    Position,
    PositionIssue,
    RoundSummary,
    SentenceReference,
    SummarySentence,
    TalkRound,
)
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

POSITION = {"stance": "demands", "attribution": "reported", "sentence": "A full ceasefire."}


def test_evidence_whose_quote_differs_from_the_text_is_refused() -> None:
    talks, snapshot = make.make_negotiation(), make.make_snapshot("Arlandia’s demand 😀 is a full ceasefire.")
    position = make.make_position(talks, snapshot=snapshot, quote="a full ceasefire")
    with pytest.raises(IntegrityError, match="the quote is not the text of snapshot"):
        Evidence.objects.create(snapshot=snapshot, start=0, end=8, quote="Borduria", position=position)


def test_evidence_moved_to_other_offsets_is_refused() -> None:
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError, match="the quote is not the text"):
        position.evidence.update(start=0)


def test_evidence_past_the_end_of_the_text_is_refused() -> None:
    snapshot = make.make_snapshot("Short text.")
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError, match="the quote is not the text"):
        Evidence.objects.create(snapshot=snapshot, start=0, end=400, quote="Short text.", position=position)


def test_evidence_for_no_row_or_for_two_is_refused() -> None:
    talks, snapshot = make.make_negotiation(), make.make_snapshot("Klow hosts the talks.")
    position, round_ = make.make_position(talks), make.make_round(talks)
    for rows in ({}, {"position": position, "round": round_}):
        with pytest.raises(IntegrityError, match="evidence_bears_out_one"):
            Evidence.objects.create(snapshot=snapshot, start=0, end=4, quote="Klow", **rows)


@pytest.mark.parametrize("missing", ["evidence", "issue"])
def test_position_without_evidence_or_issue_is_refused(missing: str) -> None:
    talks, issue = make.make_negotiation(), make.make_issue()

    @transaction.atomic
    def write() -> None:
        position = Position.objects.create(negotiation=talks, holder=make.make_actor(), **POSITION)
        if missing == "evidence":
            PositionIssue.objects.create(position=position, issue=issue)
        else:
            make.make_evidence(position=position)

    with pytest.raises(IntegrityError, match=f"has no {missing}"):
        write()
    assert not Position.objects.exists()


@pytest.mark.parametrize("column", ["holder_id", "stance", "negotiation_id"])
def test_position_without_holder_stance_or_talks_is_refused(column: str) -> None:
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"UPDATE negotiations_position SET {column} = NULL WHERE id = %s", [position.pk])  # noqa: S608 — the columns above


def test_position_with_a_stance_outside_the_vocabulary_is_refused() -> None:
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError, match="position_stance"):
        Position.objects.filter(pk=position.pk).update(stance="likes")


def test_last_evidence_of_a_position_cannot_be_deleted() -> None:
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError, match="would be left without evidence"), transaction.atomic():
        position.evidence.all().delete()
    assert position.evidence.count() == 1


def test_last_issue_of_a_position_cannot_be_deleted() -> None:
    position = make.make_position(make.make_negotiation())
    with pytest.raises(IntegrityError, match="would be left without issue"), transaction.atomic():
        position.position_issues.all().delete()


@pytest.mark.parametrize(
    "write",
    [
        lambda talks: Participant.objects.create(negotiation=talks, actor=make.make_actor(), role="party"),
        lambda talks: TalkRound.objects.create(negotiation=talks, number=9),
        lambda talks: Condition.objects.create(position=make.make_position(talks), relation="only-after"),
    ],
    ids=["participant", "round", "condition"],
)
def test_row_without_evidence_is_refused(write: "object") -> None:
    talks = make.make_negotiation()
    with pytest.raises(IntegrityError, match=r"has no (evidence|issue)"), transaction.atomic():
        write(talks)  # type: ignore[operator]  # the parameters are callables


def test_summary_sentence_without_reference_is_refused() -> None:
    round_ = make.make_round(make.make_negotiation())

    @transaction.atomic
    def write() -> None:
        summary = RoundSummary.objects.create(round=round_, version=1, basis="0")
        SummarySentence.objects.create(summary=summary, order=1, topic="meeting", text="They met.")

    with pytest.raises(IntegrityError, match="has no reference"):
        write()
    assert not RoundSummary.objects.exists()


def test_last_reference_of_a_sentence_cannot_be_deleted() -> None:
    summary = make.make_summary(make.make_round(make.make_negotiation()))
    with pytest.raises(IntegrityError, match="would be left without reference"), transaction.atomic():
        SentenceReference.objects.filter(sentence__summary=summary).delete()


def test_summary_cannot_be_approved_by_nobody() -> None:
    summary = make.make_summary(make.make_round(make.make_negotiation()))
    with pytest.raises(IntegrityError, match="summary_approved_by"):
        RoundSummary.objects.filter(pk=summary.pk).update(state="approved")


def test_snapshot_cannot_be_changed() -> None:
    snapshot = make.make_snapshot("As it was.")
    snapshot.text = "As it was not."
    with pytest.raises(InternalError, match="Cannot update"):
        snapshot.save()


def test_undated_round_with_a_date_precision_is_refused() -> None:
    round_ = make.make_round(make.make_negotiation())
    with pytest.raises(IntegrityError, match="round_dated"):
        TalkRound.objects.filter(pk=round_.pk).update(precision="day")


def test_retracted_row_needs_its_moment() -> None:
    seat = make.make_participant(make.make_negotiation(), "Arlandia")
    with pytest.raises(IntegrityError, match="participant_standing"):
        Participant.objects.filter(pk=seat.pk).update(standing="retracted")


def test_party_and_mediator_have_lists_of_their_own() -> None:
    talks = make.make_negotiation()
    make.make_participant(talks, "Arlandia", "party")
    make.make_participant(talks, "Syldavia", "mediator")
    assert [seat.actor.name for seat in Party.objects.all()] == ["Arlandia"]
    assert [seat.actor.name for seat in Mediator.objects.all()] == ["Syldavia"]


def test_every_change_leaves_a_row_of_history_even_by_plain_sql() -> None:
    position = make.make_position(make.make_negotiation(), stance="demands")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE negotiations_position SET stance = 'rejects' WHERE id = %s", [position.pk])
        cursor.execute(
            "SELECT pgh_label, stance FROM negotiations_positionevent WHERE id = %s ORDER BY pgh_id", [position.pk]
        )
        rows = cursor.fetchall()
    assert [stance for _, stance in rows] == ["demands", "rejects"]


@pytest.mark.django_db
def test_history_of_changed_rows_does_not_go_through_all_old_rows_for_each() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT action_orientation FROM information_schema.triggers"
            " WHERE trigger_name LIKE 'pgtrigger_update_update_%'"
        )
        assert cursor.fetchall() == [("ROW",)]
