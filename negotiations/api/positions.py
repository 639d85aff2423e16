"""Positions: who stands where on what, since when, and in which words."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import Rank
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from negotiations.api.database_json import JsonObject, Shape, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import EvidenceSerializer, evidence_json
from negotiations.api.filters import (
    DayFilter,
    EvidencedFilterSet,
    IdFilter,
    MomentFilter,
    SlugFilter,
    read_scope,
    terms_filter,
)
from negotiations.api.pagination import Key
from negotiations.api.references import (
    ActorReference,
    IssueReference,
    NegotiationReference,
    ProposalReference,
    RoundReference,
    StatementSerializer,
    actor_json,
    issue_and_below,
    issues_json,
    negotiation_json,
    optional_actor_json,
    proposal_json,
    round_json,
    statement_fields,
)
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Condition, ConditionIssue, Position, PositionIssue
from negotiations.vocabulary import Attribution, Modality, Precision, Relation, Role, Stance


class ConditionSerializer(StatementSerializer):
    """What the position waits for."""

    relation = serializers.ChoiceField(choices=Relation.choices())
    issues = IssueReference(many=True)
    evidence = EvidenceSerializer(many=True)


class PositionSerializer(StatementSerializer):
    """One holder's stance at one time, on one or more issues."""

    negotiation = NegotiationReference()
    round = RoundReference(allow_null=True)
    proposal = ProposalReference(allow_null=True)
    holder = ActorReference()
    speaker = ActorReference(allow_null=True, help_text="Who said it, where that is told; not always the holder.")
    stance = serializers.ChoiceField(choices=Stance.choices())
    attribution = serializers.ChoiceField(choices=Attribution.choices())
    modality = serializers.ChoiceField(choices=Modality.choices())
    sentence = serializers.CharField()
    said_on = serializers.DateField(allow_null=True)
    said_precision = serializers.ChoiceField(choices=Precision.choices())
    issues = IssueReference(many=True)
    conditions = ConditionSerializer(many=True)
    evidence = EvidenceSerializer(many=True)


def conditions_json(scope: Scope) -> Any:
    return json_list(
        scope.rows(Condition).filter(position=OuterRef("pk")).order_by("pk"),
        JsonObject(
            **statement_fields(),
            relation="relation",
            issues=issues_json(ConditionIssue.objects.all(), "condition"),
            evidence=evidence_json(scope, "condition"),
        ),
    )


def position_json(scope: Scope) -> JsonObject:
    return JsonObject(
        **statement_fields(),
        negotiation=negotiation_json(),
        round=round_json(scope),
        proposal=proposal_json(scope),
        holder=actor_json("holder"),
        speaker=optional_actor_json("speaker"),
        stance="stance",
        attribution="attribution",
        modality="modality",
        sentence="sentence",
        said_on="said_on",
        said_precision="said_precision",
        issues=issues_json(PositionIssue.objects.all(), "position"),
        conditions=conditions_json(scope),
        evidence=evidence_json(scope, "position"),
    )


def standing_on(positions: QuerySet[Position], day: date, *, issues: list[int] | None = None) -> QuerySet[Any]:
    """Keys of those of ``positions`` that are the present stance of their holder on that day, on any of ``issues``.

    Without ``issues``: on any. What was said on the same last day stands side by side; background is no stance.
    """
    said = positions.held_by_then(day).of_today()  # type: ignore[attr-defined]  # QuerySet of Position is a PositionQuerySet
    links = PositionIssue.objects.filter(position__in=said.values("pk"))
    if issues is not None:
        links = links.filter(issue__in=issues)
    latest_first = Window(
        Rank(),
        partition_by=[F("position__negotiation"), F("position__holder"), F("issue")],
        order_by=F("position__said_on").desc(),
    )
    return links.annotate(place=latest_first).filter(place=1).values("position")


class PositionFilters(EvidencedFilterSet):
    evidenced = "position"
    negotiation = SlugFilter(field_name="negotiation__slug", help_text="Slug of the negotiation.")
    holder = SlugFilter(field_name="holder__slug", help_text="Slug of the actor whose position it is.")
    actor = SlugFilter(method="keep_of_actor", help_text="Slug of an actor that holds or speaks it.")
    role = terms_filter(Role, method="keep_with_role", help_text="Role of the holder in the negotiation.")
    round = IdFilter(method="keep_of_round", help_text="Id of the round in which it was taken.")
    issue = SlugFilter(method="keep_on_issue", help_text="Code of an issue; what lies below it in the tree counts too.")
    stance = terms_filter(Stance)
    attribution = terms_filter(Attribution)
    modality = terms_filter(Modality)
    from_ = DayFilter(field_name="said_on", lookup_expr="gte", help_text="Said on that day or after it.")
    to = DayFilter(field_name="said_on", lookup_expr="lte", help_text="Said on that day or before it.")
    on = DayFilter(
        method="keep_present_on",
        help_text="The present stance of each holder on each issue on that day. A position stands here if it is the"
        " latest on at least one of its issues (with `issue`: of those); two of one day stand side by side.",
    )
    recorded_on = MomentFilter(
        method="keep_all",
        help_text="For editors: what was shown at that moment (ISO 8601), including what has been retracted since;"
        " `standing` is that of today.",
    )

    def keep_of_actor(self, rows: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        return rows.filter(holder__slug=slug) | rows.filter(speaker__slug=slug)

    def keep_with_role(self, rows: QuerySet[Any], name: str, roles: list[str]) -> QuerySet[Any]:
        return rows.filter(self.sits(roles, actor="holder", negotiation="negotiation")) if roles else rows

    def keep_of_round(self, rows: QuerySet[Any], name: str, key: Any) -> QuerySet[Any]:
        return rows.filter(self.scope.standing("round__"), round=int(key))

    def keep_on_issue(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows.filter(
            Exists(PositionIssue.objects.filter(position=OuterRef("pk"), issue__in=issue_and_below(code)))
        )

    def keep_present_on(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        code = self.form.cleaned_data.get("issue")
        issues = issue_and_below(code) if code else None
        return rows.filter(pk__in=standing_on(self.scope.rows(Position), day, issues=issues))


class LooksBackAsEditor(BasePermission):
    """What has been taken back since was taken back for a reason; looking at it as it was shown is for editors."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if read_scope(request.query_params).moment is None or request.user.has_perm("negotiations.add_decision"):
            return True
        raise PermissionDenied(
            "What was shown at an earlier moment is for signed-in editors; leave recorded_on out to see what stands.",
            code="editors-only",
        )


@extend_schema_view(list=describe_list("Positions, newest first."), retrieve=describe_one("One position."))
class PositionViewSet(ReadViewSet):
    permission_classes = [LooksBackAsEditor]
    shape = Shape(Position, position_json)
    serializer_class = PositionSerializer
    filterset_class = PositionFilters
    orderings = {"said_on": Key("said_on", of=date), "recorded_at": Key("recorded_at", of=datetime)}
    default_ordering = "-said_on"
    what = "position"
