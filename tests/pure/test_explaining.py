"""Why a text reads as it does, told rule by rule."""

import io

import pytest
from django.core.management import CommandError, call_command

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.explaining import Explanation, as_lines, explain
from negotiations.extraction.findings import Document

TEXT = (
    "Talks between Israel and Hamas, mediated by Egypt, began on Monday. Hamas rejects any deal, an official said. "
    "The weather was fine."
)


def explained(text: str = TEXT, published: str | None = "2024-05-08") -> Explanation:
    return explain(Document("1", text, published), starter_lexicon())


def test_explanation_names_the_rule_the_words_and_an_example() -> None:
    first = explained().sentences[0]
    (match,) = [m for m in first.matches if m.rule == "brokered-by"]
    assert (match.family, match.value, TEXT[slice(*match.span)]) == ("Roles", "mediator", "mediated by Egypt")
    assert "brokered by" in match.example
    assert ("Dates", "2024-05-06") in {(m.family, m.value) for m in first.matches}


def test_explanation_says_what_came_of_a_sentence_and_by_which_rule() -> None:
    _, second, third = explained().sentences
    assert [(o.kind, o.rule) for o in second.outcomes] == [("position", "stances/rejects")]
    assert (third.matches, third.outcomes) == ((), ())


def test_explanation_says_where_words_matched_and_nothing_came_of_it() -> None:
    text = "Hamas said that nothing was decided. Norway might perhaps reject the proposal in the talks of the talks."
    lines = as_lines(explained(text), text)
    assert any("nothing: no finding rests on it" in line for line in lines)


def test_explanation_of_a_text_that_is_not_about_talks_says_so() -> None:
    text = "Egypt rejects the new stadium."
    explanation = explained(text)
    assert not explanation.about_talks
    assert "too little of talks" in as_lines(explanation, text)[1]
    assert "rejects" in {m.rule for m in explanation.sentences[0].matches}


def test_explanation_of_a_name_with_several_meanings_names_them() -> None:
    found = explained("Talks on Congo began. The talks on Congo go on.")
    names = [m.value for s in found.sentences for m in s.matches if m.family == "Names"]
    assert len(names) == 2
    assert all("undecided between" in name for name in names)


def test_explain_command_prints_it_and_refuses_nothing_at_all() -> None:
    out = io.StringIO()
    call_command("explain", "--starter", TEXT, stdout=out)
    assert "[brokered-by]" in out.getvalue()
    with pytest.raises(CommandError, match="no text to explain"):
        call_command("explain", "--starter", " ")
