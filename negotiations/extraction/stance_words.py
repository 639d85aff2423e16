"""Whether words that a rule of stances matches are a verb of today at all (rules/no_stance.py)."""

from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.no_stance import NO_STANCE

# How much of a sentence before a cue, and after its beginning, decides about it.
_BEFORE, _AFTER = 90, 120


def takes_none(rule: Rule, string: str, start: int) -> Rule | None:
    """The rule by which the words that begin at ``start`` of a marked sentence take no stance, or None."""
    return next((none for none in NO_STANCE if _covers(none, rule, string, start)), None)


def _covers(none: Rule, rule: Rule, string: str, start: int) -> bool:
    by_verb = rule.holder == "subject" and "(?P<h>" not in rule.pattern
    if not (rule.name in none.asks if none.asks else by_verb):
        return False
    matches = none.regex.finditer(string, max(0, start - _BEFORE), min(len(string), start + _AFTER))
    return any(match.start("c") <= start < match.end("c") for match in matches)
