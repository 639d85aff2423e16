"""Attribution in the acceptance article, where it is at hand."""

from pathlib import Path

import pytest

from negotiations.extraction.attribution import find_attributions
from negotiations.extraction.text import read

CAIRO = Path(__file__).resolve().parents[3] / "shared" / "acceptance" / "cairo-talks" / "article.txt"


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
