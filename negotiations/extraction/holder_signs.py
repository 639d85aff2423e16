"""Signs around a cue that decide whose stance it is, or that it is nobody's."""

import re
from collections.abc import Sequence

from negotiations.extraction.phrases import Marked, Phrase, Ref
from negotiations.extraction.rules import words as w

# "A must commit": what follows is asked of A; A takes no stance.
OBLIGES = frozenset({"must", "should", "ought"})
# Verbs without their ending, as they stand behind "must" and in what is wished.
BASE_FORMS = frozenset(
    {"commit", "agree", "accept", "sign", "support", "reject", "abide", "adopt", "approve", "pledge"}
)
# What a speaker calls the state that he speaks for.
LANDS = frozenset({"country", "kingdom", "republic", "island"})
# Whom a speaker means by these, with no name to them, is his own side: of a state, and of a group.
_OF_A_STATE = frozenset(
    "officials authorities troops soldiers forces army government negotiators delegates cabinet".split()
)
_OF_A_GROUP = frozenset(
    "movement group party fighters organisation organization faction front delegates negotiators".split()
)
_OF_A_CHURCH = frozenset({"bishops", "church", "clergy", "churches"})
_SAYS = frozenset({"says", "said", "adds", "added", "that"})
# So many words may stand between what somebody is obliged to and what he is obliged to as well.
_OBLIGED_TOO = 9
# A mediator who breaks off a session gives up nothing; one who gives up his part does.
_OF_THEIR_OWN = re.compile(r"\b(?:its|their|his|her|mediation|involvement|participation)\b")
_A_TEXT = re.compile(
    r"^(?:[\w'-]+ ){0,3}(?:, )?(?:the|this|that|a|an) (?:[\w-]+ ){0,2}?"
    r"(?:communiqu\w+|statement|document|plan|proposal|agreement|deal|resolution|accord|draft|text|report|declaration)"
    r" (?:also |would |will |has )?(?:\w+s|\w+ed|be|have|leave|give|require) "
)


def obliged(marked: Marked, at: int) -> bool:
    """Whether the verb at an item is what somebody must do: "A must leave", "A must speak plainly and be committed"."""
    items = marked.items
    if at and items[at - 1].word in OBLIGES:
        return True
    if at < len("AB") or items[at - 1].word != "and" or items[at].word not in BASE_FORMS | {"be", "remain", "stay"}:
        return False
    for k in range(at - 2, max(-1, at - 2 - _OBLIGED_TOO), -1):
        if items[k].phrase is not None or items[k].word in {",", ";", "that"}:
            return False
        if items[k].word in OBLIGES:
            return True
    return False


def speaker_of_a_land(marked: Marked, at: int) -> Phrase | None:
    """Who says what "the country" does at an item: "A's spokesman says the country welcomes it"."""
    items = marked.items
    k = next((k for k in range(at - 1, 1, -1) if items[k].word in LANDS), 0) - 2
    while k > 0 and items[k].word in _SAYS:
        k -= 1
    return items[k].phrase if k >= 0 and items[k + 1].word in _SAYS else None


def speaks_of_us(marked: Marked) -> bool:
    """Whether a sentence that speaks of "them" speaks of "us" as well."""
    return any(f" {word} " in marked.string for word in ("us", "our"))


def is_own_side(word: str, speakers: Sequence[Ref]) -> bool:
    """Whether a noun without a name is of the speakers' own side: "A's envoy said officials would free the men"."""
    if any(ref.kind == "state" for ref in speakers):
        return word in _OF_A_STATE
    return word in (_OF_A_CHURCH if any("Church" in ref.name for ref in speakers) else _OF_A_GROUP)


def tells_of_a_text(marked: Marked) -> bool:
    """Whether a sentence tells what a text says ("the plan lifts the siege"), so that "it" in the next is the text."""
    return _A_TEXT.match(marked.string) is not None


def breaks_off_for_others(phrases: Sequence[Phrase], words: str) -> bool:
    """Whether it is a mediator who breaks off the talks of others."""
    return any(_mediates(phrase) for phrase in phrases) and not _OF_THEIR_OWN.search(words)


def _mediates(phrase: Phrase) -> bool:
    office = (phrase.title or "").lower().split()
    return phrase.head in w.MEDIATOR_HEADS or bool(office and office[-1] in w.MEDIATOR_HEADS)
