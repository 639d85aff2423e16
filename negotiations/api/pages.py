"""The two addresses at which the API explains itself: to programs, and to people."""

from typing import Any, NamedTuple

from django.views.generic import TemplateView
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularJSONAPIView


class Example(NamedTuple):
    """An address to begin with, and what it asks. The same stand in docs/api.md, whose examples the tests run."""

    says: str
    path: str


EXAMPLES = (
    Example("Where does Hamas stand on a ceasefire?", "/api/v1/positions/?holder=hamas&issue=ceasefire&page_size=1"),
    Example(
        "What was said and put forward on it in the Gaza talks, newest first?",
        "/api/v1/timeline/?negotiation=gaza-ceasefire-talks&kind=position&kind=proposal&issue=ceasefire&ordering=-on",
    ),
    Example("What happened in a round, sentence by sentence?", "/api/v1/rounds/1/summary/"),
)


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI description of the API, as JSON."""

    renderer_classes = [OpenApiJsonRenderer]


class DocumentationView(TemplateView):
    """The API explained from its schema; scripts come from files of this site, so that the page needs no exception to
    the content security policy.
    """

    template_name = "api.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        return super().get_context_data(examples=EXAMPLES, base=self.request.build_absolute_uri("/")[:-1], **values)
