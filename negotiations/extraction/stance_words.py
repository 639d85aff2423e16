"""Whether words that a rule of stances matches are a verb of today at all (rules/no_stance.py)."""

from collections.abc import Iterator
from functools import lru_cache

from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.no_stance import NO_STANCE

# How much of a sentence before a cue, and after its beginning, decides about it.
_BEFORE, _AFTER = 90, 120


def takes_none(rule: Rule, string: str, start: int) -> Rule | None:
    """The rule by which the words that begin at ``start`` of a marked sentence take no stance, or None."""
    return next((none for none in _asked_about(rule, _triggered(string)) if _covers(none, string, start)), None)


@lru_cache(maxsize=16)  # one sentence is asked about for each of its matches
def _triggered(string: str) -> tuple[Rule, ...]:
    return tuple(none for none in NO_STANCE if not none.triggers or any(trigger in string for trigger in none.triggers))


def _asked_about(rule: Rule, nones: tuple[Rule, ...]) -> Iterator[Rule]:
    """Those that speak of the rule: of it by name, or of all rules whose holder is the subject of their verb."""
    by_verb = rule.holder == "subject" and "(?P<h>" not in rule.pattern
    return (none for none in nones if (rule.name in none.asks if none.asks else by_verb))


def _covers(none: Rule, string: str, start: int) -> bool:
    matches = none.regex.finditer(string, max(0, start - _BEFORE), min(len(string), start + _AFTER))
    return any(match.start("c") <= start < match.end("c") for match in matches)
