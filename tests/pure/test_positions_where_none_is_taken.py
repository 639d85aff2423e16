"""Words that look like a stance and take none: nouns, clauses that tell background, outcomes, states of things."""

import pytest

from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.no_stance import NO_STANCE
from tests.pure.small_lexicon import stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"
RULES = [pytest.param(rule, id=rule.name) for rule in NO_STANCE]


def found(sentence: str) -> set[tuple[str, str, tuple[str, ...]]]:
    return set(stances(TALKS + sentence, "2024-05-16"))


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds_to_its_examples_and_counter_examples(rule: Rule) -> None:
    assert len(rule.examples) >= 2
    assert all(rule.regex.search(example) for example in rule.examples)
    assert rule.counters
    assert not any(rule.regex.search(counter) for counter in rule.counters)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania spoke of any disputes that arise over the ceasefire.",
        "“We bring our concerns about the ceasefire to the table,” Ruritanian President Karl Voss said.",
        "Ruritania went home amid calls for a ceasefire.",
        "Ruritania spoke of the offers of a ceasefire.",
    ],
)
def test_a_noun_is_no_verb(sentence: str) -> None:
    assert found(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania disputes the report on the ceasefire.", "denies"),
        ("Ruritania tabled a plan for a ceasefire.", "proposes"),
        ("Ruritania calls for a ceasefire.", "demands"),
        ("Both parties agreed to a ceasefire.", "accepts"),
    ],
)
def test_a_verb_is_still_one(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance, ("ceasefire",)) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania and Borduria held their first talks since they agreed to a ceasefire.",
        "Ruritania sent envoys to the talks as it sought relief from the sanctions.",
        "Ruritania spent a day in Klow before signing an agreement.",
        "Ruritania said signing an agreement takes time.",
    ],
)
def test_a_clause_of_background_takes_no_stance(sentence: str) -> None:
    assert found(sentence) == set()


@pytest.mark.parametrize(
    "verb", ["could not agree", "failed to agree", "were unable to agree", "could not reach a deal"]
)
def test_no_agreement_is_an_outcome(verb: str) -> None:
    assert found(f"Ruritania and Borduria {verb} on a ceasefire.") == set()


def test_what_somebody_could_not_agree_to_is_rejected() -> None:
    assert found("Ruritania said it could not agree to a ceasefire.") == {("Ruritania", "rejects", ("ceasefire",))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania said that the ceasefire does not apply to the islands.",
        "“Under any ceasefire they will remain a part of the country,” Ruritanian President Karl Voss said.",
    ],
)
def test_what_stays_as_it_is_is_not_accepted(sentence: str) -> None:
    assert found(sentence) == {("Ruritania", "rejects", ("ceasefire",))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania said that under the plan both sides would agree to observe a ceasefire.",
        "Syldavia said that Ruritania and Borduria will sign a ceasefire under the plan.",
    ],
)
def test_what_a_plan_would_have_them_do_is_accepted_by_nobody(sentence: str) -> None:
    assert found(sentence) == set()


def test_what_somebody_says_to_do_himself_under_a_plan_is_accepted() -> None:
    assert ("Ruritania", "accepts", ("ceasefire",)) in found(
        "Ruritania said it will observe a ceasefire under the plan."
    )


def test_who_withdraws_under_a_plan_does_not_leave_it() -> None:
    assert "withdraws" not in {stance for _, stance, _ in found("Ruritania said it will withdraw under the plan.")}


def test_an_offer_under_review_is_open_and_not_made_anew() -> None:
    assert found("Borduria said Ruritania's offer of talks is under review.") == {("Borduria", "open", ("talks",))}


def test_an_offer_to_be_made_clear_is_not_made_anew() -> None:
    stances_found = {stance for _, stance, _ in found("Borduria will ask Ruritania to clarify its offer of talks.")}
    assert "proposes" not in stances_found
