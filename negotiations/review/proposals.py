"""Entering proposals, their terms, and the answers to them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from negotiations.errors import NotDecidable
from negotiations.models import (
    Actor,
    Negotiation,
    Proposal,
    ProposalSponsor,
    ProposalTerm,
    Reaction,
    Suggestion,
    TalkRound,
)
from negotiations.review.actors import find_or_open_actor, refuse_nameless
from negotiations.review.bearing import Touched, near, parse_day, standing_or_of
from negotiations.review.known import Known
from negotiations.vocabulary import Precision

SAME_PROPOSAL = timedelta(days=21)
STILL_ON_THE_TABLE = timedelta(days=45)


def enter_proposal(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    refuse_nameless(reading["sponsors"], known)
    sponsors = [find_or_open_actor(sponsor, known) for sponsor in reading["sponsors"]]
    if not sponsors:
        raise NotDecidable("The proposal has no sponsor; amend it with who put it forward.")
    tabled_on = parse_day(reading["tabled_on"])
    same = (
        Proposal.objects.filter(standing_or_of(suggestion))
        .filter(negotiation=negotiation, title__iexact=reading["title"], proposal_sponsors__actor__in=sponsors)
        .filter(near("tabled_on", tabled_on, SAME_PROPOSAL, suggestion))
        .first()
    )
    row = same or _new_proposal(suggestion, negotiation, sponsors, tabled_on)
    known.batch.bear_out(suggestion, reading["evidence"], proposal=row)
    touched: Touched = [row]
    for term in reading["terms"]:
        for issue in known.issues([term["issue"]]):
            entry = ProposalTerm.objects.filter(
                proposal=row, issue=issue, phase=term["phase"]
            ).first() or ProposalTerm.objects.create(
                proposal=row, issue=issue, phase=term["phase"], sentence=term["sentence"]
            )
            known.batch.bear_out(suggestion, term["evidence"], term=entry)
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
        round=_only_round(suggestion, negotiation) if tabled_on is None else None,
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


def _only_round(suggestion: Suggestion, negotiation: Negotiation) -> TalkRound | None:
    """The round of a text without a date, if it tells of one alone; dated proposals find theirs by the day."""
    told = TalkRound.objects.current().filter(negotiation=negotiation, evidence__snapshot=suggestion.snapshot_id)
    found = list(told.filter(evidence__retracted_at__isnull=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


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
    recent = standing.filter(tabled_on__gte=given_on - STILL_ON_THE_TABLE) if given_on else standing.none()
    return exact or recent.order_by("-tabled_on", "-pk").first()


def enter_reaction(suggestion: Suggestion, negotiation: Negotiation, known: Known) -> Touched:
    reading = suggestion.reading
    given_on = parse_day(reading["given_on"])
    proposal = find_proposal(
        negotiation=negotiation, title=reading["proposal"] or "", snapshot=suggestion.snapshot_id, given_on=given_on
    )
    if proposal is None:
        raise NotDecidable("No proposal is recorded that this could answer; accept the proposal first.")
    actor = find_or_open_actor(reading["actor"], known)
    row = _repeated_answer(suggestion, proposal, actor, given_on) or Reaction.objects.create(
        proposal=proposal,
        actor=actor,
        answer=reading["answer"],
        given_on=given_on,
        given_precision=reading["given_precision"] if given_on else Precision.UNKNOWN.value,
    )
    known.batch.bear_out(suggestion, reading["evidence"], reaction=row)
    return [row]


def _repeated_answer(
    suggestion: Suggestion, proposal: Proposal, actor: Actor, given_on: date | None
) -> Reaction | None:
    """The answer that a report repeats: the actor's last one to this proposal by that day, if it was the same."""
    given = Reaction.objects.filter(standing_or_of(suggestion), proposal=proposal, actor=actor).distinct()
    if given_on is None:
        return given.filter(answer=suggestion.reading["answer"], given_on=None).first()
    last = given.filter(given_on__lte=given_on).order_by("-given_on", "-pk").first()
    return last if last and last.answer == suggestion.reading["answer"] else None
