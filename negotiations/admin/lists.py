"""The lists that are kept in order here: actors, issues, negotiations, words that are no names."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from negotiations.admin.pages import Kept, ModelAdmin, TabularInline
from negotiations.models import (
    Actor,
    Affiliation,
    Alias,
    FalseTerm,
    Issue,
    IssueTerm,
    Misnomer,
    Negotiation,
)


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


@admin.register(Misnomer)
class MisnomerAdmin(ModelAdmin):
    list_display = ["text", "reason"]
    search_fields = ["text", "reason"]


@admin.register(FalseTerm)
class FalseTermAdmin(ModelAdmin):
    list_display = ["text", "issue", "reason"]
    list_filter = ["issue"]
    search_fields = ["text", "reason"]
