"""Who said what: every claim, belief, wish and denial that a text puts into somebody's mouth."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from negotiations.extraction.attribution_clauses import POSSESSIVE, Clauses
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
# These are only near to those who are named with them.
_SOURCES = words("source sources person people someone somebody insider insiders")
_NEAR = words("close familiar briefed privy")
# The shapes of content that are clauses with a subject of their own.
_CLAUSES = words("clause that after inverted")
_DENIED_THINGS = words(
    """report reports claim claims allegation allegations accusation accusations rumor rumors charge charges"""
)


def find_attributions(text: Text, mentions: Sequence[Mention]) -> list[AttributedClaim]:
    """All attributed claims of ``text`` in the order of their cues.

    ``mentions`` may be empty; where they are given they tell named sources from anonymous ones, and a claim about
    another actor from one about the speaker. Pure, and linear in the length of the text. No span is empty.
    """
    clauses = Clauses(text, mentions)
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
    content = tuple([clauses.span(*piece) for piece in draft.content if piece[1] > piece[0]])
    source = tuple([clauses.span(*piece) for piece in draft.source if piece[1] > piece[0]])
    speakers = _mentioned(source, named, starts)
    about = _mentioned(content[:1], named, starts)
    return AttributedClaim(
        source=source,
        cue=(clauses.span(*draft.cue),),
        content=content,
        kind=_kind(clauses, draft, speakers, about).value,
        rule=draft.rule,
        confidence=_rounded(draft.confidence),
    )


@lru_cache(maxsize=1024)  # they are few, and to round one costs more than all else of a claim
def _rounded(confidence: float) -> float:
    return round(confidence, 2)


def _kind(clauses: Clauses, draft: Draft, speakers: Sequence[Mention], about: Sequence[Mention]) -> Attribution:
    if draft.lemma == "deny" or _denies_a_report(clauses, draft):
        return Attribution.DENIED
    if not draft.source or _is_anonymous(clauses, draft, speakers):
        return Attribution.ANONYMOUS
    if all(clauses.quoted[low] and clauses.quoted[high - 1] for low, high in draft.content):
        return Attribution.QUOTED
    keys = {mention.key for mention in speakers if mention.key}
    other = about[0] if about and about[0].key and about[0].key not in keys else None
    if keys and other is not None and _is_subject(clauses, draft, other):
        return Attribution.CLAIMED_BY_OTHER
    return Attribution.REPORTED


def _is_anonymous(clauses: Clauses, draft: Draft, speakers: Sequence[Mention]) -> bool:
    """Whether the head of the source is a word for somebody without a name, who speaks for nobody that is named: "two
    officials", "a source close to the Iranian delegation", but not "Iranian officials".
    """
    first, last = draft.source[0]
    head = first
    while head + 1 < last and clauses.low[head + 1] not in _AFTER_HEAD and clauses.low[head] not in _HEADS:
        head += 1
    if clauses.low[head] not in _ANONYMOUS or (head > first and clauses.is_capital(head)):
        return False
    near_only = clauses.low[head] in _SOURCES or clauses.word(head + 1) in _NEAR
    return not speakers or (near_only and speakers[0].start > clauses.tokens.starts[head])


def _denies_a_report(clauses: Clauses, draft: Draft) -> bool:
    """ "rejected reports that", "dismissed the allegations"."""
    if draft.lemma not in {"reject", "dismiss", "dispute", "repudiate"}:
        return False
    first, last = draft.content[0]
    return not _DENIED_THINGS.isdisjoint(clauses.low[first : min(first + 3, last)])


def _is_subject(clauses: Clauses, draft: Draft, mention: Mention) -> bool:
    """Whether the claim is that the mention does something: it stands first in a clause, but for "that" and an article.
    "A rejected B's offer" and "A said B's offer was bad" claim nothing about B.
    """
    if not _CLAUSES.intersection(draft.rule.split(":")[1:]):
        return False
    first, last = draft.content[0]
    opens = any(clauses.tokens.starts[i] == mention.start for i in range(first, min(first + 3, last)))
    return opens and clauses.low[clauses.text.first_token_from(mention.end)] not in POSSESSIVE


def _mentioned(spans: Sequence[Span], named: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    """The first few mentions that stand inside of the spans."""
    found = []
    for start, end in spans:
        place = bisect_left(starts, start)
        found += [mention for mention in named[place : place + 6] if mention.start < end]
    return found
