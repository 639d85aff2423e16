"""Every way in which a server may misbehave, through the real stages: it ends as documented, and the next is served."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest

from negotiations import flow
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Intake, Reading, Snapshot, Source
from tests import factories as make
from tests.misbehaving.case import PUBLIC, WORDS, Case, End, Web, article, clock, entry, rss
from tests.misbehaving.table import CASES, duplicates, fetching_page
from tests.origin import Origin

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fetching.md"
TELLS_WHAT_TO_DO = re.compile(
    r"[;,:] (so )?(try|check|paste|give|use|look|ask|add|save|remove|copy|tell)\b.*\.$", re.DOTALL
)
_OPENSSL = pytest.mark.skipif(which("openssl") is None, reason="openssl makes the certificates of this test")
GOOD = "http://good.example/feed"


def by_door(door: str) -> list[object]:
    return [
        pytest.param(case, getattr(case, door), id=case.name, marks=_OPENSSL if case.name.startswith("tls-") else ())
        for case in CASES
        if getattr(case, door)
    ]


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as server:
        server.page("/feed", rss(entry("/next")), content_type="application/rss+xml")
        for path in ("/next", "/story", *(f"/story{number}" for number in range(12))):
            server.page(path, article(f"{path} {WORDS}"))
        yield server


def work(web: Web, case: Case) -> None:
    """Let a worker do all that is due, the next feed last, and see to what holds for every case."""
    next_feed = make.make_source("The Good Gazette", kind="feed", feed_url=GOOD, not_before=make.NOON)
    with closing(web), web.fetcher(timeout=case.timeout) as fetcher:
        flow.work(tools=flow.Tools(clock=clock, fetcher=fetcher))
    next_feed.refresh_from_db()
    assert (next_feed.error, next_feed.failures, next_feed.fetches.get().entries) == ("", 0, 1)
    assert Article.objects.filter(address="http://pages.example/next").exists()
    assert {address.rpartition(".")[0] for address in web.dialled} == {PUBLIC.rpartition(".")[0]}
    assert not Intake.objects.filter(state="running").exists()


@pytest.mark.parametrize(("case", "end"), by_door("page"))
def test_misbehaving_page_ends_as_documented(origin: Origin, case: Case, end: End) -> None:
    web = Web(origin, "page")
    case.arrange(web)
    intake = submit_address(address=web.address, door=Door.ADDRESS, now=make.NOON - timedelta(hours=1))
    work(web, case)
    intake.refresh_from_db()
    assert intake.error_code == end.code, intake.error
    if not end.code:
        assert (intake.state, intake.outcome, intake.body) == ("done", "new", None)
        assert intake.snapshot is not None
        assert (end.says or "Borduria") in intake.snapshot.text
        assert intake.article is not None
        assert (intake.article.published, intake.article.published_precision) == (None, "unknown")
        assert "127.0.0.1" not in intake.article.address
        assert "root:" not in intake.snapshot.text
        return
    assert_says_what_to_do(intake.error, end)
    if end.lasting:
        assert (intake.state, intake.finished_at) == ("failed", make.NOON)
    else:
        assert intake.state == "waiting"
        assert_waits(intake, end)
    assert (intake.outcome, intake.article, intake.snapshot) == ("", None, None)
    assert Snapshot.objects.count() == Reading.objects.count() == 1


@pytest.mark.parametrize(("case", "end"), by_door("feed"))
def test_misbehaving_feed_ends_as_documented(origin: Origin, case: Case, end: End) -> None:
    web = Web(origin, "feed")
    case.arrange(web)
    source = make.make_source(
        "The Bad Gazette", kind="feed", feed_url=web.address, not_before=make.NOON - timedelta(hours=1)
    )
    work(web, case)
    source.refresh_from_db()
    look = source.fetches.get()
    assert (source.error_code, look.error_code) == (end.code, end.code), source.error
    assert (source.state, source.lease_token, source.is_active) == ("waiting", None, True)
    assert_waits(source, end)
    if not end.code:
        assert (source.failures, source.error, look.entries) == (0, "", end.entries)
        assert (end.says in look.error) if end.says else (look.error == "")
        assert not Article.objects.exclude(published=None).exists()
        return
    assert source.failures == 1
    assert (source.error, look.entries, look.new) == (look.error, 0, 0)
    assert_says_what_to_do(source.error, end)
    assert (source.etag, source.last_modified, source.body_sha256) == ("", "", "")
    assert not source.intakes.exists()


def assert_says_what_to_do(sentence: str, end: End) -> None:
    assert end.says in sentence
    assert TELLS_WHAT_TO_DO.search(sentence), sentence


def assert_waits(row: Intake | Source, end: End) -> None:
    assert row.not_before > make.NOON
    if end.wait:
        assert row.not_before - make.NOON >= timedelta(seconds=end.wait)


def test_cases_are_many_and_named_apart() -> None:
    assert len(CASES) >= 150
    assert duplicates() == []


def test_page_of_cases_is_current() -> None:
    current = PAGE.read_text(encoding="utf-8") == fetching_page()
    assert current, "run: python -m tests.misbehaving > docs/fetching.md"
