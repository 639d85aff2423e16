"""Attributions by a verb: said, told, believes, wants, condemned …"""

from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.attribution_clauses import DASHES, MARKS, Clauses
from negotiations.extraction.attribution_contents import (
    clause_end,
    content_after,
    content_before,
    continued,
    shape,
    until_comma,
    until_main_clause,
)
from negotiations.extraction.attribution_groups import Group, has_particles, verb_group
from negotiations.extraction.cues import CUES, Cue, Form
from negotiations.extraction.findings import Span
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.rules.grammar import words

# A sentence with more cues than this is no prose; the rest of it is left alone.
MOST_CUES = 40
# How sure a claim is, by the kind of words that are its content; what is not listed counts as 0.8.
_SURE = {"thing": 0.7, "to": 0.75, "clause": 0.95, "that": 1.0, "quote": 1.0, "wh": 0.9}
_OBJECTS = words("him her them me us you it")
# An infinitive makes a claim of its own with these only ("refused to say whether"), not with "to condemn".
_INFINITIVES = frozenset({"saying", "stating", "telling", "wanting", "urging", "denying"})
# A sentence that opens with one of these has its main clause behind a comma.
_FRONTING = words("while although though whereas as if when after before since because once unless until")
_ASKED = words("ask tell press")
# "is expected to", "is said to": somebody expects and says, nobody is named.
_HEARSAY = words("""expect believe think say report know estimate project allege forecast assume understand""")


@dataclass(slots=True)
class Draft:
    """A claim in token ranges, before it is put into spans of the source."""

    cue: Span
    source: list[Span]
    content: list[Span]
    rule: str
    lemma: str
    confidence: float


def read_verbs(c: Clauses) -> Iterator[Draft]:
    """The claims of the sentence that a verb introduces, in order."""
    previous: list[Span] = []
    pending: list[Draft] = []
    for index in c.here(c.verb_cues)[:MOST_CUES]:
        cues = CUES[c.low[index]]
        draft = next((found for cue in cues if (found := _read(c, index, cue, previous)) is not None), None)
        if draft is None:
            continue
        if draft.source:
            previous = draft.source
            for earlier in pending:
                earlier.source = previous
            pending = []
        elif draft.rule.endswith(":leading"):
            pending.append(draft)
        yield draft


def _read(c: Clauses, index: int, cue: Cue, previous: list[Span]) -> Draft | None:
    """The claim that the cue makes, or None."""
    group = verb_group(c, index, cue) if has_particles(c, index, cue) else None
    if group is None:
        return None
    if group.passive:
        return _passive(c, group, cue)
    participle = cue.form is Form.GERUND and not group.helped
    if "after" in cue.rule.takes and not participle:
        draft = _inverted(c, index, group, cue)
        if draft is not None:
            return draft
    source = _source(c, group, participle, previous)
    if "after" in cue.rule.takes and not participle and source:
        draft = _afterwards(c, group, cue, source)
        if draft is not None:
            return draft
    if group.infinitive and cue.rule.name not in _INFINITIVES:
        return None
    if participle and cue.rule.name in {"thinking", "showing"}:
        return None
    return _forwards(c, group, cue, source, participle)


def _forwards(c: Clauses, group: Group, cue: Cue, source: list[Span], participle: bool) -> Draft | None:
    """ "The envoy said that …": the content follows the cue."""
    content = content_after(c, group.end, cue)
    if not content:
        return None
    if cue.lemma == "call" and not group.helped and cue.form is Form.PAST and _is_just_a_name(c, content[0]):
        return None  # "an order called the Grey Friars"
    kind = "to" if cue.rule.name == "urging" and c.low[group.end] != "that" else shape(c, content[0])
    name = f"{cue.rule.name}:{kind}"
    if participle and group.start == c.start:
        content, name = until_comma(c, content), name + ":leading"
    elif participle:
        name += ":participle"
    elif group.infinitive:
        name += ":infinitive"
    elif cue.lemma in _ASKED and group.start == c.start and cue.form is Form.PAST:  # "Asked whether it held, he said"
        return Draft((group.start, group.end), [], until_main_clause(c, content), "passive:asked", cue.lemma, 0.5)
    elif c.low[c.start] in _FRONTING and "," not in c.low[c.start : group.start]:
        content = until_main_clause(c, content)
    sure = cue.rule.confidence * _SURE.get(kind, 0.8) * (1 if group.helped or not participle else 0.95)
    return Draft((group.start, group.end), source, content, name, cue.lemma, sure)


def _is_just_a_name(c: Clauses, piece: Span) -> bool:
    """Whether the words up to the first mark are one name and nothing that it is called."""
    first, last = piece
    while first < last and c.low[first] in g.ARTICLES:
        first += 1
    end = next((index for index in range(first, last) if c.low[index] in MARKS), last)
    return first < end and all(c.is_capital(index) and not c.quoted[index] for index in range(first, end))


def _source(c: Clauses, group: Group, participle: bool, previous: list[Span]) -> list[Span]:
    """Who says it: the subject of the verb, or the one who spoke before in the sentence."""
    before = c.word(group.start - 1)
    if participle and not before:
        return []
    hangs = participle and (before == "," or before in g.PREPOSITIONS)
    if not (hangs or group.infinitive or before in g.CONJUNCTIONS):
        found = c.subject(group.start)
        if found:
            return found
    return previous or c.main_subject(group.start)


def _inverted(c: Clauses, index: int, group: Group, cue: Cue) -> Draft | None:
    """ "…," said the envoy: the source stands behind the cue."""
    if group.helped or cue.form not in (Form.PAST, Form.THIRD) or "whom" in cue.rule.takes:
        return None
    following, before = index + 1, c.word(index - 1)
    quote = index in c.quote_ends or (before == "," and index - 1 in c.quote_ends)
    if not (quote or before == ",") or following >= c.stop or not _can_open_source(c, following):
        return None
    end = c.noun_phrase_end(following)
    if end == following or not (quote or _follows_clause(c, index, following, end)):
        return None
    content = content_before(c, index)
    if not content:
        return None
    content = continued(c, content, end)
    sure = 0.95 if quote else cue.rule.confidence * 0.95
    return Draft((index, index + 1), [(following, end)], content, cue.rule.name + ":inverted", cue.lemma, sure)


def _can_open_source(c: Clauses, at: int) -> bool:
    word = c.low[at]
    walls = word in MARKS or word in g.SUBORDINATORS or word in g.TIMES or word in g.PREPOSITIONS
    return not walls and not c.is_adverb(at)


def _follows_clause(c: Clauses, index: int, following: int, end: int) -> bool:
    """Whether a whole clause, without quotation marks, stands before ", said X" and nothing but X behind it."""
    if not c.is_clause(c.start, index - 1):
        return False
    behind = c.word(end)
    if behind and behind not in MARKS and behind not in g.TIMES and behind not in {"who", "as", "when", "on"}:
        return False
    named = c.is_capital(following) or c.low[following] in g.DETERMINERS or c.low[following] in g.SUBJECTS
    return named or not behind


def _afterwards(c: Clauses, group: Group, cue: Cue, source: list[Span]) -> Draft | None:
    """ "The talks go on, officials said": the content stands before the source."""
    first, end = source[0][0], group.end
    before, follows = c.word(first - 1), c.word(end)
    quote = first in c.quote_ends or (before == "," and first - 1 in c.quote_ends)
    if not quote and before != "," and before not in DASHES:
        return None
    if follows == "that" or end in c.quotes or not (_trails_off(c, end) or "whom" in cue.rule.takes):
        return None
    if first == c.start and (content_after(c, end, cue) or not _is_speech(c, first)):
        return None
    content = content_before(c, first)
    if not content:
        return None
    if quote:
        content = continued(c, content, end)
    else:
        content = _around(c, content, end, cue)
        if not content:
            return None
    return Draft(
        (group.start, end), source, content, cue.rule.name + ":after", cue.lemma, min(0.95, cue.rule.confidence + 0.05)
    )


def _is_speech(c: Clauses, end: int) -> bool:
    """Whether the quotation that ends a sentence before ``end`` is one by itself, in the same paragraph."""
    opened, _, quotation = c.quote_ends[end]
    return quotation.paragraph == c.paragraph and (opened == 0 or c.low[opened - 1] in MARKS)


def _trails_off(c: Clauses, at: int) -> bool:
    """Whether what follows the cue can stand there without being said."""
    word = c.word(at)
    if word in {"", ",", ".", ";"} or word in g.TIMES or word in g.PREPOSITIONS or word in _OBJECTS:
        return True
    return c.is_adverb(min(at, c.stop - 1))


def _around(c: Clauses, content: list[Span], end: int, cue: Cue) -> list[Span]:
    """Content without quotation marks that stands before the cue, or on both sides of it; [] where it is none."""
    first, last = content[0]
    if c.low[first] in g.PREPOSITIONS:
        return []
    follows = c.word(end)
    if follows == "," and end + 1 not in c.quotes and c.stop - end > 3:
        whole = c.is_clause(first, last) or c.is_clause(end, c.stop) or _is_third_person(c, end + 1)
        return [*content, (end + 1, c.stop)] if whole else []
    if last - first < 3 or follows == "," or (follows and content_after(c, end, cue)):
        return []
    return content if c.is_clause(first, last) else []


def _is_third_person(c: Clauses, at: int) -> bool:
    """Whether a verb goes on with what was begun before an insertion: "A, the minister claimed, wants …"."""
    return any(cue.form is Form.THIRD for cue in CUES.get(c.word(at), ()))


def _passive(c: Clauses, group: Group, cue: Cue) -> Draft | None:
    """ "The talks are expected to resume", "it was announced that": no source is named."""
    follows = c.word(group.end)
    if follows == "to" and cue.lemma in _HEARSAY:
        content = [*c.subject(group.start), (group.end, clause_end(c, group.end, "to"))]
        return Draft((group.start, group.end), [], content, "passive", cue.lemma, 0.5)
    if follows == "that" and c.word(group.start - 1) == "it":
        content = [(group.end, clause_end(c, group.end, "that"))]
        return Draft((group.start, group.end), [], content, "passive", cue.lemma, 0.7)
    if follows == "by" and cue.rule.name in {"judging", "declaring", "denying"}:
        subject, end = c.subject(group.start), c.noun_phrase_end(group.end + 1)
        if subject and end > group.end + 1:
            return Draft((group.start, group.end + 1), [(group.end + 1, end)], subject, "passive:agent", cue.lemma, 0.6)
    if cue.lemma == "accuse" and follows == "of":
        content = [(group.end + 1, clause_end(c, group.end + 1, "thing"))]
        return Draft((group.start, group.end + 1), [], content, "passive:accused", cue.lemma, 0.6)
    if cue.lemma in {"ask", "tell"} and follows in {"about", "that", "whether", "if", "how", "why", "what"}:
        first = group.end + (follows == "about")
        content = [(first, clause_end(c, first, "that"))] if first < c.stop else []
        return Draft((group.start, group.end), [], content, "passive:asked", cue.lemma, 0.5)
    return None
