"""Positions: what a participant demands, accepts or rejects on which issues, on what conditions, over time."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from negotiations.models.actors import Actor
from negotiations.models.history import keep_history
from negotiations.models.record import Recorded, RecordQuerySet, dated, keeps, needs, one_of, term_field
from negotiations.models.talks import EVIDENCE, Issue, Negotiation, TalkRound
from negotiations.vocabulary import Attribution, Modality, Precision, Relation, Stance


class PositionQuerySet(RecordQuerySet["Position"]):
    """Named queries over positions."""

    def held_by_then(self, day: date) -> "PositionQuerySet":
        """Positions taken on or before that day; undated ones are left out."""
        return self.filter(said_on__lte=day)

    def in_time(self) -> "PositionQuerySet":
        """Oldest first; undated last."""
        return self.order_by(F("said_on").asc(nulls_last=True), "pk")

    def of_today(self) -> "PositionQuerySet":
        """Without background and speculation: only what was really taken."""
        return self.filter(modality__in=[Modality.ACTUAL.value, Modality.FUTURE.value])


@keep_history()
class Position(Recorded):
    """One holder's stance at one time, on one or more issues, in a sentence. A later one supersedes it by its date."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="positions")
    round = models.ForeignKey(TalkRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="positions")
    holder = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="positions")
    speaker = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="spoken_positions")
    stance = term_field(Stance)
    attribution = term_field(Attribution)
    modality = term_field(Modality, default=Modality.ACTUAL.value)
    sentence = models.TextField(help_text="The position in one sentence, in the words of its evidence.")
    said_on = models.DateField(null=True, blank=True)
    said_precision = term_field(Precision, default=Precision.UNKNOWN.value)
    issues = models.ManyToManyField(Issue, through="PositionIssue", related_name="positions")
    proposal = models.ForeignKey("Proposal", null=True, blank=True, on_delete=models.SET_NULL, related_name="positions")

    objects = PositionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-said_on", "-pk"]
        constraints = [
            *Recorded.Meta.constraints,
            one_of("stance", Stance, "position_stance"),
            one_of("attribution", Attribution, "position_attribution"),
            one_of("modality", Modality, "position_modality"),
            one_of("said_precision", Precision, "position_precision"),
            dated("said_on", "said_precision", "position_dated"),
            models.CheckConstraint(condition=~Q(sentence=""), name="position_has_sentence"),
        ]
        indexes = [
            models.Index(fields=["negotiation", "holder", "said_on"], name="position_line"),
            # Lists run newest first with undated rows last; their key is never null (api/pagination.py).
            models.Index(
                Coalesce("said_on", models.Value(date.min, output_field=models.DateField())).desc(),
                F("id").desc(),
                name="position_newest",
            ),
        ]
        triggers = needs(EVIDENCE, "position_id", "evidence") + needs(
            "negotiations_positionissue", "position_id", "issue"
        )

    def __str__(self) -> str:
        return f"{self.holder} {self.get_stance_display()}: {self.sentence[:80]}"

    def get_absolute_url(self) -> str:
        return f"{self.negotiation.get_absolute_url()}#position-{self.pk}"


class PositionIssue(models.Model):
    """A point that a position is about."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="position_issues")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position", "issue"], name="position_issue_once")]
        triggers = keeps({"position_id": "negotiations_position"}, "issue")

    def __str__(self) -> str:
        return str(self.issue)


@keep_history()
class Condition(Recorded):
    """What a position waits for. *Ours*."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="conditions")
    relation = term_field(Relation)
    issues = models.ManyToManyField(Issue, through="ConditionIssue", related_name="conditions")

    objects = RecordQuerySet["Condition"].as_manager()

    class Meta(Recorded.Meta):
        ordering = ["position", "pk"]
        constraints = [*Recorded.Meta.constraints, one_of("relation", Relation, "condition_relation")]
        triggers = needs(EVIDENCE, "condition_id", "evidence") + needs(
            "negotiations_conditionissue", "condition_id", "issue"
        )

    def __str__(self) -> str:
        return f"{self.get_relation_display()} ({self.position_id})"


class ConditionIssue(models.Model):
    """A point that a condition is about."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="condition_issues")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["condition", "issue"], name="condition_issue_once")]
        triggers = keeps({"condition_id": "negotiations_condition"}, "issue")

    def __str__(self) -> str:
        return str(self.issue)
