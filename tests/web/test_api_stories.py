"""What the API says of one report in many outlets, and of quotes that their article no longer holds."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from negotiations.api.positions import PositionSerializer
from negotiations.ingest.changes import mark_quotes
from negotiations.models import Position, Snapshot, Story
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    cache.clear()


def get(path: str) -> Any:
    answer = Client().get(f"/api/v1/{path}/")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_article_names_its_story_and_all_articles_of_it() -> None:
    story = Story.objects.create()
    one = make.make_snapshot("One report.", story=story).article
    two = make.make_snapshot("One report!", story=story, source=make.make_source("Borduria Star")).article
    told = get(f"articles/{one.pk}")["story"]
    assert told["id"] == story.pk
    assert [(row["id"], row["source"]["slug"]) for row in told["articles"]] == [
        (one.pk, "the-harbour-post"),
        (two.pk, "borduria-star"),
    ]
    assert get(f"articles/{make.make_snapshot('Alone.').article.pk}")["story"] is None


def test_evidence_says_since_when_its_words_are_gone() -> None:
    snapshot = make.make_snapshot("Arlandia demands a full ceasefire.", story=Story.objects.create())
    make.make_position(make.make_negotiation(), snapshot=snapshot)
    (before,) = get("positions")["results"][0]["evidence"]
    article = snapshot.article
    article.snapshot = Snapshot.objects.create(
        article=article, taken_at=make.NOON, body=b"", body_sha256="", text="Changed.", text_sha256="c", extractor="t"
    )
    article.save()
    mark_quotes(article=article, now=make.NOON)
    cache.clear()
    (after,) = get("positions")["results"][0]["evidence"]
    gone = {"since": "2026-03-02T12:00:00Z", "snapshot": article.snapshot.pk}
    assert (before["gone"], after["gone"], after["article"]["story"]) == (None, gone, article.story_id)
    assert get(f"articles/{article.pk}")["quotes"][0]["gone"] == gone
    rows = PositionSerializer(Position.objects.all(), many=True).data
    assert get("positions")["results"] == json.loads(json.dumps(rows, default=str))
