"""The entries of a sound feed that say nothing unusual, read in a fraction of the time that feedparser takes.

What such an entry gives is what feedparser would give of it. Whatever is not plainly so is left to feedparser: a feed
that is not well-formed, is not RSS or Atom 1.0 in UTF-8 or has anything but entries behind an entry; an element or
attribute that is not expected, a field that stands twice, an address that has to be completed, markup that a sanitiser
would touch.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from lxml import etree

from negotiations.sources.addresses import join

RawEntry = dict[str, Any]  # the fields by the names that feedparser gives them

LONGEST_VALUE = 100_000
_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
_WFW = "{http://wellformedweb.org/CommentAPI/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# feedparser goes by prefixes where it can; each is to mean what it always means.
_PREFIXES = {b"content": _CONTENT, b"dc": _DC, b"media": _MEDIA, b"slash": _SLASH, b"wfw": _WFW}
_PREFIX = re.compile(rb"xmlns:(content|dc|media|slash|wfw)\s*=\s*[\"']([^\"']*)")
_UTF_8 = re.compile(r"charset\s*=\s*[\"']?utf-8\b", re.IGNORECASE)

_RSS_FIELDS = {
    "title": "title",
    "link": "link",
    "guid": "id",
    "description": "summary",
    "pubDate": "published",
    "author": "author",
    f"{_DC}creator": "author",
    f"{_DC}date": "updated",
    f"{_CONTENT}encoded": "content",
}
_RSS_PASSED_OVER = {
    *("category", "comments", "enclosure", "source"),
    *(f"{_MEDIA}content", f"{_MEDIA}thumbnail", f"{_SLASH}comments", f"{_WFW}commentRss"),
}
_ATOM_FIELDS = {
    f"{_ATOM}{name}": name for name in ("id", "title", "summary", "content", "published", "updated", "link", "author")
}
_ATOM_TEXTS = ("title", "summary", "content")
_ATOM_LINK = {"href", "rel", "type", "title", "hreflang", "length"}
_ATOM_PERSON = {f"{_ATOM}{name}": name for name in ("name", "email", "uri")}

_ADDRESS = re.compile(r"https?://[a-zA-Z0-9.-]+(?:/(?:[!-%'-~]|&(?!\w+;))*)?")
_NAME = re.compile(r"(?:tag|urn):[!-~]+")
_TRANSLATED = re.compile(r"[\x80-\x9f\r]")  # read as Windows-1252, and as ends of lines
# Markup that a sanitiser leaves as it is. In what is read as plain text, tags may have attributes: those are not read.
_TAG = r"(?:a|b|blockquote|cite|code|div|em|figcaption|figure|h[1-6]|i|li|ol|p|small|span|strong|sub|sup|u|ul)"
_ATTRIBUTES = r"(?:\s+[a-z][a-z-]*+=\"[^\"<>]*\")*+\s*+"
_UNUSUAL_ENTITY = r"&(?!(?:amp|lt|gt|quot|nbsp|#0?3[49]|#[1-9][0-9]{3});|[ \n])"
_UNUSUAL_MARKUP = re.compile(rf"<(?!/?{_TAG}>|[bh]r ?/?>)|{_UNUSUAL_ENTITY}")
_UNUSUAL_TEXT = re.compile(rf"<(?!/{_TAG}>|{_TAG}{_ATTRIBUTES}>|(?:br|hr|img){_ATTRIBUTES}/?>)|{_UNUSUAL_ENTITY}")


class _UnusualError(Exception):
    """Something that is for feedparser to read."""


@dataclass(frozen=True, slots=True)
class SetApart:
    """A feed in two parts: its entries in order, those that are not plain as None, and the feed without the plain ones.

    ``rest`` holds the others in their order.
    """

    entries: tuple[RawEntry | None, ...]
    rest: bytes


def set_apart(body: bytes, url: str | None, content_type: str | None) -> SetApart | None:
    """The plain entries of a feed that came from ``url``, and the rest; None if it has none or is not sound."""
    root = _sound_root(body, content_type)
    if root is None:
        return None
    read: Callable[[etree._Element], RawEntry]
    if root.tag == "rss" and set(root.attrib) <= {"version"} and [(c.tag, *c.attrib) for c in root] == [("channel",)]:
        elements, read = root[0].findall("item"), partial(_rss_entry, base=url or "")
    elif root.tag == f"{_ATOM}feed" and set(root.attrib) <= {_LANGUAGE}:
        elements = root.findall(f"{_ATOM}entry")
        read = partial(_atom_entry, base=url or "", language=root.get(_LANGUAGE))
    else:
        return None
    # What comes after an entry feedparser reads differently, so there the entries are to be seen by it.
    if not elements or any(element.tag != elements[0].tag for element in elements[0].itersiblings()):
        return None
    entries: list[RawEntry | None] = []
    for element in elements:
        try:
            entries.append(read(element))
            element.getparent().remove(element)
        except (_UnusualError, ValueError):  # also for an address that no address can be joined to
            entries.append(None)
    if not any(entries):
        return None
    return SetApart(tuple(entries), etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _sound_root(body: bytes, content_type: str | None) -> etree._Element | None:
    """The root of sound XML in UTF-8 without a document type, in which each prefix means what it always means."""
    if "charset" in (content_type or "").lower() and not _UTF_8.search(content_type or ""):
        return None
    if b"\x00" in body:  # the parser would take UTF-16 and say UTF-8
        return None
    if any(f"{{{uri.decode('latin-1')}}}" != _PREFIXES[prefix] for prefix, uri in set(_PREFIX.findall(body))):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None
    document = root.getroottree().docinfo
    is_usual = document.xml_version == "1.0" and document.encoding.upper() == "UTF-8" and not document.doctype
    return root if is_usual else None


def _need(holds: object) -> None:
    if not holds:
        raise _UnusualError


def _rss_entry(item: etree._Element, *, base: str) -> RawEntry:
    _need(not item.attrib)
    entry: RawEntry = {}
    is_link = False
    for child in item:
        name = _RSS_FIELDS.get(child.tag)
        if name is None:
            _need(child.tag in _RSS_PASSED_OVER and not len(child))
            continue
        _need(name not in entry)
        entry[name] = _text(child, "isPermaLink" if name == "id" else None)
        if name == "id":
            is_link = child.get("isPermaLink", "true") == "true"
    if is_link:
        _need(_ADDRESS.fullmatch(entry["id"]))
        entry["id"] = join(base, entry["id"])
        entry.setdefault("link", entry["id"])
    return _checked(entry, None)


def _atom_entry(element: etree._Element, *, base: str, language: str | None) -> RawEntry:
    _need(not element.attrib)
    entry: RawEntry = {}
    for child in element:
        name = _ATOM_FIELDS.get(child.tag)
        if name is None:
            _need(child.tag == f"{_ATOM}category" and not len(child))
            continue
        if name == "link":
            value = _alternate(child)
            if value is None:
                continue
        elif name == "author":
            value = _person(child)
        elif name in _ATOM_TEXTS:
            _need(child.get("type") in (None, "text", "html"))
            value = _text(child, "type")
        else:
            value = _text(child)
        _need(name not in entry)
        entry[name] = value
    if "id" in entry:
        _need(_ADDRESS.fullmatch(entry["id"]) or _NAME.fullmatch(entry["id"]))
        entry["id"] = join(base, entry["id"])
        entry.setdefault("link", entry["id"])
    return _checked(entry, language)


def _text(element: etree._Element, attribute: str | None = None) -> str:
    """The text of an element with nothing in it, and with no attribute but that one."""
    _need(not len(element) and all(name == attribute for name in element.attrib))
    return (element.text or "").strip()


def _alternate(link: etree._Element) -> str | None:
    """The address to which a link of Atom leads, None for one that does not lead to the entry's page."""
    _need(not len(link) and "href" in link.attrib and set(link.attrib) <= _ATOM_LINK)
    if link.get("rel", "alternate").lower() != "alternate":
        return None
    _need(link.get("type", "text/html").lower() == "text/html")
    return str(link.get("href"))


def _person(author: etree._Element) -> str:
    """An author of Atom in one line."""
    said = {_ATOM_PERSON.get(child.tag, ""): _text(child) for child in author}
    around = (author.text or "") + "".join(child.tail or "" for child in author)
    _need("" not in said and len(said) == len(author) and not author.attrib and not around.strip())
    name, email = said.get("name"), said.get("email")
    return f"{name} ({email})" if name and email else name or email or ""


def _checked(entry: RawEntry, language: str | None) -> RawEntry:
    """The entry, if its values are such that feedparser would leave them as they are."""
    _need("link" not in entry or _ADDRESS.fullmatch(entry["link"]))
    _need(all(len(value) <= LONGEST_VALUE and not _TRANSLATED.search(value) for value in entry.values()))
    _need(not any(_UNUSUAL_TEXT.search(entry.get(name, "")) for name in ("title", "summary")))
    if "content" in entry:
        content = entry["content"]
        _need(not _UNUSUAL_MARKUP.search(content))
        entry.setdefault("summary", content)
        entry["content"] = [{"value": content, "language": language}]
    return entry
