"""The administration: every table can be looked at, lists can be kept, the record cannot be changed past the desk."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiations.models import Actor, Evidence, Negotiation, Position, SourceFetch
from tests import factories as make
from tests.web.suggestions import make_talks, suggest

pytestmark = pytest.mark.django_db

LOOKED_AT = [
    "snapshot",
    "intake",
    "reading",
    "evidence",
    "suggestion",
    "decision",
    "participant",
    "talkround",
    "attendance",
    "position",
    "condition",
    "proposal",
    "proposalterm",
    "reaction",
    "roundsummary",
    "sentencereference",
]
KEPT = ["actor", "issue", "negotiation", "source", "article"]


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a long pass phrase"))
    return client


@pytest.fixture
def record() -> Negotiation:
    talks = make_talks()
    position = make.make_position(talks)
    make.make_condition(position)
    round_ = make.make_round(talks)
    make.make_attendance(round_, make.make_actor("Arlandia"))
    make.make_participant(talks, "Arlandia")
    make.make_reaction(
        make.make_proposal(talks, make.make_actor("Syldavia"), terms=["ceasefire"]), make.make_actor("Borduria")
    )
    make.make_summary(round_)
    suggest(talks)
    return talks


@pytest.mark.parametrize("name", LOOKED_AT + KEPT)
def test_every_list_and_row_opens(chief: Client, record: Negotiation, name: str) -> None:
    assert chief.get(f"/admin/negotiations/{name}/").status_code == 200
    assert chief.get(f"/admin/negotiations/{name}/?q=a").status_code == 200
    row = apps.get_model("negotiations", name)._default_manager.first()
    if row is not None:
        assert chief.get(f"/admin/negotiations/{name}/{row.pk}/change/").status_code == 200


@pytest.mark.parametrize("name", LOOKED_AT)
def test_record_and_history_cannot_be_changed_even_by_the_chief(chief: Client, record: Negotiation, name: str) -> None:
    assert chief.get(f"/admin/negotiations/{name}/add/").status_code == 403
    row = apps.get_model("negotiations", name)._default_manager.first()
    if row is not None:
        assert chief.post(f"/admin/negotiations/{name}/{row.pk}/change/", {}).status_code == 403
        assert chief.post(f"/admin/negotiations/{name}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Position.objects.exists()
    assert Evidence.objects.exists()


@pytest.mark.parametrize("name", KEPT)
def test_nothing_that_others_rest_on_is_deleted(chief: Client, record: Negotiation, name: str) -> None:
    model = apps.get_model("negotiations", name)
    row = model._default_manager.first()
    assert row is not None
    chief.post(f"/admin/negotiations/{name}/{row.pk}/delete/", {"post": "yes"})
    chief.post(f"/admin/negotiations/{name}/", {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    assert model._default_manager.filter(pk=row.pk).exists()


def test_actor_is_added_with_its_aliases(chief: Client) -> None:
    sent = {
        "name": "Sylvanian Front",
        "slug": "sylvanian-front",
        "kind": "armed-group",
        "iso2": "",
        "iso3": "",
        "country": "",
        "part_of": "",
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-text": "the Front",
        "aliases-0-kind": "name",
        "affiliations-TOTAL_FORMS": "0",
        "affiliations-INITIAL_FORMS": "0",
    }
    assert chief.post("/admin/negotiations/actor/add/", sent).status_code == 302
    assert [alias.text for alias in Actor.objects.get(slug="sylvanian-front").aliases.all()] == ["the Front"]


def test_a_feed_shows_its_own_last_looks_however_many_others_are_looked_at(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negotiations.admin.ingestion.LOOKS_SHOWN", 3)
    rare, busy = (make.make_source(name, kind="feed", feed_url=f"https://{name}.example/") for name in ("rare", "busy"))
    made = [(rare, number, f"own look {number}") for number in range(5)]
    made += [(busy, 10 + number, f"look at another {number}") for number in range(5)]
    for source, minute, said in made:
        SourceFetch.objects.create(source=source, at=make.NOON + timedelta(minutes=minute), error=said)
    page = chief.get(f"/admin/negotiations/source/{rare.pk}/change/").content.decode()
    assert re.findall(r"own look \d|look at another \d", page) == ["own look 4", "own look 3", "own look 2"]


def test_every_table_of_its_own_has_a_page() -> None:
    inside = {
        "alias",
        "affiliation",
        "issueterm",
        "sourcefetch",
        "summarysentence",
        "positionissue",
        "conditionissue",
        "proposalsponsor",
        "party",
        "mediator",
    }
    tables = {
        model._meta.model_name
        for model in apps.get_app_config("negotiations").get_models()
        if not model.__name__.endswith("Event")
    }
    shown = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "negotiations"}
    assert {name for name in tables - shown - inside if name and "_" not in name} == set()


@pytest.mark.parametrize("name", ["position", "evidence", "suggestion", "actor", "attendance", "condition"])
def test_lists_ask_as_often_for_many_as_for_one(chief: Client, record: Negotiation, name: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chief.get(f"/admin/negotiations/{name}/").status_code == 200
        return len(queries)

    count()
    one = count()
    for index in range(10):
        position = make.make_position(record, f"Land {index}", sentence=f"wants {index}")
        make.make_condition(position)
        make.make_attendance(make.make_round(record, venue=f"Town {index}"), make.make_actor(f"Land {index}"))
        suggest(record)
    assert count() == one


def test_administration_is_for_staff(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/admin/negotiations/actor/").status_code == 302
