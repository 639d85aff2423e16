"""Talks processes, each with who sits there in which role."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Moment, Shape, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.filters import SlugFilter, StrictFilterSet, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.participants import SeatSerializer, seat_fields
from negotiations.api.references import MOMENT_FORMAT
from negotiations.api.views import SLUG, ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Negotiation, Participant
from negotiations.vocabulary import Role, Stage


class NegotiationSerializer(serializers.Serializer[Any]):
    """One talks process over one dispute."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    subject = serializers.CharField()
    stage = serializers.ChoiceField(choices=[("", "not known"), *Stage.choices()])
    created_at = serializers.DateTimeField(format=MOMENT_FORMAT)
    participants = SeatSerializer(many=True)


def negotiation_row_json(scope: Scope) -> JsonObject:
    seats = scope.rows(Participant).filter(negotiation=OuterRef("pk")).order_by("role", "actor__name", "pk")
    return JsonObject(
        slug="slug",
        name="name",
        subject="subject",
        stage="stage",
        created_at=Moment("created_at"),
        participants=json_list(seats, JsonObject(**seat_fields(scope))),
    )


class NegotiationFilters(StrictFilterSet):
    stage = terms_filter(Stage)
    actor = SlugFilter(method="keep_with_actor", help_text="Slug of an actor that sits there.")
    role = terms_filter(Role, method="keep_with_role", help_text="Where somebody (or the `actor`) sits in that role.")

    def keep_with_actor(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        roles = self.form.cleaned_data.get("role")
        return rows.filter(Exists(self._seats(actor__slug=value, **({"role__in": roles} if roles else {}))))

    def keep_with_role(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows.filter(Exists(self._seats(role__in=value))) if value else rows

    def _seats(self, **which: Any) -> QuerySet[Any]:
        return self.scope.rows(Participant).filter(negotiation=OuterRef("pk"), **which)


@extend_schema_view(list=describe_list("All negotiations."), retrieve=describe_one("One negotiation."))
class NegotiationViewSet(ReadViewSet):
    shape = Shape(Negotiation, negotiation_row_json)
    serializer_class = NegotiationSerializer
    filterset_class = NegotiationFilters
    orderings = {"name": Key("name"), "created_at": Key("created_at", of=datetime)}
    default_ordering = "name"
    what = "negotiation"
    lookup_field = "slug"
    lookup_value_regex = SLUG

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return Negotiation.objects.all()
