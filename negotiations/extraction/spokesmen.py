"""People of whom only the sentence before tells for whom they speak: "Spokesman N N said", "its leader, N N, said"."""

import re
from collections.abc import Sequence

from negotiations.extraction.phrases import Marked, Ref

# They speak for whoever was spoken of before.
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "chief negotiator", "lead negotiator"})
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?:[\w-]+,? ){0,4}$")
_LONGEST_LEAD = 50


def name_spokesmen(marked: Sequence[Marked], source: str) -> None:
    """Give those who speak, by their title or by "its", for whoever is spoken of before that actor, everywhere in the
    text; to nobody who is known to speak for somebody.
    """
    whose: dict[str, tuple[Ref, ...]] = {}
    for number, sentence in enumerate(marked):
        for _, phrase in sentence.phrases():
            if not phrase.person or phrase.refs:
                continue
            lead = source[max(0, phrase.start - _LONGEST_LEAD) : phrase.start]
            speaks = (phrase.title or "").lower() in _SPEAKING_FOR or _ITS.search(lead)
            if speaks and phrase.person not in whose:
                whose[phrase.person] = _head_before(marked, number, phrase.start)
            phrase.refs = whose.get(phrase.person, ())


def _head_before(marked: Sequence[Marked], number: int, offset: int) -> tuple[Ref, ...]:
    """Those at the head of a sentence before an offset, else of the one before; nobody where they have no name."""
    for sentence in marked[max(0, number - 1) : number + 1][::-1]:
        for _, phrase in sentence.phrases():
            if phrase.end <= offset and (phrase.speaks or phrase.group):
                return phrase.refs
    return ()
