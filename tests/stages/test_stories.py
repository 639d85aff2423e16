"""Articles that are one report are one story, however they come in; articles that change may leave it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import permutations
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from negotiations import flow
from negotiations.data.dispatches import dispatches
from negotiations.ingest import remaking
from negotiations.ingest import stories as filing
from negotiations.ingest.stories import Sketched, connected, file_under_story
from negotiations.ingest.submitting import submit_address, submit_text
from negotiations.models import Article, Door, Intake, Remake, Snapshot, Story
from negotiations.sources.similarity import sketch
from tests import factories as make
from tests.origin import Origin
from tests.stages.claiming import at_once
from tests.stages.conftest import HOST

pytestmark = pytest.mark.django_db

TEXTS = [dispatch.body.decode().partition("\n\n")[2] for dispatch in dispatches()]
WIRE, OTHER, THIRD = TEXTS[0] + "\n\n" + TEXTS[1], TEXTS[2], TEXTS[3]
HALF, REST = TEXTS[0], TEXTS[1]


def report(text: str, outlet: str) -> Article:
    """An article of that outlet, filed."""
    article = make.make_snapshot(text, source=make.make_source(outlet)).article
    with transaction.atomic():
        file_under_story(article=article, text=text)
    article.refresh_from_db()
    return article


def change(article: Article, text: str) -> None:
    """Another text at the article's address, as far as its story is concerned."""
    article.refresh_from_db()
    with transaction.atomic():
        file_under_story(article=article, text=text)


def stories() -> set[frozenset[int]]:
    """The articles of each story."""
    return {frozenset(story.articles.values_list("pk", flat=True)) for story in Story.objects.all()}


def test_a_wire_copy_in_three_outlets_is_one_story_and_every_article_stays() -> None:
    one, two = report(WIRE, "Harbour Post"), report(f"KLOW (Agency) - {WIRE}", "Daily Mail of Klow")
    three, alone = report(f"{WIRE} Reporting by A. Sample.", "Borduria Star"), report(OTHER, "Arlandia Times")
    assert stories() == {frozenset([one.pk, two.pk, three.pk])}
    assert Article.objects.count() == 4
    assert alone.story is None


def test_a_copy_cut_to_half_joins_the_story_of_the_whole() -> None:
    whole, half = report(WIRE, "Harbour Post"), report(HALF, "Borduria Star")
    assert stories() == {frozenset([whole.pk, half.pk])}


def test_an_article_that_connects_two_stories_makes_them_one() -> None:
    first = [report(HALF, "Harbour Post"), report(HALF, "Borduria Star")]
    second = [report(REST, "Arlandia Times"), report(REST, "Klow Mail")]
    assert len(stories()) == 2
    whole = report(WIRE, "The Wire")
    assert stories() == {frozenset(article.pk for article in (*first, *second, whole))}


def test_an_article_that_changes_leaves_its_story_and_two_left_alone_are_none() -> None:
    one, two = report(WIRE, "Harbour Post"), report(WIRE, "Borduria Star")
    change(two, OTHER)
    assert (stories(), Article.objects.filter(story__isnull=False).count()) == (set(), 0)
    change(two, WIRE)
    assert stories() == {frozenset([one.pk, two.pk])}


def test_a_story_falls_apart_where_the_article_that_held_it_together_changes() -> None:
    first = [report(HALF, "Harbour Post"), report(HALF, "Borduria Star")]
    whole = report(WIRE, "The Wire")
    second = [report(REST, "Arlandia Times"), report(REST, "Klow Mail")]
    change(whole, OTHER)
    assert stories() == {frozenset(a.pk for a in first), frozenset(a.pk for a in second)}
    assert Article.objects.get(pk=whole.pk).story is None


def test_a_light_edit_leaves_a_story_as_it_is() -> None:
    one, two = report(WIRE, "Harbour Post"), report(WIRE, "Borduria Star")
    before = two.story_id
    change(two, f"{WIRE} The headline of this report was corrected.")
    assert before is not None
    assert set(Article.objects.filter(pk__in=[one.pk, two.pk]).values_list("story", flat=True)) == {before}


def test_texts_of_few_words_make_no_story() -> None:
    report("The talks in Klow ended without agreement.", "Harbour Post")
    report("The talks in Klow ended without agreement.", "Borduria Star")
    assert stories() == set()
    assert set(Article.objects.values_list("sketch", "sketch_head")) == {(None, None)}


def test_the_database_passes_over_no_article_that_tells_the_same() -> None:
    words = WIRE.split()
    cuts = [" ".join(words[start:end]) for start in (0, 40, 90) for end in range(start + 42, len(words), 35)]
    for number, text in enumerate([*cuts, *TEXTS]):
        report(text, f"Outlet {number % 5}")
    columns = Article.objects.values_list("pk", "source", "story", "sketch")
    rows = [Sketched(pk, source, story, marks or ()) for pk, source, story, marks in columns]
    found = filing._candidates([row.pk for row in rows])
    alike = {(one.pk, other.pk) for one, other in permutations(rows, 2) if one.tells_the_same(other)}
    assert {(pk, other.pk) for pk, others in found.items() for other in others} >= alike
    assert len(alike) > len(cuts)
    assert sum(map(len, found.values())) < len(rows) * (len(rows) - 1) // 2


def test_two_reports_of_one_outlet_that_share_half_are_no_story() -> None:
    report(WIRE, "Harbour Post")
    report(HALF, "Harbour Post")
    assert stories() == set()


def test_connected_groups_by_chains_and_gives_the_largest_first() -> None:
    marks = [sketch("", text) for text in (HALF, WIRE, REST, OTHER)]
    rows = [Sketched(number, number, None, marks[number]) for number in (3, 0, 2, 1)]
    assert [sorted(row.pk for row in group) for group in connected(rows)] == [[0, 1, 2], [3]]


def test_filing_asks_as_often_among_fifty_copies_as_among_two() -> None:
    counts = []
    for number in (2, 48):
        for outlet in range(number):
            report(WIRE, f"Outlet {number} {outlet}")
        article = make.make_snapshot(WIRE, source=make.make_source(f"Last {number}")).article
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            file_under_story(article=article, text=WIRE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
    assert len(stories()) == 1


def test_texts_that_come_in_are_filed(origin: Origin, tools: flow.Tools) -> None:
    for host, text in (("http://one.example", WIRE), ("http://two.example", f"KLOW (Agency) - {HALF}")):
        intake = submit_text(
            body=text.encode(), door=Door.PASTE, now=tools.clock(), address=f"{host}/a", title="Talks in Klow"
        )
        flow.carry(intake=intake, tools=tools)
    assert Article.objects.count() == 2
    assert len(stories()) == 1


@pytest.mark.parametrize(
    "spelling",
    [
        "https://news.example.org/talks?utm_source=feed#top",
        "http://www.news.example.org/talks/",
        "https://m.news.example.org/talks",
        "https://news.example.org/talks/amp",
    ],
)
def test_one_article_under_two_spellings_of_its_address_is_one(tools: flow.Tools, spelling: str) -> None:
    for address in ("https://news.example.org/talks", spelling):
        intake = submit_text(body=WIRE.encode(), door=Door.PASTE, now=tools.clock(), address=address)
        flow.carry(intake=intake, tools=tools)
    article = Article.objects.get()
    assert (article.address, article.address_key) == ("https://news.example.org/talks", "news.example.org/talks")
    assert (Snapshot.objects.count(), intake.outcome) == (1, "known")


def test_a_page_under_another_address_of_its_site_is_the_article_that_it_names(
    origin: Origin, tools: flow.Tools
) -> None:
    head = f"<head><link rel=canonical href='{HOST}/talks'></head>"
    body = f"<html>{head}<body><article><p>{WIRE}</p></article></body></html>"
    for path in ("/talks", "/print?id=4"):
        origin.page(path, body)
        flow.carry(intake=submit_address(address=HOST + path, door=Door.ADDRESS, now=tools.clock()), tools=tools)
    assert Article.objects.get().address == f"{HOST}/talks"


@contextmanager
def one_connection_each() -> Iterator[None]:
    try:
        yield
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_copies_that_come_at_the_same_moment_are_one_story() -> None:
    articles = [make.make_snapshot(WIRE, source=make.make_source(f"Outlet {n}")).article for n in range(6)]
    together = Barrier(len(articles))

    def file(article: Article) -> None:
        with one_connection_each():
            together.wait(10)
            with transaction.atomic():
                file_under_story(article=article, text=WIRE)

    with ThreadPoolExecutor(len(articles)) as pool:
        list(pool.map(file, articles))
    assert stories() == {frozenset(article.pk for article in articles)}


def changes(article: Article) -> Callable[[], object]:
    """The stage that brings this article another text, ready to be run."""
    intake = submit_text(body=THIRD.encode(), door=Door.PASTE, now=make.NOON, address=article.address)
    (row,) = Intake.objects.filter(pk=intake.pk).claim(now=make.NOON, lease=flow.LEASE)
    return lambda: make.take_in(row)


def made_again(article: Article) -> Callable[[], object]:
    """The same for a text that is made again from its original."""
    assert article.snapshot is not None
    row = Remake.objects.create(snapshot=article.snapshot, readers="tests", not_before=make.NOON)
    (row,) = Remake.objects.filter(pk=row.pk).claim(now=make.NOON, lease=flow.LEASE)
    return lambda: remaking.remake(row=row, now=make.NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", [changes, made_again])
def test_articles_of_one_story_that_change_at_the_same_moment_do_not_wait_for_each_other_for_ever(
    monkeypatch: pytest.MonkeyPatch, way: Callable[[Article], Callable[[], object]]
) -> None:
    articles = [report(WIRE, outlet) for outlet in ("Harbour Post", "Borduria Star")]
    work = [way(article) for article in articles]
    both = Barrier(2)

    def sketch_beside_the_other(title: str, text: str) -> list[int]:
        with suppress(BrokenBarrierError):
            both.wait(1)  # in vain where they take turns before they write
        return sketch(title, text)

    monkeypatch.setattr(filing, "sketch", sketch_beside_the_other)
    monkeypatch.setattr(remaking, "read_again", lambda **_: SimpleNamespace(text=THIRD, extractor="tests"))
    at_once(*work)
    assert {str(article.snapshot.text) for article in Article.objects.select_related("snapshot")} == {THIRD}  # type: ignore[union-attr]
    assert stories() == {frozenset(article.pk for article in articles)}
