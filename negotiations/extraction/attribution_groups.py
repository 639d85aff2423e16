"""Verbs among the words of a sentence: a cue with its auxiliaries, told from nouns and adjectives of the same form."""

from dataclasses import dataclass

from negotiations.extraction.attribution_clauses import DASHES, MARKS, POSSESSIVE, Clauses
from negotiations.extraction.cues import CUES, Cue, Form
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.rules.grammar import words

_SINGULAR = words("he she it who that which and , ) one everyone nobody everybody someone")
_PLURAL = words("they we i you who that which people police and ,")
# Verbs whose base form is no noun, so that it stands as a verb behind any word ("doctors with the opposition say").
_NEVER_NOUNS = words("say tell believe insist argue deny contend maintain")
# Determiners that are subjects by themselves at the head of a clause: "some said", "both insist".
_PRONOMINAL = words("some many most both all few each several one two three")
_OPENS_NOUN = (g.DETERMINERS | POSSESSIVE) - _PRONOMINAL
_CLAUSE_OPENERS = MARKS | g.CONJUNCTIONS | g.SUBORDINATORS | {""}
_ALSO_INFINITIVE = frozenset({"agree to", "commit to"})


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries and particles: tokens [start, end), and how it stands."""

    start: int
    end: int
    infinitive: bool
    passive: bool
    helped: bool


def verb_group(c: Clauses, index: int, cue: Cue) -> Group | None:
    """The verb group around a cue, or None where the word is no verb here."""
    start = index
    helped = infinitive = be = False
    while start > c.start:
        word = c.low[start - 1]
        if word in g.AUXILIARIES and (word not in POSSESSIVE or c.word(start - 2) in g.SUBJECTS):
            helped, be = True, be or word in g.BE
        elif word == "to" and cue.form is Form.BASE and not helped:
            infinitive = True
        elif not c.is_adverb(start - 1):
            break
        start -= 1
    first = start
    while first < index and c.is_adverb(first):
        first += 1
    helped = helped or infinitive
    passive = be and cue.form in (Form.PAST, Form.PARTICIPLE)
    if helped and (cue.form is Form.THIRD or (cue.form is Form.BASE and be)):
        return None
    if not helped and (cue.form is Form.PARTICIPLE or not _stands_as_verb(c, index, first, cue)):
        return None
    if not helped and start < first and c.word(start - 1) in _OPENS_NOUN:  # "the internationally recognised state"
        return None
    return Group(start, index + 1 + len(cue.particles), infinitive, passive, helped)


def _stands_as_verb(c: Clauses, index: int, start: int, cue: Cue) -> bool:
    """Whether a form without auxiliary is a verb here and no noun or adjective."""
    before = c.word(start - 1)
    if before in _PRONOMINAL and c.word(start - 2) in _CLAUSE_OPENERS:
        return cue.form is Form.PAST or cue.lemma in _NEVER_NOUNS
    if before in g.DETERMINERS or before in POSSESSIVE:
        return False
    if cue.form is Form.GERUND:
        return not _is_object(c, start)  # "denied rejecting it"
    if index > c.start and c.number > 0 and c.is_capital(index):  # only headlines write verbs with capitals
        return False
    if before in g.PREPOSITIONS:
        return False
    if not cue.particles and c.word(index + 1) in {"of", "by"}:
        return False
    if cue.form in (Form.BASE, Form.THIRD) and _is_object(c, start):  # "denied claims"
        return False
    if cue.form is Form.BASE:
        return (
            before in _PLURAL
            or cue.lemma in _NEVER_NOUNS
            or (before.endswith("s") and not before.endswith("ss"))
            or _is_pair(c, start - 1)
        )
    return cue.form is not Form.THIRD or (_is_singular(c, start - 1) and not _goes_on_as_noun(c, index + 1))


def _is_object(c: Clauses, start: int) -> bool:
    """Whether the word before is a verb, of which the words from ``start`` on are the object."""
    return start > c.start and c.low[start - 1] not in g.AUXILIARIES and c.is_finite(start - 1)


def _goes_on_as_noun(c: Clauses, at: int) -> bool:
    """Whether a participle follows: "reports quoting officials"."""
    return any(cue.form is Form.GERUND for cue in CUES.get(c.word(at), ()))


def _is_singular(c: Clauses, last: int) -> bool:
    """Whether the words up to ``last`` can be the subject of a verb in the third person singular."""
    before = c.word(last)
    if before in _SINGULAR or before in DASHES:
        return True
    if not before or before in MARKS or before.isdigit():
        return False
    if c.is_capital(last):
        return True
    if before.endswith("s") and not before.endswith(("ss", "us", "is", "news")):
        return False
    first = c.noun_phrase_start(last)
    return first < last and (c.low[first] in g.DETERMINERS or c.is_capital(first))


def _is_pair(c: Clauses, last: int) -> bool:
    """Whether the words up to ``last`` are two names joined by "and"."""
    if not c.word(last) or not c.is_capital(last):
        return False
    first = c.noun_phrase_start(last)
    return "and" in c.low[first:last] and c.word(first - 1) not in g.PREPOSITIONS


def has_particles(c: Clauses, index: int, cue: Cue) -> bool:
    """Whether the particles of the cue follow it: "agreed to a truce", where "agreed to meet" is for another cue."""
    end = index + 1
    for particle in cue.particles:
        if c.word(end) != particle:
            return False
        end += 1
    return cue.lemma not in _ALSO_INFINITIVE or c.word(end) in g.DETERMINERS
