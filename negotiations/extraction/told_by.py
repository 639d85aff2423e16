"""Who a claim is attributed to: an actor by its name, a pronoun, an office, "a statement", "his party", "the army"."""

from negotiations.extraction.findings import AttributedClaim
from negotiations.extraction.phrases import Phrase
from negotiations.extraction.rules import words as w
from negotiations.extraction.voices import Voice, Voices

_OFFICES = w.TITLES | w.SINGULAR
# "The ruling party in A", "the plan of A": the actor behind these is not the one who speaks.
_NOT_OF = frozenset("in at near about against former with plan proposal draft newspaper daily university".split())
# What may stand between two who speak together: "A and the B".
_TIES = frozenset({"and", ",", "the", "both", "also"})
# Where somebody puts what he says; whoever acts before it in the sentence, or did in the one before, says it.
_TEXTS = frozenset("statement letter communique communiqué message note document declaration release text".split())
_A_TEXT = frozenset({"a", "an", "the", "its", "their", "his", "her", "that", "joint", "written", "brief", "short"})
_TIMES = frozenset("this last the past same week month year weekend".split())
# "His party", "her deputy": of whoever was the last to speak.
_OWN_BODIES = frozenset(
    """party group movement side government country delegation team office deputy spokesman spokeswoman spokesperson
    organization organisation faction coalition alliance ministry aides aide advisers advisors
    officials""".split()  # one expression
)
# So deep a pronoun is followed from one claim to the one around it.
_DEEPEST = 3


def source_of(voices: Voices, claim: AttributedClaim, number: int, depth: int = 0) -> Voice:
    """Who a claim of sentence ``number`` is attributed to."""
    for start, end in claim.source:
        named = _named(voices, start, end)
        if named is not None:
            return named
        words = [word.strip(",.") for word in voices.text.source[start:end].lower().split()]
        if words and words[0] in {"he", "she", "it", "they", "we", "i"}:
            outer = [c for c in voices.claims_over(number, start, end) if c is not claim and c.source != claim.source]
            if outer and depth < _DEEPEST:
                return source_of(voices, outer[0], number, depth + 1)
        voice = _described(voices, words, start, number)
        if voice is not None:
            return voice
    return Voice()


def _named(voices: Voices, start: int, end: int) -> Voice | None:
    """The voice of the phrases in the words of a source; None where they name nobody who could speak."""
    phrases = voices.phrases_around(start)
    for at, phrase in enumerate(phrases):
        if phrase.start < end and start < phrase.end:
            lead = voices.text.source[start : max(start, phrase.start)].lower().split()
            if not phrase.speaks and not phrase.group and phrase.end < end and at + 1 < len(phrases):
                continue
            if not set(lead) & _NOT_OF:
                return voices.voice_of(_tied_to(voices, phrase, end)) if phrase.speaks or phrase.group else Voice()
    return None


def _described(voices: Voices, words: list[str], start: int, number: int) -> Voice | None:
    """The voice of those whom the words of a source tell of without a name; None where they say too little."""
    if not words:
        return None
    if words in (["its"], ["their"]) or set(words) <= _TIMES:
        return _author(voices, start, number)  # "A hopes B will keep to its view that", "B this week announced that"
    if words[0] in {"he", "she"}:
        return voices.last_person(start)
    if words[0] in {"it", "they"}:
        return voices.last_actor(start)
    if words[-1] in {"document", "text"} and words[0] not in {"a", "an", "its", "their", "his", "her", "joint"}:
        return Voice()  # nobody's own: what is on the table, or was signed
    if words[-1] in _TEXTS and set(words[:-1]) <= _A_TEXT:
        return _author(voices, start, number)
    if words[0] in {"its", "their", "his", "her"} and words[-1] in _OWN_BODIES:
        whose = voices.last_person(start) if words[0] in {"his", "her"} else voices.last_actor(start)
        return Voice(whose.refs)
    if not w.BYSTANDERS.isdisjoint(words):
        return Voice(bystander=True)
    if words[0] in {"the", "one", "an", "a"} and not _OFFICES.isdisjoint(words):
        return voices.in_office(words[1:], start) if words[0] == "the" else Voice()
    return None


def _author(voices: Voices, start: int, number: int) -> Voice:
    """Whose statement it is: whoever acts before it in its sentence, else the last to act before."""
    here = [p for _, p in voices.marked[number].phrases() if p.end <= start and p.refs and (p.speaks or p.group)]
    return voices.voice_of(here[-1:]) if here else voices.last_actor(start)


def _tied_to(voices: Voices, phrase: Phrase, end: int) -> list[Phrase]:
    """A phrase with those that "and" and commas tie to it on the right, up to an offset."""
    tied = [phrase]
    for other in voices.phrases_behind(phrase):
        between = voices.text.source[tied[-1].end : other.start].lower().replace(",", " , ").split()
        if other.end > end or not (other.speaks or other.group) or not {"and", ","} & set(between):
            break
        if not set(between) <= _TIES:
            break
        tied.append(other)
        if "and" in between:
            return tied
    return [phrase]
