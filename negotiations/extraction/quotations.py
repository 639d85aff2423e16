"""What stands between quotation marks, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiations.extraction.findings import Span

_DOUBLE = (*'“”"«»„‟「」', "``", "''")
_MARKS = re.compile("|".join(_DOUBLE))
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "``": "''", "「": "」", "‟": "”"}
_OPEN_BEFORE = frozenset(" \t\n\r\u00a0\u2009([{—–-/:;,>“‘\u200b\u2028")
_END_OF_SINGLE = frozenset(",.?!…—–")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` and ``end`` include its marks, ``inner_start`` and ``inner_end`` do not.

    ``continues`` is True where the same speech goes on in the next paragraph, whose own opening mark takes it up again.
    ``paragraph`` is the number of the paragraph that it stands in; a quotation never leaves its paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    continues: bool = False


def find_quotations(source: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """All quotations of ``source`` in order, in linear time; quotations within quotations are part of the outer one."""
    found: list[Quotation] = []
    # A text has but one or two kinds of marks, and most paragraphs have none: to look for those is far less than to
    # match the pattern of all.
    double, single = [mark for mark in _DOUBLE if mark in source], [mark for mark in "'‘" if mark in source]
    for number, (start, end) in enumerate(paragraphs):
        for opened, inner, inner_end, closed in _spans(source, start, end, double, single):
            if closed is None:
                following = source[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
                goes_on = following != "" and following in "“\"«„‘'"
                found.append(Quotation(opened, end, inner, end, number, continues=goes_on))
            else:
                found.append(Quotation(opened, closed, inner, inner_end, number))
    return found


_Found = tuple[int, int, int, int | None]


def _spans(source: str, start: int, end: int, double: Sequence[str], single: Sequence[str]) -> list[_Found]:
    if _holds_one(source, start, end, double) and (found := list(_double(source, start, end))):
        return found
    return list(_single(source, start, end)) if _holds_one(source, start, end, single) else []


def _holds_one(source: str, start: int, end: int, marks: Sequence[str]) -> bool:
    return any(source.find(mark, start, end) >= 0 for mark in marks)


def _double(source: str, start: int, end: int) -> Iterator[_Found]:
    """Quotations in double marks; the last may be open (None), then it ends with the paragraph."""
    opened = inner = -1
    closers = ""
    for match in _MARKS.finditer(source, start, end):
        position, after = match.span()
        mark = match.group()
        if opened < 0:
            if mark in _CLOSERS or (
                mark in {'"', "”", "''"} and _opens(source, position, start, end, after - position)
            ):
                opened, inner, closers = position, after, _CLOSERS.get(mark, mark)
        elif _closes(mark, closers, source, position, end):
            if position > inner:
                yield opened, inner, position, after
            opened = -1
    if opened >= 0 and inner < end:
        yield opened, inner, end, None


def _opens(source: str, position: int, start: int, end: int, width: int) -> bool:
    before = source[position - 1] if position > start else " "
    after = source[position + width] if position + width < end else " "
    return before in _OPEN_BEFORE and not after.isspace()


def _closes(mark: str, closers: str, source: str, position: int, end: int) -> bool:
    if closers == "''":  # two single marks; an apostrophe is none of them
        return mark in {"''", '"'}
    if mark in closers:
        return True
    # Mixed marks are common where a page was edited by many hands: “like this" and "like this”.
    return mark in '"”' and closers in '"”' and (position + 1 >= end or not source[position + 1].isalnum())


def _single(source: str, start: int, end: int) -> Iterator[_Found]:
    """Quotations in single marks, for paragraphs without double ones: 'What is important are decisions,' he said."""
    position = start
    while True:
        opened = _next_single(source, position, start, end)
        if opened < 0:
            return
        closed = _close_single(source, opened + 1, end)
        if closed < 0:
            return
        yield opened, opened + 1, closed, closed + 1
        position = closed + 1


def _next_single(source: str, position: int, start: int, end: int) -> int:
    while position < end:
        places = [at for at in (source.find("'", position, end), source.find("‘", position, end)) if at >= 0]
        if not places:
            return -1
        at = min(places)
        after = source[at + 1] if at + 1 < end else " "
        before = source[at - 1] if at > start else " "
        if before in _OPEN_BEFORE and (after.isupper() or after.islower() or after in "[$"):
            return at
        position = at + 1
    return -1


def _close_single(source: str, position: int, end: int) -> int:
    """The closing single mark: after a stop or comma, or at the end of a word where that word has no s."""
    while position < end:
        places = [at for at in (source.find("'", position, end), source.find("’", position, end)) if at >= 0]
        if not places:
            return -1
        at = min(places)
        before = source[at - 1]
        after = source[at + 1] if at + 1 < end else " "
        if before in _END_OF_SINGLE or (not after.isalnum() and not before.isspace() and before != "s"):
            return at
        if before == "s" and after in ",.;:)—":
            return at
        position = at + 1
    return -1
