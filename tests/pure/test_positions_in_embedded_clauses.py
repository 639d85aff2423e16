"""Positions in clauses that "with" brings in, under reported speech, and of governments named after who leads them."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The round stalled, with Ruritania insisting on a withdrawal.", "demands"),
        ("The round stalled, with Ruritania refusing to sign the agreement.", "rejects"),
        (
            "The round stalled, with Ruritania saying there will be no ceasefire until prisoners are released.",
            "accepts-conditionally",
        ),
        ("The government of President Karl Voss has demanded elections.", "demands"),
        ("The Voss administration supports the talks.", "supports"),
        ("Ruritania continues to protest the elections.", "rejects"),
        ("Ruritania has not budged from its position that Borduria must release prisoners.", "demands"),
        ("Ruritania was not offering to release prisoners.", "rejects"),
        ("Ruritania says it will keep its troops in Borduria.", "rejects"),
        ("Ruritania aims to secure the release of prisoners.", "demands"),
        ("Ruritania says it has the right to hold elections.", "demands"),
        ("Ruritania said elections were its priority.", "demands"),
        ("Ruritania has dropped its opposition to elections.", "accepts"),
        ("Ruritania failed to sign the agreement.", "rejects"),
        ("Ruritania rejected accusations that it had broken the ceasefire.", "denies"),
        ("“There has been no agreement on a withdrawal,” a Ruritanian spokesman said.", "denies"),
        ("Ruritania says it will keep more than 7,000 troops in Borduria.", "rejects"),
        ("The Ruritanian envoy said a ceasefire would be considered.", "open"),
        ("Ruritania says Borduria should respect last year's ceasefire.", "demands"),
        ("Ruritania described the elections as a setback.", "rejects"),
        ("Ruritania is unhappy with the ceasefire.", "rejects"),
        ("Ruritania was pleased with the ceasefire.", "supports"),
        ("Ruritania came with a proposal for a ceasefire.", "proposes"),
        ("Ruritania is reviving a proposal for a ceasefire.", "proposes"),
        ("A ceasefire would only be possible if Borduria released prisoners, Ruritania said.", "accepts-conditionally"),
        ("“Elections are impossible without a ceasefire,” the Ruritanian envoy said.", "accepts-conditionally"),
        ("“What matters now is to end the siege by a ceasefire,” the Ruritanian envoy said.", "demands"),
        ("“The most important thing is to release the prisoners,” the Ruritanian envoy said.", "demands"),
        ("Talks cannot resume until prisoners are released, the Ruritanian envoy said.", "accepts-conditionally"),
        ("Ruritania set three conditions for a ceasefire.", "demands"),
        ("Ruritania regards a withdrawal as a precondition.", "demands"),
        ("Ruritania is against the elections.", "rejects"),
        ("Ruritania said Borduria has an obligation to release prisoners.", "demands"),
        ("Ruritanian President Karl Voss said a ceasefire is critical.", "demands"),
    ],
)
def test_the_stance_is_read(sentence: str, stance: str) -> None:
    assert found(sentence) == {("Ruritania", stance)}


def test_each_side_of_a_clause_with_with_holds_its_own() -> None:
    sentence = "The two are far apart, with Ruritania demanding elections, and Borduria offering to release prisoners."
    assert found(sentence) == {("Ruritania", "demands"), ("Borduria", "proposes")}


def test_the_pluperfect_under_they_said_is_of_today() -> None:
    positions = read_text(TALKS + "Ruritanian negotiators said they had proposed elections.", "2024-05-16").positions
    assert [(p.holder, p.stance, p.modality) for p in positions] == [("Ruritania", "proposes", "actual")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritanian envoy Otto Brandt offered an optimistic assessment of the talks.",
        "Ruritania refused to rule out military action over the prisoners.",
        "The Ruritanian delegation did not sit at the same table for the talks.",
    ],
)
def test_what_is_no_stance_on_the_talks_is_left(sentence: str) -> None:
    assert not found(sentence)


def test_unnamed_people_of_the_government_speak_for_the_one_state_at_the_table() -> None:
    text = "Talks between Ruritania and the Red Front went on.\n\nGovernment delegates said they accept a ceasefire."
    positions = read_text(text, "2024-05-16").positions
    assert [(p.holder, p.stance, p.attribution) for p in positions] == [("Ruritania", "accepts", "anonymous")]


def test_the_news_is_what_the_text_opens_with() -> None:
    text = "Ruritania and Borduria agreed to a ceasefire.\n\n“A great day,” a poet wrote. Syldavia welcomed the news."
    positions = read_text(text, "2024-05-16").positions
    assert [p.issues for p in positions if p.holder == "Syldavia"] == [("ceasefire",)]


def test_an_event_told_twice_is_one_position() -> None:
    text = "Ruritania and Borduria agreed to a ceasefire. Ruritania and Borduria will sign the ceasefire on Friday."
    positions = read_text(TALKS + text, "2024-05-16").positions
    assert sorted((p.holder, p.stance) for p in positions) == [("Borduria", "accepts"), ("Ruritania", "accepts")]


def test_what_comes_before_they_sign_is_no_signature() -> None:
    assert not found("The meeting is the last step before Ruritania and Borduria sign an agreement.")
