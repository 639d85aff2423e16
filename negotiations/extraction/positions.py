"""Positions: who takes which stance on which issue, on what condition, in which words."""

import re
from dataclasses import replace
from itertools import pairwise

from negotiations.extraction.asides import as_stances_read
from negotiations.extraction.conditions import WAITING, Found, conditions_of
from negotiations.extraction.findings import ConditionFinding, PositionFinding, Span
from negotiations.extraction.holders import Holder
from negotiations.extraction.issues import GENERAL, IssueMention
from negotiations.extraction.modality import day_of, modality_of
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.stances import Cue
from negotiations.extraction.stretches import Reached, clause_start, reach

_WITH_CHANGES = compile_pattern(r"with (?:\w+ )?(?:reservations?|changes|amendments|conditions|caveats|modifications)")
# For these the deal itself is the object, whatever else it is about.
_ON_THE_DEAL = frozenset({"accepts", "rejects", "supports", "open", "accepts-conditionally"})


def find_positions(reading: Reading) -> list[PositionFinding]:
    """All positions of a text in order. The same holder, stance and words are never found twice."""
    found: list[PositionFinding] = []
    for number, whole in enumerate(reading.marked):
        marked = as_stances_read(whole, reading.voices)
        for reached in reach(reading, marked, number):
            found.extend(_positions(reading, marked, number, reached))
    return _merged(found)


def _positions(reading: Reading, marked: Marked, number: int, reached: Reached) -> list[PositionFinding]:
    cue, holder = reached.cue, reached.holder
    conditions = conditions_of(reading, marked, number, (reached.first, reached.last), cue)
    stance = _with_conditions(marked, cue, conditions)
    evidence = marked.span(reached.first, reached.last)
    own = (marked.items[cue.first].start, evidence[1]) if reached.first <= cue.first else evidence
    if cue.rule.holder == "source":
        own = evidence
    codes = _codes(reading, own, conditions, stance, marked.items[cue.last].end, asks=cue.rule.holder == "source")
    if not codes and cue.rule.name != "null-and-void":
        codes = _codes(reading, evidence, conditions, stance, marked.items[cue.last].end)
    if not codes and cue.holder is not None:
        codes = _codes(
            reading,
            (marked.items[clause_start(marked, reached.first)].start, evidence[1]),
            conditions,
            stance,
            evidence[1],
        )
    if not codes and conditions and (cue.rule.name == "threatens" or cue.stance == "proposes"):
        codes = conditions[0].condition.issues
    if not codes:
        codes = _bare_object(reading, marked, number, reached)
    if not codes and cue.rule.name in _ON_WHAT_LIES_THERE:
        codes = _topic(reading, marked, number) or _before(reading, marked, number, reached) or ("talks",)
    if not codes and cue.rule.confidence >= _SURE:
        codes = _topic(reading, marked, number) or _before(reading, marked, number, reached)
        if not _points_back(marked, reached):  # a matter of its own that is no issue: at most the talks are meant
            codes = tuple(code for code in codes if code in GENERAL) if stance in _GOES_ALONG else ()
    if not codes:
        return []
    modality = modality_of(reading, marked, number, cue, reached.first, reached.last)
    if modality == "negated":
        return []
    attribution = "denied" if stance == "denies" else holder.attribution
    if attribution in {"reported", "anonymous"} and _quoted(reading, evidence):
        attribution = "quoted"
    conditions_found = tuple(_of_threat(found, cue) for found in conditions)
    return [
        PositionFinding(
            holder=ref.name,
            holder_key=ref.key,
            speaker=holder.speaker,
            attribution=attribution,
            stance=stance,
            issues=codes,
            modality=modality,
            conditions=conditions_found,
            proposal=None,
            evidence=(evidence,),
            rule=f"stances/{cue.rule.name}",
            confidence=_confidence(cue, holder, ref),
            said_on=day_of(reading, marked, cue, reached.first),
        )
        for ref in holder.refs
    ]


def _of_threat(found: Found, cue: Cue) -> ConditionFinding:
    """The condition; "unless" stands for itself in a threat, where it says how the threat is averted."""
    threat = cue.stance == "withdraws" or cue.rule.name == "threatens"
    return replace(found.condition, relation="unless") if threat and "unless" in found.rule else found.condition


def _end(marked: Marked, last: int) -> int:
    return marked.offsets[last - 1] + len(marked.items[last - 1].word)


def _with_conditions(marked: Marked, cue: Cue, conditions: list[Found]) -> str:
    names = {found.rule for found in conditions}
    may_wait = cue.stance in {"rejects", "accepts", "open", "supports", "proposes"}
    if cue.stance == "rejects" and names and names <= {"fronted-if"}:
        return "rejects"
    if cue.stance == "accepts" and marked.items[max(0, cue.first - 1)].word == "only":
        return "accepts-conditionally"
    if cue.stance == "accepts" and _WITH_CHANGES.search(marked.string, cue.end):
        return "accepts-conditionally"
    if may_wait and (names & WAITING or (cue.stance == "rejects" and "before" in names)):
        return "accepts-conditionally"
    if (
        cue.stance == "demands"
        and names & {"only-after", "unless", "until", "after"}
        and cue.rule.name in {"insists", "maintains-that", "position-that", "demand-of"}
    ):
        return "accepts-conditionally"
    return cue.stance


def _codes(
    reading: Reading, span: Span, conditions: list[Found], stance: str, cue_end: int, *, asks: bool = False
) -> tuple[str, ...]:
    """The issues of a position: those in its words but not in what it waits for; the deal and the talks where
    nothing else is.
    """
    waits = [found.condition.evidence[0] for found in conditions]
    mentions = [m for m in reading.issues_between(*span) if not any(s <= m.start < e for s, e in waits)]
    if stance == "withdraws":
        mentions = [m for m in mentions if m.code != "withdrawal" or m.start > span[0]] or mentions
    codes = list(dict.fromkeys(code for m in mentions for code in _up_the_tree(reading, m)))
    substance = [code for code in codes if code not in GENERAL]
    near = [m for m in mentions if m.start >= cue_end - 12 and m.start - cue_end < 45]
    first = reading.top(near[0].code) if near else None
    if first == "talks" and not asks and not any(m.start == near[0].start and m.code not in GENERAL for m in near):
        return ("talks",)
    if substance:
        if first == "agreement" and stance in _ON_THE_DEAL:
            return ("agreement", *substance)
        if near and _about_talks_on(reading, near):
            return ("talks", *substance)
        return tuple(substance)
    if "agreement" in codes:
        return ("talks",) if near and _offers_talks(reading, near) else ("agreement",)
    return tuple(codes[:1])


def _about_talks_on(reading: Reading, near: list[IssueMention]) -> bool:
    """ "Nuclear talks", "ceasefire talks": the talks are the object, and the point is what they are on."""
    return any(
        one.code not in GENERAL and reading.top(other.code) == "talks" and other.start == one.end + 1
        for one, other in pairwise(near)
    )


def _offers_talks(reading: Reading, near: list[IssueMention]) -> bool:
    """ "An offer of talks", "the plan for more negotiations": the talks are what is offered."""
    return any(
        one.code == "agreement"
        and reading.top(other.code) == "talks"
        and reading.text.source[one.end : other.start].split()[:1] in (["of"], ["for"])
        for one, other in pairwise(near)
    )


def _up_the_tree(reading: Reading, mention: IssueMention) -> tuple[str, ...]:
    """The code at the top of the tree and the one named itself. "A phased truce" is a truce: how it comes is a point
    of its own only where the phases are spoken of.
    """
    top = reading.top(mention.code)
    words = reading.text.source[mention.start : mention.end].lower()
    return (top,) if _PHASED.search(words) else tuple(dict.fromkeys((top, mention.code)))


_PHASED = re.compile(r"\bphased\b")
# A decision not taken, an answer put off: on what lies on the table.
_ON_WHAT_LIES_THERE = frozenset({"undecided", "no-decision", "delays-signing"})
# Only so clear a cue is recorded where its own words name no issue; it is then on what the paragraph is about.
_SURE = 0.75


def _topic(reading: Reading, marked: Marked, number: int) -> tuple[str, ...]:
    """What the paragraph was about before, or what the words before the cue are about; at the last the deal."""
    start = marked.sentence.start
    for back in range(number, max(-1, number - 3), -1):
        sentence = reading.marked[back].sentence
        if sentence.paragraph != marked.sentence.paragraph:
            break
        start = sentence.start
    found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(start, marked.sentence.end))
    substance = [code for code in found if code not in GENERAL]
    return tuple(substance[-1:]) or tuple(found)[:1]


_BACKWARD = compile_pattern(
    r"(?:the (?:charges?|allegations?|accusations?|claims?|reports?|decision|move|measure|step|idea|demands?|call|calls|same|suggestion)|(?<!that )(?:it|so|them)|this|one(?= (?:is|will|would|must) )|that(?= [.,;\"]|$))"  # noqa: E501  # a pattern is not broken in its middle
)


def _bare_object(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """ "rejects it", "denies the charge", "would not sign": what the sentence before was about, or else the deal."""
    said = marked.string[marked.offsets[reached.cue.first] : _end(marked, reached.last)]
    here = marked.items[reached.cue.first].start
    if "the same" in said:
        found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(marked.sentence.start, here))
        if found:
            return tuple(found)[-1:]
    before = reading.marked[number - 1].sentence if number else None
    if before is not None and _BACKWARD.search(" ".join(said.split()[: reached.cue.last - reached.cue.first + 5])):
        found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(before.start, before.end))
        substance = [code for code in found if code not in GENERAL]
        if substance or found:
            return tuple(substance[-2:]) or tuple(found)[:1]
    words = [item.word for item in marked.items[reached.cue.first : reached.last]]
    if (
        len(words) <= 6
        and "that" not in words
        and any(word in {"it", "sign", "this", "them", "changes", "terms", "same", "so"} for word in words)
    ):
        return ("agreement",)
    if any(
        word in {"sign", "changes", "terms", "concessions", "response", "reply", "answer", "amendments"}
        for word in words
    ):
        return ("agreement",)
    return ()


def _before(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """What the sentence before is about, whatever its paragraph, where the words take it up ("the decision", "it")."""
    words = [item.word for item in marked.items[reached.first : reached.last]]
    if reached.cue.rule.holder == "subject":
        words = words[max(0, reached.cue.last + 1 - reached.first) :]
    if not number or words[:1] == ["that"] or _POINTS_BACK.isdisjoint(words):
        return ()
    sentence = reading.marked[number - 1].sentence
    found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(sentence.start, sentence.end))
    return tuple(code for code in found if code not in GENERAL)[-1:] or tuple(found)[:1]


_GOES_ALONG = frozenset({"accepts", "supports", "open"})
_SHORT = 2
_LEADS_TO_WHEN = frozenset({"in", "at", "after", "before", "during", "as", "when", "by", "prior", "ahead"})
_POINTS_BACK = frozenset(
    """it this that these those them so such same demand demands call calls request appeal idea move step measure
    decision condition conditions point points issue issues""".split()  # one expression
)


def _points_back(marked: Marked, reached: Reached) -> bool:
    """Whether the words behind the cue name nothing of their own: they are few, or take up what was said."""
    words = [item.word for item in marked.items[reached.cue.last + 1 : reached.last]]
    if words[:1] == ["that"]:  # in "that it …" the pronoun is whoever speaks
        return not {"this", "these", "those"}.isdisjoint(words)
    bare = len(words) <= _SHORT or words[0] in _LEADS_TO_WHEN
    return bare or not _POINTS_BACK.isdisjoint(words)


def _quoted(reading: Reading, span: Span) -> bool:
    starts = reading.text
    return any(starts.in_quotation(at) for at in range(span[0], span[1], 12)) or starts.in_quotation(span[1] - 1)


def _confidence(cue: Cue, holder: Holder, ref: Ref) -> float:
    value = cue.rule.confidence
    if holder.at is None:
        value -= 0.1
    if ref.key is None:
        value -= 0.1
    return round(max(0.1, value), 2)


def _merged(found: list[PositionFinding]) -> list[PositionFinding]:
    """Without a second finding of the same holder and stance in overlapping words, its issues added to the first."""
    out: list[PositionFinding] = []
    for position in found:
        for i in range(len(out) - 1, max(-1, len(out) - 6), -1):
            other = out[i]
            same = (other.holder, other.stance) == (position.holder, position.stance)
            if (
                same
                and other.evidence[0][0] < position.evidence[0][1]
                and position.evidence[0][0] < other.evidence[0][1]
            ):
                span = (
                    min(other.evidence[0][0], position.evidence[0][0]),
                    max(other.evidence[0][1], position.evidence[0][1]),
                )
                issues = tuple(dict.fromkeys((*other.issues, *position.issues)))
                out[i] = replace(other, issues=issues, evidence=(span,))
                break
        else:
            out.append(position)
    return out
