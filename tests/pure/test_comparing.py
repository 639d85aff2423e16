"""Two texts side by side: what the changes say, that nothing is lost in them, and that long texts end in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.timeline.comparing import (
    MOST_CHARACTERS,
    Comparison,
    Kind,
    Piece,
    changes_around,
    compare_texts,
)
from tests.speed import Watch

OLD = "The talks opened on Monday. Arlandia demands a full ceasefire. Borduria said no. Nobody else spoke."


def marked(comparison: Comparison) -> list[str]:
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}
    return ["".join(signs[piece.kind].format(piece.text) for piece in change.pieces) for change in comparison.changes]


def test_a_reworded_sentence_is_shown_word_by_word_with_its_neighbours() -> None:
    comparison = compare_texts(OLD, OLD.replace("a full ceasefire", "a partial ceasefire"))
    assert marked(comparison) == [
        "The talks opened on Monday. Arlandia demands a[- full-][+ partial+] ceasefire. Borduria said no. "
    ]
    assert comparison.unchanged_after == 1


def test_another_sentence_is_shown_whole() -> None:
    comparison = compare_texts(OLD, OLD.replace("Borduria said no. ", "It rained in Klow all day long. "))
    assert "[-Borduria said no. -][+It rained in Klow all day long. +]" in marked(comparison)[0]


def test_a_removed_and_an_added_sentence_are_two_changes() -> None:
    new = OLD.replace("The talks opened on Monday. ", "") + " A statement will follow."
    assert marked(compare_texts(OLD, new)) == [
        "[-The talks opened on Monday. -]Arlandia demands a full ceasefire. ",
        "Nobody else spoke. [+A statement will follow.+]",
    ]


def test_words_taken_out_before_a_reworded_sentence_stay_apart_from_it() -> None:
    old = "No deal\n\nArlandia demands a full ceasefire and a withdrawal.\n\n"
    new = "Arlandia demands a partial ceasefire and a withdrawal.\n"
    assert marked(compare_texts(old, new)) == [
        "[-No deal-]\n\nArlandia demands a[- full-][+ partial+] ceasefire and a withdrawal."
    ]


def test_no_gap_stands_below_a_change() -> None:
    old = "Arlandia demands a full ceasefire.\n\nBorduria said no.\n\nNobody else spoke."
    assert marked(compare_texts(old, old.replace("full", "partial"))) == [
        "Arlandia demands a[- full-][+ partial+] ceasefire.\n\nBorduria said no."
    ]


def test_blanks_and_line_breaks_are_no_change() -> None:
    assert compare_texts(OLD, OLD.replace(". ", ".\n\n").replace("full ceasefire", "full  ceasefire")).changes == ()


def test_sentences_left_out_are_counted() -> None:
    text = " ".join(f"Sentence number {number} stands." for number in range(20))
    comparison = compare_texts(text, text.replace("number 10 stands", "number 10 fell"))
    assert [change.unchanged_before for change in comparison.changes] == [9]
    assert comparison.unchanged_after == 8


def test_changes_around_a_quote_are_those_that_touch_it() -> None:
    comparison = compare_texts(OLD, OLD.replace("full ", "").replace("Nobody else spoke", "Syldavia spoke"))
    start = OLD.index("Arlandia demands a full ceasefire")
    found = changes_around(comparison, start=start, end=start + 33)
    assert len(comparison.changes) == 2
    assert found == [comparison.changes[0]]


def of(comparison: Comparison, *kinds: Kind) -> list[Piece]:
    return [piece for change in comparison.changes for piece in change.pieces if piece.kind in kinds]


@given(
    st.lists(st.sampled_from(["A b c. ", "D e. ", "F g h i. ", "J!\n\n", "k "]), max_size=12).map("".join),
    st.lists(st.sampled_from(["A b c. ", "D e. ", "F g x i. ", "J!\n\n", "k "]), max_size=12).map("".join),
)
def test_nothing_is_shown_as_removed_or_added_that_the_texts_do_not_hold(old: str, new: str) -> None:
    comparison = compare_texts(old, new)
    assert bool(comparison.changes) == (old.split() != new.split())
    removed = [word for piece in of(comparison, Kind.REMOVED) for word in piece.text.split()]
    added = [word for piece in of(comparison, Kind.ADDED) for word in piece.text.split()]
    left = old.split()
    for word in removed:
        left.remove(word)
    assert sorted(left + added) == sorted(new.split())


LONG = 1_000_000
LINES = [f"On day {n} the {n * 7919 % 9973} delegates of Arlandia met again. " for n in range(18_000)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("".join(LINES), "".join(line for n, line in enumerate(LINES) if n % 5)),
        ("".join(LINES), "".join(reversed(LINES))),
        ("Same again. " * 80_000, "Same again. Other. " * 50_000),
        ("word " * 200_000, "words " * 170_000),
        (" ".join(map(str, range(150_000))), " ".join(map(str, range(0, 300_000, 2)))),
        ("a. b. " * 160_000, "b. a. c. " * 110_000),
    ],
    ids=["a fifth gone", "reversed", "repeated", "one long sentence", "other words", "two short sentences"],
)
def test_a_megabyte_is_compared_in_seconds(old: str, new: str) -> None:
    assert max(len(old), len(new)) >= LONG - 150_000
    watch = Watch()
    assert compare_texts(old, new).changes
    assert watch.seconds() < 10


def test_what_lies_behind_the_limit_is_said_to_be_left_out() -> None:
    text = "Same again. " * (MOST_CHARACTERS // 12 + 1)
    assert compare_texts(text, f"{text} More.").is_cut


def test_of_a_long_passage_only_the_beginning_is_shown_and_the_rest_is_counted() -> None:
    (change,) = compare_texts(OLD, OLD + " word" * 10_000).changes
    (added,) = [piece for piece in change.pieces if piece.kind is Kind.ADDED]
    assert len(added.text) + added.omitted == len(" word" * 10_000) - 1  # a blank parts it from the sentence before
    assert added.omitted > 30_000
