"""Which rules a sentence can match at all: what they are set off by and what they need is looked for together, in one
pass over it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from negotiations.extraction.rules.conditions import CONDITIONS, FRONTED
from negotiations.extraction.rules.issues import ISSUE_PHRASES
from negotiations.extraction.rules.language import MACROS, Rule
from negotiations.extraction.rules.needs import Need, Needs
from negotiations.extraction.rules.no_stance import NO_STANCE
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

# Asked about like a family of its own: which words of a sentence take no stance (stance_words.py).
NO_STANCE_FAMILY = "no-stance"
_ASKED: Mapping[str, tuple[Rule, ...]] = {**FAMILIES, NO_STANCE_FAMILY: NO_STANCE}


class Triggered:
    """What stands in one marked sentence of all that rules are set off by and of all that their patterns need."""

    __slots__ = ("_found",)

    def __init__(self, marked: str) -> None:
        found = 0
        for _, bits in _index().strings.iter(marked):
            found |= bits
        self._found = found

    def sets_off(self, family: str) -> bool:
        """Whether a trigger of one of the rules of a family stands there, even if none can match the sentence as it is."""
        return bool(self._found & _index().families[family])

    def rules(self, family: str) -> Sequence[Rule]:
        """The rules of a family that are to be tried on the sentence, in order."""
        index, found = _index(), self._found
        set_off = (found | index.always) & index.families[family]
        if not set_off:
            return ()
        rules = []
        while set_off:
            lowest = set_off & -set_off
            set_off ^= lowest
            rule, needed = index.rules[lowest.bit_length() - 1]
            if found & needed == needed:
                rules.append(rule)
        return rules


def compile_rules() -> None:
    """Compile all that else is compiled when a text first needs it, which takes a second or two."""
    for rule, _ in _index().rules:
        rule.compile()


@dataclass(frozen=True, slots=True)
class _Index:
    """All triggers and all strings that patterns need, each with a number in which one bit is set for every rule that
    it sets off, and above these one for every set of strings of which it is one (needs.py).

    ``rules`` are all rules, each with the bits of the sets of which its pattern needs a string; ``families`` holds the
    bits of the rules of each family, ``always`` those of the rules without a trigger.
    """

    strings: ahocorasick.Automaton
    rules: Sequence[tuple[Rule, int]]
    families: Mapping[str, int]
    always: int


@lru_cache(maxsize=1)
def _index() -> _Index:
    places = [(name, rule) for name, family in _ASKED.items() for rule in family]
    bits: defaultdict[str, int] = defaultdict(int)
    sets: dict[Need, int] = {}
    families: defaultdict[str, int] = defaultdict(int)
    rules, needs, always = [], Needs(MACROS), 0
    for number, (name, rule) in enumerate(places):
        families[name] |= 1 << number
        always |= 0 if rule.triggers else 1 << number
        for trigger in rule.triggers:
            bits[trigger] |= 1 << number
        more = [need for need in needs.of(rule.pattern) if not _implied(rule, need)]
        rules.append((rule, sum(sets.setdefault(need, 1 << len(places) + len(sets)) for need in more)))
    for need, bit in sets.items():
        for string in need:
            bits[string] |= bit
    strings = ahocorasick.Automaton()
    for string, value in bits.items():
        strings.add_word(string, value)
    strings.make_automaton()
    return _Index(strings, rules, dict(families), always)


def _implied(rule: Rule, need: Need) -> bool:
    """Whether a rule's triggers say already that one of the strings stands there."""
    return bool(rule.triggers) and all(any(string in trigger for string in need) for trigger in rule.triggers)
