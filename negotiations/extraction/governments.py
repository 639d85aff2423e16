"""Whose "the government" is, before anybody has a seat: that of the state whose groups the text names, or of the one
state in it.
"""

from collections.abc import Sequence

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.phrases import Marked, Ref
from negotiations.extraction.rules.groups import GROUP_KINDS


def name_governments(marked: Sequence[Marked], lexicon: Lexicon) -> None:
    """Give the phrases for a government without a state the state that is meant, where there is but one answer."""
    phrases = [phrase for sentence in marked for _, phrase in sentence.phrases()]
    unnamed = [p for p in phrases if p.group == "government" and not p.refs]
    if not unnamed:
        return
    refs = {ref for phrase in phrases for ref in phrase.refs}
    state = _state_meant({ref for ref in refs if ref.kind == "state"}, refs, lexicon)
    if state is not None:
        for phrase in unnamed:
            phrase.refs = (state,)


def _state_meant(states: set[Ref], refs: set[Ref], lexicon: Lexicon) -> Ref | None:
    of_groups = {lexicon.country(ref.key) for ref in refs if ref.key and ref.kind in GROUP_KINDS} - {None}
    meant = [ref for ref in states if ref.key and lexicon.country(ref.key) in of_groups]
    if len(of_groups) == 1 and len(meant) == 1:
        return meant[0]
    return next(iter(states)) if len(states) == 1 and not of_groups else None
