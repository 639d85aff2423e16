"""Rounds beside the one that a text is about: those that it announces, those that it looks back on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from negotiations.extraction.background import opens_background, tells_of_the_past
from negotiations.extraction.findings import DateMention, RoundFinding, Span
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.round_days import dates_told, extent
from negotiations.extraction.round_signs import Sign, main_outcome
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.venues import Venue

_TALK = compile_pattern(r"(?:%TALK%|met|meet|meets)")
# Rounds of a series are told one beside the other; other talks of the past are what the story comes from, no news.
_SERIES = compile_pattern(
    r"(?:(?:the|a|an|their) (?:first|second|third|fourth|fifth|last|previous|opening) (?:\w+ )?(?:round|meeting|session|conference|talks)|"  # noqa: E501  # a pattern is not broken in its middle
    r"last (?:met|round)|%TALK%%REST% had (?:\w+ )?(?:opened|begun|ended|been held|taken place|collapsed|failed))"
)
# Once the talks are on, this tells when they should have begun.
_WAS_DUE = compile_pattern(
    r"(?:was|were) (?:(?:originally|initially|also) )?(?:due|set|scheduled|supposed|meant) to (?:start|begin|open)"
)
_UNTIL = frozenset({"until", "till", "to"})
# A text that tells of more rounds than these is a history.
_MOST = 3


def find_other_rounds(
    reading: Reading,
    main: RoundFinding,
    status: Sign,
    venue: Venue | None,
    *,
    venues: Sequence[Venue],
    signs: Sequence[Sign],
    outcomes: Sequence[Sign],
) -> list[RoundFinding]:
    """The rounds to come and then those of the past, each with a day or a place that is not the main round's.

    ``signs`` and ``outcomes`` are what the whole text says of how rounds stand and what came of them.
    """
    found: list[RoundFinding] = []
    known = {(main.venue, main.starts)}
    for other in (
        *_after_adjournment(reading, status),
        *_to_come(reading, status, venue, venues, [s for s in signs if not s.earlier]),
        *_of_the_past(reading, status, venues, signs, outcomes),
    ):
        if (other.venue, other.starts) not in known and len(found) < _MOST:
            known.add((other.venue, other.starts))
            found.append(other)
    return found


def put_off_to(reading: Reading, sentences: Sequence[int]) -> list[DateMention]:
    """The dates until which something is put off in these sentences."""
    found = []
    for number in sentences:
        items = reading.marked[number].items
        for named in dates_told(reading, [number]):
            before = [item.word for item in items if item.start < named.start][-2:]
            if set(before) & _UNTIL:
                found.append(named)
    return found


def _after_adjournment(reading: Reading, status: Sign) -> Iterator[RoundFinding]:
    """ "Adjourned until Monday": the day on which it is to go on."""
    if status.value in {"adjourned", "postponed"}:
        dates = put_off_to(reading, [status.sentence])
        if dates:
            yield _finding(reading, status, "announced", "unknown", None, dates)


def _to_come(
    reading: Reading, main: Sign, main_venue: Venue | None, venues: Sequence[Venue], signs: Sequence[Sign]
) -> Iterator[RoundFinding]:
    """The rounds that the text announces."""
    published = reading.published or ""
    for sign in signs:
        same = sign.sentence == main.sentence
        if sign.value != "announced" or (same and main.value in {"ongoing", "announced"}):
            continue
        if main.value == "ongoing" and _WAS_DUE.search(reading.marked[sign.sentence].string):
            continue
        dates = [
            d
            for d in dates_told(reading, [sign.sentence])
            if (not published or d.value > published[: len(d.value)]) and not (same and d.start < main.span[0])
        ]
        place = next(
            (v for v in venues if v.sentence == sign.sentence and (main_venue is None or v.name != main_venue.name)),
            None,
        )
        if dates or place is not None:
            yield _finding(reading, sign, "announced", "unknown", place, dates)


def _of_the_past(
    reading: Reading, main: Sign, venues: Sequence[Venue], signs: Sequence[Sign], outcomes: Sequence[Sign]
) -> Iterator[RoundFinding]:
    """The rounds on which the text looks back."""
    for number, group in groupby((s for s in signs if s.value != "announced"), key=lambda s: s.sentence):
        sign = next(group)
        marked = reading.marked[number]
        if not _TALK.search(marked.string) or not _SERIES.search(marked.string):
            continue
        if opens_background(reading, number) or not (sign.earlier or tells_of_the_past(reading, number)):
            continue
        here = [v for v in venues if v.sentence == number]
        dates = [d for d in dates_told(reading, [number]) if d.precision != "year"]
        if here or dates:
            came_of_it = main_outcome([s for s in outcomes if s.sentence == number], sign)[0]
            outcome = "unknown" if came_of_it == "ongoing" else came_of_it
            found = list(_apart(reading, sign, outcome, here, dates))
            yield from found if number != main.sentence or len(found) > 1 else ()


def _apart(
    reading: Reading, sign: Sign, outcome: str, venues: Sequence[Venue], dates: Sequence[DateMention]
) -> Iterator[RoundFinding]:
    """One round for each place that has a date of its own behind it ("in A in May, in B in July"), else one in all."""
    ends = [*(v.span[0] for v in venues[1:]), len(reading.text.source)]
    own = (
        [[d for d in dates if v.span[0] < d.start < end] for v, end in zip(venues, ends, strict=True)] if venues else []
    )
    if len(venues) > 1 and all(own):
        for venue, its in zip(venues, own, strict=True):
            yield _finding(reading, sign, "concluded", outcome, venue, its)
    else:
        yield _finding(reading, sign, "concluded", outcome, venues[0] if venues else None, dates)


def _finding(
    reading: Reading, sign: Sign, status: str, outcome: str, venue: Venue | None, dates: Sequence[DateMention]
) -> RoundFinding:
    starts, ends, precision = extent(list(dates))
    aspects: dict[str, tuple[Span, ...]] = {"status": (sign.span,)}
    if venue:
        aspects["venue"] = (span_of_venue(reading, venue),)
    if dates:
        aspects["dates"] = tuple((d.start, d.end) for d in dates)
    return RoundFinding(
        venue=venue.name if venue else None,
        country=venue.country if venue else None,
        starts=starts,
        ends=ends,
        precision=precision,
        status=status,
        outcome=outcome,
        format="unknown",
        tone=None,
        level=None,
        evidence=(sentence_span(reading, sign.sentence),),
        aspects=aspects,
        attendance=(),
        rule=f"rounds/{sign.rule.name}",
        confidence=round(sign.rule.confidence * 0.8, 2),
    )


def sentence_span(reading: Reading, number: int) -> Span:
    """The span of a sentence."""
    sentence = reading.marked[number].sentence
    return sentence.start, sentence.end


def span_of_venue(reading: Reading, venue: Venue) -> Span:
    """From the word for the talks to the place, where they stand near each other; else the place alone."""
    marked = reading.marked[venue.sentence]
    place = marked.offsets[venue.item]
    for match in _TALK.finditer(marked.string):
        if 0 <= place - match.start() < 60:
            return source_span(marked, match.start(), place + 1)
    return venue.span
