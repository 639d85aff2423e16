"""People of whom only the sentence before tells for whom they speak: "Spokesman N N said", "its leader, N N, said"."""

import re
from collections.abc import Sequence

from negotiations.extraction.phrases import Marked, Ref

# They speak for whoever was spoken of before.
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "chief negotiator", "lead negotiator"})
# And these for the state that was, where the talks are between two.
_MINISTERS = frozenset(
    f"{of} minister" for of in ("foreign", "defense", "defence", "interior", "information", "prime", "justice")
)
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
            title = (phrase.title or "").lower()
            speaks = title in _SPEAKING_FOR or title in _MINISTERS or _ITS.search(lead)
            if speaks and phrase.person not in whose:
                head = _head_before(marked, number, phrase.start)
                of_a_state = all(ref.kind == "state" for ref in head)
                whose[phrase.person] = head if of_a_state or title not in _MINISTERS else ()
            phrase.refs = whose.get(phrase.person, ())


def _head_before(marked: Sequence[Marked], number: int, offset: int) -> tuple[Ref, ...]:
    """Those at the head of a sentence before an offset, else of the one before; nobody where they have no name."""
    for sentence in marked[max(0, number - 1) : number + 1][::-1]:
        for _, phrase in sentence.phrases():
            if phrase.end <= offset and (phrase.speaks or phrase.group):
                return phrase.refs
    return ()
