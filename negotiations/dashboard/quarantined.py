"""What the page of the quarantine asks the database: its rows, its groups, and what it can be narrowed by."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Func, IntegerField, Model, OuterRef, QuerySet, Subquery, Value

from negotiations.dashboard.health_words import say_reason
from negotiations.dashboard.progress import say_size
from negotiations.ingest.quarantine import Chosen, failed_intakes, failed_readings, with_again
from negotiations.models import Door, Intake, Reading, Source
from negotiations.templatetags.clocks import say_moment
from negotiations.templatetags.pages import linkable

STAGES = {
    "fetch": "fetching the page",
    "read": "reading its text",
    "extract": "finding what it says",
    "record": "entering it into the record",
}
MOST_GROUPS = 12
MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One failure as the page shows it. ``address`` is empty unless it may be linked; ``name`` is how it is sent."""

    name: str
    pk: int
    intake: int | None
    title: str
    href: str
    reason: str
    error: str
    stage: str
    door: str
    source: Source
    address: str
    size: str
    since: str
    attempts: int
    again: bool
    dismissed_by: str
    dismissed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """All failures of one reason from one source."""

    code: str
    reason: str
    slug: str
    source: str
    number: int


def list_rows(chosen: Chosen) -> Any:
    """Kind, id and time of every failure that fits, newest first, as one list of both kinds."""
    intakes = _keyed(failed_intakes(chosen), "intake")
    return intakes.union(_keyed(failed_readings(chosen), "reading"), all=True).order_by("-finished_at", "-pk")


def _keyed(rows: QuerySet[Any], kind: str) -> Any:
    return rows.order_by().annotate(row=Value(kind, output_field=CharField())).values_list("row", "pk", "finished_at")


def describe_rows(keys: list[tuple[str, int, datetime]], now: datetime) -> list[Line]:
    """Those rows in full, in their order, without their bytes."""
    intakes = with_again(Intake.objects.filter(pk__in=[pk for kind, pk, _ in keys if kind == "intake"]))
    intakes = intakes.annotate(size=_size("body")).defer("body", "headers")
    readings: QuerySet[Any] = Reading.objects.filter(pk__in=[pk for kind, pk, _ in keys if kind == "reading"])
    first = Intake.objects.filter(snapshot=OuterRef("snapshot")).order_by("pk")
    readings = readings.annotate(
        size=_size("snapshot__body"),
        door=Subquery(first.values("door")[:1]),
        intake_pk=Subquery(first.values("pk")[:1]),
    ).defer("snapshot__body", "snapshot__text", "snapshot__headers")
    found: dict[tuple[str, int], Line] = {}
    for intake in intakes.select_related("source", "article", "dismissed_by"):
        found["intake", intake.pk] = _of_intake(intake, now)
    for reading in readings.select_related("snapshot__article__source", "dismissed_by"):
        found["reading", reading.pk] = _of_reading(reading, now)
    return [found[kind, pk] for kind, pk, _ in keys if (kind, pk) in found]


def _size(column: str) -> Func:
    return Func(F(column), function="octet_length", output_field=IntegerField())


def _of_intake(row: Any, now: datetime) -> Line:
    return Line(
        name="intake",
        intake=row.pk,
        title=row.title or str(row),
        href="",
        address=linkable(row.address),
        source=row.source,
        again=bool(row.can_again),
        door=row.get_door_display(),
        **_shared(row, now),
    )


def _of_reading(row: Any, now: datetime) -> Line:
    article = row.snapshot.article
    return Line(
        name="reading",
        intake=row.intake_pk,
        title=str(article),
        href=article.get_absolute_url(),
        address=linkable(article.address),
        source=article.source,
        again=True,
        door=Door(row.door).label if row.door else "",
        **_shared(row, now),
    )


def _shared(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "reason": say_reason(row.error_code),
        "error": row.error,
        "stage": STAGES[row.stage],
        "size": say_size(row.size) if row.size else "",
        "since": say_moment(row.finished_at, now) if row.finished_at else "",
        "attempts": row.attempts,
        "dismissed_by": row.dismissed_by.get_username() if row.dismissed_by else "",
        "dismissed_at": row.dismissed_at,
    }


def group_rows(chosen: Chosen) -> list[Group]:
    """What fits, by reason and source, the largest groups first and no more than a page can hold."""
    numbers = _count_groups(chosen)
    groups = [Group(code, say_reason(code), slug, name, n) for (code, slug, name, _), n in numbers.items()]
    merged: dict[tuple[str, str], Group] = {}
    for group in groups:
        key = group.code, group.slug
        known = merged.get(key)
        merged[key] = replace(group, number=group.number + (known.number if known else 0))
    return sorted(merged.values(), key=lambda group: (-group.number, group.reason, group.source))[:MOST_GROUPS]


def facets_of(chosen: Chosen) -> list[dict[str, Any]]:
    """What the list can be narrowed by, with how many each choice would show by itself."""
    numbers = _count_groups(Chosen(dismissed=chosen.dismissed))
    reasons, sources, stages = Counter[str](), Counter[str](), Counter[str]()
    names: dict[str, str] = {}
    for (code, slug, name, stage), number in numbers.items():
        reasons[code] += number
        sources[slug] += number
        stages[stage] += number
        names[slug] = name
    return [
        _facet("reason", "Reason", chosen.reason, [(code, say_reason(code), n) for code, n in reasons.most_common()]),
        _facet("source", "Source", chosen.source, [(s, names[s], n) for s, n in sources.most_common(MOST_CHOICES)]),
        _facet("stage", "Stage", chosen.stage, [(s, words, stages[s]) for s, words in STAGES.items() if stages[s]]),
        _facet("door", "Door", chosen.door, [(door.value, door.label, None) for door in Door]),
    ]


def _facet(name: str, label: str, value: str, choices: list[tuple[str, str, int | None]]) -> dict[str, Any]:
    if value and value not in {choice for choice, _, _ in choices}:
        choices = [*choices, (value, value, 0)]
    return {"name": name, "label": label, "value": value, "choices": choices}


def _count_groups(chosen: Chosen) -> Counter[tuple[str, str, str, str]]:
    """How many failed by reason, slug and name of their source, and stage."""
    found = Counter[tuple[str, str, str, str]]()
    for rows, source in ((failed_intakes(chosen), "source"), (failed_readings(chosen), "snapshot__article__source")):
        plain: QuerySet[Model] = rows.order_by()
        keys = ("error_code", f"{source}__slug", f"{source}__name", "stage")
        for code, slug, name, stage, number in plain.values_list(*keys).annotate(number=Count("pk")):
            found[code, slug, name, stage] += number
    return found
