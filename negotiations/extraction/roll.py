"""The people of one text: by full name, by what is left of it later on, and the actor that each speaks for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from negotiations.extraction.findings import Mention
from negotiations.extraction.lexicon import AffiliationEntry, Lexicon, PersonEntry, fold
from negotiations.extraction.naming import Named
from negotiations.extraction.rules import titles
from negotiations.extraction.text import Text
from negotiations.extraction.tokens import Token

# Families come first in these countries, or people go by their first name.
_FIRST_NAMES_COUNT = frozenset(
    {"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "ETH", "ERI", "KHM", "MMR", "IDN", "ISL", "SOM"}
)


@dataclass(slots=True)
class Person:
    """A person as the text has them so far."""

    name: str
    entry: PersonEntry | None = None
    key: str | None = None
    actor: str | None = None
    kind: str = "person"
    country: str | None = None
    title: str | None = None
    former: bool = False
    candidates: tuple[str, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)
    rule: str = ""


@dataclass(slots=True)
class Seen:
    """One place where a person is named."""

    start: int
    end: int
    person: Person
    rule: str


class Roll:
    """The people of one text, by full name and by what is left of it later on."""

    def __init__(self, text: Text, lexicon: Lexicon, published: str | None) -> None:
        self.text, self.lexicon, self.published = text, lexicon, published
        self.people: dict[str, Person] = {}
        self.seen: list[Seen] = []
        self._by_word: dict[str, list[Person]] = {}
        self.only_group: Named | None = None

    def add(
        self,
        items: Sequence[Token],
        rule: str,
        *,
        office: str | None = None,
        actor: Named | None = None,
        honorific: bool = False,
    ) -> Person:
        """Take in a person named by ``items`` (one known person, or capitals)."""
        start, end = items[0].start, items[-1].end
        person = self._person(items, start, end, honorific=honorific)
        if office and (person.title is None or len(person.title) < 5):
            person.title = office
            if _is_former(office):
                person.former, person.key, person.actor, person.kind = True, None, None, "person"
        if person.former and actor is not None and office and not _is_former(office):
            person.former = False  # the text knows whose president this is, whatever the dates of the lists
        if office and person.entry is not None and person.key is None and not person.former:
            self._choose_office(person, person.entry, office)
        if actor is not None and person.key is None and not person.former:
            self._speak_for(person, actor)
        elif actor is not None and person.country is None:
            person.country = self.lexicon.country(actor.key)
        person.spans.append((start, end))
        person.rule = person.rule or rule
        self.seen.append(Seen(start, end, person, rule))
        return person

    def person_of(self, items: Sequence[Token]) -> Person:
        """The person that ``items`` name, without taking note of the place."""
        return self._person(items, items[0].start, items[-1].end, honorific=False)

    def _person(self, items: Sequence[Token], start: int, end: int, *, honorific: bool) -> Person:
        hit = items[0].hit
        if hit is not None and len(items) == 1:
            entry = self.lexicon.people[hit.senses[0].key]
            name = self.text.source[start:end] if fold(self.text.source[start:end]) == fold(entry.name) else entry.name
            if entry.key not in self.people:
                self._enter(entry.key, Person(name, entry))
                self._office_of(self.people[entry.key], entry)
            return self.people[entry.key]
        name = " ".join(self.text.source[start:end].split())
        if len(items) == 1:
            known = self.by_surname(name) or (self.by_first_name(name) if honorific else None)
            if known is not None:
                return known
        key = fold(name).lower()
        if key not in self.people:
            self._enter(key, Person(name))
        return self.people[key]

    def _enter(self, key: str, person: Person) -> None:
        """Note a person under the full name and under each word that may stand for it later."""
        self.people[key] = person
        parts = fold(person.name).lower().split()
        for word in {parts[0], parts[-1], " ".join(parts[-2:]), parts[-1].removeprefix("al-")}:
            self._by_word.setdefault(word, []).append(person)

    def _office_of(self, person: Person, entry: PersonEntry) -> None:
        """Whom a known person speaks for: the office held at publication; undated, the only actor there ever was."""
        offices = entry.affiliations
        held = [office for office in offices if self.published and _holds(office, self.published)]
        actors = list(dict.fromkeys(office.actor_key for office in (held or offices)))
        person.candidates = tuple(actors)
        if self.published and not held and any(office.since or office.until for office in offices):
            person.former = all(office.until and office.until < self.published for office in offices)
        settled = actors[-1] if held else (actors[0] if len(actors) == 1 else None)
        countries = {self.lexicon.country(key) for key in actors}
        if len(countries) > 1:  # an office for an organisation does not change where somebody is from
            countries = {self.lexicon.country(key) for key in actors if self.lexicon.actors[key].kind == "state"}
        if len(countries) == 1:
            person.country = countries.pop()
        if settled and not person.former:
            self._set_actor(person, settled)

    def _choose_office(self, person: Person, entry: PersonEntry, office: str) -> None:
        """Without a date: the one actor for whom the lists have just this office."""
        wanted = office.lower()
        fitting = {
            held.actor_key
            for held in entry.affiliations
            if held.title and (held.title.lower() in wanted or wanted in held.title.lower())
        }
        if len(fitting) == 1:
            self._set_actor(person, fitting.pop())

    def _speak_for(self, person: Person, actor: Named) -> None:
        if actor.key is not None:
            self._set_actor(person, actor.key)
        else:
            person.candidates = actor.keys

    def _set_actor(self, person: Person, key: str) -> None:
        entry = self.lexicon.actors.get(key)
        if entry is not None:
            person.key, person.actor, person.kind = key, entry.name, entry.kind
            person.country = self.lexicon.country(key)

    def by_surname(self, name: str) -> Person | None:
        """The one person so far whose surname (or first name, where that is how people are called) this is."""
        word = fold(name).lower()
        found = []
        for person in self._by_word.get(word, ()):
            parts = fold(person.name).lower().split()
            names = {parts[-1]}
            if len(parts) > 1 and person.country in _FIRST_NAMES_COUNT:
                names.add(parts[0])
            if len(parts) > 2:
                names |= {" ".join(parts[-2:]), parts[-1].removeprefix("al-")}
            if word in names:
                found.append(person)
        return found[0] if len(found) == 1 else None

    def listed(self, name: str) -> Person | None:
        """The person of the lists whose name this is but for initials ("Mikhail S. Gorbachev")."""
        words = fold(name).split()
        if not any(len(word) == 2 and word.endswith(".") for word in words):
            return None
        plain = " ".join(word for word in words if not (len(word) == 2 and word.endswith(".")))
        entry = self.lexicon.person_named(plain)
        if entry is None:
            return None
        if entry.key not in self.people:
            self._enter(entry.key, Person(entry.name, entry))
            self._office_of(self.people[entry.key], entry)
        return self.people[entry.key]

    def by_first_name(self, name: str) -> Person | None:
        """The one person so far with that first name, for people who are called by it ("Sheikh Mohammed")."""
        word = fold(name).lower()
        found = [person for person in self._by_word.get(word, ()) if fold(person.name).lower().split()[0] == word]
        return found[0] if len(found) == 1 else None

    def give_groups(self, mentions: Sequence[Mention]) -> None:
        """Let those whose office follows the name of a group without an entry speak for it ("PRM spokesman X")."""
        ends = {mention.end: mention for mention in mentions if mention.person is None and mention.key is None}
        for seen in self.seen:
            person = seen.person
            if person.actor is not None or person.former or not person.title or not ends:
                continue
            place = self.text.source.rfind(person.title, max(0, seen.start - 120), seen.start)
            group = ends.get(place - 1) or (ends.get(place - 3) if place > 2 else None)
            if place > 0 and group is not None:
                person.actor, person.kind, person.country = group.actor, group.kind, group.country


def _holds(office: AffiliationEntry, day: str) -> bool:
    return (office.since or "") <= day <= (office.until or "9999") and bool(office.since or office.until)


def _is_former(office: str) -> bool:
    first = office.lower().replace("-", " ").split()[0]
    return first in titles.FORMER
