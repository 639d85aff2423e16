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


def test_what_no_term_names_is_on_the_talks_as_a_whole_and_less_sure() -> None:
    named, unnamed = (
        read_text(TALKS + f"Ruritania demanded {what}.").positions[0]
        for what in ("elections", "a hundred white horses")
    )
    assert unnamed.issues == ("talks",)
    assert unnamed.confidence < named.confidence


def test_what_no_term_names_is_on_the_deal_where_only_that_is_spoken_of() -> None:
    text = TALKS + "Ten rivers run there. A deal is close. The deal is long. Ruritania demanded a hundred white horses."
    assert read_text(text).positions[-1].issues == ("agreement",)


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


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania said it would miss the next round of talks.", "rejects"),
        ("Ruritania declared an end to the ceasefire.", "withdraws"),
        ("Ruritania said the key issue for the talks is an immediate ceasefire.", "demands"),
        ("Ruritania said its leader should become president of a unity government.", "demands"),
        ("“Ruritania will do everything for the peace process,” Lena Marek of Ruritania said.", "supports"),
        ("Smaller elections might be acceptable, Ruritania said.", "open"),
        ("Ruritania dropped Borduria's demand for elections.", "withdraws"),
    ],
)
def test_more_turns_of_phrase_take_a_stance(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania and Borduria met over oil and border disputes to keep a deadline.",
        "Ruritania had hoped for a truce.",
        "Ruritania missed the train to the talks.",
    ],
)
def test_disputes_and_lost_hopes_take_none(sentence: str) -> None:
    assert not found(sentence)


def test_what_is_hoped_of_another_is_no_word_of_his() -> None:
    assert found("Ruritania hoped that Borduria would not reject a ceasefire.") == {("Ruritania", "supports")}


def test_a_day_is_no_condition() -> None:
    (position,) = read_text(TALKS + "Ruritania declared a ceasefire until mid January.").positions
    assert (position.stance, position.conditions) == ("accepts", ())


def test_the_leaders_are_those_of_both_sides() -> None:
    assert found("The leaders also agreed on elections.") == {("Ruritania", "accepts"), ("Borduria", "accepts")}


def test_a_group_goes_by_the_last_word_of_its_name() -> None:
    text = "Talks between Ruritania and the rebel Harbour Liberation Front began.\n\nThe Front demands elections."
    assert ("Harbour Liberation Front", "demands", ("elections",)) in stances(text)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania said sanctions would be lifted.", "accepts"),
        (
            "“We will suggest at the start of the talks that a ceasefire be signed,” Lena Marek of Ruritania said.",
            "proposes",
        ),
        ("Ruritania said it values Borduria's gesture on prisoners.", "supports"),
        ("Elections must wait for a truce, Ruritania said.", "accepts-conditionally"),
        ("The resignation of the king is a sine qua non, Ruritania said.", "demands"),
        ("Ruritania, which met Borduria on Friday, threatened a walkout.", "withdraws"),
        ("“We need a civilian government,” Lena Marek of Ruritania said.", "demands"),
        ("Officials from Ruritania attending the talks also demanded elections.", "demands"),
    ],
)
def test_still_more_turns_of_phrase_take_a_stance(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania is ready for talks, but only in the presence of a mediator.",
        "Ruritania will sign the deal the moment Borduria withdraws its men.",
        "Ruritania is prepared to lift sanctions in response to concrete steps on elections.",
    ],
)
def test_more_ways_to_name_a_condition(sentence: str) -> None:
    (position,) = read_text(TALKS + sentence, "2024-05-16").positions
    assert position.stance == "accepts-conditionally"
    assert position.conditions


def test_a_refusal_is_on_what_another_is_told_to_demand() -> None:
    text = "Ruritania could not accept Borduria's demand that the truce be verified."
    position = next(p for p in read_text(TALKS + text).positions if p.holder == "Ruritania")
    assert position.stance == "rejects"
    assert "ceasefire" in position.issues


def test_the_opposition_beside_rebels_is_no_armed_group() -> None:
    said = "The opposition demanded elections. The rebels rejected elections."
    text = f"Talks between Ruritania and the rebels began.\n\n{said}"
    assert {(p.holder, p.stance) for p in read_text(text).positions} == {
        ("opposition", "demands"),
        ("rebels", "rejects"),
    }


def test_whoever_an_organisation_has_sent_speaks_for_it() -> None:
    text = "Lena Marek, the League of Ports envoy, demanded elections."
    assert ("League of Ports", "demands", ("elections",)) in stances(TALKS + text)
