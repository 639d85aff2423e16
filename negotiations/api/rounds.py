"""Rounds of talks: where, when, who sat there, and how they ended."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Moment, Shape, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import EvidenceSerializer, evidence_json
from negotiations.api.filters import DayFilter, EvidencedFilterSet, IdFilter, SlugFilter, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.references import (
    MOMENT_FORMAT,
    ActorReference,
    NegotiationReference,
    StatementSerializer,
    actor_json,
    negotiation_json,
    optional_actor_json,
    statement_fields,
)
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Attendance, RoundSummary, SummaryState, TalkRound
from negotiations.vocabulary import Format, Initiator, Outcome, Precision, Rank, Role, RoundStatus, Strategy

SHOWN_STATES = [term for term in SummaryState.choices() if term[0] != SummaryState.RETRACTED]


class AttendanceSerializer(StatementSerializer):
    """Who sat in the round: a delegation, or a person for an actor, at what rank."""

    actor = ActorReference()
    person = ActorReference(allow_null=True)
    title = serializers.CharField()
    rank = serializers.ChoiceField(choices=Rank.choices())
    evidence = EvidenceSerializer(many=True)


class SummaryStateSerializer(serializers.Serializer[Any]):
    """How the newest summary of the round stands; its sentences are at rounds/{id}/summary/."""

    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    written_at = serializers.DateTimeField(format=MOMENT_FORMAT)


class RoundSerializer(StatementSerializer):
    """One meeting or closely linked series."""

    negotiation = NegotiationReference()
    number = serializers.IntegerField(help_text="Its stable place in addresses, not its rank in time.")
    venue = serializers.CharField()
    country = serializers.CharField(help_text="Of the venue, ISO 3166-1 alpha-2.")
    starts = serializers.DateField(allow_null=True)
    ends = serializers.DateField(allow_null=True)
    precision = serializers.ChoiceField(choices=Precision.choices(), help_text="Of both dates.")
    status = serializers.ChoiceField(choices=RoundStatus.choices())
    outcome = serializers.ChoiceField(choices=Outcome.choices())
    format = serializers.ChoiceField(choices=Format.choices())
    initiated_by = serializers.ChoiceField(choices=Initiator.choices())
    strategy = serializers.ChoiceField(choices=Strategy.choices())
    level = serializers.CharField()
    tone = serializers.CharField()
    evidence = EvidenceSerializer(many=True)
    attendance = AttendanceSerializer(many=True)
    summary = SummaryStateSerializer(allow_null=True)


def attendance_json(scope: Scope) -> Any:
    rows = scope.rows(Attendance).filter(round=OuterRef("pk")).order_by("actor__name", "pk")
    return json_list(
        rows,
        JsonObject(
            **statement_fields(),
            actor=actor_json("actor"),
            person=optional_actor_json("person"),
            title="title",
            rank="rank",
            evidence=evidence_json(scope, "attendance"),
        ),
    )


def summary_state_json(scope: Scope) -> Any:
    newest = RoundSummary.objects.filter(scope.summaries(), round=OuterRef("pk")).order_by("-version")
    return Subquery(
        newest.values(json=JsonObject(version="version", state="state", written_at=Moment("written_at")))[:1]
    )


PLAIN = [
    "number",
    "venue",
    "country",
    "starts",
    "ends",
    "precision",
    "status",
    "outcome",
    "format",
    "initiated_by",
    "strategy",
    "level",
    "tone",
]


def round_row_json(scope: Scope) -> JsonObject:
    return JsonObject(
        **statement_fields(),
        negotiation=negotiation_json(),
        **{name: name for name in PLAIN},
        evidence=evidence_json(scope, "round"),
        attendance=attendance_json(scope),
        summary=summary_state_json(scope),
    )


class RoundFilters(EvidencedFilterSet):
    evidenced = "round"
    negotiation = SlugFilter(field_name="negotiation__slug", help_text="Slug of the negotiation.")
    number = IdFilter(
        field_name="number",
        max_value=2**31 - 1,
        help_text="With `negotiation` it names one round; ids are other numbers.",
    )
    actor = SlugFilter(
        method="keep_attended", help_text="Slug of an actor, delegation or person, that sat in the round."
    )
    role = terms_filter(
        Role, method="keep_with_role", help_text="Where one (or the `actor`) sat that has this role in the negotiation."
    )
    outcome = terms_filter(Outcome)
    status = terms_filter(RoundStatus)
    venue = SlugFilter(field_name="venue", lookup_expr="iexact", help_text="Name of the venue.")
    from_ = DayFilter(method="keep_from", help_text="Still going on that day or begun after it.")
    to = DayFilter(field_name="starts", lookup_expr="lte", help_text="Begun on that day or before it.")

    def keep_from(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        ended: QuerySet[Any] = rows.annotate(last_day=Coalesce("ends", "starts")).filter(last_day__gte=day)
        return ended  # undated rounds have no last day

    def keep_attended(self, rows: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        return rows.filter(Exists(self._attendance(slug)))

    def keep_with_role(self, rows: QuerySet[Any], name: str, roles: list[str]) -> QuerySet[Any]:
        if not roles:
            return rows
        sits = self.sits(roles, actor="actor", negotiation="round__negotiation")
        return rows.filter(Exists(self._attendance(self.form.cleaned_data.get("actor")).filter(sits)))

    def _attendance(self, slug: str | None) -> QuerySet[Any]:
        rows = self.scope.rows(Attendance).filter(round=OuterRef("pk"))
        return rows.filter(Q(actor__slug=slug) | Q(person__slug=slug)) if slug else rows


@extend_schema_view(list=describe_list("Rounds of talks, with who sat there."), retrieve=describe_one("One round."))
class RoundViewSet(ReadViewSet):
    shape = Shape(TalkRound, round_row_json)
    serializer_class = RoundSerializer
    filterset_class = RoundFilters
    orderings = {
        "starts": Key("starts", of=date),
        "number": Key("number", of=int),
        "recorded_at": Key("recorded_at", of=datetime),
    }
    default_ordering = "-starts"
    what = "round"
