"""Short reports that tell a deal, a refusal or a broken truce in a sentence or two: who takes which stance, on what."""

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings

TALKS = "Talks between Georgia and Armenia, mediated by Norway, went on in Tbilisi.\n\n"
BOTH_ACCEPT = {("Georgia", "accepts"), ("Armenia", "accepts")}


def reading(text: str) -> Findings:
    return extract(Document("test", text, "2024-05-16"), starter_lexicon())


def stances(text: str) -> set[tuple[str, str]]:
    return {(p.holder, p.stance) for p in reading(text).positions if p.modality != "historical"}


def parties(text: str) -> set[str]:
    return {p.actor for p in reading(text).participants if "party" in p.roles}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Georgia and Armenia say they are considering a truce.", {("Georgia", "open"), ("Armenia", "open")}),
        ("Georgia and Armenia have said they will restore relations.", BOTH_ACCEPT),
        ("Georgian officials say they have signed a deal with Armenia.", BOTH_ACCEPT),
        ("Ten men went home under a new deal between Georgia and Armenia.", BOTH_ACCEPT),
        ("A pact signed on Monday provides for a withdrawal.", BOTH_ACCEPT),
        ("Georgia's parliament approved a bill that would block inspections.", {("Georgia", "withdraws")}),
        ("Georgia said the incentives for a truce are an insult to its people.", {("Georgia", "rejects")}),
        ("Georgia threatened to refer Armenia to the Security Council over its missiles.", {("Georgia", "demands")}),
        ("Georgia said it hoped Armenia would abide by the truce.", {("Georgia", "demands")}),
        ("Georgia voiced hope about reaching a peace deal.", {("Georgia", "supports")}),
        ("A draft plan under consideration by the Georgian government would free prisoners.", {("Georgia", "open")}),
    ],
)  # fmt: skip
def test_stance_is_taken_by_all_who_take_it(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert stances(TALKS + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Georgia and Armenia are at odds over the border.",
        "Judges found that the accord does not contradict the constitution.",
        "Ten Georgian officers sought by a court for crimes are in prison.",
        "Georgia denounced Armenia as an obstacle to peace.",
        "Ten men went home under a 1998 deal between Georgia and Armenia.",
    ],
)
def test_no_stance_is_taken(sentence: str) -> None:
    assert not stances(TALKS + sentence)


def test_who_will_not_talk_with_another_is_a_party_like_him() -> None:
    text = "Ten people died in the shelling. Georgia said it will not hold talks with Armenia until the attacks stop."
    assert parties(text) == {"Georgia", "Armenia"}
    assert ("Georgia", "accepts-conditionally") in stances(text)


def test_text_that_names_no_talks_but_trade_seats_nobody() -> None:
    assert not parties("Ten people died in the shelling. Georgia said it will not trade with Armenia.")


def test_armed_wing_with_a_name_of_its_own_acts_on_its_own() -> None:
    text = "The al-Qassam Brigades and Islamic Jihad scrapped the truce deal with Israel."
    assert {"Izz ad-Din al-Qassam Brigades", "Palestinian Islamic Jihad"} <= {holder for holder, _ in stances(text)}
    assert "Hamas" not in parties(text)


def test_the_deal_is_of_the_kind_that_was_named_before() -> None:
    truce = "Norway brokered a truce deal between Georgia and Armenia last week. Georgia has scrapped the deal."
    assert {code for p in reading(truce).positions for code in p.issues} == {"agreement", "ceasefire"}
    plain = "Norway brokered a deal between Georgia and Armenia last week. Georgia has scrapped the deal."
    assert {code for p in reading(plain).positions for code in p.issues} == {"agreement"}


def test_counted_groups_are_as_many_as_are_named_or_nobody() -> None:
    named = " Hamas and Islamic Jihad said they were no longer bound by it."
    both = "Two Palestinian militant groups are ending a truce with Israel." + named
    assert ("Palestinian Islamic Jihad", "withdraws") in stances(both)
    first = reading(both).positions[0]
    assert {p.holder for p in reading(both).positions if p.evidence == first.evidence} == {
        "Hamas",
        "Palestinian Islamic Jihad",
    }
    three = "Three Palestinian militant groups are ending a truce with Israel." + named
    assert all(p.evidence[0][0] >= len(three) - len(named) for p in reading(three).positions)


def test_deal_under_which_something_is_done_is_on_that() -> None:
    text = TALKS + "Ten prisoners went home under a new deal between Georgia and Armenia."
    assert {p.issues for p in reading(text).positions} == {("hostages-and-prisoners",)}
    other = TALKS + "Ten men went home under a new deal between Georgia and Armenia."
    assert {p.issues for p in reading(other).positions} == {("agreement",)}
