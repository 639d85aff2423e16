"""Every rule holds to its own examples and counter-examples, and none names an actor."""

import re

import pytest

from negotiations.extraction.rules.conditions import CONDITIONS
from negotiations.extraction.rules.index import FAMILIES, Triggered
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.roles import ROLES
from negotiations.extraction.rules.rounds import FORMAT, OUTCOME, STATUS
from negotiations.extraction.rules.stances import STANCES
from negotiations.vocabulary import Format, Outcome, Relation, Role, RoundStatus, Stance

RULES = [pytest.param(family, rule, id=f"{family}-{rule.name}") for family, rules in FAMILIES.items() for rule in rules]


def finds(family: str, rule: Rule, marked: str) -> bool:
    """Whether the rule is tried on a marked sentence and matches it."""
    return rule in Triggered(marked).rules(family) and rule.regex.search(marked) is not None


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_rule_matches_its_examples(family: str, rule: Rule) -> None:
    assert len(rule.examples) >= 2
    for example in rule.examples:
        assert finds(family, rule, example), example


@pytest.mark.parametrize("family", FAMILIES)
def test_no_rule_matches_a_sentence_without_one_of_its_triggers(family: str) -> None:
    sentences = {s for rules in FAMILIES.values() for rule in rules for s in (*rule.examples, *rule.counters)}
    for rule in FAMILIES[family]:
        for sentence in sentences:
            if not any(trigger in sentence for trigger in rule.triggers):
                assert rule.regex.search(sentence) is None, (rule.name, sentence)


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_rule_leaves_its_counter_examples_alone(family: str, rule: Rule) -> None:
    assert rule.counters
    for counter in rule.counters:
        assert not finds(family, rule, counter), counter


@pytest.mark.parametrize("family", FAMILIES)
def test_rule_names_are_unique_within_their_family(family: str) -> None:
    names = [rule.name for rule in FAMILIES[family]]
    assert len(names) == len(set(names))


def test_rule_values_are_words_of_the_vocabulary() -> None:
    assert {rule.value for rule in ROLES} <= {*Role, "attends"}
    assert {rule.value for rule in STANCES} <= set(Stance)
    assert {rule.value for rule in CONDITIONS} <= set(Relation)
    assert {rule.value for rule in STATUS} <= set(RoundStatus)
    assert {rule.value for rule in OUTCOME} <= set(Outcome)
    assert {rule.value for rule in FORMAT} <= set(Format)


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_rule_names_no_actor_and_no_place(family: str, rule: Rule) -> None:
    # Patterns are matched against lower-case text, so a capital can only be a class such as \S or \W, a group or a macro.  # noqa: E501  # a text under test stays in one piece
    bare = re.sub(r"%[A-Z]+%|\\[A-Z]|\?P<\w+>", "", rule.pattern)
    assert bare == bare.lower()
