"""What a page states about itself: title, author and the name of its site, by trafilatura's readers of each.

Its ``extract_metadata`` would also look for a date, tags, categories and a licence, none of which is used (its date is
taken from anywhere, the address included) and which take a fifth of the time of reading a page.
"""

from contextlib import suppress
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_sitename, extract_title
from trafilatura.settings import Document

# What hostile markup makes lxml and trafilatura raise.
UNREADABLE = (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """As stated, and None where nothing was."""

    title: str | None = None
    author: str | None = None
    site_name: str | None = None


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """The title, author and site name of a page; nothing of a page that cannot be searched for them."""
    try:
        found = _examine(tree)
    except UNREADABLE:
        return PageMetadata()
    return PageMetadata(found.title or None, found.author or None, (found.sitename or "").lstrip("@") or None)


def _examine(tree: HtmlElement) -> Document:
    """Meta elements first, then JSON-LD over them, then what stands on the page."""
    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None  # an account rather than a name
    with suppress(*UNREADABLE):  # then what the meta elements said stays
        found = extract_meta_json(tree, found)
    found.title = found.title or extract_title(tree)
    found.author = found.author or extract_author(tree)
    found.sitename = found.sitename or extract_sitename(tree)
    found.clean_and_trim()
    return found
