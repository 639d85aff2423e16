"""Rows that are written in one statement are the rows that Django would write."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DataError

from negotiations.models import Intake
from negotiations.models.statements import insert_missing
from tests import factories as make

pytestmark = pytest.mark.django_db
MOMENT = datetime(2024, 5, 10, 12, 0, 30, 123_456, tzinfo=UTC)
ROW: dict[str, Any] = {
    "entry_key": "https://news.example/a?b=\"c\"&d='e'\\%s",
    "title": "“Ünïcode”, a tab\t and {braces}",
    "stage": "read",
    "published": date(2024, 5, 10),
    "fetched_at": MOMENT,
    "body": bytes(range(256)),
    "report": {"feed": {"after-another": True, "words": ['"', None, 1.5]}},
}


def common() -> Intake:
    source = make.make_source("A feed", kind="feed")
    return Intake(door="feed", stage="fetch", source=source, received_at=MOMENT, not_before=MOMENT)


def columns(**of: Any) -> dict[str, Any]:
    row = Intake.objects.filter(**of).values().get()
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def test_row_is_the_one_that_django_would_write() -> None:
    like = common()
    insert_missing(like, [ROW])
    ours = columns()
    Intake.objects.all().delete()
    made = {"received_at": MOMENT, "not_before": MOMENT, **ROW}
    Intake.objects.bulk_create([Intake(door="feed", source=like.source, **made)])
    assert ours | {"id": 0} == columns() | {"id": 0}


def test_row_takes_from_the_common_one_what_it_does_not_name() -> None:
    insert_missing(common(), [ROW, {"entry_key": "other"}])
    other = columns(entry_key="other")
    assert (other["stage"], other["title"], other["body"], other["report"]) == ("fetch", "", None, {})
    assert Intake.objects.count() == 2


def test_row_that_is_there_already_stays() -> None:
    like = common()
    insert_missing(like, [ROW])
    insert_missing(like, [{**ROW, "title": "Another"}, {"entry_key": "other", "title": "Another"}])
    assert set(Intake.objects.values_list("title", flat=True)) == {ROW["title"], "Another"}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.example:8080/a?b=c#d", "news.example:8080"),
        ("HTTP://news.example?a=/b", "news.example"),
        ("http://news.example#a", "news.example"),
        (f"https://{'n' * 300}/a", "n" * 255),
        ("ftp://news.example/a", ""),
        ("", ""),
    ],
)
def test_database_works_out_the_host_of_a_row(address: str, host: str) -> None:
    insert_missing(common(), [{"address": address}])
    assert columns()["host"] == host


def test_value_that_does_not_fit_is_refused_and_not_cut() -> None:
    like = common()
    with pytest.raises(TypeError):
        insert_missing(like, [{"entry_key": object()}])
    with pytest.raises(DataError):
        insert_missing(like, [{"entry_key": "a" * 501}])
