"""Two that claim to govern one land and talk with each other: its ousted president and the interim government."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from negotiations.extraction.phrases import Marked, Phrase, Ref, wording
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.text import Text

_SITS = frozenset({"interim", "caretaker", "provisional", "facto"})
_FELL = frozenset({"ousted", "toppled", "deposed", "overthrown"})
_TALK = compile_pattern(r"(?:%TALK%|met|meet|meets|negotiat\w+|agree\w*|agreement|deal|delegations?|%PLAN%)")
_GOVERN = frozenset({"government", "governments", "regime", "administration", "authorities"})
_BACK = 24


@dataclass(slots=True)
class _Claim:
    """Those who speak for one of the two: the people by name, and their phrases."""

    people: set[str] = field(default_factory=set)
    phrases: list[Phrase] = field(default_factory=list)


def part_rival_governments(marked: Sequence[Marked], text: Text) -> None:
    """Give those who speak for an ousted and for an interim government of one land an actor each, where a text tells of
    talks between the two; elsewhere both are that land.
    """
    words = text.vocabulary()
    if _SITS.isdisjoint(words) or _FELL.isdisjoint(words):
        return
    sits, fell = _Claim(), _Claim()
    at_the_table = False
    for sentence in marked:
        here = set()
        for _, phrase in sentence.phrases():
            for claim, name in _claims(phrase, text.source, sits, fell):
                claim.phrases.append(phrase)
                if phrase.person:
                    claim.people.add(phrase.person)
                here.add(name)
        at_the_table = at_the_table or (len(here) > 1 and _TALK.search(sentence.string) is not None)
    if not at_the_table:
        return
    states = [ref for claim in (sits, fell) for p in claim.phrases for ref in p.refs if ref.kind == "state"]
    of_land = f" of {states[0].name}" if len(set(states)) == 1 else ""
    both: dict[int, tuple[Phrase, tuple[Ref, ...]]] = {}
    for claim, name in ((fell, "ousted government"), (sits, "interim government")):
        ref = Ref(None, name + of_land, "political-body")
        for sentence in marked:
            for _, phrase in sentence.phrases():
                if any(phrase is own for own in claim.phrases) or (phrase.person and phrase.person in claim.people):
                    both[id(phrase)] = (phrase, (*both.get(id(phrase), (phrase, ()))[1], ref))
    for phrase, refs in both.values():
        phrase.refs = refs
        phrase.group = phrase.group and "government"


def _claims(phrase: Phrase, source: str, sits: _Claim, fell: _Claim) -> Iterator[tuple[_Claim, str]]:
    """For which of the two a phrase speaks, by the words in it and right before it ("the ousted and interim …")."""
    own = set(wording(phrase, source).lower().split())
    if phrase.person is None and not own & _GOVERN:
        return
    before = source[max(0, phrase.start - _BACK) : phrase.start].lower().split()
    if before[-1:] == ["and"] and "governments" in own:
        before.pop()  # "the ousted and interim governments"
    own |= set(before[-1:])
    if own & _SITS:
        yield sits, "sits"
    if own & _FELL:
        yield fell, "fell"
