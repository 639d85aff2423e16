"""What a pattern needs is read off it rightly: nothing that matches is ever left untried."""

import re

import pytest

from negotiations.extraction.rules.index import FAMILIES, NO_STANCE_FAMILY, Triggered
from negotiations.extraction.rules.needs import Needs
from negotiations.extraction.rules.no_stance import NO_STANCE
from negotiations.extraction.rules.rare import Rare
from tests.pure.test_extraction_patterns import made_for, rare_patterns

ASKED = {**FAMILIES, NO_STANCE_FAMILY: NO_STANCE}
SENTENCES = sorted({s for rules in ASKED.values() for rule in rules for s in (*rule.examples, *rule.counters)})


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("brokered by", [{"brokered by"}]),
        ("brokered (?:jointly )?by", [{"brokered by", "brokered jointly by"}]),
        ("(?:broker(?:s|ed)?|mediates) %A%", [{"broker @", "brokers @", "brokered @", "mediates @"}]),
        ("(?P<x>%A%) (?:[\\w'-]+ ){0,4}?walked out", [{"walked out"}, {"@"}]),
        ("sen[dt] (?!home)envoys", [{"send envoys", "sent envoys"}]),
        ("(?:halt\\w+ )+fire|truce", [{" fire", "truce"}]),
        ("no|truces?", []),  # two letters tell nothing
        ("(?:truce )?talks*", [{"talk"}]),
        ("(?:truce|\\w+)", []),
        ("[^x]\\w{2,}", []),
    ],
)
def test_needs_are_the_strings_that_no_match_is_without(pattern: str, needs: list[set[str]]) -> None:
    found = [set(need) for need in Needs({"A": r"@\w+"}).of(pattern)]
    assert found[: len(needs)] == needs
    assert bool(found) == bool(needs)


@pytest.mark.parametrize("pattern", ["(?i:truce)", "(truce)\\1", "%A%+ truce", "truce)", "(?>truce)"])
def test_of_what_is_not_read_nothing_is_needed(pattern: str) -> None:
    assert Needs({"A": r"@\w+"}).of(pattern) == ()


@pytest.mark.parametrize("family", ASKED)
def test_no_rule_that_matches_is_left_untried_where_a_trigger_stands(family: str) -> None:
    for sentence in (*SENTENCES, *made_up_matches(family)):
        tried = Triggered(sentence).rules(family)
        for rule in ASKED[family]:
            if rule not in tried and (not rule.triggers or any(trigger in sentence for trigger in rule.triggers)):
                assert rule.regex.search(sentence) is None, (rule.name, sentence)


def made_up_matches(family: str) -> list[str]:
    """Sentences made from the patterns themselves, with the shortest that each of them matches."""
    return [f"so {made_for(rule.regex)} ." for rule in ASKED[family]]


def test_most_rules_that_are_set_off_are_told_not_to_match_without_a_search() -> None:
    set_off = tried = matching = 0
    for sentence in SENTENCES:
        found = Triggered(sentence)
        for family, rules in FAMILIES.items():
            here = [rule for rule in rules if any(trigger in sentence for trigger in rule.triggers)]
            assert found.sets_off(family) == bool(here)
            set_off += len(here)
            tried += len(found.rules(family))
            matching += sum(rule.regex.search(sentence) is not None for rule in here)
    assert tried - matching < (set_off - matching) / 2


@pytest.mark.parametrize("pattern", rare_patterns(), ids=lambda pattern: pattern.regex.pattern[:60])
def test_rare_pattern_finds_what_the_pattern_itself_finds(pattern: Rare) -> None:
    made = made_for(pattern.regex)
    for sentence in (*SENTENCES, made, f"so {made} ."):
        found, expected = pattern.search(sentence, 1), pattern.regex.search(sentence, 1)
        assert (found and found.span()) == (expected and expected.span()), sentence


def test_rare_pattern_that_ignores_case_is_searched_everywhere() -> None:
    assert Rare(re.compile("truce", re.IGNORECASE)).search("A TRUCE")
