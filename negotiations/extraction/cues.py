"""The forms of the cue words: each word form that may be a cue, with its rules and its grammatical form."""

from dataclasses import dataclass
from enum import IntEnum

from negotiations.extraction.rules.cues import ADJECTIVES, NOUNS, VERBS, CueRule
from negotiations.extraction.rules.grammar import DOUBLING, IRREGULAR


class Form(IntEnum):
    """The form of a verb: ``PAST`` also stands for forms that are past and participle at once."""

    BASE = 1
    THIRD = 2
    PAST = 3
    PARTICIPLE = 4
    GERUND = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to read a word form as a cue: its rule, lemma, form and the particles that must follow."""

    rule: CueRule
    lemma: str
    form: Form
    particles: tuple[str, ...]


def inflect(verb: str) -> list[tuple[str, Form]]:
    """All forms of a verb."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")) and verb != "go":
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    third = "goes" if verb == "go" else third
    stem = verb + verb[-1] if verb in DOUBLING else verb
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        gerund, past = verb[:-1] + "ing", verb + "d"
    else:
        gerund, past = (
            stem + "ing",
            (verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeou" else stem + "ed"),
        )
        past = verb + "d" if verb.endswith("ee") else past
    forms = [(verb, Form.BASE), (third, Form.THIRD), (gerund, Form.GERUND)]
    if verb in IRREGULAR:
        simple, participle = IRREGULAR[verb]
        forms += [(simple, Form.PAST)] + ([(participle, Form.PARTICIPLE)] if participle != simple else [])
    else:
        forms.append((past, Form.PAST))
    return forms


def _table() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for rule in VERBS:
        for lemma in rule.lemmas:
            verb, *particles = lemma.split()
            for word, form in inflect(verb):
                table.setdefault(word, []).append(Cue(rule, lemma, form, tuple(particles)))
    # The longer pattern first: "called for" is tried before "called".
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.particles))) for word, cues in table.items()}


CUES = _table()


@dataclass(frozen=True, slots=True)
class Complement:
    """A noun or adjective as a cue: its rule, lemma, and the words that must follow."""

    rule: CueRule
    lemma: str
    openers: frozenset[str]


def _complements(rules: tuple[CueRule, ...], *, plural: bool) -> dict[str, tuple[Complement, ...]]:
    table: dict[str, tuple[Complement, ...]] = {}
    for rule in rules:
        for entry in rule.lemmas:
            lemma, *openers = entry.split(":")
            complement = Complement(rule, lemma, frozenset(openers) or rule.takes)
            for word in {lemma, inflect(lemma)[1][0]} if plural else {lemma}:
                table[word] = (*table.get(word, ()), complement)
    return table


NOUN_CUES = _complements(NOUNS, plural=True)
ADJECTIVE_CUES = _complements(ADJECTIVES, plural=False)
HEARSAY_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
# All words but verbs at which a claim is looked for.
OTHER_CUES = frozenset({"according", "put", "words", *NOUN_CUES, *ADJECTIVE_CUES, *HEARSAY_ADVERBS})
