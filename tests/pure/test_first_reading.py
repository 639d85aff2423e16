"""The first reading of a page: what trafilatura makes of it by itself, or nothing."""

import random
from itertools import product

import pytest
import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from benchmarks.ingest.outlets import Outlet, Plan, files_of, outlets
from negotiations.sources.first_reading import read_once
from negotiations.sources.page_tree import load_markup, parse_page

LINES = [f"The envoys counted {n} boats in the harbour and spoke of {n * 7} more until late." for n in range(3, 60)]
PROSE = "".join(f"<p>{line}</p>" for line in LINES[:12])
BRIEF = "".join(f"<p>{line}</p>" for line in LINES[:6])
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9)) + "</ul>"
FORUM = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'

# What is dropped by trafilatura in a way of its own, or only under a condition.
TRAPS = {
    "nested-asides": f"<aside><aside>{MENU}</aside></aside><aside><p>{LINES[20]}</p></aside>",
    "nested-figures": f"<figure><figure><img src='a.png'></figure></figure><figure><p>{LINES[20]}</p></figure>",
    "figure-with-table": f"<figure><table><tr><td>{LINES[20]}</td><td>{LINES[21]}</td></tr></table></figure>",
    "layout-table": f"<table role='presentation'><tr><td><p>{LINES[20]}</p></td></tr></table>",
    "next-article": f"<div class='infinite-scroll'><p>{LINES[20]}</p></div>",
    "next-article-with-title": f"<div class='infinite-scroll'><nav><h1>Next</h1></nav><p>{LINES[20]}</p></div>",
    "share-buttons": f"<div class='elementor-share-buttons'><p>{LINES[20]}</p></div>",
    "comments": f"<section id='comments'><p>{LINES[20]}</p></section>",
    "list-of-comments": f"<ol class='Comment-list'><li>{LINES[20]}</li></ol>",
    "commentary": f"<div class='commentary'><p>{LINES[20]}</p></div>",
    "mathematics": "<p>They paid <math alttext='x^2'><mi>x</mi></math> for it, as agreed long before that day.</p>",
    "form": f"<form><p>{LINES[20]}</p><button>Send</button></form>",
    "tails": f"<p>{LINES[20]}<script>let a = 1</script> They went on. <svg><text>Map</text></svg> And on.</p>",
    "template": f"<template><p>{LINES[20]}</p></template>",
    "hidden": f"<div style='display:none'><p>{LINES[20]}</p></div>",
    "teaser": f"<div class='teaser'><p>{LINES[20]}</p></div>",
}
AROUND = {
    "article": "<nav>{menu}</nav><article>{text}{trap}</article><footer>{menu}</footer>",
    "divisions": "<div id='nav'>{menu}</div><div id='content'>{trap}<div class='story-body'>{text}</div></div>",
    "nameless": "<div class='a1'>{menu}</div><div class='b2'>{text}{trap}</div><div>{menu}</div>",
    "one-form": "<form id='aspnetForm'><h1>Boats</h1>{text}{trap}</form>",
}


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head><title>Boats</title>{head}</head><body>{body}</body></html>"


def by_itself(tree: HtmlElement) -> bytes:
    found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    assert isinstance(found, Document)
    return bytes(etree.tostring(found.body))


@pytest.mark.parametrize(("around", "trap"), list(product(AROUND, TRAPS)))
def test_read_once_gives_what_trafilatura_gives(around: str, trap: str) -> None:
    markup = page(AROUND[around].format(menu=MENU, text=PROSE, trap=TRAPS[trap]))
    body = read_once(parse_page(markup))
    assert body is not None
    assert etree.tostring(body) == by_itself(parse_page(markup))


@pytest.mark.parametrize("outlet", outlets(Plan(feeds=5)), ids=lambda outlet: outlet.path)
def test_read_once_gives_the_text_of_outlets_of_each_make(outlet: Outlet) -> None:
    for file in list(files_of(outlet, Plan(feeds=5, articles=3)))[1:]:
        body = read_once(parse_page(file.body.decode()))
        assert body is not None
        assert etree.tostring(body) == by_itself(parse_page(file.body.decode()))


def test_read_once_gives_what_trafilatura_gives_of_any_mixture() -> None:
    dice = random.Random(7)  # noqa: S311 -- made-up pages, nothing secret
    enough = 0
    for _ in range(150):
        parts = [dice.choice([*TRAPS.values(), MENU, f"<p>{dice.choice(LINES)}</p>", BRIEF]) for _ in range(8)]
        for _ in range(3):
            at, tag = dice.randrange(len(parts)), dice.choice(["div", "section", "aside", "nav", "article", "noscript"])
            parts[at] = f"<{tag} class='{dice.choice(['main', 'related', 'comment', 'text', 'x'])}'>{parts[at]}</{tag}>"
        markup = page("".join(parts))
        body = read_once(parse_page(markup))
        if body is not None:
            enough += 1
            assert etree.tostring(body) == by_itself(parse_page(markup)), markup
    assert enough > 50


@pytest.mark.parametrize(
    "markup",
    [
        page(f"<article><p>{LINES[0]}</p></article>"),
        page(f"<article>{BRIEF}</article>" + f"<div class='x'>{MENU * 40}</div>"),
        page(f"<article>{PROSE}</article>", head=FORUM),
    ],
    ids=["short", "little-of-the-page", "forum"],
)
def test_read_once_leaves_to_trafilatura_what_its_first_step_does_not_end(markup: str) -> None:
    assert read_once(parse_page(markup)) is None


@pytest.mark.parametrize(
    "beginning",
    [
        "<!DOCTYPE html><html lang='en'>",
        "\n <!doctype HTML>\n<HTML>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1.dtd">\n<html>',
        '<?xml version="1.0" encoding="iso-8859-1"?>\n<html>',
        "<!doctype html>\n<html lang='en' />",
        "<!-- made by hand --><html>",
        "<html>",
    ],
)
@pytest.mark.parametrize("rest", [f"<head><title>Boats</title></head><body>{PROSE}</body></html>", PROSE, "Boats."])
def test_pages_are_parsed_as_by_trafilatura(beginning: str, rest: str) -> None:
    told = trafilatura.load_html(beginning + rest)
    found = load_markup(beginning + rest)
    assert (told is None) == (found is None)
    if told is not None:
        assert etree.tostring(found) == etree.tostring(told)
