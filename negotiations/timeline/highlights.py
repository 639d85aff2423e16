"""A text cut at the edges of spans that may overlap, so that a page can mark them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Code points from ``start`` up to ``end`` of a text; ``key`` says whose they are, ``kind`` how they are marked."""

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same spans; ``starts`` are those that begin with it."""

    text: str
    spans: tuple[Span, ...]
    starts: tuple[Span, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its spans, each once."""
        return tuple(dict.fromkeys(span.kind for span in self.spans))


def cut_text(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The whole text in segments, in order; spans outside the text or empty are left out. O(n log n) in the spans."""
    kept = sorted(
        (span for span in spans if 0 <= span.start < span.end <= len(text)),
        key=lambda span: (span.start, -span.end, span.key),
    )
    edges = sorted({0, len(text), *(span.start for span in kept), *(span.end for span in kept)})
    segments = []
    active: list[Span] = []
    following = 0
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start]
        starts = []
        while following < len(kept) and kept[following].start == start:
            starts.append(kept[following])
            following += 1
        active += starts
        segments.append(Segment(text[start:end], tuple(active), tuple(starts)))
    return segments
