"""Entering positions and their conditions.

A report that repeats what a holder already stands for bears the standing position out once more. What is said in
another round, after another stance, or about another proposal is a position of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.models import Condition, Position, Suggestion, SuggestionKind, TalkRound
from negotiations.review.actors import find_actor, find_or_open_actor, person_for, refuse_nameless
from negotiations.review.bearing import Touched, is_about, parse_day
from negotiations.review.known import Known
from negotiations.review.proposals import find_proposal
from negotiations.review.rounds import by_day, round_on
from negotiations.review.stated import (
    REPEATED_WITHIN,
    SAME_STATEMENT,
    IssueKeys,
    StancesTaken,
    Stated,
    load_stated,
)
from negotiations.vocabulary import Precision

ABOUT_A_TEXT = {"agreement", "talks"}  # the same stance on these may be about another proposal or another meeting


def enter_position(suggestion: Suggestion, talks: int, known: Known) -> Touched:
    reading = suggestion.reading
    issues = known.issues(reading["issues"])
    if not issues:
        raise NotDecidable("The position has no issue; amend it with at least one from the agenda.")
    stated = _same_position(suggestion, talks, issues, known) or _new_position(suggestion, talks, issues, known)
    known.quotes.bear_out(suggestion, reading["evidence"], stated.row)
    touched: Touched = [stated.row]
    for condition in reading["conditions"]:
        touched += _condition(suggestion, stated, condition, known)
    return touched


def _stated(known: Known) -> list[Stated]:
    if known.stated is None:
        holders = _holders(known)
        cited = known.quotes.cited("position")
        known.stated = (
            load_stated(_suggested(known), holders=holders, issues=_on(known), cited=cited) if holders else []
        )
    return known.stated


def _stances(known: Known) -> StancesTaken:
    if known.stances is None:
        known.stances = StancesTaken(set(_told(known)), issues=_on(known))
    return known.stances


def _suggested(known: Known) -> list[Suggestion]:
    return [row for row in known.suggestions if row.kind == SuggestionKind.POSITION]


def _holders(known: Known) -> set[int]:
    return {actor.pk for row in _suggested(known) if (actor := find_actor(row.reading["holder"], known))}


def _told(known: Known) -> Iterator[tuple[int, int, date]]:
    """Of each dated statement: the talks, the holder, the day."""
    for row in _suggested(known):
        holder, day = find_actor(row.reading["holder"], known), parse_day(row.reading["said_on"])
        if holder and day and row.negotiation_id is not None:
            yield row.negotiation_id, holder.pk, day


def _on(known: Known) -> set[IssueKeys]:
    return {frozenset(known.issues(row.reading["issues"]).values()) for row in _suggested(known)}


def _same_position(suggestion: Suggestion, talks: int, issues: dict[str, int], known: Known) -> Stated | None:
    """The row that says the same: holder, stance, modality and issues alike, of about that day or standing since."""
    reading = suggestion.reading
    holder = find_actor(reading["holder"], known)
    wanted = (talks, holder.pk if holder else None, reading["stance"], reading["modality"])
    on = frozenset(issues.values())
    alike = [
        one
        for one in _stated(known)
        if one.issues == on
        and (one.row.negotiation_id, one.row.holder_id, one.row.stance, one.row.modality) == wanted
        and known.counts_for(suggestion, one.row)
    ]
    said_on = parse_day(reading["said_on"])
    of_the_day = [one for one in alike if _is_of(one, said_on, known)]
    return _latest(of_the_day) or _repeated(alike, talks, issues, said_on, known)


def _is_of(stated: Stated, day: date | None, known: Known) -> bool:
    """Whether it was said on about that day; undated rows are the same only within one text."""
    if day is None or stated.row.said_on is None:
        return day is stated.row.said_on and known.quotes.cites(stated.row)
    return abs(stated.row.said_on - day) <= SAME_STATEMENT


def _latest(rows: Sequence[Stated]) -> Stated | None:
    """The one said last; of those said on one day, the one recorded last."""
    return max(reversed(rows), key=lambda one: one.row.said_on or date.min, default=None)


def _repeated(
    alike: Sequence[Stated], talks: int, issues: dict[str, int], said_on: date | None, known: Known
) -> Stated | None:
    """The standing position that a report between rounds repeats, if nothing else was said on its issues since."""
    if said_on is None or issues.keys() <= ABOUT_A_TEXT:
        return None
    if round_on(rounds=by_day(known.rounds_of(talks)), day=said_on):
        return None
    first = said_on - REPEATED_WITHIN
    found = _latest([one for one in alike if one.row.said_on and first <= one.row.said_on <= said_on])
    return found if found and not _is_contradicted(found, said_on, known) else None


def _is_contradicted(stated: Stated, until: date, known: Known) -> bool:
    """Whether its holder has taken another stance on one of the issues since, in this very text or before."""
    if any(one.contradicts(stated, until) for one in _stated(known)):
        return True
    return _stances(known).contradict(stated, until)


def _new_position(suggestion: Suggestion, talks: int, issues: dict[str, int], known: Known) -> Stated:
    reading = suggestion.reading
    refuse_nameless([reading["holder"], reading["speaker"]], known)
    said_on = parse_day(reading["said_on"])
    title = reading["proposal"]
    row = Position(
        negotiation_id=talks,
        round=_round_told(reading["round"], talks, said_on, known) if reading["round"] else None,
        holder=find_or_open_actor(reading["holder"], known),
        speaker=person_for(reading["speaker"], known),
        stance=reading["stance"],
        attribution=reading["attribution"],
        modality=reading["modality"],
        sentence=reading["sentence"],
        said_on=said_on,
        said_precision=reading["said_precision"] if said_on else Precision.UNKNOWN.value,
        proposal=find_proposal(title, talks=talks, given_on=said_on, known=known) if title else None,
    )
    keys = list(issues.values())
    known.batch.positions.append((row, keys))
    stated = Stated(row, frozenset(keys))
    _stated(known).append(stated)
    return stated


def _round_told(fingerprint: str, talks: int, said_on: date | None, known: Known) -> TalkRound | None:
    """The round that the suggestion of that fingerprint, of the same text, bears out, if it was said there."""
    told = (row for row in known.rounds_told(talks) if known.quotes.is_told_by(fingerprint, row))
    found = next(told, None)
    return found if found and is_about(found, said_on) else None


def _condition(suggestion: Suggestion, stated: Stated, found: dict[str, Any], known: Known) -> Touched:
    issues = list(known.issues(found["issues"]).values())
    if not issues:
        return []
    same = (found["relation"], frozenset(issues))
    if same not in stated.conditions:
        stated.conditions[same] = Condition(position=stated.row, relation=found["relation"])
        known.batch.conditions.append((stated.conditions[same], issues))
    known.quotes.bear_out(suggestion, found["evidence"], stated.conditions[same])
    return [stated.conditions[same]]
