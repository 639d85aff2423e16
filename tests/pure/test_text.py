"""Reading a text: where words, sentences, paragraphs and quotations begin and end, and what is not the article."""

import pytest

from negotiations.extraction.furniture import is_furniture
from negotiations.extraction.rules.furniture import FURNITURE, FurnitureRule
from negotiations.extraction.text import Text, read
from tests.speed import Watch


def sentences(source: str) -> list[str]:
    text = read(source)
    return [source[sentence.start : sentence.end] for sentence in text.sentences]


def quoted(text: Text) -> list[str]:
    return [text.source[quotation.inner_start : quotation.inner_end] for quotation in text.quotations]


def test_tokens_keep_abbreviations_hyphens_and_apostrophes_and_part_the_possessive() -> None:
    source = "U.S. envoy Al-Thani’s 30-day cease-fire, don't: Israel's 1,800 men at 5 p.m."
    words = read(source).tokens.texts
    assert list(words) == "U.S. envoy Al-Thani ’s 30-day cease-fire , don't : Israel 's 1,800 men at 5 p.m.".split()


def test_tokens_have_the_offsets_of_the_source() -> None:
    source = "“No,” said Mr. O’Brien — in 2013-01-17’s talks…\n\nThe end."
    tokens = read(source).tokens
    for start, end, text in zip(tokens.starts, tokens.ends, tokens.texts, strict=True):
        assert source[start:end] == text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Gen. Jula met Mr. Hussien. They agreed.", ["Gen. Jula met Mr. Hussien.", "They agreed."]),
        ("He left the U.S. on Monday. Talks ended.", ["He left the U.S. on Monday.", "Talks ended."]),
        ("He left the U.S. The talks ended.", ["He left the U.S.", "The talks ended."]),
        ("“Stop now. We mean it,” he said. She left.", ["“Stop now.", "We mean it,” he said.", "She left."]),
        ("“Will they come?” he asked. No.", ["“Will they come?” he asked.", "No."]),
        ("They paid $3.5 million. It was late.", ["They paid $3.5 million.", "It was late."]),
        ("George W. Bush spoke on Jan. 5 in Doha. All rose.", ["George W. Bush spoke on Jan. 5 in Doha.", "All rose."]),
        ("First line\n\nSecond line", ["First line", "Second line"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
    ],
)
def test_sentences_end_where_readers_end_them(source: str, expected: list[str]) -> None:
    assert sentences(source) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    source = (
        "The two delegations met in the morning for the first time since the\n"
        "talks were broken off in the spring, and the mediators said that they\n"
        "would meet again before the week was out, though neither side would say\n"
        "what it had put on the table."
    )
    assert len(read(source).paragraphs) == 1
    assert len(sentences(source)) == 1


def test_headline_without_blank_line_is_a_paragraph_of_its_own() -> None:
    assert sentences("Talks Resume in Doha\nThe talks resumed on Monday.") == [
        "Talks Resume in Doha",
        "The talks resumed on Monday.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("“We agree,” he said. “All of us.”", ["We agree,", "All of us."]),
        ('"We agree," he said. "All of us."', ["We agree,", "All of us."]),
        ("«We agree», he said.", ["We agree"]),
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
        ("'What is important are decisions,' he added.", ["What is important are decisions,"]),
        ("The rebels' leaders and Israel's cabinet met.", []),
        ('It is 5" wide.', []),
    ],
)
def test_quotations_are_found_in_all_marks(source: str, expected: list[str]) -> None:
    assert quoted(read(source)) == expected


def test_quotation_over_paragraphs_goes_on_until_it_is_closed() -> None:
    text = read("“First we stop.\n\n“Then we talk,” she said.\n\nNothing more.")
    assert [(q.paragraph, q.continues) for q in text.quotations] == [(0, True), (1, False)]
    assert text.in_quotation(3)
    assert not text.in_quotation(text.source.index("Nothing"))


def test_any_part_of_a_span_may_stand_in_a_quotation() -> None:
    text = read("He said “we stay” and left. Nothing “more” came.")
    quoted = text.source.index("“we"), text.source.index(" and left")
    assert text.quotes_within(0, quoted[0] + 1)
    assert text.quotes_within(quoted[1] - 1, quoted[1] + 5)
    assert not text.quotes_within(0, quoted[0])
    assert not text.quotes_within(quoted[1], text.source.index("“more"))


def test_offsets_lead_to_sentence_quotation_and_token() -> None:
    text = read("CAIRO (Agency) — Talks resumed. “We hope,” he said.")
    sentence = text.sentence_at(text.source.index("resumed"))
    assert sentence is not None
    assert list(text.words(sentence)) == ["Talks", "resumed", "."]
    assert text.sentence_at(2) is None
    assert text.tokens.texts[text.first_token_from(text.source.index("hope"))] == "hope"
    assert text.first_token_from(len(text.source)) == len(text.tokens)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("CAIRO (Agency) — Talks resumed.", "CAIRO (Agency) — "),
        ("Cairo/Washington/Tel Aviv – In a fresh effort, talks resumed.", "Cairo/Washington/Tel Aviv – "),
        ("GENEVA, 24 January 2005 (Agency) - Talks resumed.", "GENEVA, 24 January 2005 (Agency) - "),
        ("ISLAMABAD - The two sides met.", "ISLAMABAD - "),
        ("Egypt – which has long mediated – said no.", None),
        ("The talks went on - He left.", None),
        ("Talks resumed in Cairo.", None),
    ],
)
def test_dateline_is_told_from_a_sentence(source: str, expected: str | None) -> None:
    text = read(source)
    assert (text.source[slice(*text.dateline)] if text.dateline else None) == expected


@pytest.mark.parametrize("rule", FURNITURE, ids=lambda rule: rule.name)
def test_furniture_rule_holds_to_its_examples(rule: FurnitureRule) -> None:
    assert len(rule.examples) >= 2
    assert rule.counter_examples
    assert [line for line in rule.examples if not is_furniture(line)] == []
    assert [line for line in rule.counter_examples if is_furniture(line)] == []


def test_furniture_is_in_no_sentence_and_no_quotation() -> None:
    text = read("Talks resumed.\n\nBy admin\n\nLeave a Reply\n\nShare this “story”\n\nThey ended.")
    assert [text.source[s.start : s.end] for s in text.sentences] == ["Talks resumed.", "They ended."]
    assert [text.source[start:end] for start, end in text.furniture][:2] == ["By admin", "Leave a Reply"]


@pytest.mark.parametrize(
    "source",
    [
        "",
        " \n\n ",
        '"' * 100_000,
        "a. " * 30_000,
        "word " * 200_000,
        "a" * 1_000_000,
        "'a " * 50_000,
        "“" * 100_000,
        "By A\n" * 50_000,
        "+" * 100_000,
    ],
    ids=["empty", "blank", "marks", "stops", "long", "one-word", "single-marks", "open", "lines", "plus"],
)
def test_hostile_text_is_read_in_linear_time(source: str) -> None:
    watch = Watch()
    text = read(source)
    assert watch.seconds() < 12  # a quadratic reader takes minutes
    assert all(sentence.last - sentence.first <= 500 for sentence in text.sentences)
