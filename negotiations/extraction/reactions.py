"""A participant's answer to a proposal, read from the position that it takes on it."""

from collections.abc import Sequence

from negotiations.extraction.findings import PositionFinding, ProposalFinding, ReactionFinding
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern

_ANSWERS = {
    "accepts": "accepts",
    "supports": "accepts",
    "accepts-conditionally": "accepts-conditionally",
    "rejects": "rejects",
    "open": "studies",
}
_OBJECT = compile_pattern(
    r"(?:the|this|that|its|their|a|an|latest|revised) (?:[\w-]+ ){0,4}?(?:proposals?|plan|offer|initiative|draft|text|framework|formula|road map|resolution)"  # noqa: E501  # a pattern is not broken in its middle
)
_GIVES_ANSWER = compile_pattern(
    r"(?:gives?|gave|given|hands?|handed|delivers?|delivered|sent|submitted) (?:\w+ ){0,3}?(?:answer|response|reply)"
)


def find_reactions(
    reading: Reading, positions: Sequence[PositionFinding], proposals: Sequence[ProposalFinding]
) -> list[ReactionFinding]:
    """The answers given to proposals, one for each holder and proposal, in order."""
    found: dict[tuple[str, str], ReactionFinding] = {}
    for position in positions:
        answer = _ANSWERS.get(position.stance)
        if answer is None or position.modality in {"historical", "negated"}:
            continue
        words = reading.text.source[position.evidence[0][0] : position.evidence[-1][1]]
        named = _OBJECT.search(" ".join(words.lower().split()))
        sentence = reading.text.sentence_at(position.evidence[0][0])
        pronoun = compile_pattern(
            r"(?:rejects?|rejected|accepts?|accepted|welcomes?|welcomed|backs?|supports?) it"
        ).search(words.lower())
        if not named and not (pronoun and proposals and sentence):
            continue
        proposal = _which(position, proposals, named.group(0) if named else None)
        if proposal is None:
            continue
        key = (position.holder_key or position.holder, proposal)
        finding = ReactionFinding(
            position.holder,
            position.holder_key,
            answer,
            proposal,
            position.evidence,
            position.rule.replace("stances", "reactions"),
            position.confidence,
        )
        found.setdefault(key, finding)
    return list(found.values())


def _which(position: PositionFinding, proposals: Sequence[ProposalFinding], words: str | None) -> str | None:
    """The title of the proposal that is meant, never the holder's own; or the words by which the text has it."""
    others = [p for p in proposals if position.holder not in p.holders]
    near = [p for p in others if p.evidence[0][0] <= position.evidence[-1][1]]
    if near:
        return near[-1].title
    if others:
        return others[0].title
    if any(position.holder in p.holders for p in proposals):
        return None
    return words
