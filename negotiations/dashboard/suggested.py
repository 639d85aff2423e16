"""A suggestion in words, and its words in their context. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiations.models import SuggestionKind
from negotiations.timeline.dates import say_date
from negotiations.timeline.highlights import Segment, Span, cut_text
from negotiations.timeline.stances import OUTCOME_WORDS

Reading = dict[str, Any]
AROUND = 600  # characters of context kept around a span in a paragraph that is very long
LONG_PARAGRAPH = 3_000
MOST_PARAGRAPHS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """What is suggested, in one line: who, the word that has a sign and colour (may be empty), and the rest."""

    who: str
    word: str
    says: str
    rest: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.who, self.says, self.rest) if part)


def say_suggestion(kind: str, reading: Reading) -> Line:
    """The line of a suggestion of that kind."""
    match kind:
        case SuggestionKind.PARTICIPANT:
            return Line(reading["actor"]["name"], "", f"sits there as {reading['role']}", "")
        case SuggestionKind.ROUND:
            outcome = reading["outcome"]
            where = f"Round in {reading['venue']}" if reading["venue"] else "Round"
            return Line(
                where,
                outcome,
                str(OUTCOME_WORDS.get(outcome, outcome)),
                say_reading_day(reading, "starts", "precision", "ends"),
            )
        case SuggestionKind.PROPOSAL:
            sponsors = [sponsor["name"] for sponsor in reading["sponsors"]] or ["Somebody unnamed"]
            return Line(
                ", ".join(sponsors), "proposes", "propose" if len(sponsors) > 1 else "proposes", reading["title"]
            )
        case SuggestionKind.REACTION:
            answer = reading["answer"]
            return Line(reading["actor"]["name"], answer, answer.replace("-", " "), reading["proposal"] or "")
        case _:
            stance = reading["stance"]
            return Line(
                reading["holder"]["name"],
                stance,
                stance.replace("-", " "),
                ", ".join(code.replace("-", " ") for code in reading["issues"]),
            )


def say_reading_day(reading: Reading, name: str, precision: str, until: str = "") -> str:
    """The day of a reading in words, as exact as it is known."""
    first = _day(reading.get(name))
    return say_date(first, reading.get(precision) or "unknown", until=_day(reading.get(until)) if until else None)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or the part of a long one around its spans; cut at the edges of the spans."""

    segments: tuple[Segment, ...]
    is_after_gap: bool
    starts_inside: bool
    ends_inside: bool


def spans_of(reading: Reading) -> list[Span]:
    """Every span that a reading rests on: of kind ``evidence`` its own words, ``suggestion`` those of its parts."""
    own = {(start, end) for start, end in reading.get("evidence", ())}
    parts = set(_parts(reading)) - own
    return [
        *(Span(a, b, "own", "evidence") for a, b in sorted(own)),
        *(Span(a, b, "part", "suggestion") for a, b in sorted(parts)),
    ]


def _parts(value: object) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(item, int) for item in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from _parts(inner)


def find_passages(text: str, spans: Iterable[Span]) -> list[Passage]:
    """The paragraphs of a text that hold the spans, in order, each cut at their edges."""
    spans = list(spans)
    found: list[Passage] = []
    gap = False
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        inside = [span for span in spans if span.start < end and span.end > start]
        if not inside:
            gap = gap or bool(match[0].strip())
            continue
        first, last = start, end
        if end - start > LONG_PARAGRAPH:
            first = max(start, min(span.start for span in inside) - AROUND)
            last = min(end, first + LONG_PARAGRAPH)
        moved = [Span(max(span.start - first, 0), min(span.end, last) - first, span.key, span.kind) for span in inside]
        found.append(Passage(tuple(cut_text(text[first:last], moved)), gap and bool(found), first > start, last < end))
        gap = False
        if len(found) == MOST_PARAGRAPHS:
            break
    return found
