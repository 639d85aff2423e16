"""The brief on a round's page: approved in an editor's name and withdrawn, and what readers are told of that."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiations.models import Negotiation, RoundSummary
from negotiations.summaries.drafts import approve_summary
from tests import factories as make
from tests.web.suggestions import WORDS, suggest

pytestmark = pytest.mark.django_db


def test_summary_is_approved_in_the_editors_name(desk: Client, talks: Negotiation, editor: User) -> None:
    summary = make.make_summary(make.make_round(talks))
    assert desk.get(f"/summaries/{summary.pk}/approve/").headers["Location"] == "/talks/klow-talks/rounds/1/"
    summary.refresh_from_db()
    assert summary.state == "draft"
    answer = desk.post(f"/summaries/{summary.pk}/approve/")
    assert answer.headers["Location"] == "/talks/klow-talks/rounds/1/"
    summary.refresh_from_db()
    assert (summary.state, summary.approved_by) == ("approved", editor)
    assert "no draft" in desk.post(f"/summaries/{summary.pk}/approve/", follow=True).content.decode()


def test_approval_is_withdrawn_by_a_button(desk: Client, talks: Negotiation, editor: User) -> None:
    summary = make.make_summary(make.make_round(talks))
    page, withdraw = "/talks/klow-talks/rounds/1/", f"/summaries/{summary.pk}/withdraw/"
    assert withdraw not in desk.get(page).content.decode()
    desk.post(f"/summaries/{summary.pk}/approve/")
    assert withdraw in desk.get(page).content.decode()
    assert withdraw not in Client().get(page).content.decode()
    assert desk.get(withdraw).headers["Location"] == page
    assert "a draft again" in desk.post(withdraw, follow=True).content.decode()
    assert RoundSummary.objects.get().state == "draft"
    assert "no approval to withdraw" in desk.post(withdraw, follow=True).content.decode()


def test_round_page_says_what_is_approved_without_a_review_and_what_no_longer_holds(
    desk: Client, talks: Negotiation, editor: User
) -> None:
    page, suggestion = "/talks/klow-talks/rounds/1/", suggest(talks)
    round_ = make.make_round(talks)
    first = make.make_summary(round_, ["They met.", "They parted."])
    said = "1 of 2 sentences rests on records that nobody has reviewed yet"
    assert "nobody has reviewed yet" not in desk.get(page).content.decode()
    evidence = make.make_evidence(WORDS["position"], snapshot=suggestion.snapshot, round=round_, suggestion=suggestion)
    first.sentences.all()[1].references.create(evidence=evidence)
    html = desk.get(page).content.decode()
    assert said in html
    assert html.index("also under the 1 that rests") < html.index("Approve this summary")
    assert "Approving puts" not in Client().get(page).content.decode()
    desk.post(f"/summaries/{first.pk}/approve/")
    for answer in (Client().get(page), desk.get(page)):
        assert said in answer.content.decode()
    RoundSummary.objects.update(state="stale")
    make.make_summary(round_, ["They met again."])
    html = desk.get(page).content.decode()
    assert f"Version 1 was approved by {editor.username} on" in html
    assert "no longer holds" in html
    assert "Version 1 was approved on" in Client().get(page).content.decode()


def test_approved_brief_is_whole_for_readers_of_what_is_reviewed(talks: Negotiation, editor: User) -> None:
    suggestion = suggest(talks)
    round_ = make.make_round(talks, standing="reviewed")
    summary = make.make_summary(round_, ["They met.", "They parted."])
    evidence = make.make_evidence(WORDS["position"], snapshot=suggestion.snapshot, round=round_, suggestion=suggestion)
    summary.sentences.all()[1].references.update(evidence=evidence)
    approve_summary(summary=summary, editor=editor, now=make.NOON)
    assert "They parted." in Client().get("/talks/klow-talks/rounds/1/?reviewed=1").content.decode()


@pytest.mark.parametrize("state", ["approved", "draft", "stale", "retracted"])
def test_page_and_api_agree_on_the_brief_of_a_round_that_nobody_has_reviewed(
    talks: Negotiation, editor: User, state: str
) -> None:
    round_ = make.make_round(talks, venue="Szohod")
    approve_summary(summary=make.make_summary(round_, ["They met."]), editor=editor, now=make.NOON)
    RoundSummary.objects.update(state=state)
    page = Client().get("/talks/klow-talks/rounds/1/?reviewed=1").content.decode()
    told = Client().get(f"/api/v1/rounds/{round_.pk}/summary/?reviewed=true")
    is_shown = state == "approved"
    assert (told.status_code == 200) == ("They met." in page) == is_shown
    assert ("Nothing here is reviewed yet." in page) != is_shown
    assert "<h1>Round 1</h1>" in page
    assert 'href="/talks/klow-talks/rounds/1/">Show what is not yet reviewed</a>' in page
    if is_shown:
        (sentence,) = told.json()["sentences"]
        assert f"<mark>{sentence['references'][0]['evidence']['quote']}</mark>" in page
