"""Round summaries: sentences of which every one points at the evidence that it rests on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from negotiations.models.evidence import Evidence
from negotiations.models.history import keep_history
from negotiations.models.record import keeps, needs, one_of, term_field
from negotiations.models.talks import TalkRound
from negotiations.vocabulary import Term


class SummaryState(Term):
    DRAFT = "draft"
    APPROVED = "approved"
    STALE = "stale"
    RETRACTED = "retracted"


class Topic(Term):
    """The part of the brief that a sentence belongs to."""

    MEETING = "meeting"
    ATTENDANCE = "attendance"
    TABLED = "tabled"
    POSITIONS = "positions"
    MOVED = "moved"
    OUTCOME = "outcome"


@keep_history()
class RoundSummary(models.Model):
    """What happened in a round. ``version`` counts from 1 for each round; ``basis`` is the hash of what it rests on."""

    round = models.ForeignKey(TalkRound, on_delete=models.CASCADE, related_name="summaries")
    version = models.PositiveIntegerField()
    state = term_field(SummaryState, default=SummaryState.DRAFT.value)
    basis = models.CharField(max_length=64)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["round", "-version"]
        verbose_name_plural = "round summaries"
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="summary_version_once"),
            one_of("state", SummaryState, "summary_state"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="summary_approved_by",
            ),
        ]

    def __str__(self) -> str:
        return f"summary {self.version} of {self.round}"


class SummarySentence(models.Model):
    """One sentence of a summary. One without a reference cannot be stored."""

    summary = models.ForeignKey(RoundSummary, on_delete=models.CASCADE, related_name="sentences")
    order = models.PositiveSmallIntegerField()
    topic = term_field(Topic)
    text = models.TextField()

    class Meta:
        ordering = ["summary", "order"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "order"], name="sentence_order_once"),
            one_of("topic", Topic, "sentence_topic"),
            models.CheckConstraint(condition=~Q(text=""), name="sentence_has_text"),
        ]
        triggers = needs("negotiations_sentencereference", "sentence_id", "reference")

    def __str__(self) -> str:
        return self.text


class SentenceReference(models.Model):
    """Ties a sentence to a piece of evidence, and by it to the row of the record that it bears out."""

    sentence = models.ForeignKey(SummarySentence, on_delete=models.CASCADE, related_name="references")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="cited_in")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sentence", "evidence"], name="reference_once")]
        triggers = keeps({"sentence_id": "negotiations_summarysentence"}, "reference")

    def __str__(self) -> str:
        return str(self.evidence)
