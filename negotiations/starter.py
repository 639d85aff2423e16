"""The starter data in the database: entered once, refreshed by every later run, never over what editors changed."""

from datetime import date

from django.db.models import Model

from negotiations.data.starter import StarterIssue, starter_actors, starter_issues, starter_people
from negotiations.extraction.lexicon import ActorEntry, PersonEntry
from negotiations.models import Actor, Affiliation, Alias, Issue, IssueTerm
from negotiations.vocabulary import ActorKind, AliasKind


def load_starter() -> dict[str, int]:
    """Load or refresh all of it; gives how many actors, people, aliases, offices, issues and terms are from here.

    Rows that editors added stay. What they removed is not loaded a second time: the history knows that it was there.
    """
    actors, people, issues = list(starter_actors()), list(starter_people()), list(starter_issues())
    _load_actors(actors, people)
    _load_aliases(actors, people)
    _load_offices(people)
    _load_issues(issues)
    starter = {"is_starter": True}
    return {
        "actors": Actor.objects.organisations().filter(**starter).count(),
        "people": Actor.objects.people().filter(**starter).count(),
        "aliases": Alias.objects.filter(**starter).count(),
        "offices": Affiliation.objects.filter(**starter).count(),
        "issues": Issue.objects.filter(**starter).count(),
        "terms": IssueTerm.objects.filter(**starter).count(),
    }


def _load_actors(actors: list[ActorEntry], people: list[PersonEntry]) -> None:
    rows = [
        Actor(slug=e.key, name=e.name, kind=e.kind, iso2=e.iso2, iso3=e.iso3, country=e.country, is_starter=True)
        for e in actors
    ] + [Actor(slug=e.key, name=e.name, kind=ActorKind.PERSON.value, is_starter=True) for e in people]
    Actor.objects.bulk_create(rows, ignore_conflicts=True)
    ids = dict(Actor.objects.values_list("slug", "pk"))
    placed = {slug for slug, whole in _loaded_before(Actor, "slug", "part_of_id") if whole}
    parts = {e.key: e.part_of for e in actors if e.part_of and e.key not in placed}
    for row in Actor.objects.filter(slug__in=parts, part_of=None):
        row.part_of_id = ids[parts[row.slug]]
        row.save(update_fields=["part_of"])


def _load_aliases(actors: list[ActorEntry], people: list[PersonEntry]) -> None:
    ids = dict(Actor.objects.values_list("slug", "pk"))
    wanted = [(ids[e.key], alias.text, alias.kind) for e in actors for alias in e.aliases]
    wanted += [(ids[e.key], text, AliasKind.NAME.value) for e in people for text in e.aliases]
    once = _loaded_before(Alias, "actor_id", "text", "kind")
    new = [
        Alias(actor_id=a, text=t, kind=k, is_starter=True) for a, t, k in dict.fromkeys(wanted) if (a, t, k) not in once
    ]
    Alias.objects.bulk_create(new, ignore_conflicts=True)


def _load_offices(people: list[PersonEntry]) -> None:
    ids = dict(Actor.objects.values_list("slug", "pk"))
    wanted = [
        (ids[o.person_key], ids[o.actor_key], o.title, _day(o.since), _day(o.until))
        for e in people
        for o in e.affiliations
    ]
    once = _loaded_before(Affiliation, "person_id", "organisation_id", "title", "since")
    new = [
        Affiliation(person_id=p, organisation_id=o, title=t, since=since, until=until, is_starter=True)
        for p, o, t, since, until in wanted
        if (p, o, t, since) not in once
    ]
    Affiliation.objects.bulk_create(new, ignore_conflicts=True)


def _load_issues(issues: list[StarterIssue]) -> None:
    rows = [
        Issue(code=e.code, name=e.name, question=e.question, order=order, is_starter=True)
        for order, e in enumerate(issues)
    ]
    Issue.objects.bulk_create(rows, ignore_conflicts=True)
    by_code = {issue.code: issue for issue in Issue.objects.all()}
    placed = {code for code, parent in _loaded_before(Issue, "code", "parent_id") if parent}
    for entry in issues:
        issue = by_code[entry.code]
        if entry.parent and issue.parent_id is None and entry.code not in placed:
            issue.parent = by_code[entry.parent]
            issue.save(update_fields=["parent"])
    wanted = [(by_code[e.code].pk, term) for e in issues for term in e.terms]
    once = _loaded_before(IssueTerm, "issue_id", "text")
    new = [IssueTerm(issue_id=i, text=t, is_starter=True) for i, t in dict.fromkeys(wanted) if (i, t) not in once]
    IssueTerm.objects.bulk_create(new, ignore_conflicts=True)


def _loaded_before(model: type[Model], *fields: str) -> set[tuple[object, ...]]:
    """What the history knows to have been there, also what was removed since."""
    events = model._meta.apps.get_model("negotiations", f"{model.__name__}Event")
    return set(events._default_manager.values_list(*fields))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
