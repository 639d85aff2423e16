"""Pages that follow by themselves: the focus stays where it was, and what is new is said to those who listen."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from negotiations.models import BulkImport, Intake
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_button_keeps_the_focus_while_its_page_follows_an_import(signed_in: Page) -> None:
    bulk = BulkImport.objects.create(kind="json-lines", name="days.jsonl", location="x", total=100, position=10)
    page = signed_in
    page.goto(f"/sources/bulk/{bulk.pk}/")
    page.get_by_role("button", name="Pause").focus()
    for position, tenth in ((42, "40"), (71, "70")):
        BulkImport.objects.update(position=position)
        expect(page.get_by_text(f"{position} of 100 items")).to_be_visible()
        expect(page.get_by_role("button", name="Pause")).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(f"in work, {tenth} %")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    assert BulkImport.objects.get().is_paused


def test_focus_goes_to_the_next_failure_when_one_is_dismissed(signed_in: Page) -> None:
    source, now = make.make_source(), timezone.now()
    for title in ("First", "Second"):
        Intake.objects.create(
            door="feed", stage="fetch", state="failed", source=source, title=title, attempts=1, finished_at=now
        )
    page = signed_in
    page.goto("/sources/quarantine/")
    page.get_by_role("button", name="Dismiss: Second").press("Enter")
    expect(page.get_by_text("1 text is dismissed")).to_be_visible()
    expect(page.get_by_role("button", name="Dismiss: First")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing failed.")).to_be_visible()
    expect(page.locator("#view")).to_be_focused()
