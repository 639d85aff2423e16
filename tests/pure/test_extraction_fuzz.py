"""Whatever the text: never an exception, never a span outside of it, never another answer the second time."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings

REPOSITORY = Path(__file__).resolve().parents[2]
DISPATCHES = REPOSITORY / "negotiations" / "data" / "dispatches"
EVALUATION = REPOSITORY.parent / "shared" / "eval"
PUBLISHED = "2024-05-01"
# The same examples every time, so that a run of the checks fails for what was changed and for nothing else.
BOUNDED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

ODD = (
    "\0\x85\u00a0\u200b\u200f\u202e\u2028\u2029\ufeff\u0301e\u0301İſKßﬁ😀\U0001f1fa\f\v\t\r\n“”‘’«»„\"'``()[]—–-…@$.,:;"
)
WORDS = """Israel Hamas Egypt Qatar U.S. Iran's Russian Ukrainian Washington Kyiv the talks ceasefire ceasefire, truce
mediated mediators rebels both sides said says told "we will not agree " rejected rejects demands proposal put forward
by only after unless until if in exchange for prisoners Foreign Minister John Smith Mr. he she they it President and or
, . ? ! - — “ ” " ' on Monday January 5 2024 last year yesterday in Cairo (RLF) Rebel Liberation Front 33 hostages
according to its demand that is confident deal agreement signed round of held Geneva North and South Korea""".split(" ")

odd_texts = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(ODD)), max_size=300)
word_salads = st.lists(st.sampled_from([*WORDS, *ODD]), max_size=80).map(" ".join)
long_words = st.tuples(
    word_salads, st.sampled_from(["a", "Ab", "a-", "'s", "é", "1,", "A."]), st.integers(1, 3_000)
).map(lambda parts: f"{parts[0]} {parts[1] * parts[2]} {parts[0]}")


def spans_of(value: Any) -> Iterator[tuple[int, int]]:
    """All pairs of offsets anywhere in findings: a start with its end, or a pair of whole numbers."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        for part in value.values():
            yield from spans_of(part)
    elif isinstance(value, tuple | list):
        if len(value) == 2 and all(type(part) is int for part in value):
            yield value[0], value[1]
        else:
            for part in value:
                yield from spans_of(part)


def read_twice(text: str) -> Findings:
    """The findings of a text, held to what is promised of all findings."""
    document = Document("fuzz", text, PUBLISHED)
    found = extract(document, starter_lexicon())
    for start, end in spans_of(asdict(found)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    places = [(mention.start, mention.end) for mention in found.mentions]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert extract(document, starter_lexicon()) == found
    return found


@BOUNDED
@given(odd_texts)
@example("")
@example(" \n ")
@example("\0")
@example('"')
@example("İ Israel’s talks with Hamas. ſaid Egypt.")
def test_odd_text_is_read_without_harm(text: str) -> None:
    read_twice(text)


@BOUNDED
@given(word_salads)
def test_words_of_talks_in_any_order_are_read_without_harm(text: str) -> None:
    read_twice(f"Peace talks resumed. {text}")


@BOUNDED
@given(long_words)
def test_endless_words_are_read_without_harm(text: str) -> None:
    read_twice(f"Peace talks resumed. {text}")


@cache
def real_texts() -> tuple[str, ...]:
    """Our own dispatches, and the evaluation articles where they lie beside the repository."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DISPATCHES.glob("*.txt"))]
    for path in sorted(EVALUATION.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            texts.extend(row["text"] for row in map(json.loads, lines) if isinstance(row.get("text"), str))
    return tuple(texts)


def mixed(seed: int) -> str:
    """Pieces of real texts, cut anywhere and put together, with odd characters and doubled pieces in between."""
    dice = random.Random(seed)  # noqa: S311  # the same cuts every time
    pieces = []
    for _ in range(dice.randint(2, 6)):
        text = dice.choice(real_texts())
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randint(1, 700)]
        pieces.append(dice.choice([piece, piece, piece.upper(), piece.replace(" ", "\n", 9), piece * 2, piece[::-1]]))
        pieces.append(dice.choice(["", " ", "\n\n", *ODD]))
    return "".join(pieces)


@pytest.mark.parametrize("part", range(6))
def test_real_texts_cut_and_mixed_are_read_without_harm(part: int) -> None:
    for seed in range(part * 40, part * 40 + 40):
        read_twice(mixed(seed))


def digest() -> str:
    """One hash over the findings of the dispatches and of mixed texts."""
    texts = [*(path.read_text(encoding="utf-8") for path in sorted(DISPATCHES.glob("*.txt"))), *map(mixed, range(30))]
    found = [asdict(extract(Document(str(n), text, PUBLISHED), starter_lexicon())) for n, text in enumerate(texts)]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def test_another_process_with_another_order_of_sets_gives_the_same_answer() -> None:
    def in_a_process(seed: str) -> str:
        script = "from tests.pure.test_extraction_fuzz import digest; print(digest())"
        return subprocess.run(
            [sys.executable, "-c", script],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert {in_a_process("1"), in_a_process("4711"), digest()} == {digest()}


def test_check_of_spans_finds_one_outside_of_the_text() -> None:
    assert list(spans_of({"evidence": ((3, 9),), "mention": {"start": 1, "end": 2}})) == [(3, 9), (1, 2)]
