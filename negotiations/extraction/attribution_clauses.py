"""A text as the finder of attributions walks through it: words, marks, noun phrases and the ends of clauses."""

from negotiations.extraction.cues import CUES, Form
from negotiations.extraction.findings import Span
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.text import Quotation, Sentence, Text

OPENING = frozenset({"“", '"', "``", "«", "„"})
QUOTES = frozenset({"“", "”", '"', "``", "''", "«", "»", "„"})
DASHES = frozenset({"—", "–", "--", "-"})
STOPS = frozenset({".", "?", "!", "…", "...", "...."})
MARKS = QUOTES | DASHES | STOPS | {",", ";", ":", "(", ")", "[", "]"}
# What can never be part of a noun phrase that is the subject of the verb to its right.
_WALLS = (MARKS | g.SUBORDINATORS | g.AUXILIARIES | g.COMMON_VERBS | g.SUBJECTS) - {"'s", "’s", "[", "]"}
_PAST = (Form.PAST, Form.THIRD)


class Clauses:
    """The tokens of a text as plain lists, with the places of its quotations, one sentence at a time."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.tokens = text.tokens
        self.low = [token.lower for token in text.tokens]
        self.quoted = bytearray(len(self.low) + 1)
        self.quotes: dict[int, tuple[int, int, Quotation]] = {}
        self.quote_ends: dict[int, tuple[int, int, Quotation]] = {}
        for quotation in text.quotations:
            first, last = text.first_token_from(quotation.start), text.first_token_from(quotation.end)
            if last > first:
                self.quoted[first:last] = b"\1" * (last - first)
                self.quotes[first] = self.quote_ends[last] = (first, last, quotation)
        self.start = self.stop = 0
        self.sentence: Sentence | None = None

    def enter(self, sentence: Sentence) -> None:
        """Go to a sentence: ``start`` and ``stop`` are its tokens, closing stops left out."""
        self.sentence = sentence
        self.start, self.stop = sentence.first, sentence.last
        while self.stop > self.start and self.low[self.stop - 1] in STOPS:
            self.stop -= 1

    def word(self, index: int) -> str:
        """The word at an index of the sentence in lower case; "" outside of the sentence."""
        return self.low[index] if self.start <= index < self.stop else ""

    def span(self, low: int, high: int) -> Span:
        """The source span of a range of tokens."""
        return (self.tokens[low].start, self.tokens[high - 1].end) if high > low else (0, 0)

    def is_adverb(self, index: int) -> bool:
        """Whether the word is an adverb that may stand inside a verb group."""
        word = self.low[index]
        return word in g.ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in g.NOT_ADVERBS)

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.tokens[index].text[:1].isupper()

    def is_finite(self, index: int) -> bool:
        """Whether the word is, as far as words tell, a finite verb."""
        word = self.low[index]
        if word in g.AUXILIARIES:
            return word not in {"'s", "’s", "be", "been", "being"} or (word in {"'s", "’s"} and self.word(index - 1) in g.SUBJECTS)
        if word in g.COMMON_VERBS:
            return True
        before = self.word(index - 1)
        if before in g.DETERMINERS or before in {"'s", "’s"} or before in g.PREPOSITIONS:
            return False
        cues = CUES.get(word)
        if cues is not None:
            return cues[0].form is Form.PAST or (cues[0].form is Form.THIRD and (self.is_capital(index - 1) or before in g.SUBJECTS or before == "who"))
        return word.endswith("ed") and len(word) > 4 and not self.is_capital(index) and self.word(index + 1) != "by"

    def noun_phrase_start(self, last: int, floor: int) -> int:
        """The first token of the noun phrase that ends with the token ``last``; ``last + 1`` where none does."""
        index = last
        while index >= floor:
            word = self.low[index]
            if word in _WALLS and not (word in g.TIMES or (word == "," and self._joins_place(index))):
                break
            if self.quoted[index] != self.quoted[last]:
                break
            if word in g.CONJUNCTIONS and not self._joins_nouns(index, floor):
                break
            if index < last and self.is_finite(index) and not self._is_modifier(index):
                break
            index -= 1
        index += 1
        while index <= last and (self.low[index] in g.CONJUNCTIONS or self.is_adverb(index) or self.low[index] in {"'s", "’s"}):
            index += 1
        return index

    def _is_modifier(self, index: int) -> bool:
        return self.low[index] not in g.AUXILIARIES and self.word(index + 1) not in g.DETERMINERS and self.word(index - 1) in g.DETERMINERS

    def _joins_place(self, index: int) -> bool:
        return False

    def _joins_nouns(self, index: int, floor: int) -> bool:
        """Whether "and" joins two nouns rather than two clauses: no verb stands before it back to the last mark."""
        position = index - 1
        while position >= floor and self.low[position] not in MARKS:
            if self.is_finite(position) or self.low[position] in g.SUBORDINATORS:
                return False
            position -= 1
            if index - position > 25:
                return False
        return True

    def noun_phrase_end(self, first: int, ceiling: int) -> int:
        """The index behind the noun phrase that begins at ``first``."""
        index = first
        while index < ceiling:
            word = self.low[index]
            if word in _WALLS and not (index == first and word in g.SUBJECTS) and word not in {"-", "–"}:
                break
            if index > first and (self.is_finite(index) and self.low[index - 1] not in g.DETERMINERS):
                break
            if index > first and (word in g.TIMES or (word in g.PREPOSITIONS and word not in {"of", "for", "at", "from", "in"})):
                break
            index += 1
        return index

    def subject(self, end: int, floor: int) -> list[Span]:
        """The subject that ends before token ``end``: its noun phrase with apposition, as token ranges; [] for none."""
        last = end - 1
        if last < floor:
            return []
        word = self.low[last]
        if word in {"who", "which", "that"}:
            return self._relative(last, floor)
        if word in g.SUBJECTS:
            return [(last, last + 1)]
        if word in {"he's", "she's"}:
            return [(last, last + 1)]
        if word == "," or word in DASHES or word == ")":
            return self._apposed(last, floor)
        first = self.noun_phrase_start(last, floor)
        if first > last:
            return []
        if self.low[first] in g.PREPOSITIONS:
            return []
        if self.word(first - 1) == "whose":
            first -= 1
        return [(first, last + 1)]

    def _relative(self, at: int, floor: int) -> list[Span]:
        """ "officials who", "the ministry, which": what the pronoun stands for, and the pronoun."""
        last = at - 1 - (self.word(at - 1) == ",")
        first = self.noun_phrase_start(last, floor)
        return [(first, last + 1), (at, at + 1)] if first <= last else [(at, at + 1)]

    def _apposed(self, mark: int, floor: int) -> list[Span]:
        """ "X, the minister of Y," and "X — who left in May —": the whole, back to the name."""
        opening = mark - 1
        closing = self.low[mark]
        while opening >= floor and mark - opening < 45:
            word = self.low[opening]
            if (word == "(" if closing == ")" else word == closing) and not self.quoted[opening] > self.quoted[mark]:
                first = self.noun_phrase_start(opening - 1, floor)
                if first < opening and self.low[first] not in g.PREPOSITIONS:
                    return [(first, mark + (closing == ")"))]
                if first >= opening:
                    return []
            opening -= 1
        return []
