"""What readers may see: never what was taken back, the full text of nothing, and on request only what is reviewed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from negotiations.models import Negotiation, Recorded, Snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = (
    "On Monday Arlandia demands a full ceasefire. " + "The secret middle of the report. " * 40 + "The very end of it."
)


def read(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def retract(row: Recorded) -> None:
    row.standing, row.retracted_at = "retracted", timezone.now()
    row.save()


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make.make_negotiation("Klow talks")
    make.make_participant(negotiation, "Arlandia", standing="reviewed")
    make.make_participant(negotiation, "Borduria")
    return negotiation


def pages_of(negotiation: Negotiation) -> list[str]:
    return ["/", *(f"{negotiation.get_absolute_url()}{page}" for page in ("", "positions/", "rounds/", "sources/"))]


def test_retracted_rows_are_absent_from_every_page(talks: Negotiation) -> None:
    round_ = make.make_round(talks, venue="Szohod", starts=date(2024, 5, 1))
    position = make.make_position(talks, said_on=date(2024, 5, 1), quote="Arlandia demands the moon", round=round_)
    proposal = make.make_proposal(talks, make.make_actor("Arlandia"), title="moon treaty", tabled_on=date(2024, 5, 1))
    reaction = make.make_reaction(proposal, make.make_actor("Borduria"), "rejects")
    article = position.evidence.get().snapshot.article
    assert "the moon" in read(talks.get_absolute_url())
    for row in (position, reaction, proposal, round_):
        retract(row)
    for page in (*pages_of(talks), "/actors/arlandia/", f"/articles/{article.pk}/"):
        content = read(page)
        assert "the moon" not in content, page
        assert "moon treaty" not in content, page
        assert "Szohod" not in content, page
    assert Client().get(f"{talks.get_absolute_url()}rounds/1/").status_code == 404


def test_retracted_evidence_is_not_quoted(talks: Negotiation) -> None:
    position = make.make_position(talks, said_on=date(2024, 5, 1), sentence="a stance")
    extra = make.make_evidence("words that were taken back", position=position)
    assert "words that were taken back" in read(talks.get_absolute_url())
    extra.retracted_at = timezone.now()
    extra.save()
    assert "words that were taken back" not in read(talks.get_absolute_url())
    assert "words that were taken back" not in read(f"/articles/{extra.snapshot.article_id}/")


def test_what_hangs_on_a_retracted_row_goes_with_it(talks: Negotiation) -> None:
    proposal = make.make_proposal(talks, make.make_actor("Arlandia"), tabled_on=date(2024, 5, 1), terms=["ceasefire"])
    reaction = make.make_reaction(proposal, make.make_actor("Borduria"), "rejects")
    condition = make.make_condition(make.make_position(talks, said_on=date(2024, 5, 1)))
    quoted = {
        f"/articles/{row.evidence.get().snapshot.article_id}/": row.evidence.get().quote
        for row in (reaction, condition, proposal.terms.get())
    }
    for page, quote in quoted.items():
        assert quote in read(page)
    retract(proposal)
    retract(condition.position)
    for page, quote in quoted.items():
        assert quote not in read(page)
    assert "only after the release" not in read(talks.get_absolute_url())


def test_reviewed_only_leaves_out_everything_else(talks: Negotiation) -> None:
    for standing, word in (("reviewed", "Pears"), ("unreviewed", "Plums")):
        round_ = make.make_round(talks, venue=word, starts=date(2024, 5, 1), standing=standing)
        values: dict[str, Any] = {"said_on": date(2024, 5, 2), "standing": standing, "round": round_}
        make.make_position(talks, "Arlandia", issues=[word.lower()], quote=f"Arlandia demands {word}", **values)
        make.make_summary(round_, [f"{word} were discussed."])
    for page in (*pages_of(talks), "/actors/arlandia/"):
        assert "lums" in read(page) or page.endswith("sources/"), page
        assert "lums" not in read(f"{page}?reviewed=1"), page
    assert "ears" in read(f"{talks.get_absolute_url()}?reviewed=1")
    assert "Borduria" not in read(f"{talks.get_absolute_url()}?reviewed=1")
    assert "discussed" not in read(f"{talks.get_absolute_url()}rounds/1/?reviewed=1")


def test_what_is_there_but_not_reviewed_is_said_to_be_so() -> None:
    talks = make.make_negotiation("Zlip talks")
    make.make_round(talks, venue="Szohod", starts=date(2024, 5, 1))
    make.make_position(talks, said_on=date(2024, 5, 1), quote="Arlandia demands the moon")
    for page in ("rounds/1/", "rounds/", "positions/", "sources/"):
        address = f"{talks.get_absolute_url()}{page}"
        content = read(f"{address}?reviewed=1")
        assert "Nothing here is reviewed yet." in content, page
        assert f'href="{address}">Show what is not yet reviewed</a>' in content, page
        assert "Szohod" not in content, page
        assert "the moon" not in content, page
        assert "Nothing here is reviewed yet." not in read(address)
    assert Client().get(f"{talks.get_absolute_url()}rounds/2/?reviewed=1").status_code == 404


def test_unreviewed_rows_are_marked_as_such(talks: Negotiation) -> None:
    make.make_position(talks, said_on=date(2024, 5, 1), standing="reviewed")
    assert (
        "not yet reviewed"
        not in read(talks.get_absolute_url()).partition('<div class="entries">')[2].partition("<aside")[0]
    )
    make.make_position(talks, said_on=date(2024, 5, 2))
    assert (
        "not yet reviewed"
        in read(talks.get_absolute_url()).partition('<div class="entries">')[2].partition("<aside")[0]
    )


@pytest.fixture
def report(talks: Negotiation) -> Snapshot:
    snapshot = make.make_snapshot(TEXT, title="A long report")
    make.make_position(talks, said_on=date(2024, 5, 1), snapshot=snapshot)
    return snapshot


def test_article_shows_visitors_quotes_but_not_the_text(report: Snapshot) -> None:
    content = read(f"/articles/{report.article_id}/")
    assert "A long report" in content
    assert "<mark>Arlandia demands a full ceasefire</mark>" in content
    assert "The very end of it" not in content


def test_article_shows_a_signed_in_reader_without_the_permission_no_text(
    report: Snapshot, django_user_model: type
) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("rita"))  # type: ignore[attr-defined]  # the user model
    assert "The very end of it" not in read(f"/articles/{report.article_id}/", client)


def test_article_shows_editors_the_text_with_the_evidence_marked(report: Snapshot) -> None:
    client = Client()
    client.force_login(make.make_editor())
    content = read(f"/articles/{report.article_id}/", client)
    assert "The very end of it." in content
    assert '<mark class="evidence">Arlandia demands a full ceasefire</mark>' in content


def test_text_of_a_report_cannot_become_markup(talks: Negotiation) -> None:
    quote = '<script>alert(1)</script> "demands" & <b>more</b>'
    snapshot = make.make_snapshot(
        f"Arlandia {quote}.", title="<img src=x onerror=alert(1)>", address="javascript:alert(1)"
    )
    make.make_position(
        talks,
        said_on=date(2024, 5, 1),
        snapshot=snapshot,
        quote=quote,
        sentence="<i>x</i>",
        round=make.make_round(talks, venue="<u>"),
    )
    client = Client()
    client.force_login(make.make_editor())
    pages = [
        *pages_of(talks),
        f"/articles/{snapshot.article_id}/",
        "/actors/arlandia/",
        f"{talks.get_absolute_url()}rounds/1/",
    ]
    for page in pages:
        content = read(page, client)
        for forbidden in ("<script>alert", "<img src=x", "<i>x</i>", "javascript:alert", "<u>"):
            assert forbidden not in content, (page, forbidden)
