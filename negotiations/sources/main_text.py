"""The main text of a page by trafilatura, whose other extractors are asked only where its own reading leaves doubt."""

import re
from collections.abc import Callable

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from negotiations.sources.first_reading import read_once
from negotiations.sources.page_metadata import UNREADABLE

# How much of the text in a page's paragraphs its main text holds at least, where the rest are teasers and notices.
HALF = 0.5
SHORT_REPORT = 500
# What trafilatura takes for a sign that its own reading went wrong.
_FOREIGN = frozenset("aside button figure footer iframe input label nav noscript select svg time".split())
_SPACES = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_BLOCKS = ("p", "head", "item", "quote", "code", "row", "list", "table", "div", "graphic", "fw", "ab")


def find_paragraphs(
    tree: HtmlElement, url: str | None, *, again: Callable[[], HtmlElement], second_opinion: bool
) -> list[str]:
    """The paragraphs of the main text; none where there is no such text. The tree is taken apart.

    ``again`` gives the page anew where the first reading is not enough; ``second_opinion``: also the other extractors
    are asked where it leaves doubt.
    """
    expected = HALF * sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))
    body = _read_once(tree)
    if body is None:
        body = _extract(again(), url, fast=True)
    if second_opinion and (body is None or _is_doubtful(body, expected)):
        body = _extract(again(), url, fast=False)
    return _paragraphs(body) if body is not None else []


def _read_once(tree: HtmlElement) -> etree._Element | None:
    try:
        return read_once(tree)
    except UNREADABLE:
        return None


def _extract(tree: HtmlElement, url: str | None, *, fast: bool) -> etree._Element | None:
    """The main part of a page in trafilatura's own elements. ``fast``: without the other extractors' opinion."""
    try:
        found = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=fast)
    except UNREADABLE:
        return None
    return found.body if isinstance(found, Document) else None


def _is_doubtful(body: etree._Element, expected: float) -> bool:
    """Whether the other extractors could know better, who are believed where the first found little or what is messy.

    Little is less than ``expected`` characters, or than a short report has; messy is without paragraphs, with more
    tables than those, or with what belongs to no text.
    """
    found = len("".join(body.itertext()))
    paragraphs, tables = sum(1 for _ in body.iter("p")), sum(1 for _ in body.iter("table"))
    return found < max(expected, SHORT_REPORT) or paragraphs <= tables or next(body.iter(*_FOREIGN), None) is not None


def _paragraphs(body: etree._Element) -> list[str]:
    """The blocks of an extracted body in order, each one paragraph. A block within a block stands by itself."""
    paragraphs: list[str] = []
    pieces: list[str] = []

    def end() -> None:
        for part in _EMPTY_LINE.split("".join(pieces)):
            text = "\n".join(filter(None, map(str.strip, part.split("\n"))))
            if text:
                paragraphs.append(text)
        pieces.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS and not (element.tag == "quote" and _is_inline(element))
        if event == "start":
            if block:
                end()
            if element.tag == "lb":
                pieces.append("\n")
            pieces.append(_flat(element.text))
        else:
            if block:
                end()
            elif element.tag == "cell":
                pieces.append(" ")
            if element is not body:
                pieces.append(_flat(element.tail))
    end()
    return paragraphs


def _is_inline(quote: etree._Element) -> bool:
    parent = quote.getparent()
    return parent is not None and parent.tag in ("p", "item", "cell", "head", "hi", "ref")


def _flat(text: str | None) -> str:
    """Text of markup, where a line break is but a space."""
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # nearly always
        return text
    return _SPACES.sub(" ", text)
