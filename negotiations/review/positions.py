"""Entering positions and their conditions.

A report that repeats what a holder already stands for bears the standing position out once more. What is said in
another round, after another stance, or about another proposal is a position of its own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.models import Condition, Issue, Negotiation, Position, Suggestion, SuggestionKind
from negotiations.review.actors import find_actor, find_or_open_actor, person_for, refuse_nameless
from negotiations.review.bearing import Touched, is_about, parse_day
from negotiations.review.known import Known
from negotiations.review.proposals import find_proposal
from negotiations.review.rounds import round_on
from negotiations.review.stated import REPEATED_WITHIN, SAME_STATEMENT, Stated, load_stated
from negotiations.vocabulary import Precision

ABOUT_A_TEXT = {"agreement", "talks"}  # the same stance on these may be about another proposal or another meeting


def enter_position(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    issues = known.issues(reading["issues"])
    if not issues:
        raise NotDecidable("The position has no issue; amend it with at least one from the agenda.")
    stated = _same_position(suggestion, negotiation, issues, known) or _new_position(
        suggestion, negotiation, issues, known
    )
    known.batch.bear_out(suggestion, reading["evidence"], position=stated.row)
    touched: Touched = [stated.row]
    for condition in reading["conditions"]:
        touched += _condition(suggestion, stated, condition, known)
    return touched


def _stated(known: Known) -> list[Stated]:
    if known.stated is None:
        positions = [row for row in known.suggestions if row.kind == SuggestionKind.POSITION]
        holders = {actor.pk for row in positions if (actor := find_actor(row.reading["holder"], known))}
        issues = {frozenset(issue.pk for issue in known.issues(row.reading["issues"])) for row in positions}
        known.stated = load_stated(positions, holders=holders, issues=issues) if holders else []
    return known.stated


def _same_position(
    suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue], known: Known
) -> Stated | None:
    """The row that says the same: holder, stance, modality and issues alike, of about that day or standing since."""
    reading = suggestion.reading
    holder = find_actor(reading["holder"], known)
    wanted = (negotiation.pk, holder.pk if holder else None, reading["stance"], reading["modality"])
    on = frozenset(issue.pk for issue in issues)
    alike = [
        one
        for one in _stated(known)
        if one.issues == on
        and (one.row.negotiation_id, one.row.holder_id, one.row.stance, one.row.modality) == wanted
        and one.counts_for(suggestion)
    ]
    said_on = parse_day(reading["said_on"])
    of_the_day = [one for one in alike if _is_of(one, said_on)]
    return _latest(of_the_day) or _repeated(alike, negotiation, issues, said_on, known)


def _is_of(stated: Stated, day: date | None) -> bool:
    """Whether it was said on about that day; what is not dated is the same where no day is looked for."""
    if day is None or stated.row.said_on is None:
        return day is stated.row.said_on
    return abs(stated.row.said_on - day) <= SAME_STATEMENT


def _latest(rows: Sequence[Stated]) -> Stated | None:
    """The one said last; of those said on one day, the one recorded last."""
    return max(reversed(rows), key=lambda one: one.row.said_on or date.min, default=None)


def _repeated(
    alike: Sequence[Stated], negotiation: Negotiation, issues: list[Issue], said_on: date | None, known: Known
) -> Stated | None:
    """The standing position that a report between rounds repeats, if nothing else was said on its issues since."""
    if said_on is None or {issue.code for issue in issues} <= ABOUT_A_TEXT:
        return None
    if round_on(rounds=known.rounds_of(negotiation), day=said_on):
        return None
    first = said_on - REPEATED_WITHIN
    found = _latest([one for one in alike if one.row.said_on and first <= one.row.said_on <= said_on])
    return found if found and not _is_contradicted(found, said_on, known) else None


def _is_contradicted(stated: Stated, until: date, known: Known) -> bool:
    """Whether its holder has taken another stance on one of the issues since, in this very text or before."""
    row = stated.row
    if any(one.contradicts(stated, until) for one in _stated(known)):
        return True
    since = Position.objects.current().filter(
        negotiation=row.negotiation_id, holder=row.holder_id, position_issues__issue__in=stated.issues
    )
    return since.filter(said_on__gt=row.said_on, said_on__lte=until).exclude(stance=row.stance).exists()


def _new_position(suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue], known: Known) -> Stated:
    reading = suggestion.reading
    refuse_nameless([reading["holder"], reading["speaker"]], known)
    said_on = parse_day(reading["said_on"])
    round_ = known.round_told(reading["round"], negotiation) if reading["round"] else None
    row = Position(
        negotiation=negotiation,
        round=round_ if round_ and is_about(round_, said_on) else None,
        holder=find_or_open_actor(reading["holder"], known),
        speaker=person_for(reading["speaker"], known),
        stance=reading["stance"],
        attribution=reading["attribution"],
        modality=reading["modality"],
        sentence=reading["sentence"],
        said_on=said_on,
        said_precision=reading["said_precision"] if said_on else Precision.UNKNOWN.value,
        proposal=find_proposal(
            negotiation=negotiation, title=reading["proposal"], snapshot=suggestion.snapshot_id, given_on=said_on
        )
        if reading["proposal"]
        else None,
    )
    known.batch.positions.append((row, issues))
    stated = Stated(row, frozenset(issue.pk for issue in issues))
    _stated(known).append(stated)
    return stated


def _condition(suggestion: Suggestion, position: Stated, found: dict[str, Any], known: Known) -> Touched:
    issues = known.issues(found["issues"])
    if not issues:
        return []
    same = (found["relation"], frozenset(issue.pk for issue in issues))
    conditions = position.conditions()
    if same not in conditions:
        conditions[same] = Condition(position=position.row, relation=found["relation"])
        known.batch.conditions.append((conditions[same], issues))
    known.batch.bear_out(suggestion, found["evidence"], condition=conditions[same])
    return [conditions[same]]
