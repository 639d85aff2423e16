"""Actors as they exist apart from any talks, with where they sit."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Shape, json_if, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.filters import SlugFilter, StrictFilterSet, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.participants import ParticipantSerializer, participant_json
from negotiations.api.references import ActorReference, actor_json
from negotiations.api.views import SLUG, ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Actor, Affiliation, Alias, Participant
from negotiations.vocabulary import ActorKind, AliasKind, Role


class AliasSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=AliasKind.choices())


class AffiliationSerializer(serializers.Serializer[Any]):
    """A person's dated office."""

    organisation = ActorReference()
    title = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)


class ActorSerializer(serializers.Serializer[Any]):
    """A state, group, body, bloc or person."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=ActorKind.choices())
    iso2 = serializers.CharField()
    iso3 = serializers.CharField()
    part_of = ActorReference(allow_null=True)
    aliases = AliasSerializer(many=True)
    affiliations = AffiliationSerializer(many=True)
    seats = ParticipantSerializer(many=True)


def actor_row_json(scope: Scope) -> JsonObject:
    offices = Affiliation.objects.filter(person=OuterRef("pk")).order_by("since", "pk")
    office = JsonObject(organisation=actor_json("organisation"), title="title", since="since", until="until")
    aliases = Alias.objects.filter(actor=OuterRef("pk")).order_by("text", "kind")
    seats = scope.rows(Participant).filter(actor=OuterRef("pk")).order_by("negotiation__name", "role")
    return JsonObject(
        slug="slug",
        name="name",
        kind="kind",
        iso2="iso2",
        iso3="iso3",
        part_of=json_if(Q(part_of__isnull=False), actor_json("part_of")),
        aliases=json_list(aliases, JsonObject(text="text", kind="kind")),
        affiliations=json_list(offices, office),
        seats=json_list(seats, participant_json(scope)),
    )


class ActorFilters(StrictFilterSet):
    kind = terms_filter(ActorKind)
    name = SlugFilter(
        method="keep_named", help_text="The name or an alias, as a whole; upper and lower case count alike."
    )
    negotiation = SlugFilter(method="keep_seated", help_text="Slug of a negotiation that it sits in.")
    role = terms_filter(
        Role, method="keep_seated", help_text="A role in which it sits somewhere (or in the `negotiation`)."
    )

    def keep_named(self, rows: QuerySet[Any], name: str, text: str) -> QuerySet[Any]:
        aliases = Alias.objects.filter(actor=OuterRef("pk"), text__iexact=text)
        return rows.filter(Q(name__iexact=text) | Exists(aliases))

    def keep_seated(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        slug, roles = self.form.cleaned_data.get("negotiation"), self.form.cleaned_data.get("role")
        if not slug and not roles:
            return rows
        seats = self.scope.rows(Participant).filter(actor=OuterRef("pk"))
        seats = seats.filter(negotiation__slug=slug) if slug else seats
        return rows.filter(Exists(seats.filter(role__in=roles) if roles else seats))


@extend_schema_view(list=describe_list("Actors, by name."), retrieve=describe_one("One actor."))
class ActorViewSet(ReadViewSet):
    shape = Shape(Actor, actor_row_json)
    serializer_class = ActorSerializer
    filterset_class = ActorFilters
    orderings = {"name": Key("name")}
    default_ordering = "name"
    what = "actor"
    lookup_field = "slug"
    lookup_value_regex = SLUG

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return Actor.objects.all()
