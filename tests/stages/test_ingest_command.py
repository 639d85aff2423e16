"""``manage.py ingest``: what arrives, what is known, and one clear sentence for whatever cannot be taken in."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from negotiations import flow
from negotiations.ingest.hosts import Politeness
from negotiations.models import (
    Article,
    Evidence,
    Host,
    Intake,
    Negotiation,
    Position,
    Reading,
    RoundSummary,
    Snapshot,
    Suggestion,
    TalkRound,
)
from tests.origin import Origin
from tests.stages.conftest import HOST

ROOT = Path(__file__).resolve().parents[2]
ACCEPTANCE = ROOT.parent / "shared" / "acceptance" / "cairo-talks" / "article.txt"
REPORT = (
    "Egypt and Qatar are mediating between Israel and Hamas in Cairo. Israel rejects a full withdrawal from Gaza. "
    "Hamas demands a permanent ceasefire, its spokesman said. The talks in Cairo ended without agreement.\n"
)
PAGE = f"<html><head><title>Talks end in Cairo</title></head><body><article><p>{REPORT * 3}</p></article></body></html>"
RECORD = (Article, Snapshot, Suggestion, Evidence, Position, TalkRound, Negotiation, Reading, RoundSummary)


@dataclass(frozen=True)
class Answer:
    """What the command said, and its exit status."""

    out: str
    err: str
    status: int


Ingest = Callable[..., Answer]


@pytest.fixture
def ingest(starter: None, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch) -> Ingest:
    """The command in this process, with the made-up web."""
    monkeypatch.setattr(flow, "live_tools", lambda: tools)

    def run(*what: object) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("ingest", *map(str, what), stdout=out, stderr=err, no_color=True)
        except CommandError as error:
            return Answer(out.getvalue(), err.getvalue(), error.returncode)
        except SystemExit as end:
            return Answer(out.getvalue(), err.getvalue(), int(end.code or 0))
        return Answer(out.getvalue(), err.getvalue(), 0)

    return run


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in RECORD}


def only_sentence(answer: Answer) -> str:
    """The one line that says what was wrong, a whole sentence."""
    assert answer.status == 1
    lines = answer.err.strip().splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].endswith("."), lines[0]
    assert not lines[0].endswith(".."), lines[0]
    assert "Traceback" not in answer.err
    return lines[0]


def test_ingest_takes_in_a_text_file_to_its_end(ingest: Ingest, tmp_path: Path) -> None:
    answer = ingest(written(tmp_path / "report.txt", REPORT))
    article = Article.objects.get()
    assert (answer.status, answer.err) == (0, "")
    assert f"taken in as article {article.pk};" in answer.out
    assert article.snapshot is not None
    assert article.snapshot.text == REPORT
    assert (article.published, article.published_precision) == (None, "unknown")
    assert {position.holder.name for position in Position.objects.current()} == {"Israel", "Hamas"}
    assert TalkRound.objects.get().venue == "Cairo"
    assert RoundSummary.objects.get().state == "draft"
    shown = Suggestion.objects.filter(is_shown=True).count()
    waiting = Suggestion.objects.filter(is_shown=False).count()
    assert f"{shown} findings shown, {waiting} wait for an editor." in answer.out


def test_ingest_reads_an_html_file_as_a_page(ingest: Ingest, tmp_path: Path) -> None:
    assert ingest(written(tmp_path / "report.html", PAGE)).status == 0
    article = Article.objects.get()
    assert article.title == "Talks end in Cairo"
    assert article.snapshot is not None
    assert "<p>" not in article.snapshot.text
    assert article.snapshot.original == PAGE.encode()


def test_ingest_fetches_an_address(ingest: Ingest, origin: Origin) -> None:
    origin.page("/talks", PAGE)
    answer = ingest(f"{HOST}/talks")
    assert (answer.status, answer.err) == (0, "")
    article = Article.objects.get()
    assert article.address == f"{HOST}/talks"
    assert article.source.name == "news.example"
    assert article.published is None
    assert [asked.path for asked in origin.asked] == ["/talks"]


def test_ingest_reads_standard_input(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    answer = ingest("-")
    assert answer.status == 0
    assert answer.out.startswith("-: taken in as article")
    assert Intake.objects.get().filename == "standard input"


def test_ingest_says_what_of_a_header_it_left_out(ingest: Ingest, tmp_path: Path) -> None:
    answer = ingest(written(tmp_path / "report.txt", f"Date: 31-31-2024\nUrl: http://127.0.0.1/a\n\n{REPORT}"))
    assert (answer.status, answer.err) == (0, "")
    first, date, address = answer.out.splitlines()
    assert "taken in as article" in first
    assert "“31-31-2024” in the header could not be read" in date
    assert "“http://127.0.0.1/a” in the header was left out" in address


@pytest.mark.parametrize("again", ["the same file", "a copy under another name"])
def test_ingest_of_a_known_text_doubles_nothing(ingest: Ingest, tmp_path: Path, again: str) -> None:
    first = written(tmp_path / "report.txt", REPORT)
    ingest(first)
    before = counts()
    assert before["Position"] == 2
    answer = ingest(first if again == "the same file" else written(tmp_path / "copy.txt", REPORT))
    assert counts() == before
    assert answer.status == 0
    assert f"known already, nothing was added (article {Article.objects.get().pk})." in answer.out
    assert set(Intake.objects.values_list("outcome", flat=True)) == {"new", "known"}


def test_ingest_of_a_known_address_doubles_nothing(ingest: Ingest, origin: Origin) -> None:
    origin.page("/talks", PAGE)
    ingest(f"{HOST}/talks")
    before = counts()
    assert "known already" in ingest(f"{HOST}/talks?utm_source=feed").out
    assert counts() == before


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


def test_ingest_of_a_file_with_a_name_that_is_no_text(ingest: Ingest, tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/r\xe9port.txt")
    written(Path(path), REPORT)
    answer = ingest(path)
    assert answer.status == 0
    assert Intake.objects.get().filename == "r\ufffdport.txt"


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
    def fail(**_: object) -> None:
        raise RuntimeError("a rule went wrong")

    monkeypatch.setattr(flow, "extract_suggestions", fail)
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


@pytest.fixture
def acceptance() -> Path:
    if not ACCEPTANCE.exists():
        pytest.skip("the acceptance article is not beside this checkout (../shared/acceptance/cairo-talks/article.txt)")
    return ACCEPTANCE


def test_ingest_of_the_acceptance_article_gives_the_whole_record(ingest: Ingest, acceptance: Path) -> None:
    assert ingest(acceptance).status == 0
    text = acceptance.read_text(encoding="utf-8")
    talks = Negotiation.objects.get()
    assert {actor.name for actor in talks.filed_under.all()} == {"Israel", "Hamas"}
    seats = {(seat.role, seat.actor.name) for seat in talks.participants.current()}
    assert {name for role, name in seats if role == "mediator"} == {"United States", "Egypt", "Qatar"}
    assert {name for role, name in seats if role == "party"} == {"Israel", "Hamas"}
    assert {name for role, name in seats if role == "stakeholder"} == {"Jordan", "Saudi Arabia", "United Nations"}

    round_ = talks.rounds.get()
    assert (round_.venue, round_.country, round_.status, round_.outcome) == ("Cairo", "EG", "ongoing", "ongoing")
    assert (round_.starts, round_.precision) == (None, "unknown")
    assert "serious and determined" in round_.tone

    positions = {
        (
            row.holder.name,
            row.stance,
            frozenset(issue.code for issue in row.issues.all()),
            frozenset((c.relation, frozenset(i.code for i in c.issues.all())) for c in row.conditions.current()),
        )
        for row in Position.objects.current()
    }
    only_after, before = frozenset({"hostages-and-prisoners", "disarmament"}), frozenset({"agreement"})
    none = frozenset[tuple[str, frozenset[str]]]()
    assert positions == {
        ("United States", "demands", frozenset({"security-guarantees", "humanitarian-access"}), none),
        ("United States", "demands", frozenset({"ceasefire"}), none),
        ("Egypt", "proposes", frozenset({"ceasefire", "humanitarian-access", "reconstruction"}), none),
        ("Israel", "accepts-conditionally", frozenset({"ceasefire"}), frozenset({("only-after", only_after)})),
        ("Hamas", "demands", frozenset({"withdrawal", "return-of-displaced"}), frozenset({("before", before)})),
    }
    assert all(row.said_on is None for row in Position.objects.all())

    proposal = talks.proposals.get()
    assert proposal.round == round_
    assert [actor.name for actor in proposal.sponsors.all()] == ["Egypt"]
    assert {term.issue.code for term in proposal.terms.current()} == {
        "ceasefire",
        "humanitarian-access",
        "reconstruction",
    }

    assert Evidence.objects.count() > 15
    for evidence in Evidence.objects.all():
        assert evidence.quote == text[evidence.start : evidence.end]
        assert evidence.end <= text.index("By admin")
    rows = [talks.participants, talks.rounds, talks.positions, talks.proposals]
    assert {row.standing for manager in rows for row in manager.all()} == {"unreviewed"}

    summary = RoundSummary.objects.get()
    sentences = list(summary.sentences.all())
    assert summary.state == "draft"
    assert len(sentences) >= 8
    assert all(sentence.references.exists() for sentence in sentences)
    assert "Cairo" in sentences[0].text
    assert any(sentence.topic == "tabled" for sentence in sentences)
    assert not Suggestion.objects.exclude(state="open").exists()
