"""What a position waits for: "only after the release", "before any agreement", "in exchange for prisoners"."""

from dataclasses import dataclass

from negotiations.extraction.findings import ConditionFinding, Span
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading, source_span

# What turns a plain claim ("insists that a truce can come only after …") into a yes with a condition.
WAITING = frozenset({"only-after", "until", "unless", "after", "provided", "without", "once", "if"})


@dataclass(frozen=True, slots=True)
class Found:
    """A condition with the name of its rule and the span of its words with what introduces them."""

    condition: ConditionFinding
    rule: str
    whole: Span
    at: int


def find_conditions(reading: Reading, marked: Marked, start: int, end: int) -> list[Found]:
    """The conditions that stand between two positions of a marked sentence, in order, none overlapping another."""
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for rule in marked.rules("conditions"):
        for match in rule.regex.finditer(marked.string, start, end):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            group = next((name for name in ("c", "d") if match.groupdict().get(name)), None)
            a, b = match.span(group) if group else match.span()
            a, b = _trimmed(marked, a, b)
            if b <= a:
                continue
            span = source_span(marked, a, b)
            codes = issues_of(reading, span)
            if not codes and rule.name not in {"until", "unless", "if", "only-after", "provided", "in-return"}:
                continue
            taken.append((match.start(), b))
            condition = ConditionFinding(rule.value, codes, (span,))
            found.append(Found(condition, rule.name, source_span(marked, match.start(), b), match.start()))
    return sorted(found, key=lambda f: f.at)


def _trimmed(marked: Marked, a: int, b: int) -> tuple[int, int]:
    """Without the full stop, the comma or the clause of attribution at the end."""
    words = marked.string[a:b]
    for cut in (" , said ", " , says ", " , according to ", " , adding "):
        at = words.find(cut)
        if at > 0:
            words = words[:at]
    words = words.rstrip(' .,;:"—–-')
    return a, a + len(words)


def issues_of(reading: Reading, span: Span) -> tuple[str, ...]:
    """The codes of the issues in a span: points of substance, or else what stands for the deal or the talks."""
    codes = list(dict.fromkeys(reading.top(mention.code) for mention in reading.issues_between(*span)))
    substance = [code for code in codes if code not in GENERAL]
    return tuple(substance or codes[:1])
