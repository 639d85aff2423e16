"""One shape for every error of the API: ``{"error": {"code", "message", "fields"?}}`` with the proper status."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from negotiations.errors import NegotiationsError

logger = logging.getLogger(__name__)


class BadQuery(exceptions.ValidationError):
    """A query that cannot be answered. ``fields`` maps each parameter to what is wrong with it."""

    default_code = "bad-query"

    def __init__(self, message: str, *, code: str = "bad-query", fields: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(dict(fields or {}), code=code)
        self.message = message
        self.code = code
        self.fields = dict(fields or {})


class Absent(exceptions.NotFound):
    """There is no such thing, or it may not be seen; the message says which thing and why."""


def answer_error(error: Exception, context: Mapping[str, Any]) -> Response:
    """The answer to ``error``; what nobody foresaw is logged and says no more than that it happened."""
    set_rollback()
    if isinstance(error, Http404):
        error = exceptions.NotFound("There is nothing at this address.")
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        return _answer_known(error)
    if isinstance(error, NegotiationsError):
        return error_response(status.HTTP_409_CONFLICT, error.code, str(error))
    request: Request = context["request"]
    logger.error("the API failed at %s", request.path, exc_info=error)
    got_request_exception.send(sender=type(context.get("view")), request=request)
    return error_response(
        status.HTTP_500_INTERNAL_SERVER_ERROR, "server-error", "Something went wrong here. It has been logged."
    )


def error_response(
    code_of_status: int,
    code: str,
    message: str,
    fields: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer in the one shape."""
    body: dict[str, Any] = {"code": code, "message": message}
    if fields:
        body["fields"] = fields
    return Response({"error": body}, status=code_of_status, headers=dict(headers or {}))


def _answer_known(error: exceptions.APIException) -> Response:
    headers: dict[str, str] = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(_seconds(error))
    if isinstance(error, BadQuery):
        return error_response(error.status_code, error.code, error.message, error.fields, headers)
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail if isinstance(error.detail, dict) else {"query": error.detail}
        return error_response(
            error.status_code, "bad-query", "The query has a value that cannot be used.", detail, headers
        )
    code = str(error.get_codes()).replace("_", "-")
    return error_response(error.status_code, code, _sentence(error), None, headers)


def _sentence(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.Throttled):
        return f"Too many requests; ask again in {_seconds(error)} seconds."
    return str(error.detail)


def _seconds(error: exceptions.Throttled) -> int:
    return max(1, int(getattr(error, "wait", None) or 1))
