"""What bulk imports bring, kind by kind; what is wrong is named, and the rest goes on."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from negotiations import flow
from negotiations.errors import ParseError
from negotiations.ingest import bulk as stage
from negotiations.ingest.bulk_doors import (
    count_texts,
)
from negotiations.models import Article, BulkImport, BulkKind, Intake, Snapshot, Source
from tests.origin import Origin
from tests.pure.test_warc import answer, record
from tests.stages.bulk_items import WORDS, begin, finish, json_lines, page_of, text_row
from tests.stages.conftest import HOST

pytestmark = pytest.mark.django_db


def test_list_of_addresses_is_fetched_each_once(tmp_path: Path, tools: flow.Tools, origin: Origin) -> None:
    for number in range(3):
        origin.page(f"/{number}", page_of(number))
    lines = f"# what to read\n\n{HOST}/0\n{HOST}/1?utm_source=x\n{HOST}/1\n  {HOST}/2  \nftp://x/\nhttp://127.0.0.1/\n"
    path = tmp_path / "list.txt"
    path.write_text("\ufeff" + lines)
    bulk = begin(path)
    assert (bulk.kind, bulk.total) == ("addresses", 6)
    done = finish(bulk, tools)
    assert Article.objects.count() == 3
    assert (done.state, done.position, done.total, done.refused) == ("done", 6, 6, 2)
    assert done.report["repeated"] == 1
    assert [refusal["name"] for refusal in done.report["refusals"]] == ["line 7", "line 8"]
    assert count_texts([done.pk])[done.pk] == {"new": 3, "changed": 0, "known": 0, "failed": 0, "waiting": 0}


def test_address_of_a_known_article_is_not_fetched_again(tmp_path: Path, tools: flow.Tools, origin: Origin) -> None:
    for number in range(2):
        origin.page(f"/{number}", page_of(number))
    path = tmp_path / "list.txt"
    path.write_text(f"{HOST}/0\n")
    finish(begin(path), tools)
    other = tmp_path / "other.txt"
    other.write_text(f"{HOST}/1\nhttps://www.news.example/0/?utm_source=x\n")
    done = finish(begin(other), tools)
    assert count_texts([done.pk])[done.pk] == {"new": 1, "changed": 0, "known": 1, "failed": 0, "waiting": 0}
    assert [asked.path for asked in origin.asked] == ["/0", "/1"]
    known = done.intakes.get(outcome="known")
    assert (known.article, known.snapshot) == (Article.objects.get(address=f"{HOST}/0"), known.article.snapshot)  # type: ignore[union-attr]


def test_refusals_are_all_counted_by_their_reason_and_the_first_kept_by_name(
    tmp_path: Path, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negotiations.ingest.bulk.REFUSALS_KEPT", 3)
    path = tmp_path / "list.txt"
    path.write_text("ftp://x/\n" * 5 + "http://127.0.0.1/\n" * 4)
    done = finish(begin(path, kind=BulkKind.ADDRESSES), tools)
    assert done.refused == 9
    assert done.report["refused_by"] == {"bad-address": 5, "private-address": 4}
    assert len(done.report["refusals"]) == 3


def test_json_lines_bring_what_they_say_and_bad_lines_are_named(tmp_path: Path, tools: flow.Tools) -> None:
    rows = (
        text_row(
            1,
            url="https://post.example/1?utm_source=x",
            published="2024-05-06",
            author=["Ann", "Bo"],
            outlet="The Post",
        ),
        "{not json",
        text_row(2, colour="red"),
        {"title": "No text"},
        '["a list"]',
        json.dumps(text_row(3, title="Sur\ud800rogate \x00")),
        "",
        text_row(4, published="soon", url="javascript:alert(1)"),
    )
    bulk = begin(json_lines(tmp_path / "a.jsonl", *rows))
    assert (bulk.kind, bulk.total) == ("json-lines", 7)
    done = finish(bulk, tools)
    assert Article.objects.count() == 4
    first = Article.objects.get(address="https://post.example/1")
    assert (first.title, first.published, first.author, first.source.name) == (
        "Weather of day 1", date(2024, 5, 6), "Ann, Bo", "The Post",
    )  # fmt: skip
    assert first.snapshot is not None
    assert first.snapshot.text == WORDS.format(1)
    assert json.loads(first.snapshot.original)["author"] == ["Ann", "Bo"]  # the original is the line itself
    assert [(refusal["name"], refusal["code"]) for refusal in done.report["refusals"]] == [
        ("line 2", "not-json"), ("line 4", "no-text"), ("line 5", "not-json"),
    ]  # fmt: skip
    assert (done.refused, done.report["unknown_fields"]) == (3, ["colour"])
    assert Article.objects.get(title="Weather of day 4").published is None
    faults = [(fault["name"], fault["field"]) for fault in done.report["faults"]]
    assert (done.report["faulty"], faults) == (1, [("line 8", "published"), ("line 8", "url")])
    assert Article.objects.filter(title="Surrogate").exists()


def test_folder_gives_its_texts_and_nothing_from_outside(tmp_path: Path, tools: flow.Tools) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("The secret of the harbour office stays a secret.")
    folder = tmp_path / "folder"
    (folder / "b" / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(WORDS.format(1))
    (folder / "b" / "deep" / "x.HTML").write_text(page_of(2))
    (folder / "b" / "y.md").write_text(WORDS.format(3))
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    (folder / "fake.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / ".hidden.txt").write_text(WORDS.format(4))
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "z\udcff.txt").write_text(WORDS.format(5))
    bulk = begin(folder)
    assert (bulk.kind, bulk.total) == ("folder", 9)
    done = finish(bulk, tools)
    assert {snapshot.text.split(",")[0][-5:] for snapshot in Snapshot.objects.all()} == {
        f"day {n}" for n in (1, 2, 3, 5)
    }
    assert done.report["passed_over"] == {".pdf": 1, "link": 3}
    assert count_texts([done.pk])[done.pk]["failed"] == 1
    assert Intake.objects.get(state="failed").error_code == "binary"
    assert not Snapshot.objects.filter(text__contains="secret").exists()


def test_archive_gives_pages_with_bytes_headers_address_and_time(tmp_path: Path, tools: flow.Tools) -> None:
    page = page_of(1).encode()
    more = "WARC-X: y\r\n"
    records = [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(
            answer(gzip.compress(page), more="Content-Encoding: gzip\r\nX-Odd: a\x00b\r\nSet-Cookie: s=1\r\n"),
            more=more,
        ),
        record(answer(b"\x89PNG", kind="image/png")),
        record(answer(status="404 Not Found")),
        record(answer(b"a" * 10_000_001)),
        record(answer(page)).replace(b"http://post.example/a", b"http://127.0.0.1/aaaaa"),
    ]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    done = finish(begin(path), tools)
    article = Article.objects.get()
    assert (article.address, article.title) == ("http://post.example/a", "Weather of day 1")
    snapshot = article.snapshot
    assert snapshot is not None
    assert (snapshot.original, snapshot.taken_at) == (page, datetime(2021, 1, 5, 19, 4, 12, tzinfo=UTC))
    assert (snapshot.headers["content-type"], "set-cookie" in snapshot.headers) == ("text/html", False)
    assert (done.position, done.total) == (6, 6)
    assert done.report["passed_over"] == {"request": 1, "image/png": 1, "answer 404": 1}
    assert [refusal["code"] for refusal in done.report["refusals"]] == ["too-large", "private-address"]


def test_archive_of_an_earlier_text_leaves_the_present_one(tmp_path: Path, tools: flow.Tools) -> None:
    def archived(number: int, date: str) -> Path:
        path = tmp_path / f"{number}-{date[:4]}.warc"
        path.write_bytes(record(answer(page_of(number).encode()), date=date))
        return path

    finish(begin(archived(1, "2021-01-05T19:04:12Z")), tools)
    present = Article.objects.get().snapshot
    for number in (2, 3):  # one earlier, and one that was put back
        done = finish(begin(archived(number, "2020-01-05T19:04:12Z")), tools)
        assert count_texts([done.pk])[done.pk] == {"new": 0, "changed": 0, "known": 1, "failed": 0, "waiting": 0}
    finish(begin(archived(2, "2020-06-05T19:04:12Z")), tools)
    assert (Article.objects.get().snapshot, Snapshot.objects.count()) == (present, 3)
    finish(begin(archived(4, "2022-01-05T19:04:12Z")), tools)
    now = Article.objects.get().snapshot
    assert now is not None
    assert "day 4" in now.text


def test_damaged_archive_keeps_what_stands_before_the_damage(tmp_path: Path, tools: flow.Tools) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(answer(page_of(1).encode())) + b"garbage " * 50)
    done = finish(begin(path), tools)
    assert (done.state, done.error_code, Article.objects.count()) == ("failed", "damaged", 1)


def test_list_of_feeds_is_added_and_known_ones_are_left_alone(
    tmp_path: Path, tools: flow.Tools, origin: Origin
) -> None:
    Source.objects.create(slug="known", name="Known", kind="feed", feed_url=f"{HOST}/1", is_active=False)
    feeds = "".join(f'<outline text="Feed {n}" xmlUrl="{HOST}/{n}"/>' for n in range(120))
    path = tmp_path / "a.opml"
    path.write_text(f'<opml version="2.0"><body>{feeds}<outline text="P" xmlUrl="http://127.0.0.1/"/></body></opml>')
    bulk = begin(path)
    assert (bulk.kind, bulk.total) == ("opml", 121)
    now = timezone.now()
    for _ in range(4):
        (claimed,) = BulkImport.objects.claim(now=now, lease=flow.LEASE)
        stage.advance(bulk=claimed, media=tmp_path, now=now)
    bulk.refresh_from_db()
    assert (bulk.state, bulk.report["added"], bulk.report["known"], bulk.refused) == ("done", 119, 1, 1)
    assert Source.objects.feeds().count() == 119


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.jsonl", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x7fELF" + bytes(200), "binary"),
        ("a.txt", b"  \n", "empty"),
        ("a.txt", b"# nothing\n\n", "empty"),
        ("a.opml", b"<opml", "not-opml"),
        ("a.opml", b'<!DOCTYPE x [<!ENTITY a "b">]><opml/>', "unsafe-markup"),
    ],
)
def test_file_that_is_no_batch_is_refused_at_the_door(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ParseError) as refused:
        begin(path)
    assert refused.value.code == code
    assert not BulkImport.objects.exists()


def test_line_of_a_hundred_megabytes_is_refused_and_the_rest_goes_on(tmp_path: Path, tools: flow.Tools) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        out.write(json.dumps(text_row(1)).encode() + b'\n{"text": "')
        for _ in range(100):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n' + json.dumps(text_row(2)).encode())
    done = finish(begin(path), tools)
    assert [(refusal["name"], refusal["code"]) for refusal in done.report["refusals"]] == [("line 2", "too-large")]
    assert Article.objects.count() == 2


def test_bomb_ends_the_import_with_a_reason(tmp_path: Path, tools: flow.Tools) -> None:
    path = tmp_path / "a.warc.gz"
    head = record(answer(b"", kind="video/mp4"), size=2_000_000_000).removesuffix(b"\r\n\r\n")
    with gzip.open(path, "wb", compresslevel=9) as out:
        out.write(head)
        for _ in range(200):
            out.write(bytes(1_000_000))
    done = finish(begin(path), tools)
    assert (done.state, done.error_code) == ("failed", "too-large")
