"""``manage.py export_warc``: every original once, with what is known of it, as another tool reads it."""

import hashlib
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from negotiations.models import Article, Intake, Packing, Snapshot, pack
from negotiations.sources.captures import read_captures
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = b"<html><body><p>Talks in Klow went on.</p></body></html>"


def add(text: str, *, body: bytes = PAGE, source: str = "The Harbour Post", **values: Any) -> Snapshot:
    article = Article.objects.create(
        source=make.make_source(source), title="A report", address=f"https://post.example/{Article.objects.count()}"
    )
    return Snapshot.objects.create(
        article=article,
        taken_at=values.pop("taken_at", make.NOON),
        body=pack(body),
        packing=Packing.ZLIB.value,
        body_sha256=hashlib.sha256(body).hexdigest(),
        text=text + " Changed.",
        text_sha256=hashlib.sha256(text.encode()).hexdigest()[::-1],
        extractor="tests 2",
        **values,
    )


def fetched(text: str, **values: Any) -> Snapshot:
    return add(
        text,
        **{
            "status": 200,
            "address": "https://post.example/a",
            "fetched_from": "https://post.example/a?utm_source=x",
            "content_type": "text/html",
            "headers": {"content-type": "text/html", "content-encoding": "gzip"},
            **values,
        },
    )


def export(path: Path, *options: str) -> list[Any]:
    """Every record as warcio reads it, checked by its checker; content beside it."""
    call_command("export_warc", str(path), *options)
    assert Checker(Namespace(inputs=[str(path)], verbose=False)).process_all() == 0
    with path.open("rb") as file:
        return [(record, record.content_stream().read().decode()) for record in ArchiveIterator(file)]


@pytest.mark.parametrize("name", ["all.warc", "all.warc.gz"])
def test_export_gives_originals_as_they_came_with_what_was_read(tmp_path: Path, name: str) -> None:
    page = fetched("One.")
    text = add("Two.", body=b"A pasted text.", content_type="text/plain")
    Intake.objects.create(
        door="upload",
        stage="read",
        state="done",
        outcome="new",
        source=make.make_source(),
        snapshot=text,
        filename="x.txt",
    )
    found = export(tmp_path / name)
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "metadata", "resource", "metadata"]
    response, content = found[1]
    assert content == PAGE.decode()
    assert response.rec_headers["WARC-Target-URI"] == "https://post.example/a?utm_source=x"
    assert response.rec_headers["WARC-Date"] == "2026-03-02T12:00:00Z"
    assert response.http_headers["content-type"] == "text/html"
    words = dict(line.split(": ", 1) for line in found[2][1].splitlines())
    assert words["canonical-address"] == "https://post.example/a"
    assert (words["text-sha256"], words["extractor"]) == (page.text_sha256, "tests 2")
    assert found[3][1] == "A pasted text."
    assert found[3][0].rec_headers["WARC-Target-URI"].startswith("urn:uuid:")
    assert "filename: x.txt" in found[4][1]
    assert [c.body for c in read_captures(tmp_path / name) if not c.passed_over] == [PAGE, b"A pasted text."]


def test_export_gives_a_snapshot_the_same_identity_every_time(tmp_path: Path) -> None:
    fetched("One.")
    first, second = (
        [record.rec_headers["WARC-Record-ID"] for record, _ in export(tmp_path / name)][1:]
        for name in ("a.warc", "b.warc")
    )
    assert first == second


def test_export_chooses_by_day_source_and_talks(tmp_path: Path) -> None:
    old = fetched("Old.", taken_at=datetime(2020, 1, 1, tzinfo=UTC), source="The Old Post")
    new = fetched("New.")
    negotiation = make.make_negotiation("Klow talks")
    make.make_position(negotiation, snapshot=new, quote="New.")

    def chosen(*options: str) -> set[str]:
        rows = export(tmp_path / "a.warc", *options)
        lines = [line for record, text in rows if record.rec_type == "metadata" for line in text.splitlines()]
        return {line.removeprefix("snapshot: ") for line in lines if line.startswith("snapshot: ")}

    assert chosen("--until", "2021-01-01") == {str(old.pk)}
    assert chosen("--since", "2020-01-02", "--until", "2026-03-03") >= {str(new.pk)}
    assert str(old.pk) not in chosen("--since", "2020-01-02")
    assert chosen("--source", "the-old-post") == {str(old.pk)}
    assert chosen("--negotiation", "klow-talks") == {str(new.pk)}


@pytest.mark.parametrize("options", [("--source", "nobody"), ("--negotiation", "nothing"), ("--since", "yesterday")])
def test_export_that_cannot_be_made_leaves_no_file(tmp_path: Path, options: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("export_warc", str(tmp_path / "a.warc"), *options)
    assert list(tmp_path.iterdir()) == []


def test_export_into_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_warc", str(tmp_path / "missing" / "a.warc"))


def test_export_writes_shared_bytes_once(tmp_path: Path) -> None:
    base = fetched("One.")
    again = Snapshot.objects.create(
        article=base.article,
        remade_from=base,
        taken_at=base.taken_at,
        body=b"",
        body_sha256=base.body_sha256,
        text="Better.",
        text_sha256="0" * 64,
        extractor="tests 3",
        status=200,
    )
    assert again.original == PAGE
    found = export(tmp_path / "a.warc")
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "metadata", "metadata"]
    assert found[3][0].rec_headers["WARC-Refers-To"] == found[1][0].rec_headers["WARC-Record-ID"]
    assert "extractor: tests 3" in found[3][1]


def test_export_of_many_holds_few_at_a_time(tmp_path: Path) -> None:
    for number in range(40):
        fetched(f"Report {number}.", body=hashlib.sha256(b"%d" % number).digest() * 100_000)
    before = psutil.Process().memory_info().rss
    call_command("export_warc", str(tmp_path / "a.warc"))
    assert (tmp_path / "a.warc").stat().st_size > 40 * 3_200_000
    assert psutil.Process().memory_info().rss - before < 100_000_000


def test_snapshot_cannot_be_changed_even_by_raw_sql() -> None:
    snapshot = fetched("One.")
    for change in ("text = 'other'", "body = ''", "taken_at = now()", "headers = '{}'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE negotiations_snapshot SET {change} WHERE id = %s", [snapshot.pk])  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(taken_at=make.NOON + timedelta(days=1))


def test_snapshot_cannot_be_deleted_even_by_raw_sql_or_with_its_article() -> None:
    snapshot = fetched("One.")
    with pytest.raises(DatabaseError), transaction.atomic():
        snapshot.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Article.objects.filter(pk=snapshot.article_id).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        delete_by_hand(snapshot.pk)
    assert Snapshot.objects.filter(pk=snapshot.pk).exists()


def test_snapshot_that_evidence_points_at_cannot_be_deleted() -> None:
    evidence = make.make_evidence(position=make.make_position(make.make_negotiation()))
    with pytest.raises(ProtectedError):
        evidence.snapshot.delete()
    with pytest.raises(ProtectedError):
        Article.objects.get(pk=evidence.snapshot.article_id).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        delete_by_hand(evidence.snapshot_id)


def delete_by_hand(snapshot: int) -> None:
    """As somebody at the database's own prompt would."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM negotiations_snapshot WHERE id = %s", [snapshot])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
