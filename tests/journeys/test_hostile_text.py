"""In a real browser nothing that came in runs, on any page that shows it."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.misbehaving.hostile_text import take_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_that_came_in_runs(signed_in: Page, live_server: LiveServer) -> None:
    page, paths = signed_in, take_in()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in paths:
        page.goto(path)
        assert page.title() != "taken", path
        assert page.locator("svg[onload], [onerror], iframe, a[href^='javascript']").count() == 0, path
    assert dialogs == []
