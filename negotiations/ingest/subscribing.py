"""Feeds to look at: added once, alone or by the list; paused and resumed by editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from negotiations.errors import FetchError, NotDecidable
from negotiations.models import QueueState, Source, SourceKind
from negotiations.sources.addresses import parse_address
from negotiations.sources.canonical import address_key, plain_key
from negotiations.sources.opml import Outline, read_opml, write_opml

NOT_FOR_SOURCES = ("add", "bulk", "feeds", "health", "intakes", "quarantine")  # slugs: the addresses of other pages


@dataclass(frozen=True, slots=True)
class Passed:
    """A feed of a list that was not added, and why not in a sentence."""

    name: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What became of a list of feeds."""

    added: tuple[Source, ...]
    known: tuple[Passed, ...]
    refused: tuple[Passed, ...]


def add_feed(*, address: str, name: str, now: datetime, site: str = "") -> Source:
    """A new feed that is due at once. FetchError for an address that must not be fetched, NotDecidable for a known one.

    The address may be that of a site: the first look finds the feed that its page names. Spellings that differ in http,
    https, www or a trailing slash are the same feed.
    """
    parsed = parse_address(address)
    if (known := find_feed(address)) is not None:
        raise NotDecidable(f"This feed is known already as “{known.name}”.")
    name = name.replace("\x00", "").strip()[:200] or parsed.host.removeprefix("www.")
    try:
        with transaction.atomic():
            return Source.objects.create(
                slug=_free_slug(name),
                name=name,
                kind=SourceKind.FEED.value,
                feed_url=str(parsed),
                site_url=site or f"{parsed.scheme}://{parsed.netloc}/",
                not_before=now,
            )
    except IntegrityError:
        raise NotDecidable("Somebody else has just added this feed.") from None


def find_feed(address: str) -> Source | None:
    """The feed at that address, in whichever of its spellings, or None."""
    return Source.objects.filter(feed_key__in={plain_key(address), address_key(address)} - {""}).first()


def subscribe_opml(*, body: bytes, now: datetime) -> Subscribed:
    """Add the feeds of an OPML list, each for itself. ParseError for what is no such list; then nothing is added."""
    return subscribe(outlines=read_opml(body), now=now)


def subscribe(*, outlines: Iterable[Outline], now: datetime) -> Subscribed:
    """Add these feeds, each for itself."""
    added, known, refused = list[Source](), list[Passed](), list[Passed]()
    for outline in outlines:
        try:
            site = _fetchable(outline.site_url)
            added.append(add_feed(address=outline.feed_url, name=outline.title, site=site, now=now))
        except NotDecidable as reason:
            known.append(Passed(outline.title, outline.feed_url, str(reason)))
        except FetchError as reason:
            refused.append(Passed(outline.title, outline.feed_url, str(reason)))
    return Subscribed(tuple(added), tuple(known), tuple(refused))


def export_opml() -> bytes:
    """All feeds, paused ones too, as an OPML list."""
    feeds = Source.objects.filter(kind=SourceKind.FEED.value).exclude(feed_url="").order_by("name", "pk")
    rows = feeds.values_list("name", "feed_url", "site_url")
    return write_opml((Outline(name, url, site or None) for name, url, site in rows), title="Feeds followed by Parley")


def pause_feed(*, source: Source) -> None:
    """Look at it no more until it is resumed."""
    Source.objects.filter(pk=source.pk, kind=SourceKind.FEED.value).update(is_active=False)


def resume_feed(*, source: Source, now: datetime) -> None:
    """Look at it again, now first."""
    Source.objects.filter(pk=source.pk, kind=SourceKind.FEED.value).update(
        is_active=True, not_before=now, failures=0, state=QueueState.WAITING.value
    )


def _fetchable(address: str | None) -> str:
    """The address of a site where it may be shown as a link, else an empty text."""
    try:
        return str(parse_address(address)) if address else ""
    except FetchError:
        return ""


def _free_slug(name: str) -> str:
    base = slugify(name)[:90] or "feed"
    if base in NOT_FOR_SOURCES:
        base = f"feed-{base}"
    slug, number = base, 2
    while Source.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
