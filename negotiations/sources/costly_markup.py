"""Markup that costs its readers more than linear time, refused or shortened before anybody reads it.

The figures beside the limits were measured with the libraries alone, on one core. A time limit would come too late:
the parser runs in C, where nothing but the end of the process interrupts it.
"""

import json
import re
from collections import Counter
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from negotiations.errors import ParseError

# Main-text extraction takes more than linear time in the elements: 40,000 paragraphs take 2 s, 200,000 minutes.
MOST_ELEMENTS = 40_000
# It also asks each element for those around it: 36,000 elements, 120 deep on average, take 8 s.
MOST_DEPTHS = 1_000_000
# Its second opinion compares each block with its neighbours: 3,000 short blocks take 2 s, 8,000 take 20.
MOST_FOR_SECOND_OPINION = 3_000
# The parser compares each attribute of a tag with all others: 40,000 take 2 s, 300,000 minutes.
MOST_ATTRIBUTE_PAIRS = 1_000_000_000
LONG_TAG = 5_000
# Metadata is looked for with patterns that take the square or the cube of the length, and each author is compared with
# all authors before: 400 one after the other take 2 s, 2,000 take 140.
LONGEST_VALUE = 1_000
LONGEST_NAME = 100
LONGEST_JSON_LD = 500_000
LONGEST_BROKEN_JSON_LD = 4_000
MOST_OF_A_KIND = 3
MOST_NAMES = 10

SHALLOW = 100
_count = etree.XPath("count(descendant-or-self::*)")
_is_deeper = etree.XPath(f"boolean({'/'.join('*' * SHALLOW)})")

_TAG_START = re.compile(r"<[A-Za-z]")
_TAG = re.compile(r"""<[A-Za-z](?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_NAMES_AUTHORS = re.compile(r"auth|creator|by|person", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"""[\s"'=/]+""")


def refuse_costly_markup(markup: str) -> None:
    """ParseError ``too-complex`` for markup that would keep the parser busy for longer than a page is worth."""
    most = 4 * MOST_ELEMENTS
    if markup.count("<") > most and sum(1 for _ in _TAG_START.finditer(markup)) > most:
        raise too_complex()
    if _count_between_names(markup) ** 2 < MOST_ATTRIBUTE_PAIRS:
        return  # even if all of them stood in one tag
    pairs = 0
    for tag in _TAG.finditer(markup):
        if len(tag[0]) > LONG_TAG:
            pairs += len(set(_BETWEEN_NAMES.split(tag[0]))) ** 2
            if pairs > MOST_ATTRIBUTE_PAIRS:
                raise too_complex()


def _count_between_names(markup: str) -> int:
    data = markup.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, b" \t\n\r\f\v\"'=/")) + 1


def count_elements(tree: HtmlElement) -> int:
    """How many elements a tree has; ParseError ``too-complex`` for too many, or too many inside one another."""
    elements = int(_count(tree))
    if elements > MOST_ELEMENTS:
        raise too_complex()
    # Hardly a page is so deep, and to walk through one takes forty times as long as to ask.
    if elements * SHALLOW > MOST_DEPTHS or _is_deeper(tree):
        _refuse_depths(tree)
    return elements


def _refuse_depths(tree: HtmlElement) -> None:
    depth, depths = 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        depths += depth
        if depths > MOST_DEPTHS:
            raise too_complex()


def shorten_metadata(tree: HtmlElement) -> None:
    """Cut what a page says about itself to what honest pages say; its text stays untouched."""
    seen: Counter[str] = Counter()
    for element in list(tree.iter("meta", "title", "script", "td", "th")):
        if element.tag == "meta":
            _shorten_meta(element, seen)
        elif element.tag == "title":
            element.text = (element.text or "")[:LONGEST_VALUE]
        elif element.tag == "script":
            _shorten_script(element, seen)
        else:  # a cell over a million columns would be written out as often
            for span in ("colspan", "rowspan"):
                element.attrib.pop(span, None)


def _shorten_meta(meta: HtmlElement, seen: Counter[str]) -> None:
    name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()[:100]
    kind = "author" if _NAMES_AUTHORS.search(name) else name
    seen[kind] += 1
    if seen[kind] > MOST_OF_A_KIND * (3 if kind == "author" else 1):
        meta.attrib.pop("content", None)
    elif meta.get("content"):
        meta.set("content", meta.get("content")[: LONGEST_NAME if kind == "author" else LONGEST_VALUE])


def _shorten_script(script: HtmlElement, seen: Counter[str]) -> None:
    if "json" not in (script.get("type") or "").lower() or not script.text:
        return
    shortened = _shortened_json(script.text)
    if shortened is None:
        shortened = script.text if len(script.text) <= LONGEST_BROKEN_JSON_LD else ""
        kind = "broken JSON"
    else:
        kind = "JSON with authors" if _NAMES_AUTHORS.search(shortened) else "JSON"
    seen[kind] += 1
    script.text = shortened if kind == "JSON" or seen[kind] <= MOST_OF_A_KIND else ""


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
    return json.dumps(_cut(data, depth=0), ensure_ascii=False).replace("</", "<\\/")


def _cut(value: Any, *, depth: int, naming: bool = False) -> Any:
    """A value of JSON without what no honest page says; ``naming`` is set inside an author or a creator."""
    if depth > 8:
        return None
    if isinstance(value, str):
        return value[: LONGEST_NAME if naming else LONGEST_VALUE]
    if isinstance(value, list):
        return [_cut(part, depth=depth + 1, naming=naming) for part in value[: MOST_NAMES if naming else 50]]
    if isinstance(value, dict):
        return {
            key[:100]: _cut(part, depth=depth + 1, naming=naming or bool(_NAMES_AUTHORS.search(key)))
            for key, part in list(value.items())[:200]
        }
    return value
