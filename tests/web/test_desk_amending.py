"""Amending at the desk: every kind of suggestion, what cannot be entered, and talks that are not there yet."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from negotiations.models import (
    Decision,
    Negotiation,
    Participant,
    Position,
    Proposal,
    TalkRound,
)
from tests.web.suggestions import form_of, suggest

pytestmark = pytest.mark.django_db


def test_amend_changes_what_is_recorded(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    sent = form_of(row, stance="rejects", holder="Borduria", reason="the side was mistaken")
    assert desk.post(f"/desk/{row.pk}/amend/", sent).status_code == 302
    position = Position.objects.current().get()
    assert (position.holder.name, position.stance, position.standing) == ("Borduria", "rejects", "reviewed")
    html = desk.get(f"/desk/{row.pk}/").content.decode()
    assert "the side was mistaken" in html
    assert "Arlandia" in html
    assert "edda" in html


def test_amend_files_what_belonged_to_no_talks(desk: Client, talks: Negotiation) -> None:
    row = suggest(None, note="the text does not say between whom the talks are")
    desk.post(f"/desk/{row.pk}/amend/", form_of(row, talks=str(talks.pk)))
    assert Position.objects.get().negotiation == talks


def test_amend_without_a_day_records_none(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    desk.post(f"/desk/{row.pk}/amend/", form_of(row, said_on=""))
    position = Position.objects.get()
    assert (position.said_on, position.said_precision) == (None, "unknown")


def test_amend_changes_and_drops_conditions(desk: Client, talks: Negotiation) -> None:
    span = [0, 5]
    waits = [
        {"relation": "before", "issues": ["agreement"], "evidence": [span]},
        {"relation": "unless", "issues": ["ceasefire"], "evidence": [span]},
    ]
    row = suggest(talks, conditions=waits)
    sent = form_of(row) | {
        "amend-wait0": "only-after",
        "amend-wait0_issues": ["ceasefire"],
        "amend-wait1": "",
        "amend-wait1_issues": ["ceasefire"],
    }
    assert desk.post(f"/desk/{row.pk}/amend/", sent).status_code == 302
    condition = Position.objects.get().conditions.get()
    assert condition.relation == "only-after"
    assert [issue.code for issue in condition.issues.all()] == ["ceasefire"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"holder": "Nobody Known"}, "is not in the list of actors"),
        ({"stance": "perhaps"}, "not one of the available choices"),
        ({"issues": []}, "at least one issue"),
        ({"said_on": "soon"}, "YYYY-MM-DD"),
    ],
)
def test_amend_says_what_cannot_be_entered_and_keeps_what_was_typed(
    desk: Client, talks: Negotiation, changes: dict[str, Any], said: str
) -> None:
    row = suggest(talks)
    answer = desk.post(f"/desk/{row.pk}/amend/", form_of(row, reason="typed before", **changes))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "typed before" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("kind", "sent", "check"),
    [
        (
            "participant",
            {"actor": "Borduria", "role": "host"},
            lambda: Participant.objects.get(actor__slug="borduria", role="host"),
        ),
        (
            "round",
            {
                "venue": "Szohod",
                "country": "bo",
                "starts": "2026-03-05",
                "ends": "2026-03-06",
                "precision": "day",
                "status": "concluded",
                "outcome": "ceasefire",
                "format": "direct",
            },
            lambda: TalkRound.objects.get(venue="Szohod", outcome="ceasefire", country="BO", starts=date(2026, 3, 5)),
        ),
        (
            "proposal",
            {
                "title": "Klow paper",
                "sponsors": "Borduria\nSyldavia",
                "tabled_on": "2026-03-02",
                "tabled_precision": "day",
            },
            lambda: Proposal.objects.get(title="Klow paper"),
        ),
    ],
)
def test_amend_knows_each_kind(desk: Client, talks: Negotiation, kind: str, sent: dict[str, str], check: Any) -> None:
    row = suggest(talks, kind)
    values = {f"amend-{name}": value for name, value in sent.items()} | {"amend-talks": str(talks.pk), "seen": "0"}
    answer = desk.post(f"/desk/{row.pk}/amend/", values)
    assert answer.status_code == 302, answer.content.decode()
    assert check().standing == "reviewed"


def test_refusal_for_want_of_talks_opens_the_form_that_names_them(desk: Client) -> None:
    row = suggest(None)
    answer = desk.post(f"/desk/{row.pk}/accept/", {"seen": "0"})
    assert answer.status_code == 400
    assert '<details class="amending" id="amend" data-key="e" open>' in answer.content.decode()


ADD_TALKS, ADD_ACTOR = "/admin/negotiations/negotiation/add/", "/admin/negotiations/actor/add/"


@pytest.mark.parametrize(
    ("permissions", "is_staff", "at_desk", "at_words"),
    [
        (["add_negotiation", "add_actor"], True, {ADD_TALKS, ADD_ACTOR}, {ADD_ACTOR}),
        (["add_actor"], True, {ADD_ACTOR}, {ADD_ACTOR}),
        (["add_negotiation"], True, {ADD_TALKS}, set()),
        (["add_negotiation", "add_actor"], False, set(), set()),
        ([], True, set(), set()),
    ],
)
def test_what_a_choice_does_not_have_is_added_by_those_who_may(
    editor: User, permissions: list[str], is_staff: bool, at_desk: set[str], at_words: set[str]
) -> None:
    editor.user_permissions.add(*Permission.objects.filter(codename__in=permissions))
    editor.is_staff = is_staff
    editor.save()
    client = Client()
    client.force_login(editor)
    for path, expected in ((f"/desk/{suggest(None).pk}/", at_desk), ("/desk/words/", at_words)):
        html = client.get(path).content.decode()
        assert {address for address in (ADD_TALKS, ADD_ACTOR) if f'href="{address}"' in html} == expected
        assert ("by those who keep the lists" in html) is (not expected)
        for address in expected:
            assert client.get(address).status_code == 200
