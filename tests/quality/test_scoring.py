"""The measure itself: a perfect reading has full marks, and each kind of mistake costs what it should."""

import copy
from typing import Any

import pytest

from tests.quality.scoring import score_talks

TEXT = "Egypt hosts talks of Israel and Hamas in Cairo. Hamas rejects the plan for a ceasefire."
GOLD: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "participants": [
        {"actor": "Israel", "also": [], "iso": "IL", "roles": ["party"]},
        {"actor": "Hamas", "also": [], "iso": None, "roles": ["party"]},
        {"actor": "Egypt", "also": [], "iso": "EG", "roles": ["mediator"]},
    ],
    "rounds": [{"venue": "Cairo", "outcome": "ongoing", "starts": None}],
    "positions": [
        {
            "holder": "Hamas",
            "stance": "rejects",
            "issues": ["ceasefire"],
            "attribution": "reported",
            "evidence": [[48, 87]],
        }
    ],
}


def figures(**changes: Any) -> dict[str, float]:
    return score_talks(gold=[GOLD], answers=[{**copy.deepcopy(GOLD), **changes}])


def test_perfect_reading_has_full_marks() -> None:
    assert {value for name, value in figures().items() if name != "starts"} == {100.0}


def test_empty_reading_has_none() -> None:
    found = score_talks(gold=[GOLD], answers=[])
    assert {found[name] for name in ("roles, all", "venue", "outcome", "positions")} == {0.0}


def test_missing_role_and_false_alarm_cost_alike() -> None:
    missing = figures(participants=GOLD["participants"][:2])
    alarm = figures(participants=[*GOLD["participants"], {"actor": "Norway", "iso": "NO", "roles": ["mediator"]}])
    assert missing["roles, all"] == 80.0  # two right of two found and three sought
    assert alarm["roles, all"] == 85.7  # three right of four found and three sought


def test_host_that_the_gold_does_not_name_is_not_held_against_a_reading() -> None:
    host = {"actor": "Egypt", "iso": "EG", "roles": ["mediator", "host"]}
    assert figures(participants=[*GOLD["participants"][:2], host])["roles, all"] == 100.0


@pytest.mark.parametrize(
    ("change", "name", "figure"),
    [
        ({"stance": "accepts"}, "positions, with stance and issue", 0.0),
        ({"stance": "accepts"}, "positions", 100.0),
        ({"holder": "Israel"}, "positions", 0.0),
        ({"evidence": [[0, 46]]}, "positions", 0.0),
        ({"modality": "historical"}, "positions", 0.0),
    ],
)
def test_position_is_paired_by_holder_and_place(change: dict[str, Any], name: str, figure: float) -> None:
    assert figures(positions=[{**GOLD["positions"][0], **change}])[name] == figure
