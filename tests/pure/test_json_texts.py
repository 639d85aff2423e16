"""Articles as JSON objects: what is given is taken, and what cannot be used is named with its field."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from negotiations.sources.json_texts import find_faults, read_json_text

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def row(**more: Any) -> dict[str, Any]:
    return {"text": "The talks in Klow go on.", **more}


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, []),
        ({"title": None, "url": "", "published": " ", "source": 0}, []),
        ({"published": "2024-05-06", "url": "https://post.example/1", "author": ["Ann"], "language": "en-GB"}, []),
        ({"published": "31-31-2026"}, ["published"]),
        ({"published": "yesterday"}, ["published"]),
        ({"published": "2026-03-09"}, ["published"]),  # not there yet
        ({"published": 20240506}, ["published"]),
        ({"url": "http://127.0.0.1/x"}, ["url"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
        ({"url": "https://post.example/" + "x" * 2000}, ["url"]),
        ({"title": {"en": "Talks"}, "source": 7}, ["source", "title"]),
        ({"title": "x" * 501}, ["title"]),
        ({"language": "English, mostly"}, ["language"]),
        ({"url": "http://10.0.0.1/\x00", "published": "\ud800"}, ["url"]),
    ],
)
def test_value_that_cannot_be_used_is_named_with_its_field(given: dict[str, Any], fields: list[str]) -> None:
    faults = find_faults(row(**given), now=NOW)
    assert [fault.field for fault in faults] == fields
    assert all(fault.why.endswith(".") and "\x00" not in fault.why for fault in faults)
    page = read_json_text(json.dumps(row(**given)).encode(), now=NOW)
    assert page.text == "The talks in Klow go on."
    assert len(page.remarks) == len(fields)


def test_what_can_be_used_is_taken_beside_what_cannot() -> None:
    given = row(published="2024-05-06", url="http://192.168.0.1/a", title="x" * 600)
    page = read_json_text(json.dumps(given).encode(), now=NOW)
    assert (page.published, page.title) == (date(2024, 5, 6), "x" * 500)
