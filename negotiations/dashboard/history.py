"""The decisions about a suggestion, told as what changed from what to what. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from negotiations.dashboard.suggested import say_suggestion
from negotiations.models import Decision

VERBS = {
    "accept": "accepted it",
    "amend": "amended and accepted it",
    "reject": "rejected it",
    "undo": "undid the decision before",
}
HIDDEN = frozenset({"evidence", "aspects", "round"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a decision changed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One decision in words."""

    who: str
    when: datetime
    verb: str
    reason: str
    before: str
    after: str
    changes: tuple[Change, ...]


def tell_history(kind: str, decisions: Iterable[Decision]) -> list[Told]:
    """Every decision, oldest first, each with the values that it changed."""
    return [_tell(kind, decision) for decision in decisions]


def _tell(kind: str, decision: Decision) -> Told:
    before, after = decision.before, decision.after
    changes = _differences(before["reading"], after["reading"])
    if before["negotiation"] != after["negotiation"]:
        changes.append(
            Change("talks", str(before["negotiation"] or "not settled"), str(after["negotiation"] or "not settled"))
        )
    was, now = (f"{state['state']}: {say_suggestion(kind, state['reading'])}" for state in (before, after))
    return Told(
        decision.editor.get_username(),
        decision.decided_at,
        VERBS[decision.verb],
        decision.reason,
        was,
        now,
        tuple(changes),
    )


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    names = [name for name in after if name not in HIDDEN and before.get(name) != after.get(name)]
    return [Change(name.replace("_", " "), _words(before.get(name)), _words(after.get(name))) for name in names]


def _words(value: object) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or _conditions(value))
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    return str(value).replace("-", " ") if not str(value)[:4].isdigit() else str(value)


def _conditions(value: dict[str, Any]) -> str:
    return f"{value.get('relation', '')} {_words(value.get('issues'))}".replace("-", " ").strip()
