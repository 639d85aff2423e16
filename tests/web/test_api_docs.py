"""The examples in docs/api.md run, and what they show is what comes back."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.DOTALL)
HOST = "http://localhost:8000"


@pytest.fixture(autouse=True)
def _talks() -> None:
    cache.clear()
    talks = make.make_negotiation("Gaza")
    hamas = make.make_actor("Hamas", kind="armed-group")
    round_ = make.make_round(talks, venue="Cairo", id=1)
    make.make_summary(round_, ["The sides met in Cairo."])
    make.make_position(talks, hamas, round=round_, said_on=date(2024, 5, 6), standing="reviewed")


def ask(address: str) -> Any:
    assert address.startswith(HOST)
    return Client().get(address.removeprefix(HOST).replace("rounds/1/", f"rounds/{first_round()}/"))


def first_round() -> int:
    found: int = Client().get("/api/v1/rounds/").json()["results"][0]["id"]
    return found


def same_shape(shown: Any, found: Any, path: str = "") -> None:
    """Every key that the documentation shows is there with a value of the same kind."""
    if isinstance(shown, dict):
        assert isinstance(found, dict), path
        assert set(shown) <= set(found), path
        for key, value in shown.items():
            same_shape(value, found[key], f"{path}/{key}")
    elif isinstance(shown, list):
        assert isinstance(found, list), path
        if shown:
            assert found, path
            same_shape(shown[0], found[0], f"{path}/0")
    elif shown is not None and found is not None:
        assert type(shown) is type(found), path


def test_curl_examples_are_answered_with_what_they_show() -> None:
    asked = 0
    for (kind, text), (after, shown) in zip(BLOCKS, [*BLOCKS[1:], ("", "")], strict=True):
        if kind != "sh":
            continue
        for address in re.findall(r"curl '([^']+)'", text):
            answer = ask(address)
            assert answer.status_code == (400 if "holdr" in address else 200), answer.content
            asked += 1
        if after == "json":
            same_shape(json.loads(shown), answer.json())
    assert asked >= 8


@pytest.mark.parametrize("program", [text for kind, text in BLOCKS if kind == "python"])
def test_python_example_runs(program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def open_here(address: str) -> io.BytesIO:
        answer = ask(address.replace("http://testserver", HOST))
        assert answer.status_code == 200, answer.content
        return io.BytesIO(answer.content)

    monkeypatch.setattr("urllib.request.urlopen", open_here)
    exec(compile(program, "docs/api.md", "exec"), {})  # noqa: S102 - running the examples is the test
    assert capsys.readouterr().out.strip()


def test_documentation_names_every_resource() -> None:
    for name in Client().get("/api/v1/").json():
        assert f"/api/v1/{name}/" in PAGE
