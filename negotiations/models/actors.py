"""Actors as they exist apart from any talks: names, kinds, membership, and whom a person speaks for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from negotiations.models.history import keep_history
from negotiations.models.record import one_of, term_field
from negotiations.vocabulary import ActorKind, AliasKind

TAUGHT_BY = "The rejections that teach it, as long as they stand; empty where it was taught by itself."


class ActorQuerySet(models.QuerySet["Actor"]):
    """Named queries over actors."""

    def organisations(self) -> "ActorQuerySet":
        """Everything but people."""
        return self.exclude(kind=ActorKind.PERSON)

    def people(self) -> "ActorQuerySet":
        """People alone."""
        return self.filter(kind=ActorKind.PERSON)


@keep_history(of_deletions=True)
class Actor(models.Model):
    """A state, group, body, bloc or person. ``slug`` is its key in the lexicon, in addresses and in the API."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = term_field(ActorKind)
    iso2 = models.CharField("ISO 3166-1 alpha-2", max_length=2, blank=True)
    iso3 = models.CharField("ISO 3166-1 alpha-3", max_length=3, blank=True)
    country = models.CharField(
        "state whose affairs a group belongs to, ISO 3166-1 alpha-3",
        max_length=3,
        blank=True,
        help_text="For actors without a code of their own.",
    )
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    is_starter = models.BooleanField(default=False, help_text="Came with the product; the loader keeps it up to date.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            one_of("kind", ActorKind, "actor_kind"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="actor_named"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")), name="actor_not_part_of_itself"
            ),
            models.UniqueConstraint(fields=["iso3"], condition=~Q(iso3=""), name="actor_iso3_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/actors/{self.slug}/"


@keep_history(of_deletions=True)
class Alias(models.Model):
    """A name under which an actor appears. One text may belong to several actors."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    kind = term_field(AliasKind, default=AliasKind.NAME.value)
    is_starter = models.BooleanField(default=False)

    class Meta:
        ordering = ["text"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["actor", "text", "kind"], name="alias_once"),
            one_of("kind", AliasKind, "alias_kind"),
            models.CheckConstraint(condition=~Q(text=""), name="alias_named"),
        ]
        indexes = [models.Index(fields=["text"], name="alias_text")]

    def __str__(self) -> str:
        return self.text


@keep_history(of_deletions=True)
class Misnomer(models.Model):
    """Words that hold an actor's name and mean something else ("Washington Post"); editors extend the shipped ones.

    *Ours*. No actor is seen inside of them in any text.
    """

    text = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True, help_text="What they mean.")
    taught_by = models.ManyToManyField(
        "negotiations.Decision", blank=True, editable=False, related_name="misnomers", help_text=TAUGHT_BY
    )

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(Lower("text"), name="misnomer_once"),
            models.CheckConstraint(condition=~Q(text=""), name="misnomer_named"),
        ]

    def __str__(self) -> str:
        return self.text


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Named queries over affiliations."""

    def on(self, day: date) -> "AffiliationQuerySet":
        """Those that held on that day; an open end counts as holding."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=day)).filter(Q(until__isnull=True) | Q(until__gte=day))


@keep_history(of_deletions=True)
class Affiliation(models.Model):
    """A person's dated office: title, for whom, since and until (each None where not known)."""

    person = models.ForeignKey(
        Actor, on_delete=models.CASCADE, related_name="affiliations", limit_choices_to={"kind": "person"}
    )
    organisation = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="members")
    title = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    is_starter = models.BooleanField(default=False)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["person", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "title", "since"], name="affiliation_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="affiliation_order",
            ),
            models.CheckConstraint(condition=~Q(person=F("organisation")), name="affiliation_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title or 'of'} {self.organisation}"
