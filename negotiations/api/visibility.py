"""What a reader of the API may see: one answer for rows, for rows reached through others, and for their evidence."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from negotiations.models import BEARS_OUT, Evidence, Standing, SuggestionState, SummaryState

STANDING = (Standing.UNREVIEWED.value, Standing.REVIEWED.value)
DECIDED_FOR = (SuggestionState.ACCEPTED.value, SuggestionState.AMENDED.value)

# A statement inside another is seen only together with it.
INSIDE = {"attendance": "round__", "condition": "position__", "term": "proposal__", "reaction": "proposal__"}


@dataclass(frozen=True, slots=True)
class Scope:
    """``reviewed_only`` leaves out what no person has decided; ``moment`` asks for what was shown then, not now."""

    reviewed_only: bool = False
    moment: datetime | None = None

    def standing(self, path: str = "") -> Q:
        """The condition under which the row of the record at ``path`` (``"round__"``; empty: itself) is seen."""
        if self.moment is None:
            shown = [Standing.REVIEWED.value] if self.reviewed_only else list(STANDING)
            return Q(**{f"{path}standing__in": shown})
        then = _there_at(self.moment, path)
        return then & Q(**{f"{path}standing": Standing.REVIEWED.value}) if self.reviewed_only else then

    def rows(self, model: type[Model]) -> QuerySet[Any]:
        """The rows of a table of the record that are seen; for a proxy, those of its own manager."""
        return model._default_manager.filter(self.standing())

    def evidence(self) -> QuerySet[Evidence]:
        """Evidence that counts, whatever it bears out: the caller ties it to a row that is seen."""
        counted = Q(retracted_at__isnull=True) if self.moment is None else _there_at(self.moment, "")
        if self.reviewed_only:
            counted &= Q(suggestion__isnull=True) | Q(suggestion__state__in=DECIDED_FOR)
        return Evidence.objects.filter(counted)

    def evidence_of_seen_rows(self) -> QuerySet[Evidence]:
        """Evidence that counts and bears out a row that is seen.

        Each kind is looked up by its key for the rows that name it; joins would read whole tables for a few quotes.
        """
        seen = Q(pk__in=[])
        for kind in BEARS_OUT:
            model: Any = Evidence._meta.get_field(kind).related_model
            rows = self.rows(model).filter(pk=OuterRef(kind))
            if kind in INSIDE:
                rows = rows.filter(self.standing(INSIDE[kind]))
            seen |= Q(**{f"{kind}__isnull": False}) & Q(Exists(rows))
        return self.evidence().filter(seen)

    def summaries(self) -> Q:
        """The condition under which a round summary is seen: never when retracted; approved alone if reviewed only."""
        seen = Q(state=SummaryState.APPROVED.value) if self.reviewed_only else ~Q(state=SummaryState.RETRACTED.value)
        return seen & self.of_summaries().standing("round__")

    def of_summaries(self) -> "Scope":
        """How the round and the quotes under a summary that is seen are looked at.

        Whoever approves a summary reviews its sentences with the quotes that they rest on. So an approved one is whole,
        also where nobody has reviewed the records under it by themselves; each quote carries its own mark.
        """
        return replace(self, reviewed_only=False)


def _there_at(moment: datetime, path: str) -> Q:
    gone = Q(**{f"{path}retracted_at__isnull": True}) | Q(**{f"{path}retracted_at__gt": moment})
    return Q(**{f"{path}recorded_at__lte": moment}) & gone
