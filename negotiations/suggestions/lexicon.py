"""The lexicon as the database has it now: what editors taught counts from the next article on."""

from functools import lru_cache

from django.db import connection

from negotiations.data.starter import starter_places
from negotiations.extraction.lexicon import ActorEntry, AffiliationEntry, AliasEntry, IssueEntry, Lexicon, PersonEntry
from negotiations.models import Actor, Affiliation, Issue
from negotiations.vocabulary import ActorKind

TAUGHT = ("actorevent", "aliasevent", "affiliationevent", "issueevent", "issuetermevent")


def current_lexicon() -> Lexicon:
    """The lexicon of this moment, compiled once for as long as nothing in it changes."""
    return _compiled(_stamp())


def _stamp() -> tuple[int, ...]:
    """Which history rows were the last: they grow with every change of what the lexicon is made of."""
    latest = ", ".join(f"coalesce((SELECT max(pgh_id) FROM negotiations_{table}), 0)" for table in TAUGHT)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {latest}")
        return tuple(cursor.fetchone())


@lru_cache(maxsize=1)
def _compiled(stamp: tuple[int, ...]) -> Lexicon:
    actors = list(Actor.objects.prefetch_related("aliases").select_related("part_of"))
    return Lexicon.build(
        actors=[_actor(row) for row in actors if row.kind != ActorKind.PERSON],
        people=_people(),
        issues=[
            IssueEntry(row.code, row.parent.code if row.parent else None, row.name, tuple(t.text for t in row.terms.all()))
            for row in Issue.objects.select_related("parent").prefetch_related("terms")
        ],
        places=list(starter_places()),
    )
