"""Texts put on the table: by whom, a first or a revised one, with which terms in which phase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiations.extraction.background import frame_of, is_over
from negotiations.extraction.findings import DateMention, PositionFinding, ProposalFinding, Span, TermFinding
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.reading import Reading, phrases_in, source_span
from negotiations.extraction.round_days import dates_told
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.proposals import PHASES, REVISED, TERMS_FOLLOW, WOULD
from negotiations.extraction.subjects import find_subject

_LAST_TERMS = 6
# So far before its words a date can be that on which a proposal was made.
_NEAR = 40
_SINCE = frozenset({"since", "after", "until", "before", "by", "from", "of", "for"})
_JUST_BEHIND = re.compile(r"\s*(?:of (?:its|their|his|her) own\s*)?(?:(?:on|in|late|early|earlier in)\s+){0,2}")


@dataclass(slots=True)
class Draft:
    """A proposal while its terms are still being gathered."""

    refs: tuple[Ref, ...]
    title: str
    revision: bool
    sentence: int
    span: Span
    rule: Rule


def find_proposals(reading: Reading) -> list[ProposalFinding]:
    """The proposals of a text, each with the terms named with it and in the sentences that follow and go on
    about it.
    """
    drafts: list[Draft] = []
    for number, marked in enumerate(reading.marked):
        for rule in marked.rules("proposals"):
            for match in rule.regex.finditer(marked.string):
                refs = _holders(reading, marked, number, match, rule)
                why = "nobody is named who puts it forward" if not refs else ""
                if any(d.sentence == number and {r.id for r in d.refs} & {r.id for r in refs} for d in drafts):
                    why = "the sentence has a proposal of theirs already"
                if why:
                    reading.note(f"proposals/{rule.name}", source_span(marked, match.start(), match.end()), why)
                else:
                    drafts.append(_draft(reading, marked, number, match, rule, refs))
    found = [_finding(reading, draft, drafts) for draft in drafts]
    return _same_ones_together(found)


def _holders(reading: Reading, marked: Marked, number: int, match: re.Match[str], rule: Rule) -> tuple[Ref, ...]:
    named = [p for p in phrases_in(marked, *match.span("h")) if p.refs] if match.groupdict().get("h") else []
    if not named and not match.groupdict().get("h"):
        described = [p for p in phrases_in(marked, *match.span("n")) if p.refs]
        subject = find_subject(marked, marked.item_at(match.start()))
        named = described or [p for i in subject.items if (p := marked.items[i].phrase) is not None and p.refs]
        if not named and subject.pronoun:
            return reading.voices.last_actor(marked.sentence.start).refs
    return tuple(dict.fromkeys(ref for phrase in named for ref in phrase.refs))


def _draft(
    reading: Reading, marked: Marked, number: int, match: re.Match[str], rule: Rule, refs: tuple[Ref, ...]
) -> Draft:
    noun = match.span("n")
    words = marked.string[noun[0] : noun[1]]
    plain = " ".join(
        word
        for word in words.split()
        if not word.startswith("@") and word not in {"a", "an", "the", "its", "their", "'s", "what"}
    )
    names = refs[0].name if len(refs) == 1 else ", ".join(r.name for r in refs[:-1]) + " and " + refs[-1].name
    revision = bool(REVISED.search(marked.string[max(0, match.start() - 30) : match.end() + 30]))
    owner = f"{names}'" if names.endswith("s") else f"{names}'s"
    return Draft(refs, f"{owner} {plain}", revision, number, source_span(marked, match.start(), match.end()), rule)


def _finding(reading: Reading, draft: Draft, drafts: Sequence[Draft]) -> ProposalFinding:
    marked = reading.marked[draft.sentence]
    terms = _terms(reading, marked, _place(marked, draft.span), None)
    later = {d.sentence for d in drafts if d.sentence > draft.sentence}
    phase: int | None = terms[-1].phase if terms else None
    end = marked.sentence.end if terms else draft.span[1]
    spans: list[Span] = [(draft.span[0], max(draft.span[1], min(end, marked.items[-1].end)))]
    for number in range(draft.sentence + 1, min(len(reading.marked), draft.sentence + 1 + _LAST_TERMS)):
        following = reading.marked[number]
        if number in later or not (TERMS_FOLLOW.search(following.string) or (terms and WOULD.search(following.string))):
            break
        more = _terms(reading, following, 0, phase)
        if more:
            terms.extend(more)
            phase = more[-1].phase
            spans.append((following.sentence.start, following.sentence.end))
    return ProposalFinding(
        holders=tuple(ref.name for ref in draft.refs),
        holder_keys=tuple(ref.key for ref in draft.refs),
        title=draft.title,
        revision=draft.revision,
        terms=tuple(_once(terms)),
        evidence=tuple(spans),
        rule=f"proposals/{draft.rule.name}",
        confidence=draft.rule.confidence,
        tabled_on=_tabled_on(reading, draft),
    )


def _tabled_on(reading: Reading, draft: Draft) -> str | None:
    """The day or month of which the text says that the proposal was put forward then: one of its sentence that goes
    with its words and is not to come, or that of the past of which the sentence tells.
    """
    published = reading.published
    told = [
        d
        for d in dates_told(reading, [draft.sentence])
        if d.precision in {"day", "month"} and not (published and d.value[: len(published)] > published[: len(d.value)])
    ]
    nearest = next((d for d in told if _dates_it(reading.text.source, draft.span, d)), None)
    if nearest is not None:
        return nearest.value
    frame = frame_of(reading, draft.sentence)
    return frame.value if frame is not None and is_over(frame.value, published) else None


def _dates_it(source: str, span: Span, day: DateMention) -> bool:
    """Whether a date stands right before or behind the words that put a proposal forward, and not with one of its terms
    ("a plan for a truce in June").
    """
    if day.start >= span[1]:
        return _JUST_BEHIND.fullmatch(source[span[1] : day.start]) is not None
    before = source[max(0, day.start - _NEAR) : day.start].lower().split()[-1:]
    return day.end <= span[0] and span[0] - day.end <= _NEAR and not _SINCE & set(before)


def _place(marked: Marked, span: Span) -> int:
    return next((marked.offsets[i] for i, item in enumerate(marked.items) if item.end >= span[1]), 0)


def _terms(reading: Reading, marked: Marked, start: int, phase: int | None) -> list[TermFinding]:
    """The terms from a place in a sentence on, each with the phase named last before it."""
    phases = [
        (source_span(marked, m.start(), m.end())[0], number)
        for number, pattern in PHASES
        for m in pattern.finditer(marked.string, start)
    ]
    begin, end = marked.items[marked.item_at(start)].start, marked.items[-1].end
    out = []
    for mention in reading.issues_between(begin, end):
        code = reading.top(mention.code)
        if code in GENERAL:
            continue
        current = max(((at, number) for at, number in phases if at <= mention.start), default=(0, phase))[1]
        out.append(TermFinding(code, ((mention.start, mention.end),), current))
    return out


def _once(terms: list[TermFinding]) -> list[TermFinding]:
    """One term for each issue in each phase, the spans of the others kept with it."""
    out: dict[tuple[str, int | None], TermFinding] = {}
    for term in terms:
        key = (term.issue, term.phase)
        out[key] = replace(out[key], evidence=(*out[key].evidence, *term.evidence)) if key in out else term
    phased = {issue for issue, phase in out if phase is not None}
    return [term for (issue, phase), term in out.items() if phase is not None or issue not in phased]


def _same_ones_together(found: list[ProposalFinding]) -> list[ProposalFinding]:
    """A proposal named twice by the same holders is one, unless one of the two is a revision of the other."""
    out: list[ProposalFinding] = []
    for proposal in found:
        for i, other in enumerate(out):
            if set(other.holders) == set(proposal.holders) and other.revision == proposal.revision:
                terms = tuple(_once([*other.terms, *proposal.terms]))
                evidence = tuple(dict.fromkeys((*other.evidence, *proposal.evidence)))
                out[i] = replace(
                    other, terms=terms, evidence=evidence, confidence=max(other.confidence, proposal.confidence)
                )
                break
        else:
            out.append(proposal)
    return out


def with_proposals(positions: list[PositionFinding], proposals: Sequence[ProposalFinding]) -> list[PositionFinding]:
    """Positions that put a proposal forward, with its title."""
    out = []
    for position in positions:
        title = None
        if position.stance == "proposes":
            title = next(
                (p.title for p in proposals if position.holder in p.holders and _touch(p.evidence, position.evidence)),
                None,
            )
        out.append(replace(position, proposal=title) if title else position)
    return out


def _touch(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)
