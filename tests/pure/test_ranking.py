"""What is worth deciding first: rounds, then what goes against the record as it stood on its day."""

from dataclasses import replace

import pytest

from negotiations.dashboard.ranking import CONTRADICTS, REST, ROUND_FIRST, Offered, Stated, rank
from tests.factories import NOON

OFFERED = Offered(1, "position", 0.9, NOON, 7, "arlandia", ["truce", "aid"], "accepts", "2026-03-10")
LINE = (
    Stated("2026-03-01", 11, frozenset({"truce"}), "rejects"),
    Stated("2026-03-09", 12, frozenset({"elections"}), "demands"),
    Stated("2026-03-20", 13, frozenset({"truce"}), "accepts"),
)
LINES = {(7, "arlandia"): LINE}


def test_a_round_comes_first_and_what_says_the_same_as_the_record_with_the_rest() -> None:
    assert rank(replace(OFFERED, kind="round"), LINES, ()) == ROUND_FIRST
    assert rank(OFFERED, LINES, ()) == CONTRADICTS
    assert rank(replace(OFFERED, stance="rejects"), LINES, ()) == REST
    assert rank(replace(OFFERED, kind="reaction"), LINES, ()) == REST


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"day": "2026-03-01"}, CONTRADICTS),  # on that very day
        ({"day": "2026-02-28"}, REST),  # before anything was said
        ({"day": "2026-03-21"}, REST),  # after it moved
        ({"issues": ["elections"]}, REST),  # a demand is the holder's own yes
        ({"issues": ["elections"], "stance": "rejects"}, CONTRADICTS),
        ({"issues": ["sanctions"]}, REST),
        ({"stance": "withdraws"}, CONTRADICTS),  # which points nowhere
        ({"talks": 8}, REST),
        ({"holder": "borduria"}, REST),
        ({"talks": None}, REST),
        ({"holder": None}, REST),
        ({"day": None}, REST),
        ({"issues": None}, REST),
    ],
)
def test_a_position_goes_against_the_last_of_its_holder_on_its_issue_until_its_day(
    what: dict[str, object], expected: int
) -> None:
    assert rank(replace(OFFERED, **what), LINES, ()) == expected  # type: ignore[arg-type]


def test_a_position_is_not_held_against_what_rests_on_it() -> None:
    own = Stated("2026-03-10", 14, frozenset({"truce"}), "accepts")
    lines = {(7, "arlandia"): (*LINE[:2], own)}
    assert rank(OFFERED, lines, {(2, 14)}) == REST
    assert rank(OFFERED, lines, {(1, 14)}) == CONTRADICTS
    assert rank(OFFERED, lines, {(1, 14), (1, 11)}) == REST
