"""Entering positions and their conditions.

A report that repeats what a holder already stands for bears the standing position out once more. What is said in
another round, after another stance, or about another proposal is a position of its own.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from negotiations.errors import NotDecidable
from negotiations.models import Condition, ConditionIssue, Issue, Negotiation, Position, PositionIssue, Suggestion
from negotiations.review.actors import find_actor, find_or_open_actor, person_for, refuse_nameless
from negotiations.review.bearing import Touched, bear_out, near, parse_day, round_of, standing_or_of
from negotiations.review.known import Known
from negotiations.review.proposals import find_proposal
from negotiations.review.rounds import round_on
from negotiations.vocabulary import Precision

SAME_STATEMENT = timedelta(days=3)
REPEATED_WITHIN = timedelta(days=120)
ABOUT_A_TEXT = {"agreement", "talks"}  # the same stance on these may be about another proposal or another meeting


def enter_position(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    issues = known.issues(reading["issues"])
    if not issues:
        raise NotDecidable("The position has no issue; amend it with at least one from the agenda.")
    row = _same_position(suggestion, negotiation, issues, known) or _new_position(
        suggestion, negotiation, issues, known
    )
    bear_out(suggestion, reading["evidence"], position=row)
    touched: Touched = [row]
    for condition in reading["conditions"]:
        touched += _condition(suggestion, row, condition, known)
    return touched


def _same_position(
    suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue], known: Known
) -> Position | None:
    """The row that says the same: holder, stance, modality and issues alike, of about that day or standing since."""
    reading = suggestion.reading
    alike = (
        Position.objects.filter(standing_or_of(suggestion))
        .filter(negotiation=negotiation, holder=find_actor(reading["holder"], known))
        .filter(stance=reading["stance"], modality=reading["modality"])
        .prefetch_related("issues")
        .distinct()
    )
    said_on = parse_day(reading["said_on"])
    wanted = {issue.pk for issue in issues}
    of_the_day = alike.filter(near("said_on", said_on, SAME_STATEMENT, suggestion))
    found = next((row for row in of_the_day if {issue.pk for issue in row.issues.all()} == wanted), None)
    return found or _repeated(alike, negotiation, issues, said_on, known)


def _repeated(
    alike: "QuerySet[Position]", negotiation: Negotiation, issues: list[Issue], said_on: date | None, known: Known
) -> Position | None:
    """The standing position that a report between rounds repeats, if nothing else was said on its issues since."""
    if said_on is None or {issue.code for issue in issues} <= ABOUT_A_TEXT:
        return None
    if round_on(rounds=known.rounds_of(negotiation), day=said_on):
        return None
    wanted = {issue.pk for issue in issues}
    earlier = alike.filter(said_on__range=(said_on - REPEATED_WITHIN, said_on)).order_by("-said_on", "-pk")
    row = next((row for row in earlier if {issue.pk for issue in row.issues.all()} == wanted), None)
    if row is None or row.said_on is None:
        return None
    since = Position.objects.current().filter(
        negotiation=negotiation, holder=row.holder, position_issues__issue__in=issues
    )
    since = since.filter(said_on__gt=row.said_on, said_on__lte=said_on).exclude(stance=row.stance)
    return None if since.exists() else row


def _new_position(suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue], known: Known) -> Position:
    reading = suggestion.reading
    refuse_nameless([reading["holder"], reading["speaker"]], known)
    said_on = parse_day(reading["said_on"])
    row = Position.objects.create(
        negotiation=negotiation,
        round=round_of(suggestion, negotiation, reading["round"], said_on),
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
    PositionIssue.objects.bulk_create([PositionIssue(position=row, issue=issue) for issue in issues])
    return row


def _condition(suggestion: Suggestion, position: Position, found: dict[str, Any], known: Known) -> Touched:
    issues = known.issues(found["issues"])
    if not issues:
        return []
    wanted = {issue.pk for issue in issues}
    rows = position.conditions.filter(relation=found["relation"]).prefetch_related("issues")
    row = next((row for row in rows if {issue.pk for issue in row.issues.all()} == wanted), None)
    if row is None:
        row = Condition.objects.create(position=position, relation=found["relation"])
        ConditionIssue.objects.bulk_create([ConditionIssue(condition=row, issue=issue) for issue in issues])
    bear_out(suggestion, found["evidence"], condition=row)
    return [row]
