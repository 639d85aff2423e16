"""The main text of a page by the first step of trafilatura alone, from a tree without what it throws away anyway.

``trafilatura.bare_extraction`` keeps copies of the whole page for what it does where its first step finds little, and
searches all of it with patterns before it drops most. Here that step gets the page without what would be dropped, and
its answer is taken only where trafilatura would have left it at that.
"""

import re

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.core import ESCALATION_MAX_LENGTH, ESCALATION_PAGE_SHARE
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import MANUALLY_CLEANED, Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

_OPTIONS = Extractor(output_format="python", fast=True, comments=False)
# Neither in the text nor in what trafilatura counts as the text of the whole page.
_UNCOUNTED = ("aside", "fencedframe", "footer", "script", "style", "svg")
# What it always drops. A form may be around the whole page, and mathematics leave their formula behind.
_FURNITURE = tuple(tag for tag in MANUALLY_CLEANED if tag not in {"form", "math"})

# The elements that its patterns look at, and what stands in the names that they find: to look for that first takes a
# tenth of their time.
_NAMED = ("div", "section", "aside", "details", "ol", "ul", "list")
_GOES_ON = re.compile("mvp-post-add-|infinite|elementor-share-buttons")
_COMMENTS = re.compile("omment|comol|disqus_thread|dsq-comments")

# At least as many as trafilatura counts in the whole page: as if each piece of text began with another word.
_count_characters = etree.XPath("string-length(normalize-space(.)) + count(.//text())")


def read_once(tree: HtmlElement) -> etree._Element | None:
    """The main part of a page in trafilatura's own elements; None where it would not leave it at its first step.

    The tree is taken apart. Raises what trafilatura raises.
    """
    if _is_forum(tree):
        return None  # whose comments are its text
    names = _names(tree)
    if _GOES_ON.search(names):
        prune_unwanted_nodes(tree, RAW_TREE_PRUNE_XPATH)
    is_simple = _is_simple(tree)
    if is_simple:
        etree.strip_elements(tree, *_UNCOUNTED, with_tail=False)
    if _COMMENTS.search(names):
        prune_unwanted_nodes(tree, REMOVE_COMMENTS_AND_LISTS_XPATH)
    most = _count_characters(tree)
    if is_simple:
        etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    body, text = extract_content(convert_tags(tree_cleaning(tree, _OPTIONS), _OPTIONS), _OPTIONS)
    is_enough = len(text) >= _OPTIONS.min_extracted_size and (
        len(text) >= ESCALATION_MAX_LENGTH or len(text) >= ESCALATION_PAGE_SHARE * most
    )
    return body if is_enough else None


def _is_forum(tree: HtmlElement) -> bool:
    return any(
        "DiscussionForumPosting" in (script.text or "")
        for script in tree.iter("script")
        if script.get("type") == "application/ld+json"
    )


def _names(tree: HtmlElement) -> str:
    """The classes and ids in a page, each on a line."""
    names = {element.get(kind, "") for element in tree.iter(*_NAMED) for kind in ("class", "id")}
    return "\n".join(names)


def _is_simple(tree: HtmlElement) -> bool:
    """Whether dropping the furniture at once comes to the same as trafilatura's way, tag after tag.

    That keeps figures with tables, and leaves some elements standing after one that had another of its tag within.
    """
    if any(figure.find(".//table") is not None for figure in tree.iter("figure")):
        return False
    return all(next(element.iterancestors(element.tag), None) is None for element in tree.iter(*_FURNITURE))
