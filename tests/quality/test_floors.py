"""No change lowers the quality of the reading unsaid: every figure stays above its floor."""

import json
import subprocess
import sys

import pytest

from tests.quality.floors import DATA, FLOORS
from tests.quality.measuring import ABSENT, REPOSITORY, answers_to

CASE = REPOSITORY.parent / "shared" / "acceptance" / "cairo-talks"


@pytest.mark.parametrize("heading", DATA)
def test_figures_stay_above_their_floors(heading: str) -> None:
    data, floors = DATA[heading], FLOORS[heading]
    if not data.file.exists():
        pytest.skip(ABSENT)
    measured = data.figures()
    assert floors.keys() <= measured.keys()
    assert {name: measured[name] for name, floor in floors.items() if measured[name] < floor} == {}


def test_floors_have_data_for_every_heading() -> None:
    assert FLOORS.keys() == DATA.keys()


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
