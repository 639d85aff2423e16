"""``manage.py ingest``: one clear sentence and a trace for whatever cannot be taken in."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from negotiations import flow
from negotiations.ingest.hosts import Politeness
from negotiations.models import Article, Host, Intake
from negotiations.suggestions import stage
from tests.origin import Origin
from tests.stages.conftest import HOST
from tests.stages.ingesting import REPORT, Answer, Ingest, written

ROOT = Path(__file__).resolve().parents[2]


def only_sentence(answer: Answer) -> str:
    """The one line that says what was wrong, a whole sentence."""
    assert answer.status == 1
    lines = answer.err.strip().splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].endswith("."), lines[0]
    assert not lines[0].endswith(".."), lines[0]
    assert "Traceback" not in answer.err
    return lines[0]


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("report.txt", REPORT)
    return packed.getvalue()


UNREADABLE = {
    "empty": (b"", "empty", "is empty"),
    "blank": (b"\xef\xbb\xbf \n\t\n", "empty", "is empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "binary", "PDF"),
    "zip": (_zip(), "binary", "zip archive"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), "binary", "image"),
    "noise": (bytes(range(256)) * 40, "binary", "text"),
    "utf-16 without mark": (REPORT.encode("utf-16-be"), "", ""),
    "wrong encoding": (
        "Der Außenminister reist nach Kairo. Überall Zuversicht.".encode("cp1252"),
        "wrong-encoding",
        "",
    ),
    "only a header": (b"Title: Nothing\nDate: 2024-05-06\n\n", "no-text", "no text"),
    "page without text": (b"<!doctype html><html><body><script>run()</script></body></html>", "no-text", "text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_ingest_of_an_unreadable_text_says_why_and_leaves_a_trace(ingest: Ingest, tmp_path: Path, name: str) -> None:
    body, code, words = UNREADABLE[name]
    sentence = only_sentence(ingest(written(tmp_path / "report.txt", body)))
    intake = Intake.objects.get()
    assert intake.state == "failed"
    assert intake.error_code == code or (not code and intake.error_code)
    assert intake.error in sentence
    assert words in sentence
    assert intake.finished_at is not None
    assert not Article.objects.exists()


def test_ingest_of_50_mb_is_refused_and_not_kept(ingest: Ingest, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"All the news of the day. " * 40_000)
    sentence = only_sentence(ingest(path))
    assert "50.0 MB" in sentence
    assert "at most 10 MB" in sentence
    intake = Intake.objects.get()
    assert (intake.state, intake.error_code, intake.body) == ("failed", "too-large", None)


def test_ingest_of_an_endless_input_stops_reading(ingest: Ingest) -> None:
    sentence = only_sentence(ingest("/dev/zero"))
    assert "more than 10 MB" in sentence
    assert Intake.objects.get().error_code == "too-large"


def test_ingest_of_a_missing_file_or_a_folder_says_so(ingest: Ingest, tmp_path: Path) -> None:
    assert "No such file" in only_sentence(ingest(tmp_path / "missing.txt"))
    assert "Is a directory" in only_sentence(ingest(tmp_path))
    assert not Intake.objects.exists()  # nothing came in


def test_ingest_of_a_file_that_may_not_be_read_says_so(ingest: Ingest, tmp_path: Path) -> None:
    path = written(tmp_path / "secret.txt", REPORT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    assert "Permission denied" in only_sentence(ingest(path))


ADDRESSES = {
    "private address": ("http://127.0.0.1/page", "private-address", "private network"),
    "private name": ("http://printer.local/", "private-address", "private network"),
    "odd port": ("http://news.example:8080/page", "bad-address", "8080"),
    "missing page": (f"{HOST}/missing", "not-found", "404"),
    "document": (f"{HOST}/paper.pdf", "unsupported-type", "application/pdf"),
    "page without text": (f"{HOST}/empty", "no-text", "text"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_ingest_of_an_address_in_vain_says_why_and_leaves_a_trace(ingest: Ingest, origin: Origin, name: str) -> None:
    address, code, words = ADDRESSES[name]
    origin.page("/paper.pdf", b"%PDF-1.7", content_type="application/pdf")
    origin.page("/empty", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    sentence = only_sentence(ingest(address))
    intake = Intake.objects.get()
    assert (intake.state, intake.error_code) == ("failed", code)
    assert words in sentence
    assert not Article.objects.exists()


def test_ingest_of_an_address_of_a_host_in_trouble_says_so_at_once(
    ingest: Ingest, origin: Origin, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "live_tools", lambda: replace(tools, politeness=Politeness(spacing=2)))
    Host.objects.create(name="news.example", next_visit_at=tools.clock() + timedelta(hours=1), trouble="rate-limited")
    sentence = only_sentence(ingest(f"{HOST}/talks"))
    assert "news.example asks for fewer requests; asked again at " in sentence
    assert origin.asked == []


def test_ingest_of_an_address_that_answers_badly_now_is_tried_again_later(ingest: Ingest, origin: Origin) -> None:
    origin.page("/busy", status=503)
    sentence = only_sentence(ingest(f"{HOST}/busy"))
    assert sentence.endswith("It will be tried again.")
    intake = Intake.objects.get()
    assert (intake.state, intake.error_code, intake.attempts) == ("waiting", "unavailable", 1)


def test_ingest_of_several_takes_in_the_good_ones(ingest: Ingest, tmp_path: Path) -> None:
    good, other = written(tmp_path / "a.txt", REPORT), written(tmp_path / "c.txt", f"Later. {REPORT}")
    answer = ingest(good, written(tmp_path / "b.txt", b""), other)
    assert answer.status == 1
    assert Article.objects.count() == 2
    assert "b.txt" in answer.err
    assert len(answer.out.splitlines()) == 2


def test_ingest_of_a_text_that_cannot_be_read_out_fails(
    ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a rule went wrong")

    monkeypatch.setattr(stage, "extract", fail)
    answer = ingest(written(tmp_path / "report.txt", REPORT))
    assert "RuntimeError" in only_sentence(answer)
    assert answer.out == ""
    assert Article.objects.count() == 1  # the text itself is safe


def subprocess_ingest(*what: object, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """The command as people start it, on the database of these tests."""
    values = connection.settings_dict
    login = quote(values["USER"] or "", safe="")
    login += f":{quote(values['PASSWORD'], safe='')}" if values["PASSWORD"] else ""
    # A server on a socket has a folder for a host, which stands in the path of the address.
    host = f"/{values['HOST']}" if values["HOST"].startswith("/") else f"{values['HOST']}:{values['PORT'] or 5432}"
    url = f"postgresql://{login}@{host}/{values['NAME']}"
    return subprocess.run(
        [sys.executable, "manage.py", "ingest", *map(str, what)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "PYTHONWARNINGS": "error::ResourceWarning",
        },
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_ingest_as_a_process_takes_standard_input_and_reports_failures_by_its_status(tmp_path: Path) -> None:
    done = subprocess_ingest("-", stdin=REPORT.encode())
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert b"taken in as article" in done.stdout
    assert Article.objects.get().snapshot is not None

    failed = subprocess_ingest(tmp_path / "missing.txt", written(tmp_path / "empty.txt", b""), "http://localhost/")
    assert (failed.returncode, failed.stdout) == (1, b"")
    lines = failed.stderr.decode().strip().splitlines()
    assert len(lines) == 4, lines  # one for each, and how many
    assert lines[-1].endswith("3 of 3 could not be taken in.")
    assert set(Intake.objects.filter(state="failed").values_list("error_code", flat=True)) == {
        "empty",
        "private-address",
    }
