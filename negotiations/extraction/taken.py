"""What of a text is taken already."""

from bisect import bisect_left, bisect_right

from negotiations.extraction.findings import Span


class Taken:
    """The spans that have been taken, those that overlap as one; the time to ask hardly grows with their number."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, span: Span) -> bool:
        """Take a span of at least one character; gives whether all of it was free."""
        start, end = span
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        is_free = first == last
        if not is_free:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last], self._ends[first:last] = [start], [end]
        return is_free
