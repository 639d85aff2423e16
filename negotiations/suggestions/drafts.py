"""Findings → drafts of suggestions: plain data with actors and issues as keys, ready to be stored and decided on. Pure.

A draft's ``reading`` holds spans as ``[start, end]`` pairs and actors as references ``{"key", "name", "kind", "iso"}``;
``key`` is None where no list knows the name. The layouts are in ``docs/data-model.md``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from negotiations.extraction.findings import (
    Attendee,
    Findings,
    ParticipantFinding,
    PositionFinding,
    ProposalFinding,
    ReactionFinding,
    RoundFinding,
    Span,
)
from negotiations.models import SuggestionKind
from negotiations.vocabulary import ActorKind, Modality, Outcome, Precision, Role

Reading = dict[str, Any]
UNLISTED = "names an actor that is not in the list of actors"


@dataclass(frozen=True, slots=True)
class Published:
    """When the article says it was published; ``day`` is an ISO date or None."""

    day: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One suggestion before it is stored. ``start`` and ``end`` frame its main evidence."""

    kind: SuggestionKind
    start: int
    end: int
    reading: Reading
    rule: str
    confidence: float
    note: str = ""
    identity: tuple[Any, ...] = field(default=())

    @property
    def fingerprint(self) -> str:
        """The same for the same finding in the same text, whichever run made it."""
        basis = json.dumps([self.kind.value, self.start, self.end, *self.identity], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(basis.encode()).hexdigest()


def draft_suggestions(*, findings: Findings, text: str, published: Published) -> list[Draft]:
    """All drafts of one text, in the order of entering: seats, rounds, proposals, reactions, positions."""
    refs = _Refs(findings)
    rounds = [_round(found, refs) for found in findings.rounds]
    keys = [draft.fingerprint for draft in rounds]
    return _once(
        [
            *(draft for found in findings.participants for draft in _participant(found)),
            *rounds,
            *(_proposal(found, refs, text, published) for found in findings.proposals),
            *(_reaction(found, refs, published) for found in findings.reactions),
            *(_position(found, refs, text, published, keys) for found in findings.positions),
        ]
    )


def _once(drafts: Iterable[Draft]) -> list[Draft]:
    """The first of those that are the same finding."""
    seen: dict[str, Draft] = {}
    for draft in drafts:
        seen.setdefault(draft.fingerprint, draft)
    return list(seen.values())


class _Refs:
    """References to actors by the names that the findings use."""

    def __init__(self, findings: Findings) -> None:
        self._participants = {p.actor: p for p in findings.participants}
        self._people = {p.name: p for p in findings.people}

    def actor(self, name: str, key: str | None) -> Reading:
        known = self._participants.get(name)
        kind = known.kind if known else ActorKind.POLITICAL_BODY.value
        return {"key": key, "name": name, "kind": kind, "iso": known.iso if known else None}

    def person(self, name: str, represents: str | None = None) -> Reading:
        found = self._people.get(name)
        return {
            "key": None,
            "name": name,
            "kind": ActorKind.PERSON.value,
            "title": found.title if found else None,
            "represents": found.represents_key if found else represents,
        }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _frame(spans: Iterable[Span]) -> Span:
    """The first span: what an editor is shown first."""
    return next(iter(spans))


def _participant(found: ParticipantFinding) -> Iterator[Draft]:
    reference = {"key": found.key, "name": found.actor, "kind": found.kind, "iso": found.iso}
    for role in found.roles:
        spans = found.role_evidence.get(role) or found.evidence
        if not spans or Role.of(role) is None:
            continue
        start, end = _frame(spans)
        yield Draft(
            SuggestionKind.PARTICIPANT,
            start,
            end,
            {"actor": reference, "role": role, "also": list(found.also), "evidence": _pairs(spans)},
            found.rule,
            found.confidence,
            "" if found.key else UNLISTED,
            (found.key or found.actor, role),
        )


def _attendee(found: Attendee, refs: _Refs) -> Reading:
    return {
        "actor": refs.actor(found.actor, found.key) if found.actor else None,
        "person": refs.person(found.person, found.key) if found.person else None,
        "title": found.title,
        "rank": found.rank,
        "evidence": _pairs(found.evidence),
    }


def _round(found: RoundFinding, refs: _Refs) -> Draft:
    start, end = _frame(found.evidence)
    starts, ends, precision = _days(found.starts, found.ends, found.precision)
    reading = {
        "venue": found.venue,
        "country": found.country,
        "starts": starts,
        "ends": ends,
        "precision": precision,
        "status": found.status,
        "outcome": found.outcome if Outcome.of(found.outcome) else Outcome.UNKNOWN.value,
        "format": found.format,
        "tone": found.tone,
        "level": found.level,
        "aspects": {name: _pairs(spans) for name, spans in found.aspects.items()},
        "evidence": _pairs(found.evidence),
        "attendance": [_attendee(who, refs) for who in found.attendance if who.evidence],
    }
    placed = bool(found.venue or starts)
    note = "" if placed else "neither a place nor a date is given, so which round it is cannot be settled"
    return Draft(
        SuggestionKind.ROUND,
        start,
        end,
        reading,
        found.rule,
        found.confidence,
        note,
        (found.venue, starts, found.status, found.outcome),
    )


def _days(starts: str | None, ends: str | None, precision: str) -> tuple[str | None, str | None, str]:
    """Whole ISO days for the columns: a month stands on its first day with its precision beside it."""
    if not starts:
        return None, None, Precision.UNKNOWN.value
    first = _day(starts)
    last = _day(ends) if ends else None
    return first, last if last and last >= first else None, precision


def _day(value: str) -> str:
    return (value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10]


def _precision(value: str) -> str:
    return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(value), Precision.DAY).value


def _said(said_on: str | None, published: Published) -> tuple[str | None, str]:
    """The day that the text gives for the words, else the day of publication, else none."""
    if said_on:
        return _day(said_on), _precision(said_on)
    return published.day, published.precision


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _proposal(found: ProposalFinding, refs: _Refs, text: str, published: Published) -> Draft:
    start, end = _frame(found.evidence)
    tabled_on, precision = _said(found.tabled_on, published)
    sponsors = [refs.actor(name, key) for name, key in zip(found.holders, found.holder_keys, strict=True)]
    reading = {
        "title": found.title,
        "revision": found.revision,
        "sponsors": sponsors,
        "terms": [
            {
                "issue": term.issue,
                "phase": term.phase,
                "sentence": _words(text, term.evidence),
                "evidence": _pairs(term.evidence),
            }
            for term in found.terms
            if term.evidence
        ],
        "tabled_on": tabled_on,
        "tabled_precision": precision,
        "evidence": _pairs(found.evidence),
    }
    known = bool(sponsors) and all(sponsor["key"] for sponsor in sponsors)
    identity = (found.title, *sorted(found.holders), *sorted(f"{t.phase}{t.issue}" for t in found.terms))
    return Draft(
        SuggestionKind.PROPOSAL, start, end, reading, found.rule, found.confidence, "" if known else UNLISTED, identity
    )


def _reaction(found: ReactionFinding, refs: _Refs, published: Published) -> Draft:
    start, end = _frame(found.evidence)
    reading = {
        "proposal": found.proposal,
        "actor": refs.actor(found.actor, found.key),
        "answer": found.answer,
        "given_on": published.day,
        "given_precision": published.precision,
        "evidence": _pairs(found.evidence),
    }
    note = "" if found.key else UNLISTED
    return Draft(
        SuggestionKind.REACTION, start, end, reading, found.rule, found.confidence, note, (found.actor, found.answer)
    )


def _position(found: PositionFinding, refs: _Refs, text: str, published: Published, rounds: list[str]) -> Draft:
    start, end = _frame(found.evidence)
    said_on, precision = _said(found.said_on, published)
    issues = [code for code in found.issues if not code.startswith("other:")]
    reading = {
        "holder": refs.actor(found.holder, found.holder_key),
        "speaker": refs.person(found.speaker, found.holder_key) if found.speaker else None,
        "attribution": found.attribution,
        "stance": found.stance,
        "issues": issues,
        "modality": found.modality,
        "sentence": _words(text, found.evidence),
        "said_on": said_on,
        "said_precision": precision,
        "conditions": [
            {
                "relation": c.relation,
                "issues": [i for i in c.issues if not i.startswith("other:")],
                "evidence": _pairs(c.evidence),
            }
            for c in found.conditions
            if c.evidence
        ],
        "proposal": found.proposal,
        "round": rounds[found.round] if found.round is not None and found.round < len(rounds) else None,
        "evidence": _pairs(found.evidence),
    }
    identity = (found.holder, found.stance, sorted(issues), found.modality)
    return Draft(
        SuggestionKind.POSITION, start, end, reading, found.rule, found.confidence, _doubt(found, issues), identity
    )


def _doubt(found: PositionFinding, issues: list[str]) -> str:
    """Why a position is not shown before an editor has looked, empty if nothing stands against it."""
    if not found.holder_key:
        return UNLISTED
    if not issues:
        return "its issue could not be settled"
    if found.modality not in (Modality.ACTUAL.value, Modality.FUTURE.value):
        return f"the text speaks of it as {found.modality}"
    return ""
