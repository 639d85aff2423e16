"""Whether words that a rule of stances matches are a verb of today at all (rules/no_stance.py)."""

from negotiations.extraction.phrases import Marked
from negotiations.extraction.rules.index import NO_STANCE_FAMILY
from negotiations.extraction.rules.language import Rule

# How much of a sentence before a cue, and after its beginning, decides about it.
_BEFORE, _AFTER = 90, 120


def takes_none(rule: Rule, marked: Marked, start: int) -> Rule | None:
    """The rule by which the words that begin at ``start`` of a marked sentence take no stance, or None."""
    by_verb = rule.holder == "subject" and "(?P<h>" not in rule.pattern
    for none in marked.rules(NO_STANCE_FAMILY):
        # It speaks of some rules by name, or of all whose holder is the subject of their verb.
        if (rule.name in none.asks if none.asks else by_verb) and _covers(none, marked.string, start):
            return none
    return None


def _covers(none: Rule, string: str, start: int) -> bool:
    for match in none.regex.finditer(string, max(0, start - _BEFORE), min(len(string), start + _AFTER)):
        if match.start() > start:
            return False
        if match.start("c") <= start < match.end("c"):
            return True
    return False
