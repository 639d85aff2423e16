"""What a reader does: from the list of talks to an entry's words, filters without reloading, keys, a telephone."""

import re
from datetime import date
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from negotiations.models import Negotiation
from tests import factories as make
from tests.web.rows import fill_talks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make.make_negotiation("Klow talks")
    fill_talks(negotiation, 6, standing="reviewed")
    make.make_position(negotiation, "Borduria", "open", said_on=date(2024, 3, 1), sentence="words of March")
    return negotiation


def test_reader_goes_from_the_list_to_the_words_of_an_entry(page: Page, talks: Negotiation) -> None:
    page.goto("/")
    page.get_by_role("link", name="Klow talks").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klow talks")
    entry = page.locator(".entry").filter(has_text="words of March")
    expect(entry.locator("blockquote")).to_be_hidden()
    entry.locator("summary").click()
    expect(entry.locator("blockquote mark")).to_be_visible()
    entry.locator("blockquote a").first.click()
    expect(page.get_by_role("heading", name="What it bears out")).to_be_visible()


def test_filters_answer_without_a_reload_and_the_address_follows(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    page.evaluate("window.stillHere = true")
    page.locator("#pick-stance > summary").click()
    page.locator("#f-stance-open").check()
    expect(page.locator(".count")).to_contain_text("1 of 25 entries")
    assert page.url.endswith(f"{talks.get_absolute_url()}?stance=open")
    assert page.evaluate("window.stillHere") is True
    expect(page.locator("#pick-stance")).to_have_attribute("open", "")
    page.reload()
    expect(page.locator(".count")).to_contain_text("1 of 25 entries")
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".count")).to_contain_text("25 entries")


def test_filtering_by_keyboard_keeps_the_menu_open_and_the_focus_in_it(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    page.locator("#pick-actor > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    box = page.locator("#pick-actor input").first
    name = box.get_attribute("id")
    for chosen in (True, False):
        expect(page.locator(f"#{name}")).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("#pick-actor.on")).to_have_count(1 if chosen else 0)
        page.wait_for_function("!document.querySelector('.htmx-settling, .htmx-swapping, .htmx-request')")
        expect(page.locator("#pick-actor")).to_have_attribute("open", "")
    expect(page.locator(f"#{name}")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#pick-actor input").nth(1)).to_be_focused()


def test_going_back_brings_the_earlier_view(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    page.locator("#pick-stance > summary").click()
    page.locator("#f-stance-open").check()
    expect(page.locator(".count")).to_contain_text("1 of 25")
    page.go_back()
    expect(page.locator(".count")).to_have_text(re.compile("^25 entries"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Klow talks")


def test_dragging_over_the_picture_narrows_the_dates(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    box = page.locator("#picture svg").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + box["height"] * 0.6, steps=6)
    page.mouse.up()
    expect(page.locator(".window-edge")).to_be_attached()
    assert re.search(r"\?from=2024-\d\d-\d\d&to=2024-\d\d-\d\d$", page.url)
    expect(page.locator(".count")).to_contain_text("of 25 entries")


def test_mark_in_the_picture_leads_to_its_entry(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    link = page.locator("#picture svg a").last
    href = link.get_attribute("href")
    assert href is not None
    link.locator("use").click()
    expect(page.locator(href)).to_be_in_viewport()


def test_everything_is_reached_by_keyboard(page: Page, talks: Negotiation) -> None:
    page.goto(talks.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator("#pick-actor > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#f-actor-arlandia")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#f-actor-arlandia")).to_be_hidden()
    expect(page.locator("#pick-actor > summary")).to_be_focused()


def test_theme_is_remembered(page: Page, talks: Negotiation) -> None:
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto(talks.get_absolute_url())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("path", ["{talks}rounds/", "{talks}sources/", "/actors/", "/sources/"])
def test_lists_are_one_column_on_a_telephone(page: Page, talks: Negotiation, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path.format(talks=talks.get_absolute_url()))
    entry = page.locator("table tbody tr").first
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(box => box.scrollWidth <= box.clientWidth)")
    boxes = [box for cell in entry.locator("th, td").all() if (box := cell.bounding_box())]
    assert len(boxes) >= 3
    assert all(after["y"] >= before["y"] + before["height"] for before, after in pairwise(boxes))
    assert "Kind" in page.evaluate("getComputedStyle(document.querySelector('td'), '::before').content") or "{" in path
    page.set_viewport_size({"width": 1360, "height": 900})
    assert entry.evaluate("row => getComputedStyle(row).display") == "table-row"


@pytest.mark.parametrize("path", ["", "positions/", "rounds/", "rounds/1/", "sources/"])
def test_pages_fit_a_telephone(page: Page, talks: Negotiation, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for address in (f"{talks.get_absolute_url()}{path}", "/", "/actors/", "/actors/arlandia/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_headings_come_in_order_and_landmarks_are_there(page: Page, talks: Negotiation) -> None:
    paths = [
        "/",
        "/actors/",
        "/actors/arlandia/",
        *(f"{talks.get_absolute_url()}{path}" for path in ("", "positions/", "rounds/1/")),
    ]
    for path in paths:
        page.goto(path)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        for landmark in ("banner", "main", "contentinfo"):
            expect(page.get_by_role(landmark)).to_have_count(1)


def test_filters_work_without_javascript(page: Page, talks: Negotiation, live_server: LiveServer) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        plain = context.new_page()
        plain.goto(talks.get_absolute_url())
        plain.locator("#pick-stance > summary").click()
        plain.locator("#f-stance-open").check()
        plain.get_by_role("button", name="Apply").click()
        expect(plain.locator(".count")).to_contain_text("1 of 25 entries")
        expect(plain.locator(".entry")).to_have_count(1)


def test_page_of_the_api_shows_every_address_in_the_light_of_the_site(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/api/")
    expect(page.locator(".opblock-summary-path").first).to_be_visible()
    expect(page.locator(".opblock .authorization__btn")).to_have_count(1)  # the text of an article
    paper = "getComputedStyle(document.querySelector('.swagger-ui')).backgroundColor"
    assert page.evaluate(paper) == "rgb(22, 21, 19)"
    page.get_by_role("button", name="Light").click()
    expect(page.locator("html.dark-mode")).to_have_count(0)
    page.get_by_role("link", name="Talks").click()
    expect(page).to_have_url("/")
