"""The lexicon as the database has it now: what editors taught counts from the next article on."""

from functools import lru_cache

from django.db import connection

from negotiations.data.starter import starter_blocked, starter_lexicon, starter_places
from negotiations.extraction.lexicon import ActorEntry, AffiliationEntry, AliasEntry, IssueEntry, Lexicon, PersonEntry
from negotiations.models import Actor, Affiliation, Issue, Misnomer

TAUGHT = ("actor", "alias", "affiliation", "issue", "issueterm", "falseterm", "misnomer")


def current_lexicon() -> Lexicon:
    """The lexicon of this moment, compiled once for as long as nothing in it changes."""
    return _compiled(_stamp())


def choose_lexicon(*, starter: bool) -> Lexicon:
    """The shipped lexicon, for which no database is needed, or that of this moment."""
    return starter_lexicon() if starter else current_lexicon()


def _stamp() -> tuple[int | None, ...]:
    """The last row of each history: one is written whenever a row is added, changed or taken away."""
    latest = ", ".join(f"(SELECT max(pgh_id) FROM negotiations_{table}event)" for table in TAUGHT)  # noqa: S608 — fixed names
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {latest}")
        return tuple(cursor.fetchone())


@lru_cache(maxsize=1)
def _compiled(stamp: tuple[int | None, ...]) -> Lexicon:
    return Lexicon.build(
        actors=[
            _actor(row) for row in Actor.objects.organisations().select_related("part_of").prefetch_related("aliases")
        ],
        people=[
            _person(row) for row in Actor.objects.people().prefetch_related("aliases", "affiliations__organisation")
        ],
        issues=[_issue(row) for row in Issue.objects.select_related("parent").prefetch_related("terms", "false_terms")],
        places=list(starter_places()),
        blocked=[*starter_blocked(), *Misnomer.objects.values_list("text", flat=True)],
    )


def _actor(row: Actor) -> ActorEntry:
    return ActorEntry(
        key=row.slug,
        name=row.name,
        kind=row.kind,
        iso2=row.iso2,
        iso3=row.iso3,
        part_of=row.part_of.slug if row.part_of else None,
        aliases=tuple(AliasEntry(alias.text, alias.kind) for alias in row.aliases.all()),
        country=row.country,
    )


def _person(row: Actor) -> PersonEntry:
    return PersonEntry(
        key=row.slug,
        name=row.name,
        aliases=tuple(alias.text for alias in row.aliases.all()),
        affiliations=tuple(_office(office, row.slug) for office in row.affiliations.all()),
    )


def _office(row: Affiliation, person: str) -> AffiliationEntry:
    return AffiliationEntry(
        person_key=person,
        title=row.title,
        actor_key=row.organisation.slug,
        since=row.since.isoformat() if row.since else None,
        until=row.until.isoformat() if row.until else None,
    )


def _issue(row: Issue) -> IssueEntry:
    return IssueEntry(
        code=row.code,
        parent=row.parent.code if row.parent else None,
        name=row.name,
        terms=tuple(term.text for term in row.terms.all()),
        false_terms=tuple(term.text for term in row.false_terms.all()),
    )
