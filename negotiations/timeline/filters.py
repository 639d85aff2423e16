"""Which entries a reader asks for, and how many each further choice would leave. Pure: entries in, entries out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from negotiations.timeline.entries import Entry

FACETS = ("actor", "role", "issue", "stance", "kind", "review", "source")


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen. Within one facet any of its values fits; facets and dates all have to fit.

    ``since`` and ``to`` are inclusive; an undated entry fits no date. ``review`` holds ``yes``, ``no`` or both.
    """

    actor: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()
    issue: frozenset[str] = frozenset()
    stance: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    review: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    since: date | None = None
    to: date | None = None

    @property
    def is_active(self) -> bool:
        """Whether anything was chosen."""
        return any(getattr(self, name) for name in FACETS) or self.since is not None or self.to is not None

    def without(self, facet: str) -> "Filters":
        """The same choice with one facet left open."""
        return replace(self, **{facet: frozenset()})  # type: ignore[arg-type]  # facets are sets, all of them


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet with the number of rows that it would show."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its choices; ``chosen`` are the labels in force."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Labels of what is chosen."""
        return tuple(choice.label for choice in self.choices if choice.chosen)


Roles = Mapping[str, frozenset[str]]


def values_of(entry: Entry, facet: str, roles: Roles) -> set[str]:
    """The values that an entry has under a facet; ``roles`` gives the roles of each actor's slug."""
    if facet == "actor":
        return {actor.key for actor in entry.actors}
    if facet == "role":
        return {role for actor in entry.actors for role in roles.get(actor.key, ())}
    if facet == "issue":
        return {issue.key for issue in entry.issues}
    if facet == "stance":
        return set() if entry.kind == "round" else {entry.word}
    if facet == "kind":
        return {entry.kind.value}
    if facet == "review":
        return {"yes" if entry.reviewed else "no"}
    return set(entry.sources)


def fits(entry: Entry, filters: Filters, roles: Roles) -> bool:
    """Whether an entry is among those asked for."""
    return fits_dates(entry, filters) and fits_facets(entry, filters, roles)


def fits_facets(entry: Entry, filters: Filters, roles: Roles) -> bool:
    """Whether it fits everything but the dates."""
    for facet in FACETS:
        chosen: frozenset[str] = getattr(filters, facet)
        if chosen and not chosen & values_of(entry, facet, roles):
            return False
    return True


def fits_dates(entry: Entry, filters: Filters) -> bool:
    """Whether any of its days lies between the two dates."""
    if filters.since is None and filters.to is None:
        return True
    if entry.day is None:
        return False
    last = entry.until or entry.day
    return (filters.since is None or last >= filters.since) and (filters.to is None or entry.day <= filters.to)


def select(entries: Iterable[Entry], filters: Filters, roles: Roles) -> list[Entry]:
    """The entries asked for, in the order given."""
    return [entry for entry in entries if fits(entry, filters, roles)]


def count_choices(
    entries: Sequence[Entry], filters: Filters, roles: Roles, labels: Mapping[str, Mapping[str, str]]
) -> list[Facet]:
    """Each facet with its values and counts, under all other choices. ``labels`` is in the order to show.

    ``labels`` maps a facet to its known values with their labels; a value without entries stays only if it is chosen.
    """
    missing = {facet: Counter[str]() for facet in labels}
    everywhere = {facet: set[str]() for facet in labels}
    for entry in entries:
        values = {facet: values_of(entry, facet, roles) for facet in labels}
        for facet, found in values.items():
            everywhere[facet] |= found
        if not fits_dates(entry, filters):
            continue
        misfits = [
            facet
            for facet in FACETS
            if getattr(filters, facet) and not getattr(filters, facet) & values.get(facet, set())
        ]
        for facet in labels:
            if not misfits or misfits == [facet]:
                missing[facet].update(values[facet])
    return [
        Facet(
            facet, _HEADINGS[facet], tuple(_choices(known, everywhere[facet], missing[facet], getattr(filters, facet)))
        )
        for facet, known in labels.items()
    ]


_HEADINGS = {
    "actor": "Actor",
    "role": "Role",
    "issue": "Issue",
    "stance": "Stance",
    "kind": "Kind",
    "review": "Reviewed or not",
    "source": "Source",
}


def _choices(
    known: Mapping[str, str], present: set[str], counts: Counter[str], chosen: frozenset[str]
) -> Iterable[Choice]:
    for value, label in known.items():
        if value in present or value in chosen:
            yield Choice(value, label, counts[value], value in chosen)
