"""Names, people, issues and places, passed in as plain entries and compiled into one automaton over the text."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import ahocorasick

from negotiations.extraction.spellings import is_blocked_prefix, plain_word, plural, spellings

IGO = "IGO"
MOST_ADDED = 200  # people for whom the names are not compiled anew


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """A name of an actor and its kind: name, abbreviation, demonym, metonym or title."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor but no person. ``part_of`` is the key of the actor it belongs to.

    ``country`` is the alpha-3 code of the state whose affairs a group without a code of its own belongs to, or "".
    """

    key: str
    name: str
    kind: str
    iso2: str = ""
    iso3: str = ""
    part_of: str | None = None
    aliases: tuple[AliasEntry, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class AffiliationEntry:
    """A person's office for an actor; ``since`` and ``until`` are ISO dates, None where open or not known."""

    person_key: str
    title: str
    actor_key: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person: the full name, other spellings and short names that mean nobody else, and the offices held."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    affiliations: tuple[AffiliationEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """A point of the agenda: its code, the code above it, its name and the plain terms that mean it.

    ``false_terms`` hold such a term, or are one, and do not mean the issue nor anything below it.
    """

    code: str
    parent: str | None
    name: str
    terms: tuple[str, ...] = ()
    false_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A town or other venue, with the alpha-2 code of its country and the key of that state."""

    name: str
    country_iso2: str
    country_key: str
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may mean: ``kind`` is an alias kind, or "person", "place", "blocked"."""

    key: str
    kind: str


@dataclass(slots=True)  # not frozen: a frozen one takes three times as long to make
class Hit:
    """A name of the lexicon in a text, with all its senses."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]


# The plain words of a term of an issue, and the issue's code.
Term = tuple[tuple[str, ...], str]
# The plain words that do not mean some issues, and the codes of these.
FalseTerm = tuple[tuple[str, ...], frozenset[str]]


class _Folds(dict[int, int]):
    """Character by character, to plain letters: accents off, curly marks straight. One in, one out, so offsets hold."""

    def __missing__(self, code: int) -> int:
        plain = code
        if code > 127:
            base = unicodedata.normalize("NFKD", chr(code))[:1]
            if base and base != chr(code) and not base.isspace():
                plain = ord(base)
        self[code] = plain
        return plain


_FOLDS = _Folds(str.maketrans("’‘‐‑–ıøØłŁđĐ\u00a0ʻʼ`", "''---ioOlLdD '''"))


_TO_FOLD = re.compile("[`\x80-\U0010ffff]+")


def fold(text: str) -> str:
    """``text`` in plain letters, of the same length."""
    if text.isascii():
        return text
    # Most lines have nothing to fold, which is told much faster than by the pattern.
    lines = text.split("\n")
    return "\n".join([line if line.isascii() and "`" not in line else _folded(line) for line in lines])


def _folded(text: str) -> str:
    return _TO_FOLD.sub(lambda match: match[0].translate(_FOLDS), text)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The compiled names. Make it with ``build``; it never changes. ``version`` is a hash of its content.

    ``demonyms`` and ``towns`` are in lower case; ``terms`` and ``false_terms`` are by their first word.
    """

    version: str
    actors: Mapping[str, ActorEntry]
    people: Mapping[str, PersonEntry]
    issues: tuple[IssueEntry, ...]
    places: Mapping[str, PlaceEntry]
    demonyms: frozenset[str]
    towns: frozenset[str]
    terms: Mapping[str, Sequence[Term]]
    false_terms: Mapping[str, Sequence[FalseTerm]]
    _states: Mapping[str, str] = field(repr=False)
    _countries: Mapping[str, str | None] = field(repr=False)
    _names: ahocorasick.Automaton = field(repr=False)
    _entries: tuple[str, ...] = field(repr=False)
    _blocked: tuple[str, ...] = field(repr=False)
    _added: tuple[PersonEntry, ...] = field(default=(), repr=False)
    _added_names: ahocorasick.Automaton | None = field(default=None, repr=False)

    @classmethod
    def build(
        cls,
        *,
        actors: Iterable[ActorEntry],
        people: Iterable[PersonEntry] = (),
        issues: Iterable[IssueEntry] = (),
        places: Iterable[PlaceEntry] = (),
        blocked: Iterable[str] = (),
    ) -> "Lexicon":
        """Compile the entries. ``blocked`` hold an actor's name and mean something else ("New Mexico")."""
        actor_map = {entry.key: entry for entry in actors}
        people_map = {entry.key: entry for entry in people}
        issue_rows, place_rows, blocked_names = tuple(issues), tuple(places), tuple(blocked)
        senses = _by_spelling(_senses(actor_map.values(), people_map.values(), place_rows, blocked_names))
        entries = sorted(map(repr, (*actor_map.values(), *people_map.values(), *issue_rows, *place_rows)))
        return cls(
            version=_digest(entries, sorted(blocked_names)),
            actors=actor_map,
            people=people_map,
            issues=issue_rows,
            places={fold(entry.name): entry for entry in place_rows},
            demonyms=frozenset(
                form.lower()
                for a in actor_map.values()
                for alias in a.aliases
                if alias.kind == "demonym"
                for form in (alias.text, plural(alias.text))
            ),
            towns=frozenset(entry.name.lower() for entry in place_rows),
            terms=_terms(issue_rows),
            false_terms=_false_terms(issue_rows),
            _states={entry.iso2: entry.key for entry in actor_map.values() if entry.iso2 and entry.kind == "state"},
            _countries={key: _country(key, actor_map) for key in actor_map},
            _names=_automaton(senses),
            _entries=tuple(entries),
            _blocked=tuple(sorted(blocked_names)),
        )

    def with_people(self, people: Sequence[PersonEntry]) -> "Lexicon | None":
        """The same as ``build`` gives with these people as well, at a hundredth of its time.

        None where only ``build`` can say it: somebody is known already, a name has another sense, which has its place
        in their order, or many were added since.
        """
        added = (*self._added, *people)
        senses = _by_spelling(_senses((), added, (), ()))
        if (
            len(added) > MOST_ADDED
            or any(entry.key in self.people for entry in people)
            or any(len(found) > 1 or text in self._names for text, found in senses.items())
        ):
            return None
        entries = sorted([*self._entries, *map(repr, people)])
        return replace(
            self,
            version=_digest(entries, self._blocked),
            people={**self.people, **{entry.key: entry for entry in people}},
            _entries=tuple(entries),
            _added=added,
            _added_names=_automaton(senses),
        )

    def actor(self, key: str) -> ActorEntry | None:
        """The actor of that key."""
        return self.actors.get(key)

    def person(self, key: str) -> PersonEntry | None:
        """The person of that key."""
        return self.people.get(key)

    def person_named(self, name: str) -> PersonEntry | None:
        """The person of exactly that full name."""
        senses = [sense for names in self._automata() for sense in names.get(fold(name), (0, ()))[1]]
        return next((self.people[sense.key] for sense in senses if sense.kind == "person"), None)

    def place(self, name: str) -> PlaceEntry | None:
        """The town of that name, accents or not."""
        return self.places.get(fold(name))

    def state(self, iso2: str) -> ActorEntry | None:
        """The state of that alpha-2 code."""
        key = self._states.get(iso2)
        return self.actors[key] if key else None

    def country(self, key: str | None) -> str | None:
        """The alpha-3 code of the state that stands behind an actor, "IGO" for an intergovernmental body, or None."""
        return self._countries.get(key) if key else None

    def hits(self, folded: str) -> list[Hit]:
        """All whole-word names in a folded text, longest first where they overlap, sorted, none overlapping another."""
        size = len(folded)
        found: list[tuple[int, int, tuple[Sense, ...]]] = []
        for names in self._automata():
            for last, (length, senses) in names.iter(folded):
                end = last + 1
                start = end - length
                if (start and folded[start - 1].isalnum()) or (end < size and folded[end].isalnum()):
                    continue
                found.append((start, -end, senses))
        found.sort(key=_place)
        hits: list[Hit] = []
        at = 0
        for start, negative_end, senses in found:
            if start >= at and not is_blocked_prefix(folded, start):
                at = -negative_end
                hits.append(Hit(start, at, folded[start:at], senses))
        return hits

    def _automata(self) -> "Iterator[ahocorasick.Automaton]":
        yield self._names
        if self._added_names is not None:
            yield self._added_names


def _place(row: tuple[int, int, tuple[Sense, ...]]) -> tuple[int, int]:
    return row[0], row[1]


def _digest(entries: Iterable[str], blocked: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([*entries, *blocked]).encode()).hexdigest()[:16]


def _by_spelling(named: Iterable[tuple[str, Sense]]) -> dict[str, tuple[Sense, ...]]:
    """What each spelling of the names may mean, in the order in which they are given."""
    senses: dict[str, dict[Sense, None]] = {}
    for text, sense in named:
        for spelling in spellings(text, sense.kind):
            senses.setdefault(fold(spelling), {})[sense] = None
    return {text: tuple(found) for text, found in senses.items()}


def _automaton(senses: Mapping[str, tuple[Sense, ...]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for text, found in senses.items():
        automaton.add_word(text, (len(text), found))
    automaton.make_automaton()
    return automaton


def _terms(issues: Iterable[IssueEntry]) -> dict[str, list[Term]]:
    """The terms of all issues by their first word, the longest first. A term is words, never a pattern."""
    table: dict[str, list[Term]] = {}
    for entry in issues:
        never = set(map(_plain_words, entry.false_terms))
        for words in map(_plain_words, entry.terms):
            if words and words not in never:
                table.setdefault(words[0], []).append((words, entry.code))
    for rows in table.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1]))
    return table


def _false_terms(issues: Sequence[IssueEntry]) -> dict[str, list[FalseTerm]]:
    """The words that do not mean an issue, by their first word, with the codes of the issue and of all below it."""
    table: dict[str, list[FalseTerm]] = {}
    for entry in issues:
        below = {entry.code}
        while more := {other.code for other in issues if other.parent in below} - below:
            below |= more
        for words in filter(None, map(_plain_words, entry.false_terms)):
            table.setdefault(words[0], []).append((words, frozenset(below)))
    return table


def _plain_words(term: str) -> tuple[str, ...]:
    return tuple(plain_word(word) for word in term.split())


def _senses(
    actors: Iterable[ActorEntry], people: Iterable[PersonEntry], places: Iterable[PlaceEntry], blocked: Iterable[str]
) -> Iterator[tuple[str, Sense]]:
    for actor in actors:
        yield actor.name, Sense(actor.key, "name")
        for alias in actor.aliases:
            yield alias.text, Sense(actor.key, alias.kind)
    for person in people:
        yield person.name, Sense(person.key, "person")
        for name in person.aliases:
            yield name, Sense(person.key, "person")
    for place in places:
        yield place.name, Sense(fold(place.name), "place")
    for name in blocked:
        yield name, Sense("", "blocked")


def _country(key: str, actors: Mapping[str, ActorEntry]) -> str | None:
    """Up the line of what an actor is part of, to the first that has a country."""
    seen: set[str] = set()
    at: str | None = key
    while at and at in actors and at not in seen:
        seen.add(at)
        actor = actors[at]
        if actor.iso3 or actor.country:
            return actor.iso3 or actor.country
        if actor.kind == "intergovernmental":
            return IGO
        at = actor.part_of
    return None
