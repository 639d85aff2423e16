"""Phrases that name an actor, and sentences in which each of them stands as one word: the form that rules are
matched against.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from negotiations.extraction.findings import Mention
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.index import Triggered
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.text import Sentence
from negotiations.extraction.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as this text names it: ``key`` of the lexicon or None, and the name."""

    key: str | None
    name: str
    kind: str

    @property
    def id(self) -> str:
        """What tells two actors of one text apart."""
        return self.key or self.name.lower()


@lru_cache(maxsize=10_000)
def ref_to(key: str | None, name: str, kind: str) -> Ref:
    """The actor of these; one object, which never changes, for all phrases that name it."""
    return Ref(key, name, kind)


@dataclass(slots=True)
class Phrase:
    """A run of words that names actors.

    ``head`` is the noun that speaks for them ("officials"), ``speaks`` False where the actor only describes something
    else ("Egyptian proposal"). ``group`` marks a phrase without a name ("the rebels", "both sides"), resolved later.
    """

    start: int
    end: int
    refs: tuple[Ref, ...]
    person: str | None = None
    title: str | None = None
    head: str | None = None
    speaks: bool = True
    group: str | None = None
    mark: str = ""

    @property
    def anonymous(self) -> bool:
        """Whether unnamed officials speak."""
        return self.person is None and self.head in w.ANONYMOUS


def wording(phrase: Phrase, source: str) -> str:
    """The words of a phrase as the text has them, with single blanks between them."""
    return " ".join(source[phrase.start : phrase.end].split())


@dataclass(slots=True)
class Item:
    """One word of a marked sentence, or one phrase."""

    start: int
    end: int
    word: str
    phrase: Phrase | None = None
    mention: Mention | None = None


@dataclass(slots=True)
class Marked:
    """A marked sentence: ``string`` is its items' words with one space between.

    Most sentences are done with when the triggers of the rules were looked for in the string, so the items of one
    without a phrase, and the offsets, are made when they are first asked for.
    """

    sentence: Sentence
    string: str
    tokens: Tokens
    _items: list[Item] | None = None
    _offsets: Sequence[int] = ()
    _triggered: Triggered | None = None
    _phrases: Sequence[tuple[int, Phrase]] | None = None

    @property
    def items(self) -> list[Item]:
        """The words and phrases of the sentence; without a phrase they are its tokens."""
        if self._items is None:
            words = self.string.split(" ")
            at = slice(self.sentence.first, self.sentence.first + len(words))
            self._items = list(map(Item, self.tokens.starts[at], self.tokens.ends[at], words))
        return self._items

    @property
    def offsets(self) -> Sequence[int]:
        """Where each item begins in the string."""
        if not self._offsets:
            self._offsets = tuple(accumulate([len(word) + 1 for word in self.string.split(" ")[:-1]], initial=0))
        return self._offsets

    def rules(self, family: str) -> Sequence[Rule]:
        """The rules of a family of rules/index.py that are to be tried on the sentence, in order."""
        return self.triggered().rules(family)

    def triggered(self) -> Triggered:
        """What of the triggers of all rules stands in the sentence."""
        if self._triggered is None:
            self._triggered = Triggered(self.string)
        return self._triggered

    def item_at(self, position: int) -> int:
        """The index of the item in which a position of the string lies."""
        return max(0, bisect_right(self.offsets, position) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The source span of the items [first, last)."""
        last = max(first, last - 1)
        if self._items is None:  # they are the tokens
            return self.tokens.starts[self.sentence.first + first], self.tokens.ends[self.sentence.first + last]
        return self._items[first].start, self._items[last].end

    def words(self, first: int, last: int) -> str:
        """The words of the items [first, last) with one space between."""
        offsets = self.offsets
        if first >= min(last, len(offsets)):
            return ""
        return self.string[offsets[first] : offsets[last] - 1 if last < len(offsets) else len(self.string)]

    def phrases(self) -> Sequence[tuple[int, Phrase]]:
        """The phrases with their places."""
        if self._phrases is None:
            items = self._items or ()
            self._phrases = tuple([(i, item.phrase) for i, item in enumerate(items) if item.phrase is not None])
        return self._phrases
