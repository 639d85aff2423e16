"""What came in, from where and how far it got: only looked at, but for the grading of sources and articles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from negotiations.admin.pages import Kept, LookedAt, LookedAtAdmin, ModelAdmin, TabularInline
from negotiations.models import (
    Article,
    BulkImport,
    Host,
    Intake,
    ModelAnswer,
    Pulse,
    Reading,
    Remake,
    Snapshot,
    Source,
    SourceFetch,
    Story,
)


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


@admin.register(Story)
class StoryAdmin(LookedAtAdmin):
    list_display = ["pk", "created_at"]


@admin.register(Host)
class HostAdmin(LookedAtAdmin):
    list_display = ["name", "next_visit_at", "trouble", "troubles", "delay_seconds", "robots_status", "robots_read_at"]
    search_fields = ["name"]


@admin.register(BulkImport)
class BulkImportAdmin(LookedAtAdmin):
    list_display = ["name", "kind", "state", "position", "total", "refused", "created_at", "finished_at"]
    list_filter = ["kind", "state"]
    search_fields = ["name"]


@admin.register(Remake)
class RemakeAdmin(LookedAtAdmin):
    list_display = ["snapshot_id", "state", "outcome", "finished_at", "error_code"]
    list_filter = ["state", "outcome"]


@admin.register(Pulse)
class PulseAdmin(LookedAtAdmin):
    list_display = ["part", "at"]


@admin.register(ModelAnswer)
class ModelAnswerAdmin(LookedAtAdmin):
    list_display = ["model", "tokens", "is_sound", "asked_at"]
    list_filter = ["model", "is_sound"]
    date_hierarchy = "asked_at"
