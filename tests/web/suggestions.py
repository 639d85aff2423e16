"""Suggestions of every kind for the tests of the editors' pages, cut from a text that bears them out."""

from typing import Any

from negotiations.models import Negotiation, Reading, Snapshot, Suggestion
from tests import factories as make

TEXT = (
    "Talks in Klow ended on Tuesday without agreement.\n\n"
    "Arlandia insists on a full withdrawal before any agreement. Syldavia mediates between the two sides.\n\n"
    "Syldavia put forward a bridging proposal. Borduria rejects the bridging proposal."
)


def actor(name: str) -> dict[str, Any]:
    return {"key": name.lower(), "name": name, "kind": "state", "iso": None}


WORDS = {
    "round": "Talks in Klow ended on Tuesday without agreement",
    "position": "Arlandia insists on a full withdrawal",
    "participant": "Syldavia mediates between the two sides",
    "proposal": "Syldavia put forward a bridging proposal",
    "reaction": "Borduria rejects the bridging proposal",
}
READINGS: dict[str, dict[str, Any]] = {
    "round": {
        "venue": "Klow",
        "country": "SY",
        "starts": "2026-03-01",
        "ends": "2026-03-02",
        "precision": "day",
        "status": "concluded",
        "outcome": "no-agreement",
        "format": "unknown",
        "tone": None,
        "level": None,
        "aspects": {},
        "attendance": [],
    },
    "position": {
        "holder": actor("Arlandia"),
        "speaker": None,
        "attribution": "reported",
        "stance": "demands",
        "issues": ["withdrawal"],
        "modality": "actual",
        "sentence": WORDS["position"],
        "said_on": "2026-03-01",
        "said_precision": "day",
        "conditions": [],
        "proposal": None,
        "round": None,
    },
    "participant": {"actor": actor("Syldavia"), "role": "mediator", "also": []},
    "proposal": {
        "title": "bridging proposal",
        "revision": False,
        "sponsors": [actor("Syldavia")],
        "terms": [],
        "tabled_on": "2026-03-01",
        "tabled_precision": "day",
    },
    "reaction": {
        "proposal": "bridging proposal",
        "actor": actor("Borduria"),
        "answer": "rejects",
        "given_on": "2026-03-01",
        "given_precision": "day",
    },
}


def make_talks(name: str = "Klow talks") -> Negotiation:
    """Talks whose actors and issues are all in the lists."""
    for word in ("Arlandia", "Borduria", "Syldavia"):
        make.make_actor(word)
    for code in ("withdrawal", "agreement", "ceasefire"):
        make.make_issue(code)
    return make.make_negotiation(name)


def suggest(
    talks: Negotiation | None,
    kind: str = "position",
    *,
    snapshot: Snapshot | None = None,
    confidence: float = 0.9,
    note: str = "",
    **changes: Any,
) -> Suggestion:
    """A suggestion of that kind; ``changes`` go to its reading."""
    snapshot = snapshot or make.make_snapshot(TEXT)
    start = snapshot.text.index(WORDS[kind])
    span = [start, start + len(WORDS[kind])]
    run, _ = Reading.objects.get_or_create(snapshot=snapshot, rules="1", defaults={"not_before": make.NOON})
    return Suggestion.objects.create(
        kind=kind,
        reading_run=run,
        snapshot=snapshot,
        negotiation=talks,
        fingerprint=f"{snapshot.pk}-{Suggestion.objects.count()}",
        rule="test/rule",
        rules="1",
        confidence=confidence,
        start=span[0],
        end=span[1],
        reading={**READINGS[kind], "evidence": [span], **changes},
        note=note,
    )


def form_of(suggestion: Suggestion, **changes: str) -> dict[str, Any]:
    """What the amending form of a position sends when only ``changes`` differ."""
    reading = suggestion.reading
    sent = {
        "amend-holder": reading["holder"]["name"],
        "amend-stance": reading["stance"],
        "amend-issues": reading["issues"],
        "amend-attribution": reading["attribution"],
        "amend-modality": reading["modality"],
        "amend-said_on": reading["said_on"],
        "amend-said_precision": reading["said_precision"],
        "amend-talks": suggestion.negotiation_id or "",
        "seen": "0",
    }
    return {**sent, **{f"amend-{name}": value for name, value in changes.items()}}
