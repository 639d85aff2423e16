"""Round summaries: sentences of which each names the statements and the quotes that it rests on."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Moment, Shape, json_list
from negotiations.api.documentation import describe_list, describe_one
from negotiations.api.evidence import BornOutSerializer, EvidenceSerializer, born_out_fields, quote_fields, quoted_article_json
from negotiations.api.filters import IdFilter, SlugFilter, StrictFilterSet, terms_filter
from negotiations.api.pagination import Key
from negotiations.api.references import MOMENT_FORMAT, NegotiationReference, RoundReference, negotiation_json
from negotiations.api.rounds import SHOWN_STATES
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import RoundSummary, SentenceReference, SummarySentence, SummaryState, Topic


class ReferenceSerializer(serializers.Serializer[Any]):
    """One thing that a sentence rests on: a statement of the record, and the quote that bears it out."""

    kind = BornOutSerializer().fields["kind"]
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
    seen = scope.evidence_of_seen_rows().values("pk")
    kept = SentenceReference.objects.filter(sentence=OuterRef("pk"), evidence__in=seen)
    reference = JsonObject(
        **born_out_fields("evidence__"),
        evidence=JsonObject(**quote_fields("evidence__"), article=quoted_article_json("evidence__")),
    )
    sentences = SummarySentence.objects.filter(Exists(kept), summary=OuterRef("pk")).order_by("order")
    sentence = JsonObject(order="order", topic="topic", text="text", references=json_list(kept.order_by("pk"), reference))
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


class SummaryFilters(StrictFilterSet):
    negotiation = SlugFilter(field_name="round__negotiation__slug", help_text="Slug of the negotiation.")
    round = IdFilter(field_name="round", help_text="Id of the round.")
    state = terms_filter(SummaryState)


@extend_schema_view(
    list=describe_list("Round summaries in all their versions but retracted ones; `state` says how each stands."),
    retrieve=describe_one("One summary."),
)
class SummaryViewSet(ReadViewSet):
    shape = Shape(RoundSummary, summary_json)
    serializer_class = SummarySerializer
    filterset_class = SummaryFilters
    orderings = {"written_at": Key("written_at", of=datetime)}
    default_ordering = "-written_at"
    what = "summary"

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return RoundSummary.objects.filter(scope.summaries())
