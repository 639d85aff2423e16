"""The record, its evidence and what was decided: only looked at."""

from django.contrib import admin

from negotiations.admin.pages import LookedAt, LookedAtAdmin, TabularInline
from negotiations.models import (
    Attendance,
    Condition,
    Decision,
    Evidence,
    Participant,
    Position,
    Proposal,
    ProposalTerm,
    Reaction,
    RoundSummary,
    SentenceReference,
    Suggestion,
    SummarySentence,
    TalkRound,
)


@admin.register(Evidence)
class EvidenceAdmin(LookedAtAdmin):
    list_display = ["quote", "aspect", "snapshot_id", "start", "end", "recorded_at", "retracted_at"]
    list_filter = ["aspect", ("retracted_at", admin.EmptyFieldListFilter)]
    search_fields = ["quote"]


class DecisionInline(LookedAt, TabularInline):
    model = Decision
    fields = ["verb", "editor", "decided_at", "reason", "before", "after"]
    readonly_fields = ["verb", "editor", "decided_at", "reason", "before", "after"]
    extra = 0
    max_num = 0


@admin.register(Suggestion)
class SuggestionAdmin(LookedAtAdmin):
    list_display = ["__str__", "kind", "state", "is_shown", "negotiation", "confidence", "rules", "note"]
    list_filter = ["state", "kind", "is_shown", "negotiation", "rule"]
    list_select_related = ["negotiation"]
    search_fields = ["rule", "note", "fingerprint"]
    inlines = [DecisionInline]


@admin.register(Decision)
class DecisionAdmin(LookedAtAdmin):
    list_display = ["suggestion_id", "verb", "editor", "decided_at", "reason"]
    list_filter = ["verb", "editor"]
    list_select_related = ["editor"]
    search_fields = ["reason"]
    date_hierarchy = "decided_at"


class RecordAdmin(LookedAtAdmin):
    """A row of the record, with how it stands."""

    list_filter = ["standing"]


@admin.register(Participant)
class ParticipantAdmin(RecordAdmin):
    list_display = ["actor", "role", "negotiation", "since", "until", "standing"]
    list_filter = ["standing", "role", "negotiation"]
    list_select_related = ["actor", "negotiation"]
    search_fields = ["actor__name"]


@admin.register(TalkRound)
class TalkRoundAdmin(RecordAdmin):
    list_display = ["negotiation", "number", "venue", "starts", "ends", "status", "outcome", "standing"]
    list_filter = ["standing", "status", "outcome", "negotiation"]
    list_select_related = ["negotiation"]
    search_fields = ["venue"]


@admin.register(Attendance)
class AttendanceAdmin(RecordAdmin):
    list_display = ["round", "actor", "person", "title", "rank", "standing"]
    list_filter = ["standing", "rank"]
    list_select_related = ["round", "actor", "person"]
    search_fields = ["actor__name", "person__name"]


@admin.register(Position)
class PositionAdmin(RecordAdmin):
    list_display = ["holder", "stance", "sentence", "said_on", "attribution", "modality", "negotiation", "standing"]
    list_filter = ["standing", "stance", "attribution", "modality", "negotiation"]
    list_select_related = ["holder", "negotiation"]
    search_fields = ["sentence", "holder__name"]
    date_hierarchy = "said_on"


@admin.register(Condition)
class ConditionAdmin(RecordAdmin):
    list_display = ["position", "relation", "standing"]
    list_filter = ["standing", "relation"]
    list_select_related = ["position__holder"]


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    list_display = ["title", "negotiation", "tabled_on", "is_revision", "standing"]
    list_filter = ["standing", "negotiation"]
    list_select_related = ["negotiation"]
    search_fields = ["title"]


@admin.register(ProposalTerm)
class ProposalTermAdmin(RecordAdmin):
    list_display = ["sentence", "issue", "phase", "proposal", "standing"]
    list_select_related = ["issue", "proposal"]
    search_fields = ["sentence"]


@admin.register(Reaction)
class ReactionAdmin(RecordAdmin):
    list_display = ["actor", "answer", "proposal", "given_on", "standing"]
    list_filter = ["standing", "answer"]
    list_select_related = ["actor", "proposal"]
    search_fields = ["actor__name", "proposal__title"]


class SentenceInline(LookedAt, TabularInline):
    model = SummarySentence
    fields = ["order", "topic", "text"]
    readonly_fields = ["order", "topic", "text"]
    extra = 0
    max_num = 0


@admin.register(RoundSummary)
class RoundSummaryAdmin(LookedAtAdmin):
    list_display = ["round", "version", "state", "written_at", "approved_by", "approved_at"]
    list_filter = ["state"]
    list_select_related = ["round", "approved_by"]
    inlines = [SentenceInline]


@admin.register(SentenceReference)
class SentenceReferenceAdmin(LookedAtAdmin):
    list_display = ["sentence", "evidence"]
    list_select_related = ["sentence", "evidence"]
