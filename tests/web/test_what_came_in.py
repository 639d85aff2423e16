"""What came in: what failed first or the newest, of all or of one source, for editors alone."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiations.models import Intake
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def test_intakes_put_what_failed_first(editor: Client) -> None:
    source = make.make_source()
    Intake.objects.create(
        door="paste",
        stage="read",
        source=source,
        title="old failure",
        state="failed",
        error="The file is empty.",
        received_at=make.NOON,
    )
    Intake.objects.create(door="paste", stage="read", source=source, title="new arrival")
    html = editor.get("/sources/intakes/").content.decode()
    assert html.index("old failure") < html.index("new arrival")
    assert "The file is empty." in html
    assert "1 of them failed" in html
    html = editor.get("/sources/intakes/?order=newest").content.decode()
    assert html.index("new arrival") < html.index("old failure")
    assert "1 of them failed" in html


def test_intakes_of_one_source_are_listed_alone(editor: Client) -> None:
    make.make_source("Empty Wire")
    for name in ("Harbour Wire", "Other Wire"):
        Intake.objects.create(door="feed", stage="read", source=make.make_source(name), title=f"a text of {name}")
    html = editor.get("/sources/intakes/?source=harbour-wire&order=newest").content.decode()
    assert "a text of Harbour Wire" in html
    assert "a text of Other Wire" not in html
    assert "Nothing has come in" in editor.get("/sources/intakes/?source=empty-wire").content.decode()
    assert editor.get("/sources/intakes/?source=no-such").status_code == 404


@pytest.mark.parametrize("path", ["/sources/intakes/", "/sources/intakes/1/"])
def test_intakes_are_for_editors(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/account/sign-in/?next={path}"
    client.force_login(User.objects.create_user("reader"))
    assert client.get(path).status_code == 403


def test_empty_page_says_what_will_stand_there(editor: Client) -> None:
    assert "Nothing has come in yet" in editor.get("/sources/intakes/").content.decode()


def _fill_intakes(number: int) -> None:
    for index in range(number):
        snapshot = make.make_snapshot()
        Intake.objects.create(
            door="paste",
            stage="read",
            source=make.make_source(f"Paper {index}"),
            snapshot=snapshot,
            article=snapshot.article,
            state="done",
            outcome="new",
            submitted_by=User.objects.get(username="edda"),
        )


def test_list_asks_as_often_for_fifty_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 49):
        _fill_intakes(number)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/sources/intakes/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
