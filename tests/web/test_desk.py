"""The desk: what waits, in order of worth, and each suggestion beside what is on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from negotiations.models import (
    Decision,
    Negotiation,
    Suggestion,
)
from negotiations.review.decisions import accept_suggestion
from tests import factories as make
from tests.web.suggestions import READINGS, suggest

pytestmark = pytest.mark.django_db


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
    assert one[0] <= 10
    assert one[1] <= 16


def test_page_of_a_round_lets_editors_alone_approve_its_draft(desk: Client, talks: Negotiation) -> None:
    summary = make.make_summary(make.make_round(talks))
    page, button = "/talks/klow-talks/rounds/1/", "Approve this summary"
    assert button in desk.get(page).content.decode()
    assert button not in Client().get(page).content.decode()
    desk.post(f"/summaries/{summary.pk}/approve/")
    assert button not in desk.get(page).content.decode()
