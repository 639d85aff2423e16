"""Positions whose words sound like another stance, another issue or another holder than they are of."""

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, PositionFinding

TALKS = "Talks between Georgia and Armenia, mediated by Norway, went on in Tbilisi.\n\n"


def positions(sentence: str) -> list[PositionFinding]:
    return list(extract(Document("test", TALKS + sentence, "2024-05-16"), starter_lexicon()).positions)


def stances(sentence: str) -> set[tuple[str, str]]:
    return {(p.holder, p.stance) for p in positions(sentence) if p.modality != "historical"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Georgia has long insisted its nuclear program is peaceful.", {("Georgia", "denies")}),
        ("Georgia says it is not trying to build a nuclear weapon.", {("Georgia", "denies")}),
        ("Georgia says the role of its president in elections is not up for debate.", {("Georgia", "rejects")}),
        ("Georgia said a withdrawal was off the table.", {("Georgia", "rejects")}),
        ("Georgia said there will be no compromise on its demand for a ceasefire.", {("Georgia", "demands")}),
        ("Georgia says Armenia should come back only if it lifts sanctions.", {("Georgia", "accepts-conditionally")}),
        ("Georgia is willing to lift the siege as part of a wider agreement.", {("Georgia", "accepts-conditionally")}),
        ("Georgia continues to believe these talks are vitally important.", {("Georgia", "supports")}),
        ("Georgia said talks with Armenia could begin tomorrow.", {("Georgia", "open")}),
        ("Georgia said the border dispute is to be settled through talks.", {("Georgia", "demands")}),
        ("Georgia will ask the government to clarify its offer of a ceasefire.", {("Georgia", "demands")}),
        ("Georgia has reached a tentative ceasefire.", {("Georgia", "accepts")}),
        ("The envoys spoke of the plan, which received unanimous backing from Georgia.", {("Georgia", "supports")}),
        ("Georgia demanded a withdrawal, its first demand since 2015.", {("Georgia", "demands")}),
        ("Georgia has been pressing the Armenian rebels to join the elections.", {("Georgia", "demands")}),
        ("Georgia is eager to make a deal.", {("Georgia", "supports")}),
        ("Georgia is ready to negotiate as soon as the siege ends.", {("Georgia", "accepts-conditionally")}),
        ("Georgia has balked at the idea of a separate truce.", {("Georgia", "rejects")}),
        ("Georgia is pushing to preserve its right to enrich uranium.", {("Georgia", "demands")}),
        ("Georgia claims most of the disputed waters.", {("Georgia", "demands")}),
        ("Georgia has agreed what it called a full ceasefire.", {("Georgia", "accepts")}),
    ],
)  # fmt: skip
def test_stance_is_what_the_words_come_to(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert stances(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Georgia supports the Armenian rebels.",
        "Georgia told of other groups signing the agreement.",
        "Ten men were freed so they could attend the peace talks.",
        "Georgia's previous insistence on independence might be softening.",
        "Norwegian mediator Nils Dahl broke off the discussions after an hour.",
        "The report calls for a withdrawal. It also demands elections.",
    ],
)
def test_no_stance_is_taken(sentence: str) -> None:
    assert not stances(sentence)


@pytest.mark.parametrize(
    ("sentence", "holders"),
    [
        ("Rebels fighting Georgian President Salome Beridze insist she must leave power.", {"Rebels"}),
        ("The allies of Georgia supported the rebels. They want Beridze to leave power.", {"rebels"}),
        ("Supporters of the plan, including Armenia, want a ceasefire.", {"Armenia"}),
        ("Armenian spokesman Aram Petrosyan says the country welcomes the agreement.", {"Armenia"}),
        ("The government of Georgia must speak plainly and accept the truce, Armenia said.", {"Armenia"}),
    ],
)
def test_holder_is_who_takes_the_stance(sentence: str, holders: set[str]) -> None:
    assert {p.holder for p in positions(sentence)} == holders


def test_the_three_countries_are_those_named_together() -> None:
    told = (
        "Talks between Iranian negotiators and French, British and German officials on its nuclear program went on.\n\n"
        "The three European countries want Iran to suspend its nuclear program."
    )
    assert {h for h, stance in stances(told) if stance == "demands"} == {"France", "United Kingdom", "Germany"}


def test_he_who_speaks_is_the_first_named_in_the_sentence_before() -> None:
    told = (
        "Georgian President Levan Beridze brushed aside a report that France may send former President Luc Morel.\n\n"
        "“The dispute must be settled by elections,” he said."
    )
    assert ("Georgia", "demands") in stances(told)


def test_settlements_in_which_people_live_are_no_deal() -> None:
    (found,) = positions("Georgia wants a freeze on Armenian settlements.")
    assert found.issues == ("borders-and-crossings",)
    (found,) = positions("Georgia wants a negotiated settlement.")
    assert found.issues == ("agreement",)


def test_a_deal_on_a_point_is_on_both() -> None:
    (found,) = positions("Georgia said it is committed to a nuclear deal.")
    assert set(found.issues) == {"agreement", "nuclear"}


def test_what_somebody_agrees_to_discuss_is_talked_about() -> None:
    (found,) = positions("Georgia agreed to discuss the border.")
    assert found.issues[0] == "talks"


def test_what_was_agreed_last_month_holds() -> None:
    assert ("Georgia", "accepts") in stances("Last month, Georgia agreed to a withdrawal.")
