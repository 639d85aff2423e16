"""Which negotiation a text is filed under."""

import pytest

from negotiations.suggestions.filing import File, Filing, file_text

RIVER = File(1, frozenset({"arlandia", "borduria"}))
BORDER = File(2, frozenset({"arlandia", "syldavia"}))
PART_OF = {"borduria-foreign-ministry": "borduria", "front-bureau": "front"}


@pytest.mark.parametrize(
    ("parties", "others", "expected"),
    [
        (["arlandia", "borduria"], [], 1),
        (["borduria", "arlandia", "valley-front"], [], 1),
        (["arlandia", "borduria-foreign-ministry"], [], 1),
        (["syldavia"], ["arlandia"], 2),
        (["borduria"], [], 1),
        ([], ["arlandia", "borduria"], 1),
    ],
    ids=[
        "both parties",
        "and a third",
        "by a part of one",
        "one party, the other named",
        "one party of one file",
        "no role but both named",
    ],
)
def test_file_text_finds_the_talks(parties: list[str], others: list[str], expected: int) -> None:
    assert file_text(parties=parties, others=others, files=[RIVER, BORDER], part_of=PART_OF).negotiation == expected


def test_file_text_opens_talks_between_parties_that_have_none() -> None:
    filing = file_text(
        parties=["borduria", "front-bureau"], others=["arlandia"], files=[RIVER, BORDER], part_of=PART_OF
    )
    assert (filing.negotiation, filing.between) == (None, ("borduria", "front"))


def test_file_text_leaves_a_party_of_two_talks_to_an_editor() -> None:
    filing = file_text(parties=["arlandia"], others=[], files=[RIVER, BORDER], part_of=PART_OF)
    assert (filing.negotiation, filing.between) == (None, ())
    assert "editor" in filing.reason


def test_file_text_files_nothing_by_mediators_alone() -> None:
    filing = file_text(parties=[], others=["qumran"], files=[RIVER, BORDER], part_of={})
    assert (filing.negotiation, filing.between) == (None, ())


def test_file_text_survives_a_circle_of_parts() -> None:
    filing = file_text(parties=["a", "c"], others=[], files=[], part_of={"a": "b", "b": "a"})
    assert len(filing.between) == 2


def test_file_text_keeps_talks_together_when_a_mediator_is_taken_for_a_party() -> None:
    river = File(1, RIVER.actors, seated=frozenset({"qumran"}))
    sides, others = ["borduria", "qumran"], ["arlandia"]
    assert file_text(parties=sides, others=others, files=[river, BORDER], part_of={}).negotiation == 1
    assert file_text(parties=sides, others=[], files=[river, BORDER], part_of={}) == Filing(
        None, reason="these sit in known talks in other roles; an editor has to say which are meant"
    )
    assert file_text(parties=sides, others=others, files=[RIVER, BORDER], part_of={}).between == tuple(sides)
