"""What every resource of the API is: a list in pages and single rows, for reading, as the database builds them."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.decorators import decorator_from_middleware, method_decorator
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from negotiations.api.database_json import Shape
from negotiations.api.errors import Absent
from negotiations.api.filters import StrictFilterSet, apply_filters, read_scope
from negotiations.api.pagination import PAGE_PARAMETERS, Key, Page, link_to, page_of_keys, read_page_request
from negotiations.api.visibility import Scope


class _ConditionalMiddleware(ConditionalGetMiddleware):
    """Django's own is silent about HEAD, which is to be answered with the headers of GET."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        answer = cast("HttpResponse", response)
        return get_conditional_response(request, etag=answer.get("ETag"), response=answer) or answer


# An ETag with every answer to GET and HEAD, and 304 to who has seen that answer.
conditional = method_decorator(decorator_from_middleware(_ConditionalMiddleware), name="dispatch")


def page_response(request: Request, page: Page[Any], texts: list[str]) -> Response:
    """A page as it goes out; ``texts`` are the rows as JSON."""
    return Response(
        {
            "next": link_to(request, page.next),
            "previous": link_to(request, page.previous),
            "results": [orjson.Fragment(text) for text in texts],
        }
    )


@conditional
class PagedViewSet(viewsets.GenericViewSet[Any]):
    """A list in pages, for reading: what it can be narrowed by, and its orders by the words that ask for them."""

    http_method_names = ["get", "head", "options"]
    filterset_class: ClassVar[type[StrictFilterSet]]
    orderings: ClassVar[Mapping[str, Key]]
    default_ordering: ClassVar[str]


class ReadViewSet(PagedViewSet):
    """A list and its single rows. A subclass names its shape, its filters and orders, and says which rows are seen."""

    shape: ClassVar[Shape]
    lookup_value_regex = "[0-9]{1,18}"
    what: ClassVar[str]  # "position": for the sentence that there is none

    def rows(self, scope: Scope) -> QuerySet[Any]:
        """The rows that may be seen."""
        return scope.rows(self.shape.model)

    def scope(self) -> Scope:
        """How the query asks to look at the record."""
        return read_scope(self.request.query_params)

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows(self.scope())

    def list(self, request: Request, **kwargs: Any) -> Response:
        rows = apply_filters(self.filterset_class, self.get_queryset(), request=request, also=PAGE_PARAMETERS)
        asked = read_page_request(request.query_params, orderings=self.orderings, default=self.default_ordering)
        page = page_of_keys(rows, asked=asked, orderings=self.orderings)
        return page_response(request, page, self.shape.read([pk for _, pk in page.rows], self.scope()))

    def retrieve(self, request: Request, **kwargs: Any) -> Response:
        apply_filters(OneFilters, self.shape.model._default_manager.none(), request=request)
        return Response(orjson.Fragment(self.one(self.shape)))

    def one(self, shape: Shape) -> str:
        """The JSON of the row that the address names; Absent if there is none to be seen."""
        scope = self.scope()
        texts = shape.read([self.key()], scope)
        if not texts:
            raise self.absent()
        return texts[0]

    def key(self) -> int:
        """The id of the row that the address names; Absent if there is none to be seen."""
        wanted = {self.lookup_field: self.kwargs[self.lookup_url_kwarg or self.lookup_field]}
        key: int | None = self.get_queryset().filter(**wanted).values_list("pk", flat=True).first()
        if key is None:
            raise self.absent()
        return key

    def absent(self) -> Absent:
        """The error for a row that is not there or may not be seen."""
        name = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        unreviewed = " that a person has reviewed" if self.scope().reviewed_only else ""
        return Absent(f"There is no {self.what} {name}{unreviewed}.")


SLUG = "[-a-zA-Z0-9_]+"  # for resources that are found by a slug or code


class OneFilters(StrictFilterSet):
    """What a single row's address takes."""


class NothingHere(APIView):
    """Answers what no other address of the API does, in the API's own shape."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Absent("There is nothing at this address; /api/v1/ lists what there is.")
