"""Positions: who takes which stance on which issue, on what condition, in which words."""

import re
from dataclasses import replace

from negotiations.extraction.conditions import WAITING, Found, find_conditions
from negotiations.extraction.findings import ConditionFinding, PositionFinding, Span
from negotiations.extraction.holders import Holder
from negotiations.extraction.issues import GENERAL, IssueMention
from negotiations.extraction.modality import day_of, modality_of
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.stances import Cue
from negotiations.extraction.stretches import Reached, clause_start, reach

# For these the deal itself is the object, whatever else it is about.
_ON_THE_DEAL = frozenset({"accepts", "rejects", "supports", "open", "accepts-conditionally"})


def find_positions(reading: Reading) -> list[PositionFinding]:
    """All positions of a text in order. The same holder, stance and words are never found twice."""
    found: list[PositionFinding] = []
    for number, marked in enumerate(reading.marked):
        for reached in reach(reading, marked, number):
            found.extend(_positions(reading, marked, number, reached))
    return _merged(found)


def _positions(reading: Reading, marked: Marked, number: int, reached: Reached) -> list[PositionFinding]:
    cue, holder = reached.cue, reached.holder
    start, end = marked.offsets[reached.first], _end(marked, reached.last)
    conditions = find_conditions(reading, marked, start, end)
    stance = _with_conditions(cue, conditions)
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
    if not codes:
        codes = _bare_object(reading, marked, number, reached)
    if not codes and cue.rule.confidence >= _SURE:
        codes = _topic(reading, marked, number)
    if not codes:
        reading.note(f"stances/{cue.rule.name}", evidence, "neither its words nor those around it name an issue")
        return []
    modality = modality_of(reading, marked, number, cue, reached.first, reached.last)
    if modality == "negated":
        reading.note(f"stances/{cue.rule.name}", evidence, "the text says that it is not so")
        return []
    attribution = "denied" if stance == "denies" else holder.attribution
    if attribution in {"reported", "anonymous"} and _quoted(reading, evidence):
        attribution = "quoted"
    conditions_found: tuple[ConditionFinding, ...] = tuple(found.condition for found in conditions)
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


def _end(marked: Marked, last: int) -> int:
    return marked.offsets[last - 1] + len(marked.items[last - 1].word)


def _with_conditions(cue: Cue, conditions: list[Found]) -> str:
    names = {found.rule for found in conditions}
    may_wait = cue.stance in {"rejects", "accepts", "open", "supports", "proposes"}
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
    waits = [found.whole for found in conditions]
    mentions = [m for m in reading.issues_between(*span) if not any(s <= m.start < e for s, e in waits)]
    codes = list(dict.fromkeys(code for m in mentions for code in _up_the_tree(reading, m)))
    substance = [code for code in codes if code not in GENERAL]
    near = [m for m in mentions if m.start >= cue_end - 12 and m.start - cue_end < 45]
    first = reading.top(near[0].code) if near else None
    if first == "talks" and not asks and not any(m.start == near[0].start and m.code not in GENERAL for m in near):
        return ("talks",)
    if substance:
        if first == "agreement" and stance in _ON_THE_DEAL:
            return ("agreement", *substance)
        return tuple(substance)
    if "agreement" in codes:
        return ("agreement",)
    return tuple(codes[:1])


def _up_the_tree(reading: Reading, mention: IssueMention) -> tuple[str, ...]:
    """The code at the top of the tree and the one named itself. "A phased truce" is a truce: how it comes is a point
    of its own only where the phases are spoken of.
    """
    top = reading.top(mention.code)
    words = reading.text.source[mention.start : mention.end].lower()
    return (top,) if _PHASED.search(words) else tuple(dict.fromkeys((top, mention.code)))


_PHASED = re.compile(r"\bphased\b")
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
    r"(?:the (?:charges?|allegations?|accusations?|claims?|reports?|decision|move|measure|step|idea|demands?|call|calls|same|suggestion)|it|this|that|so|them)"  # noqa: E501  # a pattern is not broken in its middle
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
    if len(words) <= 6 and any(
        word in {"it", "sign", "this", "them", "changes", "terms", "same", "so"} for word in words
    ):
        return ("agreement",)
    if any(
        word in {"sign", "changes", "terms", "concessions", "response", "reply", "answer", "amendments"}
        for word in words
    ):
        return ("agreement",)
    return ()


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
