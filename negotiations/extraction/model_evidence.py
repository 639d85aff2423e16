"""The text that a language model's answer is held against: what stands in it as whole words, where, and how near. Pure.

What does not hold is counted in ``dropped``, by reason, and None is given in its place.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negotiations.extraction.actors import find_mentions
from negotiations.extraction.dates import find_dates
from negotiations.extraction.findings import Document, Mention, Span
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.text import Text, read
from negotiations.vocabulary import ActorKind

FEWEST_WORDS = 3  # of a quote: less bears nothing out
LONGEST_NAME = 200
MOST_PLACES = 200  # at which one name or quote is looked for
# Words that stand with a capital at the head of a sentence and name nobody.
_NO_NAME = frozenset("a an the he she they we i it who all both this that these those his her their its our".split())


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the text names: ``key`` of the lexicon or None, and every place at which the text does so."""

    key: str | None
    name: str
    kind: str
    iso: str | None
    places: tuple[Span, ...]


class Source:
    """One article, read once for all answers about it."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.dropped: Counter[str] = Counter()
        self.mentions: tuple[Mention, ...]
        self._text: Text = read(document.text)
        self.mentions = tuple(find_mentions(self._text, lexicon, document.published))
        self._lexicon = lexicon
        self._days = {date.value for date in find_dates(self._text, document.published)}
        self._starts = [sentence.start for sentence in self._text.sentences]
        self._ends = [sentence.end for sentence in self._text.sentences]
        self._by_words: dict[str, Mention] = {}
        self._by_key: dict[str, list[Span]] = {}
        for mention in self.mentions:
            self._enter(mention)

    def _enter(self, mention: Mention) -> None:
        span = (mention.start, mention.end)
        self._by_words.setdefault(self._text.source[slice(*span)].lower(), mention)
        if mention.actor:
            self._by_words.setdefault(mention.actor.lower(), mention)
        if mention.key:
            self._by_key.setdefault(mention.key, []).append(span)

    def actor(self, name: object) -> Named | None:
        """Whom the name means in this text; one that no list knows is proposed as new if the text has it as a name."""
        if not isinstance(name, str) or not name.strip():
            self.dropped["nobody named"] += 1
            return None
        mention = self._by_words.get(name.strip().lower())
        if mention is not None and mention.key and mention.actor:
            entry = self._lexicon.actor(mention.key)
            kind, iso = (entry.kind, entry.iso2 or None) if entry else (mention.kind, None)
            return Named(mention.key, mention.actor, kind, iso, tuple(self._by_key[mention.key]))
        return self._new(name.strip(), ActorKind.POLITICAL_BODY)

    def person(self, name: object) -> Named | None:
        """The person whom the text calls by this name, or None."""
        if not isinstance(name, str) or not name.strip():
            self.dropped["nobody named"] += 1
            return None
        return self._new(name.strip(), ActorKind.PERSON)

    def _new(self, name: str, kind: ActorKind) -> Named | None:
        places = tuple(self._places(name)) if len(name) <= LONGEST_NAME else ()
        if not places:
            self.dropped["name not in the text"] += 1
        elif not any(word[0].isupper() and word.lower() not in _NO_NAME for word in name.split()):
            self.dropped["not a name"] += 1
        else:
            return Named(None, name, kind.value, None, places)
        return None

    def words(self, value: object) -> str | None:
        """Words that stand in the text as whole words, or None; that they do not is not counted."""
        words = value.strip() if isinstance(value, str) else ""
        return words if words and len(words) <= LONGEST_NAME and any(self._places(words)) else None

    def day(self, value: object) -> str | None:
        """A day that the text gives, or None."""
        if value in (None, ""):
            return None
        if isinstance(value, str) and value in self._days:
            return value
        self.dropped["day not in the text"] += 1
        return None

    def quote(self, quote: object, *, near: Iterable[Span] | None = None) -> Span | None:
        """Where the quote stands in the article, in whole words.

        With ``near`` it must hold one of these places, or one must stand in a sentence of the quote or the one beside.
        """
        if not isinstance(quote, str) or len(quote.split()) < FEWEST_WORDS:
            self.dropped["no quote"] += 1
            return None
        places = [span for span in self._places(quote.strip()) if self._sentences(span)]
        if not places:
            self.dropped["quote not in the text"] += 1
            return None
        if near is None:
            return places[0]
        around = [self._sentences(place) for place in near]
        found = next((span for span in places if any(self._beside(span, other) for other in around)), None)
        if found is None:
            self.dropped["quote far from the name"] += 1
        return found

    def in_quotation_marks(self, span: Span) -> bool:
        """Whether at least as many words of the span as make a quote stand between quotation marks."""
        start, end = span
        words = (
            self._text.source[max(start, q.inner_start) : min(end, q.inner_end)].split()
            for q in self._text.quotations
            if q.inner_start < end and start < q.inner_end
        )
        return sum(map(len, words)) >= FEWEST_WORDS

    def _places(self, words: str) -> Iterator[Span]:
        """Where the words stand with no letter or digit joined to either end of them."""
        source, end = self._text.source, 0
        for _ in range(MOST_PLACES):
            start = source.find(words, end)
            if start < 0:
                return
            end = start + len(words)
            if not (_joined(source, start) or _joined(source, end)):
                yield start, end

    def _sentences(self, span: Span) -> range:
        """The numbers of the sentences that a span touches; none in page furniture or in a dateline."""
        return range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]))

    def _beside(self, span: Span, other: range) -> bool:
        own = self._sentences(span)
        return bool(other) and own.start - 1 < other.stop and other.start - 1 < own.stop


def _joined(source: str, at: int) -> bool:
    """Whether a word goes on from the character before a place to the one behind it."""
    return 0 < at < len(source) and source[at - 1].isalnum() and source[at].isalnum()
