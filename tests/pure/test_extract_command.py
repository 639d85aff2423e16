"""``manage.py extract``: the printed format, its doors, and its refusals."""

import io
import json
import os
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Talks between Israel and Hamas, mediated by Egypt, resumed in Cairo on Monday. Hamas demands a permanent ceasefire."  # noqa: E501  # a text under test stays in one piece


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("extract", "--starter", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_extract_jsonl_prints_one_object_a_line_in_order(tmp_path: Path) -> None:
    rows = [
        {"id": "one", "text": TEXT, "published": "2024-05-06"},
        {"id": "two", "text": "Nothing.", "published": None},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first, second = map(json.loads, run("--jsonl", str(tmp_path / "in.jsonl")))
    assert (first["id"], second["id"]) == ("one", "two")
    assert {p["actor"]: p["roles"] for p in first["participants"]}["Hamas"] == ["party"]
    assert second["positions"] == []
    keys = {
        "id",
        "rules",
        "mentions",
        "dates",
        "attributions",
        "participants",
        "people",
        "rounds",
        "proposals",
        "positions",
    }
    assert keys <= set(first)


def test_extract_jsonl_reads_from_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(
        target=lambda: pipe.write_text(json.dumps({"id": "p", "text": TEXT}) + "\n", encoding="utf-8")
    )
    writer.start()
    (line,) = run("--jsonl", str(pipe))
    writer.join()
    assert json.loads(line)["id"] == "p"


def test_extract_path_prints_lines_for_people_and_json_for_machines(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert any("Hamas" in line and "demands" in line for line in run(str(path)))
    assert json.loads(run("--json", str(path))[0])["positions"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "no text"), (None, "cannot be read")],
)
def test_extract_unreadable_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "file.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=words) as refusal:
        run(str(path))
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("line", ["not json", '{"id": "x"}', "[1]"])
def test_extract_broken_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "in.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(CommandError, match="Line 1 of"):
        run("--jsonl", str(tmp_path / "in.jsonl"))


def test_extract_without_input_says_what_to_give() -> None:
    with pytest.raises(CommandError, match="Give a file"):
        run()
