"""How far the words of a position reach: from its holder to where the next clause, the next holder or the
attribution begins.
"""

from dataclasses import dataclass, replace

from negotiations.extraction.clauses_around import (
    DANGLING,
    RELATIVE_ENDS,
    clause_start,
    in_relative,
    is_object,
    names_a_point,
    relative_of_object,
    without_open_mark,
)
from negotiations.extraction.holders import Holder, find_holder
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules import words as w
from negotiations.extraction.stances import Cue, find_cues

# Cues that only introduce what is wanted: a cue inside their words says how it is wanted.
_INTRODUCES = frozenset(
    {"insists", "maintains-that", "position-that", "demands", "agrees", "must", "wants", "important-to"}
)

# Cues that only say it with force: "insists that it will stay committed" is what the rest says.
_ASSERTS = frozenset({"insists", "maintains-that", "position-that"})

_CLAUSE_ENDS = (
    " ; ",
    " , despite ",
    " despite ",
    " in order to ",
    ' " in order to ',
    " , but ",
    " , while ",
    " , and that ",
    " , and this ",
    " , with ",
    " and that ",
    " , although ",
    " , whereas ",
    " but ",
    " , though ",
    " , accusing ",
    " , citing ",
    " , blaming ",
)

_LEADS_IN = w.AUXILIARIES | w.ADVERBS

# Between one stance and the next.
_LEADS_TO_NEXT = frozenset("and , have has also they it had the but he will while".split())


@dataclass(frozen=True, slots=True)
class Reached:
    """A cue with its holder, the stretch of items that bears it out, and whether the holder is said to say so."""

    cue: Cue
    holder: Holder
    first: int
    last: int
    of_their_own: bool


def reach(reading: Reading, marked: Marked, number: int) -> list[Reached]:
    """The cues of a sentence that have holders, each with its stretch, those inside another's words left out."""
    heads: list[tuple[Cue, Holder]] = []
    for cue in find_cues(marked, reading.note):
        holder = find_holder(reading, marked, number, cue)
        why = _why_no_stance(marked, cue, holder)
        if holder is None or why:
            reading.note(f"stances/{cue.rule.name}", marked.span(cue.first, cue.last + 1), why)
            continue
        if heads and _is_denied(marked, heads[-1][0], cue):
            reading.note(f"stances/{cue.rule.name}", marked.span(cue.first, cue.last + 1), "it is what is denied")
            continue
        if heads and _belongs(marked, heads[-1], cue, holder):
            outer = heads[-1][0]
            own = cue.rule.holder == "subject" and outer.rule.name in _ASSERTS and cue.stance != "demands"
            if own or (cue.stance == "rejects" and outer.rule.name in _INTRODUCES and outer.rule.value == "demands"):
                heads[-1] = (replace(outer, stance=cue.stance), heads[-1][1])
            why = f"it only says more of “{outer.rule.name}” before it"
            reading.note(f"stances/{cue.rule.name}", marked.span(cue.first, cue.last + 1), why)
            continue
        heads.append((cue, holder))
    firsts = [
        _own_first(marked, heads[:i], cue, holder, _first(reading, marked, number, cue, holder))
        for i, (cue, holder) in enumerate(heads)
    ]
    out = []
    for i, (cue, holder) in enumerate(heads):
        last = _last(reading, marked, number, cue, heads[i + 1 :], firsts[i + 1 :])
        if relative_of_object(marked, cue, holder) is not None:
            last = cue.last + 1
        last = without_open_mark(marked, cue, firsts[i], last)
        out.append(Reached(cue, holder, firsts[i], last, _says_so(reading, marked, number, cue, holder)))
    return out


def _says_so(reading: Reading, marked: Marked, number: int, cue: Cue, holder: Holder) -> bool:
    """Whether the holder is who tells it, and neither the article nor another."""
    here = marked.items[cue.first].start, marked.items[cue.last].end
    return holder.attribution != "claimed-by-other" and bool(reading.voices.claims_over(number, *here))


def _own_first(marked: Marked, earlier: list[tuple[Cue, Holder]], cue: Cue, holder: Holder, first: int) -> int:
    """Where the words begin, but not before those of an earlier stance of the same holder: "A accepted the truce and
    rejected elections" bears out two stances, each in its own words.
    """
    same = [other.last for other, its in earlier if {r.id for r in its.refs} & {r.id for r in holder.refs}]
    if not same or first > same[-1] or cue.first <= same[-1]:
        return first
    begins = cue.first
    while begins - 1 > same[-1] and marked.items[begins - 1].word in _LEADS_IN:
        begins -= 1
    return begins


def _why_no_stance(marked: Marked, cue: Cue, holder: Holder | None) -> str:
    """Why a cue takes no stance, as a clause; empty where it does."""
    if holder is None:
        return "no actor is named who could hold it"
    if _conditional(marked, cue) or ("should" in marked.string and _supposed(marked, cue)):
        return "it stands in a condition"
    return "it only says which one is meant" if _describes(marked, cue, holder) else ""


def _describes(marked: Marked, cue: Cue, holder: Holder) -> bool:
    """ "The plan that A put forward": the clause only says which plan is meant."""
    if holder.at is None or holder.at == 0 or cue.rule.value not in {"proposes", "accepts", "supports", "demands"}:
        return False
    after = marked.items[cue.last + 1].word if cue.last + 1 < len(marked.items) else "."
    return marked.items[holder.at - 1].word in {"that", "which", "what"} and after in {
        ".",
        ",",
        "on",
        "in",
        "is",
        "was",
        "are",
        "has",
        "falls",
        ";",
    }


def _conditional(marked: Marked, cue: Cue) -> bool:
    """ "if A agrees to stop": what stands behind an "if", an "unless" or an "until" is the condition, no position."""
    before = marked.items[max(0, cue.first - 9) : cue.first]
    words = [item.word for item in before]
    for i in range(len(words) - 1, -1, -1):
        if words[i] in {"if", "unless", "until", "once", "whether"}:
            return True
        if words[i] == "before" and _to_come(marked, cue):
            return True
        if words[i] in {",", ";", "that", "said", "says", '"'}:
            return False
    return False


def _supposed(marked: Marked, cue: Cue) -> bool:
    """ "Should A refuse to sign": a condition told by the order of its words."""
    for i in range(cue.first - 1, max(-1, cue.first - 6), -1):
        if marked.items[i].word == "should" and marked.items[i + 1].word not in {"not", "be"}:
            return i == 0 or marked.items[i - 1].word in {",", '"', "that", "and"}
    return False


def _to_come(marked: Marked, cue: Cue) -> bool:
    """Whether the verb of a cue is in the present: "before both sides sign" tells of no stance taken."""
    verb = marked.items[cue.first].word
    return cue.rule.holder == "subject" and verb in _PRESENT


_PRESENT = frozenset("sign signs agree agrees accept accepts approve approves commit commits ratify ratifies".split())


# "A demands that B commit to a truce": B takes no stance by it.
_ASKS = frozenset(
    "insists demands no-longer drops-demand calls-on urges asks wants presses maintains-that demand-of".split()
)
# "A rejected the plan, saying B must leave": what is said then is a stance of its own.
_SAYING = frozenset({"saying", "adding", "insisting", "arguing"})
# Behind one of these another says something else.
_CONTRASTS = frozenset({"while", "whereas", "although", "but", ";"})


def _bare_verb(marked: Marked, cue: Cue) -> bool:
    word = marked.items[cue.first].word
    return (
        cue.rule.holder == "subject"
        and not word.endswith(("s", "ed"))
        and word not in {"will", "would", "may", "might", "could", "told", "put"}
    )


def _is_denied(marked: Marked, outer: Cue, cue: Cue) -> bool:
    """ "A denied that it had agreed": what is denied is no stance."""
    between = {item.word for item in marked.items[outer.last + 1 : cue.first]}
    return outer.rule.value == "denies" and not between & {"and", "but", ";", "while"}


def _belongs(marked: Marked, outer: tuple[Cue, Holder], cue: Cue, holder: Holder) -> bool:
    """Whether a cue only says more of the one before it, by the same holder."""
    of_its_own = marked.items[cue.first].word.endswith("ing") and holder.at == cue.first - 1
    contrast = any(item.word in _CONTRASTS for item in marked.items[outer[0].last + 1 : cue.first])
    if outer[0].rule.name in _ASKS and _bare_verb(marked, cue) and not of_its_own and not contrast:
        return True
    if {r.id for r in outer[1].refs} != {r.id for r in holder.refs}:
        return cue.first - outer[0].last <= 1 and holder.at is None
    if cue.rule.holder == "source":
        said_anew = any(item.word in _SAYING for item in marked.items[outer[0].last + 1 : cue.first])
        return not said_anew or outer[0].stance == cue.stance
    between = [item.word for item in marked.items[outer[0].last + 1 : cue.first]]
    if holder.at is not None and holder.at > outer[0].last:
        return False
    return not any(word in {"and", "but", ",", ";", '"'} for word in between) or len(between) <= 1


def _first(reading: Reading, marked: Marked, number: int, cue: Cue, holder: Holder) -> int:
    """Where the words begin: with the clause of a passive, at the holder if he stands near, else at the cue."""
    if cue.rule.holder == "agent":
        return clause_start(marked, cue.first)
    if holder.at is not None and holder.at <= cue.first and cue.first - holder.at <= 18:
        return holder.at - 1 if holder.at and marked.items[holder.at - 1].word == "neither" else holder.at
    if holder.at is None and cue.rule.holder == "subject":
        for claim in reading.voices.claims_over(number, marked.items[cue.first].start, marked.items[cue.last].end)[:1]:
            for start, _ in claim.source:
                at = next(
                    (i for i, item in enumerate(marked.items[: cue.first]) if item.start <= start < item.end), None
                )
                if at is not None and cue.first - at <= 12:
                    return at
    if cue.rule.holder == "source" or holder.at is None:
        return clause_start(marked, cue.first)
    return cue.first


def _last(
    reading: Reading, marked: Marked, number: int, cue: Cue, later: list[tuple[Cue, Holder]], firsts: list[int]
) -> int:
    """The index behind the last word of the position: where the next one, another clause or the attribution begins."""
    end = len(marked.string)
    for mark in _CLAUSE_ENDS:
        at = marked.string.find(mark, cue.end)
        if at >= 0 and "in order to" in mark and not names_a_point(reading, marked, cue, at):
            continue  # it is what for that says on what
        if at >= 0 and not marked.string.startswith("only ", at + len(mark)):
            end = min(end, at)
    aside = RELATIVE_ENDS.search(marked.string, cue.end, end) if in_relative(marked, cue) else None
    last = marked.item_at(max(cue.end, aside.start() if aside else end) - 1) + 1
    for following, holder in later[:1]:
        if is_object(marked, cue, following, holder):
            continue
        stop = holder.at if holder.at is not None and holder.at > cue.last else following.first
        stop = min(stop, firsts[0]) if firsts[0] > cue.last else stop
        while stop > cue.last + 1 and marked.items[stop - 1].word in _LEADS_TO_NEXT:
            stop -= 1
        last = min(last, max(stop, cue.last + 1))
    here = marked.items[cue.last].end
    for claim in reading.voices.claims_over(number, marked.items[cue.first].start, here)[:1]:
        for start, _ in (*claim.cue, *claim.source):
            if start > here:
                while last > cue.last + 1 and marked.items[last - 1].start >= start:
                    last -= 1
    while last > cue.last + 1 and marked.items[last - 1].word in DANGLING:
        last -= 1
    return last
