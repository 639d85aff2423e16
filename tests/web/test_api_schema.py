"""The API's description of itself: made without a warning, held by every answer, shown without inline scripts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from negotiations.api.permissions import VisitorThrottle
from tests import factories as make
from tests.web.test_api_reading import LISTS, everything
from tracker.wsgi import application

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(VisitorThrottle, "rate", "1000000/min")


@pytest.fixture
def schema() -> Any:
    return Client().get("/api/v1/schema/").json()


def test_schema_is_made_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", file=str(tmp_path / "schema.json"), validate=True, fail_on_warn=True)


def close(schema: Any) -> Any:
    """The schema with every object closed: no property that it does not name."""
    if isinstance(schema, dict):
        closed = {key: close(value) for key, value in schema.items()}
        if closed.get("nullable"):
            closed.pop("nullable")
            return {"anyOf": [closed, {"type": "null"}]}
        if "properties" in closed and "additionalProperties" not in closed:
            closed["additionalProperties"] = False
        return closed
    return [close(each) for each in schema] if isinstance(schema, list) else schema


def check(answer: Any, schema: Any, path: str) -> None:
    found = close(schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"])
    Draft202012Validator({**found, "components": close(schema["components"])}).validate(answer)


@pytest.mark.parametrize("name", LISTS)
def test_list_holds_what_the_schema_says_and_nothing_else(name: str, schema: Any) -> None:
    everything(0)
    talks = make.make_negotiation()
    make.make_position(talks)
    make.make_round(talks)
    answer = Client().get(f"/api/v1/{name}/").json()
    assert answer["results"]
    check(answer, schema, f"/api/v1/{name}/")


@pytest.mark.parametrize("name", [name for name in LISTS if name != "timeline"])
def test_single_row_is_the_row_of_the_list_and_holds_the_schema(name: str, schema: Any) -> None:
    everything(0)
    key = "code" if name == "issues" else "slug" if name in {"negotiations", "actors", "sources"} else "id"
    row = Client().get(f"/api/v1/{name}/").json()["results"][0]
    one = Client().get(f"/api/v1/{name}/{row[key]}/").json()
    assert one == row
    check(one, schema, f"/api/v1/{name}/{{{key}}}/")


def test_round_summary_holds_the_schema(schema: Any) -> None:
    round_ = make.make_round(make.make_negotiation(), starts=date(2026, 1, 1))
    make.make_summary(round_)
    check(Client().get(f"/api/v1/rounds/{round_.pk}/summary/").json(), schema, "/api/v1/rounds/{round_id}/summary/")


def test_schema_names_every_filter_and_the_orders() -> None:
    schema = Client().get("/api/v1/schema/").json()
    named = {each["name"]: each for each in schema["paths"]["/api/v1/positions/"]["get"]["parameters"]}
    assert {"reviewed", "from", "to", "on", "recorded_on", "issue", "stance", "cursor", "page_size"} <= set(named)
    assert named["ordering"]["schema"]["enum"] == ["said_on", "-said_on", "recorded_at", "-recorded_at"]
    one = schema["paths"]["/api/v1/positions/{id}/"]["get"]["parameters"]
    assert [each["name"] for each in one] == ["id", "reviewed"]


def test_nobody_needs_an_account_but_for_the_text_of_an_article(schema: Any) -> None:
    guarded = [path for path, known in schema["paths"].items() if known["get"].get("security")]
    assert guarded == ["/api/v1/articles/{id}/text/"]


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Requests leave the test's connection open, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations() -> Iterator[Any]:
    described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    for result in described.get_all_operations():
        assert isinstance(result, Ok), result
        yield result.ok()


@pytest.mark.usefixtures("_one_connection")
def test_no_request_that_the_schema_allows_or_forbids_makes_the_api_fail() -> None:
    everything(0)
    settings = hypothesis.settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    for operation in operations():
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):

            @settings
            @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: Any) -> None:
                case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

            try:
                ask()
            except hypothesis.errors.Unsatisfiable:
                continue  # nothing can be said wrongly here


def test_page_that_explains_the_api_has_no_inline_script_or_style() -> None:
    answer = Client().get("/api/")
    page = answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert page.count("<script") == page.count("<script src=")
    assert "<style" not in page
    assert " style=" not in page
    assert 'data-schema="/api/v1/schema/"' in page
