"""Rounds of talks: where, when, how they stand, what came of them, in which form and tone, and who sat there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from negotiations.extraction.attendance import find_attendance
from negotiations.extraction.background import frame_of, is_over
from negotiations.extraction.findings import DateMention, PositionFinding, RoundFinding, Span
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.round_days import LEAD, days_of_round, extent
from negotiations.extraction.rules.language import Rule, compile_pattern
from negotiations.extraction.venues import Venue, find_venues

_TALK = compile_pattern(r"(?:%TALK%|met|meet|meets)")
_SAYING = compile_pattern(r"(?:said|says|told|warned|added|reported|according)")
# A sentence about an earlier meeting says nothing about this one.
_EARLIER = compile_pattern(
    r"(?:(?:an|the) (?:earlier|previous|first) (?:\w+ )?(?:round|meeting|talks|summit|agreement|truce|deal)|last round|in the past|(?:months|years) ago|"  # noqa: E501  # a pattern is not broken in its middle
    r"last (?:month|year)(?! 's))"
)
_AGREED = frozenset({"ceasefire", "partial-agreement", "full-settlement", "process-agreement"})
# That people met does not say that the talks are over.
_OVER = compile_pattern(
    r"(?:ended|end|concluded?|collapsed|failed|broke|wrapped|finished|signed|reached|struck|closed|completed)"
)
_OPENING = 2
# Talks named only as the setting of something else.
_SETTING = re.compile(r"(?:at|during) (?:a|an|the|that)\b")
# What somebody would agree to, proposes or hopes for has not been agreed.
_UNREAL = compile_pattern(
    r"(?:would|could|if|unless|propos\w+|demand\w*|reject\w*|hop\w+|want\w*|urg\w+|call\w* (?:on|for)|aimed at|to reach|before any|until|only after|fail\w* to)"  # noqa: E501  # a pattern is not broken in its middle
)
_RANK = {"cancelled": 0, "postponed": 1, "adjourned": 2, "concluded": 3, "ongoing": 4, "announced": 5}


@dataclass(frozen=True, slots=True)
class Sign:
    """One rule's match about a round: its value, its sentence, its words."""

    value: str
    sentence: int
    span: Span
    rule: Rule
    words: str


def find_rounds(reading: Reading) -> list[RoundFinding]:
    """The round that the text is about first, then another one that it announces. None where the text has no talks."""
    if not any(_TALK.search(marked.string) for marked in reading.marked):
        return _none(reading, "no sentence names talks or a meeting")
    statuses, outcomes = _signs(reading, "status"), _signs(reading, "outcome")
    if not statuses:
        statuses = [replace(s, value="concluded") for s in outcomes if s.value in _AGREED]
    if not statuses:
        return _none(reading, "no words say how talks of now stand")
    venues = find_venues(reading)
    main_venue = max(
        _of_the_news(reading, statuses, venues), key=lambda v: (v.score - 0.12 * v.sentence, -v.sentence), default=None
    )
    status = _main_status(statuses, main_venue)
    if main_venue is None and status.sentence > LEAD and not _told_dates(reading, status, None):
        return _none(reading, "talks are named late in the text, and with neither place nor day")
    status = _as_of_today(reading, status, main_venue)
    outcome = _main_outcome([s for s in outcomes if _of_this_round(reading, s, status, main_venue, venues)], status)
    rounds = [_round(reading, status, outcome, main_venue)]
    following = _next_round(reading, statuses, status, main_venue, venues)
    if following is not None:
        rounds.append(following)
    return rounds


def _none(reading: Reading, why: str) -> list[RoundFinding]:
    """No round, and the reason for every sentence."""
    reading.note("rounds", (0, len(reading.text.source)), f"the text has no round: {why}")
    return []


def _signs(reading: Reading, family: str) -> list[Sign]:
    found = []
    for number, marked in enumerate(reading.marked):
        rules = marked.rules(family)
        if rules and number > 0 and _EARLIER.search(marked.string):
            span = (marked.sentence.start, marked.sentence.end)
            reading.note(family, span, "the sentence is about an earlier meeting")
            continue
        for rule in rules:
            if match := rule.regex.search(marked.string):
                if rule.value in _AGREED and _UNREAL.search(marked.string[max(0, match.start() - 50) : match.end()]):
                    span = source_span(marked, match.start(), match.end())
                    reading.note(family, span, "it is only hoped for, proposed or refused")
                    continue
                group = next((g for g in ("x", "y", "z") if match.groupdict().get(g)), None)
                a, b = match.span(group) if group else match.span()
                found.append(
                    Sign(
                        rule.value,
                        number,
                        source_span(marked, match.start(), match.end()),
                        rule,
                        _source(reading, marked, a, b),
                    )
                )
    return found


def _source(reading: Reading, marked: Marked, a: int, b: int) -> str:
    start, end = source_span(marked, a, b)
    return reading.text.source[start:end]


def _main_status(statuses: list[Sign], venue: Venue | None) -> Sign:
    """The status told with the venue, or first; of several in one sentence the more final one."""
    if venue is not None:
        here = [s for s in statuses if s.sentence == venue.sentence]
        going_on = [s for s in statuses if s.value == "ongoing" and s.sentence <= LEAD]
        if here and going_on and not any(s.value != "concluded" or _OVER.search(s.words.lower()) for s in here):
            return going_on[0]
        if here:
            return min(here, key=lambda s: (min(_RANK[s.value], _RANK["concluded"]), s.span[0], -_RANK[s.value]))
    first = min(s.sentence for s in statuses)
    return min((s for s in statuses if s.sentence <= first + 1), key=lambda s: (s.sentence, _RANK[s.value]))


def _of_the_news(reading: Reading, statuses: list[Sign], venues: list[Venue]) -> list[Venue]:
    """The places in question: where the text opens with talks to come, not those of rounds long over."""

    def fresh(number: int) -> bool:
        frame = frame_of(reading, number)
        return frame is None or not is_over(frame.value, reading.published)

    if any(s.value == "announced" and s.sentence < _OPENING and fresh(s.sentence) for s in statuses):
        return [v for v in venues if fresh(v.sentence)]
    return venues


def _told_dates(reading: Reading, status: Sign, venue: Venue | None) -> list[DateMention]:
    """The dates of the round among those of the sentences that tell its status and its place."""
    sentences = sorted({status.sentence, *([venue.sentence] if venue else [])})
    return _of_the_round(reading, _dates(reading, sentences), status, venue)


def _as_of_today(reading: Reading, status: Sign, venue: Venue | None) -> Sign:
    """ "At a round of talks" on the day of the report: the round is still going on."""
    if status.value != "concluded" or not _SETTING.match(status.words.lower()) or not reading.published:
        return status
    days = [d.value for d in _told_dates(reading, status, venue) if d.precision == "day"]
    return replace(status, value="ongoing") if days and max(days) >= reading.published else status


def _of_this_round(reading: Reading, sign: Sign, status: Sign, venue: Venue | None, venues: list[Venue]) -> bool:
    """Whether an outcome told in another sentence can be that of this round: one told of another place, of another
    time, or long after a round of the past cannot.
    """
    if sign.sentence in {status.sentence, venue.sentence if venue else status.sentence}:
        return True
    places = {v.name for v in venues if v.sentence == sign.sentence}
    if venue is not None and places and venue.name not in places:
        return False
    own = [d.value for d in _told_dates(reading, status, venue)]
    frame = frame_of(reading, sign.sentence)
    if own and is_over(max(own), reading.published):
        return abs(sign.sentence - status.sentence) == 1 and (frame is None or _near(frame.value, own))
    if frame is None or not is_over(frame.value, reading.published):
        return True
    return bool(own) and _near(frame.value, own)


def _near(value: str, days: list[str]) -> bool:
    """Whether a date is that of one of the given ones, or of the same days, as far as both are precise."""
    for day in days:
        if len(day) == len(value) == len("2024-01-01"):
            if abs((date.fromisoformat(day) - date.fromisoformat(value)).days) <= _DAYS:
                return True
        elif day.startswith(value) or value.startswith(day):
            return True
    return False


def _main_outcome(outcomes: list[Sign], status: Sign) -> tuple[str, Sign | None]:
    if status.value in {"announced", "cancelled", "postponed"}:
        early = [s for s in outcomes if s.sentence == status.sentence and s.value == "process-agreement"]
        return ("process-agreement", early[0]) if early else ("unknown", None)
    best = max(
        outcomes,
        key=lambda s: (s.rule.confidence - 0.05 * abs(s.sentence - status.sentence), -s.sentence),
        default=None,
    )
    if best is None:
        return (
            "ongoing" if status.value == "ongoing" else "no-agreement" if status.value == "adjourned" else "unknown"
        ), None
    if best.value == "ongoing" and status.value == "concluded":
        return ("no-agreement", best) if best.rule.name == "no-breakthrough-yet" else ("unknown", None)
    return best.value, best


def _round(reading: Reading, status: Sign, outcome: tuple[str, Sign | None], venue: Venue | None) -> RoundFinding:
    sentences = sorted({status.sentence, *([venue.sentence] if venue else [])})
    near = range(max(0, sentences[0] - 1), min(len(reading.marked), sentences[-1] + 4))
    dates = _of_the_round(reading, _dates(reading, sentences), status, venue)
    aspects: dict[str, tuple[Span, ...]] = {"status": (status.span,)}
    if venue:
        aspects["venue"] = (_span_between(reading, venue),)
    if outcome[1]:
        aspects["outcome"] = (outcome[1].span,)
    if dates:
        aspects["dates"] = tuple((d.start, d.end) for d in dates)
    values: dict[str, str] = {}
    for name in ("format", "tone", "level"):
        signs = _signs(reading, name)
        if name == "format" and not _face_to_face(reading, signs):
            continue
        if signs:
            sign = min(signs, key=lambda s: (-s.rule.confidence, s.sentence))
            values[name] = sign.value if name == "format" else sign.words.strip(' “”".,').strip()
            aspects[name] = (sign.span,)
    evidence = tuple(dict.fromkeys(_sentence_span(reading, n) for n in sentences))
    starts, ends, precision = days_of_round(reading, status=status.value, sentence=status.sentence, dates=dates)
    return RoundFinding(
        venue=venue.name if venue else None,
        country=venue.country if venue else None,
        starts=starts,
        ends=ends,
        precision=precision,
        status=status.value,
        outcome=outcome[0],
        format=values.get("format", "unknown"),
        tone=values.get("tone"),
        level=values.get("level"),
        evidence=evidence,
        aspects=aspects,
        attendance=find_attendance(reading, [n for n in near if _TALK.search(reading.marked[n].string)]),
        rule=f"rounds/{status.rule.name}",
        confidence=round(status.rule.confidence * (1.0 if venue else 0.8), 2),
    )


def _face_to_face(reading: Reading, signs: list[Sign]) -> bool:
    """Whether the signs of a format tell it: "talks between A and B" does not where mediators stand between them."""
    plain = all(s.value == "direct" and " between " in f" {s.words.lower()} " for s in signs)
    return not (plain and any("mediat" in marked.string for marked in reading.marked))


def _next_round(
    reading: Reading, statuses: list[Sign], main: Sign, main_venue: Venue | None, venues: list[Venue]
) -> RoundFinding | None:
    """A further round that the text announces, with a day or a place of its own."""
    if main.value == "announced":
        return None
    for sign in statuses:
        if sign.value != "announced" or (sign.sentence == main.sentence and main.value == "ongoing"):
            continue
        published = reading.published or ""
        dates = [d for d in _dates(reading, [sign.sentence]) if not published or d.value > published[: len(d.value)]]
        venue = next(
            (v for v in venues if v.sentence == sign.sentence and (main_venue is None or v.name != main_venue.name)),
            None,
        )
        if not dates and venue is None:
            continue
        starts, ends, precision = extent(dates)
        aspects: dict[str, tuple[Span, ...]] = {"status": (sign.span,)}
        if venue:
            aspects["venue"] = (_span_between(reading, venue),)
        if dates:
            aspects["dates"] = tuple((d.start, d.end) for d in dates)
        span = _sentence_span(reading, sign.sentence)
        return RoundFinding(
            venue.name if venue else None,
            venue.country if venue else None,
            starts,
            ends,
            precision,
            "announced",
            "unknown",
            "unknown",
            None,
            None,
            (span,),
            aspects,
            (),
            f"rounds/{sign.rule.name}",
            round(sign.rule.confidence * 0.8, 2),
        )
    return None


def _of_the_round(reading: Reading, dates: list[DateMention], status: Sign, venue: Venue | None) -> list[DateMention]:
    """Of several days those still to come for a round announced; else a range, or the one nearest to the place
    or the word for it.
    """
    days = [d for d in dates if d.precision == "day"]
    if status.value == "announced" and reading.published:
        days = [d for d in days if d.value >= reading.published] or days
    if len(days) < 2:
        return days or dates
    near = venue.span[0] if venue is not None else status.span[0]
    best = min(days, key=lambda d: abs(d.start - near))
    source = reading.text.source
    together = [
        d
        for d in days
        if d is not best and re.fullmatch(r"\s*(?:to|and|until|through|-|–|—)\s*", _gap(source, best, d))
    ]
    return sorted([best, *together[:1]], key=lambda d: d.start)


def _gap(source: str, one: DateMention, other: DateMention) -> str:
    first, second = sorted((one, other), key=lambda d: d.start)
    return source[first.end : second.start]


def _dates(reading: Reading, sentences: list[int]) -> list[DateMention]:
    """The dates of the given sentences that are not the time of a statement ("said on Sunday")."""
    found = []
    for number in sentences:
        marked = reading.marked[number]
        for named in reading.dates_between(marked.sentence.start, marked.sentence.end):
            before = " ".join(item.word for item in marked.items if named.start - 25 <= item.start < named.start)
            if not _SAYING.search(before):
                found.append(named)
    return found


# A round that began longer ago than this is background, and what is said now was not said in it.
_DAYS = 10


def with_round(
    positions: Sequence[PositionFinding], rounds: Sequence[RoundFinding], published: str | None
) -> list[PositionFinding]:
    """Positions with the round in which they were taken: the one that the text is about, if it has begun and
    is not long past.
    """
    main = rounds[0] if rounds else None
    if main is None or main.status not in {"ongoing", "concluded", "adjourned"}:
        return list(positions)
    return [replace(p, round=0) if _taken_in(p, main, published) else p for p in positions]


def _taken_in(position: PositionFinding, found: RoundFinding, published: str | None) -> bool:
    if position.modality not in {"actual", "future"}:
        return False
    if found.starts is None or found.precision != "day":
        return position.said_on is None or position.said_on == published
    said = position.said_on or published
    if said is None:
        return True
    if len(said) < len(found.starts):
        return said == found.starts[: len(said)]
    days = (date.fromisoformat(said) - date.fromisoformat(found.starts)).days
    return -1 <= days <= _DAYS and (position.said_on is None or position.said_on <= (found.ends or position.said_on))


def _sentence_span(reading: Reading, number: int) -> Span:
    sentence = reading.marked[number].sentence
    return sentence.start, sentence.end


def _span_between(reading: Reading, venue: Venue) -> Span:
    """From the word for the talks to the place, where they stand near each other; else the place alone."""
    marked = reading.marked[venue.sentence]
    place = marked.offsets[venue.item]
    for match in _TALK.finditer(marked.string):
        if 0 <= place - match.start() < 60:
            return source_span(marked, match.start(), place + 1)
    return venue.span
