"""Why nothing came of a match: what the finders said about it, or which part of a finding it lacked. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from negotiations.extraction.findings import Findings, RoundFinding, Span
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.notes import Note

# The families of rules on the page, and the part of a round that each is about.
_OF_A_ROUND = {
    "Status of a round": "status",
    "Outcome of a round": "outcome",
    "Format of a round": "format",
    "Tone of a round": "tone",
    "Level of a round": "level",
}


class Reasons:
    """Tells for one text why a match came to nothing; ``notes`` are what the finders said while they read it."""

    def __init__(self, found: Findings, notes: Sequence[Note], lexicon: Lexicon, source: str) -> None:
        self._found, self._notes, self._source = found, notes, source
        self._parents = {entry.code: entry.parent for entry in lexicon.issues}

    def of(self, family: str, rule: str, value: str, span: Span) -> str:
        """The reason as a clause; empty where a finding rests on the match, and for names, dates and voices."""
        if family == "Roles":
            return self._of_a_role(rule, value, span)
        if family == "Stances":
            return self._of_a_stance(rule, span)
        if family == "Conditions":
            return self._of_a_condition(span)
        if family == "Issues":
            return self._of_an_issue(value, span)
        if family == "Proposals":
            rests = any(_touch(span, found.evidence) for found in self._found.proposals)
            return "" if rests else self._noted(f"proposals/{rule}", span) or "it is told of with another proposal"
        if family in _OF_A_ROUND:
            return self._of_a_round(_OF_A_ROUND[family], span)
        return ""

    def _noted(self, rule: str, span: Span) -> str:
        near = (note.why for note in self._notes if note.rule == rule and _touch(span, (note.span,)))
        return next(near, "")

    def _of_a_role(self, rule: str, role: str, span: Span) -> str:
        for p in self._found.participants:
            if any(_touch(span, p.role_evidence.get(name, ())) for name in p.roles if name == role):
                return ""
        return self._noted(f"roles/{rule}", span) or self._noted(f"roles/{role}", span) or "others speak for it as well"

    def _of_a_stance(self, rule: str, span: Span) -> str:
        noted = self._noted(f"stances/{rule}", span)
        if any(p.rule == f"stances/{rule}" and _touch(span, p.evidence) for p in self._found.positions):
            return ""
        return noted or "the same stance of the same holder stands in overlapping words"

    def _of_a_condition(self, span: Span) -> str:
        waiting = [p for p in self._found.positions if any(_touch(span, c.evidence) for c in p.conditions)]
        if waiting:
            return ""
        beside = [p for p in self._found.positions if _touch(span, p.evidence)]
        if not beside:
            return "no position in these words could wait for it"
        return f"its words name no issue for which {beside[0].holder} could wait"

    def _of_an_issue(self, code: str, span: Span) -> str:
        codes = {code, *self._above(code)}
        for p in self._found.positions:
            here = _touch(span, p.evidence) and codes & set(p.issues)
            if here or any(_touch(span, c.evidence) and codes & set(c.issues) for c in p.conditions):
                return ""
        if any(_touch(span, term.evidence) for q in self._found.proposals for term in q.terms):
            return ""
        if any(_touch(span, p.evidence) for p in self._found.positions):
            return "the position in these words is on something more definite"
        return "no position, condition or proposal speaks of it here"

    def _above(self, code: str) -> Iterator[str]:
        above = self._parents.get(code)
        while above:
            yield above
            above = self._parents.get(above)

    def _of_a_round(self, part: str, span: Span) -> str:
        if any(_touch(span, found.aspects.get(part, ())) for found in self._found.rounds):
            return ""
        noted = self._noted(part, span) or self._noted("rounds", span)
        if noted:
            return noted
        taken = [words for found in self._found.rounds for words in self._words_of(found, part)]
        if taken:
            return f"the round's {part} is taken from “{taken[0]}”"
        return f"it is told of another time, place or meeting than the round's {part}"

    def _words_of(self, found: RoundFinding, part: str) -> list[str]:
        return [" ".join(self._source[slice(*span)].split()) for span in found.aspects.get(part, ())]


def _touch(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
