"""Attributions without a verb: "according to", nouns such as "its demand that"."""

from collections.abc import Iterator

from negotiations.extraction.attribution_clauses import Clauses
from negotiations.extraction.attribution_verbs import Draft


def read_phrases(clauses: Clauses) -> Iterator[Draft]:
    """The claims of the sentence that no verb introduces."""
    low = clauses.low
    for index in range(clauses.start, clauses.stop - 1):
        if low[index] == "according" and low[index + 1] == "to" and not clauses.quoted[index]:
            yield from _according(clauses, index)


def _according(c: Clauses, at: int) -> Iterator[Draft]:
    end = at + 2
    while end < c.stop and c.low[end] not in {",", ";", "—", "--"}:
        end += 1
    if at == c.start or c.low[at - 1] in {";", "but", "and"}:
        content = [(end + 1, c.stop)] if end + 1 < c.stop else []
    else:
        first = c.start
        last = at - (c.low[at - 1] == ",")
        content = [(first, last)] if last > first else []
        if end < c.stop and c.low[end] == "," and c.stop - end > 4:
            content.append((end + 1, c.stop))
    if content and end > at + 2:
        yield Draft(cue=(at, at + 2), source=[(at + 2, end)], content=content, rule="according-to", lemma="according", confidence=0.9)
