"""Entering proposals, their terms, and the answers to them."""

from collections.abc import Sequence
from datetime import date

from negotiations.errors import NotDecidable
from negotiations.models import Actor, Proposal, ProposalTerm, Reaction, Suggestion, TalkRound
from negotiations.review.actors import find_or_open_actor, refuse_nameless
from negotiations.review.bearing import Touched, parse_day
from negotiations.review.known import Known
from negotiations.review.tabled import SAME_PROPOSAL, STILL_ON_THE_TABLE, Tabled, newest
from negotiations.vocabulary import Precision


def enter_proposal(suggestion: Suggestion, talks: int, known: Known) -> Touched:
    reading = suggestion.reading
    refuse_nameless(reading["sponsors"], known)
    sponsors = [find_or_open_actor(sponsor, known).pk for sponsor in reading["sponsors"]]
    if not sponsors:
        raise NotDecidable("The proposal has no sponsor; amend it with who put it forward.")
    tabled = _same_proposal(suggestion, talks, sponsors, known) or _new_proposal(suggestion, talks, sponsors, known)
    known.quotes.bear_out(suggestion, reading["evidence"], tabled.row)
    touched: Touched = [tabled.row]
    for term in reading["terms"]:
        for issue in known.issues([term["issue"]]).values():
            terms, place = tabled.terms, (issue, term["phase"])
            if place not in terms:
                terms[place] = ProposalTerm(
                    proposal=tabled.row, issue_id=issue, phase=term["phase"], sentence=term["sentence"]
                )
                known.batch.terms.append(terms[place])
            known.quotes.bear_out(suggestion, term["evidence"], terms[place])
            touched.append(terms[place])
    return touched


def _same_proposal(suggestion: Suggestion, talks: int, sponsors: Sequence[int], known: Known) -> Tabled | None:
    """The one of that name by one of the sponsors, of about that day; undated ones are the same within one text."""
    reading = suggestion.reading
    day = parse_day(reading["tabled_on"])

    def is_of_that_time(row: Proposal) -> bool:
        if day is None or row.tabled_on is None:
            return day is row.tabled_on and known.quotes.cites(row)
        return abs(row.tabled_on - day) <= SAME_PROPOSAL

    return newest(
        one
        for one in known.tabled_in(talks)
        if one.is_called(reading["title"])
        and not one.sponsors.isdisjoint(sponsors)
        and is_of_that_time(one.row)
        and known.counts_for(suggestion, one.row)
    )


def _new_proposal(suggestion: Suggestion, talks: int, sponsors: Sequence[int], known: Known) -> Tabled:
    reading = suggestion.reading
    tabled_on = parse_day(reading["tabled_on"])
    row = Proposal(
        negotiation_id=talks,
        round=_only_round(talks, known) if tabled_on is None else None,
        title=reading["title"][:300],
        is_revision=reading["revision"],
        revises=_revised(talks, sponsors, tabled_on, known) if reading["revision"] and tabled_on else None,
        tabled_on=tabled_on,
        tabled_precision=reading["tabled_precision"] if tabled_on else Precision.UNKNOWN.value,
    )
    keys = list(dict.fromkeys(sponsors))
    known.batch.proposals.append((row, keys))
    tabled = Tabled(row, frozenset(keys))
    known.tabled_in(talks).append(tabled)
    return tabled


def _revised(talks: int, sponsors: Sequence[int], tabled_on: date, known: Known) -> Proposal | None:
    """The latest proposal of the sponsors before that day, however long ago; of this very text as well."""
    earlier = Proposal.objects.current().filter(negotiation=talks, proposal_sponsors__actor__in=sponsors)
    recorded = earlier.filter(tabled_on__lt=tabled_on).order_by("-tabled_on", "-pk").first()
    own = [
        row
        for row, keys in known.batch.proposals
        if row.negotiation_id == talks and not set(keys).isdisjoint(sponsors)
        if row.tabled_on and row.tabled_on < tabled_on
    ]
    candidates = [*reversed(own), *([recorded] if recorded else [])]
    return max(candidates, key=lambda row: row.tabled_on or date.min, default=None)


def _only_round(talks: int, known: Known) -> TalkRound | None:
    """The round of a text without a date, if it tells of one alone; dated proposals find theirs by the day."""
    told = known.rounds_told(talks)
    return told[0] if len(told) == 1 else None


def find_proposal(title: str, *, talks: int, given_on: date | None, known: Known) -> Proposal | None:
    """The proposal meant by those words: one of the same text, else the latest of that name on the table by then."""
    found = _find_tabled(title, talks=talks, given_on=given_on, known=known)
    return found.row if found else None


def _find_tabled(title: str, *, talks: int, given_on: date | None, known: Known) -> Tabled | None:
    standing = [one for one in known.tabled_in(talks) if one.stands]
    same_text = [one for one in standing if known.quotes.bears_out(one.row)]
    named = newest(one for one in same_text if one.is_called(title))
    if named or len(same_text) == 1:
        return named or same_text[0]
    on_the_table = [
        one for one in standing if given_on is None or one.row.tabled_on is None or one.row.tabled_on <= given_on
    ]
    exact = newest(one for one in on_the_table if one.is_called(title))
    if exact or given_on is None:
        return exact
    since = given_on - STILL_ON_THE_TABLE
    return newest(one for one in on_the_table if one.row.tabled_on and one.row.tabled_on >= since)


def enter_reaction(suggestion: Suggestion, talks: int, known: Known) -> Touched:
    reading = suggestion.reading
    given_on = parse_day(reading["given_on"])
    tabled = _find_tabled(reading["proposal"] or "", talks=talks, given_on=given_on, known=known)
    if tabled is None:
        raise NotDecidable("No proposal is recorded that this could answer; accept the proposal first.")
    actor = find_or_open_actor(reading["actor"], known)
    row = _repeated_answer(suggestion, tabled, actor, given_on, known)
    if row is None:
        row = Reaction(
            proposal=tabled.row,
            actor=actor,
            answer=reading["answer"],
            given_on=given_on,
            given_precision=reading["given_precision"] if given_on else Precision.UNKNOWN.value,
        )
        tabled.answers.append(row)
        known.batch.reactions.append(row)
    known.quotes.bear_out(suggestion, reading["evidence"], row)
    return [row]


def _repeated_answer(
    suggestion: Suggestion, tabled: Tabled, actor: Actor, given_on: date | None, known: Known
) -> Reaction | None:
    """The answer that a report repeats: the actor's last one to this proposal by that day, if it was the same."""
    answer = suggestion.reading["answer"]
    given = [row for row in tabled.answers if row.actor_id == actor.pk and known.counts_for(suggestion, row)]
    if given_on is None:
        return next((row for row in given if row.given_on is None and row.answer == answer), None)
    by_then = [row for row in given if row.given_on and row.given_on <= given_on]
    last = max(reversed(by_then), key=lambda row: row.given_on or date.min, default=None)
    return last if last and last.answer == answer else None
