"""Which article a page is: what it calls itself is believed where its text bears that out, and no article is lost."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from negotiations import flow
from negotiations.ingest.submitting import submit_address
from negotiations.models import Article, Door, Intake, Snapshot
from tests.origin import Origin
from tests.stages.conftest import HOST

pytestmark = pytest.mark.django_db


def words(topic: str, start: int = 0) -> str:
    """A report of 120 words that shares no phrase with one on another topic."""
    return " ".join(f"{topic} envoy number {number} spoke" for number in range(start, start + 24))


def put(origin: Origin, path: str, text: str, *, claims: str = "") -> None:
    head = f"<link rel='canonical' href='{HOST}{claims}'>" if claims else ""
    origin.page(path, f"<html><head>{head}</head><body><article><p>{text}</p></article></body></html>")


def take(tools: flow.Tools, path: str) -> Intake:
    return flow.carry(intake=submit_address(address=HOST + path, door=Door.ADDRESS, now=tools.clock()), tools=tools)


def addresses() -> set[str]:
    return {address.removeprefix(HOST) for address in Article.objects.values_list("address", flat=True)}


def test_articles_that_all_claim_the_page_of_their_section_stay_apart(origin: Origin, tools: flow.Tools) -> None:
    for topic in ("Arlandia", "Borduria", "Syldavia"):
        put(origin, f"/news/{topic}", words(topic), claims="/news/")
        assert take(tools, f"/news/{topic}").outcome == "new"
    assert Article.objects.count() == Snapshot.objects.count() == 3
    assert addresses() >= {"/news/Borduria", "/news/Syldavia"}


@pytest.mark.parametrize("topic", ["Arlandia", "Borduria"], ids=["the first", "another"])
def test_change_of_a_page_that_claims_too_much_is_a_change_of_its_own_article(
    origin: Origin, tools: flow.Tools, topic: str
) -> None:
    taken = {}
    for one in ("Arlandia", "Borduria"):
        put(origin, f"/news/{one}", words(one), claims="/news/")
        taken[one] = take(tools, f"/news/{one}").article
    put(origin, f"/news/{topic}", words("Klow"), claims="/news/")
    again = take(tools, f"/news/{topic}")
    assert (again.outcome, again.article) == ("changed", taken[topic])


def test_a_page_that_tells_most_of_the_same_is_the_article_that_it_claims(origin: Origin, tools: flow.Tools) -> None:
    put(origin, "/talks", words("Arlandia"))
    put(origin, "/print", words("Arlandia", 3), claims="/talks")
    take(tools, "/talks")
    assert take(tools, "/print?id=4").outcome == "changed"
    assert addresses() == {"/talks"}


def test_a_page_that_begins_to_claim_another_address_stays_the_article_that_it_was(
    origin: Origin, tools: flow.Tools
) -> None:
    put(origin, "/a", words("Arlandia"))
    take(tools, "/a")
    put(origin, "/a", words("Borduria"), claims="/hub")
    assert take(tools, "/a").outcome == "changed"
    assert addresses() == {"/a"}


def test_short_words_are_the_article_that_they_claim_only_if_they_are_the_same(
    origin: Origin, tools: flow.Tools
) -> None:
    short = "The talks in Klow ended on Tuesday without agreement, the foreign ministry of Borduria said."
    put(origin, "/talks", short)
    put(origin, "/same", short, claims="/talks")
    put(origin, "/other", short.replace("Tuesday", "Friday"), claims="/talks")
    assert [take(tools, path).outcome for path in ("/talks", "/same", "/other")] == ["new", "known", "new"]
    assert addresses() == {"/talks", "/other"}


@pytest.mark.django_db(transaction=True)
def test_two_pages_that_claim_each_other_at_once_are_both_kept(origin: Origin, tools: flow.Tools) -> None:
    for path, claims in (("/a", "/b"), ("/b", "/a")):
        put(origin, path, words(path.strip("/")), claims=claims)
    start, errors = threading.Barrier(2), list[BaseException]()

    def in_turn(path: str) -> Callable[[], None]:
        def run() -> None:
            try:
                start.wait(10)
                take(tools, path)
            except BaseException as error:  # noqa: BLE001 — raised below, in the test's own thread
                errors.append(error)
            finally:
                connections.close_all()

        return run

    threads = [threading.Thread(target=in_turn(path)) for path in ("/a", "/b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert set(Intake.objects.values_list("state", "outcome", "error")) == {("done", "new", "")}
    assert Article.objects.count() == 2
