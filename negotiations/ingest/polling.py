"""Looking at feeds: what is new is queued, and the next look is set."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from negotiations.errors import FetchError, NegotiationsError
from negotiations.ingest.asking import Asking, Request
from negotiations.ingest.entries import Taken, take_entries
from negotiations.ingest.old_looks import forget_old_looks
from negotiations.ingest.pacing import MOST_ASKED, adapt, asked_by_headers, wait_after_failure, wait_after_success
from negotiations.ingest.subscribing import find_feed
from negotiations.models import QueueState, Source, SourceFetch
from negotiations.models.statements import insert_rows
from negotiations.sources.feeds import BREAKS_OFF, FEED, Feed, PageInstead, read_feed
from negotiations.sources.http import MayFollow, Response

Chance = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found. ``feed`` is None where nothing changed; ``moved_to`` is where the feed is from now on."""

    response: Response
    feed: Feed | None
    moved_to: str = ""
    remark: str = ""


def poll(
    *, source: Source, now: datetime, chance: Chance = random.random, may_follow: MayFollow | None = None
) -> Asking[NegotiationsError | None]:
    """Look at a claimed feed once. A failure is written down and slows the feed; it never ends it, and is given back.

    ``chance`` gives numbers from 0 to 1, by which the next look is put off a little. ``may_follow``: see Fetcher.get;
    it is asked about a feed that a page names as well. What it raises besides our own errors comes out of here, with
    nothing written.
    """
    try:
        look = yield from _look(source, now, may_follow)
        if look.moved_to:
            _refuse_known(source, look.moved_to)
    except NegotiationsError as error:
        note_failure(source=source, error=error, now=now, chance=chance)
        return error
    token = source.lease_token
    with transaction.atomic():
        _note_success(source, look, now, chance)
        if not source.write_under(token, _WRITTEN):  # another worker has looked in the meantime
            transaction.set_rollback(True)
    return None


def note_failure(*, source: Source, error: NegotiationsError, now: datetime, chance: Chance = random.random) -> None:
    """Write down why a claimed feed could not be looked at; the next look comes later, and comes."""
    token = source.lease_token
    with transaction.atomic():
        source.failures = min(source.failures + 1, 30_000)
        source.error_code, source.error = error.code, str(error)
        if error.code == "gone":
            source.gone_at = source.gone_at or now
        wait = wait_after_failure(
            error=error, failures=source.failures, pace=_pace(source), asked=_asked(source), chance=chance()
        )
        _set_next(source, wait=wait, now=now)
        moved = error.address if isinstance(error, _MovedToKnownError) else ""
        SourceFetch.objects.create(source=source, at=now, error_code=error.code, error=str(error), moved_to=moved)
        if not source.write_under(token, _WRITTEN):
            transaction.set_rollback(True)


class _MovedToKnownError(FetchError):
    """A feed has moved to where another feed of ours is."""

    def __init__(self, address: str, name: str) -> None:
        words = f"It is now at {address}, which is followed already as “{name}”; pause one of the two."
        super().__init__(words, code="moved-to-known", permanent=True)
        self.address = address[:2000]


def _look(source: Source, now: datetime, may_follow: MayFollow | None) -> Asking[Look]:
    response = yield Request(
        source.feed_url, source.etag or None, source.last_modified or None, may_follow, wanted=FEED
    )
    moved_to = response.moved_to or ""
    if response.not_modified:
        return Look(response, None, moved_to)
    if response.body and _sha256(response) == source.body_sha256:
        return Look(response, None, moved_to)
    try:
        return Look(response, _read(response, now), moved_to)
    except PageInstead as page:
        if source.body_sha256 or source.etag or source.last_modified:
            raise  # it was a feed once: what a page names that came in its place is for an editor to judge
        return (yield from _look_where_the_page_says(page, now, may_follow))


def _look_where_the_page_says(page: PageInstead, now: datetime, may_follow: MayFollow | None) -> Asking[Look]:
    """The feed of a site whose address was given."""
    address, others = page.feeds[0], page.feeds[1:]
    if may_follow:
        may_follow(address)
    response = yield Request(address, may_follow=may_follow, wanted=FEED)
    remark = f"The address is that of a page; its feed was found at {address}."
    if others:
        remark += f" It names others, too: {', '.join(others[:5])}."
    return Look(response, _read(response, now), response.moved_to or address, remark)


def _read(response: Response, now: datetime) -> Feed:
    return read_feed(response.body, response.final_url, response.content_type, now)


def _refuse_known(source: Source, moved_to: str) -> None:
    """Nothing is merged: which of two feeds at one address goes on is for an editor to say."""
    other = find_feed(moved_to)
    if other is not None and other.pk == source.pk:
        other = Source.objects.filter(feed_url=moved_to).exclude(pk=source.pk).first()
    if other is not None:
        raise _MovedToKnownError(moved_to, other.name)


def _note_success(source: Source, look: Look, now: datetime, chance: Chance) -> None:
    response, feed = look.response, look.feed
    taken = take_entries(source=source, entries=feed.entries, now=now) if feed else Taken()
    if look.moved_to:
        source.feed_url = look.moved_to[:2000]
    _keep_validators(source, look, taken)
    if feed:
        source.asked_minutes = 0
    asked = max(asked_by_headers(response.headers), min(timedelta(minutes=(feed and feed.ttl) or 0), MOST_ASKED))
    source.asked_minutes = max(source.asked_minutes, int(asked.total_seconds() / 60))
    before = _last_success(source)
    source.failures, source.error_code, source.error, source.gone_at = 0, "", "", None
    pace = adapt(pace=_pace(source), since=now - before if before else None, new=taken.new)
    source.interval_minutes = round(pace.total_seconds() / 60)
    _set_next(source, wait=wait_after_success(pace=pace, asked=_asked(source), chance=chance()), now=now)
    fetch = SourceFetch(
        source=source,
        at=now,
        status=response.status,
        entries=len(feed.entries) if feed else 0,
        new=taken.new,
        is_unchanged=feed is None,
        moved_to=look.moved_to[:2000],
        error=_remarks(look, taken),
    )
    insert_rows([fetch])


def _last_success(source: Source) -> datetime | None:
    if not source.error_code:  # as the last look was one; failures are forgotten when a feed is resumed
        return source.fetched_at
    return source.fetches.filter(error_code="").order_by("-at").values_list("at", flat=True).first()


def _keep_validators(source: Source, look: Look, taken: Taken) -> None:
    response, feed = look.response, look.feed
    if response.not_modified:  # that answer need not repeat the validators; those that are known still hold
        return
    if taken.missed:  # the next look is to see the same changes, so what is known is still the body before them
        return
    if feed is not None and feed.missing == BREAKS_OFF:  # the whole of it is yet to be seen
        source.etag = source.last_modified = source.body_sha256 = ""
        return
    source.etag, source.last_modified = (response.etag or "")[:500], (response.last_modified or "")[:100]
    source.body_sha256 = _sha256(response)


def _remarks(look: Look, taken: Taken) -> str:
    """What is to be said of a look that went well."""
    said = [look.remark, look.feed.missing if look.feed else ""]
    if taken.empty:
        said.append(f"{taken.empty:,} of its entries had neither a link nor words.")
    return " ".join(filter(None, said))


def _pace(source: Source) -> timedelta:
    return timedelta(minutes=source.interval_minutes)


def _asked(source: Source) -> timedelta:
    return timedelta(minutes=source.asked_minutes)


def _sha256(response: Response) -> str:
    return hashlib.sha256(response.body).hexdigest()


def _set_next(source: Source, *, wait: timedelta, now: datetime) -> None:
    if source.fetched_at is not None and source.fetched_at.date() != now.date():  # the first look of a day
        forget_old_looks(source=source, now=now)
    source.state, source.fetched_at = QueueState.WAITING.value, now
    source.not_before = now + wait
    source.attempts, source.lease_token, source.lease_until = 0, None, None


# By their attributes. Not what editors may have changed in the meantime, such as whether it is paused.
_WRITTEN = [
    *("feed_url", "etag", "last_modified", "body_sha256", "interval_minutes", "asked_minutes", "gone_at", "failures"),
    *("error_code", "error", "state", "fetched_at", "not_before", "attempts", "lease_token", "lease_until"),
]
