"""``manage.py bulk_import``: what it says, what it goes on with, and what it does not do twice."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from negotiations import flow
from negotiations.ingest import bulk as stage
from negotiations.models import Article, BulkImport, Intake
from tests.stages.ingesting import Answer, Ingest, call

pytestmark = pytest.mark.django_db

WORDS = "The weather in Klow stayed as it was on day {0}, the harbour office said in its report number {0}. " * 3


@pytest.fixture
def run(tools: flow.Tools, monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """The command in this process, which is slow to breathe only where there is something to wait for."""
    monkeypatch.setattr(flow, "live_tools", lambda: tools)

    def run_it(*arguments: object) -> Answer:
        answer = call("bulk_import", *arguments)
        return replace(answer, err=answer.err + answer.error)

    return run_it


def lines(path: Path, number: int) -> Path:
    rows = (json.dumps({"title": f"Day {n}", "text": WORDS.format(n), "colour": 1}) for n in range(number))
    path.write_text("\n".join(rows) + "\n{broken\n")
    return path


def test_command_takes_in_all_and_says_what_was_wrong(run: Ingest, tmp_path: Path) -> None:
    answer = run(lines(tmp_path / "days.jsonl", 3))
    assert answer.status == 0
    assert "3 new, 1 refused." in answer.out
    assert "line 4: This is no JSON" in answer.err
    assert "colour" in answer.err
    assert (Article.objects.count(), BulkImport.objects.get().state) == (3, "done")


def test_command_does_not_take_the_same_file_in_twice_unless_asked(run: Ingest, tmp_path: Path) -> None:
    path = lines(tmp_path / "days.jsonl", 2)
    run(path)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(path.read_bytes())
    assert "was imported as import" in run(copy).out
    assert BulkImport.objects.count() == 1
    again = run(copy, "--again")
    assert "2 known" in again.out
    assert (BulkImport.objects.count(), Article.objects.count()) == (2, 2)


def test_command_says_where_the_reasons_of_failures_stand(run: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "1.txt").write_text(" ")
    answer = run(folder)
    assert "1 failed" in answer.out
    assert f"/sources/bulk/{BulkImport.objects.get().pk}/" in answer.err


def test_command_looks_at_a_folder_anew(run: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "1.txt").write_text(WORDS.format(1))
    assert "1 new" in run(folder).out
    (folder / "2.txt").write_text(WORDS.format(2))
    assert "1 new, 1 known" in run(folder).out


def test_command_that_is_interrupted_stops_in_order_and_goes_on_where_it_was(
    run: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "WINDOW", 5)
    work = flow.work

    def interrupted(**values: Any) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return work(tools=values["tools"], seconds=0.01)

    path = lines(tmp_path / "days.jsonl", 40)
    monkeypatch.setattr(flow, "work", interrupted)
    before = signal.getsignal(signal.SIGINT)
    answer = run(path)
    assert answer.status == 130
    assert "Nothing is lost" in answer.err
    assert signal.getsignal(signal.SIGINT) is before
    bulk = BulkImport.objects.get()
    assert 0 < bulk.position < 40
    assert bulk.state == "waiting"  # no lease is left to be waited for
    monkeypatch.setattr(flow, "work", work)
    answer = run(path)
    assert f"Going on with import {bulk.pk}, at {bulk.position} of 41." in answer.out
    assert "40 new, 1 refused" in answer.out
    assert (BulkImport.objects.count(), Intake.objects.count(), Article.objects.count()) == (1, 40, 40)


def test_command_can_leave_the_work_to_others(run: Ingest, tmp_path: Path) -> None:
    answer = run(lines(tmp_path / "days.jsonl", 2), "--detach")
    assert "waits for a worker" in answer.out
    assert (BulkImport.objects.get().state, Intake.objects.count()) == ("waiting", 0)


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (None, None, "cannot be read"),
        (b"", None, "empty"),
        (b"\x7fELF" + bytes(300), None, "a program"),
        (b"<opml/>", "folder", "no folder"),
        (b"words", "warc", "no WARC archive"),
    ],
)
def test_command_says_in_a_sentence_what_is_wrong(
    run: Ingest, tmp_path: Path, content: bytes | None, kind: str | None, said: str
) -> None:
    path = tmp_path / "given"
    if content is not None:
        path.write_bytes(content)
    answer = run(path, *(("--kind", kind) if kind else ()))
    assert answer.status == 1
    assert said in answer.err
    assert "Traceback" not in answer.err
