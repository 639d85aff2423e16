"""When a page was published, only where the page says so: in its metadata, its marked-up date or its dateline."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from negotiations.sources.stated_dates import NO_DATE, StatedDate, find_date, read_date

_META_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article.published", "datepublished",
    "date_published", "publication_date", "publicationdate", "published_time", "publish-date", "publish_date",
    "publishdate", "pubdate", "pub_date", "sailthru.date", "parsely-pub-date", "rbpubdate", "citation_publication_date",
    "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "prism.publicationdate", "originalpublicationdate", "cxenseparse:publishtime",
    "date",
)  # fmt: skip
_ARTICLE = re.compile(r"(Article|Report|Posting|WebPage|Review|Statement|PressRelease)$")
_MARKED = re.compile(
    r"\b(publish(ed)?|posted|pubdate|(entry|post|article|story|pub|publish(ed)?)[-_]*(date|time)|dateline)",
    re.IGNORECASE,
)
_ASIDE = frozenset({"aside", "nav", "footer", "figure", "form"})
_ASIDE_CLASS = re.compile(
    r"(related|comment|sidebar|recommend|more-|teaser|widget|popular|latest|footer|event)", re.IGNORECASE
)
_SAYS_PUBLISHED = re.compile(
    r"^\W*(first\s+)?(published|posted|issued)(\s+(on|at))?\b\s*:?\s*(?P<date>.{6,60})$", re.IGNORECASE
)
_PLACE = r"[A-Z][\w.'\u2019-]*(?:[ /][A-Z][\w.'\u2019-]*){0,4}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
_DATELINE = re.compile(
    rf"^{_PLACE}\s*[,(]\s*(?P<date>\w+\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} \w+ \d{{4}})\)?"
    r"\s*(\([A-Z][\w .]*\)\s*)?[\u2014\u2013:-]"
)


def find_published(tree: HtmlElement, *, now: datetime | None = None, text: str | None = None) -> StatedDate:
    """The date of publication by the first of: JSON-LD, meta elements, marked-up times, "Published …", NO_DATE.

    With ``text`` only its dateline ("CAIRO, May 10, 2024 —") is looked at.
    """
    if text is not None:
        match = _DATELINE.match(text[:200])
        return find_date(match["date"], now=now) if match else NO_DATE
    for candidates in (_from_json_ld(tree), _from_meta(tree), _from_times(tree)):
        for candidate in candidates:
            stated = read_date(candidate, now=now)
            if stated.value:
                return stated
    return _from_words(tree, now)


def _from_json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text[:500_000], strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _published_in(data)


def _published_in(data: Any, depth: int = 0) -> Iterator[str]:
    """``datePublished`` of the articles in a JSON-LD value; of the page's own ones, not of those that it lists."""
    if depth > 4:
        return
    if isinstance(data, list):
        for part in data[:50]:
            yield from _published_in(part, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
        stated = data.get("datePublished")
        if isinstance(stated, str) and any(map(_ARTICLE.search, names)):
            yield stated
        for key in ("@graph", "mainEntity"):
            if key in data:
                yield from _published_in(data[key], depth + 1)


def _from_meta(tree: HtmlElement) -> Iterator[str]:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = meta.get("content")
        if content and name in _META_NAMES:
            stated.setdefault(name, content)
    yield from (stated[name] for name in _META_NAMES if name in stated)


def _from_times(tree: HtmlElement) -> Iterator[str]:
    """Elements marked as the date of publication; else the one day that ``time`` elements outside the prose share."""
    plain: list[str] = []
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        itemprop = (element.get("itemprop") or "").lower()
        if itemprop == "datepublished" and not _is_aside(element):
            yield element.get("datetime") or element.get("content") or _short(element)
        elif element.tag == "time" and element.get("datetime") and not _is_aside(element):
            if element.get("pubdate") is not None or _is_marked(element):
                yield element.get("datetime") or ""
            elif not _in_prose(element) and itemprop != "datemodified" and "updat" not in (element.get("class") or ""):
                plain.append(element.get("datetime") or "")
    if len({value[:10] for value in plain}) == 1:
        yield plain[0]


def _from_words(tree: HtmlElement, now: datetime | None) -> StatedDate:
    """A short element of its own that says "Published on 10 May 2024", or is marked as a date and holds one."""
    for element in tree.iter("p", "div", "span", "time", "li", "small"):
        if len(element) > 3:
            continue
        words = _short(element)
        says = _SAYS_PUBLISHED.match(words)
        if (says or (words and _is_marked(element))) and not _is_aside(element):
            stated = find_date(says["date"] if says else words, now=now)
            if stated.value:
                return stated
    return NO_DATE


def _short(element: HtmlElement) -> str:
    """The text of an element that is no longer than a date line; empty for a longer one."""
    length, pieces = 0, []
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 200:
            return ""
    words = " ".join("".join(pieces).split())
    return words if len(words) <= 90 else ""


def _is_marked(element: HtmlElement) -> bool:
    parent = element.getparent()
    own = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('rel') or ''}"
    above = (parent.get("class") or "") if parent is not None and isinstance(parent.tag, str) else ""
    return bool(_MARKED.search(own) or _MARKED.search(above)) and "updat" not in own.lower()


def _is_aside(element: HtmlElement) -> bool:
    return any(
        parent.tag in _ASIDE or (parent.tag != "body" and _ASIDE_CLASS.search(parent.get("class") or ""))
        for parent in _near(element)
    )


def _in_prose(element: HtmlElement) -> bool:
    return any(parent.tag in ("p", "li", "td", "blockquote") and not _short(parent) for parent in _near(element))


def _near(element: HtmlElement) -> list[HtmlElement]:
    """The element and those around it, up to a depth that hostile nesting cannot make costly."""
    around = [element]
    for parent in element.iterancestors():
        around.append(parent)
        if len(around) > 25:
            break
    return around
