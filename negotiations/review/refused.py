"""What people have refused before: a decision outlives every new text that says the same."""

from collections.abc import Sequence
from typing import Any

from negotiations.models import Suggestion, SuggestionKind

# What a refusal holds for: the talks, the kind, and what makes two reports of that kind say the same.
Refusable = tuple[int | None, str, tuple[str, ...]]

# There may be many positions, and each holds for its own sentence alone.
_REJECTED = """
    SELECT id, kind, negotiation_id, reading FROM negotiations_suggestion
    WHERE state = 'rejected' AND negotiation_id = ANY(%s::bigint[]) AND kind = ANY(%s)
      AND (kind <> 'position' OR reading ->> 'sentence' = ANY(%s))
"""


def load_refused(suggestions: Sequence[Suggestion]) -> set[Refusable]:
    """What people have refused before of what these say. One query."""
    said = [row.reading["sentence"] for row in suggestions if row.kind == SuggestionKind.POSITION]
    talks, kinds = {row.negotiation_id for row in suggestions}, {row.kind for row in suggestions}
    rejected = Suggestion.objects.raw(_REJECTED, [list(talks), list(kinds), said])
    return {what for row in rejected if (what := what_it_says(row))}


def what_it_says(suggestion: Suggestion) -> Refusable | None:
    """What would be refused with it; None for a round without a day, which could be any."""
    told = _says(SuggestionKind(suggestion.kind), suggestion.reading)
    return (suggestion.negotiation_id, suggestion.kind, told) if told else None


def _says(kind: SuggestionKind, reading: dict[str, Any]) -> tuple[str, ...]:
    """What another report would have to say to say the same. An answer or a plan of another day is another one."""
    if kind is SuggestionKind.PARTICIPANT:
        return _name(reading["actor"]), reading["role"]
    if kind is SuggestionKind.POSITION:
        return _name(reading["holder"]), reading["sentence"]
    if kind is SuggestionKind.REACTION:
        return _name(reading["actor"]), reading["answer"], reading["proposal"].lower(), reading["given_on"] or ""
    if kind is SuggestionKind.PROPOSAL:
        return reading["title"].lower(), reading["tabled_on"] or "", *sorted(map(_name, reading["sponsors"]))
    return (reading["venue"] or "", reading["starts"]) if reading["starts"] else ()


def _name(actor: dict[str, Any]) -> str:
    return str(actor["key"] or actor["name"])
