"""Markup that costs its readers more than linear time, refused or shortened before anybody reads it.

The figures beside the limits were measured with the libraries alone, on one core. A time limit would come too late:
the parser runs in C, where nothing but the end of the process interrupts it.
"""

import json
import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from negotiations.errors import ParseError

# Main-text extraction takes more than linear time in the elements: 40,000 paragraphs take 2 s, 200,000 minutes.
MOST_ELEMENTS = 40_000
# It also asks each element for those around it: 36,000 elements, 120 deep on average, take 8 s.
MOST_DEPTHS = 1_000_000
# The parser compares each attribute of a tag with all others: 40,000 take 2 s, 300,000 minutes.
MOST_ATTRIBUTE_PAIRS = 1_000_000_000
LONG_TAG = 5_000
# Metadata is looked for with patterns that take the square or the cube of the length.
LONGEST_VALUE = 2_000
LONGEST_JSON_LD = 500_000
LONGEST_BROKEN_JSON_LD = 4_000
MOST_BROKEN_JSON_LD = 5

_TAG_START = re.compile(r"<[A-Za-z]")
_TAG = re.compile(r"""<[A-Za-z](?:[^"'>]|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_BETWEEN_NAMES = re.compile(r"""[\s"'=/]+""")


def refuse_costly_markup(markup: str) -> None:
    """ParseError ``too-complex`` for markup that would keep the parser busy for longer than a page is worth."""
    if sum(1 for _ in _TAG_START.finditer(markup)) > 4 * MOST_ELEMENTS:
        raise too_complex()
    pairs = 0
    for tag in _TAG.finditer(markup):
        if len(tag[0]) > LONG_TAG:
            pairs += len(set(_BETWEEN_NAMES.split(tag[0]))) ** 2
            if pairs > MOST_ATTRIBUTE_PAIRS:
                raise too_complex()


def is_costly(tree: HtmlElement) -> bool:
    """Whether a tree has too many elements, or too many inside one another, to be read in good time."""
    elements, depth, depths = 0, 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements, depth = elements + 1, depth + 1
        depths += depth
        if elements > MOST_ELEMENTS or depths > MOST_DEPTHS:
            return True
    return False


def shorten_metadata(tree: HtmlElement) -> None:
    """Cut what a page says about itself to a length that no honest page exceeds; its text stays untouched."""
    for meta in tree.iter("meta"):
        if len(meta.get("content") or "") > LONGEST_VALUE:
            meta.set("content", meta.get("content")[:LONGEST_VALUE])
    for title in tree.iter("title"):
        if len(title.text or "") > LONGEST_VALUE:
            title.text = title.text[:LONGEST_VALUE]
    broken = 0
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or "").lower() or not script.text:
            continue
        shortened = _shortened_json(script.text)
        if shortened is None:
            broken += 1
            keep = len(script.text) <= LONGEST_BROKEN_JSON_LD and broken <= MOST_BROKEN_JSON_LD
            shortened = script.text if keep else ""
        script.text = shortened


def too_complex() -> ParseError:
    return ParseError(
        "The page is built of too many parts, or of parts too deep in one another, to be read; give the address of a "
        "single article or paste its text.",
        code="too-complex",
    )


def _shortened_json(text: str) -> str | None:
    """JSON with its strings and lists cut; the same where nothing was to be cut, None where it is none or too long."""
    if len(text) > LONGEST_JSON_LD:
        return None
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    if len(text) <= LONGEST_VALUE:
        return text
    return json.dumps(_cut(data, depth=0), ensure_ascii=False).replace("</", "<\\/")


def _cut(value: Any, *, depth: int) -> Any:
    if depth > 8:
        return None
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    if isinstance(value, list):
        return [_cut(part, depth=depth + 1) for part in value[:50]]
    if isinstance(value, dict):
        return {key[:100]: _cut(part, depth=depth + 1) for key, part in list(value.items())[:200]}
    return value
