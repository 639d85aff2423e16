"""The timeline as a reader uses it: order, the undated, filters in the address, fragments, and what cannot be read."""

import re
from datetime import date

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests import factories as make
from tests.web.rows import fill_talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make.make_negotiation("Klow talks")
    make.make_participant(negotiation, "Arlandia")
    make.make_participant(negotiation, "Borduria")
    make.make_participant(negotiation, "Syldavia", "mediator")
    make.make_position(negotiation, "Arlandia", "demands", said_on=date(2024, 5, 6), sentence="early words")
    make.make_position(negotiation, "Borduria", "rejects", said_on=date(2024, 8, 6), sentence="late words")
    make.make_position(negotiation, "Syldavia", "open", ["withdrawal"], sentence="words without a date")
    return negotiation


def entries_of(address: str, **headers: str) -> str:
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode().partition('<div class="entries">')[2].partition("<aside")[0]


def test_timeline_puts_the_newest_first_and_the_undated_apart(talks: Negotiation) -> None:
    content = entries_of(talks.get_absolute_url())
    assert (
        content.index("August 2024")
        < content.index("late words")
        < content.index("May 2024")
        < content.index("early words")
    )
    assert content.index("early words") < content.index("<h2>Undated</h2>") < content.index("words without a date")
    assert "Date unknown" in content


def aside_of(address: str) -> str:
    return Client().get(address).content.decode().partition('<aside aria-label="Standing">')[2].partition("</aside>")[0]


def test_an_undated_stance_has_no_place_on_any_day(talks: Negotiation) -> None:
    """Beside the timeline as in the matrix: on a day it is left out and counted, now it is shown as undated."""
    make.make_position(talks, "Arlandia", "rejects", ["hostages"], sentence="no day for this")
    now, then = (aside_of(f"{talks.get_absolute_url()}{query}") for query in ("", "?to=2026-04-20"))
    assert "Where they stand now" in now
    assert 'title="rejects, undated, not yet reviewed"' in now
    assert "Where they stood on 20 Apr 2026" in then
    assert "undated, not" not in then
    assert "2 undated positions left out" in then
    assert "positions/?on=2026-04-20" in then
    matrix = Client().get(f"{talks.get_absolute_url()}positions/?on=2026-04-20").content.decode()
    assert "2 undated positions left out" in matrix
    assert "no day for this" not in matrix
    assert "no day for this" in Client().get(f"{talks.get_absolute_url()}positions/").content.decode()


def test_since_when_a_stance_holds_and_when_its_words_were_said_are_told_apart(talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "demands", said_on=date(2024, 9, 6), sentence="once more")
    aside = aside_of(talks.get_absolute_url())
    assert 'title="demands, since 6 May 2024, in words of 6 Sep 2024, not yet reviewed"' in aside
    assert 'title="rejects, since 6 Aug 2024, not yet reviewed"' in aside
    matrix = Client().get(f"{talks.get_absolute_url()}positions/").content.decode()
    assert "once more" in matrix
    assert "since 6 May 2024; these words 6 Sep 2024" in matrix
    assert "since 6 Aug 2024, <" in matrix


def test_timeline_can_begin_with_the_oldest(talks: Negotiation) -> None:
    content = entries_of(f"{talks.get_absolute_url()}?order=oldest")
    assert content.index("early words") < content.index("late words") < content.index("words without a date")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("actor=arlandia", {"early"}),
        ("actor=arlandia&actor=borduria", {"early", "late"}),
        ("role=mediator", {"without a date"}),
        ("issue=withdrawal", {"without a date"}),
        ("stance=rejects", {"late"}),
        ("from=2024-06-01", {"late"}),
        ("to=2024-06-01", {"early"}),
        ("from=2024-05-06&to=2024-05-06", {"early"}),
        ("actor=arlandia&stance=rejects", set()),
        ("review=yes", set()),
        ("kind=position", {"early", "late", "without a date"}),
    ],
)
def test_timeline_filters_combine_in_the_address(talks: Negotiation, query: str, kept: set[str]) -> None:
    content = entries_of(f"{talks.get_absolute_url()}?{query}")
    assert {word for word in ("early", "late", "without a date") if re.search(f"{word}( words)?”", content)} == kept


def test_timeline_counts_what_each_choice_would_show(talks: Negotiation) -> None:
    content = Client().get(f"{talks.get_absolute_url()}?stance=rejects").content.decode()
    counts = dict(re.findall(r'name="actor" value="(\w+)"[^>]*> <span>\w+</span> <span class="n">(\d+)', content))
    assert counts == {"arlandia": "0", "borduria": "1", "syldavia": "0"}
    assert "1 of 3 entries" in content


def test_timeline_says_which_date_it_could_not_read(talks: Negotiation) -> None:
    content = Client().get(f"{talks.get_absolute_url()}?from=soon&to=2024-05-30").content.decode()
    assert "Give the first day as YYYY-MM-DD." in content
    assert "early words" in content


@pytest.mark.parametrize(
    "query", ["page=0", "page=99", "page=x", "issue=%00", "from=9999-12-31", "to=0001-01-01", "kind=nothing"]
)
def test_timeline_answers_odd_addresses(talks: Negotiation, query: str) -> None:
    assert Client().get(f"{talks.get_absolute_url()}?{query}").status_code == 200


def test_timeline_gives_htmx_the_part_that_changes_and_a_clean_address(talks: Negotiation) -> None:
    response = Client().get(
        f"{talks.get_absolute_url()}?from=&to=&actor=arlandia&order=newest", headers={"HX-Request": "true"}
    )
    assert response.content.decode().lstrip().startswith('<div id="view">')
    assert response["HX-Push-Url"] == f"{talks.get_absolute_url()}?actor=arlandia"
    assert "HX-Request" in response["Vary"]


def test_timeline_picture_and_table_say_the_same(talks: Negotiation) -> None:
    content = Client().get(talks.get_absolute_url()).content.decode()
    picture = content.partition("<svg viewBox")[2].partition("</svg>")[0]
    table = content.partition('<details class="as-table">')[2].partition("</details>")[0]
    assert picture.count("<use ") == 2
    assert table.count("<tr><td>") == 2
    for href in re.findall(r'<a href="([^"]+)"><use', picture):
        assert f'href="{href}"' in table
        assert f'id="{href.removeprefix("#")}"' in content


def test_timeline_of_nothing_says_what_would_stand_there() -> None:
    make.make_negotiation("Silent talks")
    content = Client().get("/talks/silent-talks/").content.decode()
    assert "Nothing on record yet" in content
    assert "<svg viewBox" not in content


def test_timeline_pages_link_to_entries_wherever_they_stand() -> None:
    negotiation = make.make_negotiation("Long talks")
    fill_talks(negotiation, 20)
    first = Client().get(negotiation.get_absolute_url()).content.decode()
    assert "Entries 1 to 40 of 80" in first
    address = re.search(r'<a href="(/talks/long-talks/\?page=2)#([a-z]+-\d+)">', first)
    assert address
    second = Client().get(address[1]).content.decode()
    assert f'id="{address[2]}"' in second


def test_same_text_in_two_outlets_counts_as_one_origin(talks: Negotiation) -> None:
    position = make.make_position(talks, said_on=date(2024, 9, 1), sentence="wire words")
    text = "On Monday Borduria said no. Nothing else was said."
    for outlet in ("The Harbour Post", "The Valley Mail"):
        snapshot = make.make_snapshot(text, source=make.make_source(outlet))
        make.make_evidence("Borduria said no", snapshot=snapshot, position=position)
    content = entries_of(f"{talks.get_absolute_url()}?from=2024-09-01")
    assert "1 independent origin, 2 outlets" in content


def test_timeline_pages_hold_no_inline_script_or_style(talks: Negotiation) -> None:
    for page in ("/", talks.get_absolute_url(), f"{talks.get_absolute_url()}positions/", "/actors/"):
        content = Client().get(page).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", content), page
