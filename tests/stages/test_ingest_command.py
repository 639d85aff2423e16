"""``manage.py ingest``: what arrives, what is known, and what is recorded of it."""

import io
import os
import sys
from pathlib import Path

import pytest

from negotiations.models import (
    Article,
    Evidence,
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
from tests.stages.ingesting import REPORT, Ingest, written

ROOT = Path(__file__).resolve().parents[2]
ACCEPTANCE = ROOT.parent / "shared" / "acceptance" / "cairo-talks" / "article.txt"
PAGE = f"<html><head><title>Talks end in Cairo</title></head><body><article><p>{REPORT * 3}</p></article></body></html>"
RECORD = (Article, Snapshot, Suggestion, Evidence, Position, TalkRound, Negotiation, Reading, RoundSummary)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in RECORD}


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


def test_ingest_of_a_file_with_a_name_that_is_no_text(ingest: Ingest, tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/r\xe9port.txt")
    written(Path(path), REPORT)
    answer = ingest(path)
    assert answer.status == 0
    assert Intake.objects.get().filename == "r\ufffdport.txt"


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
