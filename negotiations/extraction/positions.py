"""Positions: who takes which stance on which issue, on what condition, in which words."""

from dataclasses import replace

from negotiations.extraction.asides import as_stances_read
from negotiations.extraction.conditions import WAITING, Found, conditions_of
from negotiations.extraction.findings import ConditionFinding, PositionFinding, Span
from negotiations.extraction.holders import Holder
from negotiations.extraction.issues_of_the_whole import of_the_whole
from negotiations.extraction.modality import day_of, modality_of
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.position_issues import issues_of_position
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.stances import NOUNS, Cue
from negotiations.extraction.stretches import Reached, reach
from negotiations.extraction.taken_up import taken_up

# What these tell in the voice of the article is an event.
_OF_EVENTS = frozenset({"will-act", "signs", "decides-to-act"})
# By these somebody is told to have made a deal.
_MADE_IT = frozenset({"stances/signs", "stances/agrees", "stances/deal-that-they-reached", "stances/accepts"})
# What comes of a stance that is taken back.
_TURNS = {
    "rejects": "accepts",
    "withdraws": "accepts",
    "accepts-conditionally": "accepts",
    "accepts": "rejects",
    "supports": "rejects",
}
_WITH_CHANGES = Rare(
    compile_pattern(r"with (?:\w+ )?(?:reservations?|changes|amendments|conditions|caveats|modifications)")
)


def find_positions(reading: Reading) -> list[PositionFinding]:
    """All positions of a text in order. The same holder, stance and words are never found twice."""
    found: list[PositionFinding] = []
    for number, whole in enumerate(reading.marked):
        marked = as_stances_read(whole, reading.voices)
        for reached in reach(reading, marked, number):
            new = _positions(reading, marked, number, reached, found)
            if reached.cue.rule.name == "reverses-it":
                found += _turned(new, found)
            elif reached.cue.rule.name == "the-deal-says":
                found += _of_signatories(new, found)
            else:
                found += _not_told(reading, reached, new, found)
    return _merged(found)


def _positions(
    reading: Reading, marked: Marked, number: int, reached: Reached, before: list[PositionFinding]
) -> list[PositionFinding]:
    cue, holder = reached.cue, reached.holder
    conditions = conditions_of(reading, marked, number, (reached.first, reached.last), cue)
    stance = _with_conditions(marked, cue, conditions)
    evidence = marked.span(reached.first, reached.last)
    named = taken_up(marked, reached, before) or issues_of_position(
        reading, marked, number, reached, stance, conditions
    )
    codes = named or of_the_whole(reading, marked, number, reached)
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
            confidence=_confidence(cue, holder, ref, named=bool(named)),
            said_on=day_of(reading, marked, cue, reached.first),
        )
        for ref in holder.refs
    ]


def _not_told(
    reading: Reading, reached: Reached, new: list[PositionFinding], before: list[PositionFinding]
) -> list[PositionFinding]:
    """The new positions without those that only take up what was told before of the same holder: by a noun that names
    the stance ("A's offer of talks"), or by telling the same event again ("A will sign the truce on Friday").
    """
    rule = reached.cue.rule
    if rule.holder not in NOUNS and (rule.name not in _OF_EVENTS or reached.of_their_own):
        return new
    out = []
    for position in new:
        same = [p for p in before if (p.holder, p.stance) == (position.holder, position.stance)]
        if any(not set(p.issues).isdisjoint(position.issues) for p in same):
            reading.note(position.rule, position.evidence[0], "it takes up what was told before")
        else:
            out.append(position)
    return out


def _turned(new: list[PositionFinding], before: list[PositionFinding]) -> list[PositionFinding]:
    """What "A has reversed that decision" comes to: a yes to what A last refused or left, a no to what A last accepted,
    on the same issues; nothing where no decision of A was told.
    """
    out = []
    for position in new:
        last = next((p for p in reversed(before) if p.holder == position.holder), None)
        if last is not None and last.stance in _TURNS:
            out.append(replace(position, stance=_TURNS[last.stance], issues=last.issues))
    return out


def _of_signatories(new: list[PositionFinding], before: list[PositionFinding]) -> list[PositionFinding]:
    """What "the deal calls for" binds those who are told to have made one; nothing where not all have."""
    signed = {p.holder for p in before if p.rule in _MADE_IT and p.modality == "actual"}
    return new if {p.holder for p in new} <= signed else []


def _of_threat(found: Found, cue: Cue) -> ConditionFinding:
    """The condition; "unless" stands for itself in a threat, where it says how the threat is averted."""
    threat = cue.stance == "withdraws" or cue.rule.name == "threatens"
    return replace(found.condition, relation="unless") if threat and "unless" in found.rule else found.condition


def _with_conditions(marked: Marked, cue: Cue, conditions: list[Found]) -> str:
    names = {found.rule for found in conditions}
    if cue.rule.name == "vows-to-fight-on" and names & {"until", "unless"}:
        return "demands"  # what it fights for
    may_wait = cue.stance in {"rejects", "accepts", "open", "supports", "proposes"}
    if cue.stance == "rejects" and names and names <= {"fronted-if"}:
        return "rejects"
    if cue.stance == "accepts" and marked.items[max(0, cue.first - 1)].word == "only":
        return "accepts-conditionally"
    if cue.stance in {"accepts", "open"} and names & _IN_RETURN and _is_to_come(marked, cue):
        return "accepts-conditionally"
    if cue.stance == "accepts" and _WITH_CHANGES.search(marked.string, cue.end):
        return "accepts-conditionally"
    if may_wait and (names & WAITING or (cue.stance == "rejects" and "before" in names)):
        return "accepts-conditionally"
    if cue.stance == "demands" and "as-a-condition" in names:
        return "accepts-conditionally"
    if cue.stance == "demands" and any(marked.string.startswith("only ", found.at) for found in conditions):
        return "accepts-conditionally"
    if (
        cue.stance == "demands"
        and names & {"only-after", "unless", "until", "after"}
        and cue.rule.name in {"insists", "maintains-that", "position-that", "demand-of"}
    ):
        return "accepts-conditionally"
    return cue.stance


# "Would accept a truce in exchange for": a yes at a price, where the bargain is not struck yet.
_IN_RETURN = frozenset({"in-exchange-for", "fronted-exchange", "for-prisoners"})
_NOT_YET = frozenset("will would could can may might ready prepared willing if".split())


def _is_to_come(marked: Marked, cue: Cue) -> bool:
    """Whether what a cue tells is not done yet."""
    return not _NOT_YET.isdisjoint(item.word for item in marked.items[max(0, cue.first - 3) : cue.last + 1])


def _quoted(reading: Reading, span: Span) -> bool:
    text = reading.text
    return text.quotes_within(*span) and (
        any(text.in_quotation(at) for at in range(span[0], span[1], 12)) or text.in_quotation(span[1] - 1)
    )


def _confidence(cue: Cue, holder: Holder, ref: Ref, *, named: bool) -> float:
    value = cue.rule.confidence
    if not named:
        value -= 0.2
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
