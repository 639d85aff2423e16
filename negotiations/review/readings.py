"""Whether an amended reading holds together: every word in its vocabulary, every issue and actor there."""

from datetime import date
from typing import Any

from negotiations.errors import NotDecidable
from negotiations.models import Actor, Issue, SuggestionKind
from negotiations.vocabulary import (
    Answer,
    Attribution,
    Format,
    Modality,
    Outcome,
    Precision,
    Relation,
    Role,
    RoundStatus,
    Stance,
    Term,
)

WORDS: dict[SuggestionKind, dict[str, type[Term]]] = {
    SuggestionKind.PARTICIPANT: {"role": Role},
    SuggestionKind.ROUND: {"status": RoundStatus, "outcome": Outcome, "format": Format, "precision": Precision},
    SuggestionKind.POSITION: {
        "stance": Stance,
        "attribution": Attribution,
        "modality": Modality,
        "said_precision": Precision,
    },
    SuggestionKind.PROPOSAL: {"tabled_precision": Precision},
    SuggestionKind.REACTION: {"answer": Answer, "given_precision": Precision},
}
DAYS = {
    SuggestionKind.ROUND: ("starts", "ends"),
    SuggestionKind.POSITION: ("said_on",),
    SuggestionKind.PROPOSAL: ("tabled_on",),
    SuggestionKind.REACTION: ("given_on",),
}
ACTORS = {SuggestionKind.PARTICIPANT: "actor", SuggestionKind.POSITION: "holder", SuggestionKind.REACTION: "actor"}


def check_reading(*, kind: SuggestionKind, reading: dict[str, Any]) -> dict[str, Any]:
    """The reading, if it can be entered; NotDecidable names the first value that cannot."""
    for name, vocabulary in WORDS[kind].items():
        if vocabulary.of(reading.get(name)) is None:
            raise NotDecidable(
                f"“{reading.get(name)}” is no {name}; choose one of {', '.join(term.value for term in vocabulary)}."
            )
    for name in DAYS.get(kind, ()):
        _check_day(name, reading.get(name))
    who = ACTORS.get(kind)
    if who and (key := reading[who].get("key")) and not Actor.objects.filter(slug=key).exists():
        raise NotDecidable(f"“{key}” is not in the list of actors.")
    if kind is SuggestionKind.POSITION:
        _check_issues(reading["issues"], needed=True)
        for condition in reading["conditions"]:
            _check_issues(condition["issues"], needed=True)
            if Relation.of(condition["relation"]) is None:
                raise NotDecidable(f"“{condition['relation']}” is no relation of a condition.")
    return reading


def _check_day(name: str, value: str | None) -> None:
    if not value:
        return
    try:
        date.fromisoformat(value)
    except ValueError:
        raise NotDecidable(f"“{value}” is no day; write {name} as YYYY-MM-DD.") from None


def _check_issues(codes: list[str], *, needed: bool) -> None:
    known = set(Issue.objects.filter(code__in=codes).values_list("code", flat=True))
    if unknown := [code for code in codes if code not in known]:
        raise NotDecidable(f"“{unknown[0]}” is not on the agenda; add the issue first or choose another.")
    if needed and not codes:
        raise NotDecidable("Name at least one issue.")
