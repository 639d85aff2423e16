"""The head of a negotiation's pages: who sits where, its span and last round; and the agenda of all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from negotiations.models import Issue, Negotiation, Participant
from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.standing import Agenda
from negotiations.vocabulary import Role

ROLE_HEADINGS = {
    Role.PARTY: ("Party", "Parties"),
    Role.MEDIATOR: ("Mediator", "Mediators"),
    Role.HOST: ("Host", "Hosts"),
    Role.GUARANTOR: ("Guarantor", "Guarantors"),
    Role.OBSERVER: ("Observer", "Observers"),
    Role.STAKEHOLDER: ("Stakeholder", "Stakeholders"),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor's seat in one role."""

    actor: Named
    reviewed: bool
    pk: int


@dataclass(frozen=True, slots=True)
class Bench:
    """All seats of one role."""

    role: str
    seats: tuple[Seat, ...]

    @property
    def heading(self) -> str:
        """The role as a heading for so many."""
        one, many = ROLE_HEADINGS[Role(self.role)]
        return one if len(self.seats) == 1 else many

    @property
    def actors(self) -> tuple[Named, ...]:
        """Who sits there."""
        return tuple(seat.actor for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Talks:
    """One negotiation with its benches in the order of the roles."""

    pk: int
    slug: str
    name: str
    subject: str
    stage: str
    benches: tuple[Bench, ...]

    @property
    def address(self) -> str:
        """Its timeline."""
        return f"/talks/{self.slug}/"

    def actors(self, *roles: str) -> tuple[Named, ...]:
        """Actors that sit in any of these roles, each once."""
        return tuple(dict.fromkeys(actor for bench in self.benches if bench.role in roles for actor in bench.actors))

    @property
    def parties(self) -> tuple[Named, ...]:
        """The primary parties."""
        return self.actors(Role.PARTY)

    @property
    def mediators(self) -> tuple[Named, ...]:
        """The mediators."""
        return self.actors(Role.MEDIATOR)

    @property
    def participants(self) -> tuple[Named, ...]:
        """Everybody, parties first, then mediators, then the others in the order of the roles."""
        return tuple(dict.fromkeys(actor for bench in self.benches for actor in bench.actors))

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has accepted every seat of a party or mediator."""
        benches = [bench for bench in self.benches if bench.role in (Role.PARTY, Role.MEDIATOR)]
        return all(seat.reviewed for bench in benches for seat in bench.seats)

    @property
    def roles(self) -> dict[str, frozenset[str]]:
        """The roles of each actor, by its slug."""
        found: dict[str, set[str]] = defaultdict(set)
        for bench in self.benches:
            for actor in bench.actors:
                found[actor.key].add(bench.role)
        return {slug: frozenset(roles) for slug, roles in found.items()}


def load_talks(slug: str, *, reviewed_only: bool = False) -> Talks | None:
    """The negotiation of that slug with its seats, or None: two queries."""
    row = Negotiation.objects.filter(slug=slug).values_list("pk", "slug", "name", "subject", "stage").first()
    if row is None:
        return None
    return Talks(*row, benches=make_benches(load_seats(Q(negotiation=row[0]), reviewed_only=reviewed_only)[row[0]]))


def load_seats(wanted: Q, *, reviewed_only: bool) -> dict[int, list[tuple[str, Seat]]]:
    """Role and seat, by the negotiation's id: one query."""
    found: dict[int, list[tuple[str, Seat]]] = defaultdict(list)
    rows = Participant.objects.filter(wanted).visible(reviewed_only=reviewed_only).order_by("actor__name")
    for pk, negotiation, role, slug, name, standing in rows.values_list(
        "pk", "negotiation_id", "role", "actor__slug", "actor__name", "standing"
    ):
        found[negotiation].append((role, Seat(Named(name, slug), standing == "reviewed", pk)))
    return found


def make_benches(seats: Iterable[tuple[str, Seat]]) -> tuple[Bench, ...]:
    """Seats by role, in the order of the roles."""
    by_role: dict[str, list[Seat]] = defaultdict(list)
    for role, seat in seats:
        by_role[role].append(seat)
    return tuple(Bench(role.value, tuple(by_role[role])) for role in Role if role in by_role)


def load_agenda() -> list[Agenda]:
    """All issues in the order of the tree, children after their parent: one query."""
    children: dict[int | None, list[tuple[int, str, str, str]]] = defaultdict(list)
    for pk, parent, code, name, question in Issue.objects.order_by("order", "code").values_list(
        "pk", "parent_id", "code", "name", "question"
    ):
        children[parent].append((pk, code, name, question))
    agenda: list[Agenda] = []

    def walk(parent: int | None, depth: int) -> None:
        for pk, code, name, question in children[parent]:
            agenda.append(Agenda(Named(name, code), depth, question))
            walk(pk, depth + 1)

    walk(None, 0)
    return agenda


def last_round(entries: Iterable[Entry]) -> Entry | None:
    """The round that started last; an undated one only where none is dated."""
    rounds = [entry for entry in entries if entry.kind == EntryKind.ROUND]
    return max(rounds, key=lambda entry: (entry.day or date.min, entry.round_number or 0), default=None)


def span_of(entries: Iterable[Entry]) -> tuple[date, date] | None:
    """The first and last day of dated entries, or None."""
    days = [day for entry in entries for day in (entry.day, entry.until) if day is not None]
    return (min(days), max(days)) if days else None
