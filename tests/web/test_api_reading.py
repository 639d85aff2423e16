"""Every list of the API: what it answers, in how many queries, and that pages follow each other."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from negotiations.models import Snapshot
from tests import factories as make

LISTS = (
    "negotiations",
    "participants",
    "parties",
    "mediators",
    "actors",
    "rounds",
    "positions",
    "proposals",
    "reactions",
    "issues",
    "articles",
    "sources",
    "summaries",
    "timeline",
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    cache.clear()


def get(path: str, status: int = 200, **query: Any) -> Any:
    answer = Client().get(f"/api/v1/{path}/" if path else "/api/v1/", query)
    assert answer.status_code == status, answer.content
    return answer.json()


def everything(number: int) -> Any:
    """A negotiation with one row of every kind, each inside all that it can be in."""
    talks = make.make_negotiation(f"Talks over river {number}")
    holder = make.make_actor(f"Arlandia {number}")
    day = date(2026, 1, 1 + number % 28)
    make.make_participant(talks, holder, "party")
    make.make_participant(talks, f"Syldavia {number}", "mediator")
    round_ = make.make_round(talks, starts=day)
    make.make_attendance(round_, holder)
    make.make_summary(round_)
    position = make.make_position(talks, holder, said_on=day, round=round_, issues=("ceasefire", f"issue-{number}"))
    make.make_condition(position)
    proposal = make.make_proposal(talks, holder, terms=("ceasefire",), tabled_on=day)
    make.make_reaction(proposal, holder)
    return talks


QUERIES = {"timeline": 5}  # one for the order, one for each kind of entry; every other list takes two


def test_lists_take_the_same_queries_for_one_row_and_for_fifty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    everything(0)
    for name in LISTS:
        with django_assert_num_queries(QUERIES.get(name, 2)):
            assert get(name)["results"]
    for number in range(1, 50):
        everything(number)
    for name in LISTS:
        with django_assert_num_queries(QUERIES.get(name, 2)):
            assert len(get(name)["results"]) >= (1 if name == "sources" else 50)


@pytest.mark.parametrize("ordering", ["said_on", "-said_on", "recorded_at", "-recorded_at"])
def test_pages_follow_each_other_forwards_and_back_with_undated_rows(ordering: str) -> None:
    talks = make.make_negotiation()
    for day in (date(2026, 1, 2), None, date(2026, 1, 1), date(2026, 1, 2), None, date(2026, 1, 3), None):
        make.make_position(talks, said_on=day)
    whole = [row["id"] for row in get("positions", ordering=ordering)["results"]]
    assert len(whole) == 7
    pages, page = [], get("positions", ordering=ordering, page_size=2)
    while True:
        pages.append([row["id"] for row in page["results"]])
        if page["next"] is None:
            break
        page = Client().get(page["next"]).json()
    assert [row for each in pages for row in each] == whole
    back = []
    while page["previous"]:
        page = Client().get(page["previous"]).json()
        back.append([row["id"] for row in page["results"]])
    assert back == pages[:-1][::-1]


@pytest.mark.parametrize("ordering", ["said_on", "-said_on"])
def test_undated_positions_stand_last_in_both_directions(ordering: str) -> None:
    talks = make.make_negotiation()
    make.make_position(talks)
    make.make_position(talks, said_on=date(2026, 1, 1))
    assert [row["said_on"] for row in get("positions", ordering=ordering)["results"]] == ["2026-01-01", None]


@pytest.mark.parametrize("ordering", ["on", "-on"])
def test_timeline_merges_all_kinds_in_time_and_pages_through_ties(ordering: str) -> None:
    for number in (0, 28, 1):  # two on the same day
        everything(number)
    talks = make.make_negotiation()
    make.make_position(talks)
    make.make_round(talks)
    whole = get("timeline", ordering=ordering)["results"]
    days = [entry["on"] for entry in whole if entry["on"]]
    assert days == sorted(days, reverse=ordering == "-on")
    undated = [entry["on"] for entry in whole].index(None)
    assert all(entry["on"] is None for entry in whole[undated:])
    assert {entry["kind"] for entry in whole} == {"round", "proposal", "reaction", "position"}
    seen, page = [], get("timeline", ordering=ordering, page_size=2)
    while True:
        seen += [(entry["kind"], entry["id"]) for entry in page["results"]]
        if page["next"] is None:
            break
        page = Client().get(page["next"]).json()
    assert seen == [(entry["kind"], entry["id"]) for entry in whole]


def test_timeline_of_a_negotiation_holds_its_own_entries_alone() -> None:
    talks, other = everything(0), everything(1)
    own = get(f"negotiations/{talks.slug}/timeline")["results"]
    assert {entry["record"]["negotiation"]["slug"] for entry in own} == {talks.slug}
    assert own == get("timeline", negotiation=talks.slug)["results"]
    assert len(own) + len(get(f"negotiations/{other.slug}/timeline")["results"]) == len(get("timeline")["results"])
    assert "talks-nowhere" in get("negotiations/talks-nowhere/timeline", status=404)["error"]["message"]


def test_timeline_filter_leaves_out_kinds_that_do_not_know_it() -> None:
    everything(0)
    assert {entry["kind"] for entry in get("timeline", stance="demands")["results"]} == {"position"}
    assert {entry["kind"] for entry in get("timeline", issue="ceasefire")["results"]} == {"position", "proposal"}
    assert {entry["kind"] for entry in get("timeline", kind=["round", "reaction"])["results"]} == {"round", "reaction"}


def test_issue_filter_takes_what_lies_below_in_the_tree() -> None:
    talks = make.make_negotiation()
    top = make.make_issue("ceasefire")
    middle = make.make_issue("phasing", parent=top)
    make.make_issue("first-phase", parent=middle)
    deep = make.make_position(talks, issues=["first-phase"])
    make.make_position(talks, issues=["elections"])
    assert [row["id"] for row in get("positions", issue="ceasefire")["results"]] == [deep.pk]
    assert get("positions", issue="nothing-such")["results"] == []


def test_positions_on_a_day_are_the_latest_of_each_holder_on_each_issue() -> None:
    talks = make.make_negotiation()
    old = make.make_position(talks, stance="rejects", said_on=date(2026, 1, 1))
    new = make.make_position(talks, stance="accepts", said_on=date(2026, 2, 1))
    twin = make.make_position(talks, stance="demands", said_on=date(2026, 2, 1))
    make.make_position(talks, stance="accepts", said_on=date(2026, 2, 2), modality="hypothetical")
    other = make.make_position(talks, "Borduria", said_on=date(2026, 1, 1))
    make.make_position(talks)  # undated: nobody knows whether it came before
    retracted = make.make_position(talks, stance="open", said_on=date(2026, 2, 3))
    retract(retracted)

    def on(day: str, **query: Any) -> set[int]:
        return {row["id"] for row in get("positions", on=day, **query)["results"]}

    assert on("2025-12-31") == set()
    assert on("2026-01-31") == {old.pk, other.pk}
    assert on("2026-02-28") == {new.pk, twin.pk, other.pk}
    assert on("2026-02-28", stance="rejects") == set()
    assert on("2026-02-28", issue="elections") == set()


def test_positions_recorded_on_a_moment_are_those_shown_then() -> None:
    position = make.make_position(make.make_negotiation())
    position.refresh_from_db()
    recorded = position.evidence.get().recorded_at  # a moment after the position's own
    retract(position)
    position.refresh_from_db()
    assert position.retracted_at is not None
    before, after = position.recorded_at - timedelta(seconds=1), position.retracted_at + timedelta(seconds=1)
    client = Client()
    client.force_login(make.make_editor())

    def shown_at(moment: datetime) -> Any:
        return client.get("/api/v1/positions/", {"recorded_on": moment.isoformat()}).json()["results"]

    assert shown_at(before) == []
    [shown] = shown_at(recorded)
    assert (shown["id"], shown["standing"]) == (position.pk, "retracted")
    assert shown["evidence"]
    assert shown_at(after) == []


def test_visitors_do_not_see_what_has_been_taken_back_since() -> None:
    position = make.make_position(make.make_negotiation())
    retract(position)
    refused = get("positions", 403, recorded_on=timezone.now().isoformat())
    assert refused["error"]["code"] == "editors-only"


def retract(row: Any) -> None:
    row.standing, row.retracted_at = "retracted", timezone.now() + timedelta(hours=1)
    row.save()


def test_rounds_between_days_are_those_that_overlap_them() -> None:
    talks = make.make_negotiation()
    long = make.make_round(talks, starts=date(2026, 1, 1), ends=date(2026, 1, 20))
    make.make_round(talks, starts=date(2025, 1, 1))
    make.make_round(talks)

    def between(start: str, end: str) -> list[int]:
        return [row["id"] for row in get("rounds", 200, **{"from": start, "to": end})["results"]]

    assert between("2026-01-05", "2026-01-10") == [long.pk]
    assert between("2026-01-21", "2026-12-31") == []


def test_mediators_and_parties_are_lists_of_their_own() -> None:
    talks = everything(0)
    assert [row["role"] for row in get("parties", negotiation=talks.slug)["results"]] == ["party"]
    [mediator] = get("mediators")["results"]
    assert mediator["role"] == "mediator"
    get(f"parties/{mediator['id']}", status=404)
    assert get(f"mediators/{mediator['id']}") == mediator == get(f"participants/{mediator['id']}")


def test_summary_gives_each_sentence_with_ids_and_quotes() -> None:
    round_ = make.make_round(make.make_negotiation())
    assert get(f"rounds/{round_.pk}/summary", status=404)["error"]["code"] == "no-summary"
    assert "999999" in get("rounds/999999/summary", status=404)["error"]["message"]
    make.make_summary(round_, ["They met in Klow."])
    make.make_summary(round_, ["They met in Klow and parted.", "Nothing was agreed."])
    summary = get(f"rounds/{round_.pk}/summary")
    assert (summary["version"], summary["state"]) == (2, "draft")
    assert [sentence["text"] for sentence in summary["sentences"]] == [
        "They met in Klow and parted.",
        "Nothing was agreed.",
    ]
    [reference] = summary["sentences"][0]["references"]
    assert (reference["kind"], reference["id"]) == ("round", round_.pk)
    quote = reference["evidence"]
    snapshot = Snapshot.objects.get(pk=quote["snapshot"])
    assert snapshot.text[quote["start"] : quote["end"]] == quote["quote"]
    assert quote["article"]["address"] == snapshot.article.address
    assert quote["article"]["source"]["name"] == "The Harbour Post"


@pytest.mark.parametrize("path", ["positions/", "negotiations/talks/", "rounds/{round}/summary/"])
def test_head_is_answered_with_the_headers_of_get(path: str) -> None:
    round_ = make.make_round(make.make_negotiation("Talks"))
    make.make_summary(round_)
    address = "/api/v1/" + path.format(round=round_.pk)
    got, head = Client().get(address), Client().head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    again = Client().head(address, headers={"If-None-Match": got["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, got["ETag"])


def test_round_is_found_by_its_number_in_its_negotiation() -> None:
    one, other = make.make_negotiation("One"), make.make_negotiation("Other")
    rounds = [make.make_round(talks) for talks in (one, one, other, other)]

    def ids(**query: Any) -> list[int]:
        return [row["id"] for row in get("rounds", **query)["results"]]

    assert ids(negotiation="other", number=2) == [rounds[3].pk]
    assert sorted(ids(number=2)) == [rounds[1].pk, rounds[3].pk]
    assert ids(negotiation="other", number=7) == []
    get("rounds", number=0, status=400)
    get("rounds", number=2**31, status=400)


def test_unchanged_answer_is_not_sent_twice() -> None:
    everything(0)
    first = Client().get("/api/v1/positions/")
    again = Client().get("/api/v1/positions/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
