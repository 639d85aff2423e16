"""What every row of the record shares: how it stands with its reviewers, and when it was recorded and retracted."""

from datetime import datetime
from typing import Any, Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from negotiations.vocabulary import Precision, Term


class Standing(Term):
    """How a row stands: shown but not yet reviewed, reviewed by a person, or taken back."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    RETRACTED = "retracted"


def term_field(vocabulary: type[Term], **options: Any) -> "models.CharField[str, str]":
    """A text column for one word of ``vocabulary``; the database's own check is ``one_of`` on the same column."""
    return models.CharField(max_length=40, choices=vocabulary.choices(), **options)


def one_of(field: str, vocabulary: type[Term], name: str) -> models.CheckConstraint:
    """A check that ``field`` holds a word of that vocabulary."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [term.value for term in vocabulary]}), name=name
    )


def dated(date: str, precision: str, name: str) -> models.CheckConstraint:
    """A check that a date is absent exactly where its precision is unknown: nothing is dated by accident."""
    unknown = models.Q(**{precision: Precision.UNKNOWN.value})
    missing = models.Q(**{f"{date}__isnull": True})
    return models.CheckConstraint(condition=(missing & unknown) | (~missing & ~unknown), name=name)


Row = TypeVar("Row", bound=models.Model)


class RecordQuerySet(models.QuerySet[Row]):
    """Named queries over rows of the record."""

    def current(self) -> Self:
        """Rows that stand: reviewed, or shown while nobody has decided."""
        return self.exclude(standing=Standing.RETRACTED)

    def reviewed(self) -> Self:
        """Rows that a person has accepted."""
        return self.filter(standing=Standing.REVIEWED)

    def visible(self, *, reviewed_only: bool = False) -> Self:
        """What a reader sees: everything that stands, or only what is reviewed."""
        return self.reviewed() if reviewed_only else self.current()

    def as_recorded_on(self, moment: datetime) -> Self:
        """What was shown at that moment: recorded by then and not yet retracted."""
        return self.filter(recorded_at__lte=moment).filter(
            models.Q(retracted_at__isnull=True) | models.Q(retracted_at__gt=moment)
        )


class Recorded(models.Model):
    """A row of the record. It is never deleted by the product: taken back, it stands as retracted with its moment."""

    standing = term_field(Standing, default=Standing.UNREVIEWED.value)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=[s.value for s in Standing])
                & (
                    models.Q(standing=Standing.RETRACTED.value, retracted_at__isnull=False)
                    | (~models.Q(standing=Standing.RETRACTED.value) & models.Q(retracted_at__isnull=True))
                ),
                name="%(class)s_standing",
            )
        ]

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has accepted this row."""
        return self.standing == Standing.REVIEWED


def needs(child: str, column: str, what: str) -> list[pgtrigger.Trigger]:
    """Deferred trigger for the parent table: at commit each row has one in table ``child`` whose ``column`` is its id.

    ``what`` names the missing thing in the error. All three are names from this package's own code.
    """
    return [
        pgtrigger.Trigger(
            name=f"needs_{what}",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            timing=pgtrigger.Deferred,
            func=pgtrigger.Func(  # type: ignore[no-untyped-call]  # the library carries no types
                f"IF EXISTS (SELECT 1 FROM {{meta.db_table}} p WHERE p.id = NEW.id)"  # noqa: S608 — names from our own code
                f" AND NOT EXISTS (SELECT 1 FROM {child} c WHERE c.{column} = NEW.id) THEN"
                f" RAISE EXCEPTION '{{meta.db_table}} % has no {what}', NEW.id USING ERRCODE = '23514';"
                f" END IF; RETURN NULL;"
            ),
        )
    ]


def keeps(parents: dict[str, str], what: str) -> list[pgtrigger.Trigger]:
    """Deferred trigger for the child table: taking a row away leaves none of its parents without one.

    ``parents`` maps this table's column to the parent's table.
    """
    checks = "".join(
        f"IF OLD.{column} IS NOT NULL AND EXISTS (SELECT 1 FROM {parent} p WHERE p.id = OLD.{column})"  # noqa: S608 — as above
        f" AND NOT EXISTS (SELECT 1 FROM {{meta.db_table}} c WHERE c.{column} = OLD.{column}) THEN"
        f" RAISE EXCEPTION '{parent} % would be left without {what}', OLD.{column} USING ERRCODE = '23514'; END IF; "
        for column, parent in parents.items()
    )
    return [
        pgtrigger.Trigger(
            name=f"keeps_{what}",
            when=pgtrigger.After,
            operation=pgtrigger.Delete | pgtrigger.Update,
            timing=pgtrigger.Deferred,
            func=pgtrigger.Func(checks + "RETURN NULL;"),  # type: ignore[no-untyped-call]  # the library carries no types
        )
    ]
