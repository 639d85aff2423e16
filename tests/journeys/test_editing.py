"""What an editor does: signs in, decides by keys, adds a text and sees it arrive; with and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from negotiations import flow
from negotiations.dashboard.views import add
from negotiations.models import Suggestion
from negotiations.sources.http import Fetcher
from tests import factories as make
from tests.web.suggestions import TEXT, make_talks, suggest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVIL = '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">'


def state_of(suggestion: Suggestion) -> str:
    suggestion.refresh_from_db()
    return suggestion.state


def test_editor_decides_by_keys(signed_in: Page) -> None:
    talks = make_talks()
    meeting, seat, stand = suggest(talks, "round"), suggest(talks, "participant"), suggest(talks, confidence=0.6)
    page = signed_in
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Round in Klow")
    page.keyboard.press("j")
    expect(heading).to_contain_text("Syldavia")
    page.keyboard.press("k")
    expect(heading).to_contain_text("Round in Klow")
    page.keyboard.press("a")
    expect(heading).to_contain_text("Syldavia")
    expect(page.locator(".last")).to_contain_text("Accepted: Round in Klow")
    page.keyboard.press("u")
    expect(heading).to_contain_text("Round in Klow")
    assert state_of(meeting) == "open"
    page.keyboard.press("j")
    expect(heading).to_contain_text("Syldavia")
    page.keyboard.press("r")
    page.keyboard.type("a just joke: no key acts while one types")
    page.keyboard.press("Enter")
    expect(heading).to_contain_text("Arlandia")
    assert state_of(seat) == "rejected"
    page.keyboard.press("e")
    page.get_by_label("Stance").select_option("rejects")
    page.get_by_role("button", name="Accept as amended").click()
    expect(page.locator(".last")).to_contain_text("Accepted as amended: Arlandia rejects")
    assert state_of(stand) == "amended"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_several_are_chosen_and_undone_together(signed_in: Page) -> None:
    talks = make_talks()
    rows = [suggest(talks, "round"), suggest(talks, "participant")]
    page = signed_in
    page.reload()
    page.get_by_label("all on this page").check()
    expect(page.locator("[data-chosen]")).to_have_text("2 chosen")
    page.get_by_role("button", name="Accept the chosen").click()
    expect(page.locator(".last")).to_contain_text("Accepted: 2 suggestions.")
    assert [state_of(row) for row in rows] == ["accepted", "accepted"]
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: 2 decisions.")).to_be_visible()
    assert [state_of(row) for row in rows] == ["open", "open"]


def test_added_text_is_followed_until_it_has_arrived(signed_in: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "wake", lambda: None)
    page = signed_in
    page.goto("/articles/add/")
    page.get_by_label("Text the article").fill(TEXT)
    page.get_by_role("button", name="Add this text").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("text ")
    flow.work(tools=flow.Tools(clock=timezone.now, fetcher=Fetcher(user_agent="tests", clock=timezone.now)))
    expect(page.locator(".notice").get_by_text("The article is in.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("The article is in.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("untitled article")


def test_markup_in_a_text_does_nothing_in_a_browser(signed_in: Page) -> None:
    snapshot = make.make_snapshot(f"Arlandia insists on a full withdrawal {EVIL}", title=EVIL)
    row = suggest(make_talks(), snapshot=snapshot, sentence=EVIL)
    page = signed_in
    for path in ("/desk/", f"/desk/{row.pk}/", f"/articles/{snapshot.article_id}/"):
        page.goto(path)
        expect(page.locator("main img")).to_have_count(0)
        assert page.title() != "taken"


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/{pk}/", "/articles/add/", "/sources/", "/sources/intakes/", "/account/"]
)
def test_pages_fit_a_telephone(signed_in: Page, path: str) -> None:
    row = suggest(make_talks())
    page = signed_in
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path.format(pk=row.pk))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_editor_decides_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    make.make_editor()
    row = suggest(make_talks())
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/account/sign-in/?next=/desk/{row.pk}/")
    page.fill("#id_username", "edda")
    page.fill("#id_password", "a long pass phrase")
    page.click("main button")
    page.click("#reject summary")
    page.fill("#id_reject-reason", "not about these talks")
    page.click("#reject button")
    page.wait_for_url("**/desk/")
    page.click(".last button")
    page.wait_for_url(f"**/desk/{row.pk}/")
    context.close()
    assert [decision.verb for decision in row.decisions.all()] == ["reject", "undo"]
