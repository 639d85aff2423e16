"""The entries of a timeline read from the record. The number of queries never depends on the number of rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from negotiations.models import (
    Attendance,
    Condition,
    ConditionIssue,
    Evidence,
    Position,
    PositionIssue,
    Proposal,
    ProposalSponsor,
    ProposalTerm,
    Reaction,
    TalkRound,
)
from negotiations.timeline.entries import Attendee, Entry, EntryKind, Named, Phase, Wait
from negotiations.timeline.evidence import Bundle, counts_for_readers, load_quotes
from negotiations.vocabulary import Attribution, Rank


def load_entries(negotiation: int, *, reviewed_only: bool = False) -> list[Entry]:
    """Every entry of a negotiation, in no particular order. The number of queries does not depend on their number."""
    sources = _load_sources(negotiation, reviewed_only=reviewed_only)
    return [
        *_load_rounds(negotiation, reviewed_only=reviewed_only, sources=sources),
        *load_positions(Q(negotiation=negotiation), reviewed_only=reviewed_only, sources=sources),
        *_load_proposals(negotiation, reviewed_only=reviewed_only, sources=sources),
        *_load_reactions(negotiation, reviewed_only=reviewed_only, sources=sources),
    ]


Sources = dict[tuple[str, int], set[str]]


def _load_sources(negotiation: int, *, reviewed_only: bool) -> Sources:
    """The outlets behind each row: by kind of row and id, the slugs of the sources."""
    found: Sources = defaultdict(set)
    parents = ("position", "round", "proposal")
    wanted = Q(reaction__proposal__negotiation=negotiation)
    for parent in parents:
        wanted |= Q(**{f"{parent}__negotiation": negotiation})
    rows = Evidence.objects.filter(counts_for_readers(reviewed_only=reviewed_only)).filter(wanted).order_by()
    for *ids, slug in rows.values_list(
        "position_id", "round_id", "proposal_id", "reaction_id", "snapshot__article__source__slug"
    ):
        for kind, pk in zip((*parents, "reaction"), ids, strict=True):
            if pk is not None:
                found[kind, pk].add(slug)
    return found


def _actor(slug: str | None, name: str | None) -> Named | None:
    return Named(name or "", slug) if slug else None


def _load_rounds(negotiation: int, *, reviewed_only: bool, sources: Sources) -> Iterable[Entry]:
    attendance = load_attendance(Q(round__negotiation=negotiation), reviewed_only=reviewed_only)
    rows = TalkRound.objects.filter(negotiation=negotiation).visible(reviewed_only=reviewed_only).order_by("number")
    for pk, number, venue, starts, ends, precision, status, outcome, tone, standing in rows.values_list(
        "pk", "number", "venue", "starts", "ends", "precision", "status", "outcome", "tone", "standing"
    ):
        present = tuple(attendance.get(pk, ()))
        yield Entry(
            EntryKind.ROUND,
            pk,
            starts,
            precision,
            tuple(dict.fromkeys(a.actor for a in present)),
            outcome,
            venue,
            standing == "reviewed",
            until=ends,
            round_number=number,
            attendance=present,
            status=status,
            tone=tone,
            sources=frozenset(sources.get(("round", pk), ())),
            bears=(("round", pk),),
        )


def load_attendance(wanted: Q, *, reviewed_only: bool = False) -> dict[int, list[Attendee]]:
    """Who sat where, by the round's id: one query."""
    found: dict[int, list[Attendee]] = defaultdict(list)
    rows = (
        Attendance.objects.filter(wanted)
        .visible(reviewed_only=reviewed_only)
        .order_by("actor__name", "person__name", "pk")
    )
    for pk, round_id, slug, name, person_slug, person_name, title, rank, standing in rows.values_list(
        "pk", "round_id", "actor__slug", "actor__name", "person__slug", "person__name", "title", "rank", "standing"
    ):
        known = "" if rank == Rank.UNKNOWN else rank
        found[round_id].append(
            Attendee(Named(name, slug), _actor(person_slug, person_name), title, known, standing == "reviewed", pk)
        )
    return found


_POSITION = (
    "pk",
    "holder__slug",
    "holder__name",
    "speaker__slug",
    "speaker__name",
    "stance",
    "attribution",
    "sentence",
    "said_on",
    "said_precision",
    "round__number",
    "proposal_id",
    "proposal__title",
    "standing",
)


def load_positions(wanted: Q, *, reviewed_only: bool = False, sources: Sources | None = None) -> list[Entry]:
    """Positions of today (no background, no speculation) as entries, oldest first, undated last: four queries."""
    kept = Position.objects.filter(wanted).of_today().visible(reviewed_only=reviewed_only).in_time()
    ids = kept.order_by().values("pk")
    issues: dict[int, list[Named]] = defaultdict(list)
    for position, code, name in (
        PositionIssue.objects.filter(position__in=ids)
        .order_by("issue__order", "issue__code")
        .values_list("position_id", "issue__code", "issue__name")
    ):
        issues[position].append(Named(name, code))
    waits = _load_waits(ids, reviewed_only=reviewed_only)
    entries = []
    for row in kept.values_list(*_POSITION):
        pk, slug, name, speaker, speaker_name, stance, attribution, sentence, day, precision, number, proposal = row[
            :12
        ]
        proposal_title, standing = row[12:]
        conditions = tuple(waits.get(pk, ()))
        entries.append(
            Entry(
                EntryKind.STATEMENT if attribution == Attribution.QUOTED else EntryKind.POSITION,
                pk,
                day,
                precision,
                (Named(name, slug),),
                stance,
                sentence,
                standing == "reviewed",
                issues=tuple(issues.get(pk, ())),
                waits=conditions,
                round_number=number,
                speaker=_actor(speaker, speaker_name),
                attribution=attribution,
                proposal=Named(proposal_title, str(proposal)) if proposal else None,
                sources=frozenset((sources or {}).get(("position", pk), ())),
                bears=(("position", pk), *(("condition", wait.pk) for wait in conditions)),
            )
        )
    return entries


def _load_waits(positions: QuerySet[Position, Any], *, reviewed_only: bool) -> dict[int, list[Wait]]:
    issues: dict[int, list[Named]] = defaultdict(list)
    for condition, code, name in (
        ConditionIssue.objects.filter(condition__position__in=positions)
        .order_by("issue__order", "issue__code")
        .values_list("condition_id", "issue__code", "issue__name")
    ):
        issues[condition].append(Named(name, code))
    found: dict[int, list[Wait]] = defaultdict(list)
    rows = Condition.objects.filter(position__in=positions).visible(reviewed_only=reviewed_only).order_by("pk")
    for pk, position, relation, standing in rows.values_list("pk", "position_id", "relation", "standing"):
        found[position].append(Wait(pk, relation, tuple(issues.get(pk, ())), standing == "reviewed"))
    return found


def _load_proposals(negotiation: int, *, reviewed_only: bool, sources: Sources) -> Iterable[Entry]:
    sponsors: dict[int, list[Named]] = defaultdict(list)
    for proposal, slug, name in (
        ProposalSponsor.objects.filter(proposal__negotiation=negotiation)
        .order_by("actor__name")
        .values_list("proposal_id", "actor__slug", "actor__name")
    ):
        sponsors[proposal].append(Named(name, slug))
    terms: dict[int, list[Phase]] = defaultdict(list)
    for proposal, pk, code, name, phase, sentence, standing in (
        ProposalTerm.objects.filter(proposal__negotiation=negotiation)
        .visible(reviewed_only=reviewed_only)
        .order_by("phase", "pk")
        .values_list("proposal_id", "pk", "issue__code", "issue__name", "phase", "sentence", "standing")
    ):
        terms[proposal].append(Phase(pk, Named(name, code), phase, sentence, standing == "reviewed"))
    rows = Proposal.objects.filter(negotiation=negotiation).visible(reviewed_only=reviewed_only).order_by("pk")
    for pk, title, day, precision, number, standing in rows.values_list(
        "pk", "title", "tabled_on", "tabled_precision", "round__number", "standing"
    ):
        on = tuple(terms.get(pk, ()))
        yield Entry(
            EntryKind.PROPOSAL,
            pk,
            day,
            precision,
            tuple(sponsors.get(pk, ())),
            "proposes",
            title,
            standing == "reviewed",
            issues=tuple(dict.fromkeys(term.issue for term in on)),
            round_number=number,
            terms=on,
            sources=frozenset(sources.get(("proposal", pk), ())),
            bears=(("proposal", pk), *(("term", term.pk) for term in on)),
        )


def _load_reactions(negotiation: int, *, reviewed_only: bool, sources: Sources) -> Iterable[Entry]:
    rows = (
        Reaction.objects.filter(proposal__negotiation=negotiation).visible(reviewed_only=reviewed_only).order_by("pk")
    )
    rows = rows.filter(proposal__standing="reviewed") if reviewed_only else rows.exclude(proposal__standing="retracted")
    for pk, slug, name, answer, day, precision, proposal, title, standing in rows.values_list(
        "pk",
        "actor__slug",
        "actor__name",
        "answer",
        "given_on",
        "given_precision",
        "proposal_id",
        "proposal__title",
        "standing",
    ):
        yield Entry(
            EntryKind.REACTION,
            pk,
            day,
            precision,
            (Named(name, slug),),
            answer,
            title,
            standing == "reviewed",
            proposal=Named(title, str(proposal)),
            sources=frozenset(sources.get(("reaction", pk), ())),
            bears=(("reaction", pk),),
        )


def load_evidence(entries: Iterable[Entry], *, reviewed_only: bool = False) -> dict[str, Bundle]:
    """Quotes by the entry's key: those of the row itself and of what hangs on it (conditions, terms): one query."""
    listed = list(entries)
    wanted: dict[str, list[int]] = defaultdict(list)
    for entry in listed:
        for kind, pk in entry.bears:
            wanted[kind].append(pk)
    found = load_quotes(wanted, reviewed_only=reviewed_only)
    return {entry.key: Bundle.join(found[bears] for bears in entry.bears if bears in found) for entry in listed}
