"""Actors as readers see them: names, offices, seats and positions over time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from negotiations.models import Actor, Affiliation, Alias, Participant, Position
from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.record import load_positions
from negotiations.timeline.talks import ROLE_HEADINGS
from negotiations.vocabulary import ActorKind, AliasKind, Role


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list, with how many negotiations it sits in and how many positions it holds."""

    actor: Named
    kind: str
    part_of: str
    talks: int
    positions: int


@dataclass(frozen=True, slots=True)
class Office:
    """A person's dated title in an organisation; ``other`` is the one of the two that is not the page's own actor."""

    other: Named
    title: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ActorSeat:
    """A role that an actor holds in one negotiation."""

    talks: Named
    role: str
    reviewed: bool

    @property
    def label(self) -> str:
        """The role as a noun."""
        return ROLE_HEADINGS[Role(self.role)][0].lower()


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor apart from any talks, and the talks that it sits in."""

    pk: int
    actor: Named
    kind: str
    iso3: str
    part_of: Named | None
    parts: tuple[Named, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    offices: tuple[Office, ...]
    members: tuple[Office, ...]
    seats: tuple[ActorSeat, ...]


def list_actors(
    *,
    kind: str = "",
    words: str = "",
    seated: bool = False,
    reviewed_only: bool = False,
    first: int = 0,
    limit: int = 200,
) -> tuple[int, list[ActorLine]]:
    """How many actors fit, and ``limit`` of them from ``first`` on, by name: two queries.

    ``words`` are looked for in names and aliases; ``seated`` keeps those that sit in a negotiation or hold a position.
    """
    seats = Participant.objects.filter(actor=OuterRef("pk")).visible(reviewed_only=reviewed_only)
    positions = Position.objects.filter(holder=OuterRef("pk")).of_today().visible(reviewed_only=reviewed_only)
    rows = Actor.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Exists(Alias.objects.filter(actor=OuterRef("pk"), text__icontains=words))
        )
    if seated:
        rows = rows.filter(Exists(seats) | Exists(positions))
    page = list(
        rows.order_by("name", "pk").values_list("pk", "name", "slug", "kind", "part_of__name")[first : first + limit]
    )
    ids = [row[0] for row in page]
    talks = _count(
        Participant.objects.filter(actor__in=ids).visible(reviewed_only=reviewed_only), "actor_id", "negotiation"
    )
    held = _count(
        Position.objects.filter(holder__in=ids).of_today().visible(reviewed_only=reviewed_only), "holder_id", "pk"
    )
    lines = [
        ActorLine(Named(name, slug), kind_, part_of or "", talks.get(pk, 0), held.get(pk, 0))
        for pk, name, slug, kind_, part_of in page
    ]
    return rows.count(), lines


def _count(rows: QuerySet[Any], by: str, what: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(n=Count(what, distinct=True)))


def load_actor(slug: str, *, reviewed_only: bool = False) -> ActorFacts | None:
    """The actor of that slug, or None: six queries."""
    row = (
        Actor.objects.filter(slug=slug)
        .values_list("pk", "name", "slug", "kind", "iso3", "part_of__name", "part_of__slug")
        .first()
    )
    if row is None:
        return None
    pk, name, own, kind, iso3, whole, whole_slug = row
    parts = tuple(
        Named(*part) for part in Actor.objects.filter(part_of=pk).order_by("name").values_list("name", "slug")
    )
    aliases: dict[str, list[str]] = defaultdict(list)
    for text, alias_kind in Alias.objects.filter(actor=pk).order_by("text").values_list("text", "kind"):
        if text != name:
            aliases[alias_kind].append(text)
    ordered = tuple((term.label, tuple(aliases[term.value])) for term in AliasKind if aliases[term.value])
    seats = (
        Participant.objects.filter(actor=pk).visible(reviewed_only=reviewed_only).order_by("negotiation__name", "role")
    )
    return ActorFacts(
        pk,
        Named(name, own),
        kind,
        iso3,
        Named(whole, whole_slug) if whole_slug else None,
        parts,
        ordered,
        _offices(Q(person=pk), "organisation"),
        _offices(Q(organisation=pk), "person"),
        tuple(
            ActorSeat(Named(talks, talks_slug), role, standing == "reviewed")
            for talks, talks_slug, role, standing in seats.values_list(
                "negotiation__name", "negotiation__slug", "role", "standing"
            )
        ),
    )


def _offices(wanted: Q, other: str) -> tuple[Office, ...]:
    rows = Affiliation.objects.filter(wanted).order_by("-since", f"{other}__name")
    return tuple(
        Office(Named(name, slug), title, since, until)
        for name, slug, title, since, until in rows.values_list(
            f"{other}__name", f"{other}__slug", "title", "since", "until"
        )
    )


def load_actor_positions(actor: int, *, reviewed_only: bool = False) -> list[tuple[Named, list[Entry]]]:
    """What an actor holds or says, by negotiation, newest first, undated last: five queries."""
    wanted = Q(holder=actor) | Q(speaker=actor)
    talks = {
        pk: Named(name, slug)
        for pk, name, slug in Position.objects.filter(wanted)
        .visible(reviewed_only=reviewed_only)
        .values_list("pk", "negotiation__name", "negotiation__slug")
    }
    found: dict[Named, list[Entry]] = defaultdict(list)
    for entry in load_positions(wanted, reviewed_only=reviewed_only):
        found[talks[entry.pk]].append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: (entry.day is None, -(entry.day or date.min).toordinal(), -entry.pk))
    return sorted(found.items())


KINDS = tuple((kind.value, kind.label) for kind in ActorKind)
