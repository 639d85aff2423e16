"""Articles: title, outlet, link, date, and the quotes taken from them. The full text is for editors."""

from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from negotiations.api.database_json import JsonObject, Moment, Shape, json_if, json_list
from negotiations.api.documentation import ErrorSerializer, describe_list, describe_one
from negotiations.api.errors import Absent
from negotiations.api.evidence import (
    GONE_HELP,
    BornOutSerializer,
    GoneSerializer,
    LinkField,
    born_out_fields,
    quote_fields,
)
from negotiations.api.filters import DayFilter, SlugFilter, StrictFilterSet, refuse_unknown
from negotiations.api.pagination import Key
from negotiations.api.permissions import IsEditor
from negotiations.api.references import MOMENT_FORMAT, SourceReference, link_json
from negotiations.api.views import ReadViewSet
from negotiations.api.visibility import Scope
from negotiations.models import Article
from negotiations.vocabulary import Credibility, Precision


class QuoteSerializer(serializers.Serializer[Any]):
    """A quote from the article, and the statement that it bears out."""

    id = serializers.IntegerField()
    aspect = serializers.CharField()
    quote = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    snapshot = serializers.IntegerField()
    reviewed = serializers.BooleanField()
    gone = GoneSerializer(allow_null=True, help_text=GONE_HELP)
    bears_out = BornOutSerializer()


class ToldArticleSerializer(serializers.Serializer[Any]):
    """One of the articles of a story."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    address = LinkField(help_text="Null for a text that came without one.")
    published = serializers.DateField(allow_null=True)
    published_precision = serializers.ChoiceField(choices=Precision.choices())
    source = SourceReference()  # type: ignore[assignment]  # the API's own word; the metaclass takes it away from the class


class StorySerializer(serializers.Serializer[Any]):
    """The articles that are one report in many outlets: one origin, however many they are."""

    id = serializers.IntegerField()
    articles = ToldArticleSerializer(many=True, help_text="All of them, this one included, the oldest first.")


class ArticleSerializer(serializers.Serializer[Any]):
    """One report: where it stands and what was quoted from it."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    address = LinkField(help_text="Null for a text that came without one.")
    author = serializers.CharField()
    published = serializers.DateField(allow_null=True)
    published_precision = serializers.ChoiceField(choices=Precision.choices())
    language = serializers.CharField()
    credibility = serializers.ChoiceField(choices=Credibility.choices())
    source = SourceReference()  # type: ignore[assignment]  # the API's own word; the metaclass takes it away from the class
    notice = serializers.CharField()
    created_at = serializers.DateTimeField(format=MOMENT_FORMAT)
    story = StorySerializer(allow_null=True, help_text="Null for an article that no other is a copy of.")
    quotes = QuoteSerializer(many=True)


class ArticleTextSerializer(serializers.Serializer[Any]):
    """The text of the newest snapshot, for editors."""

    id = serializers.IntegerField()
    snapshot = serializers.IntegerField()
    taken_at = serializers.DateTimeField(format=MOMENT_FORMAT)
    text = serializers.CharField()
    text_sha256 = serializers.CharField()


def article_json(scope: Scope) -> JsonObject:
    quotes = scope.evidence_of_seen_rows().filter(snapshot__article=OuterRef("pk")).order_by("start", "pk")
    told = Article.objects.filter(story=OuterRef("story")).order_by(F("published").asc(nulls_last=True), "pk")
    return JsonObject(
        id="id",
        title="title",
        address=link_json("address"),
        author="author",
        published="published",
        published_precision="published_precision",
        language="language",
        credibility="credibility",
        source=JsonObject(slug="source__slug", name="source__name"),
        notice="source__notice",
        created_at=Moment("created_at"),
        story=json_if(
            Q(story__isnull=False), JsonObject(id="story_id", articles=json_list(told, JsonObject(**told_fields())))
        ),
        quotes=json_list(quotes, JsonObject(**quote_fields(), bears_out=JsonObject(**born_out_fields()))),
    )


def told_fields() -> dict[str, Any]:
    """The JSON of one of the articles of a story."""
    return {
        "id": "id",
        "title": "title",
        "address": link_json("address"),
        "published": "published",
        "published_precision": "published_precision",
        "source": JsonObject(slug="source__slug", name="source__name"),
    }


def text_json(scope: Scope) -> JsonObject:
    snapshot = "snapshot__"
    return JsonObject(
        id="id",
        snapshot="snapshot_id",
        taken_at=Moment(f"{snapshot}taken_at"),
        text=f"{snapshot}text",
        text_sha256=f"{snapshot}text_sha256",
    )


class ArticleFilters(StrictFilterSet):
    source = SlugFilter(field_name="source__slug", help_text="Slug of the source.")
    negotiation = SlugFilter(
        method="keep_of_negotiation", help_text="Slug of a negotiation that a quote of it bears on."
    )
    from_ = DayFilter(field_name="published", lookup_expr="gte", help_text="Published on that day or after it.")
    to = DayFilter(field_name="published", lookup_expr="lte", help_text="Published on that day or before it.")

    def keep_of_negotiation(self, rows: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        quotes = self.scope.evidence_of_seen_rows()
        about = quotes.none()
        for path in NEGOTIATION_OF:
            about = about | quotes.filter(**{f"{path}negotiation__slug": slug})
        return rows.filter(Exists(about.filter(snapshot__article=OuterRef("pk"))))


NEGOTIATION_OF = (
    "participant__",
    "round__",
    "attendance__round__",
    "position__",
    "condition__position__",
    "proposal__",
    "term__proposal__",
    "reaction__proposal__",
)


@extend_schema_view(
    list=describe_list("Articles with the quotes taken from them."), retrieve=describe_one("One article.")
)
class ArticleViewSet(ReadViewSet):
    shape = Shape(Article, article_json)
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilters
    orderings = {"published": Key("published", of=date), "created_at": Key("created_at", of=datetime)}
    default_ordering = "-published"
    what = "article"

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return Article.objects.all()

    @extend_schema(
        description="The text of an article as it was read. For signed-in editors.",
        responses={200: ArticleTextSerializer, 403: ErrorSerializer},
        parameters=[],
        filters=False,
    )
    @action(detail=True, permission_classes=[IsEditor])
    def text(self, request: Request, **kwargs: Any) -> Response:
        refuse_unknown(request.query_params, known=[])
        if not Article.objects.filter(pk=self.key(), snapshot__isnull=False).exists():
            raise Absent("This article has no text yet.")
        return Response(orjson.Fragment(self.one(Shape(Article, text_json))))
