"""docs/api.md tells of every resource, and the page of the API begins with examples from it.

That its examples run is told in tests/stages/test_demonstration.py: they ask about the sample dispatches.
"""

import pytest
from django.core.cache import cache
from django.test import Client

from negotiations.api.pages import EXAMPLES
from tests.web.api_examples import HOST, PAGE

pytestmark = pytest.mark.django_db


def test_documentation_names_every_resource() -> None:
    cache.clear()
    for name in Client().get("/api/v1/").json():
        assert f"/api/v1/{name}/" in PAGE


def test_page_of_the_api_has_the_way_back_and_three_examples_of_the_documentation() -> None:
    html = Client().get("/api/").content.decode()
    assert '<a class="mark" href="/">Parley</a>' in html
    assert '<a href="/api/" aria-current="page">API</a>' in html
    assert len(EXAMPLES) == 3
    for example in EXAMPLES:
        assert f"curl '{HOST}{example.path}'" in PAGE
        assert f"curl 'http://testserver{example.path.replace('&', '&amp;')}'" in html
