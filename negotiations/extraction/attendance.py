"""Who sat in a round, as a delegation or a person, and at which rank."""

from collections.abc import Sequence
from itertools import pairwise

from negotiations.extraction.findings import Attendee
from negotiations.extraction.phrases import Marked, Phrase
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.ranks import RANKS

_SAT = compile_pattern(
    r"(?:met|meets|meet|meeting|attend\w*|joined|join|took part|take part|taking part|bring\w* together|brought together|delegations?|led by|"  # noqa: E501  # a pattern is not broken in its middle
    r"headed by|represented by|present|negotiators?|talks between|held talks|holds talks|sign(?:s|ed)?|hosted|panel|convene[ds]?|gathered|mediators)"  # noqa: E501  # a pattern is not broken in its middle
)
_ABSENT = compile_pattern(
    r"(?:not (?:attend|take part|send|join|be present|present)|no delegation|sends no|boycott\w*|stay\w* away|absent|without|refus\w+ to (?:attend|take part|send))"  # noqa: E501  # a pattern is not broken in its middle
)
_BACKGROUND = compile_pattern(
    r"(?:(?:earlier|previous|first) (?:round|meeting|talks|agreement)|last round|since (?:january|february|march|april|june|july|august|september|october|november|december))"  # noqa: E501  # a pattern is not broken in its middle
)
_DEAL_BETWEEN = compile_pattern(
    r"(?:agreement|deal|accord|truce|ceasefire|cease-fire|war|framework|conflict|mediat\w+|differences|divisions|gaps) (?:[\w-]+ ){0,3}?between (?:the )?(?:@\w+ and (?:the )?)?"  # noqa: E501  # a pattern is not broken in its middle
)


_REPORTS = frozenset("said says told tells announced announces reported reports added confirmed".split())


def _at_the_table(marked: Marked, i: int) -> bool:
    """Not where the actor only rules a place or is one of those whom the deal is between."""
    before = marked.string[: marked.offsets[i]]
    tail = before[-90:]
    if any(match.end() >= len(tail.rstrip()) - 1 for match in _DEAL_BETWEEN.finditer(tail.rstrip())):
        return False
    word = marked.items[i - 1].word if i else ""
    if word == "the" and i > 1:
        word = marked.items[i - 2].word
    follows = marked.items[i + 1].word if i + 1 < len(marked.items) else ""
    if follows in _REPORTS or before.rstrip().endswith(("according to", "according to the")):
        return False  # who tells of the talks need not have been there
    return word not in {"in", "of", "on", "to", "against", "at", "into", "for", "near", "over"}


def find_attendance(reading: Reading, sentences: Sequence[int]) -> tuple[Attendee, ...]:
    """Those whom the sentences about the talks seat there; nobody who stayed away, nobody twice."""
    found: dict[tuple[str, str | None], Attendee] = {}
    for number in sentences:
        marked = reading.marked[number]
        if not _SAT.search(marked.string) or _BACKGROUND.search(marked.string):
            continue
        clauses = [0, *(m for m in _breaks(marked.string)), len(marked.string)]
        for begin, end in pairwise(clauses):
            clause = marked.string[begin:end]
            if not _SAT.search(clause) or _ABSENT.search(clause):
                continue
            first, last = marked.item_at(begin), marked.item_at(end - 1)
            for i in range(first, last + 1):
                phrase = marked.items[i].phrase
                if (
                    phrase is not None
                    and phrase.speaks
                    and phrase.refs
                    and not phrase.group
                    and _at_the_table(marked, i)
                ):
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
    return next((rule.value for rule in RANKS if rule.regex.search(words)), "unknown")
