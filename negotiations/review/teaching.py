"""What editors teach the reader of texts: names of actors, terms of issues, words that are neither.

All of it counts from the next text on; texts that were read before can be read again. Nothing that is taught is a
pattern: every word stands for itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from negotiations.errors import NotDecidable
from negotiations.models import Actor, Alias, FalseTerm, Issue, IssueTerm, Misnomer
from negotiations.vocabulary import ActorKind, AliasKind, Term

Row = TypeVar("Row", bound=Model)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SHORTEST = 2
MOST_WORDS = 12


class Lesson(Term):
    """What can be taught."""

    NAME = "name"
    TERM = "term"
    MISNOMER = "misnomer"
    FALSE_TERM = "false-term"


@dataclass(frozen=True, slots=True)
class Taught:
    """One lesson that counts now: its words, what they mean, and by whom and since when as far as it is known.

    ``rejected`` holds the numbers of the suggestions by whose rejection it was taught.
    """

    lesson: Lesson
    id: int
    text: str
    means: str
    who: str
    when: datetime | None
    rejected: tuple[int, ...] = ()


def teach_name(*, actor: Actor, text: str, kind: AliasKind, editor: User) -> Alias:
    """Another name of an actor. Where it is another actor's too, texts are left undecided between them."""
    words = words_to_teach(text)
    if actor.kind == ActorKind.PERSON and kind is AliasKind.DEMONYM:
        raise NotDecidable("A person has no demonym; choose another kind of name.")
    if words.lower() == actor.name.lower():
        raise NotDecidable(f"“{words}” is the actor's own name and known already.")
    return _kept(
        lambda: Alias.objects.create(actor=actor, text=words, kind=kind.value),
        f"“{words}” is known as a name of {actor.name} already.",
        editor,
    )


def teach_term(*, issue: Issue, text: str, editor: User) -> IssueTerm:
    """Words by which texts name an issue."""
    words = words_to_teach(text).lower()
    if FalseTerm.objects.filter(issue=issue, text__iexact=words).exists():
        raise NotDecidable(f"“{words}” was taught not to name {issue.name}; take that back first.")
    return _kept(
        lambda: IssueTerm.objects.create(issue=issue, text=words),
        f"“{words}” is known as a term of {issue.name} already.",
        editor,
    )


def teach_misnomer(*, text: str, reason: str, editor: User) -> Misnomer:
    """Words that hold a name and mean something else: no actor is seen in them any more."""
    words = words_to_teach(text)
    if " " not in words and "-" not in words:
        raise NotDecidable(
            "Give the name with the words around it, such as “Washington Post”; a name alone is an alias."
        )
    refuse_listed_name(words)
    return _kept(
        lambda: Misnomer.objects.create(text=words, reason=reason.strip()[:300]),
        f"“{words}” is known to be no name already.",
        editor,
    )


def teach_false_term(*, issue: Issue, text: str, reason: str, editor: User) -> FalseTerm:
    """Words that hold a term of an issue, or are one, and do not mean it: it is not seen in them any more."""
    words = words_to_teach(text).lower()
    return _kept(
        lambda: FalseTerm.objects.create(issue=issue, text=words, reason=reason.strip()[:300]),
        f"“{words}” is known not to name {issue.name} already.",
        editor,
    )


def refuse_listed_name(words: str) -> None:
    """NotDecidable where the words are just a name of an actor, who would never be seen again."""
    alias = Alias.objects.filter(text__iexact=words).select_related("actor").first()
    actor = alias.actor if alias else Actor.objects.filter(name__iexact=words).first()
    if actor is not None:
        raise NotDecidable(f"“{words}” alone is a name of {actor.name}; give it with the words around it.")


def forget(*, lesson: Lesson, pk: int, editor: User) -> None:
    """Take back what an editor taught; the history keeps it. What ships with the product stays."""
    rows: dict[Lesson, Model | None] = {
        Lesson.NAME: Alias.objects.filter(pk=pk, is_starter=False).first(),
        Lesson.TERM: IssueTerm.objects.filter(pk=pk, is_starter=False).first(),
        Lesson.MISNOMER: Misnomer.objects.filter(pk=pk).first(),
        Lesson.FALSE_TERM: FalseTerm.objects.filter(pk=pk).first(),
    }
    row = rows[lesson]
    if row is None:
        raise NotDecidable("Somebody has taken this back already.")
    with pghistory.context(decision="forget", editor=editor.pk):
        row.delete()


def others_named(*, actor: Actor, text: str) -> list[Actor]:
    """Other actors that go by the same words."""
    ids = Alias.objects.filter(text__iexact=text.strip()).exclude(actor=actor).values("actor")
    return list(Actor.objects.filter(pk__in=ids).order_by("name"))


def words_to_teach(text: str) -> str:
    """The words as they are matched; NotDecidable for what no text could hold as a name."""
    words = " ".join(text.split())
    if len(words) < SHORTEST or not any(letter.isalpha() for letter in words):
        raise NotDecidable("Give at least two letters.")
    if len(words) > 120 or words.count(" ") >= MOST_WORDS:
        raise NotDecidable(f"Give at most {MOST_WORDS} words; a whole sentence is no name.")
    return words


def list_taught() -> list[Taught]:
    """Every lesson that counts now, the newest first, each with who taught it."""
    names = Alias.objects.filter(is_starter=False).select_related("actor")
    terms = IssueTerm.objects.filter(is_starter=False).select_related("issue")
    false_terms = FalseTerm.objects.select_related("issue")
    rows: list[tuple[Lesson, Any, str]] = [
        *((Lesson.NAME, row, f"{row.actor.name} ({row.get_kind_display()})") for row in _with_events(names)),
        *((Lesson.TERM, row, row.issue.name) for row in _with_events(terms)),
        *((Lesson.MISNOMER, row, row.reason or "no name") for row in _with_teachers(Misnomer.objects.all())),
        *((Lesson.FALSE_TERM, row, row.issue.name) for row in _with_teachers(false_terms)),
    ]
    events = {(lesson, row.pk): min(row.events.all(), key=_number, default=None) for lesson, row, _ in rows}
    called = dict(User.objects.values_list("pk", "username").filter(pk__in=filter(None, map(_editor, events.values()))))
    taught = [
        Taught(
            lesson,
            row.pk,
            row.text,
            means,
            called.get(_editor(event), ""),
            event.pgh_created_at if event else None,
            tuple(teacher.suggestion_id for teacher in row.taught_by.all()) if hasattr(row, "taught_by") else (),
        )
        for (lesson, row, means), event in zip(rows, events.values(), strict=True)
    ]
    return sorted(taught, key=lambda one: one.when or LONG_AGO, reverse=True)


def _number(event: Any) -> int:
    return int(event.pgh_id)


def _editor(event: Any) -> int:
    """The key of the user who taught; 0 where nobody is known."""
    context = event.pgh_context if event else None
    return int((context.metadata if context else {}).get("editor") or 0)


def _with_events(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.prefetch_related("events__pgh_context")


def _with_teachers(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return _with_events(rows).prefetch_related("taught_by")


def _kept(create: Callable[[], Row], known: str, editor: User) -> Row:
    try:
        with transaction.atomic(), pghistory.context(decision="teach", editor=editor.pk):
            return create()
    except IntegrityError:
        raise NotDecidable(known) from None
