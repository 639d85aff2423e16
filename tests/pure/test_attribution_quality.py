"""Attribution on annotated news, where the annotations are at hand; figures below these floors are a step back."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from negotiations.extraction.attribution import find_attributions
from negotiations.extraction.text import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
NEWS = SHARED / "eval" / "attribution_dev.jsonl"
CAIRO = SHARED / "acceptance" / "cairo-talks" / "article.txt"
WORD = re.compile(r"\w+")
Words = frozenset[int]


def words(spans: Any, bounds: list[tuple[int, int]]) -> Words:
    return frozenset(i for i, (s, e) in enumerate(bounds) for a, b in spans if s < b and a < e)


def overlap(left: Words, right: Words) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def figures(threshold: float) -> dict[str, float]:
    """Precision, recall, F1 of content above a Jaccard threshold, and the share of right sources, in per cent."""
    hit = found = gold = right = sourced = 0
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        bounds = [m.span() for m in WORD.finditer(row["text"])]
        want = [(words(a["content"], bounds), words(a["source"], bounds)) for a in row["attributions"]]
        have = [(words(a.content, bounds), words(a.source, bounds)) for a in find_attributions(read(row["text"]), ())]
        found, gold = found + len(have), gold + len(want)
        for content, source in want:
            best = max(have, key=lambda claim: overlap(content, claim[0]), default=None)
            if best is not None and overlap(content, best[0]) > threshold:
                have.remove(best)
                hit += 1
                sourced += bool(source)
                right += bool(source & best[1])
    precision, recall = hit / found, hit / gold
    return {
        "precision": 100 * precision,
        "f1": 200 * precision * recall / (precision + recall),
        "source": 100 * right / sourced,
    }


@pytest.mark.skipif(not NEWS.exists(), reason="the annotated news stands beside the repository on some machines only")
def test_attribution_of_news_stays_above_its_floors() -> None:
    loose, strict = figures(0.3), figures(0.8)
    assert loose["f1"] >= 66
    assert loose["precision"] >= 71
    assert loose["source"] >= 88
    assert strict["f1"] >= 53


@pytest.mark.skipif(
    not CAIRO.exists(), reason="the acceptance article stands beside the repository on some machines only"
)
def test_attribution_of_the_acceptance_article_names_its_speakers() -> None:
    source = CAIRO.read_text(encoding="utf-8")
    found = {
        (" ".join(source[s:e] for s, e in claim.source), source[slice(*claim.cue[0])], claim.kind)
        for claim in find_attributions(read(source), ())
    }
    assert ("Blinken", "said", "quoted") in found
    assert ("Washington’s", "position", "reported") in found
    assert ("Diplomatic sources", "say", "anonymous") in found
    assert ("one regional observer", "said", "anonymous") in found
    assert ("Analysts", "say", "anonymous") in found
