"""Who said what: every claim, belief, wish and denial that a text puts into somebody's mouth."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from negotiations.extraction.attribution_clauses import Clauses
from negotiations.extraction.attribution_phrases import read_phrases
from negotiations.extraction.attribution_verbs import Draft, read_verbs
from negotiations.extraction.findings import AttributedClaim, Mention, Span
from negotiations.extraction.rules.grammar import PREPOSITIONS, words
from negotiations.extraction.text import Text
from negotiations.vocabulary import Attribution

_ANONYMOUS = words(
    """official officials source sources analyst analysts diplomat diplomats expert experts observer observers
    aide aides insider insiders report reports rumor rumors critics witnesses some many others someone
    somebody people person"""
)
_HEADS = _ANONYMOUS - words("official some many")
_AFTER_HEAD = PREPOSITIONS | words(", who that which whose close familiar briefed speaking privy")
_DENIED_THINGS = words(
    """report reports claim claims allegation allegations accusation accusations rumor rumors charge charges"""
)


def find_attributions(text: Text, mentions: Sequence[Mention]) -> list[AttributedClaim]:
    """All attributed claims of ``text`` in the order of their cues.

    ``mentions`` may be empty; where they are given they tell named sources from anonymous ones, and a claim about
    another actor from one about the speaker. Pure, and linear in the length of the text. No span is empty.
    """
    clauses = Clauses(text)
    drafts: list[Draft] = []
    for sentence in text.sentences:
        clauses.enter(sentence)
        drafts += read_verbs(clauses)
        drafts += read_phrases(clauses)
    named = sorted(mentions, key=lambda mention: mention.start)
    starts = [mention.start for mention in named]
    claims = [_finish(clauses, draft, named, starts) for draft in _distinct(drafts)]
    return sorted((claim for claim in claims if claim.content), key=lambda claim: (claim.cue, claim.content))


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without those that give the same words twice; the surer one stays."""
    best: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        key = tuple(draft.content)
        if key not in best or draft.confidence > best[key].confidence:
            best[key] = draft
    return list(best.values())


def _finish(clauses: Clauses, draft: Draft, named: Sequence[Mention], starts: Sequence[int]) -> AttributedClaim:
    """The draft in spans of the source."""
    content = tuple(clauses.span(*piece) for piece in draft.content if piece[1] > piece[0])
    source = tuple(clauses.span(*piece) for piece in draft.source if piece[1] > piece[0])
    speakers = _mentioned(source, named, starts)
    about = _mentioned(content[:1], named, starts)
    return AttributedClaim(
        source=source,
        cue=(clauses.span(*draft.cue),),
        content=content,
        kind=_kind(clauses, draft, speakers, about).value,
        rule=draft.rule,
        confidence=round(draft.confidence, 2),
    )


def _kind(clauses: Clauses, draft: Draft, speakers: Sequence[Mention], about: Sequence[Mention]) -> Attribution:
    if draft.lemma == "deny" or _denies_a_report(clauses, draft):
        return Attribution.DENIED
    if not draft.source or (not speakers and _is_anonymous(clauses, *draft.source[0])):
        return Attribution.ANONYMOUS
    if all(clauses.quoted[low] and clauses.quoted[high - 1] for low, high in draft.content):
        return Attribution.QUOTED
    keys = {mention.key for mention in speakers if mention.key}
    if keys and about and _opens_with(clauses, draft, about[0]) and about[0].key and about[0].key not in keys:
        return Attribution.CLAIMED_BY_OTHER
    return Attribution.REPORTED


def _is_anonymous(clauses: Clauses, first: int, last: int) -> bool:
    """Whether the head of the source is a word for somebody without a name: "two officials close to the talks"."""
    head = first
    while head + 1 < last and clauses.low[head + 1] not in _AFTER_HEAD and clauses.low[head] not in _HEADS:
        head += 1
    return clauses.low[head] in _ANONYMOUS and (head == first or not clauses.is_capital(head))


def _denies_a_report(clauses: Clauses, draft: Draft) -> bool:
    """ "rejected reports that", "dismissed the allegations"."""
    if draft.lemma not in {"reject", "dismiss", "dispute", "repudiate"}:
        return False
    first, last = draft.content[0]
    return not _DENIED_THINGS.isdisjoint(clauses.low[first : min(first + 3, last)])


def _opens_with(clauses: Clauses, draft: Draft, mention: Mention) -> bool:
    """Whether the claim is about the mention: it stands first in a clause, but for "that" and an article."""
    first, last = draft.content[0]
    return any(clauses.tokens.starts[i] == mention.start for i in range(first, min(first + 3, last)))


def _mentioned(spans: Sequence[Span], named: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    """The first few mentions that stand inside of the spans."""
    found = []
    for start, end in spans:
        place = bisect_left(starts, start)
        found += [mention for mention in named[place : place + 6] if mention.start < end]
    return found
