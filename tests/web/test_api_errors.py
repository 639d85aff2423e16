"""Every error of the API has one shape and its proper status, whatever is asked."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from negotiations.api.permissions import VisitorThrottle
from negotiations.api.positions import PositionViewSet
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    cache.clear()


def error(address: str, status: int, **how: Any) -> Any:
    method = how.pop("method", "get")
    answer = getattr(Client(raise_request_exception=False), method)(address, **how)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "fields"}
    return body["error"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("holdr=klow", "unknown-filter"),
        ("from=2026-13-01", "bad-query"),
        ("from=01/02/2026", "bad-query"),
        ("on=yesterday", "bad-query"),
        ("recorded_on=2026-02-30", "bad-query"),
        ("recorded_on=nonsense", "bad-query"),
        ("stance=loves", "bad-query"),
        ("reviewed=maybe", "bad-query"),
        ("round=x", "bad-query"),
        ("round=99999999999999999999999", "bad-query"),
        ("holder=%00", "bad-query"),
        ("%00=1", "unknown-filter"),
        ("page_size=1000000000", "bad-page-size"),
        ("page_size=0", "bad-page-size"),
        ("page_size=-1", "bad-page-size"),
        ("page_size=%D9%A3", "bad-page-size"),
        ("page_size=", "bad-page-size"),
        ("ordering=holder__created_at", "bad-ordering"),
        ("ordering=--said_on", "bad-ordering"),
        ("cursor=abc", "bad-cursor"),
        ("cursor=%00", "bad-cursor"),
        ("cursor=", "bad-cursor"),
    ],
)
def test_query_that_cannot_be_answered_is_refused(query: str, code: str) -> None:
    assert error(f"/api/v1/positions/?{query}", 400)["code"] == code


def test_unknown_filter_is_answered_with_the_known_ones() -> None:
    found = error("/api/v1/positions/?holdr=klow", 400)
    assert "holder" in found["message"]
    assert "said_on" not in found["message"]
    assert list(found["fields"]) == ["holdr"]
    error("/api/v1/mediators/1/?actor=klow", 400)
    error("/api/v1/rounds/1/summary/?x=1", 400)
    error("/api/v1/negotiations/nowhere/timeline/?negotiation=elsewhere", 400)


def test_cursor_that_was_changed_or_made_for_another_order_is_refused() -> None:
    talks = make.make_negotiation()
    for _ in range(3):
        make.make_position(talks)
    following = Client().get("/api/v1/positions/?page_size=1").json()["next"]
    assert Client().get(following).status_code == 200
    changed = following.replace("cursor=W", "cursor=X")
    assert changed != following
    assert error(changed, 400)["code"] == "bad-cursor"
    assert error(f"{following}&ordering=recorded_at", 400)["code"] == "bad-cursor"
    assert error(following.replace("positions", "timeline"), 400)["code"] == "bad-cursor"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing/",
        "/api/v2/",
        "/api/v1/positions/x/",
        "/api/v1/positions/99999999999999999999999/",
        "/api/v1/actors/no%00one/",
        "/api/v1/rounds/1/",
    ],
)
def test_address_of_nothing_is_answered_in_the_same_shape(address: str) -> None:
    error(address, 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused(method: str) -> None:
    position = make.make_position(make.make_negotiation())
    address = f"/api/v1/positions/{position.pk}/"
    assert (
        error(address, 405, method=method, data={"standing": "reviewed"}, content_type="application/json")["code"]
        == "method-not-allowed"
    )
    position.refresh_from_db()
    assert position.standing == "unreviewed"


def test_answer_in_another_format_is_refused() -> None:
    assert error("/api/v1/positions/", 406, headers={"Accept": "text/csv"})["code"] == "not-acceptable"


def test_too_many_requests_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VisitorThrottle, "rate", "2/min")
    client = Client()
    for _ in range(2):
        assert client.get("/api/v1/issues/").status_code == 200
    answer = client.get("/api/v1/issues/")
    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "throttled"
    assert 1 <= int(answer["Retry-After"]) <= 60


def test_failure_nobody_foresaw_says_no_more_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr(PositionViewSet, "get_queryset", fail)
    found = error("/api/v1/positions/", 500)
    assert found["code"] == "server-error"
    assert "1234" not in str(found)


@pytest.mark.parametrize("name", ["positions", "rounds", "articles", "proposals", "reactions", "timeline"])
def test_days_the_wrong_way_round_are_refused(name: str) -> None:
    told = error(f"/api/v1/{name}/?from=2025-01-01&to=2024-01-01", 400)
    assert list(told["fields"]) == ["from"]
    assert "later than" in told["fields"]["from"][0]
    for fine in ("from=2024-01-01&to=2024-01-01", "from=2025-01-01", "to=2024-01-01"):
        assert Client().get(f"/api/v1/{name}/?{fine}").status_code == 200


def test_slug_that_nothing_has_gives_an_empty_list_as_the_schema_says() -> None:
    for name in ("negotiation", "holder", "actor", "issue", "source"):
        assert Client().get(f"/api/v1/positions/?{name}=nothing-like-it").json()["results"] == []
    schema = Client().get("/api/v1/schema/").json()
    named = {each["name"]: each for each in schema["paths"]["/api/v1/positions/"]["get"]["parameters"]}
    for name in ("negotiation", "holder", "actor", "issue", "source"):
        assert named[name]["description"].endswith("One that nothing has gives an empty list.")
