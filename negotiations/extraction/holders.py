"""Who holds the stance that a cue takes, who says so, and in whose voice."""

import re
from dataclasses import dataclass, replace

from negotiations.extraction.findings import AttributedClaim
from negotiations.extraction.holder_signs import (
    LANDS,
    breaks_off_for_others,
    is_own_side,
    obliged,
    speaker_of_a_land,
    speaks_of_us,
    tells_of_a_text,
)
from negotiations.extraction.phrases import Marked, Phrase, Ref
from negotiations.extraction.reading import Reading, phrases_in
from negotiations.extraction.rules import words as w
from negotiations.extraction.stances import Cue
from negotiations.extraction.subjects import Subject, find_subject
from negotiations.extraction.tellers import teller
from negotiations.extraction.told_by import source_of
from negotiations.extraction.unacted import is_awaited, is_schedule, is_wished_for
from negotiations.extraction.voices import Voice


@dataclass(frozen=True, slots=True)
class Holder:
    """The holders of a stance with the item at which they stand in the sentence (None where it is another's words)."""

    refs: tuple[Ref, ...]
    speaker: str | None
    attribution: str
    at: int | None
    own: bool


def find_holder(reading: Reading, marked: Marked, number: int, cue: Cue) -> Holder | None:
    """The holder of a cue, or None where no actor can be named without guessing."""
    if cue.rule.holder == "subject" and obliged(marked, cue.first):
        _nobody(reading, marked, cue, "it is what somebody is obliged to")
        return None
    if cue.rule.holder == "subject" and _passive(marked, cue):
        _nobody(reading, marked, cue, "it is a passive or describes a noun: whoever stands before it does not do it")
        return None
    claim, source = teller(reading, marked, number, cue)
    if source.bystander:
        _nobody(reading, marked, cue, "it is told by somebody who speaks for no actor")
        return None
    if cue.holder is not None:
        return _named(reading, marked, cue.holder, source, claim)
    if cue.rule.holder == "source":
        if not source.refs:
            _nobody(reading, marked, cue, "it is attributed to no actor that is known by name")
            return None
        if cue.rule.value == "demands" and _asks_itself(marked, cue, source, claim):
            _nobody(reading, marked, cue, "what somebody has to do himself is no demand")
            return None
        return _holder(source, source, claim, None, own=False)
    if cue.rule.holder == "sides":
        return _holder(Voice(reading.voices.pair), source, claim, None, own=True)
    if cue.rule.holder == "own":
        return _own(reading, marked, cue, source, claim)
    if cue.rule.holder == "owner":
        return _owner(reading, marked, cue, source, claim)
    return _of_verb(reading, marked, number, cue, source, claim)


def _of_verb(
    reading: Reading, marked: Marked, number: int, cue: Cue, source: Voice, claim: AttributedClaim | None
) -> Holder | None:
    """The subject of a verb, or else who is told to say what it says."""
    subject = find_subject(marked, cue.first)
    if is_awaited(marked, cue, subject):
        _nobody(reading, marked, cue, "it is what is wanted or expected of somebody")
        return None
    found = _by_subject(reading, marked, number, cue, subject, source, claim)
    if found is None:
        speaker = _speaker(reading, marked, number, cue, subject, source)
        found = _holder(speaker, source, claim, None, own=True)
    if found is None:
        _nobody(reading, marked, cue, _why_not(subject))
    return found


def _speaker(reading: Reading, marked: Marked, number: int, cue: Cue, subject: Subject, source: Voice) -> Voice:
    """Who speaks where the words name no actor: "A's spokesman says the country welcomes it"; the source of a claim of
    which the cue is the verb.
    """
    if subject.other in LANDS:
        phrase = speaker_of_a_land(marked, cue.first)
        return source if source.refs else reading.voices.voice_of((phrase,)) if phrase else Voice()
    if subject.finite and subject.other and is_own_side(subject.other, source.refs):
        return Voice(source.refs, source.person, source.anonymous)
    if not subject.finite or subject.other:
        return Voice()
    said = reading.voices.claim_cued(number, marked.items[cue.first].start, marked.items[cue.last].end)
    return source_of(reading.voices, said, number) if said else Voice()


def _named(
    reading: Reading, marked: Marked, place: tuple[int, int], source: Voice, claim: AttributedClaim | None
) -> Holder | None:
    """Those whom the words of the rule name, with the person before them who speaks for the same."""
    voice = reading.voices.voice_of([p for p in phrases_in(marked, *place) if p.refs])
    at = marked.item_at(place[0])
    main = _person_before(reading, marked, at)
    if main and set(main.refs) & set(voice.refs):
        voice = Voice(voice.refs, main.person, voice.anonymous)
    return _holder(voice, source, claim, at, own=True)


def _nobody(reading: Reading, marked: Marked, cue: Cue, why: str) -> None:
    """Note why nobody holds it."""
    reading.note(f"stances/{cue.rule.name}", marked.span(cue.first, cue.last + 1), why)


def _why_not(subject: Subject) -> str:
    if not subject.finite:
        return "its verb only says more of the verb before it"
    if subject.items or subject.pronoun:
        return "its subject speaks for no actor that is known by name"
    return f"“{subject.other}” stands where an actor would have to" if subject.other else "no actor is its subject"


# "Its proposed visit", "the signed text": a word that describes a noun.
_BEFORE_NOUN = w.DETERMINERS | {"the", "its", "their", "his", "her", "this", "that", "any", "new", "'s"}
_ALSO_NOUNS = frozenset(
    """demands demand calls call offers offer supports support hopes hope pledges promises wants moves promise pledge
    requests""".split()  # one expression
)
_PASSIVE = frozenset({"is", "are", "was", "were", "been", "be", "being", "'s"})


def _passive(marked: Marked, cue: Cue) -> bool:
    """ "It is proposed", "was rejected": whoever stands before it does not do it."""
    verb = marked.items[cue.first].word
    before = marked.items[cue.first - 1] if cue.first else None
    bare = verb in _ALSO_NOUNS and not verb.endswith("s")
    joined = cue.first > 1 and marked.items[cue.first - 2].word in {"and", ",", "both"}
    if bare and not joined and before is not None and before.phrase is not None and _one_state(before.phrase):
        return True
    if (
        before is not None
        and verb in _ALSO_NOUNS
        and (before.word in _BEFORE_NOUN or (before.phrase is not None and not before.phrase.speaks))
    ):
        return True
    if cue.first and verb.endswith(("ed", "ing")) and marked.items[cue.first - 1].word in _BEFORE_NOUN:
        return True
    if not verb.endswith("ed") or cue.rule.name in {"ready-to", "ready-to-act", "commits", "opposes", "upholds"}:
        return verb in {"put", "sought"} and marked.items[max(0, cue.first - 1)].word in _PASSIVE
    k = cue.first - 1
    while k > 0 and (marked.items[k].word in w.ADVERBS or marked.items[k].word.endswith("ly")):
        k -= 1
    return k >= 0 and marked.items[k].word in _PASSIVE


def _one_state(phrase: Phrase) -> bool:
    """Whether the phrase is a state by its bare name, which takes no verb in the plural: "the latest US offer"."""
    return len(phrase.refs) == 1 and phrase.refs[0].kind == "state" and not (phrase.head or phrase.person)


# What is asked for oneself: "A says its leader should become president".
_CLAIMED = tuple(
    f" {claimed}"
    for claimed in (
        "become ", "be named", "be made", "be appointed", "be given", "be allowed", "be freed", "be released",
        "be recogni", "get ", "receive ",
    )
)  # fmt: skip


def _asks_itself(marked: Marked, cue: Cue, source: Voice, claim: AttributedClaim | None) -> bool:
    """ "A said A has to inform": what somebody must do himself is no demand, but "we must" may be one on all. In "“The
    prisoners,” said A, “must go”" A only says it.
    """
    subject = find_subject(marked, cue.first)
    if cue.rule.name == "has-a-duty" and subject.pronoun in {"it", "he", "she"}:
        return True
    saying = claim.source if claim else ()
    items = [marked.items[i] for i in subject.items]
    told = [item for item in items if not any(start < item.end and item.start < end for start, end in saying)]
    if marked.string.startswith(_CLAIMED, cue.end):
        return False
    named = {ref.id for item in told if item.phrase is not None for ref in item.phrase.refs}
    return bool(named) and named <= {ref.id for ref in source.refs}


def _by_subject(
    reading: Reading,
    marked: Marked,
    number: int,
    cue: Cue,
    subject: Subject,
    source: Voice,
    claim: AttributedClaim | None,
) -> Holder | None:
    if not subject.finite:
        return None
    if subject.pronoun == "it" and claim is None and number and tells_of_a_text(reading.marked[number - 1]):
        return None
    if claim is None and cue.rule.name == "will-act" and is_schedule(marked, cue):
        return None
    if subject.items and is_wished_for(marked, cue, subject):
        return None
    if subject.items:
        phrases = [p for i in subject.items if (p := marked.items[i].phrase) is not None]
        if any(p.head in w.BYSTANDERS for p in phrases):
            return None
        if cue.stance == "withdraws" and breaks_off_for_others(phrases, marked.string[cue.start : cue.end]):
            return None
        phrases += _other_signatory(marked, cue)
        holder = _holder(reading.voices.voice_of(phrases), source, claim, subject.items[0], own=True)
        return replace(holder, attribution="claimed-by-other") if holder and subject.told else holder
    if subject.pronoun and claim is None and cue.rule.name == "will-act":
        return None
    if subject.pronoun:
        if claim is not None and not source.refs:
            return None
        voice = _pronoun(reading, marked, subject.pronoun, source)
        for other in _other_signatory(marked, cue) if voice.refs else ():
            voice = replace(voice, refs=tuple(dict.fromkeys((*voice.refs, *other.refs))))
        return _holder(voice, source, claim, None, own=True)
    return None


_SIGNED = frozenset({"signed", "reached", "struck", "concluded", "initialled"})


def _other_signatory(marked: Marked, cue: Cue) -> list[Phrase]:
    """Who signed as well, in "A has signed a deal with B"."""
    k = cue.last + 1
    if cue.rule.name != "signs" or marked.items[cue.first].word not in _SIGNED or cue.stance != "accepts":
        return []
    if k >= len(marked.items) or marked.items[k].word != "with":
        return []
    while k + 1 < len(marked.items) and marked.items[k].word in {"with", "the"}:
        k += 1
    phrase = marked.items[k].phrase
    return [phrase] if phrase is not None and phrase.speaks and phrase.refs else []


def _pronoun(reading: Reading, marked: Marked, pronoun: str, source: Voice) -> Voice:
    """Inside of attributed words "we", "he", "it" and "they" are the source; outside of them whoever was named last."""
    if pronoun == "they" and source.refs and speaks_of_us(marked):
        return Voice()  # "“they want us to give up,” A's envoy said": whoever speaks, it is not they
    if pronoun == "they" and source.person and len(source.refs) == 1:
        several = reading.voices.last_several(marked.sentence.start)
        if not several.refs and set(source.refs) & set(reading.voices.mediators):
            return Voice(reading.voices.pair)  # who mediates tells of those between whom he does
        return several if several.refs else source
    if source.refs:
        return source
    if pronoun in {"we", "i"}:
        return Voice()
    start = marked.sentence.start
    for i, phrase in marked.phrases():
        leads = i == 0 or marked.items[i - 1].word in {",", "the", "and", "but"}
        if phrase.refs and phrase.speaks and leads and (pronoun in {"it", "they"} or phrase.person):
            return reading.voices.voice_of((phrase,))
    if pronoun == "they":
        return reading.voices.last_plural(start)
    return reading.voices.last_person(start) if pronoun in {"he", "she"} else reading.voices.last_actor(start)


def _owner(reading: Reading, marked: Marked, cue: Cue, source: Voice, claim: AttributedClaim | None) -> Holder | None:
    """ "A's plan calls for", "the proposal of A envisages": A."""
    for i in range(cue.first - 1, max(-1, cue.first - 6), -1):
        phrase = marked.items[i].phrase
        if phrase is not None and phrase.refs:
            return _holder(reading.voices.voice_of((phrase,)), source, claim, i, own=True)
    voice = reading.voices.last_actor(marked.sentence.start)
    return _holder(voice, source, claim, cue.first, own=True)


def _own(reading: Reading, marked: Marked, cue: Cue, source: Voice, claim: AttributedClaim | None) -> Holder | None:
    """ "Its demand": whoever says so; at the head of a sentence whoever acted last. Elsewhere it is anybody's."""
    voice = source if claim is not None or cue.first else reading.voices.last_actor(marked.sentence.start)
    return _holder(voice, source, claim, None, own=True)


def _person_before(reading: Reading, marked: Marked, at: int) -> Voice | None:
    for i in range(at - 1, -1, -1):
        phrase = marked.items[i].phrase
        if phrase is not None and phrase.person and phrase.refs:
            return reading.voices.voice_of((phrase,))
    return None


# Courts rule; they have no seat at a table and take no stance.
_JUDGING = re.compile(r"\b(?:Court|Tribunal)\b")


def _holder(voice: Voice, source: Voice, claim: AttributedClaim | None, at: int | None, *, own: bool) -> Holder | None:
    refs = tuple(ref for ref in voice.refs if ref.name and not _JUDGING.search(ref.name))
    if not refs:
        return None
    speaker, attribution = voice.person, "anonymous" if voice.anonymous else "reported"
    if claim is not None:
        if source.refs and not ({r.id for r in source.refs} & {r.id for r in refs}):
            return Holder(refs, source.person, "claimed-by-other", at, own)
        speaker = speaker or source.person
        if (source.anonymous and not speaker) or (not source.refs and claim.kind == "anonymous"):
            attribution = "anonymous"
    return Holder(refs, speaker, attribution, at, own)
