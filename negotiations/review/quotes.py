"""The evidence that one text gives: as it is on record, and as it is about to be.

Everything is decided in memory and written at the end, so that words that are taken back and borne out again by a new
reading of the same text are not touched at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from negotiations.models import BEARS_OUT, Evidence, Recorded, Snapshot, Suggestion, arc_of
from negotiations.models.statements import ask, insert_values, tell

Borne = tuple[str, int]  # which of BEARS_OUT, and the key of its row
_ARCS = [f"{arc}_id" for arc in BEARS_OUT]

_OF_TEXT = f"""
    SELECT e.id, e.start, e."end", e.aspect, e.suggestion_id, s.fingerprint,
           e.retracted_at IS NULL, e.gone_settled_at IS NOT NULL, {", ".join(f"e.{arc}_id" for arc in BEARS_OUT)}
    FROM negotiations_evidence e LEFT JOIN negotiations_suggestion s ON s.id = e.suggestion_id
    WHERE e.snapshot_id = %s ORDER BY e.id
"""  # noqa: S608 — names from our own code
_TAKE_BACK = "UPDATE negotiations_evidence SET retracted_at = %s WHERE id = ANY(%s)"
_LET_COUNT = "UPDATE negotiations_evidence SET retracted_at = NULL, gone_settled_at = NULL WHERE id = ANY(%s)"


@dataclass(slots=True)
class Quote:
    """A piece of evidence. ``counts``: it is not taken back; ``is_anew``: borne out by what is entered now."""

    start: int
    end: int
    aspect: str
    suggestion: int | None
    fingerprint: str
    arc: str
    row: Recorded | int
    pk: int | None = None
    counts: bool = True
    counted: bool = False
    is_settled: bool = False
    is_anew: bool = False

    @property
    def borne(self) -> Borne:
        """What it bears out."""
        return self.arc, self.row if isinstance(self.row, int) else key_of(self.row)


def key_of(row: Recorded) -> int:
    """What tells a row from others of its kind; new ones have no key yet."""
    return row.pk or -id(row)


def borne(row: Recorded) -> Borne:
    """What evidence names of a row that it bears out."""
    return arc_of(row), key_of(row)


@dataclass(slots=True)
class Quotes:
    """All evidence that was ever cut from a text. ``load`` unless nothing was."""

    text: Snapshot
    _all: dict[tuple[int, int, str, int | None, Borne], Quote] = field(default_factory=dict)
    _of_row: dict[Borne, list[Quote]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls, text: Snapshot) -> "Quotes":
        """What is on record of the text. One query."""
        quotes = cls(text)
        for pk, start, end, aspect, suggestion, fingerprint, counts, is_settled, *rows in ask(_OF_TEXT, text.pk):
            arc, row = next((arc, row) for arc, row in zip(BEARS_OUT, rows, strict=True) if row is not None)
            told = (start, end, aspect, suggestion, fingerprint or "", arc, row)
            quotes._add(Quote(*told, pk=pk, counts=counts, counted=counts, is_settled=is_settled))
        return quotes

    def bear_out(self, suggestion: Suggestion, spans: Iterable[Iterable[int]], row: Recorded, aspect: str = "") -> None:
        """Tie the words between those offsets to a row; words that were tied before and taken back count again."""
        arc = arc_of(row)
        for start, end in spans:
            quote = self._add(Quote(start, end, aspect, suggestion.pk, suggestion.fingerprint, arc, row))
            quote.counts = quote.is_anew = True

    def take_back(self, suggestion: int) -> list[Borne]:
        """Let nothing count that this suggestion bears out; gives what it bore out."""
        taken = [quote for quote in self._all.values() if quote.suggestion == suggestion and quote.counts]
        for quote in taken:
            quote.counts = False
        return [quote.borne for quote in taken]

    def bearing(self) -> set[int | None]:
        """The suggestions of which something counts."""
        return {quote.suggestion for quote in self._all.values() if quote.counts}

    def cites(self, row: Recorded) -> bool:
        """Whether the text ever bore the row out."""
        return borne(row) in self._of_row

    def bears_out(self, row: Recorded) -> bool:
        """Whether it does, by something that counts."""
        return any(quote.counts for quote in self._of_row.get(borne(row), ()))

    def ever_by(self, suggestion: Suggestion, row: Recorded) -> bool:
        """Whether the row ever rested on this suggestion."""
        return any(quote.suggestion == suggestion.pk for quote in self._of_row.get(borne(row), ()))

    def is_told_by(self, fingerprint: str, row: Recorded) -> bool:
        """Whether the row rests on the suggestion of that fingerprint."""
        found = self._of_row.get(borne(row), ())
        return any(quote.counts and quote.fingerprint == fingerprint for quote in found)

    def cited(self, arc: str) -> list[int]:
        """The keys of the rows of one kind that the text ever bore out, as far as they have keys."""
        return [key for kind, key in self._of_row if kind == arc and key > 0]

    def _add(self, quote: Quote) -> Quote:
        same = (quote.start, quote.end, quote.aspect, quote.suggestion, quote.borne)
        if same not in self._all:
            self._all[same] = quote
            self._of_row[quote.borne].append(quote)
        return self._all[same]

    def all(self) -> Iterable[Quote]:
        """Every piece, recorded or about to be."""
        return self._all.values()


def write_quotes(texts: Sequence[Quotes], now: datetime) -> None:
    """Write what has changed in the evidence of these texts. Every row that is borne out has its key by now."""
    known = [quote for quotes in texts for quote in quotes.all() if quote.pk]
    if gone := [quote.pk for quote in known if quote.counted and not quote.counts]:
        tell(_TAKE_BACK, now, gone)
    # What an editor said of words that were gone does not hold for words that are read again.
    if back := [quote.pk for quote in known if quote.is_anew and (quote.is_settled or not quote.counted)]:
        tell(_LET_COUNT, back)
    _insert([(quotes.text, quote) for quotes in texts for quote in quotes.all() if not quote.pk])


def _insert(new: Sequence[tuple[Snapshot, Quote]]) -> None:
    if new:
        insert_values(Evidence, [_columns(text, quote) for text, quote in new])


def _columns(text: Snapshot, quote: Quote) -> dict[str, int | str | None]:
    arc, row = quote.borne
    return {
        "snapshot_id": text.pk,
        "start": quote.start,
        "end": quote.end,
        "quote": text.text[quote.start : quote.end],
        "aspect": quote.aspect,
        "suggestion_id": quote.suggestion,
        **dict.fromkeys(_ARCS),
        f"{arc}_id": row,
    }
