"""What is said: where the content behind a cue begins and ends, and the quotations that go together."""

from negotiations.extraction.attribution_clauses import DASHES, MARKS, Clauses
from negotiations.extraction.cues import CUES, Cue, Form
from negotiations.extraction.findings import Span
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.rules.grammar import words

# Paragraphs of one speech that are put together.
LONGEST_SPEECH = 40
# What after a comma no longer belongs to a noun phrase.
_AFTERTHOUGHTS = g.SUBJECTS | words("which who whose where when with to as after before because since so if despite")
_TURNS = words("but while although though whereas according")
_OBJECTS = words("him her them me us you it himself herself themselves")


def content_after(c: Clauses, at: int, cue: Cue) -> list[Span]:
    """The content that follows the cue, as token ranges; [] for none."""
    takes = cue.rule.takes
    index: int | None = at
    while at < c.stop and (
        c.low[at] in g.TIMES
        or (c.low[at] in {"early", "late"} and c.word(at + 1) in g.TIMES)
        or (c.is_adverb(at) and c.low[at] not in {"both", "all", "not"})
    ):
        at += 1
    index = _behind_addressee(c, at) if "whom" in takes else at
    if index is None:
        return []
    if (
        cue.rule.name == "urging" and at < index < c.stop and c.low[index] == "to"
    ):  # whom it asks is part of what it asks
        return [(at, clause_end(c, index, "to"))]
    index = _behind_adjuncts(c, index, takes)
    word = c.word(index)
    if not word:
        return onwards(c, c.last) if c.low[c.last - 1] == ":" else []
    if word in {",", ":"} and index + 1 in c.quotes:
        return _quotation(c, index + 1)
    if word == ":":
        return [(index + 1, c.stop)] if index + 1 < c.stop else []
    if index in c.quotes:
        return _quotation(c, index) if "quote" in takes else []
    return _words_after(c, index, takes)


def _words_after(c: Clauses, at: int, takes: frozenset[str]) -> list[Span]:
    """Content that is no quotation, told by its first word."""
    word = c.word(at)
    frame = ""
    if word in MARKS:
        return []
    if word == "that":
        frame = "that" if "that" in takes else ""
    elif word == "to":
        frame = "to" if "to" in takes and c.word(at + 1) not in g.DETERMINERS else ""
    elif word in g.WH:
        frame = "wh" if "wh" in takes else ""
    elif word in g.PREPOSITIONS or word in g.CONJUNCTIONS or word in g.SUBORDINATORS:
        return []
    elif "bare" in takes and word in _OBJECTS and c.word(at + 1) == "to":  # "expected him to come"
        frame = "to"
    elif "bare" in takes and (word in g.SUBJECTS or c.has_verb(at, c.stop)):
        frame = "bare"
    elif "thing" in takes or ("bare" in takes and c.is_clause(at, c.stop)):
        frame = "thing"
    return [(at, clause_end(c, at, frame))] if frame else []


def shape(c: Clauses, piece: Span) -> str:
    """What kind of words the content is: quote, that, to, wh, clause or thing."""
    word = c.low[piece[0]]
    if c.quoted[piece[0]]:
        return "quote"
    if word in {"that", "to"}:
        return word
    if word in g.WH:
        return "wh"
    return "clause" if c.has_verb(*piece) else "thing"


def until_comma(c: Clauses, content: list[Span]) -> list[Span]:
    """The content of a leading participle ("Citing the report, he …"), which ends at the first comma."""
    first, last = content[0]
    for index in range(first + 1, last):
        if c.low[index] == "," and not (c.quoted[index] and c.quoted[index + 1]):
            return [(first, index)]
    return content


# No other word ends a clause.
_ENDS = DASHES | {",", ";", "and"}


def until_main_clause(c: Clauses, content: list[Span]) -> list[Span]:
    """The content of a verb in a clause that opens the sentence, which it ends with: "While A demands it, B …"."""
    first, last = content[0]
    for index in range(first + 1, last):
        if c.low[index] == "," and not c.quoted[index] and c.has_verb(index + 1, last):
            return [(first, index)]
    return content


def clause_end(c: Clauses, at: int, frame: str) -> int:
    """The index behind the content that begins at ``at``: a clause, or a noun phrase where ``frame`` is "thing"."""
    index, low, quoted = at + 1, c.low, c.quoted
    opened = at if at in c.quotes else -1
    while index < c.stop:
        if quoted[index]:
            opened = index if index in c.quotes else opened
        elif (low[index] in _ENDS and _ends_clause(c, index, frame)) or (
            low[index - 2] == "be" and _ends_relative(c, index)
        ):
            break
        index += 1
    # A quotation that runs on past the sentence belongs to the content as a whole.
    return max(index, c.quotes[opened][1]) if opened >= 0 else index


def _ends_clause(c: Clauses, index: int, frame: str) -> bool:
    word = c.low[index]
    if word == ",":
        return _turns(c, index + 1, frame)
    if word == "and":
        return _is_new_predicate(c, index + 1)
    return word == ";" or (frame == "thing" and word in DASHES and word != "-")


def _ends_relative(c: Clauses, index: int) -> bool:
    """Whether the main clause goes on with its verb: "who asked not to be named said"."""
    return c.word(index - 2) == "be" and c.low[index] in CUES and c.is_finite(index) and not c.is_adverb(index - 1)


def _turns(c: Clauses, index: int, frame: str) -> bool:
    """Whether after a comma something else begins: ", but", ", adding that", ", which"."""
    while index < c.stop and c.is_adverb(index):
        index += 1
    word = c.word(index)
    if word in _TURNS:
        return not (word == "but" and frame != "thing" and c.word(index + 1) == "that")
    if word == "and" and c.word(index + 1) in g.SUBJECTS and _is_new_predicate(c, index + 2):
        return True
    if word in {"and", "or"}:
        return _is_new_predicate(c, index + 1) or (frame == "thing" and c.word(index + 1) in g.SUBJECTS)
    cues = CUES.get(word)
    if cues is not None and (cues[0].form is Form.GERUND or word in {"said", "added"}):
        return True
    return frame == "thing" and word in _AFTERTHOUGHTS


def _is_new_predicate(c: Clauses, index: int) -> bool:
    """Whether a cue with the same subject begins here: "… and added that"."""
    while index < c.stop and c.is_adverb(index):
        index += 1
    cues = CUES.get(c.word(index))
    return cues is not None and cues[0].form is Form.PAST


def _quotation(c: Clauses, at: int) -> list[Span]:
    """The quotation that opens at ``at``, with the rest of the clause where the sentence goes on behind it."""
    opened, closed, _ = c.quotes[at]
    if closed >= c.stop:
        return onwards(c, at)
    if c.low[closed - 2] in {".", "?", "!", ","} or closed - opened > 12:
        return [(opened, closed)]
    return [(opened, max(closed, clause_end(c, closed, "bare")))]


def onwards(c: Clauses, at: int) -> list[Span]:
    """The quotation that opens at ``at``, if one does, with the paragraphs in which the same speech goes on."""
    pieces: list[Span] = []
    while at in c.quotes and len(pieces) < LONGEST_SPEECH:
        opened, at, quotation = c.quotes[at]
        pieces.append((opened, at))
        if not quotation.continues:
            break
    return pieces


def backwards(c: Clauses, first: int, last: int) -> list[Span]:
    """The stretch that ends with a quotation, with the paragraphs of the same speech before it."""
    pieces = [(first, last)]
    while len(pieces) < LONGEST_SPEECH:
        ended = c.quote_ends.get(pieces[-1][0])
        if ended is None or not ended[2].continues:
            break
        pieces.append((ended[0], ended[1]))
    return pieces[::-1]


def content_before(c: Clauses, end: int) -> list[Span]:
    """The content that stands before the source, or before the inverted cue, that begins at ``end``."""
    last = end - (c.word(end - 1) == ",")
    ended = c.quote_ends.get(last)
    if last <= c.start:  # the quotation ended the sentence before: "“Why?” he said"
        return backwards(c, ended[0], ended[1]) if ended else []
    if ended is None:
        return [(c.start, last)]
    first = ended[0]
    if first > c.start and c.low[first - 1] not in MARKS:
        first = c.start
    return backwards(c, first, last)


def continued(c: Clauses, content: list[Span], end: int) -> list[Span]:
    """The content with what goes on behind the source: "…," she said, "…"."""
    if not c.quoted[content[-1][1] - 1]:
        return content
    for at in range(end, min(c.stop + 3, end + 60)):
        if at in c.quotes:
            opened, closed, quotation = c.quotes[at]
            goes_on = quotation.paragraph == c.paragraph and closed - opened > 4
            return [*content, *onwards(c, at)] if goes_on else content
    return content


def _behind_addressee(c: Clauses, index: int) -> int | None:
    """Past "reporters", "the council" and the like; None where no content follows."""
    if c.word(index) in _OBJECTS:
        return index + 1
    if c.word(index) in {"that", "to", ",", ":", ""}:
        return index
    for position in range(index, min(c.stop, index + 14)):
        word = c.low[position]
        if position in c.quotes or word in {"that", "to", ":"} or word in g.WH:
            return position
        if word == ",":
            return position if position + 1 in c.quotes else _late_that(c, position)
        opens = word in g.DETERMINERS and c.low[position - 1] not in g.PREPOSITIONS
        if position > index and (word in g.SUBJECTS or opens):
            return position
    return None


def _late_that(c: Clauses, comma: int) -> int | None:
    """The "that" of "told reporters in Doha, Qatar, that …": it follows the second comma closely."""
    for position in range(comma + 1, min(c.stop, comma + 7)):
        if c.low[position] == "that" and c.low[position - 1] == ",":
            return position
    return None


def _behind_adjuncts(c: Clauses, index: int, takes: frozenset[str]) -> int:
    """Past "on Monday", "in a statement", "to reporters" where content follows them."""
    begins = c.word(index)
    if begins not in g.PREPOSITIONS and begins not in {"last", "this", "next", ","}:
        return index
    if begins == "to" and "to" in takes:
        return index
    for position in range(index + 1, min(c.stop, index + 16)):
        word = c.low[position]
        if word == "that" and c.low[position - 1] in g.PREPOSITIONS:
            continue
        if word in {"that", ":"} or position in c.quotes or (word == "," and position + 1 in c.quotes):
            return position
        if word == ",":
            return _late_that(c, position) or index
        if word in g.AUXILIARIES or (begins == "," and word in g.SUBJECTS):
            break
        if "bare" in takes and word in g.SUBJECTS and position > index + 1:
            return position
    return index
