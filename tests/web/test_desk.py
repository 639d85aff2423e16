"""The desk: what waits, in order of worth; one decision at a time or many; nobody overwrites anybody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from negotiations.dashboard.waiting import next_after
from negotiations.models import (
    Decision,
    Negotiation,
    Participant,
    Position,
    Proposal,
    Suggestion,
    TalkRound,
)
from negotiations.review.decisions import accept_suggestion, reject_suggestion
from negotiations.review.showing import show
from tests import factories as make
from tests.web.suggestions import READINGS, make_talks, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Negotiation:
    return make_talks()


@pytest.fixture
def editor() -> User:
    return make.make_editor()


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def form_of(suggestion: Suggestion, **changes: str) -> dict[str, Any]:
    """What the amending form of a position sends when only ``changes`` differ."""
    reading = suggestion.reading
    sent = {
        "amend-holder": reading["holder"]["name"],
        "amend-stance": reading["stance"],
        "amend-issues": reading["issues"],
        "amend-attribution": reading["attribution"],
        "amend-modality": reading["modality"],
        "amend-said_on": reading["said_on"],
        "amend-said_precision": reading["said_precision"],
        "amend-talks": suggestion.negotiation_id or "",
        "seen": "0",
    }
    return {**sent, **{f"amend-{name}": value for name, value in changes.items()}}


def order_of(html: str, *words: str) -> list[int]:
    return [html.index(word) for word in words]


def test_desk_puts_rounds_first_then_what_changes_the_record_then_by_confidence(
    desk: Client, talks: Negotiation
) -> None:
    make.make_position(talks, "Arlandia", "rejects", ["withdrawal"], said_on=date(2026, 2, 1))
    sure = suggest(talks, "participant", confidence=0.99)
    unsure = suggest(talks, "participant", confidence=0.6, role="host")
    changing = suggest(talks, "position", confidence=0.55)
    agreeing = suggest(talks, "position", confidence=0.95, stance="rejects")
    meeting = suggest(talks, "round", confidence=0.5)
    html = desk.get("/desk/").content.decode()
    places = order_of(html, *(f'value="{row.pk}:0"' for row in (meeting, changing, sure, agreeing, unsure)))
    assert places == sorted(places)
    assert "against the record" in html
    assert "1 to 5 of 5" in html


def test_desk_compares_a_position_only_with_what_was_said_before_it(desk: Client, talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "rejects", ["withdrawal"], said_on=date(2026, 4, 1))
    suggest(talks, "position", said_on="2026-03-01")
    assert "against the record" not in desk.get("/desk/").content.decode()


def test_desk_filters_combine_and_count(desk: Client, talks: Negotiation) -> None:
    other = make.make_negotiation("Other talks")
    here, there = suggest(talks, "position"), suggest(other, "round")
    html = desk.get("/desk/?kind=position&talks=klow-talks").content.decode()
    assert f'value="{here.pk}:0"' in html
    assert f'value="{there.pk}:0"' not in html
    assert "1 to 1 of 1" in html
    assert "position (1)" in html
    assert "Nothing fits these filters" in desk.get("/desk/?kind=position&talks=other-talks").content.decode()


@pytest.mark.parametrize(
    "query", ["?kind=nonsense", "?page=99", "?page=x", "?shown=1&talks=%00", "?article=9999999999999999999999"]
)
def test_desk_answers_odd_addresses(desk: Client, talks: Negotiation, query: str) -> None:
    suggest(talks)
    assert desk.get(f"/desk/{query}").status_code == 200


@pytest.mark.parametrize("kind", list(READINGS))
def test_suggestion_shows_words_in_context_and_accepts(desk: Client, talks: Negotiation, kind: str) -> None:
    if kind == "reaction":
        make.make_proposal(talks, make.make_actor("Syldavia"), tabled_on=date(2026, 2, 25))
    row = suggest(talks, kind)
    page = desk.get(f"/desk/{row.pk}/")
    assert page.status_code == 200
    assert "<mark" in page.content.decode()
    answer = desk.post(f"/desk/{row.pk}/accept/", {"seen": "0"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "accepted"
    assert desk.get(f"/desk/{row.pk}/").status_code == 200


def test_suggestion_shows_the_present_record_beside_it(desk: Client, talks: Negotiation) -> None:
    make.make_position(
        talks, "Arlandia", "rejects", ["withdrawal"], said_on=date(2026, 2, 1), sentence="Arlandia will not leave"
    )
    html = desk.get(f"/desk/{suggest(talks).pk}/").content.decode()
    assert "Arlandia will not leave" in html
    assert "1 Feb 2026" in html


def test_suggestion_shows_what_stood_by_its_day_and_what_came_later_apart(desk: Client, talks: Negotiation) -> None:
    for month, sentence in ((1, "It will stay"), (2, "It will never leave"), (4, "It may leave"), (5, "It leaves")):
        stance = "rejects" if month < 4 else "accepts"
        make.make_position(talks, "Arlandia", stance, ["withdrawal"], said_on=date(2026, month, 1), sentence=sentence)
    html = desk.get(f"/desk/{suggest(talks, said_on='2026-03-01').pk}/").content.decode()
    beside = html.partition("What stood by 1 Mar 2026</h2>")[2].partition("</section>")[0]
    stood, _, later = beside.partition("The latest since then:")
    assert [words in stood for words in ("It will never leave", "It will stay", "It may leave", "It leaves")] == [
        True,
        True,
        False,
        False,
    ]
    assert "accepts</a> 1 May 2026" in later
    html = desk.get(f"/desk/{suggest(talks, said_on=None, said_precision='unknown').pk}/").content.decode()
    assert "What stands now" in html
    assert "It leaves" in html


def test_article_lists_its_suggestions_as_the_desk_says_them(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks, "position", note="its day is not known", confidence=0.61)
    html = desk.get(row.snapshot.article.get_absolute_url()).content.decode()
    listed = html.partition('id="offers"')[2].partition("</section>")[0]
    words = " ".join(strip_tags(listed).split())
    assert "Arlandia demands withdrawal position · waits for a decision, held back" in words
    assert "its day is not known" in words
    for machine in ("test/rule", "0.61", "open"):
        assert machine not in words
    accept_suggestion(suggestion=row, editor=User.objects.get(), now=make.NOON, seen=0)
    html = desk.get(row.snapshot.article.get_absolute_url()).content.decode()
    assert "position · accepted" in " ".join(strip_tags(html).split())


def test_round_differs_from_the_record_field_by_field(desk: Client, talks: Negotiation) -> None:
    make.make_round(talks, venue="Klow", starts=date(2026, 3, 1), outcome="ongoing")
    html = desk.get(f"/desk/{suggest(talks, 'round').pk}/").content.decode()
    assert 'class="differs"' in html
    assert "under way" in html
    assert "outcome unknown" not in html
    assert "no agreement" in html


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
    assert next_after(pk, before=before, now=now, skipped=skipped) == after


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


def test_nothing_chosen_changes_nothing(desk: Client, talks: Negotiation) -> None:
    suggest(talks)
    assert "Nothing was chosen" in desk.post("/desk/chosen/", {"verb": "accept"}, follow=True).content.decode()


def test_superseded_suggestion_has_nothing_to_decide(desk: Client, talks: Negotiation) -> None:
    row = suggest(talks)
    Suggestion.objects.filter(pk=row.pk).update(state="superseded")
    assert "nothing to decide" in desk.get(f"/desk/{row.pk}/").content.decode()
    assert desk.post(f"/desk/{row.pk}/accept/", {"seen": "0"}).status_code == 409


ADDRESSES = ["/desk/", "/desk/{pk}/"]
CHANGING = [
    "/desk/{pk}/accept/",
    "/desk/{pk}/amend/",
    "/desk/{pk}/reject/",
    "/desk/{pk}/undo/",
    "/desk/chosen/",
    "/desk/undo/",
]


@pytest.mark.parametrize("address", ADDRESSES + CHANGING)
def test_desk_is_for_those_who_may_decide(talks: Negotiation, client: Client, address: str) -> None:
    row = suggest(talks)
    path = address.format(pk=row.pk)
    send = client.post if address in CHANGING else client.get
    assert send(path).headers["Location"].startswith("/account/sign-in/?next=/desk/")
    client.force_login(User.objects.create_user("reader"))
    assert send(path).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("address", CHANGING)
def test_looking_changes_nothing_and_a_foreign_form_is_refused(talks: Negotiation, editor: User, address: str) -> None:
    row = suggest(talks)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.get(address.format(pk=row.pk)).status_code == 302
    assert (
        client.post(address.format(pk=row.pk), {"seen": "0", "verb": "accept", "chosen": f"{row.pk}:0"}).status_code
        == 403
    )
    assert not Decision.objects.exists()


def test_markup_in_a_text_is_shown_as_text(desk: Client, talks: Negotiation) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    snapshot = make.make_snapshot(f"Arlandia insists on a full withdrawal {evil}", title=evil)
    row = suggest(
        talks,
        snapshot=snapshot,
        sentence=evil,
        speaker={"key": None, "name": evil, "kind": "person", "title": None, "represents": None},
    )
    for path in ("/desk/", f"/desk/{row.pk}/"):
        html = desk.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.fixture
def many(talks: Negotiation) -> Callable[[int], None]:
    def fill(number: int) -> None:
        for index in range(number):
            suggest(
                talks,
                snapshot=make.make_snapshot(
                    f"{index}. Arlandia insists on a full withdrawal", source=make.make_source(f"Paper {index}")
                ),
            )
            make.make_position(talks, "Arlandia", "rejects", ["withdrawal"], said_on=date(2026, 1, 1 + index % 28))

    return fill


def test_desk_asks_as_often_for_fifty_as_for_one(desk: Client, many: Callable[[int], None]) -> None:
    many(1)
    first = Suggestion.objects.get().pk
    one = [queries_of(desk, path) for path in ("/desk/", f"/desk/{first}/")]
    many(49)
    assert [queries_of(desk, path) for path in ("/desk/", f"/desk/{first}/")] == one
    assert one[0] <= 9
    assert one[1] <= 16


def test_page_of_a_round_lets_editors_alone_approve_its_draft(desk: Client, talks: Negotiation) -> None:
    summary = make.make_summary(make.make_round(talks))
    page, button = "/talks/klow-talks/rounds/1/", "Approve this summary"
    assert button in desk.get(page).content.decode()
    assert button not in Client().get(page).content.decode()
    desk.post(f"/summaries/{summary.pk}/approve/")
    assert button not in desk.get(page).content.decode()
