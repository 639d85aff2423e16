"""From the markup of a page to its tree, refused where it would cost its readers too much and ready to be read."""

import re

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, fromstring
from trafilatura.utils import repair_faulty_html

from negotiations.errors import ParseError
from negotiations.sources.costly_markup import refuse_costly_markup, shorten_metadata

# trafilatura's own parser with one class for all elements: to choose one by name takes longer than all else about it.
_PARSER = etree.HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
_USUAL_BEGINNING = re.compile(r"\s{0,20}<!doctype html>\s{0,200}<html[^<>/]{0,500}>", re.IGNORECASE)


def parse_page(markup: str) -> HtmlElement:
    """The tree of markup that has no control characters.

    ParseError: ``too-complex``, and ``no-text`` for what is no page or one without any text.
    """
    refuse_costly_markup(markup)
    try:
        tree = load_markup(f"<html>{markup}</html>" if "<html" not in markup[:5000].lower() else markup)
    except (etree.LxmlError, ValueError, RecursionError):
        tree = None
    if tree is None or not any(text.strip() for text in tree.itertext()):
        raise no_text()
    shorten_metadata(tree)
    _keep_quotation_marks(tree)
    return tree


def no_text() -> ParseError:
    return ParseError(
        "No main text was found on the page; it may need a browser to show it, so paste the text instead.",
        code="no-text",
    )


def load_markup(markup: str) -> HtmlElement | None:
    """What ``trafilatura.load_html`` makes of the markup, without looking for errors that usual pages do not have."""
    if not _USUAL_BEGINNING.match(markup):
        markup = repair_faulty_html(markup, markup[:50].lower())
    try:
        tree = fromstring(markup, parser=_PARSER)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    # What gives so little may have to be read as bytes, or be no page at all.
    return trafilatura.load_html(markup) if tree is None or len(tree) < 2 else tree


def _keep_quotation_marks(tree: HtmlElement) -> None:
    """Write out the marks that browsers draw around ``<q>``."""
    for quote in list(tree.iter("q")):
        nested = any(parent.tag == "q" for parent in quote.iterancestors())
        opening, closing = ("\u2018", "\u2019") if nested else ("\u201c", "\u201d")
        quote.text = opening + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + closing
        else:
            quote.text += closing
    for quote in list(tree.iter("q")):
        quote.tag = "span"
