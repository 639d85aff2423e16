"""Old news told again is no news: what is told of the past is marked historical, what holds now is not."""

import pytest

from negotiations.extraction.background import is_over
from tests.pure.small_lexicon import read_text

TALKS = "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow.\n\n"


def modality(sentences: str) -> str:
    """The modality of the last position of Ruritania in a report of 6 July 2024."""
    return [p for p in read_text(TALKS + sentences, "2024-07-06").positions if p.holder == "Ruritania"][-1].modality


@pytest.mark.parametrize(
    "sentences",
    [
        "In March, Ruritania demanded a full withdrawal.",
        "Ruritania demanded a full withdrawal when it met the mediators in Klow in March.",
        "The round before ended on 25 May without agreement. Ruritania insisted on a full withdrawal.",
        "The two sides have been apart since February. Ruritania then demanded a full withdrawal.",
        "Ruritania had rejected a ceasefire.",
        "Ruritania rejected a ceasefire on 7 February.",
        "Background: the fighting began long ago. Ruritania rejected a ceasefire.",
    ],
)
def test_position_told_of_the_past_is_historical(sentences: str) -> None:
    assert modality(sentences) == "historical"


@pytest.mark.parametrize(
    "sentences",
    [
        "Ruritania demands a full withdrawal.",
        "The round before ended on 25 May without agreement. Ruritania insists on a full withdrawal.",
        "Ruritania rejected a ceasefire on 5 July.",
        "Ruritania said on 5 July that it rejected the ceasefire that Borduria proposed in March.",
        "Ruritania no longer demands a withdrawal.",
        "Ruritania rejects the ceasefire plan put forward by Syldavia in March.",
    ],
)
def test_position_that_holds_is_not_historical(sentences: str) -> None:
    assert modality(sentences) != "historical"


@pytest.mark.parametrize(
    ("value", "published", "over"),
    [
        ("2024-07-01", "2024-07-06", False),
        ("2024-06-20", "2024-07-06", True),
        ("2024-06", "2024-07-06", True),
        ("2024-07", "2024-07-06", False),
        ("2024-11-09", "2024-12", True),
        ("2024-12", "2024-12", False),
        ("2024-06-20", None, False),
    ],
)
def test_date_is_over_by_its_precision(value: str, published: str | None, over: bool) -> None:
    assert is_over(value, published) is over
