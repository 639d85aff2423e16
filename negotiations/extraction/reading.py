"""All that the finders share about one text: what was named, said and marked."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from negotiations.extraction.findings import DateMention, Mention, PersonFinding, Span
from negotiations.extraction.issues import IssueMention
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.notes import Say, say_nothing
from negotiations.extraction.phrases import Marked, Phrase
from negotiations.extraction.text import Text
from negotiations.extraction.voices import Voices


@dataclass(slots=True)
class Reading:
    """One text, read as far as names, words and voices go; the finders of roles, rounds and positions start here.

    ``note`` is told why words that matched came to nothing.
    """

    text: Text
    lexicon: Lexicon
    published: str | None
    mentions: Sequence[Mention]
    people: Sequence[PersonFinding]
    dates: Sequence[DateMention]
    marked: Sequence[Marked]
    voices: Voices
    issues: Sequence[IssueMention]
    note: Say = say_nothing
    parents: dict[str, str] = field(default_factory=dict)
    _issue_starts: list[int] = field(default_factory=list)
    _date_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._issue_starts = [mention.start for mention in self.issues]
        self._date_starts = [mention.start for mention in self.dates]
        self.parents = {entry.code: entry.parent for entry in self.lexicon.issues if entry.parent}

    def issues_between(self, start: int, end: int) -> list[IssueMention]:
        """The issues named wholly inside a span, in order."""
        first = bisect_left(self._issue_starts, start)
        begun = self.issues[first : bisect_left(self._issue_starts, end, first)]
        return [mention for mention in begun if mention.end <= end]

    def dates_between(self, start: int, end: int) -> list[DateMention]:
        """The dates that begin inside a span, in order."""
        first = bisect_left(self._date_starts, start)
        return list(self.dates[first : bisect_left(self._date_starts, end)])

    def top(self, code: str) -> str:
        """The issue at the top of the tree above a code: "phasing" is a matter of the ceasefire."""
        while code in self.parents:
            code = self.parents[code]
        return code


def phrases_in(marked: Marked, start: int, end: int) -> list[Phrase]:
    """The phrases between two positions of a marked string."""
    first, last = marked.item_at(start), marked.item_at(max(start, end - 1))
    return [item.phrase for item in marked.items[first : last + 1] if item.phrase is not None]


def source_span(marked: Marked, start: int, end: int) -> Span:
    """The source span of a stretch of the marked string."""
    return marked.span(marked.item_at(start), marked.item_at(max(start, end - 1)) + 1)
