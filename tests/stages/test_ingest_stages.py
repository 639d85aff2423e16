"""What becomes of a text: new, changed or known; under which source and date it stands; and what is kept of it."""

import gzip
import hashlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.errors import NotDecidable
from negotiations.ingest import stages
from negotiations.ingest.repeating import try_again
from negotiations.ingest.submitting import submit_address, submit_text
from negotiations.models import Article, Door, Intake, Reading, Snapshot
from negotiations.suggestions.lexicon import current_lexicon
from tests import factories as make
from tests.origin import Origin
from tests.stages.conftest import HOST, Clock

pytestmark = pytest.mark.django_db

FIRST = "The talks in Klow ended on Tuesday without agreement, the foreign ministry of Borduria said. "
SECOND = "Correction: the talks in Klow go on, the foreign ministry of Borduria said on Wednesday evening. "


def page(words: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><p>{words * 3}</p></article></body></html>"


def take(tools: flow.Tools, address: str) -> Intake:
    return flow.carry(intake=submit_address(address=address, door=Door.ADDRESS, now=tools.clock()), tools=tools)


def paste(tools: flow.Tools, words: str, **values: object) -> Intake:
    intake = submit_text(body=words.encode(), door=Door.PASTE, now=tools.clock(), **values)  # type: ignore[arg-type]
    return flow.carry(intake=intake, tools=tools)


def test_new_text_is_kept_as_bytes_and_text_with_their_hashes(origin: Origin, tools: flow.Tools) -> None:
    body = page(FIRST).encode()
    origin.page("/talks", body, headers={"ETag": '"1"', "Set-Cookie": "who=you"})
    intake = take(tools, f"{HOST}/talks")
    snapshot = Snapshot.objects.get()
    assert (intake.outcome, intake.state, intake.body) == ("new", "done", None)
    assert snapshot.original == body
    assert snapshot.body_sha256 == hashlib.sha256(body).hexdigest()
    assert snapshot.text_sha256 == hashlib.sha256(snapshot.text.encode()).hexdigest()
    assert snapshot.headers["etag"] == '"1"'
    assert "set-cookie" not in snapshot.headers
    assert intake.report["fetch"]["bytes"] == len(body)
    assert intake.report["read"]["characters"] == len(snapshot.text)


def test_page_that_came_in_gzip_is_kept_as_it_was_packed(origin: Origin, tools: flow.Tools) -> None:
    body = page(FIRST).encode()
    packed = gzip.compress(body)
    origin.page("/talks", packed, headers={"Content-Encoding": "gzip"})
    take(tools, f"{HOST}/talks")
    snapshot = Snapshot.objects.get()
    assert bytes(snapshot.body) == packed
    assert snapshot.original == body


def test_changed_page_is_a_second_snapshot_and_the_first_stays(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/talks", page(FIRST))
    first = take(tools, f"{HOST}/talks")
    origin.page("/talks", page(SECOND))
    second = take(tools, f"{HOST}/talks")
    article = Article.objects.get()
    assert (first.outcome, second.outcome) == ("new", "changed")
    assert list(article.snapshots.order_by("pk")) == [first.snapshot, second.snapshot]
    assert article.snapshot == second.snapshot
    assert first.snapshot is not None
    first.snapshot.refresh_from_db()
    assert FIRST.strip() in first.snapshot.text
    assert Reading.objects.filter(state="done").count() == 2


def test_page_that_changes_back_shows_the_text_it_has_now(origin: Origin, tools: flow.Tools) -> None:
    for words in (FIRST, SECOND, FIRST):
        origin.page("/talks", page(words))
        intake = take(tools, f"{HOST}/talks")
    assert intake.outcome == "known"
    article = Article.objects.get()
    assert article.snapshots.count() == 2
    assert article.snapshot == intake.snapshot == article.snapshots.earliest("pk")


def test_new_wrapping_around_the_same_words_is_known(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/talks", page(FIRST))
    take(tools, f"{HOST}/talks")
    origin.page("/talks", page(FIRST, "<meta name='generator' content='newer'>"))
    assert take(tools, f"{HOST}/talks").outcome == "known"
    assert Snapshot.objects.count() == 1


def test_spellings_of_one_address_are_one_article(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/talks", page(FIRST))
    origin.redirect("/short", f"{HOST}/talks?utm_source=mail")
    outcomes = [take(tools, f"{HOST}{path}").outcome for path in ("/talks", "/talks?utm_medium=x#top", "/short")]
    assert outcomes == ["new", "known", "known"]
    assert Article.objects.get().address == f"{HOST}/talks"


def test_the_same_words_from_two_outlets_are_two_articles(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/talks", page(FIRST))
    assert take(tools, "http://one.example/talks").outcome == "new"
    assert take(tools, "http://two.example/talks").outcome == "new"
    assert {article.source.name for article in Article.objects.all()} == {"one.example", "two.example"}


def test_a_page_is_believed_about_its_address_only_on_its_own_host(origin: Origin, tools: flow.Tools) -> None:
    origin.page("/a", page(FIRST, "<link rel='canonical' href='http://news.example/talks'>"))
    origin.page("/b", page(SECOND, "<link rel='canonical' href='http://other.example/talks'>"))
    assert take(tools, f"{HOST}/a").article is not None
    take(tools, f"{HOST}/b")
    assert set(Article.objects.values_list("address", flat=True)) == {f"{HOST}/talks", f"{HOST}/b"}


@pytest.mark.parametrize(
    ("header", "given", "published", "precision"),
    [
        ("", None, None, "unknown"),
        ("", date(2024, 5, 7), date(2024, 5, 7), "day"),
        ("Date: 2024-05-06\n", date(2024, 5, 7), date(2024, 5, 6), "day"),
        ("Date: 2024-12\n", None, date(2024, 12, 1), "month"),
        ("Date: someday\n", None, None, "unknown"),
        ("Date: unknown\n", None, None, "unknown"),
    ],
)
def test_a_text_has_the_date_that_is_stated_and_no_other(
    tools: flow.Tools, header: str, given: date | None, published: date | None, precision: str
) -> None:
    paste(tools, f"Title: Talks end\n{header}\n{FIRST}", published=given)
    article = Article.objects.get()
    assert (article.published, article.published_precision) == (published, precision)


def test_header_lines_name_title_source_and_note(tools: flow.Tools) -> None:
    paste(tools, f"Title: Talks end\nSource: Borduria Gazette\nNote: Written for a test.\n\n{FIRST}")
    article = Article.objects.get()
    assert (article.title, article.source.name, article.source.notice) == (
        "Talks end",
        "Borduria Gazette",
        "Written for a test.",
    )
    assert article.snapshot is not None
    assert article.snapshot.text == FIRST


def test_windows_line_ends_and_a_mark_are_the_same_text(tools: flow.Tools) -> None:
    words = f"{FIRST}\n\n{SECOND}"
    assert paste(tools, words).outcome == "new"
    assert paste(tools, "\ufeff" + words.replace("\n", "\r\n")).outcome == "known"


def test_a_failed_address_is_tried_again_once_when_asked_for(origin: Origin, tools: flow.Tools) -> None:
    failed = take(tools, f"{HOST}/late")
    assert failed.state == "failed"
    origin.page("/late", page(FIRST))
    try_again(intake=failed, now=tools.clock())
    with pytest.raises(NotDecidable, match="already"):
        try_again(intake=failed, now=tools.clock())
    assert flow.carry(intake=failed, tools=tools).outcome == "new"


def test_a_text_too_large_to_keep_cannot_be_tried_again(tools: flow.Tools) -> None:
    intake = submit_text(body=b"a" * 10_000_001, door=Door.UPLOAD, now=make.NOON)
    assert (intake.state, intake.error_code, intake.body) == ("failed", "too-large", None)
    with pytest.raises(NotDecidable, match="add it once more"):
        try_again(intake=intake, now=make.NOON)


def test_an_address_longer_than_any_is_refused_and_not_cut(tools: flow.Tools, origin: Origin) -> None:
    intake = take(tools, f"{HOST}/{'a' * 3000}")
    assert (intake.state, intake.error_code) == ("failed", "bad-address")
    assert origin.asked == []


def test_endless_redirects_and_private_ones_are_refused(origin: Origin, tools: flow.Tools) -> None:
    origin.redirect("/loop", f"{HOST}/loop")
    origin.redirect("/inside", "http://169.254.169.254/latest")
    assert take(tools, f"{HOST}/loop").error_code == "too-many-redirects"
    assert take(tools, f"{HOST}/inside").error_code == "private-address"


def test_a_page_that_breaks_its_reader_is_fetched_once_more_and_its_bytes_are_kept(
    origin: Origin, tools: flow.Tools, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(stages, "read_original", breaks)
    body = page(FIRST).encode()
    origin.page("/talks", body)
    told = flow.Tools(clock=clock, fetcher=tools.fetcher)
    submit_address(address=f"{HOST}/talks", door=Door.ADDRESS, now=clock())
    kept, asked = [], []
    for _ in range(6):
        flow.work(tools=told)
        intake = Intake.objects.get()
        kept.append(intake.original)
        asked.append(sum(one.path == "/talks" for one in origin.asked))
        clock.move(minutes=5)
    assert kept == [b"", *[body] * 5]
    assert asked == [1, *[2] * 5]
    assert (intake.state, intake.stage, intake.error_code) == ("failed", "read", "unforeseen")


@pytest.mark.parametrize("number", [1, 15])
def test_new_pages_about_no_talks_cost_few_questions_to_the_database_however_many(
    origin: Origin, tools: flow.Tools, number: int
) -> None:
    current_lexicon()
    for n in range(number):
        day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")[n % 5]
        origin.page(f"/bread-{n}", page(f"Bread was {n} cents in Klow on {day}, and the weather was fine all day. "))
        submit_address(address=f"{HOST}/bread-{n}", door=Door.ADDRESS, now=tools.clock())
    with CaptureQueriesContext(connection) as queries:
        flow.work(tools=tools)
    assert Reading.objects.filter(state="done").count() == Article.objects.count() == number
    sources = number  # each has its own looked for
    assert _without_savepoints(queries) <= 45 + 2 * sources


def _without_savepoints(queries: CaptureQueriesContext) -> int:
    return sum("SAVEPOINT" not in query["sql"] for query in queries)
