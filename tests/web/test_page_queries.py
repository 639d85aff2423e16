"""No page asks the database more often when there is more to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from negotiations.models import Article, Negotiation
from tests import factories as make
from tests.web.rows import fill_talks

pytestmark = pytest.mark.django_db

PAGES = {
    "home": ("/", 6),
    "timeline": ("/talks/{slug}/", 20),
    "filtered timeline": ("/talks/{slug}/?actor=arlandia&from=2024-01-01&order=oldest", 20),
    "positions": ("/talks/{slug}/positions/", 16),
    "positions and moves": ("/talks/{slug}/positions/?since=2024-01-01", 16),
    "open cell": ("/talks/{slug}/positions/?cell=ceasefire:arlandia", 18),
    "rounds": ("/talks/{slug}/rounds/", 15),
    "round": ("/talks/{slug}/rounds/1/", 24),
    "sources of talks": ("/talks/{slug}/sources/", 5),
    "actors": ("/actors/", 6),
    "actor": ("/actors/arlandia/", 14),
    "article": ("/articles/{article}/", 6),
}


def count_queries(address: str) -> int:
    client = Client()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def add_quotes(article: Article, negotiation: Negotiation, number: int) -> None:
    for _ in range(number):
        position = make.make_position(negotiation)
        assert article.snapshot is not None
        make.make_evidence("Arlandia demands a full ceasefire", snapshot=article.snapshot, position=position)


def test_pages_ask_as_often_for_fifty_rows_as_for_one() -> None:
    counts = []
    for number in (1, 50):
        negotiation = make.make_negotiation(f"Talks of {number}")
        article = make.make_snapshot("On Monday Arlandia demands a full ceasefire.").article
        fill_talks(negotiation, number)
        add_quotes(article, negotiation, number)
        counts.append(
            {
                page: count_queries(path.format(slug=negotiation.slug, article=article.pk))
                for page, (path, _) in PAGES.items()
            }
        )
    one, fifty = counts
    assert one == fifty
    assert {page: most for page, most in fifty.items() if most > PAGES[page][1]} == {}


def test_home_asks_as_often_for_fifty_talks_as_for_one() -> None:
    fill_talks(make.make_negotiation("The only talks"), 2)
    one = count_queries("/")
    for index in range(49):
        negotiation = make.make_negotiation(f"More talks {index}")
        make.make_participant(negotiation, "Arlandia")
        make.make_round(negotiation)
    assert count_queries("/") == one
