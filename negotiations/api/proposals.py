"""Proposals: what was put on the table by whom, its terms, and who answered what."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Shape, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import EvidenceSerializer, evidence_json
from negotiations.api.filters import DayFilter, EvidencedFilterSet, IdFilter, SlugFilter, terms_filter
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
    issue_json,
    negotiation_json,
    proposal_json,
    round_json,
    statement_fields,
)
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Proposal, ProposalSponsor, ProposalTerm, Reaction
from negotiations.vocabulary import Answer, Precision, Role


class TermSerializer(StatementSerializer):
    """One term of the proposal."""

    issue = IssueReference()
    phase = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField()
    evidence = EvidenceSerializer(many=True)


class AnswerSerializer(StatementSerializer):
    """What one actor answered to the proposal."""

    actor = ActorReference()
    answer = serializers.ChoiceField(choices=Answer.choices())
    given_on = serializers.DateField(allow_null=True)
    given_precision = serializers.ChoiceField(choices=Precision.choices())
    evidence = EvidenceSerializer(many=True)


class ReactionSerializer(AnswerSerializer):
    """An answer to one version of a proposal, as it stands by itself."""

    negotiation = NegotiationReference(source="proposal.negotiation")
    proposal = ProposalReference()


class ProposalSerializer(StatementSerializer):
    """One version of a text put on the table."""

    negotiation = NegotiationReference()
    round = RoundReference(allow_null=True)
    title = serializers.CharField()
    is_revision = serializers.BooleanField(help_text="The text calls it revised, amended or new.")
    revises = ProposalReference(allow_null=True)
    tabled_on = serializers.DateField(allow_null=True)
    tabled_precision = serializers.ChoiceField(choices=Precision.choices())
    sponsors = ActorReference(many=True)
    terms = TermSerializer(many=True)
    reactions = AnswerSerializer(many=True)
    evidence = EvidenceSerializer(many=True)


def terms_json(scope: Scope) -> Any:
    return json_list(
        scope.rows(ProposalTerm).filter(proposal=OuterRef("pk")).order_by("phase", "pk"),
        JsonObject(
            **statement_fields(),
            issue=issue_json("issue__"),
            phase="phase",
            sentence="sentence",
            evidence=evidence_json(scope, "term"),
        ),
    )


def answer_fields(scope: Scope) -> dict[str, Any]:
    return {
        **statement_fields(),
        "actor": actor_json("actor"),
        "answer": "answer",
        "given_on": "given_on",
        "given_precision": "given_precision",
        "evidence": evidence_json(scope, "reaction"),
    }


def reaction_json(scope: Scope) -> JsonObject:
    return JsonObject(
        **answer_fields(scope), negotiation=negotiation_json("proposal__negotiation"), proposal=proposal_json(scope)
    )


def proposal_row_json(scope: Scope) -> JsonObject:
    sponsors = ProposalSponsor.objects.filter(proposal=OuterRef("pk")).order_by("actor__name")
    answers = scope.rows(Reaction).filter(proposal=OuterRef("pk")).order_by("given_on", "pk")
    return JsonObject(
        **statement_fields(),
        negotiation=negotiation_json(),
        round=round_json(scope),
        title="title",
        is_revision="is_revision",
        revises=proposal_json(scope, "revises"),
        tabled_on="tabled_on",
        tabled_precision="tabled_precision",
        sponsors=json_list(sponsors, actor_json("actor")),
        terms=terms_json(scope),
        reactions=json_list(answers, JsonObject(**answer_fields(scope))),
        evidence=evidence_json(scope, "proposal"),
    )


class ProposalFilters(EvidencedFilterSet):
    evidenced = "proposal"
    negotiation = SlugFilter(field_name="negotiation__slug", help_text="Slug of the negotiation.")
    actor = SlugFilter(method="keep_of_actor", help_text="Slug of an actor that put it forward.")
    role = terms_filter(Role, method="keep_with_role", help_text="Role in the negotiation of one who put it forward.")
    issue = SlugFilter(
        method="keep_on_issue", help_text="Code of an issue that a term is on; what lies below it counts too."
    )
    from_ = DayFilter(field_name="tabled_on", lookup_expr="gte", help_text="Tabled on that day or after it.")
    to = DayFilter(field_name="tabled_on", lookup_expr="lte", help_text="Tabled on that day or before it.")

    def keep_of_actor(self, rows: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        return rows.filter(Exists(ProposalSponsor.objects.filter(proposal=OuterRef("pk"), actor__slug=slug)))

    def keep_with_role(self, rows: QuerySet[Any], name: str, roles: list[str]) -> QuerySet[Any]:
        if not roles:
            return rows
        sits = self.sits(roles, actor="actor", negotiation="proposal__negotiation")
        return rows.filter(Exists(ProposalSponsor.objects.filter(sits, proposal=OuterRef("pk"))))

    def keep_on_issue(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        terms = self.scope.rows(ProposalTerm).filter(proposal=OuterRef("pk"), issue__in=issue_and_below(code))
        return rows.filter(Exists(terms))


class ReactionFilters(EvidencedFilterSet):
    evidenced = "reaction"
    negotiation = SlugFilter(field_name="proposal__negotiation__slug", help_text="Slug of the negotiation.")
    proposal = IdFilter(field_name="proposal", help_text="Id of the proposal.")
    actor = SlugFilter(field_name="actor__slug", help_text="Slug of the actor that answers.")
    role = terms_filter(Role, method="keep_with_role", help_text="Role in the negotiation of the one who answers.")
    answer = terms_filter(Answer)
    from_ = DayFilter(field_name="given_on", lookup_expr="gte", help_text="Given on that day or after it.")
    to = DayFilter(field_name="given_on", lookup_expr="lte", help_text="Given on that day or before it.")

    def keep_with_role(self, rows: QuerySet[Any], name: str, roles: list[str]) -> QuerySet[Any]:
        return rows.filter(self.sits(roles, actor="actor", negotiation="proposal__negotiation")) if roles else rows


@extend_schema_view(
    list=describe_list("Proposals with their terms and the answers to them."), retrieve=describe_one("One proposal.")
)
class ProposalViewSet(ReadViewSet):
    shape = Shape(Proposal, proposal_row_json)
    serializer_class = ProposalSerializer
    filterset_class = ProposalFilters
    orderings = {"tabled_on": Key("tabled_on", of=date), "recorded_at": Key("recorded_at", of=datetime)}
    default_ordering = "-tabled_on"
    what = "proposal"


@extend_schema_view(list=describe_list("Answers to proposals."), retrieve=describe_one("One answer to a proposal."))
class ReactionViewSet(ReadViewSet):
    shape = Shape(Reaction, reaction_json)
    serializer_class = ReactionSerializer
    filterset_class = ReactionFilters
    orderings = {"given_on": Key("given_on", of=date), "recorded_at": Key("recorded_at", of=datetime)}
    default_ordering = "-given_on"
    what = "reaction"

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return super().rows(scope).filter(scope.standing("proposal__"))
