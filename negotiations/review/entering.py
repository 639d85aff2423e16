"""Entering a suggestion into the record: its rows are found or made, and each gets its evidence.

Only this package writes the record. Every function gives back the rows that it touched; ``settling`` then works out
from the evidence how each of them stands.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from negotiations.errors import NotDecidable
from negotiations.models import (
    Attendance,
    Condition,
    ConditionIssue,
    Evidence,
    Issue,
    Negotiation,
    Participant,
    Position,
    PositionIssue,
    Proposal,
    ProposalSponsor,
    ProposalTerm,
    Reaction,
    Recorded,
    Standing,
    Suggestion,
    SuggestionKind,
    TalkRound,
)
from negotiations.review.actors import find_actor, find_or_open_actor, person_for
from negotiations.review.rounds import find_round
from negotiations.vocabulary import Precision

Touched = list[Recorded]
SAME_STATEMENT = timedelta(days=3)
SAME_PROPOSAL = timedelta(days=21)


def enter(*, suggestion: Suggestion) -> Touched:
    """Give the suggestion its rows in the record, with evidence that names the suggestion."""
    negotiation = suggestion.negotiation
    if negotiation is None:
        raise NotDecidable("The suggestion belongs to no talks yet; amend it with the talks that it is about.")
    write: dict[str, Callable[[Suggestion, Negotiation], Touched]] = {
        SuggestionKind.PARTICIPANT.value: _participant,
        SuggestionKind.ROUND.value: _round,
        SuggestionKind.PROPOSAL.value: _proposal,
        SuggestionKind.REACTION.value: _reaction,
        SuggestionKind.POSITION.value: _position,
    }
    return write[suggestion.kind](suggestion, negotiation)


def bear_out(suggestion: Suggestion, spans: Iterable[Iterable[int]], *, aspect: str = "", **row: Recorded) -> None:
    """Tie the words between those offsets to a row; words that were tied before and taken back count again."""
    text = suggestion.snapshot.text
    for start, end in spans:
        Evidence.objects.update_or_create(
            snapshot=suggestion.snapshot,
            start=start,
            end=end,
            aspect=aspect,
            suggestion=suggestion,
            **row,
            defaults={"retracted_at": None},
            create_defaults={"quote": text[start:end]},
        )


def parse_day(value: str | None) -> date | None:
    """An ISO day of a reading, or None."""
    return date.fromisoformat(value) if value else None


def _participant(suggestion: Suggestion, negotiation: Negotiation) -> Touched:
    reading = suggestion.reading
    actor = find_or_open_actor(reading["actor"])
    seat, _ = Participant.objects.get_or_create(negotiation=negotiation, actor=actor, role=reading["role"])
    bear_out(suggestion, reading["evidence"], participant=seat)
    return [seat]


def _round(suggestion: Suggestion, negotiation: Negotiation) -> Touched:
    reading = suggestion.reading
    article = suggestion.snapshot.article
    round_ = find_round(
        negotiation=negotiation, reading=reading, snapshot=suggestion.snapshot_id, published=article.published
    )
    if round_ is None:
        last = negotiation.rounds.order_by("-number").values_list("number", flat=True).first() or 0
        round_ = TalkRound.objects.create(
            negotiation=negotiation,
            number=last + 1,
            venue=reading["venue"] or "",
            starts=parse_day(reading["starts"]),
            precision=reading["precision"] if reading["starts"] else Precision.UNKNOWN.value,
        )
    bear_out(suggestion, reading["evidence"], round=round_)
    for aspect, spans in reading["aspects"].items():
        bear_out(suggestion, spans, aspect=aspect, round=round_)
    touched: Touched = [round_]
    for who in reading["attendance"]:
        touched += _attendance(suggestion, round_, who)
    return touched


def _attendance(suggestion: Suggestion, round_: TalkRound, who: dict[str, Any]) -> Touched:
    actor = find_actor(who["actor"])
    if actor is None:
        return []
    row, _ = Attendance.objects.get_or_create(
        round=round_,
        actor=actor,
        person=person_for(who["person"]),
        defaults={"title": (who["title"] or "")[:200], "rank": who["rank"]},
    )
    bear_out(suggestion, who["evidence"], attendance=row)
    return [row]


def _round_of(suggestion: Suggestion, negotiation: Negotiation, fingerprint: str | None) -> TalkRound | None:
    """The round that the reading points at: it was entered from the same snapshot."""
    if not fingerprint:
        return None
    return (
        TalkRound.objects.current()
        .filter(
            negotiation=negotiation,
            evidence__suggestion__snapshot=suggestion.snapshot_id,
            evidence__suggestion__fingerprint=fingerprint,
            evidence__retracted_at__isnull=True,
        )
        .first()
    )


def _proposal(suggestion: Suggestion, negotiation: Negotiation) -> Touched:
    reading = suggestion.reading
    sponsors = [find_or_open_actor(sponsor) for sponsor in reading["sponsors"]]
    if not sponsors:
        raise NotDecidable("The proposal has no sponsor; amend it with who put it forward.")
    tabled_on = parse_day(reading["tabled_on"])
    same = (
        Proposal.objects.filter(_standing_or_of(suggestion))
        .filter(negotiation=negotiation, title__iexact=reading["title"], proposal_sponsors__actor__in=sponsors)
        .filter(_near("tabled_on", tabled_on, SAME_PROPOSAL, suggestion))
        .first()
    )
    row = same or _new_proposal(suggestion, negotiation, sponsors, tabled_on)
    bear_out(suggestion, reading["evidence"], proposal=row)
    touched: Touched = [row]
    for term in reading["terms"]:
        issue = Issue.objects.filter(code=term["issue"]).first()
        if issue is None:
            continue
        entry, _ = ProposalTerm.objects.get_or_create(
            proposal=row, issue=issue, phase=term["phase"], defaults={"sentence": term["sentence"]}
        )
        bear_out(suggestion, term["evidence"], term=entry)
        touched.append(entry)
    return touched


def _new_proposal(
    suggestion: Suggestion, negotiation: Negotiation, sponsors: list[Any], tabled_on: date | None
) -> Proposal:
    reading = suggestion.reading
    earlier = Proposal.objects.current().filter(negotiation=negotiation, proposal_sponsors__actor__in=sponsors)
    if tabled_on:
        earlier = earlier.filter(tabled_on__lt=tabled_on)
    row = Proposal.objects.create(
        negotiation=negotiation,
        title=reading["title"][:300],
        is_revision=reading["revision"],
        revises=earlier.order_by("-tabled_on", "-pk").first() if reading["revision"] and tabled_on else None,
        tabled_on=tabled_on,
        tabled_precision=reading["tabled_precision"] if tabled_on else Precision.UNKNOWN.value,
    )
    ProposalSponsor.objects.bulk_create(
        [ProposalSponsor(proposal=row, actor=actor) for actor in dict.fromkeys(sponsors)]
    )
    return row


def _standing_or_of(suggestion: Suggestion) -> Q:
    """Rows that stand, and those that were taken back with this very suggestion: they come back with it."""
    return ~Q(standing=Standing.RETRACTED) | Q(evidence__suggestion=suggestion)


def _near(field: str, day: date | None, within: timedelta, suggestion: Suggestion) -> Q:
    """Rows of about that day; undated rows are the same only within one text."""
    if day is None:
        return Q(**{f"{field}__isnull": True}, evidence__snapshot=suggestion.snapshot_id)
    return Q(**{f"{field}__range": (day - within, day + within)})


def find_proposal(*, negotiation: Negotiation, title: str, snapshot: int, given_on: date | None) -> Proposal | None:
    """The proposal meant by those words: one of the same text, else the latest of that name on the table by then."""
    standing = Proposal.objects.current().filter(negotiation=negotiation)
    same_text = list(standing.filter(evidence__snapshot=snapshot, evidence__retracted_at__isnull=True).distinct())
    named = [row for row in same_text if row.title.casefold() == title.casefold()] or (
        same_text if len(same_text) == 1 else []
    )
    if named:
        return named[0]
    if given_on:
        standing = standing.filter(Q(tabled_on__lte=given_on) | Q(tabled_on__isnull=True))
    exact = standing.filter(title__iexact=title).order_by("-tabled_on", "-pk").first()
    recent = standing.filter(tabled_on__gte=given_on - timedelta(days=45)) if given_on else standing.none()
    return exact or recent.order_by("-tabled_on", "-pk").first()


def _reaction(suggestion: Suggestion, negotiation: Negotiation) -> Touched:
    reading = suggestion.reading
    given_on = parse_day(reading["given_on"])
    proposal = find_proposal(
        negotiation=negotiation, title=reading["proposal"] or "", snapshot=suggestion.snapshot_id, given_on=given_on
    )
    if proposal is None:
        raise NotDecidable("No proposal is recorded that this could answer; accept the proposal first.")
    row, _ = Reaction.objects.get_or_create(
        proposal=proposal,
        actor=find_or_open_actor(reading["actor"]),
        answer=reading["answer"],
        given_on=given_on,
        defaults={"given_precision": reading["given_precision"] if given_on else Precision.UNKNOWN.value},
    )
    bear_out(suggestion, reading["evidence"], reaction=row)
    return [row]


def _position(suggestion: Suggestion, negotiation: Negotiation) -> Touched:
    reading = suggestion.reading
    issues = list(Issue.objects.filter(code__in=reading["issues"]))
    if not issues:
        raise NotDecidable("The position has no issue; amend it with at least one from the agenda.")
    row = _same_position(suggestion, negotiation, issues) or _new_position(suggestion, negotiation, issues)
    bear_out(suggestion, reading["evidence"], position=row)
    touched: Touched = [row]
    for condition in reading["conditions"]:
        touched += _condition(suggestion, row, condition)
    return touched


def _same_position(suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue]) -> Position | None:
    """The row that says the same: holder, stance, modality and issues alike, of about the same day."""
    reading = suggestion.reading
    rows = (
        Position.objects.filter(_standing_or_of(suggestion))
        .filter(
            negotiation=negotiation,
            holder=find_actor(reading["holder"]),
            stance=reading["stance"],
            modality=reading["modality"],
        )
        .filter(_near("said_on", parse_day(reading["said_on"]), SAME_STATEMENT, suggestion))
        .prefetch_related("issues")
        .distinct()
    )
    wanted = {issue.pk for issue in issues}
    return next((row for row in rows if {issue.pk for issue in row.issues.all()} == wanted), None)


def _new_position(suggestion: Suggestion, negotiation: Negotiation, issues: list[Issue]) -> Position:
    reading = suggestion.reading
    said_on = parse_day(reading["said_on"])
    row = Position.objects.create(
        negotiation=negotiation,
        round=_round_of(suggestion, negotiation, reading["round"]),
        holder=find_or_open_actor(reading["holder"]),
        speaker=person_for(reading["speaker"]),
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


def _condition(suggestion: Suggestion, position: Position, found: dict[str, Any]) -> Touched:
    issues = list(Issue.objects.filter(code__in=found["issues"]))
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
