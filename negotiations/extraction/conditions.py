"""What a position waits for: "only after the release", "before any agreement", "in exchange for prisoners"."""

import re
from dataclasses import dataclass

from negotiations.extraction.findings import ConditionFinding, Span
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.stances import Cue

# What turns a plain claim ("insists that a truce can come only after …") into a yes with a condition.
WAITING = frozenset(
    {"only-after", "until", "unless", "after", "provided", "without", "once", "if", "when", "linked-to", "not-while"}
    | {
        "as-soon-as",
        "fronted-unless",
        "fronted-if",
        "part-of-a-deal",
        "but-only",
        "the-minute",
        "waits-for",
        "in-response-to",
        "on-assurances",
    }
)
# These say something even where their words name no issue.
_CLEAR = frozenset(
    {
        "as-soon-as",
        "until",
        "unless",
        "if",
        "only-after",
        "provided",
        "in-return",
        "fronted-in-return",
        "not-while",
        "but-only",
        "the-minute",
        "waits-for",
        "on-assurances",
        "fronted-unless",
        "in-exchange-for",
        "fronted-exchange",
        "fronted-if",
    }
)
# So many words may stand between a condition at the head of a sentence and the holder.
_LINKING_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A condition with the name of its rule and where in the marked string its match begins."""

    condition: ConditionFinding
    rule: str
    at: int


def conditions_of(reading: Reading, marked: Marked, number: int, stretch: tuple[int, int], cue: Cue) -> list[Found]:
    """The conditions of a stance in order: in its stretch of items, at the head of its sentence ("if A withdraws, B
    will sign"), and behind who said it ("no elections," he said, "until …"). None overlaps another.
    """
    first, last = stretch
    start, end = marked.offsets[first], marked.offsets[last - 1] + len(marked.items[last - 1].word)
    found = find_conditions(reading, marked, start, end, cue.start)
    if not any(f.at < cue.start for f in found):
        head = first
        while head > 0 and marked.items[head - 1].word not in _OPENS_CLAUSE:
            head -= 1
        fronted = _fronted(reading, marked, head, first) or _fronted(reading, marked, first, cue.first)
        found = [*fronted, *found]
    return [*found, *_behind(reading, marked, number, last, cue)]


def _fronted(reading: Reading, marked: Marked, head: int, last: int) -> list[Found]:
    """The condition with which the items [head, last) open."""
    begin, end = marked.offsets[head], marked.offsets[last]
    for rule in marked.rules("fronted"):
        match = rule.regex.match(marked.string, begin, end)
        if match and len(marked.string[match.end() : end].split()) <= _LINKING_WORDS:
            return _found(reading, marked, rule, match, match.end("c"))
    return []


def _behind(reading: Reading, marked: Marked, number: int, last: int, cue: Cue) -> list[Found]:
    """What goes on behind the attribution with "until", "unless" or "if"."""
    here = marked.items[last - 1].end
    for claim in reading.voices.claims_over(number, marked.items[cue.first].start, marked.items[cue.last].end)[:1]:
        for start, _ in claim.content:
            if here < start < marked.sentence.end:
                at = next(i for i, item in enumerate(marked.items) if item.end > start)
                at += at + 1 < len(marked.items) and marked.items[at].word == '"'
                for rule in marked.rules("conditions"):
                    match = rule.regex.match(marked.string, marked.offsets[at])
                    if match and match.groupdict().get("c"):
                        return _found(reading, marked, rule, match, match.end("c"))
    return []


_OPENS_CLAUSE = frozenset({";", '"', "that", ":", "but", "said", "says", "—", "and"})


def find_conditions(reading: Reading, marked: Marked, start: int, end: int, cue_start: int) -> list[Found]:
    """The conditions that stand between two positions of a marked sentence, in order, none overlapping another. One
    that stands before the cue ends at the comma before the clause of the cue.
    """
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for rule in marked.rules("conditions"):
        for match in rule.regex.finditer(marked.string, start, end):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            group = next((name for name in ("c", "d") if match.groupdict().get(name)), 0)
            a, b = match.span(group)
            if a < cue_start < b:
                b = max(marked.string.rfind(" ,", a, cue_start), a)
            one = _found(reading, marked, rule, match, b)
            if one:
                taken.append((match.start(), b))
                found.extend(one)
    return sorted(found, key=lambda f: f.at)


def _found(reading: Reading, marked: Marked, rule: Rule, match: re.Match[str], end: int) -> list[Found]:
    """The condition of a match up to an end, or none where its words name neither an issue nor anything clear."""
    group = next((name for name in ("c", "d") if match.groupdict().get(name)), 0)
    a, b = _trimmed(marked, match.start(group), end)
    if b <= a:
        return []
    span = source_span(marked, a, b)
    codes = issues_of(reading, span)
    if not codes and (rule.name not in _CLEAR or _is_day(reading, span)):
        return []
    return [Found(ConditionFinding(rule.value, codes, (span,)), rule.name, match.start())]


def _is_day(reading: Reading, span: Span) -> bool:
    """Whether the words are but a date: "until 25 February" is how long, not on what condition."""
    return any(date.start - span[0] < len("after ") for date in reading.dates_between(*span))


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
