"""The lexicon as the database has it now: what editors taught counts from the next article on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from negotiations.data.starter import starter_blocked, starter_lexicon, starter_places
from negotiations.extraction.lexicon import ActorEntry, AffiliationEntry, AliasEntry, IssueEntry, Lexicon, PersonEntry
from negotiations.models import Actor, Affiliation, Alias, Issue, Misnomer
from negotiations.models.statements import ask

Aliases = Mapping[int, Sequence[AliasEntry]]  # by the key of the actor
Stamp = tuple[int, ...]
WITH_PEOPLE = ("actor", "alias", "affiliation")
TAUGHT = (*WITH_PEOPLE, "issue", "issueterm", "falseterm", "misnomer")

_held: dict[str, tuple[Stamp, Lexicon]] = {}


def current_lexicon() -> Lexicon:
    """The lexicon of this moment. It is compiled when something was taught, and where only people were added since, as
    by a reading that meets somebody new, they are added to it.
    """
    stamp, held = _stamp(), _held.get("now")
    if held is None or held[0] != stamp:
        lexicon = _with_people_since(*held) if held and _are_others_as_before(held[0], stamp) else None
        _held["now"] = held = stamp, lexicon or _compile()
    return held[1]


def choose_lexicon(*, starter: bool) -> Lexicon:
    """The shipped lexicon, for which no database is needed, or that of this moment."""
    return starter_lexicon() if starter else current_lexicon()


def _stamp() -> Stamp:
    """The last row of each history: one is written whenever a row is added, changed or taken away."""
    latest = ", ".join(f"coalesce((SELECT max(pgh_id) FROM negotiations_{table}event), 0)" for table in TAUGHT)  # noqa: S608 — fixed names
    return ask(f"SELECT {latest}")[0]


def _are_others_as_before(before: Stamp, now: Stamp) -> bool:
    """Whether nothing was taught but actors, their names and their offices."""
    return before[len(WITH_PEOPLE) :] == now[len(WITH_PEOPLE) :]


# Who was added since, and whether that is all: nothing else was done, and nothing undone that had been seen.
_SINCE = """
    WITH actors AS (SELECT * FROM negotiations_actorevent WHERE pgh_id >= %(actor)s),
    names AS (SELECT * FROM negotiations_aliasevent WHERE pgh_id >= %(alias)s),
    offices AS (SELECT * FROM negotiations_affiliationevent WHERE pgh_id >= %(affiliation)s),
    added AS (SELECT id FROM actors WHERE pgh_id > %(actor)s AND pgh_label = 'insert' AND kind = 'person'),
    done AS (
        SELECT pgh_id = %(actor)s AS is_seen, pgh_label, id AS actor FROM actors
        UNION ALL SELECT pgh_id = %(alias)s, pgh_label, actor_id FROM names
        UNION ALL SELECT pgh_id = %(affiliation)s, pgh_label, person_id FROM offices
    )
    SELECT
        ARRAY(SELECT id FROM added ORDER BY id),
        count(*) FILTER (WHERE is_seen) = %(seen)s
        AND bool_and(is_seen OR (pgh_label = 'insert' AND actor IN (SELECT id FROM added)))
    FROM done
"""


def _with_people_since(before: Stamp, lexicon: Lexicon) -> Lexicon | None:
    """The lexicon of before with those who were added since; None where more was done than that."""
    last = dict(zip(WITH_PEOPLE, before, strict=False))
    added, is_all = ask(_SINCE, seen=sum(map(bool, last.values())), **last)[0]
    return lexicon.with_people(_people(_aliases(added), added)) if is_all else None


def _compile() -> Lexicon:
    aliases = _aliases()
    return Lexicon.build(
        actors=_actors(aliases),
        people=_people(aliases),
        issues=[_issue(row) for row in Issue.objects.select_related("parent").prefetch_related("terms", "false_terms")],
        places=list(starter_places()),
        blocked=[*starter_blocked(), *Misnomer.objects.values_list("text", flat=True)],
    )


# Names and offices are fetched as plain values, for there are thousands; ``only`` those of some actors.


def _aliases(only: Sequence[int] | None = None) -> Aliases:
    aliases = defaultdict[int, list[AliasEntry]](list)
    rows = Alias.objects.all() if only is None else Alias.objects.filter(actor__in=only)
    for actor, text, kind in rows.order_by("text", "kind").values_list("actor", "text", "kind"):
        aliases[actor].append(AliasEntry(text, kind))
    return aliases


def _actors(aliases: Aliases) -> list[ActorEntry]:
    columns = ("pk", "slug", "name", "kind", "iso2", "iso3", "part_of__slug", "country")
    return [
        ActorEntry(slug, name, kind, iso2, iso3, part_of, tuple(aliases.get(pk, ())), country)
        for pk, slug, name, kind, iso2, iso3, part_of, country in Actor.objects.organisations().values_list(*columns)
    ]


def _people(aliases: Aliases, only: Sequence[int] | None = None) -> list[PersonEntry]:
    offices = defaultdict[int, list[AffiliationEntry]](list)
    columns = ("person__slug", "title", "organisation__slug", "since", "until")
    rows = Affiliation.objects.all() if only is None else Affiliation.objects.filter(person__in=only)
    rows = rows.order_by("since", "title", "organisation__slug")
    for person, slug, title, organisation, since, until in rows.values_list("person", *columns):
        offices[person].append(AffiliationEntry(slug, title, organisation, _iso(since), _iso(until)))
    people = Actor.objects.people() if only is None else Actor.objects.people().filter(pk__in=only)
    return [
        PersonEntry(slug, name, tuple(alias.text for alias in aliases.get(pk, ())), tuple(offices[pk]))
        for pk, slug, name in people.values_list("pk", "slug", "name")
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
