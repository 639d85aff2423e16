"""Deciding many suggestions at once."""

import pytest
from django.test import Client

from negotiations.models import (
    Decision,
    Negotiation,
    Participant,
    Suggestion,
)
from negotiations.review.decisions import accept_suggestion
from tests import factories as make
from tests.web.suggestions import suggest

pytestmark = pytest.mark.django_db


def test_chosen_are_accepted_and_undone_together(desk: Client, talks: Negotiation) -> None:
    rows = [
        suggest(talks, "participant", actor={"key": name.lower(), "name": name, "kind": "state", "iso": None})
        for name in ("Arlandia", "Borduria")
    ]
    left = suggest(talks)
    answer = desk.post("/desk/chosen/", {"verb": "accept", "chosen": [f"{row.pk}:0" for row in rows]}, follow=True)
    assert "Accepted: 2 suggestions" in answer.content.decode()
    assert Participant.objects.reviewed().count() == 2
    desk.post("/desk/undo/")
    assert not Suggestion.objects.exclude(state="open").exists()
    assert left.decisions.count() == 0


def test_chosen_are_rejected_with_one_reason(desk: Client, talks: Negotiation) -> None:
    rows = [suggest(talks), suggest(talks)]
    chosen = [f"{row.pk}:0" for row in rows]
    refused = desk.post("/desk/chosen/", {"verb": "reject", "chosen": chosen, "reject-reason": ""})
    assert refused.status_code == 400
    assert refused.content.decode().count(" checked>") == 2
    desk.post("/desk/chosen/", {"verb": "reject", "chosen": chosen, "reject-reason": "An old story."})
    assert [decision.reason for decision in Decision.objects.all()] == ["An old story.", "An old story."]


def test_chosen_tells_which_could_not_be_decided(desk: Client, talks: Negotiation) -> None:
    fine, taken, unfiled = suggest(talks), suggest(talks, "round"), suggest(None, "participant")
    accept_suggestion(suggestion=taken, editor=make.make_editor("ivo"), now=make.NOON, seen=0)
    answer = desk.post(
        "/desk/chosen/",
        {"verb": "accept", "chosen": [f"{row.pk}:0" for row in (fine, taken, unfiled)] + ["x", "9:9:9", "999999:0"]},
        follow=True,
    )
    html = answer.content.decode()
    assert "Accepted: 1 suggestion." in html
    assert "ivo decided first" in html
    assert "belongs to no talks yet" in html


def test_what_stands_in_the_way_of_several_is_said_once_with_their_numbers(desk: Client) -> None:
    rows = [suggest(None, "participant"), suggest(None, "round"), suggest(None, "position")]
    chosen = [f"{row.pk}:0" for row in rows]
    html = desk.post("/desk/chosen/", {"verb": "accept", "chosen": chosen}, follow=True).content.decode()
    assert html.count("belongs to no talks yet") == 1
    assert f"Numbers {rows[0].pk}, {rows[1].pk} and {rows[2].pk}: The suggestion belongs" in html


def test_nothing_chosen_changes_nothing(desk: Client, talks: Negotiation) -> None:
    suggest(talks)
    assert "Nothing was chosen" in desk.post("/desk/chosen/", {"verb": "accept"}, follow=True).content.decode()
