"""Round summaries: sentences of which each names the statements and the quotes that it rests on."""

from datetime import datetime
from typing import Any

import orjson
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from negotiations.api.database_json import JsonObject, Moment, Shape, json_list
from negotiations.api.documentation import REVIEWED, ErrorSerializer, describe_list, describe_one
from negotiations.api.errors import Absent
from negotiations.api.evidence import (
    STATEMENT_KINDS,
    EvidenceSerializer,
    born_out_fields,
    quote_fields,
    quoted_article_json,
)
from negotiations.api.filters import IdFilter, SlugFilter, StrictFilterSet, apply_filters, read_scope, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.references import MOMENT_FORMAT, NegotiationReference, RoundReference, negotiation_json
from negotiations.api.rounds import SHOWN_STATES
from negotiations.api.views import OneFilters, ReadViewSet, conditional
from negotiations.api.visibility import Scope
from negotiations.models import (
    Evidence,
    RoundSummary,
    SentenceReference,
    SummarySentence,
    SummaryState,
    TalkRound,
    Topic,
)


class ReferenceSerializer(serializers.Serializer[Any]):
    """One thing that a sentence rests on: a statement of the record, and the quote that bears it out."""

    kind = serializers.ChoiceField(choices=STATEMENT_KINDS)
    id = serializers.IntegerField()
    evidence = EvidenceSerializer()


class SentenceSerializer(serializers.Serializer[Any]):
    order = serializers.IntegerField()
    topic = serializers.ChoiceField(choices=Topic.choices())
    text = serializers.CharField()
    references = ReferenceSerializer(many=True)


class SummarySerializer(serializers.Serializer[Any]):
    """What happened in a round. Every sentence has at least one reference."""

    id = serializers.IntegerField()
    negotiation = NegotiationReference(source="round.negotiation")
    round = RoundReference()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=SHOWN_STATES)
    written_at = serializers.DateTimeField(format=MOMENT_FORMAT)
    approved_at = serializers.DateTimeField(format=MOMENT_FORMAT, allow_null=True)
    sentences = SentenceSerializer(many=True)


def summary_json(scope: Scope) -> JsonObject:
    # Evidence is looked up by its key, one reference after the other, in scalar subqueries: whatever the planner knows
    # of the tables, it cannot turn them into joins that read all evidence anew for every sentence.
    seen = scope.of_summaries().evidence_of_seen_rows().filter(pk=OuterRef("evidence"))
    kept = SentenceReference.objects.filter(sentence=OuterRef("pk"), evidence=Subquery(seen.values("pk")[:1]))
    quote = JsonObject(**born_out_fields(), evidence=JsonObject(**quote_fields(), article=quoted_article_json()))
    reference = Subquery(Evidence.objects.filter(pk=OuterRef("evidence")).values(json=quote))
    sentences = SummarySentence.objects.filter(Exists(kept), summary=OuterRef("pk")).order_by("order")
    sentence = JsonObject(
        order="order", topic="topic", text="text", references=json_list(kept.order_by("pk"), reference)
    )
    return JsonObject(
        id="id",
        negotiation=negotiation_json("round__negotiation"),
        round=JsonObject(id="round__id", number="round__number", venue="round__venue"),
        version="version",
        state="state",
        written_at=Moment("written_at"),
        approved_at=Moment("approved_at"),
        sentences=json_list(sentences, sentence),
    )


SUMMARY = Shape(RoundSummary, summary_json)


class SummaryFilters(StrictFilterSet):
    negotiation = SlugFilter(field_name="round__negotiation__slug", help_text="Slug of the negotiation.")
    round = IdFilter(field_name="round", help_text="Id of the round.")
    state = terms_filter(SummaryState, leave_out=(SummaryState.RETRACTED,))


@extend_schema_view(
    list=describe_list("Round summaries in all their versions but retracted ones; `state` says how each stands."),
    retrieve=describe_one("One summary."),
)
class SummaryViewSet(ReadViewSet):
    shape = SUMMARY
    serializer_class = SummarySerializer
    filterset_class = SummaryFilters
    orderings = {"written_at": Key("written_at", of=datetime)}
    default_ordering = "-written_at"
    what = "summary"

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return RoundSummary.objects.filter(scope.summaries())


@extend_schema_view(
    get=extend_schema(
        description="The newest summary of a round: its sentences, each with the ids of the statements and the quotes"
        " that it rests on. 404 says whether it is the round or the summary that is missing. With `reviewed=true` an"
        " approved one is given whole: a person has approved its sentences with their quotes, whose `reviewed` says of"
        " each whether somebody has decided about it by itself.",
        responses={200: SummarySerializer, 404: ErrorSerializer},
        parameters=[REVIEWED],
    )
)
@conditional
class RoundSummaryView(APIView):
    serializer_class = SummarySerializer

    def get(self, request: Request, round_id: int) -> Response:
        apply_filters(OneFilters, RoundSummary.objects.none(), request=request)
        scope = read_scope(request.query_params)
        if not scope.of_summaries().rows(TalkRound).filter(pk=round_id).exists():
            raise Absent(f"There is no round {round_id}.")
        newest = RoundSummary.objects.filter(scope.summaries(), round=round_id).order_by("-version")
        texts = SUMMARY.read(list(newest.values_list("pk", flat=True)[:1]), scope)
        if not texts:
            which = "an approved summary" if scope.reviewed_only else "a summary"
            raise Absent(f"Round {round_id} does not have {which} yet.", code="no-summary")
        return Response(orjson.Fragment(texts[0]))
