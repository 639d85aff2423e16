"""Talks: negotiations, who sits in them in which role, the rounds, and the agenda."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from negotiations.models.actors import TAUGHT_BY, Actor
from negotiations.models.history import keep_history
from negotiations.models.record import Recorded, RecordQuerySet, dated, needs, one_of, term_field
from negotiations.vocabulary import Format, Initiator, Outcome, Precision, Rank, Role, RoundStatus, Stage, Strategy

EVIDENCE = "negotiations_evidence"


@keep_history()
class Negotiation(models.Model):
    """One talks process over one dispute. ``filed_under`` says whose talks are filed here: articles about talks between
    those actors belong to it. It is a filing rule and no statement about roles; roles are Participants, with evidence.
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    stage = term_field(Stage, blank=True)
    filed_under = models.ManyToManyField(Actor, related_name="filed_negotiations", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="") | Q(stage__in=[s.value for s in Stage]), name="negotiation_stage"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="negotiation_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/talks/{self.slug}/"


class ParticipantQuerySet(RecordQuerySet["Participant"]):
    """Named queries over seats."""

    def with_role(self, role: Role) -> "ParticipantQuerySet":
        """Seats held in that role."""
        return self.filter(role=role.value)


@keep_history()
class Participant(Recorded):
    """An actor's seat in one negotiation in one role; an actor with two roles has two rows."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="participants")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="seats")
    role = term_field(Role)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["negotiation", "role", "actor__name"]
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["negotiation", "actor", "role"], name="participant_once"),
            one_of("role", Role, "participant_role"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="participant_order",
            ),
        ]
        triggers = needs(EVIDENCE, "participant_id", "evidence")

    def __str__(self) -> str:
        return f"{self.actor} ({self.role})"


class PartyManager(models.Manager["Party"]):
    """Seats of primary parties to a dispute."""

    def get_queryset(self) -> "models.QuerySet[Party]":
        return RecordQuerySet(self.model, using=self._db).filter(role=Role.PARTY.value)

    def create(self, **values: object) -> "Party":
        return super().create(**{**values, "role": Role.PARTY.value})


class Party(Participant):
    """A primary party to the dispute."""

    objects = PartyManager()  # type: ignore[assignment,misc]  # a proxy's manager narrows its parent's on purpose

    class Meta:
        proxy = True
        verbose_name_plural = "parties"


class MediatorManager(models.Manager["Mediator"]):
    """Seats of those who help others to agree."""

    def get_queryset(self) -> "models.QuerySet[Mediator]":
        return RecordQuerySet(self.model, using=self._db).filter(role=Role.MEDIATOR.value)

    def create(self, **values: object) -> "Mediator":
        return super().create(**{**values, "role": Role.MEDIATOR.value})


class Mediator(Participant):
    """One who helps the parties to agree."""

    objects = MediatorManager()  # type: ignore[assignment,misc]  # a proxy's manager narrows its parent's on purpose

    class Meta:
        proxy = True


class TalkRoundQuerySet(RecordQuerySet["TalkRound"]):
    """Named queries over rounds."""

    def in_time(self) -> "TalkRoundQuerySet":
        """Oldest first; undated rounds last, in the order of their numbers."""
        return self.order_by(F("starts").asc(nulls_last=True), "number")


@keep_history(exclude=["needs_summary"])
class TalkRound(Recorded):
    """One meeting or closely linked series. ``number`` is its stable place in addresses, not its rank in time."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    venue = models.CharField(max_length=200, blank=True)
    country = models.CharField("country of the venue, ISO 3166-1 alpha-2", max_length=2, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    precision = term_field(Precision, default=Precision.UNKNOWN.value)
    status = term_field(RoundStatus, default=RoundStatus.ONGOING.value)
    outcome = term_field(Outcome, default=Outcome.UNKNOWN.value)
    format = term_field(Format, default=Format.UNKNOWN.value)
    initiated_by = term_field(Initiator, default=Initiator.UNKNOWN.value)
    strategy = term_field(Strategy, default=Strategy.UNKNOWN.value)
    level = models.CharField(max_length=200, blank=True)
    tone = models.CharField(max_length=300, blank=True)
    needs_summary = models.BooleanField(
        default=True, help_text="Something under the summary changed; a worker writes anew."
    )

    objects = TalkRoundQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["negotiation", "number"]
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["negotiation", "number"], name="round_number_once"),
            dated("starts", "precision", "round_dated"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")), name="round_order"
            ),
            one_of("precision", Precision, "round_precision"),
            one_of("status", RoundStatus, "round_status"),
            one_of("outcome", Outcome, "round_outcome"),
            one_of("format", Format, "round_format"),
            one_of("initiated_by", Initiator, "round_initiated_by"),
            one_of("strategy", Strategy, "round_strategy"),
        ]
        triggers = needs(EVIDENCE, "round_id", "evidence")
        indexes = [models.Index(fields=["id"], condition=Q(needs_summary=True), name="round_needs_summary")]

    def __str__(self) -> str:
        return self.venue or f"round {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.negotiation.get_absolute_url()}rounds/{self.number}/"


@keep_history()
class Attendance(Recorded):
    """Who sat in a round: a delegation (``person`` None), or a person for an actor, at what rank."""

    round = models.ForeignKey(TalkRound, on_delete=models.CASCADE, related_name="attendance")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="attended")
    person = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="attended_as_person"
    )
    title = models.CharField(max_length=200, blank=True)
    rank = term_field(Rank, default=Rank.UNKNOWN.value)

    objects = RecordQuerySet["Attendance"].as_manager()

    class Meta(Recorded.Meta):
        ordering = ["round", "actor__name"]
        constraints = [
            *Recorded.Meta.constraints,
            models.UniqueConstraint(fields=["round", "actor", "person"], name="attendance_once", nulls_distinct=False),
            one_of("rank", Rank, "attendance_rank"),
        ]
        triggers = needs(EVIDENCE, "attendance_id", "evidence")

    def __str__(self) -> str:
        return f"{self.person or self.actor} at {self.round}"


@keep_history(of_deletions=True)
class Issue(models.Model):
    """A point on the agenda, in a tree. ``question`` is what a stance on it answers."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    question = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_starter = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="issue_named")]

    def __str__(self) -> str:
        return self.name


@keep_history(of_deletions=True)
class IssueTerm(models.Model):
    """Words by which texts name an issue; editors extend them."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField(max_length=120)
    is_starter = models.BooleanField(default=False)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "text"], name="issue_term_once"),
            models.CheckConstraint(condition=~Q(text=""), name="issue_term_named"),
        ]

    def __str__(self) -> str:
        return self.text


@keep_history(of_deletions=True)
class FalseTerm(models.Model):
    """Words that hold a term of an issue and do not mean it ("security guard"), or a term that never does.

    *Ours*. In these words the issue and all below it are not seen in any text.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="false_terms")
    text = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True, help_text="What they mean.")
    taught_by = models.ManyToManyField(
        "negotiations.Decision", blank=True, editable=False, related_name="false_terms", help_text=TAUGHT_BY
    )

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint("issue", Lower("text"), name="false_term_once"),
            models.CheckConstraint(condition=~Q(text=""), name="false_term_named"),
        ]

    def __str__(self) -> str:
        return self.text
