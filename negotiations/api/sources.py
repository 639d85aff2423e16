"""Sources: the outlets that articles come from, with their grading; how they are fetched is not shown."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Shape
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import LinkField
from negotiations.api.filters import StrictFilterSet, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.references import link_json
from negotiations.api.views import SLUG, ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Source, SourceKind
from negotiations.vocabulary import Reliability


class SourceSerializer(serializers.Serializer[Any]):
    """A publisher."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=SourceKind.choices())
    site_url = LinkField()
    reliability = serializers.ChoiceField(
        choices=Reliability.choices(), help_text="Admiralty code; F: cannot be judged."
    )
    notice = serializers.CharField(help_text="To be shown with every quote from this source.")


def source_json(scope: Scope) -> JsonObject:
    return JsonObject(
        slug="slug",
        name="name",
        kind="kind",
        site_url=link_json("site_url"),
        reliability="reliability",
        notice="notice",
    )


class SourceFilters(StrictFilterSet):
    kind = terms_filter(SourceKind)
    reliability = terms_filter(Reliability)


@extend_schema_view(list=describe_list("Sources, by name."), retrieve=describe_one("One source."))
class SourceViewSet(ReadViewSet):
    shape = Shape(Source, source_json)
    serializer_class = SourceSerializer
    filterset_class = SourceFilters
    orderings = {"name": Key("name")}
    default_ordering = "name"
    what = "source"
    lookup_field = "slug"
    lookup_value_regex = SLUG

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return Source.objects.all()
