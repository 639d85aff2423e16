"""An article whose text changes: quotes that are gone are marked, never moved, and an editor says what that means."""

import pytest

from negotiations import flow
from negotiations.errors import NotDecidable, StaleRecord
from negotiations.ingest.submitting import submit_address
from negotiations.models import (
    Article,
    Door,
    Evidence,
    Intake,
    Position,
    Reading,
    Snapshot,
    Standing,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from negotiations.review.decisions import accept_suggestion, undo_decision
from negotiations.review.gone import gone_quotes, keep_quote, last_said, reopen_quote, settled_quotes, withdraw_quote
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

OPENING = "Talks between Israel and Hamas were held in Cairo on Thursday, mediated by Egypt and Qatar."
DEMANDS = "Hamas demands a permanent ceasefire."
REJECTS = "Israel rejects a full withdrawal from Gaza."
FIRST = f"{OPENING}\n\n{DEMANDS}\n\n{REJECTS}"
SECOND = f"{OPENING}\n\nHamas said nothing on Friday.\n\n{REJECTS}"
SPACED = FIRST.replace("permanent ceasefire", "permanent\nceasefire").replace("\n\n", "\n")


def take(origin: Origin, tools: flow.Tools, text: str) -> Intake:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    origin.page("/talks", f"<html><body><article>{paragraphs}</article></body></html>")
    return flow.carry(intake=submit_address(address=f"{HOST}/talks", door=Door.ADDRESS, now=tools.clock()), tools=tools)


def demand() -> Suggestion:
    """The suggestion of the older text that the newer one no longer holds."""
    found = Suggestion.objects.filter(kind=SuggestionKind.POSITION.value, reading__sentence__startswith="Hamas demands")
    return found.earliest("pk")


@pytest.fixture
def accepted(origin: Origin, tools: flow.Tools) -> Evidence:
    """Accepted evidence whose quote went when the article changed."""
    take(origin, tools, FIRST)
    accept_suggestion(suggestion=demand(), editor=make.make_editor(), now=tools.clock())
    take(origin, tools, SECOND)
    evidence = Evidence.objects.current().get(suggestion=demand(), position__isnull=False)
    assert evidence.quote in FIRST
    return evidence


def test_a_quote_that_is_gone_is_marked_and_stays_with_its_snapshot(accepted: Evidence) -> None:
    article = Article.objects.get()
    older, newer = article.snapshots.order_by("pk")
    assert (accepted.snapshot, accepted.gone_from, article.snapshot) == (older, newer, newer)
    assert accepted.gone_at is not None
    assert accepted.position is not None
    assert accepted.position.standing == Standing.REVIEWED.value
    assert list(gone_quotes()) == [accepted]


def test_a_quote_that_still_stands_is_not_marked(origin: Origin, tools: flow.Tools, accepted: Evidence) -> None:
    others = Evidence.objects.current().exclude(pk=accepted.pk)
    assert others.filter(quote__contains="Israel").exists()
    assert not others.filter(gone_at__isnull=False).exists()


def test_the_mark_goes_when_the_page_changes_back(origin: Origin, tools: flow.Tools, accepted: Evidence) -> None:
    assert take(origin, tools, FIRST).outcome == "known"
    accepted.refresh_from_db()
    assert (accepted.gone_from, accepted.gone_at) == (None, None)
    events = accepted.events.order_by("pgh_id").values_list("gone_at", flat=True)  # type: ignore[attr-defined]  # made by pghistory
    assert [at is not None for at in events][-2:] == [True, False]


def test_other_blanks_and_line_breaks_take_no_quote_away(origin: Origin, tools: flow.Tools) -> None:
    take(origin, tools, FIRST)
    accept_suggestion(suggestion=demand(), editor=make.make_editor(), now=tools.clock())
    take(origin, tools, SPACED)
    assert Snapshot.objects.count() == 2
    assert not Evidence.objects.filter(gone_at__isnull=False).exists()


def test_undecided_suggestions_of_an_older_text_are_set_aside_with_what_they_showed(
    origin: Origin, tools: flow.Tools
) -> None:
    take(origin, tools, FIRST)
    older = Article.objects.get().snapshot
    shown = Position.objects.current().filter(evidence__suggestion=demand()).distinct().get()
    take(origin, tools, SECOND)
    assert set(Suggestion.objects.filter(snapshot=older).values_list("state", flat=True)) == {"superseded"}
    shown.refresh_from_db()
    assert shown.standing == Standing.RETRACTED.value
    assert not Evidence.objects.current().filter(snapshot=older).exists()
    assert Position.objects.current().filter(evidence__quote__contains="Israel rejects").exists()


def test_after_a_change_back_the_text_between_shows_nothing_and_the_first_shows_again(
    origin: Origin, tools: flow.Tools
) -> None:
    take(origin, tools, SECOND)
    first = Article.objects.get().snapshot
    take(origin, tools, FIRST)
    between = Article.objects.get().snapshot
    shown = Position.objects.current().filter(evidence__suggestion=demand()).distinct().get()
    take(origin, tools, SECOND)
    assert Article.objects.get().snapshot == first
    shown.refresh_from_db()
    assert shown.standing == Standing.RETRACTED.value
    assert set(Suggestion.objects.filter(snapshot=between).values_list("state", flat=True)) == {"superseded"}
    assert Suggestion.objects.undecided().filter(snapshot=first).exists()
    assert Evidence.objects.current().filter(snapshot=first).exists()
    assert set(Reading.objects.values_list("state", flat=True)) == {"done"}


def test_a_late_reading_of_an_older_text_shows_nothing(origin: Origin, tools: flow.Tools) -> None:
    take(origin, tools, FIRST)
    older = Article.objects.get().snapshot
    take(origin, tools, SECOND)
    Reading.objects.filter(snapshot=older).update(state="waiting", stage="extract", not_before=tools.clock())
    before = set(Evidence.objects.current().values_list("pk", flat=True))
    flow.work(tools=tools)
    assert not Suggestion.objects.undecided().filter(snapshot=older).exists()
    assert set(Evidence.objects.current().values_list("pk", flat=True)) == before


def test_an_undone_decision_on_an_older_text_leaves_nothing_to_show(tools: flow.Tools, accepted: Evidence) -> None:
    decision = demand().decisions.get()
    undo_decision(decision=decision, editor=make.make_editor("otto"), now=tools.clock())
    assert demand().state == SuggestionState.SUPERSEDED.value
    assert not gone_quotes().exists()
    assert accepted.position is not None
    accepted.position.refresh_from_db()
    assert accepted.position.standing == Standing.RETRACTED.value


def seen(evidence: Evidence) -> int:
    present = evidence.snapshot.article.snapshot_id
    assert present is not None
    return present


def test_a_kept_quote_stands_with_its_reason_and_leaves_the_list(tools: flow.Tools, accepted: Evidence) -> None:
    editor = make.make_editor("otto")
    keep_quote(
        evidence=accepted.pk, editor=editor, now=tools.clock(), reason="Dropped for length.", seen=seen(accepted)
    )
    accepted.refresh_from_db()
    assert not gone_quotes().exists()
    assert (accepted.retracted_at, accepted.gone_at is not None) == (None, True)
    said = {"editor": "otto", "decision": "keep-gone", "reason": "Dropped for length."}
    assert last_said(settled_quotes()) == {accepted.pk: said}


def test_a_quote_is_kept_only_with_a_reason(tools: flow.Tools, accepted: Evidence) -> None:
    with pytest.raises(NotDecidable):
        keep_quote(
            evidence=accepted.pk, editor=make.make_editor("otto"), now=tools.clock(), reason=" ", seen=seen(accepted)
        )
    assert gone_quotes().exists()


def test_withdrawing_the_last_quote_takes_the_record_back_and_undo_brings_it_again(
    tools: flow.Tools, accepted: Evidence
) -> None:
    position, editor = accepted.position, make.make_editor("otto")
    assert position is not None
    assert withdraw_quote(evidence=accepted.pk, editor=editor, now=tools.clock(), reason="", seen=seen(accepted))
    position.refresh_from_db()
    assert (position.standing, position.retracted_at is not None) == (Standing.RETRACTED.value, True)
    reopen_quote(evidence=accepted.pk, editor=editor, now=tools.clock())
    position.refresh_from_db()
    assert position.standing == Standing.REVIEWED.value
    assert list(gone_quotes()) == [accepted]


def test_withdrawing_one_of_two_quotes_leaves_the_record(tools: flow.Tools, accepted: Evidence) -> None:
    make.make_evidence("Hamas demands a lasting ceasefire", position=accepted.position)
    assert not withdraw_quote(
        evidence=accepted.pk, editor=make.make_editor("otto"), now=tools.clock(), reason="", seen=seen(accepted)
    )
    assert accepted.position is not None
    accepted.position.refresh_from_db()
    assert accepted.position.standing == Standing.REVIEWED.value


def test_the_second_of_two_editors_changes_nothing(tools: flow.Tools, accepted: Evidence) -> None:
    one, two, view = make.make_editor("otto"), make.make_editor("ada"), seen(accepted)
    keep_quote(evidence=accepted.pk, editor=one, now=tools.clock(), reason="Dropped for length.", seen=view)
    with pytest.raises(StaleRecord):
        withdraw_quote(evidence=accepted.pk, editor=two, now=tools.clock(), reason="", seen=view)
    accepted.refresh_from_db()
    assert accepted.retracted_at is None


def test_an_editor_who_saw_an_earlier_change_is_asked_to_look_again(
    origin: Origin, tools: flow.Tools, accepted: Evidence
) -> None:
    view, editor = seen(accepted), make.make_editor("otto")
    take(origin, tools, f"{SECOND}\n\nQatar hopes for progress in the talks next week.")
    with pytest.raises(StaleRecord):
        withdraw_quote(evidence=accepted.pk, editor=editor, now=tools.clock(), reason="", seen=view)
    take(origin, tools, FIRST)
    with pytest.raises(StaleRecord, match="stands in its article again"):
        withdraw_quote(evidence=accepted.pk, editor=editor, now=tools.clock(), reason="", seen=view)
    assert not Evidence.objects.filter(pk=accepted.pk, retracted_at__isnull=False).exists()


def test_a_quote_that_was_settled_is_asked_about_again_when_it_came_back_and_went_again(
    origin: Origin, tools: flow.Tools, accepted: Evidence
) -> None:
    keep_quote(
        evidence=accepted.pk,
        editor=make.make_editor("otto"),
        now=tools.clock(),
        reason="Dropped for length.",
        seen=seen(accepted),
    )
    take(origin, tools, FIRST)
    take(origin, tools, SECOND)
    assert list(gone_quotes()) == [accepted]
