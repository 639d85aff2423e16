"""Positions told by nouns, in lists, along with others, in the speaker's own "we", and what only looks like one."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


def issues(sentence: str, stance: str) -> set[tuple[str, ...]]:
    return {codes for _, its, codes in stances(TALKS + sentence, "2024-05-16") if its == stance}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania issued another call for a ceasefire.", "demands"),
        ("Ruritania has set a July deadline for a ceasefire.", "demands"),
        ("Ruritania will settle for nothing less than a ceasefire.", "demands"),
        ("Ruritania is adamant that prisoners be released.", "demands"),
        ("“Let them release the prisoners,” the Ruritanian envoy said.", "demands"),
        ("As the Ruritanian envoy put it, giving up the prisoners is inconceivable.", "rejects"),
        ("In the words of the Ruritanian envoy, elections are not an option.", "rejects"),
        ("Ruritania says it is impossible to hold talks under a blockade.", "rejects"),
        ("“How can we negotiate under fire?” the Ruritanian envoy asked.", "rejects"),
        ("“We are not asking for elections,” the Ruritanian envoy said.", "rejects"),
        ("Ruritania has chosen not to take part in the talks.", "rejects"),
        ("Ruritania has criticized the talks.", "rejects"),
        ("Ruritania is backing the talks.", "supports"),
        ("Ruritania has come round to the idea of elections.", "accepts"),
        ("Ruritania dropped its objections to a ceasefire.", "accepts"),
        ("Ruritania would accept a ceasefire in exchange for the prisoners.", "accepts-conditionally"),
        ("Ruritania joined the talks after getting assurances about a ceasefire.", "accepts-conditionally"),
        ("Ruritania has made a ceasefire conditional on the release of prisoners.", "accepts-conditionally"),
        ("Ruritania could live with a ceasefire.", "open"),
        ("The Ruritanian envoy said the day went well, but that the prisoners must be released.", "demands"),
    ],
)
def test_the_stance_is_read(sentence: str, stance: str) -> None:
    assert ("Ruritania", stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Envoys shuttle between the two sides, which do not meet each other.",
        "The two delegations will not meet face to face.",
        "Should Ruritania refuse to sign the agreement, the talks will end.",
        "That would mean that Ruritania would hold elections.",
        "“Ruritania is not ready for peace,” the Bordurian envoy said.",
        "Syldavia voiced disappointment over the failure to reach a ceasefire.",
        "Ruritania has adopted a law on banks.",
    ],
)
def test_none_is_taken(sentence: str) -> None:
    assert not {stance for _, stance in found(sentence)}


def test_each_of_two_holds_what_is_told_of_both() -> None:
    both = {("Ruritania", "rejects"), ("Borduria", "rejects")}
    assert found("The mediator met Ruritania and Borduria, who have refused to sign the agreement.") >= both


def test_along_with_others_each_holds_its_own() -> None:
    sentence = "They are far apart, with Ruritania opposed to elections and Borduria insisting on elections."
    assert found(sentence) == {("Ruritania", "rejects"), ("Borduria", "demands")}


def test_a_demand_refused_is_on_what_was_demanded() -> None:
    told = "Borduria, whose pullout is over, demanded elections. Ruritania rejected the demand."
    assert issues(told, "rejects") == {("elections",)}


def test_a_clause_that_says_which_one_is_meant_is_on_it() -> None:
    assert issues("He won elections that Ruritania does not recognize.", "rejects") == {("elections",)}


def test_nobody_whom_only_a_quotation_names_is_he() -> None:
    told = "Bordurian envoy Ivan Petrov spoke first. “The men of President Voss must release the prisoners,” he said."
    holders = {p.holder for p in read_text(TALKS + told, "2024-05-16").positions}
    assert holders == {"Borduria"}


def test_evidence_is_a_whole_clause() -> None:
    told = TALKS + "Ruritania rejects the revised proposal by Borduria for elections."
    quotes = [told[p.evidence[0][0] : p.evidence[0][1]] for p in read_text(told, "2024-05-16").positions]
    assert "Ruritania rejects the revised proposal by Borduria for elections" in quotes


def test_no_mark_closes_what_the_evidence_does_not_open() -> None:
    told = TALKS + "“They must release the prisoners,” the Ruritanian envoy said."
    quotes = [told[p.evidence[0][0] : p.evidence[0][1]] for p in read_text(told, "2024-05-16").positions]
    assert quotes == ["They must release the prisoners"]
