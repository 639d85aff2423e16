"""What the extractor proposes, and what people decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from negotiations.models.articles import Snapshot
from negotiations.models.history import keep_history
from negotiations.models.readings import Reading
from negotiations.models.record import one_of, term_field
from negotiations.models.talks import Negotiation
from negotiations.vocabulary import Term


class SuggestionKind(Term):
    PARTICIPANT = "participant"
    ROUND = "round"
    POSITION = "position"
    PROPOSAL = "proposal"
    REACTION = "reaction"


class SuggestionState(Term):
    OPEN = "open"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Named queries over suggestions."""

    def undecided(self) -> "SuggestionQuerySet":
        """Those that no person has decided yet."""
        return self.filter(state=SuggestionState.OPEN.value)


@keep_history()
class Suggestion(models.Model):
    """One finding offered for the record. ``reading`` holds it with actors and issues as keys; ``fingerprint`` is the
    same for the same finding in the same snapshot, whichever run made it, so that decisions outlive new runs.

    ``is_shown``: confident enough to stand in the record at once, marked as not yet reviewed.
    """

    kind = term_field(SuggestionKind)
    state = term_field(SuggestionState, default=SuggestionState.OPEN.value)
    is_shown = models.BooleanField(default=False)
    # Neither has an index of its own: nothing is looked up by the one, and suggestion_once begins with the other.
    reading_run = models.ForeignKey(
        Reading, null=True, on_delete=models.SET_NULL, related_name="suggestions", db_index=False
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="suggestions", db_index=False)
    negotiation = models.ForeignKey(
        Negotiation, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=120)
    rules = models.CharField(max_length=60, help_text="Version of the rules.")
    confidence = models.FloatField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reading = models.JSONField()
    note = models.CharField(max_length=300, blank=True, help_text="Why an editor is asked: what could not be settled.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "fingerprint"], name="suggestion_once"),
            one_of("kind", SuggestionKind, "suggestion_kind"),
            one_of("state", SuggestionState, "suggestion_state"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="suggestion_span"),
            models.CheckConstraint(condition=Q(confidence__gte=0, confidence__lte=1), name="suggestion_confidence"),
        ]
        indexes = [models.Index(fields=["kind", "-confidence"], condition=Q(state="open"), name="suggestion_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} by {self.rule}"


class Verb(Term):
    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    UNDO = "undo"


class Decision(models.Model):
    """What a person decided about a suggestion: by whom, when, before and after. Decisions are added, never changed."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="decisions")
    verb = term_field(Verb)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    correction = models.JSONField(
        null=True, blank=True, help_text="With a rejection: which words were misread, and how; taught while it stands."
    )
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["pk"]
        constraints = [
            one_of("verb", Verb, "decision_verb"),
            models.CheckConstraint(condition=~Q(verb="reject") | ~Q(reason=""), name="decision_rejects_with_reason"),
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False) | (~Q(verb="undo") & Q(undoes__isnull=True)),
                name="decision_undoes_one",
            ),
            models.CheckConstraint(
                condition=Q(verb="reject") | Q(correction__isnull=True), name="decision_corrects_by_rejecting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.suggestion_id} by {self.editor_id}"
