"""Why a text reads as it does, told rule by rule."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.engine import extract
from negotiations.extraction.explaining import Explanation, as_lines, explain
from negotiations.extraction.findings import Document, PositionFinding
from negotiations.extraction.overlaps import without_doubles

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


LEAD = "Talks between Israel and Hamas, mediated by Egypt, began in Cairo on Monday. "


def reasons(sentence: str, lead: str = LEAD) -> dict[str, str]:
    """Why nothing came of each rule that matched in a sentence behind the lead; empty where something did."""
    found = explained(lead + sentence).sentences
    return {match.rule: match.why for match in found[len(found) - 1].matches}


@pytest.mark.parametrize(
    ("sentence", "rule", "why"),
    [
        ("The statement rejected the truce.", "rejects", "“statement” stands where an actor would have to"),
        ("The truce was rejected.", "rejects", "passive"),
        ("Israel sent envoys to reject the truce.", "rejects", "says more of the verb before it"),
        ("Hamas will talk if Israel accepts the truce.", "accepts", "stands in a condition"),
        ("Israel studied the plan that Egypt put forward on Monday.", "puts-forward", "says which one is meant"),
        ("Hamas does not demand elections.", "demands", "“will-not” takes the same words"),
        ("Hamas refused to reject the truce.", "rejects", "says more of the verb before it"),
        ("The talks will go on until the prisoners are free.", "until", "no position in these words could wait"),
        ("Bakers put forward a proposal.", "puts-forward", "nobody is named who puts it forward"),
        ("An earlier round collapsed without agreement.", "without-agreement", "about an earlier meeting"),
        ("The elections are far away.", "term", "no position, condition or proposal speaks of it here"),
    ],
)
def test_explanation_says_the_real_reason_why_nothing_came_of_a_match(sentence: str, rule: str, why: str) -> None:
    assert why in reasons(sentence).get(rule, "the rule did not match")


def test_explanation_has_no_reason_where_something_came_of_a_match() -> None:
    assert reasons("Hamas rejected the truce.") == dict.fromkeys(reasons("Hamas rejected the truce."), "")


def test_explanation_says_that_another_actor_got_the_role_and_why_one_did_not() -> None:
    text = LEAD + "Israel mediates."
    why = {m.rule: m.why for s in explained(text).sentences for m in s.matches if m.family == "Roles"}
    assert "Israel is party in these talks, for which more speaks" in why["mediating"]


def test_explanation_says_which_of_two_positions_stands_and_why() -> None:
    one = PositionFinding(
        "A", "a", None, "reported", "accepts", ("x",), "actual", (), None, ((0, 9),), "stances/one", 0.6
    )
    two = replace(one, stance="rejects", rule="stances/two", confidence=0.9)
    told: list[tuple[str, tuple[int, int], str]] = []
    assert without_doubles([one, two], lambda *note: told.append(note)) == [two]
    assert without_doubles([two, one], lambda *note: told.append(note)) == [two]
    assert told == [("stances/one", (0, 9), "in the same words A rejects by the surer “two”")] * 2


def test_text_without_a_round_says_why_for_each_sign_of_one() -> None:
    text = "Israel and Hamas know the truce. An earlier round collapsed without agreement."
    found = explained(text).sentences[1].matches
    assert {m.why for m in found if m.family.endswith("of a round")} == {"the sentence is about an earlier meeting"}


def test_reasons_are_printed_under_their_matches() -> None:
    text = LEAD + "The truce was rejected."
    lines = as_lines(explained(text), text)
    at = next(i for i, line in enumerate(lines) if "“rejected”" in line and "Stances" in line)
    assert lines[at + 1].strip().startswith("nothing came of it: it is a passive")


def test_reading_is_the_same_whether_or_not_anybody_asks_for_reasons() -> None:
    document = Document("1", LEAD + "The truce was rejected. Israel mediates. Hamas demands elections.", "2024-05-08")
    told: list[str] = []
    assert extract(document, starter_lexicon(), lambda *note: told.append(note[2])) == extract(
        document, starter_lexicon()
    )
    assert told


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
