"""Mediators told by their number alone: "the three mediators", "the two states mediate", who are those named together
nearby.
"""

from collections.abc import Iterator

from negotiations.extraction.findings import Span
from negotiations.extraction.phrases import Marked, Phrase, Ref
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.rules.language import compile_pattern

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_DO = r"(?:mediate|are mediating|have mediated|had mediated|mediated|(?:co-)?chair(?:ed)?|(?:co-)?sponsor(?:ed)?)"
_COUNTED = compile_pattern(
    r"the (?P<n>two|three|four|five) (?:mediators|mediating (?:states|countries|nations|governments|powers|parties)|"
    rf"(?:states|countries|nations|governments|powers) (?:\w+ )?{_DO})"
)
_STEMS = ("mediat", "chair", "sponsor")
# How far back the ones meant are named.
_BACK = 3
_MAY = frozenset({"state", "intergovernmental", "international-organisation"})


def counted_mediators(reading: Reading) -> Iterator[tuple[Ref, Span]]:
    """The actors meant by "the three mediators", with those words: so many as are named together before, or else
    after. None where the text names no such group.
    """
    for number, marked in enumerate(reading.marked):
        for match in _COUNTED.finditer(marked.string) if any(s in marked.string for s in _STEMS) else ():
            count = _NUMBERS[match["n"]]
            span = source_span(marked, match.start(), match.end())
            for ref in _named_together(reading, number, count):
                yield ref, span


def _named_together(reading: Reading, number: int, count: int) -> tuple[Ref, ...]:
    before = range(number, max(-1, number - _BACK - 1), -1)
    for nearby in (before, range(number + 1, min(len(reading.marked), number + 3 * _BACK))):
        for at in nearby:
            for refs in _groups(reading.marked[at]):
                if len(refs) == count:
                    return refs
    return ()


def _groups(marked: Marked) -> Iterator[tuple[Ref, ...]]:
    """The actors of one phrase, of one list, and at the last of the whole sentence."""
    rows: list[list[Phrase]] = [[]]
    previous = -9
    phrases = marked.phrases()
    for i, phrase in phrases:
        between = {item.word for item in marked.items[previous + 1 : i]}
        if rows[-1] and not between <= {",", "and", "the", "with"}:
            rows.append([])
        rows[-1].append(phrase)
        previous = i
    for row in [*([phrase] for _, phrase in phrases), *rows, [phrase for _, phrase in phrases]]:
        refs = {ref.id: ref for phrase in row for ref in phrase.refs}
        if refs and all(ref.kind in _MAY for ref in refs.values()):
            yield tuple(refs.values())
