"""What positions wait for, wherever the sentence says so, and stances that nobody has taken."""

import pytest

from tests.pure.small_lexicon import read_text

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"

HELD = ("accepts-conditionally", "withdrawal", "only-after", "hostages-and-prisoners")


def found(sentence: str) -> list[tuple[str, str, str, str]]:
    """(stance, issue, relation, issue waited for) of each position of Ruritania; blank what is not there."""
    return [
        (
            p.stance,
            p.issues[0],
            p.conditions[0].relation if p.conditions else "",
            "".join(p.conditions[0].issues) if p.conditions else "",
        )
        for p in read_text(TALKS + sentence, "2024-05-16").positions
        if p.holder == "Ruritania"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "If Borduria releases the hostages, Ruritania will withdraw.",
        "Once the hostages are free, Ruritania will withdraw.",
        "Unless the hostages are free, Ruritania will not withdraw.",
        "Without a release of hostages, Ruritania will not withdraw.",
        "Ruritania said that if Borduria releases the hostages, it would withdraw.",
        "Ruritania said it would only withdraw if the hostages are free.",
        "Ruritania said there could be no withdrawal without the release of hostages.",
        "Ruritania linked a withdrawal to the release of hostages.",
        "Ruritania will withdraw when the hostages are free.",
        "“There will be no withdrawal,” Ruritanian President Karl Voss said, “until the hostages are free.”",
    ],
)
def test_a_condition_is_found_where_it_stands(sentence: str) -> None:
    assert found(sentence) == [HELD]


def test_an_exchange_may_open_the_sentence() -> None:
    assert found("In exchange for the hostages, Ruritania is ready to lift sanctions.") == [
        ("proposes", "sanctions", "in-exchange-for", "hostages-and-prisoners")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ruritania threatened to leave the talks unless Borduria releases the hostages.",
            ("withdraws", "talks", "unless", "hostages-and-prisoners"),
        ),
        (
            "Ruritania threatened war unless Borduria releases the hostages.",
            ("demands", "hostages-and-prisoners", "unless", "hostages-and-prisoners"),
        ),
    ],
)
def test_a_threat_says_how_it_is_averted(sentence: str, expected: tuple[str, str, str, str]) -> None:
    assert found(sentence) == [expected]


@pytest.mark.parametrize("sentence", ["Ruritania rejected a ceasefire until 20 May."])
def test_a_date_is_no_condition(sentence: str) -> None:
    assert found(sentence) == [("rejects", "ceasefire", "", "")]


def test_a_yes_to_nothing_less_is_conditional() -> None:
    assert found("Ruritania would only accept a ceasefire with elections, it said.")[0][0] == "accepts-conditionally"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania might reject a ceasefire.",
        "Ruritania may refuse a ceasefire.",
        "Ruritania could demand a ceasefire.",
        "Had Ruritania accepted a ceasefire, the war would be over.",
    ],
)
def test_what_may_come_or_did_not_is_hypothetical(sentence: str) -> None:
    assert [p.modality for p in read_text(TALKS + sentence, "2024-05-16").positions] == ["hypothetical"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reports that Ruritania accepted a ceasefire are false.",
        "Nobody believes Ruritania will accept a ceasefire.",
    ],
)
def test_what_the_text_says_is_not_so_makes_no_position(sentence: str) -> None:
    assert found(sentence) == []


def test_what_is_denied_is_no_stance() -> None:
    assert found("Ruritania denied that it had agreed to a ceasefire.") == [("denies", "ceasefire", "", "")]
    assert found("Ruritania denied Borduria's claim that it had agreed to a ceasefire.") == [
        ("denies", "ceasefire", "", "")
    ]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Ruritania decided to reject a ceasefire.", "rejects"),
        ("Ruritania promised not to withdraw.", "rejects"),
        ("Ruritania refuses to rule out a ceasefire.", "open"),
        ("Ruritania shall not withdraw.", "rejects"),
        ("Ruritania was not abandoning the peace process.", "supports"),
        ("Ruritania said it would not budge from its demand for elections.", "demands"),
        ("The ceasefire was rejected by Ruritania.", "rejects"),
        ("Ruritania withdrew its offer of a ceasefire.", "withdraws"),
    ],
)
def test_polarity(sentence: str, stance: str) -> None:
    assert [stance_ for stance_, *_ in found(sentence)] == [stance]


def test_in_return_may_open_a_clause() -> None:
    assert ("accepts", "withdrawal", "in-exchange-for", "") in found(
        "Borduria will release the hostages; in return, Ruritania will withdraw."
    )


def test_talks_refused_while_something_goes_on_wait_for_its_end() -> None:
    assert found("Ruritania said it would not withdraw while sanctions go on.") == [
        ("accepts-conditionally", "withdrawal", "only-after", "sanctions")
    ]


def test_an_answer_put_off_is_open() -> None:
    assert found("Ruritania said no decision had been taken on a ceasefire.") == [("open", "ceasefire", "", "")]
    assert found("Ruritania has yet to decide on a ceasefire.") == [("open", "ceasefire", "", "")]


def test_a_yes_with_reservations_is_conditional() -> None:
    assert found("Ruritania accepted the ceasefire with reservations.") == [
        ("accepts-conditionally", "ceasefire", "", "")
    ]
