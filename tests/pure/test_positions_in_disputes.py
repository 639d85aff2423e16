"""Positions in news that speaks of no talks in so many words; demands, replies and refusals as they are put there."""

import pytest

from tests.pure.small_lexicon import read_text, stances

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def found(sentence: str) -> set[tuple[str, str]]:
    return {(holder, stance) for holder, stance, _ in stances(TALKS + sentence, "2024-05-16")}


@pytest.mark.parametrize(
    "opening",
    [
        "Ruritania, Borduria Quarrel In Water Dispute\n\nThe dispute between the two countries over prices grows.",
        "Ruritania Backs Hostage Operation\n\nA new attempt is under way to pick up two hostages.",
    ],
)
def test_what_is_bargained_about_is_read_though_nobody_talks(opening: str) -> None:
    assert ("Ruritania", "demands", ("sanctions",)) in stances(opening + "\n\nRuritania wants the sanctions lifted.")


def test_a_quarrel_in_passing_is_not_enough() -> None:
    text = "The harvest was good.\n\nThe border dispute was quiet.\n\nRuritania wants more sheep and fewer sanctions."
    assert not read_text(text).positions


@pytest.mark.parametrize(
    ("sentence", "holder", "stance"),
    [
        ("Ruritania has requested a session of the council on the sanctions.", "Ruritania", "demands"),
        ("Graustark has asked to be included in the talks.", "Graustark", "demands"),
        ("Ruritania has widened its demands to include elections.", "Ruritania", "demands"),
        ("Borduria's long-standing demand is a share of the prisoners.", "Borduria", "demands"),
        ('"It is up to the other side to free the prisoners," Ruritania said.', "Ruritania", "demands"),
        ("Ruritania sees no need for a truce.", "Ruritania", "rejects"),
        ("Ruritania has lodged a protest over the elections.", "Ruritania", "rejects"),
        ("Any more talks would be pointless, Ruritania said.", "Ruritania", "rejects"),
        ("Ruritania said it had no intention of extending the truce.", "Ruritania", "rejects"),
        ("Ruritania reversed its decision to boycott the talks.", "Ruritania", "accepts"),
        ("Under the Graustark-drafted proposal, the prisoners would go home.", "Graustark", "proposes"),
    ],
)
def test_a_side_takes_a_stance(sentence: str, holder: str, stance: str) -> None:
    assert (holder, stance) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruritania said the hall would be useless for a ball.",
        "Ruritania met Graustark over disputed territory near the truce line.",
        "Graustark helped with the truce at the request of both sides.",
    ],
)
def test_no_stance_is_taken_by_what_only_looks_alike(sentence: str) -> None:
    assert not found(sentence)
