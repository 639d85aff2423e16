"""Editors teach words: they count from the next text on, can be taken back, and never are a pattern."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from negotiations.extraction.actors import find_mentions
from negotiations.extraction.text import read
from negotiations.models import Actor, Alias, IssueTerm, Misnomer, Reading
from negotiations.suggestions.lexicon import current_lexicon
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def arlandia() -> Actor:
    return make.make_actor("Arlandia")


def named(text: str) -> list[str | None]:
    return [mention.key for mention in find_mentions(read(text), current_lexicon())]


def teach(desk: Client, lesson: str, **values: object) -> str:
    sent = {f"{lesson}-{name}": value for name, value in values.items()}
    answer = desk.post(f"/desk/words/{lesson}/", sent, follow=True)
    return answer.content.decode()


def test_taught_name_counts_from_the_next_text_on(desk: Client, arlandia: Actor) -> None:
    text = "The Blue Palace said on Monday that talks would go on."
    assert named(text) == []
    page = teach(desk, "name", text=" Blue  Palace ", actor="arlandia", kind="metonym")
    assert "“Blue Palace” means Arlandia from the next text on." in page
    assert named(text) == [arlandia.slug]


def test_name_of_two_actors_says_so_and_leaves_texts_undecided(desk: Client, arlandia: Actor) -> None:
    other = make.make_actor("Borduria")
    Alias.objects.create(actor=other, text="the Lowlands", kind="name")
    page = teach(desk, "name", text="the Lowlands", actor="Arlandia", kind="name")
    assert "may mean Arlandia or Borduria" in page
    (mention,) = find_mentions(read("Officials of the Lowlands met on Monday."), current_lexicon())
    assert (mention.key, set(mention.candidates)) == (None, {"arlandia", "borduria"})


def test_taught_term_counts_from_the_next_text_on(desk: Client) -> None:
    issue = make.make_issue("ceasefire")
    assert "names" in teach(desk, "term", text="Silence of the Guns", issue=issue.pk)
    assert IssueTerm.objects.get(is_starter=False).text == "silence of the guns"
    (entry,) = [entry for entry in current_lexicon().issues if entry.code == "ceasefire"]
    assert "silence of the guns" in entry.terms


def test_misnomer_hides_the_name_inside_of_it_and_no_other(desk: Client, arlandia: Actor) -> None:
    text = "The Old Arlandia Crumble is a cake. Arlandia denied it."
    assert named(text) == ["arlandia", "arlandia"]
    teach(desk, "misnomer", text="Old Arlandia Crumble", reason="a cake")
    assert named(text) == ["arlandia"]


def test_lesson_can_be_taken_back_and_the_history_keeps_it(desk: Client, editor: User, arlandia: Actor) -> None:
    teach(desk, "name", text="Blue Palace", actor="Arlandia", kind="metonym")
    alias = Alias.objects.get(text="Blue Palace")
    page = desk.get("/desk/words/").content.decode()
    assert "“Blue Palace”" in page
    assert f"{editor.username}, " in page
    assert "Taken back" in desk.post(f"/desk/words/name/{alias.pk}/forget/", follow=True).content.decode()
    assert named("The Blue Palace said so.") == []
    events = apps.get_model("negotiations", "AliasEvent").objects.filter(text="Blue Palace").order_by("pgh_id")
    assert [(e.pgh_label, e.pgh_context.metadata["editor"]) for e in events] == [
        ("insert", editor.pk),
        ("delete", editor.pk),
    ]
    again = desk.post(f"/desk/words/name/{alias.pk}/forget/", follow=True).content.decode()
    assert "taken this back already" in again


def test_shipped_name_cannot_be_taken_back(desk: Client, arlandia: Actor) -> None:
    shipped = Alias.objects.create(actor=arlandia, text="Arland", kind="name", is_starter=True)
    desk.post(f"/desk/words/name/{shipped.pk}/forget/")
    assert Alias.objects.filter(pk=shipped.pk).exists()


@pytest.mark.parametrize(
    ("lesson", "values", "complaint"),
    [
        ("name", {"text": "x", "actor": "Arlandia", "kind": "name"}, "at least two letters"),
        ("name", {"text": "+++", "actor": "Arlandia", "kind": "name"}, "at least two letters"),
        ("name", {"text": "word " * 20, "actor": "Arlandia", "kind": "name"}, "at most 12 words"),
        ("name", {"text": "Palace", "actor": "Nobody", "kind": "name"}, "not in the list of actors"),
        ("name", {"text": "Palace", "actor": "Arlandia", "kind": "king"}, "not one of the available choices"),
        ("name", {"text": "ARLANDIA", "actor": "Arlandia", "kind": "name"}, "own name"),
        ("misnomer", {"text": "Arlandia"}, "with the words around it"),
        ("term", {"text": "guns", "issue": ""}, "required"),
    ],
)
def test_words_that_cannot_be_taught_are_refused_with_what_to_do(
    desk: Client, arlandia: Actor, lesson: str, values: dict[str, str], complaint: str
) -> None:
    sent = {f"{lesson}-{name}": value for name, value in values.items()}
    answer = desk.post(f"/desk/words/{lesson}/", sent)
    assert answer.status_code == 400
    assert complaint in answer.content.decode()
    assert [model.objects.count() for model in (Alias, IssueTerm, Misnomer)] == [0, 0, 0]


def test_same_lesson_twice_is_said_to_be_known(desk: Client, arlandia: Actor) -> None:
    for _ in range(2):
        page = teach(desk, "name", text="Blue Palace", actor="Arlandia", kind="metonym")
    assert "known as a name of Arlandia already" in page
    assert Alias.objects.count() == 1


def test_term_that_looks_like_a_pattern_stands_for_itself(desk: Client) -> None:
    teach(desk, "term", text="(a+)+$ b", issue=make.make_issue("ceasefire").pk)
    assert named("a" * 50_000 + "!") == []  # ends at once, or the test would not


def test_texts_read_before_can_be_read_again_in_the_background(desk: Client, arlandia: Actor) -> None:
    snapshot = make.make_snapshot("The Blue Palace spoke.")
    snapshot.article.snapshot = snapshot
    snapshot.article.save(update_fields=["snapshot"])
    assert "1 article was read with other words" in desk.get("/desk/words/").content.decode()
    assert "1 article will be read again" in desk.post("/desk/words/read-again/", follow=True).content.decode()
    assert Reading.objects.get(snapshot=snapshot).is_again


def test_words_are_for_editors_alone(client: Client, arlandia: Actor) -> None:
    assert client.get("/desk/words/").status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/desk/words/").status_code == 403
    assert client.post("/desk/words/name/", {"name-text": "Blue Palace"}).status_code == 403
    assert not Alias.objects.exists()


def test_unknown_lesson_is_not_found(desk: Client) -> None:
    assert desk.post("/desk/words/spell/").status_code == 404
