"""Whose "the government" is, before anybody has a seat: that of the state whose groups the text names, or of the one
state in it.
"""

from collections.abc import Sequence

from negotiations.extraction.findings import Mention
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.phrases import Marked, Ref, ref_to
from negotiations.extraction.rules.groups import GROUP_KINDS


def name_governments(marked: Sequence[Marked], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
    """Give the phrases for a government without a state the state that is meant, where there is but one answer."""
    phrases = [phrase for sentence in marked for _, phrase in sentence.phrases()]
    unnamed = [p for p in phrases if p.group == "government" and not p.refs]
    if not unnamed:
        return
    at_home = {m.country for m in mentions if m.kind in GROUP_KINDS and m.person is None and m.country}
    states = {ref for phrase in phrases for ref in phrase.refs if ref.kind == "state"}
    state = _state_of(at_home.pop(), lexicon) if len(at_home) == 1 else None
    if state is None and not at_home and len(states) == 1:
        state = states.pop()
    for sentence in marked:
        speaker: Ref | None = None
        for _, phrase in sentence.phrases():
            if phrase.group == "government" and not phrase.refs:
                meant = state or speaker
                phrase.refs = (meant,) if meant is not None else ()
            elif len(phrase.refs) == 1 and phrase.refs[0].kind == "state" and (phrase.person or phrase.head):
                speaker = phrase.refs[0]  # "Ruritania's minister said the government …"


def _state_of(country: str, lexicon: Lexicon) -> Ref | None:
    """The state with that alpha-3 code."""
    found = next((a for a in lexicon.actors.values() if a.kind == "state" and a.iso3 == country), None)
    return ref_to(found.key, found.name, found.kind) if found is not None else None
