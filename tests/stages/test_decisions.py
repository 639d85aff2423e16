"""What people decide: the record follows, the history tells, and nobody overwrites anybody."""

from datetime import date, timedelta
from typing import Any

import pytest

from negotiations.errors import NotDecidable, StaleRecord
from negotiations.models import (
    Affiliation,
    Condition,
    Decision,
    Evidence,
    Negotiation,
    Participant,
    Position,
    Reading,
    Snapshot,
    Suggestion,
)
from negotiations.review.decisions import accept_suggestion, amend_suggestion, reject_suggestion, undo_decision
from negotiations.review.recording import show_confident
from tests import factories as make

pytestmark = pytest.mark.django_db

LATER = make.NOON + timedelta(hours=1)
TEXT = "Arlandia insists on a full withdrawal before any agreement. Syldavia mediates."


@pytest.fixture
def talks() -> Negotiation:
    for name in ("Arlandia", "Syldavia"):
        make.make_actor(name)
    for code in ("withdrawal", "agreement", "ceasefire"):
        make.make_issue(code)
    return make.make_negotiation("Klow talks")


def span(text: str, words: str) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def suggest(
    talks: Negotiation, snapshot: Snapshot, *, confidence: float = 0.9, note: str = "", **changes: Any
) -> Suggestion:
    """A position suggested from the snapshot's first sentence."""
    words = "Arlandia insists on a full withdrawal"
    start, end = span(snapshot.text, words)
    reading = {
        "holder": {"key": "arlandia", "name": "Arlandia", "kind": "state", "iso": None},
        "speaker": None,
        "attribution": "reported",
        "stance": "demands",
        "issues": ["withdrawal"],
        "modality": "actual",
        "sentence": words,
        "said_on": "2026-03-01",
        "said_precision": "day",
        "conditions": [],
        "proposal": None,
        "round": None,
        "evidence": [[start, end]],
        **changes,
    }
    run, _ = Reading.objects.get_or_create(snapshot=snapshot, rules="1", defaults={"not_before": make.NOON})
    return Suggestion.objects.create(
        kind="position",
        reading_run=run,
        snapshot=snapshot,
        negotiation=talks,
        fingerprint=f"{snapshot.pk}-{Suggestion.objects.count()}",
        rule="test",
        rules="1",
        confidence=confidence,
        start=start,
        end=end,
        reading=reading,
        note=note,
    )


def show(suggestion: Suggestion) -> Suggestion:
    """Run the record stage on the suggestion's reading."""
    [reading] = Reading.objects.filter(suggestions=suggestion).claim(now=LATER, lease=timedelta(minutes=1))
    show_confident(readings=[reading], now=LATER)
    suggestion.refresh_from_db()
    return suggestion


@pytest.fixture
def shown(talks: Negotiation) -> Suggestion:
    return show(suggest(talks, make.make_snapshot(TEXT, published=date(2026, 3, 1))))


def test_confident_suggestion_is_shown_as_not_yet_reviewed(shown: Suggestion) -> None:
    position = Position.objects.get()
    assert (shown.is_shown, position.standing, position.said_on) == (True, "unreviewed", date(2026, 3, 1))
    assert [e.quote for e in position.evidence.all()] == ["Arlandia insists on a full withdrawal"]
    assert list(Position.objects.visible(reviewed_only=True)) == []


@pytest.mark.parametrize("doubt", [{"confidence": 0.2}, {"note": "its issue could not be settled"}])
def test_doubtful_suggestion_waits_for_an_editor(talks: Negotiation, doubt: dict[str, Any]) -> None:
    suggestion = show(suggest(talks, make.make_snapshot(TEXT), **doubt))
    assert not suggestion.is_shown
    assert not Position.objects.exists()


def test_accepted_suggestion_is_reviewed(shown: Suggestion) -> None:
    editor = make.make_editor()
    decision = accept_suggestion(suggestion=shown, editor=editor, now=LATER)
    assert Position.objects.get().standing == "reviewed"
    assert (decision.before["state"], decision.after["state"], decision.editor) == ("open", "accepted", editor)


def test_rejected_suggestion_leaves_the_record_and_undo_brings_it_back(shown: Suggestion) -> None:
    editor = make.make_editor()
    decision = reject_suggestion(suggestion=shown, editor=editor, now=LATER, reason="a quotation of 2012")
    position = Position.objects.get()
    assert (position.standing, position.retracted_at) == ("retracted", LATER)
    assert not Evidence.objects.current().exists()
    undo_decision(decision=decision, editor=editor, now=LATER)
    position.refresh_from_db()
    assert (position.standing, position.retracted_at) == ("unreviewed", None)
    assert [d.verb for d in Decision.objects.all()] == ["reject", "undo"]


def test_rejecting_without_a_reason_is_refused(shown: Suggestion) -> None:
    with pytest.raises(NotDecidable, match="Say why"):
        reject_suggestion(suggestion=shown, editor=make.make_editor(), now=LATER, reason="  ")
    assert not Decision.objects.exists()


def test_amended_suggestion_replaces_what_was_shown_and_undo_restores_it(shown: Suggestion) -> None:
    editor = make.make_editor()
    decision = amend_suggestion(
        suggestion=shown,
        editor=editor,
        now=LATER,
        changes={"issues": ["withdrawal", "agreement"], "stance": "accepts-conditionally"},
    )
    position = Position.objects.current().get()
    assert (position.standing, position.stance) == ("reviewed", "accepts-conditionally")
    assert {i.code for i in position.issues.all()} == {"withdrawal", "agreement"}
    undo_decision(decision=decision, editor=editor, now=LATER)
    assert [(p.stance, p.standing) for p in Position.objects.current()] == [("demands", "unreviewed")]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stance": "likes"}, "no stance"),
        ({"issues": ["weather"]}, "not on the agenda"),
        ({"issues": []}, "at least one issue"),
        ({"said_on": "5 May"}, "YYYY-MM-DD"),
        ({"holder": {"key": "nobody", "name": "Nobody"}}, "list of actors"),
    ],
)
def test_amending_with_a_value_outside_the_vocabulary_is_refused(
    shown: Suggestion, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(NotDecidable, match=says):
        amend_suggestion(suggestion=shown, editor=make.make_editor(), now=LATER, changes=changes)
    assert Position.objects.get().standing == "unreviewed"


def test_second_editor_is_told_what_the_first_did(shown: Suggestion) -> None:
    accept_suggestion(suggestion=shown, editor=make.make_editor("edda"), now=LATER, seen=0)
    with pytest.raises(StaleRecord, match="edda decided first"):
        reject_suggestion(suggestion=shown, editor=make.make_editor("olaf"), now=LATER, reason="no", seen=0)
    assert Position.objects.get().standing == "reviewed"
    assert Decision.objects.count() == 1


def test_undone_decision_cannot_be_undone_again(shown: Suggestion) -> None:
    editor = make.make_editor()
    decision = accept_suggestion(suggestion=shown, editor=editor, now=LATER)
    undo_decision(decision=decision, editor=editor, now=LATER)
    with pytest.raises(StaleRecord, match="already undone"):
        undo_decision(decision=decision, editor=editor, now=LATER)


def test_same_words_in_another_article_bear_out_the_same_position(shown: Suggestion, talks: Negotiation) -> None:
    other = make.make_snapshot(
        f"{TEXT} Others wrote so too.", source=make.make_source("Evening Gazette"), published=date(2026, 3, 2)
    )
    show(suggest(talks, other, said_on="2026-03-02"))
    position = Position.objects.get()
    assert position.evidence.count() == 2


def test_rejecting_one_of_two_reports_keeps_the_position_with_the_other(shown: Suggestion, talks: Negotiation) -> None:
    other = show(suggest(talks, make.make_snapshot(f"{TEXT} Others wrote so too."), said_on="2026-03-02"))
    reject_suggestion(suggestion=other, editor=make.make_editor(), now=LATER, reason="copied")
    position = Position.objects.get()
    assert (position.standing, position.evidence.current().count()) == ("unreviewed", 1)


def test_later_stance_is_a_new_row_and_the_earlier_stays(shown: Suggestion, talks: Negotiation) -> None:
    show(suggest(talks, make.make_snapshot(f"{TEXT} Later."), said_on="2026-05-01", stance="open"))
    assert [(p.said_on.month, p.stance) for p in Position.objects.in_time() if p.said_on] == [
        (3, "demands"),
        (5, "open"),
    ]


def test_rejected_words_are_not_shown_again_from_another_article(shown: Suggestion, talks: Negotiation) -> None:
    reject_suggestion(suggestion=shown, editor=make.make_editor(), now=LATER, reason="misread")
    again = show(suggest(talks, make.make_snapshot(f"{TEXT} Reprinted."), said_on="2026-06-01"))
    assert not again.is_shown
    assert not Position.objects.current().exists()


def test_superseded_suggestion_leaves_the_record_but_a_decided_one_stays(shown: Suggestion, talks: Negotiation) -> None:
    Suggestion.objects.filter(pk=shown.pk).update(state="superseded")
    Reading.objects.filter(suggestions=shown).update(state="waiting", stage="record")
    show(shown)
    assert Position.objects.get().standing == "retracted"


def test_participant_found_in_two_articles_is_one_seat_with_two_quotes(talks: Negotiation) -> None:
    for extra in ("", " Again."):
        snapshot = make.make_snapshot(TEXT + extra)
        start, end = span(snapshot.text, "Syldavia mediates")
        run = Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON)
        reading = {
            "actor": {"key": "syldavia", "name": "Syldavia", "kind": "state", "iso": None},
            "role": "mediator",
            "also": [],
            "evidence": [[start, end]],
        }
        show(
            Suggestion.objects.create(
                kind="participant",
                reading_run=run,
                snapshot=snapshot,
                negotiation=talks,
                fingerprint="p",
                rule="t",
                rules="1",
                confidence=0.9,
                start=start,
                end=end,
                reading=reading,
            )
        )
    seat = Participant.objects.get()
    assert (seat.role, seat.evidence.count()) == ("mediator", 2)


def seat(talks: Negotiation, snapshot: Snapshot, role: str) -> Suggestion:
    """Arlandia in that role, from the snapshot's first words."""
    row = suggest(talks, snapshot)
    row.kind = "participant"
    row.reading = {"actor": row.reading["holder"], "role": role, "also": [], "evidence": row.reading["evidence"]}
    row.save()
    return row


def test_who_is_a_party_by_the_same_text_is_not_left_standing_outside_the_talks(talks: Negotiation) -> None:
    snapshot = make.make_snapshot(TEXT)
    outside, party = seat(talks, snapshot, "stakeholder"), seat(talks, snapshot, "party")
    show(outside)
    party.refresh_from_db()
    assert (outside.is_shown, party.is_shown) == (False, True)
    assert set(Participant.objects.values_list("role", "standing")) == {
        ("stakeholder", "retracted"),
        ("party", "unreviewed"),
    }


def test_a_speaker_whom_no_list_knows_gets_one_row_and_one_office(talks: Negotiation) -> None:
    speaker = {"key": None, "name": "Hanna Vel", "kind": "person", "title": "envoy", "represents": "arlandia"}
    snapshot = make.make_snapshot(TEXT)
    suggest(talks, snapshot, stance="rejects", speaker=speaker)
    show(suggest(talks, snapshot, speaker=speaker))
    assert Position.objects.filter(speaker__name="Hanna Vel").count() == 2
    assert list(Affiliation.objects.values_list("person__name", "title")) == [("Hanna Vel", "envoy")]


def test_conditions_that_a_report_repeats_are_borne_out_once_more(talks: Negotiation) -> None:
    waits = {"relation": "only-after", "issues": ["ceasefire"], "evidence": [span(TEXT, "before any agreement")]}
    for words in ("", " Still."):
        show(suggest(talks, make.make_snapshot(TEXT + words), conditions=[waits, waits]))
    condition = Condition.objects.get()
    assert (condition.position, condition.evidence.count()) == (Position.objects.get(), 2)


def test_report_that_repeats_a_standing_position_bears_it_out_once_more(shown: Suggestion, talks: Negotiation) -> None:
    show(suggest(talks, make.make_snapshot(f"{TEXT} Still."), said_on="2026-05-01"))
    position = Position.objects.get()
    assert (position.said_on, position.evidence.count()) == (date(2026, 3, 1), 2)


def test_stance_taken_again_after_another_is_a_new_position(shown: Suggestion, talks: Negotiation) -> None:
    show(suggest(talks, make.make_snapshot(f"{TEXT} Then."), said_on="2026-04-01", stance="open"))
    show(suggest(talks, make.make_snapshot(f"{TEXT} Again."), said_on="2026-05-01"))
    assert [p.stance for p in Position.objects.in_time()] == ["demands", "open", "demands"]


def test_position_repeated_in_a_later_round_is_told_for_that_round(shown: Suggestion, talks: Negotiation) -> None:
    later = make.make_round(talks, starts=date(2026, 5, 1))
    suggestion = suggest(talks, make.make_snapshot(f"{TEXT} In Klow."), said_on="2026-05-01")
    show(suggestion)
    assert [p.round for p in Position.objects.in_time()] == [None, later]


def suggest_round(talks: Negotiation, *, venue: str | None, status: str, outcome: str) -> Suggestion:
    """A round on 5 March, suggested from a snapshot of its own."""
    snapshot = make.make_snapshot(f"{TEXT} Talks are {status}.", published=date(2026, 3, 1))
    words = span(snapshot.text, f"Talks are {status}")
    unknown = dict.fromkeys(["country", "ends", "tone", "level"])
    reading = {**unknown, "venue": venue, "starts": "2026-03-05", "precision": "day", "format": "unknown"}
    reading |= {
        "status": status,
        "outcome": outcome,
        "attendance": [],
        "evidence": [words],
        "aspects": {"status": [words]},
    }
    return Suggestion.objects.create(
        kind="round",
        reading_run=Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON),
        snapshot=snapshot,
        negotiation=talks,
        fingerprint="r",
        rule="t",
        rules="1",
        confidence=0.9,
        start=words[0],
        end=words[1],
        reading=reading,
    )


def test_round_announced_without_a_venue_is_the_one_then_held_somewhere(talks: Negotiation) -> None:
    show(suggest_round(talks, venue=None, status="announced", outcome="unknown"))
    show(suggest_round(talks, venue="Klow", status="concluded", outcome="no-agreement"))
    round_ = talks.rounds.get()
    assert (round_.venue, round_.status, round_.outcome) == ("Klow", "concluded", "no-agreement")


@pytest.mark.parametrize(("status", "outcome"), [("ongoing", "ongoing"), ("concluded", "unknown")])
def test_nothing_had_come_of_a_round_yet_holds_while_it_goes_on(talks: Negotiation, status: str, outcome: str) -> None:
    show(suggest_round(talks, venue="Klow", status="ongoing", outcome="ongoing"))
    show(suggest_round(talks, venue="Klow", status=status, outcome="unknown"))
    round_ = talks.rounds.get()
    assert (round_.status, round_.outcome) == (status, outcome)
