"""What waits for an editor: filtered, counted, in order of what is worth most to decide, and where one stands in it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least, Substr
from django.http import QueryDict

from negotiations.dashboard.ranking import CONTRADICTS, REST, ROUND_FIRST, rank_all
from negotiations.models import Decision, Suggestion, SuggestionKind
from negotiations.timeline.filters import Choice, Facet

QUOTED = 300  # characters of the evidence that a list loads
WHY = {ROUND_FIRST: "round", CONTRADICTS: "against the record", REST: ""}


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """What the desk is narrowed to; an empty text leaves a facet open. ``shown`` is ``yes``, ``no`` or empty."""

    talks: str = ""
    kind: str = ""
    source: str = ""
    shown: str = ""
    article: str = ""

    @property
    def query(self) -> str:
        """The filters as the query of an address, with its question mark, or an empty text."""
        chosen = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        return f"?{urlencode(chosen)}" if chosen else ""

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query)


def read_desk_filters(query: QueryDict) -> DeskFilters:
    """The filters in an address; what is no value of a facet is left out."""
    given = {field.name: query.get(field.name, "").replace("\x00", "")[:100] for field in fields(DeskFilters)}
    filters = DeskFilters(**given)
    kind = filters.kind if SuggestionKind.of(filters.kind) else ""
    shown = filters.shown if filters.shown in ("yes", "no") else ""
    article = (
        filters.article if filters.article.isascii() and filters.article.isdigit() and len(filters.article) < 19 else ""
    )
    return replace(filters, kind=kind, shown=shown, article=article)


def line_of(filters: DeskFilters) -> dict[int, int]:
    """The undecided suggestions within the filters, those of most worth first: the keys, each with its rank."""
    return rank_all(_narrow(Suggestion.objects.undecided(), filters))


def load_listed(keys: Sequence[int]) -> list[Any]:
    """Suggestions in the order of these keys, with what a list shows of each: its ``quote``, and ``seen``, how many
    decisions were made about it.
    """
    made = (
        Decision.objects.filter(suggestion=OuterRef("pk"))
        .order_by()
        .values("suggestion")
        .annotate(n=Count("pk"))
        .values("n")
    )
    texts = ("snapshot__text", "snapshot__body", "snapshot__headers")
    rows = (
        Suggestion.objects.filter(pk__in=keys)
        .annotate(
            seen=Coalesce(Subquery(made, output_field=IntegerField()), Value(0)),
            quote=Substr("snapshot__text", F("start") + 1, Least(F("end") - F("start"), QUOTED)),
        )
        .select_related("negotiation", "snapshot__article__source")
        .defer(*texts)
    )
    by_key = {row.pk: row for row in rows}
    return [by_key[pk] for pk in keys if pk in by_key]


def _narrow(rows: "QuerySet[Suggestion]", filters: DeskFilters) -> "QuerySet[Suggestion]":
    if filters.talks:
        rows = (
            rows.filter(negotiation=None) if filters.talks == "none" else rows.filter(negotiation__slug=filters.talks)
        )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.source:
        rows = rows.filter(snapshot__article__source__slug=filters.source)
    if filters.shown:
        rows = rows.filter(is_shown=filters.shown == "yes")
    if filters.article:
        rows = rows.filter(snapshot__article=int(filters.article))
    return rows


def count_facets(filters: DeskFilters) -> tuple[int, list[Facet]]:
    """How much waits in all, and each facet with counts under the other filters: one query."""
    columns = (
        "negotiation__slug",
        "negotiation__name",
        "kind",
        "snapshot__article__source__slug",
        "snapshot__article__source__name",
        "is_shown",
    )
    base = _narrow(Suggestion.objects.undecided(), DeskFilters(article=filters.article))
    rows = list(base.order_by().values_list(*columns).annotate(number=Count("pk")))
    facets = [
        _facet("talks", "Talks", filters, rows, [(r[0] or "none", r[1] or "not settled which") for r in rows]),
        _facet("kind", "Kind", filters, rows, [(r[2], r[2]) for r in rows]),
        _facet("source", "Source", filters, rows, [(r[3], r[4]) for r in rows]),
        _facet(
            "shown", "Shown", filters, rows, [("yes", "shown already") if r[5] else ("no", "held back") for r in rows]
        ),
    ]
    return sum(row[-1] for row in rows), facets


def _facet(name: str, label: str, filters: DeskFilters, rows: list[Any], values: list[tuple[str, str]]) -> Facet:
    others = replace(filters, **{name: ""})
    counted: Counter[tuple[str, str]] = Counter()
    for row, value in zip(rows, values, strict=True):
        counted[value] += row[-1] if _fits(row, others) else 0
    every = sorted(set(values), key=lambda pair: (-counted[pair], pair[1]))
    chosen = getattr(filters, name)
    return Facet(
        name, label, tuple(Choice(value, words, counted[value, words], value == chosen) for value, words in every)
    )


def _fits(row: Any, filters: DeskFilters) -> bool:
    slug, _, kind, source, _, shown, _ = row
    return (
        filters.talks in ("", slug or "none")
        and filters.kind in ("", kind)
        and filters.source in ("", source)
        and filters.shown in ("", "yes" if shown else "no")
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a suggestion stands among those that wait: its number from 1 (0 if it is not among them) and neighbours."""

    number: int
    total: int
    before: int | None
    after: int | None


def place_in(line: Sequence[int], pk: int) -> Place:
    """The place of a suggestion in the queue; what is decided already has the first one after it."""
    if pk not in line:
        return Place(0, len(line), None, line[0] if line else None)
    at = line.index(pk)
    return Place(at + 1, len(line), line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None)


def ahead_in(line: Sequence[int], pk: int) -> Sequence[int]:
    """What stands before a suggestion in the queue."""
    return line[: line.index(pk)] if pk in line else ()


def next_after(
    pk: int, *, ahead: Collection[int], now: Sequence[int], skipped: Collection[int]
) -> tuple[int | None, list[int]]:
    """Which one comes after deciding ``pk``, and what counts as skipped from here on. Pure.

    A decision changes the record, and with it the order, so the neighbour of old may be far down by now. What comes is
    the first of the order as it is ``now`` that the editor has not skipped, and if all are skipped, the first of these.
    Skipped is what stood ``ahead`` of the one that was decided, and what was skipped earlier, until the editor comes
    back to one of these: then only what stands ahead of that one still is.
    """
    passed = set(ahead) if pk in skipped else {*ahead, *skipped}
    fresh = next((one for one in now if one not in passed), None)
    return (now[0] if fresh is None and now else fresh), [one for one in now if one in passed]
