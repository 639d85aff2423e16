"""Feeds: RSS 0.9x, 1 and 2, Atom and JSON Feed, as one shape."""

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import unescape
from typing import Any, cast

import nh3
from lxml import etree
from lxml import html as lxml_html

from negotiations.errors import FetchError, ParseError
from negotiations.sources.addresses import fingerprint, resolve_link
from negotiations.sources.canonical import canonical
from negotiations.sources.encodings import binary_kind, decode_text
from negotiations.sources.plain_entries import RawEntry
from negotiations.sources.stated_dates import NO_DATE, StatedDate, read_date
from negotiations.sources.statuses import Wanted
from negotiations.sources.xml_feeds import RawFeed, parse_xml
from negotiations.vocabulary import Precision

MOST_ENTRIES = 10_000
FEED = Wanted("feed", "ask its publisher, or follow another feed", max_bytes=15_000_000)  # MOST_ENTRIES with summaries
MOST_FEEDS = 20
BREAKS_OFF = "The feed breaks off; the entries that came in whole were read."
LONGEST_TITLE = 500
LONGEST_CONTENT = 500_000
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")

_CLOSING = re.compile(rb"</(?:[A-Za-z][\w.-]{0,20}:)?(?:item|entry)\s*>")
_END = re.compile(rb"</(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|feed|RDF|channel)\s*>", re.IGNORECASE)
_IS_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"(?:<!doctype\s+html|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_IS_FEED = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?(rss|feed|RDF|channel)[\s>]")
# A name is read from its beginning alone: one without a value would else be tried from each of its letters.
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_PERIODS = {"hourly": 60, "daily": 24 * 60, "weekly": 7 * 24 * 60}
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``key`` is the same at each reading, whatever the feed does with its ids.

    ``published`` is the day as the feed states it, or None. ``content_html`` is sanitised, ``summary`` plain text.
    """

    key: str
    id: str
    url: str | None
    title: str
    published: date | None
    published_precision: Precision
    author: str | None
    summary: str
    content_html: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read. ``ttl`` is the wait in minutes that it asks for; ``missing`` says which entries were left out."""

    title: str
    site: str | None
    language: str | None
    ttl: int | None
    entries: tuple[Entry, ...]
    missing: str = ""

    @property
    def complete(self) -> bool:
        """Whether all entries were read."""
        return not self.missing


class PageInstead(ParseError):  # noqa: N818 — the name says what came
    """A page came where a feed was expected. ``feeds`` are the addresses that it names, its main feed first."""

    def __init__(self, message: str, *, feeds: tuple[str, ...]) -> None:
        super().__init__(message, code="not-a-feed")
        self.feeds = feeds


def read_feed(body: bytes, url: str | None, content_type: str | None, now: datetime) -> Feed:
    """The feed in a body that came from ``url``; at most MOST_ENTRIES entries, in the feed's own order.

    Of a feed that breaks off, the entries are read that came in whole.
    ParseError: ``empty``, ``binary``, ``unsafe-markup``, ``cut-off`` (before the first entry was whole), ``not-a-feed``
    (a PageInstead, with their addresses, for a page that names feeds).
    """
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ParseError("The feed is empty; check its address.", code="empty")
    kind = binary_kind(body)
    if kind:
        raise ParseError(f"This is {kind} and no feed; check its address.", code="binary")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _without_shared_links(_read_json_feed(body, url, now))
    if _IS_HTML.match(body[:5000]) or not _IS_FEED.search(body.replace(b"\x00", b"")[:20_000]):
        raise _not_a_feed(body, url, content_type)
    if b"<!ENTITY" in body.replace(b"\x00", b"").upper():
        raise ParseError(
            "The feed defines entities of its own, which can be used for attacks; ask its publisher for a plain feed.",
            code="unsafe-markup",
        )
    shortened, missing = _shortened(body)
    return _without_shared_links(replace(_read_xml(shortened, url, content_type, now), missing=missing))


def discover_feeds(html: str | bytes, url: str | None) -> tuple[str, ...]:
    """The addresses of the feeds that a page names in its head, each once; those of comments come last."""
    text = html if isinstance(html, str) else html[:300_000].decode("utf-8", "replace")
    found: dict[str, bool] = {}
    for tag in re.findall(r"<link\b[^<>]{1,2000}>", text[:300_000], re.IGNORECASE):
        attributes = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        wanted = attributes.get("type", "").split(";")[0].strip().lower() in FEED_TYPES
        if wanted and "alternate" in attributes.get("rel", "").lower().split():
            link = resolve_link(attributes.get("href"), url)
            if link:
                is_of_comments = "comment" in f"{link} {attributes.get('title', '')}".lower()
                found.setdefault(link, is_of_comments)
    return tuple(sorted(found, key=lambda link: found[link]))[:MOST_FEEDS]


def _not_a_feed(body: bytes, url: str | None, content_type: str | None) -> ParseError:
    feeds = discover_feeds(body, url)
    if feeds:
        return PageInstead(f"This is a page and no feed; its feed is at {feeds[0]}, use that address.", feeds=feeds)
    what = "a page" if b"<html" in body[:5000].lower() or "html" in (content_type or "") else "something else"
    return ParseError(
        f"This is {what} and no feed, and it names none; look for an RSS or Atom link.", code="not-a-feed"
    )


def _shortened(body: bytes) -> tuple[bytes, str]:
    """The feed without what cannot or must not be read, and in a sentence what that is.

    The entries beyond the cap are cut before they are parsed, for that takes its time; and so is an entry that breaks
    off, for half an address is another address.
    """
    ends = [match.end() for match in _CLOSING.finditer(body)]
    last = ends[-1] if ends else 0
    is_whole = _END.search(body[last:].replace(b"\x00", b"")) is not None
    if len(ends) > MOST_ENTRIES:
        left = f"Only the first {MOST_ENTRIES:,} of its {len(ends):,} entries were read."
        return body[: ends[MOST_ENTRIES - 1]] + (body[last:] if is_whole else b""), left
    if is_whole or (not ends and b"\x00" in body):
        return body, ""
    if not ends:
        raise ParseError(
            "The feed breaks off before its first entry ends; check it in a browser if this goes on.", code="cut-off"
        )
    return body[:last], BREAKS_OFF


def _read_xml(body: bytes, url: str | None, content_type: str | None, now: datetime) -> Feed:
    feed, found = parse_xml(body, url, content_type)
    language = _language(feed.get("language"))
    site = resolve_link(feed.get("link"), url)
    entries = tuple(_xml_entry(entry, url, language, now) for entry in found[:MOST_ENTRIES])
    return Feed(_plain(feed.get("title"))[:LONGEST_TITLE], site, language, _asked(feed), entries)


def _xml_entry(raw: RawEntry, base: str | None, language: str | None, now: datetime) -> Entry:
    contents = [content for content in raw.get("content") or () if content.get("value")]
    contents.sort(key=lambda content: "html" not in (content.get("type") or ""))
    link = resolve_link(raw.get("feedburner_origlink") or raw.get("link"), base)
    stated = next(
        (
            read
            for field in ("published", "created", "updated")
            # Past feedparser's own mapping, which passes one date off as another.
            if (value := dict.get(raw, field)) and (read := read_date(str(value), now=now)).value
        ),
        NO_DATE,
    )
    declared = _language(next((content.get("language") for content in contents if content.get("language")), None))
    return _entry(
        stated_id=str(raw.get("id") or ""),
        url=link,
        title=raw.get("title"),
        stated=stated,
        author=raw.get("author"),
        summary=raw.get("summary"),
        content=contents[0]["value"] if contents else None,
        language=declared or language,
    )


def _read_json_feed(body: bytes, url: str | None, now: datetime) -> Feed:
    try:
        data = json.loads(decode_text(body, guess=False).text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or "jsonfeed.org/version/" not in str(data.get("version"))[:100]:
        raise ParseError("This is JSON but no JSON Feed; check the address.", code="not-a-feed")
    items = data.get("items")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    language = _language(data.get("language"))
    entries = tuple(_json_entry(item, url, language, now) for item in found[:MOST_ENTRIES])
    site = resolve_link(_string(data.get("home_page_url")), url)
    title = _plain(_string(data.get("title")))[:LONGEST_TITLE]
    missing = f"Only the first {MOST_ENTRIES:,} of its {len(found):,} entries were read."
    return Feed(title, site, language, None, entries, missing if len(found) > MOST_ENTRIES else "")


def _json_entry(item: dict[str, Any], base: str | None, language: str | None, now: datetime) -> Entry:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [name for a in cast("list[Any]", authors) if isinstance(a, dict) and (name := _string(a.get("name")))]
    html = _string(item.get("content_html"))
    stated = read_date(_string(item.get("date_published")), now=now)
    return _entry(
        stated_id=str(item.get("id") or "") if isinstance(item.get("id"), str | int) else "",
        url=resolve_link(_string(item.get("url")), base),
        title=_string(item.get("title")),
        stated=stated if stated.value else read_date(_string(item.get("date_modified")), now=now),
        author=", ".join(names) or None,
        summary=_string(item.get("summary")) or _string(item.get("content_text")),
        content=html,
        language=_language(item.get("language")) or language,
    )


def _entry(
    *,
    stated_id: str,
    url: str | None,
    title: str | None,
    stated: StatedDate,
    author: str | None,
    summary: str | None,
    content: str | None,
    language: str | None,
) -> Entry:
    plain_title, plain_summary = _plain(title)[:LONGEST_TITLE], _plain(summary)
    name = _CONTROL.sub("", stated_id).strip()[:2000]
    unnamed = "sha256:" + fingerprint(f"{plain_title}\n{plain_summary}")
    key = unnamed
    if url:
        try:
            key = canonical(url, allow_private=True)
        except FetchError:
            key = name or unnamed
    elif name:
        key = name
    return Entry(
        key=key,
        id=name or key,
        url=url,
        title=plain_title,
        published=stated.value,
        published_precision=stated.precision,
        author=_plain(author)[:300] or None,
        summary=plain_summary,
        content_html=_CONTROL.sub("", nh3.clean(content[:LONGEST_CONTENT])) if content else None,
        language=language,
    )


def _without_shared_links(feed: Feed) -> Feed:
    """The feed with sound keys: a link that several entries share, or that is the site's, names none of them."""
    shared = {key for key, count in Counter(entry.key for entry in feed.entries).items() if count > 1}
    if feed.site:
        shared.add(canonical(feed.site, allow_private=True))
    entries = []
    for entry in feed.entries:
        named = not (entry.url and entry.key in shared)
        unnamed = "sha256:" + fingerprint(f"{entry.title}\n{entry.summary}")
        own = entry.key if named else entry.id if entry.id != entry.key else unnamed
        entries.append(replace(entry, key=own))
    unique = {entry.key: entry for entry in reversed(entries)}
    kept = tuple(entry for entry in entries if unique.pop(entry.key, None) is not None)
    return replace(feed, entries=kept)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _plain(markup: str | None) -> str:
    """Markup as one line of text."""
    text = (markup or "")[:LONGEST_CONTENT]
    if "<" in text:
        try:
            text = lxml_html.fromstring(f"<div>{_CONTROL.sub('', text)}</div>").text_content()
        except (etree.LxmlError, ValueError, RecursionError):
            text = _TAG.sub(" ", text)
    elif "&" in text:
        text = unescape(text)
    return " ".join(_CONTROL.sub("", text).split())


def _language(value: object) -> str | None:
    """The two- or three-letter code of a language tag such as "en-GB", or None."""
    match = re.match(r"^([A-Za-z]{2,3})(?:[-_]|$)", value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def _asked(feed: RawFeed) -> int | None:
    """The wait in minutes that a feed asks for by ``ttl``, or by ``sy:updatePeriod`` and ``sy:updateFrequency``."""
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    by_period = max(period // (_minutes(feed.get("sy_updatefrequency")) or 1), 1) if period else 0
    return max(_minutes(feed.get("ttl")) or 0, by_period) or None


def _minutes(value: object) -> int | None:
    """A sensible number of minutes (up to a week), or None."""
    text = str(value or "").strip()
    return min(int(text), 7 * 24 * 60) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else None
