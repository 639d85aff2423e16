"""RSS and Atom taken apart: the fields of a feed and of its entries, by the names that feedparser gives them."""

import io
from typing import Any, cast
from xml.sax import SAXException

import feedparser

from negotiations.errors import ParseError
from negotiations.sources.plain_entries import RawEntry, set_apart

RawFeed = dict[str, Any]


def parse_xml(body: bytes, url: str | None, content_type: str | None) -> tuple[RawFeed, list[RawEntry]]:
    """The feed in a body that came from ``url``, and its entries in its own order. ParseError: ``not-a-feed``."""
    plain = set_apart(body, url, content_type)
    if plain is None:
        return _by_feedparser(body, url, content_type)
    feed, others = _by_feedparser(plain.rest, url, content_type)
    if len(others) != plain.entries.count(None):  # some stand where none are expected
        return _by_feedparser(body, url, content_type)
    remaining = iter(others)
    return feed, [next(remaining) if entry is None else entry for entry in plain.entries]


def _by_feedparser(body: bytes, url: str | None, content_type: str | None) -> tuple[RawFeed, list[RawEntry]]:
    headers = {"content-type": content_type or "application/xml"}
    if url:
        headers["content-location"] = url
    try:
        # A stream, never the bytes themselves: those could be taken for an address or a file name.
        parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except (SAXException, ValueError, TypeError, AttributeError, KeyError, LookupError, RecursionError, AssertionError):
        raise ParseError("The feed is too broken to be read; tell its publisher.", code="not-a-feed") from None
    if not parsed.get("version") and not parsed.get("entries"):
        raise ParseError("This looks like a feed but holds nothing that can be read; check it.", code="not-a-feed")
    return cast("RawFeed", parsed.get("feed") or {}), cast("list[RawEntry]", parsed["entries"])
