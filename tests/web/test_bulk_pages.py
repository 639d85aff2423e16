"""The pages of bulk imports: uploaded, followed, paused; what is too large or hostile leaves nothing on the disk."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from negotiations import flow
from negotiations.dashboard import file_uploads
from negotiations.dashboard.views import bulk as views
from negotiations.models import Article, BulkImport, Intake
from negotiations.sources.http import Fetcher
from tests import factories as make

pytestmark = pytest.mark.django_db

WORDS = "The weather in Klow stayed as it was on day {0}, the harbour office said in its report number {0}. " * 3


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(views, "wake", lambda: None)
    return tmp_path / "imports"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def lines(*numbers: int) -> bytes:
    return b"".join(json.dumps({"title": f"Day {n}", "text": WORDS.format(n)}).encode() + b"\n" for n in numbers)


def upload(client: Client, body: bytes, name: str = "days.jsonl", **values: str) -> Any:
    return client.post("/sources/bulk/", {"bulk-file": SimpleUploadedFile(name, body), **values})


def work() -> None:
    tools = flow.Tools(clock=timezone.now, fetcher=Fetcher(user_agent="tests", clock=timezone.now))
    for _ in range(5):
        BulkImport.objects.filter(state="waiting").update(not_before=timezone.now())
        flow.work(tools=tools)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_uploaded_file_is_followed_to_its_end_and_removed(editor: Client, folder: Path) -> None:
    answer = upload(editor, lines(1, 2) + b"{broken\n", name="../../etc/days.jsonl")
    bulk = BulkImport.objects.get()
    address = f"/sources/bulk/{bulk.pk}/"
    assert answer.headers["Location"] == address
    assert (bulk.name, bulk.kind, bulk.total) == ("days.jsonl", "json-lines", 3)
    assert files(folder) == [bulk.location]
    assert re.fullmatch(r"[0-9a-f]{32}", bulk.location)
    page = editor.get(address).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert 'http-equiv="refresh"' in page
    assert 'value="0"' in page
    work()
    page = editor.get(address).content.decode()
    assert "at its end" in page
    assert 'value="100"' in page
    assert "line 3" in page
    assert "no JSON" in page
    assert "hx-get" not in page
    assert 'http-equiv="refresh"' not in page
    assert Article.objects.count() == 2
    assert files(folder) == []
    listed = editor.get("/sources/bulk/").content.decode()
    assert "days.jsonl" in listed
    assert address in listed


def test_refusals_beyond_those_named_are_told_by_their_reasons(
    editor: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negotiations.ingest.bulk.REFUSALS_KEPT", 2)
    upload(editor, lines(1) + b"{broken\n" * 3 + b'{"title": "No text"}\n')
    work()
    page = editor.get(f"/sources/bulk/{BulkImport.objects.get().pk}/").content.decode()
    assert "The first 2 of 4. Of all: 3 a line that is no JSON, 1 no text in it." in page


def test_fragment_alone_is_given_to_htmx(editor: Client) -> None:
    upload(editor, lines(1))
    for address in ("/sources/bulk/", f"/sources/bulk/{BulkImport.objects.get().pk}/"):
        part = editor.get(address, headers={"HX-Request": "true"}).content.decode()
        assert part.startswith('<div id="view"')
        assert "<html" not in part


def test_same_file_again_leads_to_the_import_under_way(editor: Client, folder: Path) -> None:
    first = upload(editor, lines(1))
    again = upload(editor, lines(1), name="other.jsonl")
    assert again.headers["Location"] == first.headers["Location"]
    assert len(files(folder)) == BulkImport.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.jsonl", bytes(range(256)) * 40, "binary"),
        ("a.jsonl", b"", "empty"),
        ("a.opml", b"<html></html>", "OPML"),
        ("a.zip", b"PK\x03\x04" + bytes(300), "unpack it, and import the folder"),
    ],
)
def test_file_that_is_none_is_refused_and_not_kept(
    editor: Client, folder: Path, name: str, body: bytes, said: str
) -> None:
    answer = upload(editor, body, name=name)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert (files(folder), BulkImport.objects.count()) == ([], 0)


def test_too_large_file_is_refused_and_nothing_stays(
    editor: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_BYTES", 1_000)
    answer = upload(editor, lines(*range(20)))
    assert answer.status_code == 413
    assert "Split it" in answer.content.decode()
    assert (files(folder), BulkImport.objects.count()) == ([], 0)


def test_gigabyte_is_refused_before_it_is_read(editor: Client, folder: Path) -> None:
    answer = editor.generic(
        "POST", "/sources/bulk/", b"x", "multipart/form-data; boundary=b", CONTENT_LENGTH="1000000000"
    )
    assert answer.status_code == 413
    assert files(folder) == []


def test_upload_without_a_token_or_broken_off_leaves_nothing(folder: Path) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make.make_editor())
    assert upload(client, lines(1)).status_code == 403
    head = b'--b\r\nContent-Disposition: form-data; name="bulk-file"; filename="a.jsonl"\r\n\r\n' + lines(1)
    client.generic("POST", "/sources/bulk/", head, "multipart/form-data; boundary=b")
    assert (files(folder), BulkImport.objects.count()) == ([], 0)


def test_drafts_of_killed_uploads_are_removed_with_time(
    editor: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    (folder / f"{file_uploads.DRAFT}dead").write_bytes(b"x")
    monkeypatch.setattr(file_uploads, "FORGOTTEN_SECONDS", -1)
    upload(editor, lines(1))
    assert files(folder) == [BulkImport.objects.get().location]


def test_import_is_paused_and_gone_on_with(editor: Client) -> None:
    upload(editor, lines(1))
    address = f"/sources/bulk/{BulkImport.objects.get().pk}/"
    assert editor.post(f"{address}pause/").status_code == 302
    work()
    page = editor.get(address).content.decode()
    assert "Paused." in page
    assert "Go on" in page
    assert not Article.objects.exists()
    editor.post(f"{address}go-on/")
    work()
    assert Article.objects.count() == 1
    assert "at its end already" in editor.post(f"{address}pause/", follow=True).content.decode()


def test_failed_texts_are_listed_and_tried_again(editor: Client) -> None:
    upload(editor, b"http://post.example/a\n", name="list.txt")
    work()
    Intake.objects.update(state="failed", error="The server answered 500.", attempts=3, finished_at=timezone.now())
    bulk = BulkImport.objects.get()
    page = editor.get(f"/sources/bulk/{bulk.pk}/").content.decode()
    assert "The server answered 500." in page
    assert f"/sources/intakes/{Intake.objects.get().pk}/" in page
    editor.post(f"/sources/bulk/{bulk.pk}/again/")
    assert Intake.objects.get().state == "waiting"


def test_names_and_reasons_are_shown_as_text(editor: Client) -> None:
    upload(editor, json.dumps({"text": WORDS, "<script>alert(1)</script>": 1}).encode(), name="<img src=x>.jsonl")
    work()
    for address in ("/sources/bulk/", f"/sources/bulk/{BulkImport.objects.get().pk}/"):
        page = editor.get(address).content.decode()
        assert "<img" not in page
        assert "<script>alert" not in page


def test_pages_are_for_those_who_may_add(editor: Client) -> None:
    upload(editor, lines(1))
    pk = BulkImport.objects.get().pk
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    for address in ("/sources/bulk/", f"/sources/bulk/{pk}/"):
        assert Client().get(address).status_code == 302
        assert reader.get(address).status_code == 403
    for verb in ("pause", "go-on", "again"):
        assert reader.post(f"/sources/bulk/{pk}/{verb}/").status_code == 403
        assert editor.get(f"/sources/bulk/{pk}/{verb}/").headers["Location"] == f"/sources/bulk/{pk}/"
    assert upload(reader, lines(2)).status_code == 403
    assert BulkImport.objects.count() == 1


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_as_often_for_many_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 20):
        for index in range(number):
            upload(editor, lines(number * 100 + index))
        bulk = BulkImport.objects.earliest("pk")
        for index in range(number):
            make_failed(bulk, f"{number} {index}")
        counts.append((queries(editor, "/sources/bulk/"), queries(editor, f"/sources/bulk/{bulk.pk}/")))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 9


def make_failed(bulk: BulkImport, name: str) -> None:
    Intake.objects.create(
        bulk=bulk, door="bulk", stage="read", state="failed", source=make.make_source(), filename=name, error="No text."
    )


def test_upload_is_written_as_it_comes(folder: Path) -> None:
    handler = file_uploads.UploadsToFolder(most=10, folder=folder)
    handler.new_file("bulk-file", "a", "text/plain", 0)
    handler.receive_data_chunk(b"12345", 0)
    assert [path.name.startswith(file_uploads.DRAFT) for path in folder.iterdir()] == [True]
    handler.receive_data_chunk(b"678901", 5)
    given = handler.file_complete(11)
    assert (given.size, given.read()) == (11, b"")
    handler.close()
    assert files(folder) == []


def test_values_that_cannot_be_used_are_named_and_the_texts_come_in(editor: Client) -> None:
    rows = [
        {"title": "Day 1", "text": WORDS.format(1), "published": "31-31-2026"},
        {"title": "Day 2", "text": WORDS.format(2), "url": "http://127.0.0.1/<x>"},
        {"title": "Day 3", "text": WORDS.format(3)},
    ]
    upload(editor, b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    work()
    bulk = BulkImport.objects.get()
    assert (Article.objects.count(), bulk.refused, bulk.report["faulty"]) == (3, 0, 2)
    page = editor.get(f"/sources/bulk/{bulk.pk}/").content.decode()
    assert "2 texts came in without them" in page
    assert re.search(r"line 1, <code>published</code>.*“31-31-2026” is no date", page, flags=re.DOTALL)
    assert re.search(r"line 2, <code>url</code>.*http://127.0.0.1/&lt;x&gt;.*no address", page, flags=re.DOTALL)


def test_texts_of_an_import_are_listed_with_their_articles(editor: Client) -> None:
    upload(editor, lines(1, 2))
    work()
    upload(editor, lines(3), name="more.jsonl")
    work()
    first, second = BulkImport.objects.order_by("pk")
    for bulk, days in ((first, {1, 2}), (second, {3})):
        address = f"/sources/intakes/?import={bulk.pk}"
        assert address in editor.get(f"/sources/bulk/{bulk.pk}/").content.decode()
        page = editor.get(address).content.decode()
        assert {day for day in (1, 2, 3) if f"Day {day}" in page} == days
    assert editor.get("/sources/intakes/?import=999999").status_code == 404
    assert editor.get("/sources/intakes/?import=no").status_code == 200
