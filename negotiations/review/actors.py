"""From the references of a reading to rows of actors; a name that no list knows becomes an actor only by a decision."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from negotiations.errors import NotDecidable
from negotiations.models import Actor, Affiliation, Alias
from negotiations.review.known import Known
from negotiations.vocabulary import ActorKind

Reference = dict[str, Any]


def find_actor(reference: Reference | None, known: Known) -> Actor | None:
    """The actor of that key, or of exactly that name or alias if only one has it; None otherwise."""
    if not reference:
        return None
    if reference.get("key"):
        return known.actor(reference["key"])
    called = (reference["name"], reference.get("kind") == ActorKind.PERSON)
    if called not in known.named:
        known.named[called] = _find_named(*called)
    return known.named[called]


def _find_named(name: str, is_person: bool) -> Actor | None:
    candidates = Actor.objects.people() if is_person else Actor.objects.organisations()
    found = list(candidates.filter(name__iexact=name)[:2])
    if not found:
        ids = Alias.objects.filter(text__iexact=name).values_list("actor", flat=True)
        found = list(candidates.filter(pk__in=ids)[:2])
    return found[0] if len(found) == 1 else None


def refuse_nameless(references: Iterable[Reference | None], known: Known) -> None:
    """NotDecidable if one of them names nobody, before an actor is opened for another."""
    for reference in references:
        if reference and not reference.get("name") and not find_actor(reference, known):
            raise NotDecidable("The suggestion names nobody; amend it with an actor from the list.")


def find_or_open_actor(reference: Reference, known: Known) -> Actor:
    """The actor meant, entered now if the list does not have it."""
    if found := find_actor(reference, known):
        return found
    refuse_nameless([reference], known)
    kind = ActorKind.of(reference.get("kind")) or ActorKind.POLITICAL_BODY
    known.named.clear()  # by the new one a name may lead elsewhere
    return Actor.objects.create(slug=_free_slug(reference["name"]), name=reference["name"][:200], kind=kind.value)


def person_for(reference: Reference | None, known: Known) -> Actor | None:
    """The person meant, entered with title and affiliation as the text gives them if the list does not have them."""
    if not reference:
        return None
    person = find_or_open_actor(reference, known)
    organisation = known.actor(reference.get("represents") or "")
    if organisation and reference.get("title") and organisation.pk not in known.offices_of(person.pk):
        Affiliation.objects.create(person=person, organisation=organisation, title=reference["title"][:200])
        known.offices_of(person.pk).add(organisation.pk)
    return person


def _free_slug(name: str) -> str:
    base = slugify(name)[:90] or "actor"
    slug, number = base, 2
    while Actor.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
