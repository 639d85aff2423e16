"""The administration: lists are kept in order here; the record, its evidence and its history are only looked at.

What stands in the record is decided at the desk, where it leaves a decision behind. So rows of the record cannot be
changed here, and nothing that others rest on can be deleted.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from negotiations.models import (
    Actor,
    Affiliation,
    Alias,
    Article,
    Attendance,
    Condition,
    Decision,
    Evidence,
    Intake,
    Issue,
    IssueTerm,
    Negotiation,
    Participant,
    Position,
    Proposal,
    ProposalTerm,
    Reaction,
    Reading,
    RoundSummary,
    SentenceReference,
    Snapshot,
    Source,
    SourceFetch,
    Suggestion,
    SummarySentence,
    TalkRound,
)

if TYPE_CHECKING:  # the stubs are generic, Django's own classes are not
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from django.contrib.admin import ModelAdmin, TabularInline

admin.site.site_header = "Parley"
admin.site.site_title = "Parley"
admin.site.index_title = "Lists to keep, and the record to look at"
admin.site.empty_value_display = "–"


class Kept:
    """May be added and changed by those with the permission, but not deleted: rows rest on it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookedAt(Kept):
    """May only be looked at."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AliasInline(TabularInline):
    model = Alias
    fields = ["text", "kind"]
    extra = 1


class AffiliationInline(TabularInline):
    model = Affiliation
    fk_name = "person"
    fields = ["organisation", "title", "since", "until"]
    autocomplete_fields = ["organisation"]
    extra = 0
    verbose_name = "office"
    verbose_name_plural = "offices held, if this is a person"


@admin.register(Actor)
class ActorAdmin(Kept, ModelAdmin):
    list_display = ["name", "kind", "iso3", "part_of", "aliases_count"]
    list_filter = ["kind", "is_starter"]
    list_select_related = ["part_of"]
    search_fields = ["name", "slug", "aliases__text"]
    autocomplete_fields = ["part_of"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["is_starter", "created_at"]
    inlines = [AliasInline, AffiliationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        actors: QuerySet[Actor] = super().get_queryset(request)
        return actors.annotate(aliases_number=Count("aliases"))

    @admin.display(description="aliases", ordering="aliases_number")
    def aliases_count(self, actor: Any) -> int:
        return int(actor.aliases_number)

    def get_readonly_fields(self, request: HttpRequest, obj: Actor | None = None) -> list[str]:
        """The key of an actor is in addresses, in the API and in readings; it is given once."""
        return [*self.readonly_fields, *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Actor | None = None) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)


class IssueTermInline(TabularInline):
    model = IssueTerm
    fields = ["text"]
    extra = 1


@admin.register(Issue)
class IssueAdmin(Kept, ModelAdmin):
    list_display = ["name", "code", "parent", "question", "order"]
    list_filter = ["is_starter"]
    list_select_related = ["parent"]
    search_fields = ["name", "code", "terms__text"]
    prepopulated_fields = {"code": ["name"]}
    readonly_fields = ["is_starter"]
    inlines = [IssueTermInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Issue | None = None) -> list[str]:
        """The code of an issue is stable."""
        return [*self.readonly_fields, *(["code"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Issue | None = None) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)


@admin.register(Negotiation)
class NegotiationAdmin(Kept, ModelAdmin):
    list_display = ["name", "subject", "stage", "slug"]
    list_filter = ["stage"]
    search_fields = ["name", "subject", "slug"]
    autocomplete_fields = ["filed_under"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["created_at"]


class LookInline(LookedAt, TabularInline):
    model = SourceFetch
    fields = ["at", "status", "entries", "new", "error_code", "error"]
    readonly_fields = ["at", "status", "entries", "new", "error_code", "error"]
    extra = 0
    max_num = 0
    verbose_name_plural = "last looks"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFetch]:
        """The last week of an hourly feed; an inline cannot be sliced."""
        latest = SourceFetch.objects.order_by("-at").values("pk")[:2000]
        return super().get_queryset(request).filter(pk__in=latest)


@admin.register(Source)
class SourceAdmin(Kept, ModelAdmin):
    list_display = ["name", "kind", "reliability", "is_active", "fetched_at", "failures", "error_code"]
    list_filter = ["kind", "is_active", "reliability"]
    search_fields = ["name", "slug", "feed_url"]
    fields = [
        "name",
        "slug",
        "kind",
        "feed_url",
        "site_url",
        "reliability",
        "notice",
        "is_active",
        "interval_minutes",
        "fetched_at",
        "not_before",
        "failures",
        "error",
    ]
    readonly_fields = ["kind", "feed_url", "fetched_at", "not_before", "failures", "error"]
    inlines = [LookInline]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Feeds are added on the page of sources, where their address is checked."""
        return False


@admin.register(Article)
class ArticleAdmin(Kept, ModelAdmin):
    """What an article is can be set right; its text cannot."""

    list_display = ["__str__", "source", "published", "published_precision", "language", "credibility"]
    list_filter = ["source", "language", "credibility"]
    list_select_related = ["source"]
    search_fields = ["title", "address"]
    date_hierarchy = "published"
    fields = [
        "title",
        "author",
        "source",
        "address",
        "published",
        "published_precision",
        "language",
        "credibility",
        "created_at",
    ]
    readonly_fields = ["address", "created_at"]
    autocomplete_fields = ["source"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Articles come in by the doors alone."""
        return False


class LookedAtAdmin(LookedAt, ModelAdmin):
    """A list that is only looked at."""

    show_full_result_count = False


@admin.register(Snapshot)
class SnapshotAdmin(LookedAtAdmin):
    list_display = ["article", "taken_at", "content_type", "extractor", "text_sha256"]
    list_select_related = ["article"]
    search_fields = ["article__title", "address", "text_sha256"]
    exclude = ["body"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        return super().get_queryset(request).defer("body")


@admin.register(Intake)
class IntakeAdmin(LookedAtAdmin):
    list_display = ["__str__", "door", "stage", "state", "outcome", "source", "received_at", "error_code"]
    list_filter = ["state", "door", "stage", "outcome", "error_code"]
    list_select_related = ["source"]
    search_fields = ["title", "address", "filename"]
    exclude = ["body", "lease_until"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Intake]:
        return super().get_queryset(request).defer("body")


@admin.register(Reading)
class ReadingAdmin(LookedAtAdmin):
    list_display = ["pk", "article", "rules", "stage", "state", "finished_at", "error_code"]
    list_filter = ["state", "stage", "rules"]
    list_select_related = ["snapshot__article"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        return super().get_queryset(request).defer("snapshot__body", "snapshot__text")

    @admin.display(ordering="snapshot__article")
    def article(self, reading: Reading) -> str:
        return str(reading.snapshot.article)


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
