"""The words of the schema: the error's shape, and what every address takes."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers

from negotiations.api.pagination import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE


class ErrorBody(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="A stable word for programs.")
    message = serializers.CharField(help_text="A sentence for people.")
    fields = serializers.DictField(  # type: ignore[assignment]  # the API's own word for it; Serializer.fields is never read here
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with which parameter.",
    )


class ErrorSerializer(serializers.Serializer[Any]):
    """Every error of the API looks like this."""

    error = ErrorBody()


BAD, NOT_FOUND, TOO_MANY = {400: ErrorSerializer}, {404: ErrorSerializer}, {429: ErrorSerializer}

CURSOR = OpenApiParameter(
    "cursor", str, description="Where the page begins: from `next` or `previous` of another page."
)
PAGE_SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
    description=f"Rows per page, 1 to {LARGEST_PAGE_SIZE}; anything else is an error.",
)
REVIEWED = OpenApiParameter(
    "reviewed", bool, description="`true` leaves out everything that no person has reviewed, inside statements too."
)


def describe_list(description: str, *, examples: Sequence[OpenApiExample] = ()) -> Any:
    """The schema's words for a list. Filters and orders come from the view set itself."""
    return extend_schema(description=description, examples=list(examples), parameters=[CURSOR, PAGE_SIZE])


def describe_one(description: str) -> Any:
    """The schema's words for a single row."""
    return extend_schema(description=description, parameters=[REVIEWED], filters=False)
