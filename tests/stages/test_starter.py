"""The starter data: entered once however often it is loaded, and never over what editors changed."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from negotiations.data.starter import starter_actors, starter_issues
from negotiations.extraction.lexicon import Lexicon
from negotiations.models import Actor, Affiliation, Alias, Issue, IssueTerm
from negotiations.starter import load_starter
from negotiations.suggestions import lexicon as lexicon_of_now
from negotiations.suggestions.lexicon import current_lexicon

pytestmark = pytest.mark.usefixtures("starter")

TABLES = (Actor, Alias, Affiliation, Issue, IssueTerm)


def rows() -> dict[str, set[int]]:
    return {model.__name__: set(model._default_manager.values_list("pk", flat=True)) for model in TABLES}


def test_loading_again_changes_nothing_and_asks_little() -> None:
    before = rows()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counts = load_starter()
    assert rows() == before
    assert len(queries) < 30
    assert counts["aliases"] == len(before["Alias"])
    assert counts["issues"] == len(before["Issue"])
    assert counts["actors"] + counts["people"] == len(before["Actor"])


def test_everything_of_the_lists_is_there() -> None:
    assert Actor.objects.organisations().count() == len(list(starter_actors()))
    assert Issue.objects.count() == len(list(starter_issues()))
    assert Actor.objects.filter(kind="state").exclude(iso2="").count() >= 193
    egypt = Actor.objects.get(iso2="EG")
    assert {"Cairo", "Egyptian"} <= set(egypt.aliases.values_list("text", flat=True))
    assert Issue.objects.exclude(parent=None).exists()
    assert Actor.objects.exclude(part_of=None).exists()


def test_what_an_editor_removed_is_not_loaded_again() -> None:
    alias = Alias.objects.filter(is_starter=True).first()
    term = IssueTerm.objects.filter(is_starter=True).first()
    office = Affiliation.objects.filter(is_starter=True).first()
    assert alias
    assert term
    assert office
    gone = [(type(row), row.pk) for row in (alias, term, office)]
    texts = alias.text, term.text
    for row in (alias, term, office):
        row.delete()
    before = rows()
    load_starter()
    assert rows() == before
    assert not any(model._default_manager.filter(pk=pk).exists() for model, pk in gone)
    assert not Alias.objects.filter(actor=alias.actor_id, text=texts[0]).exists()
    assert not IssueTerm.objects.filter(issue=term.issue_id, text=texts[1]).exists()


def test_what_an_editor_changed_or_added_stays() -> None:
    egypt = Actor.objects.get(iso2="EG")
    egypt.name = "Egypt, renamed"
    egypt.save()
    Alias.objects.create(actor=egypt, text="the Nile country", kind="name")
    alias = Alias.objects.get(actor=egypt, text="Egyptian")
    alias.text = "Egyptian (changed)"
    alias.save()
    IssueTerm.objects.create(issue=Issue.objects.get(code="ceasefire"), text="the guns at rest")
    load_starter()
    egypt.refresh_from_db()
    assert egypt.name == "Egypt, renamed"
    texts = set(egypt.aliases.values_list("text", flat=True))
    assert {"the Nile country", "Egyptian (changed)"} <= texts
    assert "Egyptian" not in texts
    assert IssueTerm.objects.filter(text="the guns at rest", is_starter=False).exists()


def test_a_bureau_that_an_editor_set_free_is_not_put_under_its_whole_again() -> None:
    part = Actor.objects.exclude(part_of=None).first()
    assert part
    part.part_of = None
    part.save()
    load_starter()
    part.refresh_from_db()
    assert part.part_of is None


def test_command_tells_counts_and_lets_editors_decide() -> None:
    out = StringIO()
    call_command("load_starter", stdout=out)
    call_command("load_starter", stdout=out)
    first, second = out.getvalue().splitlines()
    assert first == second
    assert f"{Issue.objects.count()} issues" in first
    group = Group.objects.get(name="Editors")
    assert {"add_decision", "add_intake"} <= set(group.permissions.values_list("codename", flat=True))


def test_lexicon_is_one_query_while_nothing_changes() -> None:
    first = current_lexicon()
    with CaptureQueriesContext(connection) as queries:
        assert current_lexicon() is first
    assert len(queries) == 1


@pytest.mark.parametrize("how", ["added", "changed", "removed"])
def test_lexicon_follows_what_editors_teach(how: str) -> None:
    egypt = Actor.objects.get(iso2="EG")
    before = current_lexicon()
    if how == "added":
        Alias.objects.create(actor=egypt, text="the Nile country", kind="name")
    elif how == "changed":
        Alias.objects.filter(actor=egypt, text="Egyptian").update(text="Nilotic")
    else:
        Alias.objects.filter(actor=egypt, text="Egyptian").delete()
    after = current_lexicon()
    assert after.version != before.version
    entry = after.actor(egypt.slug)
    assert entry is not None
    texts = {alias.text for alias in entry.aliases}
    assert ("the Nile country" in texts) == (how == "added")
    assert ("Egyptian" in texts) == (how == "added")


def test_lexicon_follows_terms_and_offices() -> None:
    versions = {current_lexicon().version}
    IssueTerm.objects.create(issue=Issue.objects.get(code="ceasefire"), text="the guns at rest")
    versions.add(current_lexicon().version)
    Affiliation.objects.all()[0].delete()
    versions.add(current_lexicon().version)
    assert len(versions) == 3


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Lexicon]:
    """The lexicons that were compiled from all the rows."""
    made: list[Lexicon] = []

    def compile_anew() -> Lexicon:
        made.append(compile_whole())
        return made[-1]

    compile_whole = lexicon_of_now._compile
    monkeypatch.setattr(lexicon_of_now, "_compile", compile_anew)
    return made


def test_somebody_new_is_added_without_compiling_all_the_names(compiled: list[Lexicon]) -> None:
    before = current_lexicon()
    compiled.clear()
    for name in ("Ama Newcomer", "Bo Newcomer"):
        person = meet(name)
        Alias.objects.create(actor=person, text=f"Envoy {name}", kind="title")
    after = current_lexicon()
    assert compiled == []
    assert after.version == lexicon_of_now._compile().version != before.version
    assert after.person("ama-newcomer") == compiled[0].person("ama-newcomer")
    assert after.hits("Envoy Bo Newcomer of Egypt") == compiled[0].hits("Envoy Bo Newcomer of Egypt")
    assert current_lexicon() is after


@pytest.mark.parametrize("also", ["a name of another", "another's office", "an actor", "a term", "a change of theirs"])
def test_whatever_else_is_taught_compiles_all(compiled: list[Lexicon], also: str) -> None:
    egypt, person = Actor.objects.get(iso2="EG"), Actor.objects.people()[0]
    current_lexicon()
    compiled.clear()
    newcomer = meet("Ama Newcomer")
    if also == "a name of another":
        Alias.objects.create(actor=egypt, text="the Nile country", kind="name")
    elif also == "another's office":
        Affiliation.objects.create(person=person, organisation=egypt, title="guest of honour")
    elif also == "an actor":
        Actor.objects.create(slug="nile-league", name="Nile League", kind="bloc")
    elif also == "a term":
        IssueTerm.objects.create(issue=Issue.objects.get(code="ceasefire"), text="the guns at rest")
    else:
        Actor.objects.filter(pk=newcomer.pk).update(name="Ama Latecomer")
    assert current_lexicon() is compiled[0]


def test_somebody_whose_entry_was_undone_is_forgotten(compiled: list[Lexicon]) -> None:
    current_lexicon()
    with transaction.atomic():
        meet("Ama Undone")
        assert current_lexicon().person("ama-undone")
        transaction.set_rollback(True)
    meet("Bo Newcomer")
    after = current_lexicon()
    assert (after.person("ama-undone"), bool(after.person("bo-newcomer"))) == (None, True)


def meet(name: str) -> Actor:
    """Somebody whom a reading enters, with an office."""
    person = Actor.objects.create(slug=name.lower().replace(" ", "-"), name=name, kind="person")
    Affiliation.objects.create(person=person, organisation=Actor.objects.get(iso2="EG"), title="envoy")
    return person
