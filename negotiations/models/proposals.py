"""Proposals put on the table, their terms, and who answered what."""

from django.db import models
from django.db.models import Q

from negotiations.models.actors import Actor
from negotiations.models.history import keep_history
from negotiations.models.record import Recorded, RecordQuerySet, dated, keeps, needs, one_of, term_field
from negotiations.models.talks import EVIDENCE, Issue, Negotiation, TalkRound
from negotiations.vocabulary import Answer, Precision


@keep_history()
class Proposal(Recorded):
    """One version of a text put on the table. ``revises`` names the version that it supersedes."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="proposals")
    round = models.ForeignKey(TalkRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    title = models.CharField(max_length=300)
    is_revision = models.BooleanField(default=False, help_text="The text calls it revised, amended or new.")
    revises = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions")
    tabled_on = models.DateField(null=True, blank=True)
    tabled_precision = term_field(Precision, default=Precision.UNKNOWN.value)
    sponsors = models.ManyToManyField(Actor, through="ProposalSponsor", related_name="proposals")

    objects = RecordQuerySet["Proposal"].as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-tabled_on", "-pk"]
        constraints = [
            *Recorded.Meta.constraints,
            dated("tabled_on", "tabled_precision", "proposal_dated"),
            one_of("tabled_precision", Precision, "proposal_precision"),
            models.CheckConstraint(condition=~Q(title=""), name="proposal_named"),
        ]
        triggers = needs(EVIDENCE, "proposal_id", "evidence") + needs(
            "negotiations_proposalsponsor", "proposal_id", "sponsor"
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.negotiation.get_absolute_url()}#proposal-{self.pk}"


class ProposalSponsor(models.Model):
    """One who put a proposal on the table."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="proposal_sponsors")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "actor"], name="proposal_sponsor_once")]
        triggers = keeps({"proposal_id": "negotiations_proposal"}, "sponsor")

    def __str__(self) -> str:
        return str(self.actor)


@keep_history()
class ProposalTerm(Recorded):
    """One term of a proposal, on an issue; ``phase`` from 1 where the text has phases."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="terms")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    phase = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.TextField()

    objects = RecordQuerySet["ProposalTerm"].as_manager()

    class Meta(Recorded.Meta):
        ordering = ["proposal", "phase", "pk"]
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(condition=~Q(sentence=""), name="term_has_sentence"),
            models.CheckConstraint(condition=Q(phase__isnull=True) | Q(phase__gte=1), name="term_phase"),
        ]
        triggers = needs(EVIDENCE, "term_id", "evidence")

    def __str__(self) -> str:
        return self.sentence[:80]


@keep_history()
class Reaction(Recorded):
    """A participant's answer to one version of a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reactions")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="reactions")
    answer = term_field(Answer)
    given_on = models.DateField(null=True, blank=True)
    given_precision = term_field(Precision, default=Precision.UNKNOWN.value)

    objects = RecordQuerySet["Reaction"].as_manager()

    class Meta(Recorded.Meta):
        ordering = ["proposal", "given_on", "pk"]
        constraints = [
            *Recorded.Meta.constraints,
            one_of("answer", Answer, "reaction_answer"),
            dated("given_on", "given_precision", "reaction_dated"),
            one_of("given_precision", Precision, "reaction_precision"),
        ]
        triggers = needs(EVIDENCE, "reaction_id", "evidence")

    def __str__(self) -> str:
        return f"{self.actor} {self.get_answer_display()} {self.proposal}"
