"""Bulk imports that are broken off, paused, held back or found again: every item comes once."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from negotiations import flow
from negotiations.errors import NotDecidable
from negotiations.ingest import bulk as stage
from negotiations.ingest.bulk_doors import (
    begin_import,
    find_import,
    hash_file,
    pause_import,
    resume_import,
)
from negotiations.models import Article, BulkImport, Intake, QueueState, Snapshot
from tests.pure.test_warc import answer, record
from tests.stages.bulk_items import WORDS, begin, finish, json_lines, page_of, text_row

pytestmark = pytest.mark.django_db


class Broken(BaseException):
    """Stands in for a process that ends at that point: nothing catches it."""


def many(tmp_path: Path, kind: str, number: int) -> Path:
    if kind == "folder":
        folder = tmp_path / "many"
        for index in range(number):
            (folder / f"{index % 7}").mkdir(parents=True, exist_ok=True)
            (folder / f"{index % 7}" / f"{index}.txt").write_text(WORDS.format(index))
        return folder
    if kind == "warc":
        path = tmp_path / "many.warc.gz"
        rows = [record(answer(page_of(n).encode())).replace(b"example/a", b"example/%04d" % n) for n in range(number)]
        rows = [row.replace(b"Length: ", b"Length:  ") for row in rows]
        path.write_bytes(b"".join(map(gzip.compress, rows)))
        return path
    return json_lines(tmp_path / "many.jsonl", *(text_row(index) for index in range(number)))


@pytest.mark.parametrize("kind", ["json-lines", "folder", "warc"])
@pytest.mark.parametrize("where", ["before the intakes", "after the intakes"])
def test_broken_off_anywhere_each_item_comes_once(
    tmp_path: Path, tools: flow.Tools, monkeypatch: pytest.MonkeyPatch, kind: str, where: str
) -> None:
    monkeypatch.setattr(stage, "WINDOW", 4)
    bulk = begin(many(tmp_path, kind, 18))
    create, release = Intake.objects.bulk_create, stage._release
    calls = 0

    def breaks(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **values: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls in (2, 4):
                raise Broken
            return step(*args, **values)

        return run

    if where == "before the intakes":
        monkeypatch.setattr(type(Intake.objects), "bulk_create", lambda self, rows: breaks(create)(rows))
    else:
        monkeypatch.setattr(stage, "_release", breaks(release))
    broken = 0
    for _ in range(60):
        now = timezone.now()
        BulkImport.objects.filter(state="running").update(lease_until=now.replace(year=2000))
        for claimed in BulkImport.objects.claim(now=now, lease=flow.LEASE):
            try:
                stage.advance(bulk=claimed, media=tmp_path, now=now)
            except Broken:
                broken += 1
    monkeypatch.undo()
    done = finish(bulk, tools)
    assert broken == 2
    assert (Intake.objects.count(), done.position, done.state) == (18, 18, "done")
    assert Snapshot.objects.values("text_sha256").distinct().count() == Article.objects.count() == 18


def test_window_of_a_worker_that_was_presumed_dead_writes_nothing(tmp_path: Path) -> None:
    bulk = begin(many(tmp_path, "json-lines", 3))
    now = timezone.now()
    (zombie,) = BulkImport.objects.claim(now=now, lease=flow.LEASE)
    BulkImport.objects.update(lease_until=now.replace(year=2000))
    (second,) = BulkImport.objects.claim(now=now, lease=flow.LEASE)
    stage.advance(bulk=zombie, media=tmp_path, now=now)
    assert Intake.objects.count() == 0
    stage.advance(bulk=second, media=tmp_path, now=now)
    bulk.refresh_from_db()
    assert (Intake.objects.count(), bulk.position) == (3, 3)


def test_no_more_than_so_many_texts_are_in_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "MOST_OPEN", 5)
    monkeypatch.setattr(stage, "WINDOW", 3)
    begin(many(tmp_path, "json-lines", 20))
    for _ in range(5):
        BulkImport.objects.update(not_before=timezone.now())
        for claimed in BulkImport.objects.claim(now=timezone.now(), lease=flow.LEASE):
            stage.advance(bulk=claimed, media=tmp_path, now=timezone.now())
    assert Intake.objects.count() == 5
    assert BulkImport.objects.get().not_before > timezone.now()


def test_paused_import_waits_until_somebody_goes_on(tmp_path: Path, tools: flow.Tools) -> None:
    bulk = begin(many(tmp_path, "json-lines", 3))
    pause_import(bulk=bulk)
    assert not flow.is_anything_due(now=timezone.now())
    flow.work(tools=tools)
    assert not Intake.objects.exists()
    resume_import(bulk=bulk, now=timezone.now())
    assert flow.is_anything_due(now=timezone.now())
    done = finish(bulk, tools)
    assert Article.objects.count() == 3
    with pytest.raises(NotDecidable):
        pause_import(bulk=done)
    with pytest.raises(NotDecidable):
        resume_import(bulk=done, now=timezone.now())


def test_pause_that_comes_during_a_window_holds(tmp_path: Path) -> None:
    begin(many(tmp_path, "json-lines", 3))
    (claimed,) = BulkImport.objects.claim(now=timezone.now(), lease=flow.LEASE)
    pause_import(bulk=claimed)
    stage.advance(bulk=claimed, media=tmp_path, now=timezone.now())
    assert BulkImport.objects.get().is_paused


def test_file_that_is_not_there_for_now_is_waited_for(tmp_path: Path, tools: flow.Tools) -> None:
    path = many(tmp_path, "json-lines", 2)
    bulk = begin(path)
    path.rename(tmp_path / "away")
    flow.work(tools=tools)
    bulk.refresh_from_db()
    assert (bulk.state, bulk.error_code) == ("waiting", "unreadable")
    assert str(path) in bulk.error
    (tmp_path / "away").rename(path)
    assert (finish(bulk, tools).error, Article.objects.count()) == ("", 2)


def test_uploaded_file_is_removed_at_the_end_and_cannot_lie_elsewhere(
    tmp_path: Path, tools: flow.Tools, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "imports").mkdir()
    path = json_lines(tmp_path / "imports" / "x.jsonl", text_row(1))
    other = json_lines(tmp_path / "x.jsonl", text_row(2))
    bulk = begin_import(path=path, kind=None, name="mine.jsonl", location="../x.jsonl", now=timezone.now())
    finish(bulk, tools)
    assert Article.objects.get().title == "Weather of day 1"
    assert (path.exists(), other.exists()) == (False, True)


def test_same_file_is_found_again_and_a_failed_one_is_not(tmp_path: Path) -> None:
    path = many(tmp_path, "json-lines", 2)
    bulk = begin(path)
    assert find_import(location="/elsewhere", sha256=hash_file(path)) == bulk
    BulkImport.objects.update(state=QueueState.FAILED.value)
    assert find_import(location=str(path), sha256=hash_file(path)) is None
    folder = begin(many(tmp_path, "folder", 2))
    assert find_import(location=str(tmp_path / "many"), sha256="") == folder
