"""Which rules a sentence can match at all: the triggers of all rules are looked for together, in one pass over it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import ahocorasick

from negotiations.extraction.rules.conditions import CONDITIONS, FRONTED
from negotiations.extraction.rules.issues import ISSUE_PHRASES
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.proposals import PROPOSALS
from negotiations.extraction.rules.roles import ROLES
from negotiations.extraction.rules.rounds import FORMAT, LEVEL, OUTCOME, STATUS, TONE
from negotiations.extraction.rules.stances import STANCES

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "roles": ROLES,
    "stances": STANCES,
    "conditions": CONDITIONS,
    "fronted": FRONTED,
    "issues": ISSUE_PHRASES,
    "proposals": PROPOSALS,
    "status": STATUS,
    "outcome": OUTCOME,
    "format": FORMAT,
    "tone": TONE,
    "level": LEVEL,
}


_PLACES = tuple((name, rule) for name, family in FAMILIES.items() for rule in family)

_NONE: Mapping[str, Sequence[Rule]] = {}  # one for all sentences without: a long text has many


def triggered(marked: str) -> Mapping[str, Sequence[Rule]]:
    """The rules of which a trigger stands in a marked sentence, by family and in its order."""
    bits = 0
    for _, rules in _triggers().iter(marked):
        bits |= rules
    if not bits:
        return _NONE
    found: dict[str, list[Rule]] = {}
    while bits:
        lowest = bits & -bits
        family, rule = _PLACES[lowest.bit_length() - 1]
        found.setdefault(family, []).append(rule)
        bits ^= lowest
    return found


@lru_cache(maxsize=1)
def _triggers() -> ahocorasick.Automaton:
    """All triggers, each with a number in which one bit is set for every rule that it may set off."""
    bits: dict[str, int] = {}
    for number, (_, rule) in enumerate(_PLACES):
        for trigger in rule.triggers:
            bits[trigger] = bits.get(trigger, 0) | 1 << number
    automaton = ahocorasick.Automaton()
    for trigger, value in bits.items():
        automaton.add_word(trigger, value)
    automaton.make_automaton()
    return automaton
