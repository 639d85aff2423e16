"""Looking at feeds: what is new is queued, and the next look is set."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from negotiations.errors import FetchError, NegotiationsError
from negotiations.ingest.submitting import submit_entry
from negotiations.models import QueueState, Source, SourceFetch
from negotiations.sources.feeds import Feed, read_feed
from negotiations.sources.http import Fetcher, Response

SLOWEST = timedelta(days=1)


def poll(*, source: Source, fetcher: Fetcher, now: datetime) -> None:
    """Look at a claimed feed once. A failure is written down and slows the feed; it never ends it."""
    try:
        response = fetcher.get(source.feed_url, etag=source.etag or None, last_modified=source.last_modified or None)
        feed = (
            None
            if _unchanged(source, response)
            else read_feed(response.body, response.final_url, response.content_type, now)
        )
    except NegotiationsError as error:
        note_failure(source=source, error=error, now=now)
        return
    with transaction.atomic():
        if not source.holds_lease():
            return
        new = _queue(source, feed, now) if feed else 0
        if not response.not_modified:  # that answer need not repeat the validators; those that are known still hold
            source.etag, source.last_modified = (response.etag or "")[:500], (response.last_modified or "")[:100]
        if response.body:
            source.body_sha256 = hashlib.sha256(response.body).hexdigest()
        source.failures, source.error_code, source.error = 0, "", ""
        _set_next(source, wait=timedelta(minutes=source.interval_minutes), now=now)
        SourceFetch.objects.create(
            source=source, at=now, status=response.status, entries=len(feed.entries) if feed else 0, new=new
        )


def _unchanged(source: Source, response: Response) -> bool:
    return response.not_modified or hashlib.sha256(response.body).hexdigest() == source.body_sha256


def _queue(source: Source, feed: Feed, now: datetime) -> int:
    return sum(submit_entry(source=source, entry=entry, now=now) is not None for entry in feed.entries if entry.url)


def note_failure(*, source: Source, error: NegotiationsError, now: datetime) -> None:
    """Write down why a claimed feed could not be looked at; the next look comes later, and comes."""
    with transaction.atomic():
        if not source.holds_lease():
            return
        source.failures += 1
        source.error_code, source.error = error.code, str(error)
        asked = error.retry_after if isinstance(error, FetchError) else None
        doubled = timedelta(minutes=source.interval_minutes) * 2 ** min(source.failures, 8)
        _set_next(source, wait=timedelta(seconds=asked) if asked else doubled, now=now)
        SourceFetch.objects.create(source=source, at=now, error_code=error.code, error=str(error))


def _set_next(source: Source, *, wait: timedelta, now: datetime) -> None:
    source.state, source.fetched_at = QueueState.WAITING.value, now
    source.not_before = now + min(wait, SLOWEST)
    source.attempts, source.lease_token, source.lease_until = 0, None, None
    source.save()
