"""A text as the finders read it: tokens, sentences, paragraphs and quotations, each with offsets into the source."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from negotiations.extraction.findings import Span
from negotiations.extraction.furniture import find_dateline, is_furniture
from negotiations.extraction.quotations import Quotation, find_quotations
from negotiations.extraction.tokens import Tokens, is_short, is_title, tokenise

__all__ = ["Paragraph", "Quotation", "Sentence", "Text", "read"]

# A run of words without any stop is cut here, so that no rule ever sees a sentence of a megabyte.
LONGEST_SENTENCE = 400
# Characters of the longest headline.
LONGEST_HEADLINE = 140

_BREAK = re.compile(r"\n[ \t\r\u00a0]*\n\s*|\n|\u2029|\f")
_ENDS = frozenset({".", "?", "!", "…", "...", "....", "?!", "。"})
_STOPS = frozenset(mark[-1] for mark in _ENDS)
_CLOSING = frozenset({'"', "”", "’", "'", "»", ")", "]", "''", "*"})
_OPENING = frozenset({'"', "“", "‘", "'", "''", "«", "(", "[", "``", "„", "-", "—", "–", "•", "*", "--"})
# Words that begin a sentence after a short form such as "U.S.", where a name would go on with it.
_STARTERS = frozenset(
    """
    the a an in on at it he she they we i you this that these those but and so if as when while after before
    since although though for from his her their its our my no not both some many most all each one two three
    there here what who how why where meanwhile however earlier later also yet still officials analysts last
    next according under with by to mr. ms. mrs. despite during until once such
    """.split()
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its place, number, and whether it is page furniture."""

    start: int
    end: int
    index: int
    furniture: bool


@dataclass(slots=True)  # not frozen, as with a token: it takes a third of the time
class Sentence:
    """A sentence: its place, its tokens [first, last), the number of its paragraph and its own number."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    index: int


@dataclass(frozen=True, slots=True)
class Text:
    """``source`` read once. Sentences cover the article only: neither furniture nor the dateline is in any of them."""

    source: str
    tokens: Tokens
    sentences: Sequence[Sentence]
    paragraphs: Sequence[Paragraph]
    quotations: Sequence[Quotation]
    furniture: Sequence[Span]
    dateline: Span | None
    _sentence_starts: Sequence[int] = field(repr=False, default=())
    _quotation_starts: Sequence[int] = field(repr=False, default=())
    _places: Mapping[str, Sequence[int]] = field(repr=False, default_factory=dict)

    def vocabulary(self) -> Set[str]:
        """The words of the text in lower case, each once."""
        return self._places.keys()

    def indexes_of(self, words: Set[str]) -> list[int]:
        """The indexes of the tokens that are one of the words (in lower case), in order."""
        return sorted([index for word in self._places.keys() & words for index in self._places[word]])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``, or None (furniture, dateline, between sentences)."""
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].end else None

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds the character at ``offset`` (its marks included), or None."""
        place = bisect_right(self._quotation_starts, offset) - 1
        return self.quotations[place] if place >= 0 and offset < self.quotations[place].end else None

    def in_quotation(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands inside a quotation."""
        return self.quotation_at(offset) is not None

    def quotes_within(self, start: int, end: int) -> bool:
        """Whether any part of a span stands inside a quotation."""
        place = bisect_left(self._quotation_starts, end) - 1
        return place >= 0 and self.quotations[place].end > start

    def first_token_from(self, offset: int) -> int:
        """The index of the first token that begins at or after ``offset``; the number of tokens where there is none."""
        return bisect_left(self.tokens.starts, offset)

    def headline(self) -> Span | None:
        """The first line of the article if it is a headline: short, without a stop, with text behind it."""
        own = [p for p in self.paragraphs if not p.furniture][:2]
        if len(own) < len("ab") or self.source[own[0].start : own[0].end].rstrip("\"”’')")[-1:] in _STOPS:
            return None
        return (own[0].start, own[0].end) if own[0].end - own[0].start <= LONGEST_HEADLINE else None

    def words(self, sentence: Sentence) -> Sequence[str]:
        """The words and marks of a sentence as they stand."""
        return self.tokens.texts[sentence.first : sentence.last]


def read(source: str) -> Text:
    """``source`` split into tokens, sentences, paragraphs and quotations, in linear time."""
    spans = list(_paragraph_spans(source))
    tokens = tokenise(source)
    paragraphs = [
        Paragraph(start, end, index, is_furniture(source[start:end])) for index, (start, end) in enumerate(spans)
    ]
    dateline = next(
        (found for p in paragraphs[:4] if not p.furniture and (found := find_dateline(source, p.start, p.end))), None
    )
    places = _places_by_word(tokens.lower)
    stops = sorted([index for word, at in places.items() if word[-1] in _STOPS for index in at])
    sentences: list[Sentence] = []
    for paragraph in paragraphs:
        if paragraph.furniture:
            continue
        begin = dateline[1] if dateline and paragraph.start <= dateline[0] < paragraph.end else paragraph.start
        first, last = bisect_left(tokens.starts, begin), bisect_left(tokens.starts, paragraph.end)
        here = stops[bisect_left(stops, first) : bisect_left(stops, last)]
        for low, high in _sentence_ranges(tokens, first, last, here):
            sentences.append(
                Sentence(tokens.starts[low], tokens.ends[high - 1], low, high, paragraph.index, len(sentences))
            )
    quotations = [q for q in find_quotations(source, spans) if not paragraphs[q.paragraph].furniture]
    return Text(
        source=source,
        tokens=tokens,
        sentences=sentences,
        paragraphs=paragraphs,
        quotations=quotations,
        furniture=[(p.start, p.end) for p in paragraphs if p.furniture],
        dateline=dateline,
        _sentence_starts=[sentence.start for sentence in sentences],
        _quotation_starts=[quotation.start for quotation in quotations],
        _places=places,
    )


def _places_by_word(lower: Sequence[str]) -> dict[str, list[int]]:
    """The indexes of the tokens, by their lower-case form: a text has far fewer words than tokens."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(lower):
        places[word].append(index)
    return places


def _paragraph_spans(source: str) -> Iterator[Span]:
    """The spans between line breaks, white space trimmed; lines of a hard-wrapped text are joined."""
    breaks = list(_BREAK.finditer(source))
    if _is_wrapped(source, breaks):
        breaks = [found for found in breaks if found.group().count("\n") > 1 or "\f" in found.group()]
    position = 0
    for start, end in [*(found.span() for found in breaks), (len(source), len(source))]:
        piece = source[position:start]
        trimmed = piece.strip()
        if trimmed:
            begin = position + len(piece) - len(piece.lstrip())
            yield begin, begin + len(trimmed)
        position = end


def _is_wrapped(source: str, breaks: Sequence[re.Match[str]]) -> bool:
    """Whether single line breaks only wrap lines: most lines before them are of one length and end in mid-sentence."""
    singles = [found for found in breaks if found.group() == "\n"]
    if len(singles) < 3:
        return False
    wrapped = 0
    for found in singles:
        line = source[source.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
        wrapped += 45 <= len(line) <= 110 and line[-1:] not in '.?!”":'
    return wrapped > 0.6 * len(singles)


def _sentence_ranges(tokens: Tokens, first: int, last: int, stops: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Token ranges [low, high) of the sentences between two tokens; ``stops`` are those that end with a stop."""
    texts = tokens.texts
    low = start = first
    for stop in [*stops, last]:
        if stop < low or (stop < last and not (texts[stop] in _ENDS or is_short(texts[stop]))):
            continue
        while (cut := max(start, low + LONGEST_SENTENCE - 1)) < stop:
            yield low, cut + 1
            low = start = cut + 1
        start = end = stop + 1  # the token behind a stop that may yet be in the midst of a sentence
        while end < last and (texts[end] in _ENDS or _closes(tokens, end)):
            end += 1
        if stop < last and (end >= last or _begins(tokens, end, last, after_short=texts[stop] not in _ENDS)):
            yield low, end
            low = start = end
    if low < last:
        yield low, last


def _closes(tokens: Tokens, index: int) -> bool:
    """Whether a mark closes what went before: it touches it, and a space or nothing follows."""
    texts, starts, ends = tokens.texts, tokens.starts, tokens.ends
    if texts[index] not in _CLOSING or starts[index] != ends[index - 1]:
        return False
    return (
        texts[index] not in {'"', "'", "’", "''"}
        or index + 1 >= len(texts)
        or starts[index + 1] > ends[index]
        or texts[index + 1] in _CLOSING
    )


def _begins(tokens: Tokens, index: int, last: int, *, after_short: bool) -> bool:
    """Whether a new sentence begins at the token, going by its first word."""
    texts = tokens.texts
    if tokens.starts[index] == tokens.ends[index - 1] and tokens.is_word(index):
        return False
    opened = False
    while index < last and texts[index] in _OPENING:
        opened, index = True, index + 1
    if index >= last:
        return True
    word = texts[index]
    if after_short:
        return (opened and word[0].isupper() and texts[index - 1] not in {"(", "[", "-", "—", "–", "--"}) or (
            word[0].isupper() and tokens.lower[index] in _STARTERS
        )
    begins = word[0].isupper() or word[0].isdigit() or is_title(word)
    return begins or (not tokens.is_word(index) and word in "[$€£@#")
