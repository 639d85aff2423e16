"""The engine's promises: no exception, no span outside of the text, the same answer twice, linear time, nothing
invented.
"""

import time
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document, Findings
from negotiations.extraction.subject import about_talks, may_be_about_talks
from negotiations.extraction.text import read
from tests.pure.small_lexicon import LEXICON, read_text

WORDS = [
    "Ruritania", "Borduria", "Syldavian", "rebels", "talks", "between", "and", "demands", "said", "“", "”", '"', "must", "ceasefire", ",", ".",  # noqa: E501  # a text under test stays in one piece
    "in", "Klow", "only", "after", "if", "proposal", "put", "forward", "by", "the", "not", "until", "both", "sides", "\n\n", "’s", "-", "—",  # noqa: E501  # a text under test stays in one piece
]  # fmt: skip


def spans_in(value: Any) -> list[tuple[int, int]]:
    """All spans anywhere in findings."""
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int) for part in value):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in spans_in(part)]
    if isinstance(value, dict):
        return [span for part in value.values() for span in spans_in(part)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans_in(getattr(value, field.name))]
    return []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_engine_spans_lie_in_any_text_and_answers_repeat(words: list[str]) -> None:
    text = " ".join(words)
    found = read_text(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans_in(found))
    assert read_text(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "“" * 5000,
        "a. " * 5000,
        "Ruritania and " * 3000,
        "talks between " * 3000,
        "(" * 5000,
        "𝕋alks between Ruritania and Borduria 🕊️.",
    ],
)
def test_engine_hostile_text_is_read_without_an_exception(text: str) -> None:
    found = read_text(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans_in(found))


def test_engine_time_grows_in_line_with_the_text() -> None:
    paragraph = (
        "Talks between Ruritania and Borduria, mediated by Syldavia, went on in Klow. Ruritania insists that Borduria must withdraw "  # noqa: E501  # a text under test stays in one piece
        "before any agreement is finalized. “There must be a ceasefire,” Syldavian Foreign Minister Anna Berg said on Monday.\n\n"  # noqa: E501  # a text under test stays in one piece
    )

    def seconds(times: int) -> float:
        start = time.perf_counter()
        read_text(paragraph * times, "2024-05-06")
        return time.perf_counter() - start

    seconds(5)
    small, large = seconds(40), seconds(320)
    assert large < 8 * small * 2.5


def test_engine_furniture_gives_nothing() -> None:
    found = read_text(
        "Talks between Ruritania and Borduria went on in Klow.\n\nBy admin\n\nLeave a Reply\n\n"
        "Your email address will not be published. Required fields are marked *"
    )
    assert all(end <= 54 for p in found.participants for _, end in p.evidence)
    assert not found.positions


@pytest.mark.parametrize(
    ("text", "is_of_talks"),
    [
        ("Talks between Ruritania and Borduria went on in Klow on 3 May, President Voss said.", True),
        ("President Voss opened a bridge in Klow on 3 May, Syldavian builders said.", False),
    ],
)
def test_engine_searches_other_texts_for_nothing_where_talks_alone_are_asked_for(text: str, is_of_talks: bool) -> None:
    document = Document("test", text, "2024-05-06")
    whole, asked = extract(document, LEXICON), extract(document, LEXICON, of_talks_alone=True)
    assert whole.mentions
    assert whole.dates
    assert asked == (whole if is_of_talks else Findings(rules=whole.rules))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "border", "row", "hostages", "freed", "summit_", "İ", "according", "\n"]), max_size=12
    )
)
def test_engine_reads_every_text_that_is_about_talks(words: list[str]) -> None:
    text = " ".join(words)
    assert may_be_about_talks(text) or not about_talks(read(text))


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("The harbour was dredged.\n\nLater on the envoys left Klow.", False),
        ("The harbour was dredged.\n\nLater on the envoys left Klow.\n\nThe gas row went on.", True),
        ("According to the builders the ministers left. A treaty\nwas not mentioned.", True),
        ("According to the builders the ministers left.\nMet again: the choir.", False),
        ("Walls and " * 500 + "talks_about_walls", True),  # a sentence is cut off before the underscore at times
        ("İzmir met nobody.", True),  # its lower case is longer
    ],
)
def test_engine_tells_most_other_texts_before_it_reads_them(text: str, may_be: bool) -> None:
    assert may_be_about_talks(text) is may_be
