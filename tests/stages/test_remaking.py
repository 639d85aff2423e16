"""Texts made again from their originals: what comes out the same stays, what does not is a new snapshot beside it."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from negotiations import flow
from negotiations.ingest.changes import follow_text
from negotiations.ingest.remaking import count_remakes, is_older, outdated, queue_remakes, remake
from negotiations.models import Article, Evidence, Packing, Reading, Remake, Snapshot, pack
from negotiations.sources.originals import READERS
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = (
    "<html><body><nav>Home</nav><article><p>On Monday Arlandia demands a full ceasefire in number {0}.</p>"
    "<p>The talks in Klow went on until late at night, the foreign ministry said.</p></article></body></html>"
)
OLD = "trafilatura 0.1.0"


def keep(number: int, *, text: str = "", extractor: str = OLD, fetched: bool = True) -> Snapshot:
    """An article whose present text was made by an old program, from a page that says more than that program saw."""
    text = text or f"Home\n\nOn Monday Arlandia demands a full ceasefire in number {number}."
    body = PAGE.format(number).encode()
    article = Article.objects.create(
        source=make.make_source(), title=f"Number {number}", address=f"https://post.example/{number}"
    )
    snapshot = Snapshot.objects.create(
        article=article,
        taken_at=make.NOON,
        address=article.address,
        fetched_from=article.address if fetched else "",
        status=200 if fetched else None,
        headers={"content-type": "text/html"} if fetched else {},
        content_type="text/html",
        body=pack(body),
        packing=Packing.ZLIB.value,
        body_sha256=hashlib.sha256(body).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        extractor=extractor,
    )
    article.snapshot = snapshot
    article.save()
    return snapshot


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("remake_texts", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def no_fetching(tools: flow.Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "live_tools", lambda: tools)


def test_better_text_becomes_the_present_one_beside_the_old() -> None:
    old = keep(1)
    said = run()
    new = Article.objects.get().snapshot
    assert new is not None
    assert new != old
    assert "Home" not in new.text
    assert "late at night" in new.text
    assert (new.remade_from, new.taken_at, new.extractor) == (old, old.taken_at, READERS[0])
    assert (bytes(new.body), new.original, new.body_sha256) == (b"", old.original, old.body_sha256)
    assert (new.status, new.fetched_from, new.headers) == (200, old.fetched_from, old.headers)
    assert Reading.objects.get(snapshot=new).is_again
    assert Snapshot.objects.get(pk=old.pk).text.startswith("Home")
    assert "Article" in said
    assert "1 changed" in said


def test_evidence_stays_and_is_marked_where_its_words_are_gone() -> None:
    old = keep(1)
    position = make.make_position(make.make_negotiation(), snapshot=old, quote="Arlandia demands a full ceasefire")
    gone = make.make_evidence("Home", snapshot=old, position=position)
    run()
    stays = Evidence.objects.exclude(pk=gone.pk).get(position=position)
    gone.refresh_from_db()
    assert (stays.snapshot, stays.gone_at) == (old, None)
    assert (gone.snapshot, gone.gone_from) == (old, Article.objects.get().snapshot)


def test_same_text_is_left_alone_and_not_made_a_second_time() -> None:
    run_once = keep(1)
    run()
    present = Article.objects.get().snapshot
    assert present is not None
    same = keep(2, text=present.text.replace("number 1", "number 2"))
    run()
    assert Article.objects.get(pk=same.article_id).snapshot == same
    assert count_remakes() == {"same": 1, "changed": 1, "overtaken": 0, "failed": 0, "waiting": 0}
    finished = list(Remake.objects.order_by("pk").values_list("finished_at", flat=True))
    assert "0 texts added" in run()
    assert list(Remake.objects.order_by("pk").values_list("finished_at", flat=True)) == finished
    assert run_once.remakes.count() == 1


def test_dry_run_says_what_would_change_and_writes_nothing() -> None:
    old = keep(1)
    said = run("--dry-run")
    assert "1 would change, 0 stay the same, 0 cannot be read. Nothing was written." in said
    assert f"Article {old.article_id}: " in said
    assert not Remake.objects.exists()
    assert Article.objects.get().snapshot == old


def test_what_was_uploaded_is_read_as_an_upload() -> None:
    article = keep(1, fetched=False).article
    run()
    article.refresh_from_db()
    assert article.snapshot is not None
    assert "late at night" in article.snapshot.text


def test_only_present_texts_of_older_programs_are_chosen() -> None:
    old, newer, today = keep(1), keep(2, extractor="trafilatura 0.10.0"), keep(3, extractor=READERS[0])
    other = keep(4, extractor="plain text 0")
    assert set(outdated()) == {old, newer, other}
    assert set(outdated(older_than="trafilatura 0.10.0")) == {old}
    assert set(outdated(older_than="trafilatura 99")) == {old, newer, today}
    run()
    assert set(outdated()) <= {other}


@pytest.mark.parametrize(
    ("extractor", "than", "older"),
    [
        ("trafilatura 2.3.1", "trafilatura 2.10.0", True),
        ("trafilatura 2.3.1", "trafilatura 2.3.1", False),
        ("trafilatura 2.3.1", "plain text 9", False),
        ("plain text 1", "plain text 2", True),
        ("tests", "tests 1", True),
    ],
)
def test_versions_are_compared_as_numbers(extractor: str, than: str, older: bool) -> None:
    assert is_older(extractor, than) is older


def test_text_that_cannot_be_made_again_fails_and_keeps_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    old = keep(1)
    monkeypatch.setattr(type(old), "original", property(lambda self: b"\x89PNG\r\n\x1a\n" + bytes(99)))
    run()
    assert (Remake.objects.get().error_code, Article.objects.get().snapshot) == ("binary", old)
    monkeypatch.undo()
    run()  # what failed waits once more
    assert count_remakes()["changed"] == 1


def claim() -> list[Remake]:
    Remake.objects.filter(state="running").update(lease_until=timezone.now() - timedelta(hours=1))
    return Remake.objects.claim(now=timezone.now(), lease=flow.LEASE)


def test_broken_off_in_the_middle_each_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        keep(number)
    queue_remakes(rows=outdated(), now=timezone.now())
    follow, calls = follow_text, 0

    def breaks(**values: Any) -> None:
        nonlocal calls
        calls += 1
        if calls % 2:
            raise KeyboardInterrupt
        follow(**values)

    monkeypatch.setattr("negotiations.ingest.remaking.follow_text", breaks)
    broken = 0
    while rows := claim():
        for row in rows:
            try:
                remake(row=row, now=timezone.now())
            except KeyboardInterrupt:
                broken += 1
    assert broken == 5
    assert count_remakes()["changed"] == 5
    assert Snapshot.objects.count() == 10
    assert Reading.objects.count() == 5


def test_worker_that_was_presumed_dead_writes_nothing_and_a_newer_text_wins() -> None:
    old = keep(1)
    queue_remakes(rows=outdated(), now=timezone.now())
    (zombie,), (second,) = claim(), claim()
    remake(row=zombie, now=timezone.now())
    assert Article.objects.get().snapshot == old
    other = Snapshot.objects.create(
        article=old.article, taken_at=timezone.now(), body=b"x", text="x", text_sha256="1", extractor="tests"
    )
    Article.objects.update(snapshot=other)
    remake(row=second, now=timezone.now())
    second.refresh_from_db()
    assert (second.outcome, Article.objects.get().snapshot) == ("overtaken", other)


def test_workers_make_texts_again_when_nothing_else_is_due(tools: flow.Tools) -> None:
    keep(1)
    assert "added" in run("--detach")
    assert flow.is_anything_due(now=timezone.now())
    flow.work(tools=tools)
    assert count_remakes()["changed"] == 1
    assert not flow.is_anything_due(now=timezone.now())
