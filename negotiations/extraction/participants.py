"""The participants of the talks: who has which roles, in which words, and under which other names."""

from collections import Counter, defaultdict

from negotiations.extraction.findings import ParticipantFinding
from negotiations.extraction.phrases import Ref, wording
from negotiations.extraction.reading import Reading
from negotiations.extraction.roles import Seat


def participants(
    reading: Reading, seats: dict[str, Seat], settled: dict[str, tuple[str, ...]]
) -> list[ParticipantFinding]:
    """The participants with their roles, evidence and other names, in order of first evidence."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for marked in reading.marked:
        for _, phrase in marked.phrases():
            if len(phrase.refs) == 1 and not phrase.person and settled.get(phrase.refs[0].id):
                names[phrase.refs[0].id][wording(phrase, reading.text.source)] += 1
    for mention in reading.mentions:  # "PRM" of "PRM leader Karl Voss"
        if mention.person is None and settled.get(mention.key or ""):
            names[mention.key or ""][" ".join(reading.text.source[mention.start : mention.end].split())] += 1
    out = []
    for key, roles in settled.items():
        if not roles:
            continue
        seat = seats[key]
        evidence = {role: tuple(dict.fromkeys(seat.spans[role]))[:4] for role in roles}
        also = tuple(name for name, _ in names[key].most_common(6) if name != seat.ref.name)
        out.append(
            ParticipantFinding(
                key=seat.ref.key,
                actor=seat.ref.name,
                also=also,
                iso=_iso(reading, seat.ref),
                kind=seat.ref.kind,
                roles=roles,
                evidence=tuple(dict.fromkeys(span for role in roles for span in evidence[role])),
                rule=seat.rules.get(roles[0], "roles"),
                confidence=round(min(0.97, max(seat.weights[role] for role in roles)), 2),
                role_evidence=evidence,
            )
        )
    return sorted(out, key=lambda p: p.evidence[0] if p.evidence else (0, 0))


def _iso(reading: Reading, ref: Ref) -> str | None:
    entry = reading.lexicon.actor(ref.key) if ref.key else None
    return entry.iso2 if entry is not None else None
