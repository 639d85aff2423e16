"""Positions: holder, stance, issue, voice and time."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ruritania demands a full withdrawal.", ("Ruritania", "demands", ("withdrawal",))),
        ("Borduria, in turn, insists that Ruritania must disarm.", ("Borduria", "demands", ("disarmament",))),
        ("Syldavia urged both sides to accept a ceasefire.", ("Syldavia", "demands", ("ceasefire",))),
        ("Ruritania proposed an exchange of prisoners.", ("Ruritania", "proposes", ("hostages-and-prisoners",))),
        ("Ruritania agreed to a ceasefire.", ("Ruritania", "accepts", ("ceasefire",))),
        ("Borduria rejected a ceasefire.", ("Borduria", "rejects", ("ceasefire",))),
        ("Borduria did not agree to a ceasefire.", ("Borduria", "rejects", ("ceasefire",))),
        ("Graustark welcomed the ceasefire.", ("Graustark", "supports", ("ceasefire",))),
        ("Ruritania said it would consider lifting sanctions.", ("Ruritania", "open", ("sanctions",))),
        ("Ruritania no longer demands a withdrawal.", ("Ruritania", "withdraws", ("withdrawal",))),
    ],
)
def test_positions_stance_by_cue(sentence: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in stances(TALKS + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania will not withdraw until Borduria releases the hostages.",
        "Ruritania says it will withdraw only if Borduria releases the hostages.",
        "Ruritania is ready to withdraw provided that Borduria releases the hostages.",
    ],
)
def test_positions_with_a_condition_are_conditional(sentence: str) -> None:
    positions = [p for p in read_text(TALKS + sentence).positions if p.holder == "Ruritania"]
    assert [(p.stance, p.issues) for p in positions] == [("accepts-conditionally", ("withdrawal",))]
    assert [(c.relation, c.issues) for c in positions[0].conditions] == [("only-after", ("hostages-and-prisoners",))]


def test_positions_joint_act_is_one_for_each() -> None:
    found = stances(TALKS + "Ruritania and Borduria agreed to a ceasefire.")
    assert ("Ruritania", "accepts", ("ceasefire",)) in found
    assert ("Borduria", "accepts", ("ceasefire",)) in found


def test_positions_one_sentence_can_carry_two() -> None:
    found = stances(TALKS + "Ruritania demands a withdrawal, while Borduria wants the release of prisoners.")
    assert found == [("Ruritania", "demands", ("withdrawal",)), ("Borduria", "demands", ("hostages-and-prisoners",))]


def test_positions_of_another_told_by_somebody_are_claimed() -> None:
    positions = read_text(
        TALKS + "Syldavian Foreign Minister Anna Berg said that Ruritania has accepted the ceasefire."
    ).positions
    assert [(p.holder, p.speaker, p.attribution, p.stance) for p in positions] == [
        ("Ruritania", "Anna Berg", "claimed-by-other", "accepts")
    ]


def test_positions_speaker_is_not_the_holder() -> None:
    positions = read_text(TALKS + "“The fighting must stop,” Ruritanian President Karl Voss said.").positions
    assert [(p.holder, p.speaker, p.attribution, p.stance, p.issues) for p in positions] == [
        ("Ruritania", "Karl Voss", "quoted", "demands", ("ceasefire",))
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Analysts say the fighting must stop.",
        "“There must be a ceasefire,” said one regional observer.",
        "Witnesses demanded a ceasefire.",
        "Newspapers called for elections.",
    ],
)
def test_positions_bystanders_hold_none(sentence: str) -> None:
    assert stances(TALKS + sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2012, Ruritania rejected a ceasefire.",
        "Years ago Borduria demanded the release of prisoners.",
        "A withdrawal would follow if Ruritania agreed to a ceasefire.",
        "A ceasefire was rejected.",
        "A proposed ceasefire was discussed.",
    ],
)
def test_positions_background_and_speculation_make_none_of_today(sentence: str) -> None:
    assert stances(TALKS + sentence, "2024-05-06") == []


def test_positions_anonymous_officials_speak_for_their_state() -> None:
    positions = read_text(TALKS + "Ruritanian officials said they would not accept a ceasefire.").positions
    assert [(p.holder, p.attribution, p.stance) for p in positions] == [("Ruritania", "anonymous", "rejects")]


def test_positions_carry_their_day_and_their_round() -> None:
    text = "Talks between Ruritania and Borduria ended in Klow on 3 May without agreement. Ruritania rejected a ceasefire on 2 May. "  # noqa: E501  # a text under test stays in one piece
    early, late = read_text(text + "Borduria demands a withdrawal.", "2024-05-04").positions
    assert (early.said_on, early.round) == ("2024-05-02", 0)
    assert (late.said_on, late.round) == (None, 0)
    assert (
        read_text("Ruritania rejected a ceasefire. Talks with Borduria will begin in June.").positions[0].round is None
    )


def test_positions_unnamed_rebels_are_a_holder_of_their_own() -> None:
    positions = read_text("Peace talks between Ruritania and rebels resumed. The rebels demanded elections.").positions
    assert [(p.holder_key, p.stance, p.issues) for p in positions] == [(None, "demands", ("elections",))]


def test_positions_on_permanence_name_the_ceasefire_too() -> None:
    assert ("Ruritania", "demands", ("ceasefire", "permanence")) in stances(
        TALKS + "Ruritania demands a permanent ceasefire."
    )


def test_positions_of_a_pronoun_go_to_the_head_of_the_sentence_before() -> None:
    positions = read_text(
        TALKS
        + "\n\nSyldavian Foreign Minister Anna Berg said that Ruritania's prime minister, Karl Stein, has accepted the"
        " ceasefire. She called on Borduria to accept a withdrawal."
    ).positions
    assert [(p.holder, p.speaker) for p in positions if p.stance == "demands"] == [("Syldavia", "Anna Berg")]


def test_positions_in_a_quotation_around_its_speaker_are_the_speakers() -> None:
    said = "“The prisoners,” said Ruritania's foreign minister, “must be freed now.”"
    assert ("Ruritania", "demands", ("hostages-and-prisoners",)) in stances(TALKS + said)
    assert stances(TALKS + "Ruritania said Ruritania must hold elections.") == []
