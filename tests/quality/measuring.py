"""The extraction run over gold data, and its figures: on the shipped dispatches, and on other data where they are."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.present import as_json
from tests.quality.scoring import Row, score_talks

REPOSITORY = Path(__file__).resolve().parents[2]
DISPATCHES = REPOSITORY / "tests" / "data" / "gold" / "dispatches.jsonl"
EVAL = REPOSITORY.parent / "shared" / "eval"
ABSENT = "the measuring data are not beside this repository"


def read_rows(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def _lexicon() -> Lexicon:
    return starter_lexicon()


def answers_to(rows: list[Row]) -> list[Row]:
    """What the extraction prints for each row, with the shipped actors and issues."""
    documents = [Document(row["id"], row["text"], row.get("published")) for row in rows]
    return [as_json(document, extract(document, _lexicon())) for document in documents]


@cache
def dispatch_figures() -> dict[str, float]:
    """Figures on the shipped dispatches."""
    gold = read_rows(DISPATCHES)
    return score_talks(gold=gold, answers=answers_to(gold))


@cache
def shared_figures(task: str, file: str) -> dict[str, float]:
    """Figures of the shared scorer on one of its files: F1, or the share where it gives one; with P and R by name."""
    gold = [_with_words(row) for row in read_rows(EVAL / file)]
    with TemporaryDirectory() as folder:
        wanted, given = Path(folder) / "gold.jsonl", Path(folder) / "answers.jsonl"
        wanted.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        given.write_text("".join(json.dumps(row) + "\n" for row in answers_to(gold)), encoding="utf-8")
        command = [sys.executable, str(EVAL / "score.py"), task, "--json", str(wanted), str(given)]
        report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return _flat(report)


def _with_words(row: Row) -> Row:
    """Without annotations of no words at all, at which the shared scorer stops."""
    if "attributions" not in row:
        return row
    return {**row, "attributions": [a for a in row["attributions"] if a["content"]]}


def _flat(report: dict[str, Any]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, value in report.items():
        if isinstance(value, dict) and "f1" in value:
            figures |= {name: value["f1"], f"{name} (precision)": value["p"], f"{name} (recall)": value["r"]}
        elif isinstance(value, int | float):
            figures[name] = value
    return figures
