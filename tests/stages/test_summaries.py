"""Summaries of rounds: written when due, never over a person's name, every sentence with its evidence."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.errors import StaleRecord
from negotiations.models import Negotiation, RoundSummary, SentenceReference, Standing, SummarySentence, TalkRound
from negotiations.summaries.drafts import approve_summary, draft_due_summaries, draft_summary, withdraw_approval
from negotiations.summaries.prose import join, say_day, say_days, say_meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Negotiation:
    return make.make_negotiation("Klow talks")


@pytest.fixture
def round_(talks: Negotiation) -> TalkRound:
    """A round in Klow with two parties and a demand."""
    make.make_participant(talks, "Arlandia")
    make.make_participant(talks, "Borduria")
    make.make_participant(talks, "Syldavia", "mediator")
    row = make.make_round(talks, starts=date(2026, 3, 2), ends=date(2026, 3, 3), outcome="no-agreement")
    make.make_position(talks, "Arlandia", "demands", round=row, said_on=date(2026, 3, 2))
    return row


def drafted(row: TalkRound) -> RoundSummary:
    summary = draft_summary(round_=row)
    assert summary is not None
    return summary


def said(summary: RoundSummary) -> str:
    return " ".join(sentence.text for sentence in summary.sentences.all())


def test_draft_says_what_is_recorded_and_rests_on_evidence(round_: TalkRound) -> None:
    summary = drafted(round_)
    words = said(summary)
    assert summary.state == "draft"
    assert "A round of the Klow talks in Klow was held from 2 to 3 March 2026." in words
    assert "The parties to these talks are Arlandia and Borduria." in words
    assert "Mediating in these talks: Syldavia." in words
    assert "Arlandia made demands on ceasefire: “Arlandia demands a full ceasefire”." in words
    assert "The round ended without agreement." in words
    for sentence in summary.sentences.all():
        assert sentence.references.exists()
        assert not sentence.references.exclude(evidence__retracted_at=None).exists()


def test_every_name_in_a_sentence_has_its_evidence(round_: TalkRound) -> None:
    names = [f"Land {letter}" for letter in "ABCDEFGH"]
    for name in names:
        make.make_attendance(round_, make.make_actor(name))
    sentence = drafted(round_).sentences.get(topic="attendance", text__startswith="Reported as taking part")
    quotes = [reference.evidence.quote for reference in sentence.references.all()]
    for name in names:
        assert name in sentence.text
        assert any(quote.startswith(name) for quote in quotes)


def test_due_summaries_are_written_once(round_: TalkRound) -> None:
    assert draft_due_summaries() == 1
    round_.refresh_from_db()
    assert round_.needs_summary is False
    assert draft_due_summaries() == 0
    assert RoundSummary.objects.count() == 1


def test_a_first_draft_asks_as_often_for_many_rows_as_for_few(talks: Negotiation, round_: TalkRound) -> None:
    fuller = make.make_round(talks, starts=date(2026, 5, 2))
    for name in ("Arlandia", "Borduria", "Syldavia"):
        make.make_position(talks, name, "rejects", round=fuller, said_on=date(2026, 5, 2))
    counts = []
    for row in (round_, fuller):
        with CaptureQueriesContext(connection) as queries:
            drafted(row)
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert max(counts) <= 13


def test_many_due_rounds_ask_as_often_as_one_and_each_is_told_by_itself(talks: Negotiation, round_: TalkRound) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            draft_due_summaries()
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    one = asked()
    later = [make.make_round(talks, starts=date(2026, month, 1), venue=f"Town {month}") for month in (4, 5, 6)]
    for row, stance in zip(later, ("rejects", "rejects", "accepts"), strict=True):
        make.make_position(talks, "Arlandia", stance, round=row, said_on=row.starts)
    assert asked() <= one
    moves = [said(row.summaries.get()).count("moved from") for row in later]
    assert moves == [1, 0, 1]
    for row in later:
        assert f"in {row.venue} was held" in said(row.summaries.get())


def test_unchanged_basis_writes_nothing_new(round_: TalkRound) -> None:
    first = drafted(round_)
    assert drafted(round_) == first
    assert (RoundSummary.objects.count(), SummarySentence.objects.count()) == (1, first.sentences.count())


def test_changed_draft_gives_way_to_a_new_one(talks: Negotiation, round_: TalkRound) -> None:
    first = drafted(round_)
    make.make_position(talks, "Borduria", "rejects", round=round_)
    second = drafted(round_)
    first.refresh_from_db()
    assert (first.state, second.state, second.version) == ("retracted", "draft", 2)
    assert "Borduria rejected" in said(second)


def test_approved_summary_becomes_stale_when_its_evidence_changes(talks: Negotiation, round_: TalkRound) -> None:
    editor = make.make_editor()
    first = drafted(round_)
    approve_summary(summary=first, editor=editor, now=make.NOON)
    assert drafted(round_).pk == first.pk  # nothing changed
    position = make.make_position(talks, "Borduria", "rejects", round=round_)
    second = drafted(round_)
    first.refresh_from_db()
    assert (first.state, first.approved_by) == ("stale", editor)
    assert second.state == "draft"

    position.evidence.update(retracted_at=make.NOON)
    position.standing, position.retracted_at = Standing.RETRACTED.value, make.NOON
    position.save()
    assert drafted(round_).pk == first.pk  # the record says the very same again
    states = list(round_.summaries.order_by("version").values_list("version", "state", "approved_by", "approved_at"))
    assert states == [(1, "approved", editor.pk, make.NOON), (2, "retracted", None, None)]
    assert drafted(round_).pk == first.pk
    assert round_.summaries.count() == 2


def test_approval_stands_again_also_after_another_version_was_approved(talks: Negotiation, round_: TalkRound) -> None:
    edda, ivo = make.make_editor(), make.make_editor("ivo")
    first = drafted(round_)
    approve_summary(summary=first, editor=edda, now=make.NOON)
    evidence = make.make_position(talks, "Borduria", "rejects", round=round_).evidence.get()
    second = drafted(round_)
    approve_summary(summary=second, editor=ivo, now=make.NOON)

    def stand(standing: str) -> dict[int, str]:
        evidence.retracted_at = make.NOON if standing == "retracted" else None
        evidence.save()
        draft_summary(round_=round_)
        return dict(round_.summaries.values_list("version", "state"))

    assert stand("retracted") == {1: "approved", 2: "retracted"}
    assert stand("reviewed") == {1: "retracted", 2: "approved"}


def test_same_words_on_other_evidence_need_a_new_approval(round_: TalkRound) -> None:
    first = drafted(round_)
    approve_summary(summary=first, editor=make.make_editor(), now=make.NOON)
    round_.evidence.filter(aspect="venue").update(retracted_at=make.NOON)
    make.make_evidence("In Klow the sides met", round=round_, aspect="venue")
    second = drafted(round_)
    assert said(second) == said(first)
    assert (second.version, second.state) == (2, "draft")


def test_approval_is_withdrawn_and_does_not_come_back_by_itself(talks: Negotiation, round_: TalkRound) -> None:
    editor = make.make_editor()
    summary = drafted(round_)
    with pytest.raises(StaleRecord, match="draft"):
        withdraw_approval(summary=summary, editor=editor)
    approve_summary(summary=summary, editor=editor, now=make.NOON)
    withdraw_approval(summary=summary, editor=editor)
    summary.refresh_from_db()
    assert (summary.state, summary.approved_by, summary.approved_at) == ("draft", None, None)
    evidence = make.make_position(talks, "Borduria", "rejects", round=round_).evidence.get()
    drafted(round_)
    evidence.retracted_at = make.NOON
    evidence.save()
    assert drafted(round_).state == "draft"


@pytest.mark.parametrize("state", ["approved", "retracted", "stale"])
def test_only_a_draft_can_be_approved(round_: TalkRound, state: str) -> None:
    editor = make.make_editor()
    summary = drafted(round_)
    RoundSummary.objects.filter(pk=summary.pk).update(state=state, approved_by=editor, approved_at=make.NOON)
    with pytest.raises(StaleRecord, match=state):
        approve_summary(summary=summary, editor=editor, now=make.NOON)


def test_retracted_round_has_no_summary(round_: TalkRound) -> None:
    approve_summary(summary=drafted(round_), editor=make.make_editor(), now=make.NOON)
    round_.standing, round_.retracted_at = Standing.RETRACTED.value, make.NOON
    round_.save()
    assert draft_summary(round_=round_) is None
    assert not round_.summaries.filter(state__in=["draft", "approved"]).exists()


def test_what_nothing_bears_out_any_more_is_not_said(round_: TalkRound) -> None:
    assert "without agreement" in said(drafted(round_))
    round_.evidence.filter(aspect="").update(retracted_at=make.NOON)
    assert draft_summary(round_=round_) is not None
    round_.evidence.update(retracted_at=make.NOON)
    summary = drafted(round_)
    assert "ended without agreement" not in said(summary)
    assert "A round of" not in said(summary)


def test_moved_stances_are_told_with_both_quotes(talks: Negotiation, round_: TalkRound) -> None:
    make.make_position(talks, "Arlandia", "rejects", said_on=date(2026, 1, 5))
    sentence = drafted(round_).sentences.get(topic="moved")
    assert sentence.text == "On ceasefire, Arlandia moved from “rejects” to “demands”."
    assert {reference.evidence.quote for reference in sentence.references.all()} == {
        "Arlandia rejects a full ceasefire",
        "Arlandia demands a full ceasefire",
    }


def test_what_was_taken_back_is_no_stance_to_move_from(talks: Negotiation, round_: TalkRound) -> None:
    make.make_position(talks, "Arlandia", "withdraws", said_on=date(2026, 1, 5))
    assert drafted(round_).sentences.get(topic="moved").text == (
        "On ceasefire, Arlandia took a stance anew, “demands”, after “withdraws”."
    )


def test_two_stances_that_point_nowhere_tell_of_no_move(talks: Negotiation, round_: TalkRound) -> None:
    make.make_position(talks, "Borduria", "withdraws", said_on=date(2026, 1, 5))
    make.make_position(talks, "Borduria", "denies", round=round_, said_on=round_.starts)
    assert "Borduria denied" in said(drafted(round_))
    assert not drafted(round_).sentences.filter(topic="moved").exists()


def test_undated_round_says_so(talks: Negotiation) -> None:
    summary = drafted(make.make_round(talks, starts=None))
    assert said(summary).startswith(
        "A round of the Klow talks in Klow was held, on a date that the reports do not give."
    )


def test_proposals_and_answers_are_told(talks: Negotiation, round_: TalkRound) -> None:
    proposal = make.make_proposal(talks, make.make_actor("Syldavia"), round=round_)
    make.make_reaction(proposal, make.make_actor("Borduria"), "rejects")
    words = said(drafted(round_))
    assert "On the table: bridging proposal, put forward by Syldavia." in words
    assert "Borduria rejected “bridging proposal”." in words


def test_database_refuses_a_sentence_without_reference(round_: TalkRound) -> None:
    summary = drafted(round_)
    sentence = summary.sentences.all()[0]

    def refused(write: Callable[[], object]) -> None:
        with transaction.atomic():
            write()
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="reference"):
        refused(lambda: SummarySentence.objects.create(summary=summary, order=99, topic="outcome", text="Peace."))
    with pytest.raises(IntegrityError, match="reference"):
        refused(lambda: SentenceReference.objects.filter(sentence=sentence).delete())


def test_worker_writes_what_is_due(round_: TalkRound, tools: flow.Tools) -> None:
    assert flow.work(tools=tools) == 1
    assert round_.summaries.get().state == "draft"
    assert flow.work(tools=tools) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "words"),
    [
        (None, None, "unknown", ""),
        (date(2024, 5, 6), None, "day", "on 6 May 2024"),
        (date(2024, 8, 15), date(2024, 8, 16), "day", "from 15 to 16 August 2024"),
        (date(2024, 4, 30), date(2024, 5, 2), "day", "from 30 April 2024 to 2 May 2024"),
        (date(2024, 12, 1), None, "month", "in December 2024"),
        (date(2024, 12, 1), date(2024, 12, 31), "month", "in December 2024"),
        (date(2024, 1, 1), None, "year", "in 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "year", "in 2024"),
        (date(2024, 11, 1), date(2024, 12, 1), "month", "from November 2024 to December 2024"),
        (date(2024, 5, 6), None, "week", "in the week of 6 May 2024"),
    ],
)
def test_days_are_said_as_exactly_as_they_are_known(
    starts: date | None, ends: date | None, precision: str, words: str
) -> None:
    assert say_days(starts, ends, precision) == words


def test_prose_is_whole_sentences() -> None:
    say: Callable[..., str] = say_meeting
    assert say(talks="T", venue="", days="", status="announced") == (
        "A round of the T was announced, on a date that the reports do not give."
    )
    assert say(talks="T", venue="Rome", days="in 2024", status="ongoing") == (
        "A round of the T in Rome was under way when last reported in 2024."
    )
    assert join(["A"]) == "A"
    assert join(["A", "B", "C"]) == "A, B and C"
    assert say_day(date(2024, 5, 6), "day") == "6 May 2024"
