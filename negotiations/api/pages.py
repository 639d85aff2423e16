"""The two addresses at which the API explains itself: to programs, and to people."""

from django.views.generic import TemplateView
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularJSONAPIView


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI description of the API, as JSON."""

    renderer_classes = [OpenApiJsonRenderer]


class DocumentationView(TemplateView):
    """The API explained from its schema; scripts come from files of this site, so that the page needs no exception to
    the content security policy.
    """

    template_name = "api.html"
