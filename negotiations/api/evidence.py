"""Evidence as every statement carries it: the exact words, where they stand, and the report that they stand in."""

from typing import Any

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from rest_framework import serializers

from negotiations.api.database_json import JsonObject, json_list
from negotiations.api.references import SourceReference, link_json
from negotiations.api.visibility import DECIDED_FOR, Scope
from negotiations.models import BEARS_OUT
from negotiations.vocabulary import Precision

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


class EvidenceSerializer(serializers.Serializer[Any]):
    """The exact words of one snapshot between two offsets, counted in code points; the end is exclusive."""

    id = serializers.IntegerField()
    aspect = serializers.CharField(help_text="The field that it bears out; empty: the statement as a whole.")
    quote = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    snapshot = serializers.IntegerField(source="snapshot_id")
    reviewed = serializers.SerializerMethodField(help_text="Whether a person has accepted that it bears this out.")
    article = QuotedArticleSerializer(source="snapshot.article")

    def get_reviewed(self, row: Any) -> bool:
        return row.suggestion is None or row.suggestion.state in DECIDED_FOR


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
