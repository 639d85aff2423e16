"""The OpenAPI description: lists are pages, filters and orders come from the view sets, every address its errors."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from negotiations.api.documentation import ErrorSerializer
from negotiations.api.permissions import IsEditor


class ApiSchema(AutoSchema):
    """What every operation of this API has in common."""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Who must be signed in: for most of the API nobody."""
        is_public = not any(isinstance(each, IsEditor) for each in self.view.get_permissions())
        return [] if is_public else super().get_auth()

    def get_override_parameters(self) -> list[Any]:
        orderings: Any = getattr(self.view, "orderings", None)
        if not orderings or not self._is_list_view():
            return []
        keys = [sign + name for name in orderings for sign in ("", "-")]
        default = getattr(self.view, "default_ordering", None)
        return [
            OpenApiParameter(
                "ordering",
                {"type": "string", "enum": keys, "default": default},
                description="With `-` before a key the order is descending.",
            )
        ]

    def _get_paginator(self) -> Any:
        return SchemaOfPages() if getattr(self.view, "orderings", None) else None

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for code in ("400", "404", "429") if "{" in self.path else ("400", "429"):
            bodies.setdefault(code, self._get_response_for_code(ErrorSerializer, code, direction=direction))  # type: ignore[no-untyped-call]  # the library leaves it bare
        return bodies


class SchemaOfPages:
    """A page of a list, for the schema; the paging itself is in ``pagination``."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page around rows of that schema."""
        link = {"type": "string", "format": "uri", "nullable": True}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []
