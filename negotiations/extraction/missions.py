"""Those who come in one body to make peace between others: "a delegation of A, B and C went to persuade them",
"negotiators representing A, B and the C met the opposition".
"""

from collections.abc import Iterator

from negotiations.extraction.findings import Span
from negotiations.extraction.nominals import BODIES
from negotiations.extraction.phrases import Marked, Phrase, Ref
from negotiations.extraction.reading import Reading, phrases_in, source_span
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.rules.missions import LISTED, PURPOSE, PURPOSE_OF_ALL

_WHO = ("x", "y")
# Those whom several states and organisations meet together without being a side themselves.
_MEETS = frozenset("met meet meets meeting talks discussions consultations negotiations".split())
_SENT = frozenset("negotiators envoys diplomats mediators representatives delegates ministers officials".split())
_DELEGATED = frozenset({"delegation", "team", "mission"})
_AT_LEAST = 2
_MANY = 3
_STEMS = ("delegation", "team", "mission", "diplomats", "envoys", "negotiators", "representatives", "ministers")


def missions(reading: Reading) -> Iterator[tuple[Ref, Span]]:
    """The members of a body that has come to make peace, with the words that name them together."""
    lower = reading.text.source.lower()
    told = [m for m in reading.marked if any(stem in lower[m.sentence.start : m.sentence.end] for stem in _STEMS)]
    if any(PURPOSE.search(marked.string) for marked in told):
        for marked in told:
            yield from _members(marked)
    for marked in told:
        yield from _sent_together(marked)
        yield from _together(marked)


def _members(marked: Marked) -> Iterator[tuple[Ref, Span]]:
    """Those of whom a delegation or team is said to be made up."""
    for match in LISTED.finditer(marked.string):
        phrases = [p for group in _WHO if match[group] for p in phrases_in(marked, *match.span(group))]
        refs = dict.fromkeys(ref for phrase in phrases for ref in phrase.refs)
        if len(refs) >= _AT_LEAST and not any(ref.kind in GROUP_KINDS for ref in refs):
            span = source_span(marked, match.start(), match.end())
            yield from ((ref, span) for ref in refs)


def _sent_together(marked: Marked) -> Iterator[tuple[Ref, Span]]:
    """Those whose one delegation goes to make peace: "a delegation of A and B flew in to persuade …"."""
    if not any(p.head in _DELEGATED and len(p.refs) >= _AT_LEAST for _, p in marked.phrases()):
        return
    for match in PURPOSE_OF_ALL.finditer(marked.string):
        for phrase in phrases_in(marked, *match.span("x")):
            groups = any(ref.kind in GROUP_KINDS for ref in phrase.refs)
            if phrase.head in _DELEGATED and len(phrase.refs) >= _AT_LEAST and not groups:
                yield from ((ref, (phrase.start, phrase.end)) for ref in phrase.refs)


def _together(marked: Marked) -> Iterator[tuple[Ref, Span]]:
    """States and organisations whose envoys together meet a group that is none of theirs: outsiders, and no side."""
    phrases = [phrase for _, phrase in marked.phrases()]
    groups = [p for p in phrases if any(ref.kind in GROUP_KINDS for ref in p.refs)]
    if not groups or _MEETS.isdisjoint(marked.string.split()):
        return
    for phrase in phrases:
        if phrase.head in _SENT and phrase not in groups and _is_from_outside(phrase, groups):
            yield from ((ref, (phrase.start, phrase.end)) for ref in phrase.refs)


def _is_from_outside(phrase: Phrase, groups: list[Phrase]) -> bool:
    """Whether so many send envoys together, an organisation among them or three at least, that none is a side."""
    several = len(phrase.refs) >= _AT_LEAST and any(ref.kind in BODIES for ref in phrase.refs)
    return (several or len(phrase.refs) >= _MANY) and all(group.start > phrase.end for group in groups)
