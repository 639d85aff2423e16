"""The lexicon as the database has it now: what editors taught counts from the next article on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db import connection

from negotiations.data.starter import starter_blocked, starter_lexicon, starter_places
from negotiations.extraction.lexicon import ActorEntry, AffiliationEntry, AliasEntry, IssueEntry, Lexicon, PersonEntry
from negotiations.models import Actor, Affiliation, Alias, Issue, Misnomer

Aliases = Mapping[int, Sequence[AliasEntry]]  # by the key of the actor
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
    aliases = defaultdict[int, list[AliasEntry]](list)
    for actor, text, kind in Alias.objects.order_by("text", "kind").values_list("actor", "text", "kind"):
        aliases[actor].append(AliasEntry(text, kind))
    return Lexicon.build(
        actors=_actors(aliases),
        people=_people(aliases),
        issues=[_issue(row) for row in Issue.objects.select_related("parent").prefetch_related("terms", "false_terms")],
        places=list(starter_places()),
        blocked=[*starter_blocked(), *Misnomer.objects.values_list("text", flat=True)],
    )


# Names and offices are fetched as plain values: there are thousands, and a reading that meets somebody new adds one.


def _actors(aliases: Aliases) -> list[ActorEntry]:
    columns = ("pk", "slug", "name", "kind", "iso2", "iso3", "part_of__slug", "country")
    return [
        ActorEntry(slug, name, kind, iso2, iso3, part_of, tuple(aliases.get(pk, ())), country)
        for pk, slug, name, kind, iso2, iso3, part_of, country in Actor.objects.organisations().values_list(*columns)
    ]


def _people(aliases: Aliases) -> list[PersonEntry]:
    offices = defaultdict[int, list[AffiliationEntry]](list)
    columns = ("person__slug", "title", "organisation__slug", "since", "until")
    rows = Affiliation.objects.order_by("since", "title", "organisation__slug").values_list("person", *columns)
    for person, slug, title, organisation, since, until in rows:
        offices[person].append(AffiliationEntry(slug, title, organisation, _iso(since), _iso(until)))
    return [
        PersonEntry(slug, name, tuple(alias.text for alias in aliases.get(pk, ())), tuple(offices[pk]))
        for pk, slug, name in Actor.objects.people().values_list("pk", "slug", "name")
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _issue(row: Issue) -> IssueEntry:
    return IssueEntry(
        code=row.code,
        parent=row.parent.code if row.parent else None,
        name=row.name,
        terms=tuple(term.text for term in row.terms.all()),
        false_terms=tuple(term.text for term in row.false_terms.all()),
    )
