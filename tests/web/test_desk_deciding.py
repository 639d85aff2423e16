"""Deciding at the desk: one suggestion at a time, what comes next, and what two editors do to each other."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiations.dashboard.views import desk as views
from negotiations.dashboard.waiting import ahead_in, next_after
from negotiations.models import (
    Decision,
    Negotiation,
    Suggestion,
    TalkRound,
)
from negotiations.review.decisions import accept_suggestion, reject_suggestion
from negotiations.review.showing import show
from tests import factories as make
from tests.web.suggestions import form_of, suggest

pytestmark = pytest.mark.django_db


def test_accept_goes_on_to_the_next_and_offers_undo(desk: Client, talks: Negotiation) -> None:
    first, second = suggest(talks, "round"), suggest(talks, "position")
    answer = desk.post(f"/desk/{first.pk}/accept/?talks=klow-talks", {"seen": "0"}, follow=True)
    assert answer.redirect_chain == [(f"/desk/{second.pk}/?talks=klow-talks", 302)]
    assert "Accepted: Round in Klow" in answer.content.decode()
    assert 'action="/desk/undo/' in answer.content.decode()
    assert TalkRound.objects.get().standing == "reviewed"
    desk.post("/desk/undo/")
    first.refresh_from_db()
    assert first.state == "open"
    assert [decision.verb for decision in Decision.objects.all()] == ["accept", "undo"]


def test_what_a_decision_makes_more_valuable_comes_next(desk: Client, talks: Negotiation) -> None:
    """Accepting a stance sets those that point elsewhere against the record, however unsure the rule is of them."""
    first = suggest(talks, "position", confidence=0.95)
    calm = suggest(talks, "participant", confidence=0.9)
    turning = suggest(talks, "position", confidence=0.55, stance="rejects", said_on="2026-03-09")
    answer = desk.post(f"/desk/{first.pk}/accept/", {"seen": "0"}, follow=True)
    assert answer.redirect_chain == [(f"/desk/{turning.pk}/", 302)]
    assert "1 of 2" in answer.content.decode()
    assert f'rel="next" data-key="j" href="/desk/{calm.pk}/"' in answer.content.decode()


def test_what_was_skipped_does_not_come_again_until_one_begins_anew(desk: Client, talks: Negotiation) -> None:
    skipped = suggest(talks, "position", confidence=0.99)
    first = suggest(talks, "position", confidence=0.95)
    turning = suggest(talks, "position", confidence=0.55, stance="rejects", said_on="2026-03-09")
    last = suggest(talks, "participant", confidence=0.5)
    went = [desk.post(f"/desk/{row.pk}/accept/", {"seen": "0"}).headers["Location"] for row in (first, turning, last)]
    assert went == [f"/desk/{row.pk}/" for row in (turning, last, skipped)]
    desk.get("/desk/")
    assert "desk_skipped" not in desk.session


def carried_by(page: str) -> dict[str, str]:
    """The fields that the form to accept carries."""
    form = page[page.index("/accept/") : page.index("Accept <kbd>")]
    return dict(re.findall(r'name="(seen|ahead)" value="([\d,]*)"', form))


ORDER = "FROM negotiations_evidence e JOIN negotiations_suggestion s"  # one of the questions that ordering asks


def orders_read(desk: Client, row: Suggestion, sent: dict[str, str]) -> int:
    """How often deciding asks for the order of all that waits."""
    with CaptureQueriesContext(connection) as queries:
        assert desk.post(f"/desk/{row.pk}/accept/", sent).status_code == 302
    return sum(ORDER in query["sql"] for query in queries)


def test_decision_on_a_page_reads_the_order_once_and_passes_over_what_stood_ahead_there(
    desk: Client, talks: Negotiation
) -> None:
    rows = [suggest(talks, "position", confidence=confidence) for confidence in (0.9, 0.8, 0.7, 0.6)]
    sent = carried_by(desk.get(f"/desk/{rows[2].pk}/").content.decode())
    assert sent == {"seen": "0", "ahead": f"{rows[0].pk},{rows[1].pk}"}
    assert orders_read(desk, rows[2], sent) == 1
    assert desk.session["desk_skipped"] == [rows[0].pk, rows[1].pk]
    sent = carried_by(desk.get(f"/desk/{rows[0].pk}/").content.decode())
    assert sent == {"seen": "0", "ahead": ""}
    assert orders_read(desk, rows[0], sent) == 1
    assert "desk_skipped" not in desk.session


def test_what_stood_ahead_is_read_where_it_was_too_much_for_a_page(
    desk: Client, talks: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_AHEAD", 1)
    rows = [suggest(talks, "position", confidence=confidence) for confidence in (0.9, 0.8, 0.7, 0.6)]
    sent = carried_by(desk.get(f"/desk/{rows[2].pk}/").content.decode())
    assert sent == {"seen": "0"}
    assert orders_read(desk, rows[2], sent) == 2
    assert desk.session["desk_skipped"] == [rows[0].pk, rows[1].pk]


@pytest.mark.parametrize("ahead", ["x", "1,,2", "9" * 40, "-1", ","])
def test_what_no_page_says_stood_ahead_does_no_harm(desk: Client, talks: Negotiation, ahead: str) -> None:
    row, other = suggest(talks, "position"), suggest(talks, "participant")
    answer = desk.post(f"/desk/{row.pk}/accept/", {"seen": "0", "ahead": ahead})
    assert answer.headers["Location"] == f"/desk/{other.pk}/"


@pytest.mark.parametrize(
    ("pk", "before", "now", "skipped", "after"),
    [
        (1, [1, 2, 3], [2, 3], [], (2, [])),
        (1, [1, 2, 3], [3, 2], [], (3, [])),
        (3, [1, 2, 3, 4], [1, 2, 4], [], (4, [1, 2])),
        (4, [4, 1, 2, 5], [1, 2, 5], [1, 2], (5, [1, 2])),
        (1, [1, 2, 5], [2, 5], [1, 2], (2, [])),
        (5, [1, 2, 5], [1, 2], [1, 2], (1, [1, 2])),
        (9, [1, 2], [1, 2], [], (1, [])),
        (1, [1], [], [], (None, [])),
    ],
)
def test_next_is_the_first_of_the_present_order_that_was_not_skipped(
    pk: int, before: list[int], now: list[int], skipped: list[int], after: tuple[int | None, list[int]]
) -> None:
    assert next_after(pk, ahead=ahead_in(before, pk), now=now, skipped=skipped) == after


def test_reject_needs_a_reason_and_keeps_it(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    assert desk.post(f"/desk/{row.pk}/reject/", {"seen": "0", "reject-reason": "  "}).status_code == 400
    assert not Decision.objects.exists()
    desk.post(f"/desk/{row.pk}/reject/", {"seen": "0", "reject-reason": "It speaks of another country."})
    row.refresh_from_db()
    assert row.state == "rejected"
    assert Decision.objects.get().reason == "It speaks of another country."


@pytest.mark.parametrize(
    ("kind", "another"),
    [
        ("participant", {"role": "observer"}),
        ("round", {"starts": "2026-04-01"}),
        ("proposal", {"tabled_on": "2026-04-01"}),
        ("reaction", {"answer": "accepts"}),
        ("position", {"sentence": "Arlandia asks for a full withdrawal"}),
    ],
)
def test_what_was_refused_is_held_back_when_another_text_says_it_again(
    talks: Negotiation, editor: User, kind: str, another: dict[str, Any]
) -> None:
    show(suggestion=suggest(talks, "proposal"), now=make.NOON)  # to which there can be an answer
    reject_suggestion(suggestion=suggest(talks, kind), editor=editor, now=make.NOON, reason="misread")
    again, other = suggest(talks, kind), suggest(talks, kind, **another)
    for row in (again, other):
        show(suggestion=row, now=make.NOON)
    assert (again.is_shown, other.is_shown) == (False, True)


def test_refused_round_without_a_day_holds_no_other_back(talks: Negotiation, editor: User) -> None:
    refused = suggest(talks, "round", starts=None, ends=None, precision="unknown")
    reject_suggestion(suggestion=refused, editor=editor, now=make.NOON, reason="misread")
    other = suggest(talks, "round", starts=None, ends=None, precision="unknown")
    show(suggestion=other, now=make.NOON)
    assert other.is_shown


def test_second_editor_is_told_what_the_first_did_and_loses_nothing(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    accept_suggestion(suggestion=row, editor=make.make_editor("ivo"), now=make.NOON, seen=0)
    answer = desk.post(f"/desk/{row.pk}/amend/", form_of(row, stance="rejects", reason="what I typed"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "ivo decided first" in html
    assert "what I typed" in html
    assert 'href="#history"' in html
    assert '<option value="rejects" selected>' in html
    assert 'name="seen" value="1"' in html
    assert Decision.objects.count() == 1


def test_undo_of_a_decision_that_was_undone_is_a_conflict(desk: Client, talks: Negotiation, editor: User) -> None:
    row = suggest(talks)
    decision = accept_suggestion(suggestion=row, editor=editor, now=make.NOON, seen=0)
    assert desk.post(f"/desk/{row.pk}/undo/", {"decision": decision.pk}).status_code == 302
    assert desk.post(f"/desk/{row.pk}/undo/", {"decision": decision.pk}).status_code == 409
    assert desk.post(f"/desk/{row.pk}/undo/", {"decision": "x"}).status_code == 404


def test_decision_without_seen_counts_as_not_seen(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    assert desk.post(f"/desk/{row.pk}/accept/").status_code == 409
    assert not Decision.objects.exists()


def test_superseded_suggestion_has_nothing_to_decide(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    Suggestion.objects.filter(pk=row.pk).update(state="superseded")
    assert "nothing to decide" in desk.get(f"/desk/{row.pk}/").content.decode()
    assert desk.post(f"/desk/{row.pk}/accept/", {"seen": "0"}).status_code == 409
