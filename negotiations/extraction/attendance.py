"""Who sat in a round, as a delegation or a person, and at which rank."""

from collections.abc import Sequence

from negotiations.extraction.findings import Attendee
from negotiations.extraction.phrases import Phrase
from negotiations.extraction.reading import Reading, phrases_in
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.ranks import RANKS

_SAT = compile_pattern(
    r"(?:met|meets|meet|meeting|attend\w*|joined|join|took part|take part|taking part|bring\w* together|brought together|delegations?|led by|"
    r"headed by|represented by|present|negotiators?|talks between|held talks|holds talks|sign(?:s|ed)?|hosted|panel|convene[ds]?|gathered|mediators)"
)
_ABSENT = compile_pattern(r"(?:not (?:attend|take part|send|join|be present|present)|no delegation|sends no|boycott\w*|stay\w* away|absent|without|refus\w+ to (?:attend|take part|send))")


def find_attendance(reading: Reading, sentences: Sequence[int]) -> tuple[Attendee, ...]:
    """Those whom the sentences about the talks seat there; nobody who stayed away, nobody twice."""
    found: dict[tuple[str, str | None], Attendee] = {}
    for number in sentences:
        marked = reading.marked[number]
        sat = _SAT.search(marked.string)
        if not sat:
            continue
        clauses = [0, *(m for m in _breaks(marked.string)), len(marked.string)]
        for begin, end in zip(clauses, clauses[1:], strict=False):
            clause = marked.string[begin:end]
            if not _SAT.search(clause) or _ABSENT.search(clause):
                continue
            for phrase in phrases_in(marked, begin, end):
                if phrase.speaks and phrase.refs and not phrase.group:
                    _seat(found, phrase)
    persons = {key for key, person in found if person}
    return tuple(a for (key, person), a in found.items() if person or key not in persons)[:24]


def _breaks(string: str) -> list[int]:
    out, at = [], 0
    for mark in (" ; ", " , but ", " , while ", " , and that "):
        at = string.find(mark)
        if at > 0:
            out.append(at + len(mark))
    return sorted(out)


def _seat(found: dict[tuple[str, str | None], Attendee], phrase: Phrase) -> None:
    for ref in phrase.refs:
        key = (ref.id, phrase.person)
        if key not in found:
            rank = rank_of(phrase.title or phrase.head) if phrase.person or phrase.head else "unknown"
            found[key] = Attendee(ref.key, ref.name, phrase.person, phrase.title, rank, ((phrase.start, phrase.end),))


def rank_of(title: str | None) -> str:
    """The rank that goes with a title, after rules/ranks.py."""
    words = (title or "").lower()
    return next((rank for rank, pattern in RANKS if compile_pattern(pattern).search(words)), "unknown")
