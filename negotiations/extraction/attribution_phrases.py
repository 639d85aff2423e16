"""Attributions without a verb of saying: "according to", "its demand that", "is confident that", "Speaker: …"."""

from collections.abc import Iterator

from negotiations.extraction.attribution_clauses import MARKS, Clauses
from negotiations.extraction.attribution_contents import clause_end
from negotiations.extraction.attribution_verbs import Draft
from negotiations.extraction.cues import ADJECTIVE_CUES, HEARSAY_ADVERBS, NOUN_CUES, Complement
from negotiations.extraction.findings import Span
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.rules.grammar import words

_POSSESSIVES = words("its their his her our my whose")
# Nouns that report a claim even where nobody is named as its source.
_HEARSAY = words(
    """claim allegation accusation report rumor rumour speculation suggestion warning fear concern hope belief
    assurance"""
)
# Words before a colon at the head of a paragraph that are no speaker.
_LABELS = words(
    """correction clarification update updated note photo video related latest watch more editor's here read
    files topics tags share source sources contact email published"""
)
# How many words before a colon may be a speaker's name.
_LONGEST_SPEAKER = 6
# How many words may name whose words they are ("as the chief negotiator for the rebels put it").
_LONGEST_SOURCE = 10
# Behind these "according to" belongs to what follows it.
_TURNS_TO_IT = words("; but and which who that")
_INSIDE_NAMES = frozenset({"of", "the", "'s", "’s"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def read_phrases(c: Clauses) -> Iterator[Draft]:
    """The claims of the sentence that no verb introduces."""
    low = c.low
    if ":" in low[c.start : c.start + _LONGEST_SPEAKER + 1]:
        yield from _transcript(c)
    for index in c.here(c.other_cues):
        word = low[index]
        if index == c.stop - 1:  # nothing follows that could be said
            return
        if word == "according":
            if low[index + 1] == "to":
                yield from _according(c, index)
        elif word in {"put", "words"}:
            yield from _in_his_words(c, index)
        elif word in NOUN_CUES:
            yield from _noun(c, index)
        elif word in HEARSAY_ADVERBS:
            yield from _hearsay(c, index)
        else:
            yield from _adjective(c, index)


def _according(c: Clauses, at: int) -> Iterator[Draft]:
    end = at + 2
    while end < c.stop and c.low[end] not in {",", ";", "—", "--"}:
        end += 1
    before = c.word(at - 1 - (c.word(at - 1) == ","))
    if at == c.start or before in _TURNS_TO_IT:
        if c.has_verb(at + 2, end):  # no comma stands between the source and what it says
            end = min(end, max(at + 3, c.noun_phrase_end(at + 2)))
        first = end + (c.word(end) in MARKS)
        content = [(first, c.stop)] if first < c.stop else []
    else:
        last = at - (c.low[at - 1] == ",")
        content = [(c.start, last)] if last > c.start else []
    if content and end > at + 2 and c.low[at + 2] not in {"which", "whom"}:
        yield Draft((at, at + 2), [(at + 2, end)], content, "according-to", "according", 0.9)


def _in_his_words(c: Clauses, at: int) -> Iterator[Draft]:
    """ "As the envoy put it, …" and "in the words of the envoy, …": what follows the comma is said."""
    if c.low[at] == "put":
        first = next((i for i in range(at - 1, max(c.start - 1, at - _LONGEST_SOURCE), -1) if c.low[i] == "as"), None)
        if first is None or c.word(at + 1) != "it":
            return
        source, end = (first + 1, at), at + 2
    elif (c.word(at - 2), c.word(at - 1), c.word(at + 1)) == ("in", "the", "of"):
        first = at - 2
        end = next((i for i in range(at + 2, min(c.stop, at + _LONGEST_SOURCE)) if c.low[i] == ","), at)
        source = (at + 2, end)
    else:
        return
    if c.word(end) == "," and source[0] < source[1] and end + 1 < c.stop:
        yield Draft((first, first + 1), [source], [(end + 1, c.stop)], "in-his-words", "put", 0.85)


def _noun(c: Clauses, at: int) -> Iterator[Draft]:
    """ "its demand that …", "the ministry's plan to …": the possessor is the source."""
    for cue in NOUN_CUES[c.low[at]]:
        following = c.word(at + 1)
        if following not in cue.openers:
            continue
        source, start = _possessor(c, at)
        if not source and (following != "that" or cue.lemma not in _HEARSAY):
            continue
        first = (
            at + 1
            if following in {"that", "to"} and cue.lemma not in {"opposition", "response", "reaction", "commitment"}
            else at + 2
        )
        end = clause_end(c, first, "that" if following == "that" else "thing")
        if end > first:
            name = cue.rule.name if source else cue.rule.name + ":bare"
            yield Draft(
                (start, max(at + 1, first)),
                source,
                [(first, end)],
                name,
                cue.lemma,
                cue.rule.confidence,
            )
            return


def _possessor(c: Clauses, at: int) -> tuple[list[Span], int]:
    """Who holds what the noun names, and the first token of the cue."""
    index = at - 1
    while index >= c.start and at - index < 5:
        word = c.low[index]
        if word in _POSSESSIVES:
            return [(index, index + 1)], index + 1
        if word in _GENITIVE and index > c.start:
            first = c.noun_phrase_start(index - 1)
            return ([(first, index + 1)] if first < index else []), index + 1
        if word in MARKS or word in g.PREPOSITIONS or word in g.DETERMINERS or word in g.AUXILIARIES:
            break
        index -= 1
    return [], at


def _adjective(c: Clauses, at: int) -> Iterator[Draft]:
    for cue in ADJECTIVE_CUES[c.low[at]]:
        following = c.word(at + 1)
        if following not in cue.openers or at == c.start:
            continue
        start = at
        while start > c.start and (c.is_adverb(start - 1) or c.low[start - 1] in g.AUXILIARIES):
            start -= 1
        if start == at or not any(c.low[i] in g.AUXILIARIES for i in range(start, at)):
            continue
        source = c.subject(start)
        if source and c.low[source[0][0]] in {"it", "there"} and source[0][1] - source[0][0] == 1:
            source = []
        yield from _complement(c, at, start, source, cue, following)
        return


def _complement(
    c: Clauses, at: int, start: int, source: list[Span], cue: Complement, following: str
) -> Iterator[Draft]:
    first = (
        at + 1
        if (following in {"that", "to"} and cue.lemma not in {"opposed", "open", "committed"}) or following in g.WH
        else at + 2
    )
    end = clause_end(c, first, "that" if following == "that" else "thing")
    if end > first:
        yield Draft((start, at + 1), source, [(first, end)], cue.rule.name, cue.lemma, cue.rule.confidence)


def _transcript(c: Clauses) -> Iterator[Draft]:
    """ "MODERATOR: …" and "Poll: …" at the head of a paragraph: all of the paragraph is said."""
    index, longest = c.start, min(c.stop, c.start + _LONGEST_SPEAKER)
    while index < longest and (c.is_capital(index) or c.low[index] in _INSIDE_NAMES):
        index += 1
    if not c.start < index < c.stop - 1 or c.low[index] != ":" or c.quoted[index] or c.low[index - 1] in _LABELS:
        return
    sentences = c.text.sentences
    if c.number and sentences[c.number - 1].paragraph == c.paragraph:
        return
    last, number = c.stop, c.number + 1
    while number < len(sentences) and sentences[number].paragraph == c.paragraph:
        last = sentences[number].last
        number += 1
    yield Draft((index, index + 1), [(c.start, index)], [(index + 1, last)], "transcript", ":", 0.7)


def _hearsay(c: Clauses, at: int) -> Iterator[Draft]:
    """ "The envoy is reportedly in Oslo": the clause is somebody's report, nobody says whose."""
    start = at
    while start > c.start and c.low[start - 1] in g.AUXILIARIES:
        start -= 1
    subject = c.subject(start)
    end = clause_end(c, at, "bare")
    if subject and end > at + 1:
        yield Draft(
            (at, at + 1),
            [],
            [*subject, *([(start, at)] if start < at else []), (at + 1, end)],
            "hearsay",
            "reportedly",
            0.5,
        )
