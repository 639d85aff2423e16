"""Lists of feeds in OPML, read and written. Entities and document types are refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from negotiations.errors import ParseError
from negotiations.sources.addresses import resolve_link

MOST_BYTES = 2_000_000
MOST_OUTLINES = 5_000


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list. What is read is not judged: an address may be any text, and must not be shown as a link."""

    title: str
    feed_url: str
    site_url: str | None


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, each address once, folders flattened; at most MOST_OUTLINES.

    ParseError: ``too-large``, ``unsafe-markup``, ``not-opml``.
    """
    if len(body) > MOST_BYTES:
        raise ParseError("The list is larger than 2 MB; split it into smaller ones.", code="too-large")
    plain = body.replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ParseError(
            "The list defines a document type, which can be used for attacks; remove it.", code="unsafe-markup"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ParseError("The list is no sound XML; export it as OPML again.", code="not-opml") from None
    if root.tag != "opml":
        raise ParseError("The file is no OPML list; export the feeds as OPML.", code="not-opml")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        stated = (element.get("xmlUrl") or "").strip()
        if not stated:
            continue
        address = resolve_link(stated, None) or stated
        title = " ".join((element.get("title") or element.get("text") or address).split())[:200]
        found.setdefault(address, Outline(title, address, resolve_link(element.get("htmlUrl"), None)))
        if len(found) > MOST_OUTLINES:
            raise ParseError(
                f"The list holds more than {MOST_OUTLINES:,} feeds; split it into smaller ones.", code="too-large"
            )
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], *, title: str) -> bytes:
    """A list in OPML 2.0 that ``read_opml`` reads back as it was."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for outline in outlines:
        attributes = {"type": "rss", "text": outline.title, "title": outline.title, "xmlUrl": outline.feed_url}
        if outline.site_url:
            attributes["htmlUrl"] = outline.site_url
        etree.SubElement(body, "outline", attributes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
