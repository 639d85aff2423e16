"""Adding an article: three ways in, each followed to its end, and each failure on record with a sentence."""

import re
from datetime import date, timedelta
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from negotiations import flow
from negotiations.dashboard.views import add
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Host, Intake, Reading
from negotiations.sources.http import Fetcher
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "Mediators met in Klow\n\nThe talks in Klow ended on Tuesday without agreement, the foreign ministry said."


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for the message to a worker; says how often it was sent."""
    calls: list[str] = []
    monkeypatch.setattr(add, "wake", lambda: calls.append("wake"))
    return calls


@pytest.fixture
def editor(woken: list[str]) -> Client:
    client = Client()
    client.force_login(make.make_editor())
    return client


def paste(client: Client, text: str = TEXT, **values: str) -> Any:
    return client.post(
        "/articles/add/",
        {"way": "paste", "paste-text": text, **{f"paste-{name}": value for name, value in values.items()}},
    )


def upload(client: Client, body: bytes, name: str = "report.txt", kind: str = "text/plain") -> Any:
    return client.post(
        "/articles/add/", {"way": "upload", "upload-file": SimpleUploadedFile(name, body, content_type=kind)}
    )


def work() -> None:
    """What a worker would do now."""
    flow.work(tools=flow.Tools(clock=timezone.now, fetcher=Fetcher(user_agent="tests", clock=timezone.now)))


def test_page_offers_three_ways(editor: Client) -> None:
    html = editor.get("/articles/add/").content.decode()
    assert html.count('name="way"') == 3
    assert "10 MB" in html


def test_pasted_text_waits_and_is_followed_to_the_article(editor: Client, woken: list[str]) -> None:
    answer = paste(editor, title="Klow talks end")
    intake = Intake.objects.get()
    assert answer.headers["Location"] == f"/sources/intakes/{intake.pk}/"
    assert woken == ["wake"]
    assert (intake.published, intake.door, intake.submitted_by.username if intake.submitted_by else "") == (
        None,
        "paste",
        "edda",
    )
    before = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    assert "Waits for a worker" in before
    assert 'http-equiv="refresh"' in before
    work()
    after = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    article = Article.objects.get()
    assert "The article is in." in after
    assert f"/articles/{article.pk}/" in after
    assert 'http-equiv="refresh"' not in after
    assert "hx-get" not in after
    assert article.published is None


def test_given_date_and_address_are_kept(editor: Client) -> None:
    paste(editor, published="2026-03-01", address="https://post.example/a?utm_source=x")
    work()
    article = Article.objects.get()
    assert (article.published, article.address) == (date(2026, 3, 1), "https://post.example/a")


def test_header_that_cannot_be_read_is_said_and_the_text_comes_in(editor: Client) -> None:
    upload(editor, f"Title: Klow talks end\nDate: 31-31-2026\n\n{TEXT}".encode())
    work()
    assert Article.objects.get().published is None
    html = editor.get(f"/sources/intakes/{Intake.objects.get().pk}/").content.decode()
    assert "The article is in." in html
    assert "“31-31-2026” in the header could not be read" in html


@pytest.mark.parametrize("address", ["http://127.0.0.1/a", "http://[::1]/a", "https://printer.local/a"])
def test_private_address_of_a_header_is_said_to_be_left_out_and_the_text_comes_in(editor: Client, address: str) -> None:
    upload(editor, f"Title: Klow talks end\nUrl: {address}\n\n{TEXT}".encode())
    work()
    article = Article.objects.get()
    assert (article.title, article.address) == ("Klow talks end", "")
    html = editor.get(f"/sources/intakes/{Intake.objects.get().pk}/").content.decode()
    assert "The article is in." in html
    assert f"The address “{address}” in the header was left out." in html


def test_same_text_again_is_said_to_be_known(editor: Client) -> None:
    for _ in range(2):
        paste(editor)
        work()
    html = editor.get(f"/sources/intakes/{Intake.objects.latest('pk').pk}/").content.decode()
    assert "known already" in html
    assert f"/articles/{Article.objects.get().pk}/" in html


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": " \n"}, "Paste the text"),
        ({"published": "yesterday"}, "YYYY-MM-DD"),
        ({"address": "ftp://post.example/a"}, "http:// or https://"),
        ({"address": "http://127.0.0.1/"}, "public"),
    ],
)
def test_paste_says_what_is_wrong_and_keeps_the_text(editor: Client, values: dict[str, str], said: str) -> None:
    answer = paste(editor, **{"text": TEXT, **values})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    if "text" not in values:
        assert "Mediators met in Klow" in answer.content.decode()
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        (b"Caf\xe9 \x81\x8d talks", "wrong-encoding"),
        (b"... --- ...", "no-text"),
        (b"PK\x03\x04" + b"\x00" * 200, "binary"),
    ],
)
def test_unreadable_file_fails_with_a_sentence_on_record(editor: Client, body: bytes, code: str) -> None:
    assert upload(editor, body).status_code == 302
    work()
    intake = Intake.objects.get()
    assert (intake.state, intake.error_code) == ("failed", code)
    page = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    assert "could not be taken in" in page
    assert "Try again" in page
    listed = editor.get("/sources/intakes/").content.decode()
    assert "failed" in listed
    assert "Try again" in listed
    assert not Article.objects.exists()


def test_large_file_is_refused_on_record_and_not_kept(editor: Client, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    answer = upload(editor, b"a" * 10_000_001)
    assert answer.status_code == 413
    assert "at most 10 MB" in answer.content.decode()
    intake = Intake.objects.get()
    assert (intake.state, intake.error_code, intake.body) == ("failed", "too-large", None)
    assert list(tmp_path.iterdir()) == []
    page = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    assert "Add it once more" in page
    assert "Try again" not in page


def test_file_at_the_limit_is_taken_without_touching_the_disk(editor: Client, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    assert upload(editor, b"a" * 10_000_000).status_code == 302
    assert list(tmp_path.iterdir()) == []


def test_gigantic_body_is_refused_unread(editor: Client) -> None:
    answer = editor.post(
        "/articles/add/", b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH="1000000000"
    )
    assert answer.status_code == 413
    assert not Intake.objects.exists()


def test_text_too_long_to_be_pasted_says_to_upload_it(editor: Client) -> None:
    answer = paste(editor, "a" * 7_000_000)
    assert answer.status_code == 413
    assert "upload that" in answer.content.decode()
    assert not Intake.objects.exists()


def test_name_of_a_file_leads_nowhere(editor: Client) -> None:
    upload(editor, TEXT.encode(), name="../../x<script>.txt")
    assert Intake.objects.get().filename == "x<script>.txt"
    assert "<script>." not in editor.get("/sources/intakes/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://u:p@post.example/",
        "http://2130706433/",
    ],
)
def test_address_that_must_not_be_fetched_is_on_record(editor: Client, address: str) -> None:
    answer = editor.post("/articles/add/", {"way": "address", "address-address": address})
    intake = Intake.objects.get()
    assert answer.status_code == 302
    assert intake.state == "failed"
    assert intake.error
    page = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    assert 'href="javascript' not in page
    assert 'href="file' not in page


def test_address_waits_to_be_fetched(editor: Client) -> None:
    editor.post("/articles/add/", {"way": "address", "address-address": "https://post.example/a"})
    intake = Intake.objects.get()
    assert (intake.stage, intake.state) == ("fetch", "waiting")
    assert "Fetch the page" in editor.get(f"/sources/intakes/{intake.pk}/").content.decode()


def test_address_of_a_host_in_trouble_says_what_it_waits_for(editor: Client) -> None:
    until = timezone.now() + timedelta(minutes=40)
    Host.objects.create(name="post.example", next_visit_at=until, trouble="timeout", troubles=3)
    editor.post("/articles/add/", {"way": "address", "address-address": "https://post.example/a"})
    editor.post("/articles/add/", {"way": "address", "address-address": "https://other.example/a"})
    sentence = "post.example is not answering; asked again at "
    assert sentence in editor.get(f"/sources/intakes/{Intake.objects.earliest('pk').pk}/").content.decode()
    listed = editor.get("/sources/intakes/").content.decode()
    assert listed.count(sentence) == listed.count("waits for a worker") == 1


def test_failed_text_is_tried_again_once(editor: Client, woken: list[str]) -> None:
    upload(editor, b"")
    work()
    intake = Intake.objects.get()
    again = f"/sources/intakes/{intake.pk}/again/"
    assert editor.get(again).headers["Location"] == f"/sources/intakes/{intake.pk}/"
    editor.post(again)
    intake.refresh_from_db()
    assert (intake.state, intake.attempts, intake.error) == ("waiting", 0, "")
    assert woken == ["wake", "wake"]
    assert "once more" in editor.post(again, follow=True).content.decode()


def test_failed_reading_is_tried_again(editor: Client) -> None:
    paste(editor)
    work()
    Reading.objects.update(state="failed", error="Something unforeseen went wrong.")
    intake = Intake.objects.get()
    page = editor.get(f"/sources/intakes/{intake.pk}/").content.decode()
    assert "reading it out failed" in page
    assert "Something unforeseen" in page
    editor.post(f"/sources/intakes/{intake.pk}/again/")
    assert Reading.objects.get().state == "waiting"


def test_temporary_failure_says_when_it_is_tried_again(editor: Client) -> None:
    editor.post("/articles/add/", {"way": "address", "address-address": "https://post.example/a"})
    Intake.objects.update(
        error="The server is unavailable.", attempts=1, not_before=timezone.now() + timedelta(minutes=4)
    )
    page = editor.get(f"/sources/intakes/{Intake.objects.get().pk}/").content.decode()
    assert "The server is unavailable. Tried once; the next attempt is at" in page


def test_progress_alone_answers_htmx(editor: Client) -> None:
    paste(editor)
    html = editor.get(f"/sources/intakes/{Intake.objects.get().pk}/", headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith('<div id="progress"')
    assert "<html" not in html


def test_adding_is_for_those_who_may(client: Client) -> None:
    for send in (client.get, client.post):
        assert send("/articles/add/").headers["Location"] == "/account/sign-in/?next=/articles/add/"
    client.force_login(User.objects.create_user("reader"))
    assert client.get("/articles/add/").status_code == 403
    assert client.post("/articles/add/", {"way": "paste", "paste-text": TEXT}).status_code == 403
    assert not Intake.objects.exists()


def test_foreign_form_adds_nothing(woken: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_editor())
    for sent in (
        {"way": "paste", "paste-text": TEXT},
        {"way": "upload", "upload-file": SimpleUploadedFile("a.txt", b"a" * 10_000_001)},
    ):
        assert client.post("/articles/add/", sent).status_code == 403
    assert not Intake.objects.exists()


def test_unknown_way_is_refused(editor: Client) -> None:
    assert editor.post("/articles/add/", {"way": "telepathy"}).status_code == 400


def test_markup_in_a_title_is_shown_as_text(editor: Client) -> None:
    paste(editor, title='<script>alert(1)</script>"><img src=x onerror=alert(2)>')
    work()
    for path in ("/sources/intakes/", f"/sources/intakes/{Intake.objects.get().pk}/"):
        html = editor.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_address_that_was_refused_need_not_be_typed_again(editor: Client) -> None:
    refused = "ftp://post.example/a?b=1&c=2"
    page = editor.post("/articles/add/", {"way": "address", "address-address": refused}, follow=True).content.decode()
    link = re.search(r'href="(/articles/add/\?address=[^"]+)">Add it once more', page)
    assert link is not None
    html = editor.get(unescape(link[1])).content.decode()
    assert html.count(f'value="{escape(refused)}"') == 2


def test_text_of_a_page_that_failed_can_be_pasted_instead(editor: Client) -> None:
    row = submit_address(address="https://post.example/a", door=Door.ADDRESS, now=timezone.now())
    Intake.objects.filter(pk=row.pk).update(state="failed", attempts=1, error="It refuses.")
    page = editor.get(f"/sources/intakes/{row.pk}/").content.decode()
    assert "Try again" in page
    assert 'href="/articles/add/?address=https%3A%2F%2Fpost.example%2Fa">Paste its text instead' in page
