"""Rounds of talks: where, when, how they stand, what came of them, in which form and tone, and who sat there."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from negotiations.extraction.attendance import find_attendance
from negotiations.extraction.background import frame_of, is_over, opens_background, tells_of_the_past
from negotiations.extraction.findings import DateMention, PositionFinding, RoundFinding, Span
from negotiations.extraction.other_rounds import find_other_rounds, put_off_to, sentence_span, span_of_venue
from negotiations.extraction.reading import Reading
from negotiations.extraction.round_days import LEAD, begins_on, dates_told, days_of_round, of_the_round
from negotiations.extraction.round_signs import AGREED, DAYS, Sign, find_signs, is_of_round, main_outcome
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.venues import Venue, find_venues

_TALK = Rare(
    compile_pattern(
        r"(?:%TALK%|met|meet|meets|signed|signing|negotiat\w+|(?:struck|reached|initiall?ed) (?:%W%){0,4}?%DEAL%|"
        r"agreed (?:%W%){0,6}?(?:ceasefire|cease-fire|truce))"
    )
)
# That people met does not say that the talks are over.
_OVER = compile_pattern(
    r"(?:ended|end|concluded?|collapsed|failed|broke|wrapped|finished|signed|reached|struck|closed|completed)"
)
_OPENING = 2
_BEGUN = compile_pattern(r"(?:began|begun|opened|started|resumed|reopened|restarted|got under way)")
_TALKS_END = re.compile(
    r"^(?:talks|negotiations|discussions|meetings?|round|summit|session|dialogue|conference)\b.*"
    r"\b(?:end(?:ed|s)?|concluded|broke up|collapsed|closed)$"
)
# So many sentences behind the one that tells how talks began they are the same talks.
_SOON = 3
# That there are talks somewhere tells how they stand only where nothing else does.
_TOLD = 0.6
# Talks named only as the setting of something else.
_SETTING = re.compile(r"(?:at|during) (?:a|an|the|that)\b")
_RANK = {"cancelled": 0, "postponed": 1, "adjourned": 2, "concluded": 3, "ongoing": 4, "announced": 5}


def find_rounds(reading: Reading) -> list[RoundFinding]:
    """The round that the text is about first, then others that it announces or tells of. None without talks."""
    if not any(_TALK.search(marked.string) for marked in reading.marked):
        return _none(reading, "no sentence names talks or a meeting")
    told, came_of_it = find_signs(reading, "status"), find_signs(reading, "outcome")
    outcomes = [s for s in came_of_it if not _is_earlier(reading, s, "outcome")]
    statuses = [s for s in told if not _is_earlier(reading, s, "status") and not _is_background(reading, s)]
    statuses = [s for s in statuses if s.rule.confidence >= _TOLD] or [s for s in statuses if s.sentence < _OPENING]
    if not statuses:
        agreed = [s for s in outcomes if s.value in AGREED or _of_talks(reading, s)]
        agreed = [s for s in agreed if not _is_background(reading, s)]
        statuses = [replace(s, value="concluded") for s in agreed]
    if not statuses:
        return _none(reading, "no words say how talks of now stand")
    venues = find_venues(reading)
    main_venue = max(
        _of_the_news(reading, statuses, venues), key=lambda v: (v.score - 0.12 * v.sentence, -v.sentence), default=None
    )
    status = _main_status(statuses, main_venue, headed=reading.text.headline() is not None)
    if main_venue is None and status.sentence > LEAD and not _told_dates(reading, status, None):
        return _none(reading, "talks are named late in the text, and with neither place nor day")
    status = _as_of_today(reading, _ended_since(reading, status, statuses), main_venue)
    own = [d.value for d in _told_dates(reading, status, main_venue)]
    fitting = [s for s in outcomes if is_of_round(reading, s, status, main_venue, venues=venues, own=own)]
    main = _round(reading, status, main_outcome(fitting, status), main_venue)
    others = find_other_rounds(reading, main, status, main_venue, venues=venues, signs=told, outcomes=came_of_it)
    return [main, *others]


def _none(reading: Reading, why: str) -> list[RoundFinding]:
    """No round, and the reason for every sentence."""
    reading.note("rounds", (0, len(reading.text.source)), f"the text has no round: {why}")
    return []


def _of_talks(reading: Reading, sign: Sign) -> bool:
    """Whether a sentence that tells that nothing came of it speaks of talks."""
    return sign.value == "no-agreement" and _TALK.search(reading.marked[sign.sentence].string) is not None


def _is_earlier(reading: Reading, sign: Sign, part: str) -> bool:
    """Whether a sign of that part of a round is told of an earlier meeting."""
    if sign.earlier:
        reading.note(part, sign.span, "the sentence is about an earlier meeting")
    return sign.earlier


def _is_background(reading: Reading, sign: Sign) -> bool:
    """Whether a sign tells of talks of the past far down in a text, where they are what its news comes from."""
    number = sign.sentence
    past = opens_background(reading, number) or (number >= _OPENING and tells_of_the_past(reading, number))
    if past:
        reading.note("status", sign.span, "it tells of talks of the past, from which the news comes")
    return past


def _main_status(statuses: list[Sign], venue: Venue | None, *, headed: bool) -> Sign:
    """The status told with the venue, or first; of several in one sentence the more final one."""
    if venue is not None:
        here = [s for s in statuses if s.sentence == venue.sentence]
        going_on = [s for s in statuses if s.value == "ongoing" and s.sentence <= LEAD]
        if here and going_on and not any(s.value != "concluded" or _OVER.search(s.words.lower()) for s in here):
            return going_on[0]
        if here:
            return min(here, key=lambda s: (min(_RANK[s.value], _RANK["concluded"]), s.span[0], -_RANK[s.value]))
    if statuses[0].sentence == 0 and statuses[0].value == "concluded":
        body = [s for s in statuses if s.sentence > 0 and s.value == "concluded" and _OVER.search(s.words.lower())]
        if _OVER.search(statuses[0].words.lower()) and body and body[0].sentence <= LEAD and headed:
            return body[0]  # the article tells with a day what its headline tells in short
    first = min(s.sentence for s in statuses)
    return min((s for s in statuses if s.sentence <= first + 1), key=lambda s: (s.sentence, _RANK[s.value]))


def _ended_since(reading: Reading, status: Sign, statuses: list[Sign]) -> Sign:
    """The sign that talks ended whose beginning a sentence tells: one in the sentences right behind it, or the headline
    of the article.
    """
    if status.value != "ongoing" or not _BEGUN.search(status.words.lower()):
        return status
    ends = [s for s in statuses if s.value == "concluded" and _TALKS_END.search(s.words.lower())]
    behind = [s for s in ends if 0 < s.sentence - status.sentence <= _SOON]
    headed = reading.text.headline() is not None and any(s.sentence == 0 for s in ends)
    later = [s for s in ends if s.sentence > status.sentence] if headed else []
    return next(iter(behind or later), status)


def _of_the_news(reading: Reading, statuses: list[Sign], venues: list[Venue]) -> list[Venue]:
    """The places in question: where the text opens with talks to come, not those of rounds long over."""

    def fresh(number: int) -> bool:
        frame = frame_of(reading, number)
        return frame is None or not is_over(frame.value, reading.published)

    told = {s.sentence for s in statuses if s.value != "announced"}
    if told and min(told) <= _OPENING:  # the next meeting is not the one of the news
        ahead = {s.sentence for s in statuses if s.value == "announced"} - told
        venues = [v for v in venues if v.sentence not in ahead] or venues
    if any(s.value == "announced" and s.sentence < _OPENING and fresh(s.sentence) for s in statuses):
        return [v for v in venues if fresh(v.sentence)]
    return venues


def _told_dates(reading: Reading, status: Sign, venue: Venue | None) -> list[DateMention]:
    """The dates of the round among those of the sentences that tell its status and its place."""
    sentences = sorted({status.sentence, *([venue.sentence] if venue else [])})
    near = venue.span[0] if venue is not None else status.span[1]
    told = dates_told(reading, sentences)
    if status.value in {"adjourned", "postponed"}:
        told = [d for d in told if d not in put_off_to(reading, sentences)]
    if status.value == "concluded":
        told = [d for d in told if not begins_on(reading, d)] or told
    return of_the_round(reading, told, announced=status.value == "announced", near=near)


def _as_of_today(reading: Reading, status: Sign, venue: Venue | None) -> Sign:
    """ "At a round of talks" on the day of the report: the round is still going on."""
    if status.value != "concluded" or not _SETTING.match(status.words.lower()) or not reading.published:
        return status
    days = [d.value for d in _told_dates(reading, status, venue) if d.precision == "day"]
    return replace(status, value="ongoing") if days and max(days) >= reading.published else status


def _round(reading: Reading, status: Sign, outcome: tuple[str, Sign | None], venue: Venue | None) -> RoundFinding:
    sentences = sorted({status.sentence, *([venue.sentence] if venue else [])})
    near = range(max(0, sentences[0] - 1), min(len(reading.marked), sentences[-1] + 4))
    dates = _told_dates(reading, status, venue)
    aspects: dict[str, tuple[Span, ...]] = {"status": (status.span,)}
    if venue:
        aspects["venue"] = (span_of_venue(reading, venue),)
    if outcome[1]:
        aspects["outcome"] = (outcome[1].span,)
    if dates:
        aspects["dates"] = tuple((d.start, d.end) for d in dates)
    values: dict[str, str] = {}
    for name in ("format", "tone", "level"):
        signs = [s for s in find_signs(reading, name) if not s.earlier]
        if name == "format" and not _face_to_face(reading, signs):
            continue
        if signs:
            sign = min(signs, key=lambda s: (-s.rule.confidence, s.sentence))
            values[name] = sign.value if name == "format" else sign.words.strip(' “”".,').strip()
            aspects[name] = (sign.span,)
    evidence = tuple(dict.fromkeys(sentence_span(reading, n) for n in sentences))
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
    return -1 <= days <= DAYS and (position.said_on is None or position.said_on <= (found.ends or position.said_on))
