"""The cues of a sentence: the words that take a stance, none overlapping another, in order."""

import re
from dataclasses import dataclass

from negotiations.extraction.notes import Say, say_nothing
from negotiations.extraction.phrases import Marked
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.naming_stances import ALSO_VERBS, NOUN_FOLLOWS
from negotiations.extraction.stance_words import takes_none
from negotiations.extraction.subjects import OWNED

_NEGATIONS = frozenset(
    {
        "not",
        "never",
        "n't",
        "neither",
        "nor",
        "hasn't",
        "haven't",
        "didn't",
        "doesn't",
        "don't",
        "won't",
        "wouldn't",
        "hadn't",
        "isn't",
    }
)
# What a "not" before it makes of a stance; None: nothing that could be recorded.
_NEGATED = {
    "accepts": "rejects",
    "supports": "rejects",
    "demands": None,
    "proposes": None,
    "rejects": "open",
    "open": "rejects",
    "withdraws": "supports",
    "denies": None,
}


# Rules whose words hold the negation themselves.
_WITH_THEIR_OWN = frozenset(
    {
        "holds-to-refusal",
        "not-ruled-out",
        "will-not",
        "no-longer",
        "unwilling",
        "will-not-budge",
        "not-offering",
        "possible-if",
    }
)

# The holders of rules whose words are nouns.
NOUNS = frozenset({"noun", "own"})
_OWNING = frozenset({"'s", "'"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that take a stance: positions in the marked string, the first and last item, and the stance they
    come to.
    """

    rule: Rule
    start: int
    end: int
    first: int
    last: int
    stance: str
    holder: tuple[int, int] | None


def find_cues(marked: Marked, note: Say = say_nothing) -> list[Cue]:
    """The cues of a sentence in order. Of two that overlap the one of the earlier family in the list of rules
    stands.
    """
    cues: list[Cue] = []
    for rule in marked.rules("stances"):
        for match in rule.regex.finditer(marked.string):
            first, last = marked.item_at(match.start()), marked.item_at(match.end() - 1)
            other = next((cue for cue in cues if match.start() < cue.end and cue.start < match.end()), None)
            if other is not None:
                note(f"stances/{rule.name}", marked.span(first, last + 1), f"“{other.rule.name}” takes the same words")
                continue
            holder = match.span("h") if "h" in match.re.groupindex and match["h"] else None
            if rule.holder == "noun" and _acts(marked, match, rule):
                continue
            none = takes_none(rule, marked, match.start())
            if none is not None:
                note(f"stances/{rule.name}", marked.span(first, last + 1), f"“{none.name}”: these words take no stance")
                continue
            stance = _after_negation(marked, first, rule)
            if stance:
                cues.append(Cue(rule, match.start(), match.end(), first, last, stance, holder))
            else:
                note(
                    f"stances/{rule.name}", marked.span(first, last + 1), "a “not” before it leaves no stance to record"
                )
    return sorted(cues, key=lambda cue: cue.start)


def _acts(marked: Marked, match: re.Match[str], rule: Rule) -> bool:
    """Whether whoever stands before the noun of a match acts and does not own it: "the rebels call for", unlike "the
    rebels ' call for"; "both sides" own nothing that could be told of each.
    """
    if match.start("h") != match.start():
        return False
    at = marked.item_at(match.end("h") - 1)
    owner, follows = marked.items[at].phrase, marked.items[at + 1].word
    if owner is None or owner.group == "pair":
        return True
    between = marked.items[at + 1 : marked.item_at(match.end() - 1) - 1]
    if rule.name != "position-that" and any(item.word in OWNED for item in between):
        return True  # "@a 's plan calls for"
    return owner.speaks and follows not in _OWNING and (follows in ALSO_VERBS or not NOUN_FOLLOWS.match(follows))


def _after_negation(marked: Marked, first: int, rule: Rule) -> str | None:
    if rule.holder in NOUNS:  # "did not answer @a 's offer" takes nothing from the offer
        return rule.value
    words = [item.word for item in marked.items[max(0, first - 3) : first]]
    if _NEGATIONS.isdisjoint(words) or rule.name in _WITH_THEIR_OWN:
        return rule.value
    if rule.name == "ready-to":
        return "rejects"  # "neither side is willing to yield"
    return _NEGATED.get(rule.value)
