"""The agenda: issues as a tree with stable codes."""

from typing import Any

from django.db.models import F, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Shape
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.filters import SlugFilter, StrictFilterSet
from negotiations.api.pagination import Key
from negotiations.api.references import issue_and_below
from negotiations.api.views import SLUG, ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Issue


class IssueSerializer(serializers.Serializer[Any]):
    """A point on the agenda."""

    code = serializers.SlugField()
    name = serializers.CharField()
    question = serializers.CharField(help_text="What a stance on it answers.")
    parent = serializers.SlugField(  # type: ignore[assignment]  # the API's own word; the metaclass takes it away
        source="parent.code", allow_null=True, default=None, help_text="Code of the issue above it."
    )
    order = serializers.IntegerField()


def issue_row_json(scope: Scope) -> JsonObject:
    return JsonObject(code="code", name="name", question="question", parent=F("parent__code"), order="order")


class IssueFilters(StrictFilterSet):
    parent = SlugFilter(field_name="parent__code", help_text="Code of the issue right above.")
    issue = SlugFilter(method="keep_below", help_text="Code of an issue: itself and all that lies below it.")

    def keep_below(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows.filter(pk__in=issue_and_below(code))


@extend_schema_view(list=describe_list("Issues, in the order of the agenda."), retrieve=describe_one("One issue."))
class IssueViewSet(ReadViewSet):
    shape = Shape(Issue, issue_row_json)
    serializer_class = IssueSerializer
    filterset_class = IssueFilters
    orderings = {"order": Key("order", of=int), "code": Key("code")}
    default_ordering = "order"
    what = "issue"
    lookup_field = "code"
    lookup_value_regex = SLUG

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return Issue.objects.all()
