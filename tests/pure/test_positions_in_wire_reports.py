"""Stances in the turns of phrase of wire reports: sides by their bodies, matters without a term, unnamed officials."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania's regime rejected the truce.", "rejects"),
        ("The Ruritanian mission in Klow urged both sides to free prisoners.", "demands"),
        ("Ruritania signed the truce, but its leaders have balked at elections.", "rejects"),
        ("Ruritania and other countries nearby have demanded elections.", "demands"),
        ("Ruritania's position is that the prisoners must go home.", "demands"),
        ("The truce began on Monday, a move welcomed by Ruritania.", "supports"),
        ("Monitors wait at the border under a plan rejected by Ruritania.", "rejects"),
        ("A key demand of Ruritania is that the prisoners be freed.", "demands"),
        ("Ruritania is contemplating new sanctions.", "open"),
        ("Ruritania said there will not be an amnesty.", "rejects"),
        ("Ruritania has a new plan to offer.", "proposes"),
        ("Ruritania said it would press ahead with the peace talks.", "supports"),
    ],
)
def test_a_side_takes_a_stance(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A move on the border was welcomed by nobody in Ruritania.",
        "Ruritania pressed ahead with its harvest.",
        "Ruritania has a new bridge to show.",
    ],
)
def test_no_stance_is_taken_by_what_only_looks_alike(sentence: str) -> None:
    assert not found(sentence)


def test_what_no_term_names_is_on_the_deal_as_a_whole_and_less_sure() -> None:
    named, unnamed = (
        read_text(TALKS + f"Ruritania demanded {what}.").positions[0]
        for what in ("elections", "a hundred white horses")
    )
    assert unnamed.issues == ("agreement",)
    assert unnamed.confidence < named.confidence


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania backs Borduria.",
        "Ruritania refused to make any comment.",
        "Graustark demanded a hundred white horses.",
        "Ruritania's demand for horses is growing.",
    ],
)
def test_nothing_is_on_the_deal_that_is_on_an_actor_or_of_outsiders(sentence: str) -> None:
    assert not found(sentence)


def test_a_demand_as_a_condition_is_what_the_deal_waits_for() -> None:
    (position,) = read_text(
        TALKS + "Ruritania demanded the release of prisoners as a condition of resuming talks."
    ).positions
    assert (position.stance, position.issues) == ("accepts-conditionally", ("talks",))
    assert position.conditions[0].issues == ("hostages-and-prisoners",)


def test_an_official_who_is_not_named_speaks_for_his_state() -> None:
    text = "A Ruritanian official who asked for anonymity to discuss the tense round said the prisoners must be freed."
    (position,) = read_text(TALKS + text).positions
    assert (position.holder, position.attribution) == ("Ruritania", "anonymous")
