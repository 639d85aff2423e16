"""Feeds to look at: added once, paused and resumed by editors."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from negotiations.errors import FetchError, NotDecidable
from negotiations.models import QueueState, Source, SourceKind
from negotiations.sources.addresses import address_key, parse_address


def add_feed(*, address: str, name: str, now: datetime) -> Source:
    """A new feed that is due at once. FetchError for an address that must not be fetched, NotDecidable for a known one.

    Spellings that differ in http, https, www or a trailing slash are the same feed.
    """
    parsed = parse_address(address)
    if (known := find_feed(address)) is not None:
        raise NotDecidable(f"This feed is known already as “{known.name}”.")
    name = name.strip()[:200] or parsed.host.removeprefix("www.")
    try:
        with transaction.atomic():
            return Source.objects.create(
                slug=_free_slug(name),
                name=name,
                kind=SourceKind.FEED.value,
                feed_url=str(parsed),
                site_url=f"{parsed.scheme}://{parsed.netloc}/",
                not_before=now,
            )
    except IntegrityError:
        raise NotDecidable("Somebody else has just added this feed.") from None


def find_feed(address: str) -> Source | None:
    """The feed at that address, in whichever of its spellings, or None."""
    wanted = address_key(address)
    return next((feed for feed in Source.objects.exclude(feed_url="") if _key(feed.feed_url) == wanted), None)


def pause_feed(*, source: Source) -> None:
    """Look at it no more until it is resumed."""
    Source.objects.filter(pk=source.pk, kind=SourceKind.FEED.value).update(is_active=False)


def resume_feed(*, source: Source, now: datetime) -> None:
    """Look at it again, now first."""
    Source.objects.filter(pk=source.pk, kind=SourceKind.FEED.value).update(
        is_active=True, not_before=now, failures=0, state=QueueState.WAITING.value
    )


def _key(address: str) -> str:
    try:
        return address_key(address)
    except FetchError:
        return address


def _free_slug(name: str) -> str:
    base = slugify(name)[:90] or "feed"
    if base == "intakes":  # the address of another page
        base = "feed-intakes"
    slug, number = base, 2
    while Source.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
