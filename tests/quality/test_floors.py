"""No change lowers the quality of the reading unsaid: every figure stays above its floor."""

import json
import subprocess
import sys

import pytest

from tests.quality.floors import DATA, FILE, FLOORS, Floor, Floors, read_floors, unsaid
from tests.quality.measuring import ABSENT, REPOSITORY, answers_to

CASE = REPOSITORY.parent / "shared" / "acceptance" / "cairo-talks"


@pytest.mark.parametrize("heading", DATA)
def test_figures_stay_above_their_floors(heading: str) -> None:
    data, floors = DATA[heading], FLOORS[heading]
    if not data.file.exists():
        pytest.skip(ABSENT)
    measured = data.figures()
    assert floors.keys() <= measured.keys()
    assert {name: measured[name] for name, floor in floors.items() if measured[name] < floor.floor} == {}


def test_floors_have_data_for_every_heading() -> None:
    assert FLOORS.keys() == DATA.keys()


def test_lowered_floor_says_why() -> None:
    assert unsaid(FLOORS, before=_as_committed()) == []


def _as_committed() -> list[Floors]:
    """The floors as each commit has left them; none where there is no history to look into."""
    name = FILE.relative_to(REPOSITORY).as_posix()
    listed = subprocess.run(
        ["git", "log", "--format=%H", "--", name], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    shown = (
        subprocess.run(["git", "show", f"{commit}:{name}"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
        for commit in listed.stdout.split()
    )
    return [read_floors(version.stdout) for version in shown if version.returncode == 0]


FORMER = {"talks": {"venue": Floor(80, 80)}}


@pytest.mark.parametrize(
    ("now", "complaint"),
    [
        (Floor(80, 80), ""),
        (Floor(82, 82), ""),
        (Floor(78, 80, "towns of two names are left open"), ""),
        (Floor(78, 80), "say in “why”"),
        (Floor(78, 80, " "), "say in “why”"),
        (Floor(82, 80), "raise “highest” to 82"),
        (Floor(78, 78), "was 80 once and is never lowered"),
        (None, "the floor is gone"),
    ],
)
def test_floor_that_is_lowered_unsaid_is_told(now: Floor | None, complaint: str) -> None:
    told = unsaid({"talks": {"venue": now} if now else {}}, before=[FORMER])
    assert len(told) == bool(complaint)
    assert complaint in "".join(told)


def test_acceptance_every_point_holds() -> None:
    check = CASE / "check.py"
    if not check.exists():
        pytest.skip("the acceptance case is not beside this repository")
    asked = subprocess.run([sys.executable, check, "--input"], capture_output=True, text=True, check=True)
    (answer,) = answers_to([json.loads(asked.stdout)])
    judged = subprocess.run(
        [sys.executable, check], input=json.dumps(answer), capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout
