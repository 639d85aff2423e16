"""The acceptance article: every point that a careful reader records, and none besides."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.present import as_json

CASE = Path(__file__).resolve().parents[3] / "shared" / "acceptance" / "cairo-talks"
EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"


@pytest.mark.skipif(not (CASE / "check.py").exists(), reason="the acceptance case is not beside this repository")
def test_acceptance_every_point_holds() -> None:
    row = json.loads(
        subprocess.run(
            [sys.executable, CASE / "check.py", "--input"], capture_output=True, text=True, check=True
        ).stdout
    )
    document = Document(row["id"], row["text"], row["published"])
    answer = json.dumps(as_json(document, extract(document, starter_lexicon())))
    judged = subprocess.run(
        [sys.executable, CASE / "check.py"], input=answer, capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout


# Floors below the figures that were reached, so that a change that loses ground is seen.
FLOORS = {
    "roles, all": 80,
    "role mediator": 82,
    "role party": 85,
    "venue": 82,
    "outcome": 66,
    "positions: right holder and place": 70,
    "positions: holder, place, stance and issue": 50,
}


@pytest.mark.skipif(not (EVAL / "talks_dev.jsonl").exists(), reason="the measuring data are not beside this repository")
def test_acceptance_talks_keep_their_figures(tmp_path: Path) -> None:
    lexicon, out = starter_lexicon(), tmp_path / "out.jsonl"
    with (EVAL / "talks_dev.jsonl").open(encoding="utf-8") as rows, out.open("w", encoding="utf-8") as answers:
        for row in map(json.loads, rows):
            document = Document(row["id"], row["text"], row["published"])
            answers.write(json.dumps(as_json(document, extract(document, lexicon))) + "\n")
    command = [sys.executable, str(EVAL / "score.py"), "talks", "--json", str(EVAL / "talks_dev.jsonl"), str(out)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert {name: report[name]["f1"] for name, floor in FLOORS.items() if report[name]["f1"] < floor} == {}
