"""Evidence as every statement carries it: the exact words, where they stand, and the report that they stand in."""

from typing import Any

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, Moment, json_if, json_list
from negotiations.api.references import MOMENT_FORMAT, SourceReference, link_json
from negotiations.api.visibility import DECIDED_FOR, Scope
from negotiations.models import BEARS_OUT
from negotiations.vocabulary import Precision

GONE_HELP = (
    "Null while the words stand in the article's present text; else since when they do not. They are never moved."
)
STATEMENT_KINDS = [(kind, kind) for kind in BEARS_OUT]


class LinkField(serializers.CharField):
    """An address that a browser may follow, or null."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_representation(self, value: str) -> str | None:  # type: ignore[override]  # null is part of its promise
        return value if value.lower().startswith(("http://", "https://")) else None


class QuotedArticleSerializer(serializers.Serializer[Any]):
    """The report that a quote is taken from."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    address = LinkField(help_text="Null for a text that came without one.")
    published = serializers.DateField(allow_null=True)
    published_precision = serializers.ChoiceField(choices=Precision.choices())
    source = SourceReference()  # type: ignore[assignment]  # the API's own word; the metaclass takes it away from the class
    notice = serializers.CharField(source="source.notice", help_text="To be shown with every quote from this source.")
    story = serializers.IntegerField(
        source="story_id", allow_null=True, help_text="Articles with the same story are one report and one origin."
    )


class GoneSerializer(serializers.Serializer[Any]):
    """Since when, and in which snapshot, the article no longer holds the words."""

    since = serializers.DateTimeField(source="gone_at", format=MOMENT_FORMAT, help_text="When that was noticed.")
    snapshot = serializers.IntegerField(source="gone_from_id", help_text="The first snapshot that lacks the words.")


class EvidenceSerializer(serializers.Serializer[Any]):
    """The exact words of one snapshot between two offsets, counted in code points; the end is exclusive."""

    id = serializers.IntegerField()
    aspect = serializers.CharField(help_text="The field that it bears out; empty: the statement as a whole.")
    quote = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    snapshot = serializers.IntegerField(source="snapshot_id")
    reviewed = serializers.SerializerMethodField(help_text="Whether a person has accepted that it bears this out.")
    gone = serializers.SerializerMethodField(help_text=GONE_HELP)
    article = QuotedArticleSerializer(source="snapshot.article")

    def get_reviewed(self, row: Any) -> bool:
        return row.suggestion is None or row.suggestion.state in DECIDED_FOR

    @extend_schema_field(GoneSerializer(allow_null=True))
    def get_gone(self, row: Any) -> dict[str, Any] | None:
        return None if row.gone_at is None else dict(GoneSerializer(row).data)


class BornOutSerializer(serializers.Serializer[Any]):
    """The statement that a quote bears out."""

    kind = serializers.ChoiceField(choices=STATEMENT_KINDS)
    id = serializers.IntegerField()


def quoted_article_json(path: str = "") -> JsonObject:
    """The report that the evidence at ``path`` is quoted from."""
    article = f"{path}snapshot__article"
    return JsonObject(
        id=f"{article}__id",
        title=f"{article}__title",
        address=link_json(f"{article}__address"),
        published=f"{article}__published",
        published_precision=f"{article}__published_precision",
        source=JsonObject(slug=f"{article}__source__slug", name=f"{article}__source__name"),
        notice=f"{article}__source__notice",
        story=f"{article}__story_id",
    )


def quote_fields(path: str = "") -> dict[str, Any]:
    """The JSON of the words themselves, for the evidence at ``path``."""
    return {
        "id": F(f"{path}id"),
        "aspect": F(f"{path}aspect"),
        "quote": F(f"{path}quote"),
        "start": F(f"{path}start"),
        "end": F(f"{path}end"),
        "snapshot": F(f"{path}snapshot_id"),
        "reviewed": Q(**{f"{path}suggestion__isnull": True}) | Q(**{f"{path}suggestion__state__in": DECIDED_FOR}),
        "gone": json_if(
            Q(**{f"{path}gone_at__isnull": False}),
            JsonObject(since=Moment(f"{path}gone_at"), snapshot=f"{path}gone_from_id"),
        ),
    }


def evidence_json(scope: Scope, kind: str) -> Any:
    """The evidence for the outer row, which is one of ``kind`` (a column of the arc), by article and in text order."""
    rows = scope.evidence().filter(**{kind: OuterRef("pk")}).order_by("snapshot__article_id", "start", "pk")
    return json_list(rows, JsonObject(**quote_fields(), article=quoted_article_json()))


def born_out_fields(path: str = "") -> dict[str, Any]:
    """Kind and id of the statement that the evidence at ``path`` bears out."""
    kinds = (When(Q(**{f"{path}{name}__isnull": False}), then=Value(name)) for name in BEARS_OUT)
    ids = (F(f"{path}{name}_id") for name in BEARS_OUT)
    return {"kind": Case(*kinds, output_field=CharField()), "id": Coalesce(*ids, output_field=IntegerField())}
