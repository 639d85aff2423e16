"""What the API never shows: rows and quotes taken back, what hangs on them, and, if asked, what nobody has reviewed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from negotiations.models import Evidence, Negotiation, Recorded, Snapshot, Suggestion
from tests import factories as make

pytestmark = pytest.mark.django_db
LISTS = [
    "negotiations",
    "actors",
    "participants",
    "parties",
    "mediators",
    "rounds",
    "positions",
    "proposals",
    "reactions",
    "articles",
    "summaries",
    "timeline",
]


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    cache.clear()


def body(path: str, **query: Any) -> str:
    answer = Client().get(f"/api/v1/{path}/", query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def everything_said(**query: Any) -> str:
    """All that an anonymous reader gets from all lists, as one text."""
    return "".join(body(name, page_size=200, **query) for name in LISTS)


def make_everything(marker: str) -> tuple[Negotiation, dict[str, Recorded]]:
    """One row of each kind, reviewed, each with a quote of its own that names it: ``<marker> position``."""
    talks = make.make_negotiation()
    actor = make.make_actor("Arlandia")
    day = date(2026, 3, 1)
    round_ = make.make_round(talks, starts=day)
    position = make.make_position(talks, actor, said_on=day, round=round_)
    proposal = make.make_proposal(talks, actor, terms=["ceasefire"], round=round_)
    rows: dict[str, Recorded] = {
        "participant": make.make_participant(talks, actor, "mediator"),
        "round": round_,
        "attendance": make.make_attendance(round_, actor),
        "position": position,
        "condition": make.make_condition(position),
        "proposal": proposal,
        "term": proposal.terms.get(),
        "reaction": make.make_reaction(proposal, actor),
    }
    for kind, row in rows.items():
        make.make_evidence(f"{marker} {kind}", snapshot=None, **{kind: row})
        row.standing = "reviewed"
        row.save()
    return talks, rows


HANGS_ON = {"round": {"attendance"}, "position": {"condition"}, "proposal": {"term", "reaction"}}
KINDS = ("participant", "round", "attendance", "position", "condition", "proposal", "term", "reaction")


def retract(row: Recorded) -> None:
    row.standing, row.retracted_at = "retracted", timezone.now()
    row.save()


def unreview(row: Recorded) -> None:
    row.standing = "unreviewed"
    row.save()


def make_suggestion(state: str = "open") -> Suggestion:
    snapshot = make.make_snapshot("Then words of a second report came.")
    return Suggestion.objects.create(
        kind="position",
        state=state,
        snapshot=snapshot,
        fingerprint="f" * 64,
        rule="r",
        rules="1",
        confidence=0.9,
        start=0,
        end=4,
        reading={},
    )


def summarise(round_: Any) -> None:
    """A summary whose sentences rest on every quote there is."""
    summary = make.make_summary(round_)
    sentence = summary.sentences.get()
    for evidence in Evidence.objects.exclude(cited_in__sentence=sentence):
        sentence.references.create(evidence=evidence)
    editor = make.make_editor()
    summary.state, summary.approved_by, summary.approved_at = "approved", editor, timezone.now()
    summary.save()


def test_everything_that_stands_is_said() -> None:
    _, rows = make_everything("open words on the")
    summarise(rows["round"])
    for query in ({}, {"reviewed": "true"}):
        said = everything_said(**query)
        assert all(said.count(f"open words on the {kind}") >= 2 for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("take_away", "query"),
    [(retract, {}), (retract, {"reviewed": "true"}), (unreview, {"reviewed": "true"})],
    ids=["retracted", "retracted-reviewed", "unreviewed-reviewed"],
)
def test_row_that_may_not_be_seen_is_nowhere_with_all_that_hangs_on_it(
    kind: str, take_away: Callable[[Recorded], None], query: dict[str, str]
) -> None:
    _, rows = make_everything("hidden words on the")
    if take_away is retract:
        summarise(rows["round"])
    take_away(rows[kind])
    said = everything_said(**query)
    for hidden in {kind} | HANGS_ON.get(kind, set()):
        assert f"hidden words on the {hidden}" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_approved_summary_is_reviewed_whole_also_where_what_is_under_it_is_not(kind: str) -> None:
    _, rows = make_everything("approved words on the")
    summarise(rows["round"])
    whole = body("summaries")
    unreview(rows[kind])
    assert body("summaries", reviewed="true") == whole
    assert body(f"rounds/{rows['round'].pk}/summary", reviewed="true") in whole
    assert f"approved words on the {kind}" in whole


def test_quote_under_an_approved_summary_says_that_nobody_has_reviewed_it() -> None:
    _, rows = make_everything("words on the")
    suggestion = make_suggestion()
    Evidence.objects.filter(position=rows["position"].pk).update(suggestion=suggestion)
    unreview(rows["position"])
    summarise(rows["round"])
    summary = Client().get(f"/api/v1/rounds/{rows['round'].pk}/summary/?reviewed=true").json()
    marks = {each["kind"]: each["evidence"]["reviewed"] for each in summary["sentences"][0]["references"]}
    assert (marks["position"], marks["round"]) == (False, True)
    assert "words on the position" not in body("positions", reviewed="true")


@pytest.mark.parametrize("kind", KINDS)
def test_quote_taken_back_is_nowhere(kind: str) -> None:
    _, rows = make_everything("false words on the")
    summarise(rows["round"])
    Evidence.objects.filter(quote=f"false words on the {kind}").update(retracted_at=timezone.now())
    said = everything_said()
    assert f"false words on the {kind}" not in said
    assert all(f"false words on the {other}" in said for other in KINDS if other != kind)


@pytest.mark.parametrize(
    ("state", "shown"), [("open", False), ("superseded", False), ("accepted", True), ("amended", True)]
)
def test_reviewed_leaves_out_quotes_that_nobody_has_decided(state: str, shown: bool) -> None:
    position = make.make_position(make.make_negotiation(), standing="reviewed")
    suggestion = make_suggestion(state)
    make.make_evidence(
        "words of a second report", snapshot=suggestion.snapshot, position=position, suggestion=suggestion
    )
    assert "words of a second report" in body("positions")
    assert ("words of a second report" in body("positions", reviewed="true")) is shown
    assert ("words of a second report" in body("articles", reviewed="true")) is shown


@pytest.mark.parametrize("kind", ["participants", "rounds", "positions", "proposals", "reactions"])
def test_row_taken_back_is_not_found_by_its_id(kind: str) -> None:
    _, rows = make_everything("words on the")
    row = rows[kind.removesuffix("s")]
    assert Client().get(f"/api/v1/{kind}/{row.pk}/").status_code == 200
    retract(row)
    answer = Client().get(f"/api/v1/{kind}/{row.pk}/")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not-found"


def test_reaction_to_a_proposal_taken_back_is_not_found() -> None:
    _, rows = make_everything("words on the")
    retract(rows["proposal"])
    assert Client().get(f"/api/v1/reactions/{rows['reaction'].pk}/").status_code == 404


def test_filters_do_not_find_by_what_may_not_be_seen() -> None:
    talks, rows = make_everything("words on the")
    for kind in ("attendance", "participant"):
        retract(rows[kind])
    Evidence.objects.filter(position__pk=rows["position"].pk).exclude(quote__startswith="words").update(
        retracted_at=timezone.now()
    )
    make.make_evidence(
        "other words",
        snapshot=make.make_snapshot("other words.", source=make.make_source("Secret Post")),
        position=rows["position"],
    )
    Evidence.objects.filter(quote="other words").update(retracted_at=timezone.now())
    empty = '"results":[]'
    assert empty in body("rounds", actor="arlandia")
    assert empty in body("negotiations", actor="arlandia")
    assert empty in body("actors", negotiation=talks.slug)
    assert empty in body("positions", role="mediator")
    assert empty in body("positions", source="secret-post")


def test_link_to_a_row_taken_back_is_null() -> None:
    _, rows = make_everything("words on the")
    retract(rows["round"])
    position = Client().get(f"/api/v1/positions/{rows['position'].pk}/").json()
    assert position["round"] is None
    assert Client().get(f"/api/v1/positions/?round={rows['round'].pk}").json()["results"] == []


@pytest.mark.parametrize(("state", "status"), [("draft", 200), ("stale", 200), ("retracted", 404)])
def test_summary_is_shown_with_its_state_and_never_when_retracted(state: str, status: int) -> None:
    round_ = make.make_round(make.make_negotiation())
    summary = make.make_summary(round_, ["A sentence of the summary."], state=state)
    answer = Client().get(f"/api/v1/rounds/{round_.pk}/summary/")
    assert answer.status_code == status
    assert Client().get(f"/api/v1/summaries/{summary.pk}/").status_code == status
    assert Client().get(f"/api/v1/rounds/{round_.pk}/summary/?reviewed=true").status_code == 404
    if status == 200:
        assert answer.json()["state"] == state
    else:
        assert "A sentence of the summary." not in everything_said()


def test_summary_sentence_whose_evidence_is_gone_is_left_out() -> None:
    round_ = make.make_round(make.make_negotiation())
    make.make_summary(round_, ["It ended without agreement."])
    Evidence.objects.filter(round=round_).update(retracted_at=timezone.now())
    assert Client().get(f"/api/v1/rounds/{round_.pk}/summary/").json()["sentences"] == []


def test_article_text_is_for_editors_alone() -> None:
    snapshot: Snapshot = make.make_snapshot("The first sentence is quoted. The second sentence is not.")
    make.make_evidence(
        "The first sentence is quoted", snapshot=snapshot, position=make.make_position(make.make_negotiation())
    )
    assert "The first sentence is quoted" in body("articles")
    assert "The second sentence" not in everything_said()
    address = f"/api/v1/articles/{snapshot.article_id}/text/"
    visitor, member, editor = Client(), Client(), Client()
    make_member = User.objects.create_user("mina", password="a long pass phrase")
    member.force_login(make_member)
    editor.force_login(make.make_editor())
    for refused in (visitor, member):
        answer = refused.get(address)
        assert answer.status_code == 403
        assert "editors" in answer.json()["error"]["message"]
    assert editor.get(address).json()["text"] == snapshot.text


def test_addresses_that_a_browser_would_run_are_null() -> None:
    source = make.make_source("Bad Post", site_url="javascript:alert(1)")
    snapshot = make.make_snapshot("Arlandia demands peace.", source=source, address="javascript:alert(2)")
    make.make_evidence(
        "Arlandia demands peace", snapshot=snapshot, position=make.make_position(make.make_negotiation())
    )
    assert "javascript:" not in everything_said() + body("sources")


def test_sources_do_not_say_how_they_are_fetched() -> None:
    make.make_source("Feed Post", kind="feed", feed_url="https://post.example/feed?token=secret")
    assert "secret" not in body("sources")
