"""Verbs by which their subject does nothing of its own: what is wished or expected of it, what is on the calendar."""

import re

from negotiations.extraction.holder_signs import BASE_FORMS
from negotiations.extraction.phrases import Marked
from negotiations.extraction.stances import Cue
from negotiations.extraction.subjects import Subject


def is_wished_for(marked: Marked, cue: Cue, subject: Subject) -> bool:
    """ "That A commit to a truce": one actor with a verb without its ending is what somebody wishes, no act."""
    phrase = marked.items[subject.items[0]].phrase
    if len(subject.items) != 1 or phrase is None or phrase.group or len(phrase.refs) != 1 or cue.first == 0:
        return False
    plural = bool(phrase.head) and str(phrase.head).endswith("s")
    return (
        marked.items[cue.first].word in BASE_FORMS
        and not plural
        and cue.first - 1 == subject.items[0]
        and cue.first > 1
    )


# What the article itself says will be held or opened is on the calendar, and nobody's word.
_ON_TERMS = re.compile(r"\b(?:only|if|unless|as long as|so long as|provided)\b")
_SCHEDULED = frozenset({"hold", "open", "start", "begin", "meet"})


def is_schedule(marked: Marked, cue: Cue) -> bool:
    """Whether "will" or "would" only tells what comes; "would" on terms named in its clause is a word given."""
    if marked.items[cue.first].word == "would":
        begin, end = marked.string.rfind(";", 0, cue.start) + 1, marked.string.find(";", cue.end)
        return not _ON_TERMS.search(marked.string[begin : end if end > 0 else None])
    return marked.items[cue.last].word in _SCHEDULED


_AWAITED = frozenset(
    """assurances assurance guarantees guarantee demand demands condition conditions insistence hope hopes fear fears
    expectation""".split()  # one expression
)


# What somebody is hoped to keep to, he holds.
_HELD = frozenset({"holds-to-refusal", "holds-to-demand"})


def _is_to_come(marked: Marked, cue: Cue, subject: Subject) -> bool:
    """Whether what the subject does is only to come: "A will sign", "A would not reject"."""
    first = subject.items[-1] if subject.items else cue.first
    return not _TO_COME.isdisjoint(item.word for item in marked.items[first : cue.first + 1])


_TO_COME = frozenset({"will", "would", "can", "could", "may", "might"})


def is_awaited(marked: Marked, cue: Cue, subject: Subject) -> bool:
    """ "Assurances that A will respect", "hoped that this time A would": what is wanted of A, no word of A."""
    if not _is_to_come(marked, cue, subject) or cue.rule.name in _HELD:
        return False
    k = subject.items[0] - 1 if subject.items else 0
    while k > 1 and marked.items[k].word in {"the", "both", "this", "time", '"'}:
        k -= 1
    if k > 0 and marked.items[k].word == "that":
        k -= 1
        return marked.items[k].word in _AWAITED | _WISHES
    return k >= 0 and marked.items[k].word in _WISHES


_WISHES = frozenset(
    "hope hopes hoped hoping expect expects expected expecting fear fears feared doubt doubts doubted".split()
)
