"""The list of feeds as a file, for editors."""

import pytest
from django.test import Client

from negotiations.sources.opml import read_opml
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_list_of_feeds_is_for_editors(client: Client) -> None:
    make.make_source("A & B <wire>", kind="feed", feed_url="https://news.example/feed?a=1&b=2")
    make.make_source("By hand", kind="upload")
    assert client.get("/sources/feeds.opml").status_code in (302, 403)
    client.force_login(make.make_editor())
    answer = client.get("/sources/feeds.opml")
    assert answer["Content-Disposition"] == 'attachment; filename="feeds.opml"'
    assert [(one.title, one.feed_url) for one in read_opml(answer.content)] == [
        ("A & B <wire>", "https://news.example/feed?a=1&b=2")
    ]
