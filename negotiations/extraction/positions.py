"""Positions: who takes which stance on which issue, on what condition, in which words."""

from dataclasses import dataclass, replace

from negotiations.extraction.conditions import WAITING, Found, find_conditions
from negotiations.extraction.findings import ConditionFinding, PositionFinding, Span
from negotiations.extraction.holders import Holder, find_holder
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.modality import modality_of
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.stances import Cue, find_cues

# Cues that only introduce what is wanted: a cue inside their words says how it is wanted.
_INTRODUCES = frozenset(
    {"insists", "maintains-that", "position-that", "demands", "agrees", "must", "wants", "important-to"}
)
# For these the deal itself is the object, whatever else it is about.
_ON_THE_DEAL = frozenset({"accepts", "rejects", "supports", "open", "accepts-conditionally"})
_CLAUSE_ENDS = (
    " ; ",
    " , despite ",
    " despite ",
    " , but ",
    " , while ",
    " , and that ",
    " , although ",
    " , whereas ",
    " but ",
    " , though ",
)


_DANGLING = frozenset(
    {
        ".",
        ",",
        ";",
        ":",
        "—",
        "-",
        "and",
        "but",
        "that",
        "which",
        "what",
        "from",
        "since",
        "because",
        "while",
        "of",
        "to",
        "is",
        "has",
        "had",
    }
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A cue with its holder and the stretch of items that bears it out."""

    cue: Cue
    holder: Holder
    first: int
    last: int


def find_positions(reading: Reading) -> list[PositionFinding]:
    """All positions of a text in order. The same holder, stance and words are never found twice."""
    found: list[PositionFinding] = []
    for number, marked in enumerate(reading.marked):
        for reached in _reached(reading, marked, number):
            found.extend(_positions(reading, marked, number, reached))
    return _merged(found)


def _reached(reading: Reading, marked: Marked, number: int) -> list[Reached]:
    """The cues of a sentence that have holders, each with its stretch, those inside another's words left out."""
    heads: list[tuple[Cue, Holder]] = []
    for cue in find_cues(marked):
        holder = find_holder(reading, marked, number, cue)
        if holder is None or _conditional(marked, cue) or _describes(marked, cue, holder):
            continue
        if heads and _belongs(marked, heads[-1], cue, holder):
            outer = heads[-1][0]
            if outer.rule.name in _INTRODUCES and cue.stance == "rejects" and outer.rule.value == "demands":
                heads[-1] = (replace(outer, stance="rejects"), heads[-1][1])
            continue
        heads.append((cue, holder))
    return [
        Reached(
            cue,
            holder,
            _first(reading, marked, number, cue, holder),
            _last(reading, marked, number, cue, heads[i + 1 :]),
        )
        for i, (cue, holder) in enumerate(heads)
    ]


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
        if words[i] in {",", ";", "that", "said", "says", '"'}:
            return False
    return False


# "A demands that B commit to a truce": B takes no stance by it.
_ASKS = frozenset(
    {
        "insists",
        "demands",
        "no-longer",
        "drops-demand",
        "calls-on",
        "urges",
        "asks",
        "wants",
        "presses",
        "maintains-that",
        "demand-of",
    }
)


def _bare_verb(marked: Marked, cue: Cue) -> bool:
    word = marked.items[cue.first].word
    return (
        cue.rule.holder == "subject"
        and not word.endswith(("s", "ed"))
        and word not in {"will", "would", "may", "might", "could", "told", "put"}
    )


def _belongs(marked: Marked, outer: tuple[Cue, Holder], cue: Cue, holder: Holder) -> bool:
    """Whether a cue only says more of the one before it, by the same holder."""
    if outer[0].rule.name in _ASKS and _bare_verb(marked, cue):
        return True
    if {r.id for r in outer[1].refs} != {r.id for r in holder.refs}:
        return cue.first - outer[0].last <= 1 and holder.at is None
    if cue.rule.holder == "source":
        return True
    between = [item.word for item in marked.items[outer[0].last + 1 : cue.first]]
    if holder.at is not None and holder.at > outer[0].last:
        return False
    return not any(word in {"and", "but", ",", ";", '"'} for word in between) or len(between) <= 1


def _first(reading: Reading, marked: Marked, number: int, cue: Cue, holder: Holder) -> int:
    """Where the words begin: at the holder if he stands near, else at the cue, in both cases without a word before."""
    if holder.at is not None and holder.at <= cue.first and cue.first - holder.at <= 18:
        return holder.at
    if holder.at is None and cue.rule.holder == "subject":
        for claim in reading.voices.claims_over(number, marked.items[cue.first].start, marked.items[cue.last].end)[:1]:
            for start, _ in claim.source:
                at = next(
                    (i for i, item in enumerate(marked.items[: cue.first]) if item.start <= start < item.end), None
                )
                if at is not None and cue.first - at <= 12:
                    return at
    if cue.rule.holder == "source" or holder.at is None:
        return _clause_start(marked, cue.first)
    return cue.first


def _clause_start(marked: Marked, at: int) -> int:
    k = at
    while (
        k > 0
        and marked.items[k - 1].word not in {",", ";", '"', "that", ":", "but", "said", "says", "—"}
        and at - k < 25
    ):
        k -= 1
    return k


def _last(reading: Reading, marked: Marked, number: int, cue: Cue, later: list[tuple[Cue, Holder]]) -> int:
    """The index behind the last word of the position: where the next one, another clause or the attribution begins."""
    end = len(marked.string)
    for mark in _CLAUSE_ENDS:
        at = marked.string.find(mark, cue.end)
        if at >= 0:
            end = min(end, at)
    last = marked.item_at(max(cue.end, end) - 1) + 1
    for following, holder in later[:1]:
        stop = holder.at if holder.at is not None and holder.at > cue.last else following.first
        while stop > cue.last + 1 and marked.items[stop - 1].word in {
            "and",
            ",",
            "have",
            "has",
            "also",
            "they",
            "it",
            "had",
            "the",
            "but",
            "he",
            "will",
        }:
            stop -= 1
        last = min(last, max(stop, cue.last + 1))
    here = marked.items[cue.last].end
    for claim in reading.voices.claims_over(number, marked.items[cue.first].start, here)[:1]:
        for start, _ in (*claim.cue, *claim.source):
            if start > here:
                while last > cue.last + 1 and marked.items[last - 1].start >= start:
                    last -= 1
    while last > cue.last + 1 and marked.items[last - 1].word in _DANGLING:
        last -= 1
    return last


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
            (marked.items[_clause_start(marked, reached.first)].start, evidence[1]),
            conditions,
            stance,
            evidence[1],
        )
    if not codes:
        codes = _bare_object(reading, marked, number, reached)
    if not codes and cue.rule.confidence >= _SURE:
        codes = _topic(reading, marked, number)
    if not codes:
        return []
    modality = modality_of(reading, marked, cue, reached.first, reached.last)
    if modality == "negated":
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
    """The issues of a position: those in its words but not in what it waits for; the deal and the talks where nothing else is."""
    waits = [found.whole for found in conditions]
    mentions = [m for m in reading.issues_between(*span) if not any(s <= m.start < e for s, e in waits)]
    codes = list(dict.fromkeys(reading.top(m.code) for m in mentions))
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
    r"(?:the (?:charges?|allegations?|accusations?|claims?|reports?|decision|move|measure|step|idea|demands?|call|calls|same|suggestion)|it|this|that|so|them)"
)


def _bare_object(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """ "rejects it", "denies the charge", "would not sign": what the sentence before was about, or else the deal."""
    said = marked.string[marked.offsets[reached.cue.first] : _end(marked, reached.last)]
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
