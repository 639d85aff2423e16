"""Stances held by nouns: a demand, a refusal, an offer, and whose it is."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The round stalled over Ruritanian demands for the release of prisoners.", "demands"),
        ("The round stalled over the demand by Ruritania for the release of prisoners.", "demands"),
        ("The round stalled over Ruritania's refusal to release prisoners.", "rejects"),
        ("The round stalled over the refusal of Ruritania to release prisoners.", "rejects"),
        ("Despite Ruritanian objections to elections, the round went on.", "rejects"),
        ("The Ruritanian army's opposition to a withdrawal is well known.", "rejects"),
        ("Mediators pointed to Ruritania's willingness to release prisoners.", "proposes"),
        ("Mediators pointed to Ruritania's readiness to sign the agreement.", "accepts"),
        ("Ruritania's acceptance of the ceasefire surprised diplomats.", "accepts"),
        ("Ruritania's decision to cancel the talks surprised diplomats.", "withdraws"),
        ("Ruritania's withdrawal from the talks surprised diplomats.", "withdraws"),
        ("Ruritanian support for a ceasefire is growing.", "supports"),
    ],
)
def test_a_noun_holds_the_stance_of_its_owner(sentence: str, stance: str) -> None:
    assert found(sentence) == {("Ruritania", stance)}


def test_what_is_asked_stays_a_demand_where_another_opposes_it() -> None:
    sentence = "Borduria opposed Ruritanian demands for the release of prisoners."
    assert found(sentence) == {("Borduria", "rejects"), ("Ruritania", "demands")}


def test_a_negated_answer_takes_nothing_from_the_offer() -> None:
    assert ("Ruritania", "proposes") in found("Borduria did not respond to Ruritania's proposal for a ceasefire.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania rejected a proposal for elections.",
        "Ruritania's support for Borduria led to the talks.",
        "Ruritania's demand for oil is growing.",
        "Both sides' willingness to release prisoners surprised diplomats.",
    ],
)
def test_whoever_acts_or_means_something_else_owns_no_stance(sentence: str) -> None:
    assert not found(sentence) - {("Ruritania", "rejects")}


def test_a_noun_that_takes_up_what_was_told_is_no_second_position() -> None:
    text = "Ruritania called off the talks on Friday. Ruritania's decision to cancel the talks surprised diplomats."
    positions = read_text(TALKS + text, "2024-05-16").positions
    assert [(p.holder, p.stance) for p in positions] == [("Ruritania", "withdraws")]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania said its demand for elections had been ignored.", "demands"),
        ("Ruritania said it had received no answer to its offer of a ceasefire.", "proposes"),
    ],
)
def test_what_a_speaker_calls_its_own_is_its_stance(sentence: str, stance: str) -> None:
    assert found(sentence) == {("Ruritania", stance)}


def test_its_is_nobody_where_nobody_speaks() -> None:
    assert found("Ruritania rejected its offer of a ceasefire.") == {("Ruritania", "rejects")}


def test_the_refusal_of_the_government_is_that_of_the_one_state_at_the_table() -> None:
    text = (
        "Talks between Ruritania and the Red Front went on.\n\nMany regret the government's refusal to hold elections."
    )
    positions = read_text(text, "2024-05-16").positions
    assert [(p.holder, p.stance) for p in positions] == [("Ruritania", "rejects")]


def test_a_plan_that_calls_for_something_is_put_forward() -> None:
    assert found("The Ruritanian proposal calls for the release of prisoners.") == {("Ruritania", "proposes")}
