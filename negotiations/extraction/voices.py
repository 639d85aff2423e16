"""Who speaks and who is meant: groups without a name, pronouns, and the sources of attributed words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from negotiations.extraction.findings import AttributedClaim, Span
from negotiations.extraction.phrases import Marked, Phrase, Ref, wording
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.spokesmen import name_spokesmen
from negotiations.extraction.text import Text
from negotiations.extraction.unnamed_groups import resolve_groups

# So near to the start of a sentence a pronoun takes up the head of the sentence before.
_OPENING = 12
# "All three", "all sides": so many parties at most.
_MOST_PARTIES = 4
# So many phrases back an office still means whoever held it there.
_FAR_BACK = 40
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OFFICE_OF_STATE = re.compile(
    r"\b(?:(?:[a-z]+ )?minister|premier|(?:vice[ -])?president|king|emir|sultan|government spokes\w+)\b",
    re.IGNORECASE,
)
_BOTH_SIDES = (["leaders"], ["rival", "leaders"], ["negotiators"], ["presidents"])
_OF_STATES = frozenset({"countries", "nations", "governments", "states", "powers"})
# These are of the one state at the table where nobody else's are spoken of.
_OF_ONE_STATE = frozenset({"army", "military", "cabinet", "ministry"})
_SHARED_NAMES = frozenset({"koreas", "sudans", "congos"})
# A government of this kind is that of the one state at the table.
_FOR_NOW = frozenset({"interim", "transitional"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks: the actors spoken for, the person, and whether unnamed officials do."""

    refs: tuple[Ref, ...] = ()
    person: str | None = None
    anonymous: bool = False
    bystander: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Voices:
    """The text's speakers, resolved in reading order."""

    text: Text
    marked: Sequence[Marked]
    claims: Sequence[AttributedClaim]
    pair: tuple[Ref, ...] = ()
    parties: tuple[Ref, ...] = ()
    mediators: tuple[Ref, ...] = ()
    unnamed: Ref | None = None
    _phrases: list[Phrase] = field(default_factory=list)
    _councils: tuple[Ref, ...] = ()
    _starts: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _claims_at: dict[int, list[AttributedClaim]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._phrases = [phrase for sentence in self.marked for _, phrase in sentence.phrases()]
        self._starts = [phrase.start for phrase in self._phrases]
        self.unnamed = resolve_groups(self._phrases, self.text.source)
        self._councils = tuple({ref: None for p in self._phrases if p.group == "council" for ref in p.refs})
        for phrase in self._phrases:
            if phrase.group == "pair":
                phrase.refs = self._of_one_name(phrase)
        starts = self._sentences = [sentence.sentence.start for sentence in self.marked]
        name_spokesmen(self.marked, self.text.source)
        for claim in self.claims:
            for start, end in claim.content:
                first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
                for number in range(max(0, first), last + 1):
                    self._claims_at.setdefault(number, []).append(claim)

    def _wording(self, phrase: Phrase) -> str:
        return wording(phrase, self.text.source)

    def settle_sides(self, parties: Sequence[Ref], mediators: Sequence[Ref]) -> None:
        """Once the seats are known: "both sides" are the parties, and "the government" is the one state among them."""
        self.parties, self.mediators = tuple(parties), tuple(mediators)
        self.pair = self.parties if len(parties) == len("AB") else ()
        for phrase in self._phrases:
            if phrase.group in {"pair", "government"}:
                self.settle(phrase)
            elif phrase.group == "council" and self._is_for_now(phrase):
                phrase.refs = self._own_state()
        self._name_ministers()

    def knows_more(self, parties: Sequence[Ref], mediators: Sequence[Ref]) -> bool:
        """Settle the sides anew where only the positions have shown who the two parties are and the text speaks of
        "both sides"; whether that was so.
        """
        if self.pair or len(parties) != len("AB") or not any(p.group == "pair" for p in self._phrases):
            return False
        self.settle_sides(parties, mediators)
        return True

    def settle(self, phrase: Phrase) -> None:
        """Give a side without a name the actors that the seats or the text before it make it."""
        if phrase.group == "pair":
            phrase.refs = self._pair_meant(phrase)
        elif phrase.group == "all":
            phrase.refs = self._all_meant(phrase)
        elif phrase.group == "mediators":
            phrase.refs = self.mediators
        elif phrase.group == "office":
            self._settle_office(phrase)
        elif phrase.group == "name-head":
            phrase.refs = self._named_so(phrase)
        elif phrase.group == "government":
            phrase.refs = self._own_state()

    def _all_meant(self, phrase: Phrase) -> tuple[Ref, ...]:
        """The parties; with a number the parties, or they and the mediators, if they are so many."""
        number = next((_NUMBERS[word] for word in self._wording(phrase).lower().split() if word in _NUMBERS), None)
        if number is None:
            return self.parties if 2 <= len(self.parties) <= _MOST_PARTIES else ()
        together = tuple(dict.fromkeys((*self.parties, *self.mediators)))
        known = next((refs for refs in (self.parties, together) if len(refs) == number), ())
        if known or not set(self._wording(phrase).lower().split()) & _OF_STATES:
            return known
        named = (other.refs for other in self._back_from(phrase.start))
        return next((refs for refs in named if len(refs) == number and all(ref.kind == "state" for ref in refs)), ())

    def _is_for_now(self, phrase: Phrase) -> bool:
        """Whether "the interim government" is that of the one state among the parties."""
        words = self._wording(phrase).lower().split()
        return words[-1] == "government" and bool(_FOR_NOW & set(words)) and bool(self._own_state())

    def _name_ministers(self) -> None:
        """Who has an office of state without a state named is of the one state among the parties."""
        state = self._own_state()
        if not state:
            return
        own = {p.person for p in self._phrases if p.person and not p.refs and _OFFICE_OF_STATE.search(p.title or "")}
        for phrase in self._phrases:
            if phrase.person in own and not phrase.refs:
                phrase.refs = state

    def _own_state(self) -> tuple[Ref, ...]:
        """The one state among the parties, else the junta or council that rules it; nothing where there are several."""
        states = tuple(ref for ref in self.parties if ref.kind == "state")
        states = states or self._councils
        return states if len(states) == 1 else ()

    def _pair_meant(self, phrase: Phrase) -> tuple[Ref, ...]:
        """The parties; or, for "both countries" where these are not two states, the two states named together last."""
        if namesakes := self._of_one_name(phrase):
            return namesakes
        if not set(self._wording(phrase).lower().split()) & _OF_STATES or all(r.kind == "state" for r in self.pair):
            return self.pair
        several = self.last_several(phrase.start).refs
        return several if len(several) == len("AB") and all(ref.kind == "state" for ref in several) else ()

    def _named_so(self, phrase: Phrase) -> tuple[Ref, ...]:
        """ "The Front" is the last group or body before whose name has that word."""
        head = self._wording(phrase).lower().split()[-1]
        for other in self._back_from(phrase.start):
            for ref in other.refs:
                if ref.kind != "state" and head in ref.name.lower().replace("-", " ").split():
                    return (ref,)
        return ()

    def _back_from(self, offset: int) -> Iterator[Phrase]:
        """The text's last phrases before an offset, the nearest first."""
        at = bisect_left(self._starts, offset)
        return reversed(self._phrases[max(0, at - _FAR_BACK) : at])

    def _of_one_name(self, phrase: Phrase) -> tuple[Ref, ...]:
        """The two states that share a name, "both Koreas", where the text names them both."""
        last = self._wording(phrase).lower().split()[-1]
        if last not in _SHARED_NAMES:
            return ()
        refs = {ref.id: ref for p in self._phrases for ref in p.refs if ref.name.lower().split()[-1] == last[:-1]}
        return tuple(refs.values()) if len(refs) == len("AB") else ()

    def _settle_office(self, phrase: Phrase) -> None:
        """ "The prime minister" is the last one named with that office before, within the text's last phrases; "the
        leaders" are those of both sides.
        """
        office = self._wording(phrase).lower().split()[1:]
        if office in _BOTH_SIDES and self.pair:
            phrase.refs = self.pair
            return
        for other in self._back_from(phrase.start):
            title = f"{other.title or ''} {other.head or ''}".lower().replace("-", " ").split()
            if other.refs and not other.group and set(" ".join(office).replace("-", " ").split()) <= set(title):
                phrase.refs, phrase.person, phrase.title, phrase.head = (
                    other.refs,
                    other.person,
                    other.title,
                    other.head,
                )
                return
        if office[-1:] and office[-1] in _OF_ONE_STATE:
            phrase.refs = self._own_state()

    def claims_over(self, number: int, start: int, end: int) -> list[AttributedClaim]:
        """The claims whose content covers the middle of a span of sentence ``number``, the innermost first."""
        middle = (start + min(end, start + 40)) // 2
        found = [c for c in self._claims_at.get(number, ()) if any(s <= middle < e for s, e in c.content)]
        return sorted(found, key=lambda c: sum(e - s for s, e in c.content)) if len(found) > 1 else found

    def claim_cued(self, number: int, start: int, end: int) -> AttributedClaim | None:
        """The claim of sentence ``number`` whose cue stands in a span."""
        for claim in self._claims_at.get(number, ()):
            if any(s < end and start < e for s, e in claim.cue):
                return claim
        return None

    def phrases_around(self, offset: int) -> Sequence[Phrase]:
        """The phrase that begins last before an offset and the next few."""
        at = bisect_right(self._starts, offset) - 1
        return self._phrases[max(0, at) : at + 4]

    def phrases_behind(self, phrase: Phrase) -> Iterator[Phrase]:
        """The phrases that begin behind one, in order."""
        at = bisect_right(self._starts, phrase.start)
        return (self._phrases[k] for k in range(at, len(self._phrases)))

    def in_office(self, office: Sequence[str], before: int) -> Voice:
        """Whom "the prime minister" means: the last one named with that office; else whoever holds it for the one state
        at the table; else the last person named.
        """
        for other in self._back_from(before):
            title = (other.title or "").lower().replace("-", " ").split()
            if other.person and title and set(office) <= set(title):
                return self.voice_of((other,))
        state = self._own_state() if _OFFICE_OF_STATE.search(" ".join(office)) else ()
        return Voice(state) if state else self.last_person(before)

    def voice_of(self, phrases: Sequence[Phrase]) -> Voice:
        """The voice of one or several phrases taken together."""
        refs = tuple(dict.fromkeys(ref for phrase in phrases for ref in phrase.refs))
        person = phrases[0].person if len(phrases) == 1 else None  # of several each speaks for his own
        return Voice(
            refs,
            person,
            bool(phrases) and all(p.anonymous for p in phrases),
            False,
            tuple((p.start, p.end) for p in phrases),
        )

    def last_person(self, before: int) -> Voice:
        """Who "he" is: the person at the head of the sentence before, else the first one in the last sentence that
        names somebody who speaks for an actor.
        """
        number = bisect_right(self._sentences, before) - 1
        for _, phrase in self.marked[number - 1].phrases() if number > 0 and self._opens(number, before) else ():
            if phrase.refs and phrase.speaks:
                if phrase.person:
                    return self.voice_of((phrase,))
                break
        first: Phrase | None = None
        inside = self.text.in_quotation(before)  # outside of one nobody is meant whom only somebody else's words name
        for phrase in reversed(
            self._phrases[max(0, bisect_right(self._starts, before) - 40) : bisect_right(self._starts, before - 1)]
        ):
            if first is not None and self._number_at(phrase.start) != self._number_at(first.start):
                break
            if phrase.person and phrase.refs and (inside or not self.text.in_quotation(phrase.start)):
                first = phrase if phrase.speaks or first is None else first
        return self.voice_of((first,)) if first is not None else self.last_actor(before)

    def _number_at(self, offset: int) -> int:
        return bisect_right(self._sentences, offset) - 1

    def _opens(self, number: int, offset: int) -> bool:
        """Whether nothing but a word or two of sentence ``number`` stands before an offset, in its paragraph."""
        here, before = self.marked[number].sentence, self.marked[number - 1].sentence
        return offset - here.start < _OPENING and here.paragraph == before.paragraph

    def last_several(self, before: int, sentences: int = 2) -> Voice:
        """Those who acted together in the sentences before: "the leaders of A and B", "A and B"."""
        number = bisect_right(self._sentences, before) - 1
        for back in range(number - 1, max(-1, number - 1 - sentences), -1):
            items = self.marked[back].items
            for i, item in enumerate(items):
                phrase = item.phrase
                if phrase is None or not phrase.speaks or not phrase.refs:
                    continue
                if len(phrase.refs) > 1:
                    return self.voice_of((phrase,))
                other = items[i + 2].phrase if i + 2 < len(items) and items[i + 1].word == "and" else None
                if other is not None and other.speaks and other.refs:
                    return self.voice_of((phrase, other))
                break
        return Voice()

    def last_plural(self, before: int) -> Voice:
        """Whom "they" can mean: several actors together, a group or people, named in the sentence before; else the
        pair at the table, where the last one to act is not of it.
        """
        number = bisect_right(self._sentences, before) - 1
        phrases = [phrase for _, phrase in self.marked[number - 1].phrases() if phrase.refs] if number > 0 else []
        several = self.last_several(before, sentences=1)
        if several.refs:
            return several
        for phrase in phrases:
            if len(phrase.refs) > 1 or phrase.group or (phrase.head or "").endswith("s") or self._is_of_many(phrase):
                return self.voice_of((phrase,))
        last = self.last_actor(before)
        lone = any(ref.kind in {"state", "intergovernmental"} for ref in last.refs)
        return Voice(self.pair) if lone and self.pair and not set(last.refs) & set(self.pair) else last

    def _is_of_many(self, phrase: Phrase) -> bool:
        """Whether a group is named by a plural ("the Ruritanian rebels")."""
        return phrase.refs[0].kind in GROUP_KINDS and self._wording(phrase).endswith("s")

    def last_actor(self, before: int) -> Voice:
        """The actor that was the last to stand at the head of a sentence before an offset, or the last one named."""
        sentence = bisect_right(self._sentences, before) - 1
        for number in range(sentence, max(-1, sentence - 3), -1):
            for _, phrase in self.marked[number].phrases():
                if phrase.end <= before and phrase.refs and phrase.speaks:
                    return self.voice_of((phrase,))
        return Voice()
