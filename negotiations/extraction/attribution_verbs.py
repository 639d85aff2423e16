"""Attributions by a verb: said, told, believes, wants, condemned …"""

from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.attribution_clauses import DASHES, MARKS, OPENING, QUOTES, Clauses
from negotiations.extraction.cues import CUES, Cue, Form
from negotiations.extraction.findings import Span
from negotiations.extraction.rules import grammar as g

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# What after a comma no longer belongs to a noun phrase.
_AFTERTHOUGHTS = g.SUBJECTS | {"which", "who", "whose", "where", "when", "with", "to", "as", "after", "before", "because", "since", "so", "if", "despite"}
_OBJECTS = frozenset("him her them me us you it himself herself themselves".split())


@dataclass(slots=True)
class Draft:
    """A claim in token ranges, before it is put into spans of the source."""

    cue: Span
    source: list[Span]
    content: list[Span]
    rule: str
    lemma: str
    confidence: float


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries: tokens [start, end), and how it stands."""

    start: int
    end: int
    infinitive: bool = False
    passive: bool = False
    helped: bool = False


def read_verbs(c: Clauses) -> Iterator[Draft]:
    """The claims of the sentence that a verb introduces, in order."""
    previous: list[Span] = []
    pending: list[Draft] = []
    for index in range(c.start, c.stop):
        cues = CUES.get(c.low[index])
        if cues is None or c.quoted[index]:
            continue
        for cue in cues:
            draft = _read(c, index, cue, previous)
            if draft is not None:
                if draft.source:
                    previous = draft.source
                    for earlier in pending:
                        earlier.source = previous
                    pending = []
                elif draft.rule.endswith(":leading"):
                    pending.append(draft)
                yield draft
                break


def _group(c: Clauses, index: int, cue: Cue) -> Group | None:
    """The verb group around a cue, or None where the word is no verb here."""
    low, start = c.low, index
    helped = infinitive = be = False
    while start > c.start:
        word = low[start - 1]
        if word in g.AUXILIARIES and not (word in _POSSESSIVE and c.word(start - 2) not in g.SUBJECTS):
            helped, be = True, be or word in g.BE
        elif word == "to" and cue.form is Form.BASE and not helped:
            infinitive = True
        elif not c.is_adverb(start - 1):
            break
        start -= 1
    group = Group(start, index + 1, infinitive, be and cue.form in (Form.PAST, Form.PARTICIPLE), helped or infinitive)
    while low[start] != low[index] and c.is_adverb(start) and start < index:
        start += 1
    if not group.helped and not _stands_as_verb(c, index, start, cue):
        return None
    if cue.form is Form.PARTICIPLE and not helped:
        return None
    if helped and cue.form is Form.THIRD:
        return None
    if helped and cue.form is Form.BASE and be:
        return None
    return group


def _stands_as_verb(c: Clauses, index: int, start: int, cue: Cue) -> bool:
    """Whether a form without auxiliary is a verb here and no noun or adjective."""
    before, after = c.word(start - 1), c.word(index + 1)
    if c.is_capital(index) and index > c.start and c.sentence is not None and c.sentence.index > 0 and cue.form is not Form.GERUND:
        return False
    if before in g.DETERMINERS or before in _POSSESSIVE:
        return False
    if cue.form is Form.GERUND:
        return True
    if before in g.PREPOSITIONS and before not in {"than", "as"}:
        return False
    if after in {"of", "by"} and not cue.particles:
        return False
    if cue.form is Form.BASE:
        return before in {"they", "we", "i", "you", "who", "that", "which", "people", "police", "and", ","} or (
            before.endswith("s") and not before.endswith("ss")
        )
    if cue.form is Form.THIRD:
        return _is_singular(c, start - 1)
    return True


def _is_singular(c: Clauses, last: int) -> bool:
    """Whether the words up to ``last`` can be the subject of a verb in the third person singular."""
    before = c.word(last)
    if before in {"he", "she", "it", "who", "that", "which", "and", ",", ")", "one", "everyone", "nobody", "everybody", "someone"} or before in DASHES:
        return True
    if not before or before in MARKS:
        return False
    if c.is_capital(last):
        return True
    if before.endswith("s") and not before.endswith(("ss", "us", "is", "news")):
        return False
    first = c.noun_phrase_start(last, c.start)
    return first < last and (c.low[first] in g.DETERMINERS or c.is_capital(first) or c.low[first] in {"'s", "’s"})


def _read(c: Clauses, index: int, cue: Cue, previous: list[Span]) -> Draft | None:
    """The claim that the cue makes, or None."""
    for offset, particle in enumerate(cue.particles, start=1):
        if c.word(index + offset) != particle:
            return None
    group = _group(c, index, cue)
    if group is None:
        return None
    group.end = index + 1 + len(cue.particles)
    if group.passive:
        return _passive(c, group, cue)
    inverted = _inverted(c, index, group, cue)
    if inverted is not None:
        return inverted
    participle = cue.form is Form.GERUND and not group.helped
    source = _source(c, group, participle, previous)
    takes = cue.rule.takes
    if "after" in takes and not participle and source and source[0][0] > c.start:
        draft = _afterwards(c, group, cue, source)
        if draft is not None:
            return draft
    if group.infinitive and cue.rule.name not in {"saying", "telling", "wanting", "urging", "denying"}:
        return None
    content = _content_after(c, group.end, cue)
    if not content:
        return None
    name = cue.rule.name + ":" + _shape(c, content[0])
    if participle:
        name += ":leading" if group.start == c.start else ":participle"
    elif group.infinitive:
        name += ":infinitive"
    return Draft((group.start, group.end), source, content, name, cue.lemma, cue.rule.confidence)


def _source(c: Clauses, group: Group, participle: bool, previous: list[Span]) -> list[Span]:
    before = c.word(group.start - 1)
    if participle and (before in {",", ""} or before in g.PREPOSITIONS or before in g.CONJUNCTIONS):
        return previous or ([] if not before else _main_subject(c, group.start))
    if group.infinitive or before in g.CONJUNCTIONS:
        return previous or _main_subject(c, group.start)
    found = c.subject(group.start, c.start)
    return found or previous or _main_subject(c, group.start)


def _main_subject(c: Clauses, before: int) -> list[Span]:
    """The subject of the first finite verb of the sentence."""
    for index in range(c.start + 1, before):
        if not c.quoted[index] and c.is_finite(index):
            start = index
            while start > c.start + 1 and c.is_adverb(start - 1):
                start -= 1
            found = c.subject(start, c.start)
            if found:
                return found
    return []


def _inverted(c: Clauses, index: int, group: Group, cue: Cue) -> Draft | None:
    """ "…," said the envoy: the source stands behind the cue."""
    if "after" not in cue.rule.takes or group.helped or cue.form not in (Form.PAST, Form.THIRD):
        return None
    before = c.word(index - 1)
    if not (before in QUOTES or (before == "," and c.word(index - 2) not in {""})) and index != c.start:
        return None
    following = index + 1
    if c.word(following) in MARKS or c.word(following) in g.SUBORDINATORS or following >= c.stop or c.is_adverb(following):
        return None
    end = c.noun_phrase_end(following, c.stop)
    if end == following:
        return None
    if before == "," and c.word(index - 2) not in QUOTES and end < c.stop and c.low[end] not in MARKS and c.low[end] not in g.PREPOSITIONS and c.low[end] not in g.TIMES and c.low[end] not in {"who", "as", "when"}:
        return None
    if before == "," and not (c.is_capital(following) or c.low[following] in g.DETERMINERS or c.low[following] in g.SUBJECTS or before in QUOTES) and c.word(index - 2) not in QUOTES and end < c.stop:
        return None
    if index == c.start:
        ended = c.quote_ends.get(index)
        if ended is None:
            return None
        return Draft((index, index + 1), [(following, end)], _speech(c, ended[0], ended[1], end), "quotation:inverted", cue.lemma, 0.95)
    content = _before(c, index)
    if not content:
        return None
    content = _continue(c, content, end)
    return Draft((index, index + 1), [(following, end)], content, cue.rule.name + ":inverted", cue.lemma, cue.rule.confidence)


def _before(c: Clauses, end: int) -> list[Span]:
    """The content that stands before the source or the inverted cue at ``end``."""
    last = end
    if c.word(last - 1) == ",":
        last -= 1
    if last <= c.start:
        ended = c.quote_ends.get(last)
        return [(ended[0], ended[1])] if ended else []
    ended = c.quote_ends.get(last)
    if ended is not None:
        first = ended[0]
        if first > c.start and c.low[first - 1] not in MARKS:
            first = c.start
        return _speech(c, first, last, last)
    return [(c.start, last)]


def _speech(c: Clauses, first: int, last: int, behind: int) -> list[Span]:
    return [(first, last)]


def _continue(c: Clauses, content: list[Span], end: int) -> list[Span]:
    """The content with what goes on behind the source: "…," she said, "…"."""
    at = end
    while at < c.stop and c.low[at] not in QUOTES and at - end < 30:
        at += 1
    limit = c.tokens[content[0][1] - 1]
    if c.quoted[content[0][1] - 1]:
        # the next quotation in the same paragraph goes on with the speech
        stop = min(len(c.low), end + 60)
        at = end
        while at < stop and at not in c.quotes:
            at += 1
        if at < stop:
            opened, closed, quotation = c.quotes[at]
            sentence = c.sentence
            if sentence is not None and quotation.paragraph == sentence.paragraph and at <= c.stop + 2 and closed - opened > 4:
                return [*content, (opened, closed)]
    return content


def _afterwards(c: Clauses, group: Group, cue: Cue, source: list[Span]) -> Draft | None:
    """ "The talks go on, officials said": the content stands before the source."""
    first = source[0][0]
    before = c.word(first - 1)
    if before not in {",", "—", "–", "--"} and before not in QUOTES and not (first == c.start):
        return None
    end = group.end
    follows = c.word(end)
    if follows == "that" or follows in OPENING and c.quoted[end]:
        return None
    if follows not in {"", ",", ".", ";"} and follows not in g.TIMES and follows not in g.PREPOSITIONS and not c.is_adverb(min(end, c.stop - 1)) and follows not in _OBJECTS and "whom" not in cue.rule.takes:
        return None
    quote = before in QUOTES or c.word(first - 2) in QUOTES
    if not quote and follows == ",":
        nxt = end + 1
        if nxt in c.quotes:
            return None
    content = _before(c, first)
    if not content:
        return None
    if not quote:
        if content[0][1] - content[0][0] < 3 or c.low[content[0][0]] in g.PREPOSITIONS:
            return None
        if follows == "," and c.stop - end > 3:
            content = [*content, (end + 1, c.stop)]
        elif follows not in {""} and _content_after(c, end, cue):
            return None
    else:
        content = _continue(c, content, end)
    return Draft((group.start, group.end), source, content, cue.rule.name + ":after", cue.lemma, cue.rule.confidence + 0.05)


def _passive(c: Clauses, group: Group, cue: Cue) -> Draft | None:
    follows = c.word(group.end)
    if follows == "to" and cue.lemma in {"expect", "believe", "think", "say", "report", "know", "estimate", "project", "allege", "forecast", "assume", "understand"}:
        subject = c.subject(group.start, c.start)
        return Draft((group.start, group.end), [], [*subject, (group.end, _clause_end(c, group.end, "to"))], "passive", cue.lemma, 0.6)
    if follows == "that" and c.word(group.start - 1) == "it":
        return Draft((group.start, group.end), [], [(group.end, _clause_end(c, group.end, "that"))], "passive", cue.lemma, 0.7)
    return None


def _content_after(c: Clauses, at: int, cue: Cue) -> list[Span]:
    """The content that follows the cue, as token ranges; [] for none."""
    takes = cue.rule.takes
    index = at
    while index < c.stop and (c.low[index] in g.TIMES or (c.is_adverb(index) and c.low[index] not in {"both", "all", "not"})):
        index += 1
    if "whom" in takes:
        index = _behind_addressee(c, index)
        if index is None:
            return []
    index = _behind_adjuncts(c, index, takes)
    word = c.word(index)
    if not word:
        return _quote_next(c, index)
    if word in {",", ":"} and index + 1 in c.quotes:
        return _quote(c, index + 1)
    if word == ":" and index + 1 < c.stop:
        return [(index + 1, c.stop)]
    if word in MARKS and index not in c.quotes:
        return []
    if index in c.quotes and "quote" in takes:
        return _quote(c, index)
    if word == "that":
        return [(index, _clause_end(c, index, "that"))] if "that" in takes else []
    if word == "to":
        return [(index, _clause_end(c, index, "to"))] if "to" in takes and c.word(index + 1) not in g.DETERMINERS else []
    if word in g.PREPOSITIONS or word in g.CONJUNCTIONS:
        return []
    if word in g.WH and "wh" in takes:
        return [(index, _clause_end(c, index, "wh"))]
    if word in g.SUBORDINATORS:
        return []
    if "bare" in takes and (word in g.SUBJECTS or _has_verb(c, index, c.stop)):
        return [(index, _clause_end(c, index, "bare"))]
    return [(index, _clause_end(c, index, "thing"))] if "thing" in takes else []


def _shape(c: Clauses, piece: Span) -> str:
    """What kind of words the content is: quote, that, to, wh, clause or thing."""
    word = c.low[piece[0]]
    if c.quoted[piece[0]]:
        return "quote"
    if word in {"that", "to"}:
        return word
    if word in g.WH:
        return "wh"
    return "clause" if _has_verb(c, *piece) else "thing"


def _has_verb(c: Clauses, first: int, last: int) -> bool:
    """Whether a finite verb stands in the stretch before any mark or relative word."""
    for index in range(first + 1, min(last, first + 30)):
        word = c.low[index]
        if c.is_finite(index):
            return True
        if word in g.SUBORDINATORS:
            return False
    return False


def _quote(c: Clauses, at: int) -> list[Span]:
    """The quotation that opens at ``at``, with the rest of the clause where that goes on."""
    opened, closed, _ = c.quotes[at]
    if closed >= c.stop:
        return [(opened, closed)]
    if c.low[closed - 2] in {".", "?", "!", ","} or closed - opened > 12:
        return [(opened, closed)]
    return [(opened, max(closed, _clause_end(c, closed, "bare")))]


def _quote_next(c: Clauses, index: int) -> list[Span]:
    """A quotation in the next paragraph, announced by a colon."""
    behind = c.sentence.last if c.sentence else index
    if c.low[behind - 1] != ":" or behind not in c.quotes:
        return []
    spans = []
    while behind in c.quotes and len(spans) < 12:
        opened, closed, quotation = c.quotes[behind]
        spans.append((opened, closed))
        if not quotation.continues:
            break
        behind = closed
    return spans


def _behind_addressee(c: Clauses, index: int) -> int | None:
    if c.word(index) in _OBJECTS:
        return index + 1
    if c.word(index) in {"that", "to", ",", ":", ""} or index in c.quotes:
        return index
    position = index
    while position < c.stop and position - index < 14:
        word = c.low[position]
        if position in c.quotes or word in {"that", "to", ":"} or word in g.WH:
            return position
        if word == ",":
            return position if position + 1 in c.quotes else None
        if position > index and (word in g.SUBJECTS or c.low[position] in g.DETERMINERS and c.low[position - 1] not in g.PREPOSITIONS):
            return position
        position += 1
    return None


def _behind_adjuncts(c: Clauses, index: int, takes: frozenset[str]) -> int:
    """Past "on Monday", "in a statement", "to reporters" where content follows them."""
    word = c.word(index)
    if word not in g.PREPOSITIONS and word not in {"last", "this", "next", ","}:
        return index
    if word == "to" and "to" in takes:
        return index
    position = index + 1
    while position < c.stop and position - index < 16:
        word = c.low[position]
        if word == "that" or position in c.quotes:
            return position
        if word == ":":
            return position
        if word == "," and position + 1 in c.quotes:
            return position
        if word in g.AUXILIARIES or word == "," :
            break
        if "bare" in takes and word in g.SUBJECTS and position > index + 1:
            return position
        position += 1
    return index


def _clause_end(c: Clauses, at: int, frame: str) -> int:
    """Where the content that begins at ``at`` ends."""
    index = at + 1
    low = c.low
    while index < c.stop:
        if c.quoted[index]:
            index += 1
            continue
        word = low[index]
        if word == ";":
            break
        if word == ",":
            following = index + 1
            while following < c.stop and c.is_adverb(following):
                following += 1
            nxt = c.word(following)
            cues = CUES.get(nxt)
            if nxt in {"but", "while", "although", "though", "whereas", "according"}:
                break
            if frame == "thing" and (nxt in _AFTERTHOUGHTS or nxt in {"and", "or"} and c.word(following + 1) in g.SUBJECTS):
                break
            if cues is not None and cues[0].form is Form.GERUND:
                break
            if nxt in {"and", "or"} and _is_new_predicate(c, following + 1):
                break
            if cues is not None and cues[0].form is Form.PAST and frame != "quote" and nxt in {"said", "added"}:
                break
        elif word == "and" and _is_new_predicate(c, index + 1):
            break
        elif word in DASHES and word != "-" and frame == "thing":
            break
        index += 1
    if index >= c.stop and c.stop < len(low):
        index = c.stop
    # a quotation that runs on past the sentence belongs to the content as a whole
    for opened in range(index - 1, max(at, index - 80) - 1, -1):
        if opened in c.quotes:
            index = max(index, c.quotes[opened][1]) if c.quotes[opened][1] > index else index
            break
    return index


def _is_new_predicate(c: Clauses, index: int) -> bool:
    """Whether a cue with the same subject begins here: "… and added that"."""
    while index < c.stop and c.is_adverb(index):
        index += 1
    cues = CUES.get(c.word(index))
    return cues is not None and cues[0].form is Form.PAST
