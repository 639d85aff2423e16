"""The shipped dispatches and the gold annotations that quality is measured with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from negotiations.data.dispatches import Dispatch, dispatches
from negotiations.vocabulary import (
    ActorKind,
    Attribution,
    Format,
    Modality,
    Outcome,
    Relation,
    Role,
    RoundStatus,
    Stance,
)

REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = REPOSITORY / "tests" / "data" / "gold" / "dispatches.jsonl"
ACCEPTANCE = REPOSITORY.parent / "shared" / "acceptance"

ISSUES = frozenset(
    {
        "ceasefire",
        "permanence",
        "phasing",
        "hostages-and-prisoners",
        "withdrawal",
        "disarmament",
        "security-guarantees",
        "governance",
        "humanitarian-access",
        "return-of-displaced",
        "reconstruction",
        "borders-and-crossings",
        "monitoring-and-guarantees",
        "recognition-and-status",
        "sanctions",
        "accountability",
        "power-sharing",
        "elections",
        "resources-and-trade",
        "nuclear",
        "agreement",
        "talks",
    }
)
NAME = re.compile(r"(?P<talks>gaza|tigray)-(?P<date>\d{4}-\d{2}(-\d{2})?|undated)-[a-z-]+\.txt")
LONGEST_SENTENCE = 60  # words; a longer one is no plain news style
DISPATCHES = dispatches()
ANNOTATIONS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def parts(dispatch: Dispatch) -> tuple[list[str], str]:
    """The header lines and the report of a dispatch."""
    header, _, body = dispatch.body.decode("utf-8").partition("\n\n")
    return header.splitlines(), body


def sentences(text: str) -> list[str]:
    """Roughly the sentences of a text: enough to compare texts by."""
    split = re.split(r"(?<=[.!?])(?<!U\.S\.)[”\"]?\s+(?=[A-Z“\"])|\n+", text)
    return [sentence.strip() for sentence in split if sentence.strip()]


def plain(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


def evidenced(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything in an annotation that stands on a quotation of the text."""
    rows = [
        row for key in ("participants", "people", "rounds", "earlier_rounds", "positions") for row in annotation[key]
    ]
    return rows + [condition for position in annotation["positions"] for condition in position["conditions"]]


def test_dispatches_come_in_order_of_date_with_the_undated_one_last() -> None:
    dates = [dispatch.dated for dispatch in DISPATCHES]
    assert dates[-1] is None
    known = [date for date in dates[:-1] if date is not None]
    assert len(known) == len(dates) - 1
    assert known == sorted(known)
    assert len(dates) >= 32


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch.filename)
def test_dispatch_header_names_title_date_source_and_origin(dispatch: Dispatch) -> None:
    header, body = parts(dispatch)
    keys = [line.partition(": ")[0] for line in header]
    assert keys == ["Title", *(["Date"] if dispatch.dated else []), "Source", "Note"]
    assert "Source: Parley sample dispatches" in header
    assert "Note: Written for this project from the public record." in header
    named = NAME.fullmatch(dispatch.filename)
    assert named is not None
    assert named["date"] == (dispatch.dated or "undated")
    assert body.endswith(".\n")
    assert not re.search(r"\n{3,}| \n|\t|\r", body)


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch.filename)
def test_dispatch_is_a_short_report_in_paragraphs_of_readable_sentences(dispatch: Dispatch) -> None:
    _, body = parts(dispatch)
    assert 120 <= len(body.split()) <= 350
    assert body.count("\n\n") >= 3
    assert max(len(sentence.split()) for sentence in sentences(body)) <= LONGEST_SENTENCE


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch.filename)
def test_dispatch_reports_and_does_not_quote_or_link(dispatch: Dispatch) -> None:
    _, body = parts(dispatch)
    assert not re.search(r"[\"“”«»]|https?:|www\.", body)


def test_undated_dispatch_carries_no_date_at_all() -> None:
    _, body = parts(DISPATCHES[-1])
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert not re.search(rf"\d|\b(?:{months})\b|\b\w+day\b", body)


@pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the acceptance articles lie beside the repository and are absent")
def test_no_sentence_of_the_acceptance_articles_is_copied() -> None:
    theirs = {plain(s) for path in ACCEPTANCE.rglob("article.txt") for s in sentences(path.read_text(encoding="utf-8"))}
    eights = {" ".join(words[i : i + 8]) for s in theirs if (words := s.split()) for i in range(len(words) - 7)}
    assert theirs
    for dispatch in DISPATCHES:
        for sentence in map(plain, sentences(parts(dispatch)[1])):
            words = sentence.split()
            assert sentence not in theirs
            assert not eights.intersection(" ".join(words[i : i + 8]) for i in range(len(words) - 7)), sentence


def test_gold_annotates_every_dispatch_on_its_very_text() -> None:
    texts = {dispatch.filename.removesuffix(".txt"): parts(dispatch)[1] for dispatch in DISPATCHES}
    dates = {dispatch.filename.removesuffix(".txt"): dispatch.dated for dispatch in DISPATCHES}
    assert {row["id"]: row["text"] for row in ANNOTATIONS} == texts
    assert {row["id"]: row["published"] for row in ANNOTATIONS} == dates


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda annotation: annotation["id"])
def test_gold_quotes_stand_in_the_text_character_by_character(annotation: dict[str, Any]) -> None:
    for row in evidenced(annotation):
        assert [annotation["text"][start:end] for start, end in row["evidence"]] == [row["quote"]]


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda annotation: annotation["id"])
def test_gold_speaks_the_vocabulary(annotation: dict[str, Any]) -> None:
    for participant in annotation["participants"]:
        assert ActorKind.of(participant["kind"])
        assert participant["roles"]
        assert all(Role.of(role) for role in participant["roles"])
    for talks in annotation["rounds"] + annotation["earlier_rounds"]:
        assert RoundStatus.of(talks["status"])
        assert Outcome.of(talks["outcome"])
        assert Format.of(talks["format"])
        assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", day) for day in (talks["starts"], talks["ends"]) if day)
    for position in annotation["positions"]:
        assert Stance.of(position["stance"])
        assert Modality.of(position["modality"])
        assert Attribution.of(position["attribution"])
        assert position["issues"]
        assert ISSUES.issuperset(position["issues"])
        for condition in position["conditions"]:
            assert Relation.of(condition["relation"])
            assert ISSUES.issuperset(condition["issues"])


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda annotation: annotation["id"])
def test_gold_positions_are_held_by_participants_and_spoken_by_people_of_the_text(annotation: dict[str, Any]) -> None:
    actors = {participant["actor"] for participant in annotation["participants"]}
    people = {person["name"] for person in annotation["people"]}
    assert len(actors) == len(annotation["participants"])
    assert {position["holder"] for position in annotation["positions"]} <= actors
    assert {position["speaker"] for position in annotation["positions"] if position["speaker"]} <= people


def test_demonstration_shows_the_rounds_of_the_gaza_talks_with_venues() -> None:
    rounds = [
        (row["published"], talks) for row in ANNOTATIONS if row["id"].startswith("gaza") for talks in row["rounds"]
    ]
    assert {talks["venue"] for _, talks in rounds} >= {"Paris", "Cairo", "Rome", "Doha"}
    assert {talks["outcome"] for _, talks in rounds} >= {"ceasefire", "no-agreement", "ongoing"}
    undated = [talks for published, talks in rounds if published is None]
    assert [(talks["venue"], talks["starts"], talks["status"]) for talks in undated] == [("Cairo", None, "ongoing")]


def test_demonstration_shows_positions_that_change() -> None:
    rows = [
        (row["published"] or "", position["holder"], position["stance"], issue)
        for row in ANNOTATIONS
        for position in row["positions"]
        for issue in position["issues"]
        if position["modality"] == "actual"
    ]
    issues = {issue for _, holder, _, issue in rows if holder in ("Israel", "Hamas")} - {"agreement", "talks"}
    assert len(issues) >= 8
    permanence = [(date, stance) for date, holder, stance, issue in rows if (holder, issue) == ("Hamas", "permanence")]
    assert ("2024-03-07", "demands") in permanence
    assert ("2024-07-06", "withdraws") in permanence
