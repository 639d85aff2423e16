"""Seats in negotiations: all of them, and parties and mediators each as a resource of their own."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Shape
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import EvidenceSerializer, evidence_json
from negotiations.api.filters import DayFilter, SlugFilter, StrictFilterSet, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.references import (
    ActorReference,
    NegotiationReference,
    StatementSerializer,
    actor_json,
    negotiation_json,
    statement_fields,
)
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Mediator, Participant, Party
from negotiations.vocabulary import Role


class SeatSerializer(StatementSerializer):
    """An actor's seat in one role, with its evidence."""

    actor = ActorReference()
    role = serializers.ChoiceField(choices=Role.choices())
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    evidence = EvidenceSerializer(many=True)


class ParticipantSerializer(SeatSerializer):
    """An actor's seat in one negotiation in one role; an actor with two roles has two."""

    negotiation = NegotiationReference()


def seat_fields(scope: Scope) -> dict[str, Any]:
    return {
        **statement_fields(),
        "actor": actor_json("actor"),
        "role": "role",
        "since": "since",
        "until": "until",
        "evidence": evidence_json(scope, "participant"),
    }


def participant_json(scope: Scope) -> JsonObject:
    return JsonObject(**seat_fields(scope), negotiation=negotiation_json())


class SeatFilters(StrictFilterSet):
    """What parties and mediators can be narrowed by."""

    negotiation = SlugFilter(field_name="negotiation__slug", help_text="Slug of the negotiation.")
    actor = SlugFilter(field_name="actor__slug", help_text="Slug of the actor.")
    on = DayFilter(method="keep_held_on", help_text="Seats held on that day; an end that is not known counts as open.")

    def keep_held_on(self, rows: QuerySet[Any], name: str, day: Any) -> QuerySet[Any]:
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return rows.filter(begun & (Q(until__isnull=True) | Q(until__gte=day)))


class ParticipantFilters(SeatFilters):
    role = terms_filter(Role)


@extend_schema_view(list=describe_list("Seats in negotiations, in every role."), retrieve=describe_one("One seat."))
class ParticipantViewSet(ReadViewSet):
    shape = Shape(Participant, participant_json)
    serializer_class = ParticipantSerializer
    filterset_class = ParticipantFilters
    orderings = {"actor": Key("actor__name"), "recorded_at": Key("recorded_at", of=datetime), "id": Key("id", of=int)}
    default_ordering = "actor"
    what = "seat"


@extend_schema_view(list=describe_list("The primary parties of each dispute."), retrieve=describe_one("One party."))
class PartyViewSet(ParticipantViewSet):
    shape = Shape(Party, participant_json)
    filterset_class = SeatFilters
    what = "party"


@extend_schema_view(list=describe_list("Those who help the parties to agree."), retrieve=describe_one("One mediator."))
class MediatorViewSet(ParticipantViewSet):
    shape = Shape(Mediator, participant_json)
    filterset_class = SeatFilters
    what = "mediator"
