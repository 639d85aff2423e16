"""Who said what: every claim, belief, wish and denial that a text puts into somebody's mouth."""

from collections.abc import Sequence

from negotiations.extraction.attribution_clauses import Clauses
from negotiations.extraction.attribution_verbs import Draft, read_verbs
from negotiations.extraction.attribution_phrases import read_phrases
from negotiations.extraction.findings import AttributedClaim, Mention, Span
from negotiations.extraction.text import Text
from negotiations.vocabulary import Attribution

_ANONYMOUS = frozenset(
    """officials official sources source analysts analyst diplomats diplomat experts expert observers observer aides insiders reports
    media critics witnesses people person some many others someone somebody spokespeople""".split()
)
_DENIALS = frozenset({"deny", "denial", "dispute"})


def find_attributions(text: Text, mentions: Sequence[Mention]) -> list[AttributedClaim]:
    """All attributed claims of ``text`` in the order of their cues; ``mentions`` tell named sources from anonymous ones.

    Pure and linear in the length of the text. Spans are offsets into ``text.source``; no span is empty.
    """
    clauses = Clauses(text)
    drafts: list[Draft] = []
    for sentence in text.sentences:
        clauses.enter(sentence)
        found = [*read_verbs(clauses), *read_phrases(clauses)]
        drafts += found
    named = sorted((mention.start, mention.end) for mention in mentions)
    claims = [_finish(clauses, draft, named) for draft in _distinct(drafts)]
    return sorted((claim for claim in claims if claim.content), key=lambda claim: (claim.cue, claim.content))


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that say the same thing twice over."""
    seen: dict[tuple[tuple[int, int], ...], Draft] = {}
    for draft in drafts:
        key = tuple(draft.content)
        if key not in seen or draft.confidence > seen[key].confidence:
            seen[key] = draft
    return list(seen.values())


def _finish(clauses: Clauses, draft: Draft, named: Sequence[Span]) -> AttributedClaim:
    content = tuple(span for span in (clauses.span(*piece) for piece in draft.content) if span[1] > span[0])
    source = tuple(clauses.span(*piece) for piece in draft.source if piece[1] > piece[0])
    return AttributedClaim(
        source=source,
        cue=(clauses.span(*draft.cue),),
        content=content,
        kind=_kind(clauses, draft, named),
        rule=draft.rule,
        confidence=round(draft.confidence, 2),
    )


def _kind(clauses: Clauses, draft: Draft, named: Sequence[Span]) -> str:
    if draft.lemma in _DENIALS:
        return Attribution.DENIED.value
    if not draft.source or _is_anonymous(clauses, draft, named):
        return Attribution.ANONYMOUS.value
    if draft.content and all(clauses.quoted[piece[0]] and clauses.quoted[piece[1] - 1] for piece in draft.content):
        return Attribution.QUOTED.value
    return Attribution.REPORTED.value


def _is_anonymous(clauses: Clauses, draft: Draft, named: Sequence[Span]) -> bool:
    words = [clauses.low[i] for low, high in draft.source for i in range(low, high)]
    if not _ANONYMOUS.intersection(words):
        return False
    start, end = clauses.span(draft.source[0][0], draft.source[-1][1])
    return not any(start <= s and e <= end for s, e in named)
