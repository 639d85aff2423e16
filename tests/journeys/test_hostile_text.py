"""In a real browser nothing that came in runs, on any page that shows it."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories as make
from tests.misbehaving.hostile_text import take_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_nothing_that_came_in_runs(page: Page, live_server: LiveServer) -> None:
    paths = take_in()
    make.make_editor()
    page.goto("/desk/")
    page.get_by_label("Name").fill("edda")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in paths:
        page.goto(path)
        assert page.title() != "taken", path
        assert page.locator("svg[onload], [onerror], iframe, a[href^='javascript']").count() == 0, path
    assert dialogs == []
