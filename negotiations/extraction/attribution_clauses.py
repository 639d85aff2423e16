"""A text as the finder of attributions walks through it: words, marks, noun phrases and subjects."""

from bisect import bisect_left
from collections.abc import Sequence

from negotiations.extraction.cues import CUES, OTHER_CUES, Form
from negotiations.extraction.findings import Mention, Span
from negotiations.extraction.rules import grammar as g
from negotiations.extraction.text import Quotation, Sentence, Text

OPENING = frozenset({"“", '"', "``", "''", "«", "„"})
QUOTES = OPENING | {"”", "»"}
DASHES = frozenset({"—", "–", "--", "-"})
STOPS = frozenset({".", "?", "!", "…", "...", "...."})
MARKS = QUOTES | DASHES | STOPS | {",", ";", ":", "(", ")", "[", "]"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
RELATIVES = frozenset({"who", "which", "that"})
_OPEN_CLAUSES = RELATIVES | g.WH
# What is never part of a noun phrase that is the subject of the verb to its right.
_WALLS = (MARKS | g.SUBORDINATORS | g.AUXILIARIES | g.COMMON_VERBS | g.SUBJECTS) - (POSSESSIVE | {"[", "]"})
# Whatever word is no form in -ed and none of these is never a finite verb.
_VERBAL = g.AUXILIARIES | g.COMMON_VERBS | CUES.keys()
# Prepositions that may stand inside a source: "the head of the office for refugees".
_INNER = frozenset({"of", "for", "at", "from", "in"})
# What may stand before an article within one noun phrase: "the head of the office", "all the ministers".
_BEFORE_ARTICLE = g.PREPOSITIONS | g.CONJUNCTIONS | frozenset({"all", "both", "half", "such"})
# One of these stands in a clause that says why somebody is not named.
_NAMELESS = frozenset({"anonymity", "anonymously", "named", "identified", "name"})
# Longer noun phrases and insertions are not looked through, so that no sentence takes more than linear time.
LONGEST_PHRASE = 45


class Clauses:
    """The tokens of a text as plain lists, with the places of its quotations, one sentence at a time.

    ``verb_cues`` and ``other_cues`` are the words outside of quotation marks that may be cues, by their indexes.
    """

    def __init__(self, text: Text, mentions: Sequence[Mention] = ()) -> None:
        self.text = text
        self.tokens = text.tokens
        self.low = text.tokens.lower
        # The words of a name but for its first: "States" in "the United States" is no verb.
        self.in_name = bytearray(len(self.low) + 1)
        for mention in mentions:
            first, last = text.first_token_from(mention.start) + 1, text.first_token_from(mention.end)
            if last > first:
                self.in_name[first:last] = b"\1" * (last - first)
        self.quoted = bytearray(len(self.low) + 1)
        # By the index of their first token, and by the index behind their last: first token, end, quotation.
        self.quotes: dict[int, tuple[int, int, Quotation]] = {}
        self.quote_ends: dict[int, tuple[int, int, Quotation]] = {}
        for quotation in text.quotations:
            first, last = text.first_token_from(quotation.start), text.first_token_from(quotation.end)
            if last > first:
                self.quoted[first:last] = b"\1" * (last - first)
                self.quotes[first] = self.quote_ends[last] = (first, last, quotation)
        verbs = text.indexes_of(CUES.keys())
        self.verb_cues = [index for index in verbs if not (self.quoted[index] or self.in_name[index])]
        self.other_cues = [index for index in text.indexes_of(OTHER_CUES) if not self.quoted[index]]
        self.nameless = text.indexes_of(_NAMELESS)
        self.start = self.stop = self.last = 0
        self.number = self.paragraph = 0
        self._main: tuple[int, list[Span]] | None = None

    def enter(self, sentence: Sentence) -> None:
        """Go to a sentence: its tokens are ``start`` to ``stop``, closing stops left out, or to ``last`` with them."""
        self.start, self.stop, self.last = sentence.first, sentence.last, sentence.last
        self.number, self.paragraph = sentence.index, sentence.paragraph
        self._main = None
        while self.stop > self.start and self.low[self.stop - 1] in STOPS:
            self.stop -= 1

    def here(self, places: Sequence[int]) -> Sequence[int]:
        """Those of the indexes, which are sorted, that lie in the sentence."""
        first = bisect_left(places, self.start)
        return places[first : bisect_left(places, self.stop, first)]

    def word(self, index: int) -> str:
        """The word at an index of the sentence in lower case; "" outside of the sentence."""
        return self.low[index] if self.start <= index < self.stop else ""

    def span(self, low: int, high: int) -> Span:
        """The source span of a range of tokens."""
        return (self.tokens.starts[low], self.tokens.ends[high - 1]) if high > low else (0, 0)

    def is_adverb(self, index: int) -> bool:
        """Whether the word is an adverb that may stand inside a verb group."""
        word = self.low[index]
        if word in g.ADVERBS:
            return True
        if word in {"no", "longer"}:
            return "longer" in {word, self.word(index + 1)} and "no" in {word, self.word(index - 1)}
        return word.endswith("ly") and len(word) > 4 and word not in g.NOT_ADVERBS

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.tokens.texts[index][0].isupper()

    def is_finite(self, index: int) -> bool:
        """Whether the word is, as far as words tell, a finite verb."""
        word = self.low[index]
        if self.in_name[index] or (word not in _VERBAL and not word.endswith("ed")):
            return False
        if word in g.AUXILIARIES:
            return word not in {"be", "been", "being"} and (
                word not in POSSESSIVE or self.word(index - 1) in g.SUBJECTS
            )
        if word in g.COMMON_VERBS:
            return True
        cues = CUES.get(word)
        if cues is None and not (word.endswith("ed") and len(word) > 4):
            return False
        before = self.word(index - 1)
        if self._opens_noun(before) or before in g.PREPOSITIONS:
            return False
        if index - 2 >= self.start and self.is_adverb(index - 1) and self._opens_noun(self.low[index - 2]):
            return False
        if cues is None:
            return not self.is_capital(index) and self.word(index + 1) != "by"
        form = cues[0].form
        if (
            index > self.start and self.number > 0 and self.is_capital(index)
        ):  # only headlines write verbs with capitals
            return False
        return form is Form.PAST or (
            form is Form.THIRD and (before in g.SUBJECTS or (index > self.start and self.is_capital(index - 1)))
        )

    @staticmethod
    def _opens_noun(word: str) -> bool:
        return word in g.DETERMINERS or word in POSSESSIVE

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a finite verb stands in the stretch, past its first word and before any word that opens a clause."""
        for index in range(first + 1, min(last, first + 30)):
            if self.is_finite(index):
                return True
            if self.low[index] in g.SUBORDINATORS:
                return False
        return False

    def is_clause(self, first: int, last: int) -> bool:
        """Whether a finite verb stands anywhere in the stretch."""
        return any(self.is_finite(index) for index in range(first + 1, min(last, first + 80)))

    def noun_phrase_start(self, last: int) -> int:
        """The first token of the noun phrase that ends with the token ``last``; ``last + 1`` where none does."""
        index, floor = last, max(self.start, last - LONGEST_PHRASE)
        while index >= floor and not self._ends_phrase(index, last):
            if self.low[index] in g.ARTICLES and self.word(index - 1) not in _BEFORE_ARTICLE:
                return index
            index -= 1
        index += 1
        while index <= last and (
            self.low[index] in g.CONJUNCTIONS
            or self.low[index] in POSSESSIVE
            or (self.is_adverb(index) and self.low[index] not in g.DETERMINERS)
        ):
            index += 1
        return index

    def _ends_phrase(self, index: int, last: int) -> bool:
        """Whether, going left, the phrase that ends at ``last`` stops short of this word."""
        word = self.low[index]
        if word in _WALLS or self.quoted[index] != self.quoted[last]:
            return True
        if word in g.CONJUNCTIONS:
            return not self._joins_nouns(index)
        if index == last:
            return False
        return self.is_finite(index) or (word.endswith("ing") and self._is_participle(index))

    def _is_participle(self, index: int) -> bool:
        """Whether a form in -ing opens a phrase of its own: ", stressing the …"."""
        cues, before = CUES.get(self.low[index]), self.word(index - 1)
        return (
            cues is not None
            and cues[0].form is Form.GERUND
            and (not before or before in MARKS or before in g.PREPOSITIONS)
        )

    def _joins_nouns(self, index: int) -> bool:
        """Whether "and" joins two nouns and not two clauses: no verb stands before it back to the last mark."""
        for position in range(index - 1, max(self.start - 1, index - 25), -1):
            if self.low[position] in MARKS:
                return True
            if self.low[position] in g.SUBORDINATORS or self.is_finite(position):
                return False
        return index - self.start < 25

    def noun_phrase_end(self, first: int) -> int:
        """The index behind the noun phrase that begins at ``first``."""
        index, ceiling = first, min(self.stop, first + LONGEST_PHRASE)
        while index < ceiling:
            word = self.low[index]
            if word in _WALLS and not (index == first and word in g.SUBJECTS) and word not in {"-", "–"}:
                break
            if index > first and (
                word in g.TIMES
                or (word in g.PREPOSITIONS and word not in _INNER)
                or (self.is_finite(index) and self.low[index - 1] not in g.DETERMINERS)
            ):
                break
            index += 1
        return index

    def subject(self, end: int) -> list[Span]:
        """The subject that ends before token ``end``: its noun phrase with apposition, as token ranges; [] for none."""
        last = end - 1
        word = self.word(last)
        if not word:
            return []
        if word in RELATIVES:
            return self._relative(last)
        if word in g.SUBJECTS:
            return [(last, last + 1)]
        if word in {",", ")"} or word in DASHES:
            return self._apposed(last)
        first = self.noun_phrase_start(last)
        if first > last or self.low[first] in g.PREPOSITIONS:
            return []
        if self.word(first - 1) in {"be", "been"} and first == last:
            return self._behind_relative(first)
        if unnamed := self._unnamed(last):
            return unnamed
        return [(first - (self.word(first - 1) == "whose"), last + 1)]

    def main_subject(self, before: int) -> list[Span]:
        """The subject of the first finite verb of the sentence, if that stands before a token."""
        if self._main is None:
            self._main = self._find_main()
        return self._main[1] if self._main[0] < before else []

    def _find_main(self) -> tuple[int, list[Span]]:
        tried = 0
        for index in range(self.start + 1, self.stop):
            if not self.quoted[index] and self.is_finite(index):
                start = index
                while start > self.start + 1 and self.is_adverb(start - 1):
                    start -= 1
                found = self.subject(start)
                tried += 1
                if found or tried > 8:
                    return index, found
        return self.stop, []

    def _behind_relative(self, end: int) -> list[Span]:
        """ "An official who asked not to be named said": whom the relative clause that ends before ``end`` is about."""
        for index in range(end - 1, max(self.start, end - LONGEST_PHRASE), -1):
            if self.low[index] in MARKS:
                break
            if self.low[index] in RELATIVES:
                return self._relative(index)
        return []

    def _unnamed(self, last: int) -> list[Span]:
        """ "An official who asked for anonymity to discuss the talks said": whom the relative clause that ends with the
        token ``last`` is about, where it says that nobody is named.
        """
        if not self.here(self.nameless):
            return []
        hidden = False
        for index in range(last, max(self.start, last - LONGEST_PHRASE), -1):
            if self.low[index] in MARKS:
                break
            hidden = hidden or self.low[index] in _NAMELESS
            if self.low[index] == "who":
                return self._relative(index) if hidden else []
        return []

    def _relative(self, at: int) -> list[Span]:
        """ "officials who", "the ministry, which": what the pronoun stands for, and the pronoun."""
        last = at - 1 - (self.word(at - 1) == ",")
        first = self.noun_phrase_start(last)
        return [(first, last + 1), (at, at + 1)] if first <= last else [(at, at + 1)]

    def _is_who_says(self, first: int, last: int) -> bool:
        """Whether an insertion says who says it: "A, the minister claimed, wants"."""
        cues = CUES.get(self.low[last - 1], ())
        says = any("after" in cue.rule.takes and cue.form is Form.PAST for cue in cues)
        return says and last - first > 1 and self.low[first] not in _OPEN_CLAUSES

    def _apposed(self, mark: int) -> list[Span]:
        """ "X, the minister of Y," and "X — who left in May —": the whole, back to the name."""
        opener = "(" if self.low[mark] == ")" else self.low[mark]
        for index in range(mark - 1, max(self.start, mark - LONGEST_PHRASE) - 1, -1):
            if self.low[index] == opener and self.quoted[index] <= self.quoted[mark]:
                first = self.noun_phrase_start(index - 1)
                if first >= index:
                    return []
                if self._is_who_says(index + 1, mark):
                    return [(first, index)]
                if self.low[first] not in g.PREPOSITIONS:
                    return [(first, mark + (opener == "("))]
        # "A delegate, said": a comma that does not belong there
        first = self.noun_phrase_start(mark - 1)
        return [(first, mark)] if self.start == first < mark else []
