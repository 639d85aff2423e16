"""Where the clauses around a stance begin and end, and what in them is its object."""

import re

from negotiations.extraction.holders import Holder
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.stances import Cue

DANGLING = frozenset(". , ; : — - and but that which what from since because while of to is has had".split())


def clause_start(marked: Marked, at: int) -> int:
    k = at
    while (
        k > 0
        and marked.items[k - 1].word not in {",", ";", '"', "that", ":", "but", "said", "says", "—"}
        and at - k < 25
    ):
        k -= 1
    return k


# "The border, which A wants to reopen, has been closed": the main clause goes on with its verb.
RELATIVE_ENDS = re.compile(r" , (?:has|have|had|is|are|was|were|will|would|remains?) ")


# What may stand behind the verb of a clause that only says more of a noun ("a vote that A does not recognize").
_CLAUSE_OVER = frozenset(". , ; is are was were has have had will would can could must and but may".split())


def relative_of_object(marked: Marked, cue: Cue, holder: Holder) -> int | None:
    """The item of the "that" or "which" by which a clause says of a thing that the holder takes a stance on it; None
    where it does not.
    """
    if holder.at is None or cue.rule.holder != "subject" or not 0 < holder.at <= cue.first:
        return None
    at = holder.at - 2 if marked.items[holder.at - 1].word in {"the", "both"} else holder.at - 1
    following = marked.items[cue.last + 1].word if cue.last + 1 < len(marked.items) else "."
    if at < 1 or marked.items[at].word not in {"that", "which"} or following not in _CLAUSE_OVER:
        return None
    behind = marked.items[at - 2 if marked.items[at - 1].word == "," else at - 1]
    if behind.phrase is not None or behind.word in _SAID or not behind.word[-1:].isalpha():
        return None
    return at - 1 if marked.items[at - 1].word == "," else at


_SAID = frozenset("said says saying say believe believes insists insisted reported added so such".split())


def in_relative(marked: Marked, cue: Cue) -> bool:
    before = [item.word for item in marked.items[max(0, cue.first - 5) : cue.first]]
    return "which" in before or "whom" in before


# So few words may stand between a verb and the noun that is its object.
_FEW = 6
_NO_OBJECT = frozenset("and but , ; while that as after before when because saying by in on for with to".split())


def is_object(marked: Marked, cue: Cue, following: Cue, holder: Holder) -> bool:
    """Whether a cue is on what the next one names: "could not accept B's demand that …", "rejects the revised offer
    from B to …".
    """
    k = cue.last + 1
    between = marked.items[k : following.first]
    if following.holder is not None and holder.at is not None and holder.at > following.first:
        return len(between) < _FEW and all(item.phrase is None and item.word not in _NO_OBJECT for item in between)
    while k < len(marked.items) and marked.items[k].word in {"the", "a", "both"}:
        k += 1
    return holder.at == k and k + 1 < len(marked.items) and marked.items[k + 1].word in {"'s", "'"}


def names_a_point(reading: Reading, marked: Marked, cue: Cue, at: int) -> bool:
    """Whether the words from a cue up to a place in the marked string name an issue."""
    return bool(reading.issues_between(*marked.span(cue.first, marked.item_at(at) + 1)))


def without_open_mark(marked: Marked, cue: Cue, first: int, last: int) -> int:
    """The end of a stretch without a quotation mark that closes what was opened before it."""
    if marked.items[last - 1].word != '"' or sum(item.word == '"' for item in marked.items[first:last]) % 2 == 0:
        return last
    while last > cue.last + 1 and (marked.items[last - 1].word == '"' or marked.items[last - 1].word in DANGLING):
        last -= 1
    return last
