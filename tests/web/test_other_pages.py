"""Home, matrix, rounds, actors and the pages of errors."""

from datetime import date

import pytest
from django.test import Client

from negotiations.models import Negotiation
from tests import factories as make

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make.make_negotiation("Klow talks")
    for name in ("Arlandia", "Borduria"):
        make.make_participant(negotiation, name)
    return negotiation


def test_home_of_an_empty_record_says_how_to_get_content() -> None:
    content = read("/")
    assert "No talks yet" in content
    assert "manage.py ingest" in content


def test_home_tells_what_changed(talks: Negotiation) -> None:
    make.make_round(talks, venue="Szohod", starts=date(2024, 5, 1), outcome="ceasefire")
    make.make_position(talks, "Borduria", "rejects", ["permanence"], said_on=date(2024, 5, 1))
    make.make_position(talks, "Borduria", "rejects", ["permanence"], said_on=date(2024, 5, 3))
    make.make_position(talks, "Borduria", "accepts-conditionally", ["permanence"], said_on=date(2024, 5, 6))
    content = read("/")
    row = content.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Round 1, Szohod" in row
    assert "ceasefire" in row
    changes = content.partition('<h2 id="changes">')[2]
    assert changes.count("on permanence:") == 1
    assert "6 May 2024, 1 outlet" in changes
    assert changes.index("rejects") < changes.index("accepts conditionally")


def test_changes_are_counted_for_each_talks_apart(talks: Negotiation) -> None:
    other = make.make_negotiation("Other talks")
    make.make_position(talks, "Borduria", "rejects", said_on=date(2024, 5, 1))
    make.make_position(other, "Borduria", "accepts", said_on=date(2024, 5, 3))
    assert "No stance has changed yet" in read("/")


def test_home_counts_entries_as_the_timeline_does_and_says_what_it_counts(talks: Negotiation) -> None:
    for day in (date(2022, 1, 1), date(2024, 5, 1), date(2024, 5, 3), None):
        make.make_position(talks, "Borduria", said_on=day)
    make.make_round(talks)
    assert "5 entries, 2 of them in the year to 3 May 2024" in read("/")
    assert "5 entries, 1 round<" in read(talks.get_absolute_url())


def test_round_cites_under_how_it_ended_only_what_tells_of_it_and_each_sentence_once(talks: Negotiation) -> None:
    round_ = make.make_round(talks, outcome="ceasefire")
    planned = make.make_snapshot("The talks should take place on 15 August in Klow.")
    make.make_evidence("talks should take place", snapshot=planned, round=round_, aspect="status")
    signed = make.make_snapshot("Both sides signed an agreement on a ceasefire in Klow. They left at once.")
    for quote, aspect in (
        ("signed an agreement", "status"),
        ("signed an agreement", "outcome"),
        ("signed an agreement on a ceasefire", "outcome"),
        ("in Klow", "venue"),
    ):
        make.make_evidence(quote, snapshot=signed, round=round_, aspect=aspect)
    summary = make.make_summary(round_)
    for evidence in round_.evidence.all():
        summary.sentences.get().references.get_or_create(evidence=evidence)
    page = read(f"{talks.get_absolute_url()}rounds/1/")
    ended, _, rest = page.partition('id="outcome"')[2].partition("</section>")[0].partition("<details")
    assert ended.count("<mark>signed an agreement on a ceasefire</mark>") == 1
    assert ended.count("<blockquote") == 2, "the other is of the round's own report"
    assert "should take place" not in ended
    assert "talks should take place" in rest
    notes = page.partition('<section class="notes"')[2].partition("</section>")[0]
    assert notes.count("<mark>signed an agreement on a ceasefire</mark>") == 1
    assert notes.count("<li ") == 3, "one for each report"


def test_matrix_shows_any_day(talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "rejects", said_on=date(2024, 5, 1), sentence="first words")
    make.make_position(talks, "Arlandia", "accepts", said_on=date(2024, 6, 1), sentence="second words")
    make.make_position(talks, "Borduria", "accepts", sentence="undated words")
    address = f"{talks.get_absolute_url()}positions/"
    assert "second words" in read(address)
    assert "undated words" in read(address)
    then = read(f"{address}?on=2024-05-31")
    assert "first words" in then
    assert "second words" not in then
    assert "undated words" not in then
    assert "No position by" in read(f"{address}?on=2024-04-30")


def test_matrix_tells_what_moved_since_an_earlier_day(talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "rejects", said_on=date(2024, 5, 1))
    make.make_position(talks, "Arlandia", "accepts", said_on=date(2024, 6, 1), sentence="second words")
    make.make_position(talks, "Borduria", "demands", said_on=date(2024, 5, 1))
    make.make_position(talks, "Borduria", "demands", said_on=date(2024, 6, 2))
    address = f"{talks.get_absolute_url()}positions/"
    moved = read(f"{address}?since=2024-05-31").partition('id="moved"')[2].partition("</section>")[0]
    assert "What moved from 31 May 2024 to now" in f'id="moved"{moved}'
    assert [name in moved for name in ("Arlandia", "rejects", "accepts", "second words")] == [True] * 4
    assert "Borduria" not in moved, "it said the same again"
    assert "Nobody's stance" in read(f"{address}?on=2024-05-31&since=2024-05-02")
    assert "choose one before the day" in read(f"{address}?on=2024-05-01&since=2024-05-02")


def test_matrix_opens_a_cell_with_its_history(talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "rejects", said_on=date(2024, 5, 1), quote="Arlandia says never")
    make.make_position(talks, "Arlandia", "accepts", said_on=date(2024, 6, 1), quote="Arlandia says yes")
    address = f"{talks.get_absolute_url()}positions/"
    assert "<mark>Arlandia says never</mark>" not in read(address)
    opened = read(f"{address}?cell=ceasefire:arlandia")
    assert opened.index("<mark>Arlandia says yes</mark>") < opened.index("<mark>Arlandia says never</mark>")
    assert read(f"{address}?cell=ceasefire:nobody")


def test_round_brief_ties_each_sentence_to_its_quote(talks: Negotiation) -> None:
    round_ = make.make_round(talks, venue="Szohod", starts=date(2024, 5, 1), outcome="no-agreement")
    make.make_summary(round_, ["The sides met in Szohod."])
    make.make_attendance(
        round_, make.make_actor("Arlandia"), person=make.make_actor("Ottokar", kind="person"), title="envoy"
    )
    content = read(f"{talks.get_absolute_url()}rounds/1/")
    assert 'The sides met in Szohod.<sup><a href="#note-1" aria-label="reference 1">1</a></sup>' in content
    assert '<li id="note-1"><blockquote' in content
    assert "Draft, not yet reviewed" in content
    assert "Ottokar" in content


def test_round_leaves_out_a_sentence_without_evidence(talks: Negotiation) -> None:
    from django.utils import timezone

    round_ = make.make_round(talks, starts=date(2024, 5, 1))
    make.make_summary(round_, ["A sentence that lost its ground."])
    round_.evidence.update(retracted_at=timezone.now())
    assert "lost its ground" not in read(f"{talks.get_absolute_url()}rounds/1/")


def test_round_shows_what_moved(talks: Negotiation) -> None:
    make.make_position(talks, "Arlandia", "rejects", said_on=date(2024, 4, 1))
    round_ = make.make_round(talks, starts=date(2024, 5, 1), ends=date(2024, 5, 3))
    make.make_position(talks, "Arlandia", "accepts", said_on=date(2024, 5, 2), round=round_)
    moved = read(f"{talks.get_absolute_url()}rounds/1/").partition('<h2 id="moves">')[2].partition("</section>")[0]
    assert moved.index("rejects") < moved.index("accepts")


def test_actor_page_tells_names_seats_and_positions(talks: Negotiation) -> None:
    actor = make.make_actor("Arlandia")
    actor.aliases.create(text="Klow", kind="metonym")
    make.make_position(talks, actor, said_on=date(2024, 5, 1), sentence="its own words")
    content = read("/actors/arlandia/")
    for words in ("Klow", "Klow talks", "party", "its own words"):
        assert words in content


def test_actors_are_found_by_alias(talks: Negotiation) -> None:
    make.make_actor("Borduria").aliases.create(text="Szohod", kind="metonym")
    content = read("/actors/?q=szoh")
    assert "Borduria" in content
    assert "Arlandia" not in content
    assert "No actor by that name" in read("/actors/?q=%25%25nobody")


@pytest.mark.parametrize(
    "address",
    [
        "/talks/none/",
        "/talks/none/positions/",
        "/talks/none/rounds/",
        "/talks/klow-talks/rounds/7/",
        "/actors/none/",
        "/articles/99999999999999999999/",
    ],
)
def test_unknown_addresses_answer_404_in_words(talks: Negotiation, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_pages_refuse_to_be_written_to(talks: Negotiation) -> None:
    for address in ("/", talks.get_absolute_url(), "/actors/", "/actors/arlandia/"):
        assert Client().post(address).status_code == 405


def test_article_leads_to_its_source_and_explains_its_grading(client: Client) -> None:
    article = make.make_snapshot().article
    html = client.get(article.get_absolute_url()).content.decode()
    assert '<a href="/sources/the-harbour-post/">The Harbour Post</a>' in html
    assert "neither source nor report judged yet" in html
    type(article.source).objects.update(reliability="B")
    assert "judged yet" not in client.get(article.get_absolute_url()).content.decode()
