"""What a rejection teaches: from the desk to the reading of the next article, and back when it is undone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiations.models import Actor, Alias, Decision, FalseTerm, IssueTerm, Misnomer, Reading, Snapshot, Suggestion
from negotiations.review.decisions import accept_suggestion, undo_decision
from negotiations.suggestions.lexicon import current_lexicon
from negotiations.suggestions.stage import read_snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db

TALKS = "Talks between Arlandia and Borduria resumed on Monday."
QUARTER = f"{TALKS} Arlandia rejected the truce. Little Syldavia, a quarter of Klow, rejected the truce."
BELLS = f"{TALKS} Arlandia rejected the ceasefire bells of Klow. Borduria demanded elections."


@pytest.fixture(autouse=True)
def lists() -> None:
    for name in ("Arlandia", "Borduria", "Syldavia"):
        Alias.objects.create(actor=make.make_actor(name), text=f"{name}n", kind="demonym")
    for code, terms in {"ceasefire": ["ceasefire", "truce"], "elections": ["election"]}.items():
        issue = make.make_issue(code)
        IssueTerm.objects.bulk_create(IssueTerm(issue=issue, text=term, is_starter=True) for term in terms)


def read(text: str) -> Snapshot:
    """A new article, read and suggested from as a worker would."""
    snapshot = make.make_snapshot(text)
    Reading.objects.create(snapshot=snapshot, rules="1", not_before=make.NOON)
    (reading,) = Reading.objects.filter(snapshot=snapshot).claim(now=make.NOON, lease=timedelta(minutes=1))
    make.read_out(reading)
    return snapshot


def positions(text: str) -> list[tuple[str, list[str]]]:
    """What the next article with this text would have suggested."""
    snapshot = make.make_snapshot(f"{text} It rained.")
    drafts = read_snapshot(snapshot=snapshot, lexicon=current_lexicon()).drafts
    return [(d.reading["holder"]["name"], d.reading["issues"]) for d in drafts if d.kind == "position"]


def position_of(holder: str) -> Suggestion:
    return Suggestion.objects.get(kind="position", reading__holder__name=holder)


def reject(desk: Client, row: Suggestion, **lesson: str) -> str:
    sent = {"seen": str(row.decisions.count()), "reject-reason": "misread"}
    sent |= {f"reject-{name}": value for name, value in lesson.items()}
    return desk.post(f"/desk/{row.pk}/reject/", sent, follow=True).content.decode()


def test_words_that_are_no_actor_are_learned_by_the_next_article(desk: Client) -> None:
    read(QUARTER)
    assert ("Syldavia", ["ceasefire"]) in positions(QUARTER)
    page = reject(desk, position_of("Syldavia"), fault="no-actor", words="little  syldavia")
    assert "No actor is seen in “Little Syldavia” from the next text on." in page
    assert positions(QUARTER) == [("Arlandia", ["ceasefire"])]
    assert ("Syldavia", ["ceasefire"]) in positions(f"{TALKS} Syldavia rejected the truce.")


def test_words_that_do_not_name_the_issue_are_learned_by_the_next_article(desk: Client) -> None:
    read(BELLS)
    assert ("Arlandia", ["ceasefire"]) in positions(BELLS)
    page = reject(desk, position_of("Arlandia"), fault="other-issue", words="ceasefire bells", issue="ceasefire")
    assert "does not name" in page
    assert ("Arlandia", ["ceasefire"]) not in positions(BELLS)
    assert ("Arlandia", ["ceasefire"]) in positions(f"{TALKS} Arlandia rejected the ceasefire.")


def test_shipped_term_can_be_taught_never_to_mean_its_issue(desk: Client) -> None:
    text = f"{TALKS} Arlandia rejected the truce."
    read(text)
    reject(desk, position_of("Arlandia"), fault="other-issue", words="truce", issue="ceasefire")
    assert ("Arlandia", ["ceasefire"]) not in positions(text)
    assert ("Arlandia", ["ceasefire"]) in positions(f"{TALKS} Arlandia rejected the ceasefire.")


def test_issue_below_the_one_that_is_not_meant_is_not_meant_either(desk: Client) -> None:
    permanence = make.make_issue("permanence")
    permanence.parent = make.make_issue("ceasefire")
    permanence.save()
    IssueTerm.objects.create(issue=permanence, text="lasting truce")
    FalseTerm.objects.create(issue=permanence.parent, text="lasting truce")
    assert positions(f"{TALKS} Arlandia rejected the lasting truce.") in (
        [],
        [("Arlandia", [])],
        [("Arlandia", ["talks"])],
    )


def test_undoing_the_rejection_takes_the_lesson_back(desk: Client) -> None:
    read(QUARTER)
    row = position_of("Syldavia")
    reject(desk, row, fault="no-actor", words="Little Syldavia")
    desk.post(f"/desk/{row.pk}/undo/", {"decision": str(Decision.objects.get().pk)})
    assert not Misnomer.objects.exists()
    assert ("Syldavia", ["ceasefire"]) in positions(QUARTER)


def test_lesson_goes_with_a_later_acceptance_and_comes_back_when_that_is_undone(desk: Client, editor: User) -> None:
    read(QUARTER)
    row = position_of("Syldavia")
    reject(desk, row, fault="no-actor", words="Little Syldavia")
    accepted = accept_suggestion(suggestion=row, editor=editor, now=make.NOON, seen=1)
    assert not Misnomer.objects.exists()
    undo_decision(decision=accepted, editor=editor, now=make.NOON)
    assert Misnomer.objects.get().text == "Little Syldavia"


def test_lesson_stays_as_long_as_one_of_the_rejections_that_teach_it(desk: Client, editor: User) -> None:
    for text in (QUARTER, f"{QUARTER} It snowed."):
        read(text)
    one, two = Suggestion.objects.filter(kind="position", reading__holder__name="Syldavia")
    for row in (one, two):
        reject(desk, row, fault="no-actor", words="Little Syldavia")
    undo_decision(decision=one.decisions.get(), editor=editor, now=make.NOON)
    assert list(Misnomer.objects.get().taught_by.all()) == list(two.decisions.all())
    undo_decision(decision=two.decisions.get(), editor=editor, now=make.NOON)
    assert not Misnomer.objects.exists()


def test_what_was_taught_by_itself_outlives_the_rejection(desk: Client, editor: User) -> None:
    Misnomer.objects.create(text="Little Syldavia")
    read(f"{TALKS} Arlandia rejected the truce. Little Syldavia sang.")
    row = position_of("Arlandia")
    reject(desk, row, fault="no-actor", words="Little Syldavia")
    undo_decision(decision=row.decisions.get(), editor=editor, now=make.NOON)
    assert Misnomer.objects.exists()


def test_lesson_stands_on_the_page_of_words_with_the_rejection_and_can_be_taken_back(
    desk: Client, editor: User
) -> None:
    read(BELLS)
    row = position_of("Arlandia")
    reject(desk, row, fault="other-issue", words="ceasefire bells", issue="ceasefire")
    page = desk.get("/desk/words/").content.decode()
    assert "“ceasefire bells”" in page
    assert f"{editor.username}, " in page
    assert f'href="/desk/{row.pk}/"' in page
    desk.post(f"/desk/words/false-term/{FalseTerm.objects.get().pk}/forget/")
    assert not FalseTerm.objects.exists()
    row.refresh_from_db()
    assert row.state == "rejected"


def test_false_term_can_be_taught_on_the_page_of_words(desk: Client) -> None:
    issue = IssueTerm.objects.get(text="truce").issue
    sent = {"false-term-text": "Truce Street", "false-term-issue": str(issue.pk), "false-term-reason": "a street"}
    page = desk.post("/desk/words/false-term/", sent, follow=True).content.decode()
    assert "“truce street” does not name" in page
    assert ("Arlandia", ["ceasefire"]) not in positions(f"{TALKS} Arlandia rejected Truce Street.")
    refused = desk.post("/desk/words/term/", {"term-text": "truce street", "term-issue": str(issue.pk)})
    assert "take that back first" in refused.content.decode()


@pytest.mark.parametrize(
    ("lesson", "complaint"),
    [
        ({"fault": "no-actor", "words": ""}, "Give the words"),
        ({"fault": "", "words": "Little Syldavia"}, "Say what these words are not"),
        ({"fault": "no-actor", "words": "Syldavia"}, "alone is a name of Syldavia"),
        ({"fault": "no-actor", "words": "syldavian"}, "alone is a name of Syldavia"),
        ({"fault": "no-actor", "words": "Grand Duchy"}, "does not stand in this text"),
        ({"fault": "no-actor", "words": "ittle Syldavi"}, "does not stand in this text"),
        ({"fault": "other-issue", "words": "truce", "issue": "elections"}, "valid choice"),
        ({"fault": "king", "words": "truce"}, "valid choice"),
    ],
)
def test_lesson_that_cannot_be_taught_leaves_the_suggestion_undecided(
    desk: Client, lesson: dict[str, str], complaint: str
) -> None:
    read(f"{QUARTER} Syldavians cheered; a Syldavian choir sang.")
    row = position_of("Syldavia")
    sent = {"seen": "0", "reject-reason": "misread", **{f"reject-{name}": value for name, value in lesson.items()}}
    answer = desk.post(f"/desk/{row.pk}/reject/", sent)
    assert (answer.status_code, Decision.objects.count()) == (400, 0)
    assert complaint in answer.content.decode()
    assert not Misnomer.objects.exists()
    assert not FalseTerm.objects.exists()


def test_rejection_without_a_lesson_teaches_nothing(desk: Client) -> None:
    read(QUARTER)
    before = current_lexicon().version
    assert "Rejected: " in reject(desk, position_of("Syldavia"))
    assert current_lexicon().version == before


def test_actor_stays_seen_when_words_on_the_page_are_just_its_name(desk: Client) -> None:
    Alias.objects.create(actor=Actor.objects.get(slug="syldavia"), text="Upper Kingdom", kind="name")
    answer = desk.post("/desk/words/misnomer/", {"misnomer-text": "upper kingdom"})
    assert "alone is a name of Syldavia" in answer.content.decode()
    assert not Misnomer.objects.exists()
