"""Findings as JSON for machines and as lines for people."""

from collections.abc import Sequence
from typing import Any

from negotiations.extraction.findings import Document, Findings, PositionFinding, RoundFinding, Span


def as_json(document: Document, findings: Findings) -> dict[str, Any]:
    """One object with the findings of one document; offsets count Unicode code points of its text, end exclusive."""
    return {
        "id": document.id,
        "rules": findings.rules,
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "actor": m.actor,
                "kind": m.kind,
                "country": m.country,
                "person": m.person,
                "title": m.title,
            }
            for m in findings.mentions
        ],
        "dates": [{"start": d.start, "end": d.end, "value": d.value, "precision": d.precision} for d in findings.dates],
        "attributions": [
            {
                "source": _spans(a.source),
                "cue": _spans(a.cue),
                "content": _spans(a.content),
                "kind": a.kind,
                "rule": a.rule,
                "confidence": a.confidence,
            }
            for a in findings.attributions
        ],
        "participants": [
            {
                "actor": p.actor,
                "also": list(p.also),
                "iso": p.iso,
                "kind": p.kind,
                "roles": list(p.roles),
                "evidence": _spans(p.evidence),
                "rule": p.rule,
                "confidence": p.confidence,
            }
            for p in findings.participants
        ],
        "people": [
            {"name": p.name, "title": p.title, "represents": p.represents, "evidence": _spans(p.evidence)}
            for p in findings.people
        ],
        "rounds": [_round(r) for r in findings.rounds],
        "proposals": [
            {
                "holders": list(p.holders),
                "title": p.title,
                "revision": p.revision,
                "terms": [{"issue": t.issue, "phase": t.phase, "evidence": _spans(t.evidence)} for t in p.terms],
                "tabled_on": p.tabled_on,
                "evidence": _spans(p.evidence),
                "rule": p.rule,
                "confidence": p.confidence,
            }
            for p in findings.proposals
        ],
        "reactions": [
            {
                "actor": r.actor,
                "answer": r.answer,
                "proposal": r.proposal,
                "evidence": _spans(r.evidence),
                "rule": r.rule,
                "confidence": r.confidence,
            }
            for r in findings.reactions
        ],
        "positions": [_position(p) for p in findings.positions],
        "subject": findings.subject,
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _round(found: RoundFinding) -> dict[str, Any]:
    return {
        "venue": found.venue,
        "country": found.country,
        "starts": found.starts,
        "ends": found.ends,
        "precision": found.precision,
        "status": found.status,
        "outcome": found.outcome,
        "format": found.format,
        "tone": found.tone,
        "level": found.level,
        "attendance": [
            {"actor": a.actor, "person": a.person, "title": a.title, "rank": a.rank} for a in found.attendance
        ],
        "evidence": _spans(found.evidence),
        "rule": found.rule,
        "confidence": found.confidence,
    }


def _position(found: PositionFinding) -> dict[str, Any]:
    return {
        "holder": found.holder,
        "speaker": found.speaker,
        "attribution": found.attribution,
        "stance": found.stance,
        "issues": list(found.issues),
        "modality": found.modality,
        "conditions": [
            {"relation": c.relation, "issues": list(c.issues), "evidence": _spans(c.evidence)} for c in found.conditions
        ],
        "proposal": found.proposal,
        "said_on": found.said_on,
        "round": found.round,
        "evidence": _spans(found.evidence),
        "rule": found.rule,
        "confidence": found.confidence,
    }


def as_lines(document: Document, findings: Findings) -> list[str]:
    """What was found, for people to read: who sits where, the rounds, the proposals, the positions with their words."""

    def words(spans: Sequence[Span]) -> str:
        return " … ".join(" ".join(document.text[start:end].split()) for start, end in spans[:2])

    lines = [f"{document.id}  (rules {findings.rules})"]
    if findings.subject:
        lines.append(f"  about      {findings.subject}")
    lines += [f"  {', '.join(p.roles):<20} {p.actor}   “{words(p.evidence[:1])}”" for p in findings.participants]
    for r in findings.rounds:
        lines += _round_lines(r)
    for q in findings.proposals:
        terms = ", ".join(t.issue + (f" (phase {t.phase})" if t.phase else "") for t in q.terms)
        lines.append(f"  proposal   {q.title}{', revised' if q.revision else ''}: {terms or 'no terms'}")
    lines += [f"  answer     {x.actor} {x.answer}: {x.proposal}" for x in findings.reactions]
    for s in findings.positions:
        waits = "".join(f" | {c.relation} {', '.join(c.issues)}" for c in s.conditions)
        by = f" ({s.speaker})" if s.speaker else ""
        how = f"[{s.attribution}, {s.modality}]"
        lines.append(f"  position   {s.holder}{by} {s.stance} {', '.join(s.issues)}{waits} {how} “{words(s.evidence)}”")
    if len(lines) == 1:
        lines.append("  nothing about talks was found")
    return lines


def _round_lines(found: RoundFinding) -> list[str]:
    when = "–".join(filter(None, (found.starts, found.ends))) or "no date"
    tone = f", “{found.tone}”" if found.tone else ""
    where = found.venue or "place not given"
    head = f"  round      {where}, {when}: {found.status}, {found.outcome}, {found.format}{tone}"
    seats = [f"{a.person} for {a.actor} ({a.rank})" if a.person else f"{a.actor} ({a.rank})" for a in found.attendance]
    return [head, *(f"    present  {seat}" for seat in seats)]
