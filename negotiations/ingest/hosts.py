"""Politeness, shared by all workers through the database: one request at a time to a host, with a rest after each.

A worker holds a host while it asks it. The hold ends with the request, and the host then rests; the hold of a worker
that died ends by itself. What a site's robots.txt says is kept with the host for a day.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from negotiations.errors import FetchError
from negotiations.models import Host
from negotiations.models.queue import commit_lightly
from negotiations.sources.addresses import parse_address
from negotiations.sources.http import Fetcher
from negotiations.sources.robots import Robots

ROBOTS_LAST = timedelta(days=1)
LONGEST_REST = timedelta(hours=6)  # whatever a Retry-After says, the host is asked again after this
# Answers that mean that a site has no robots.txt, and such as pass by themselves.
NO_ROBOTS = frozenset({"not-found", "gone", "refused", "http-status", "too-many-redirects", "unsupported-type"})
PASSING = frozenset({"server-error", "unavailable", "rate-limited", "timeout"})

# One statement, so that of two workers one holds the host and the other sees when to come back.
_HOLD = """
INSERT INTO negotiations_host AS host (name, next_visit_at, hold_token, delay_seconds, robots)
VALUES (%(name)s, %(until)s, %(token)s, 0, '')
ON CONFLICT (name) DO UPDATE SET next_visit_at = excluded.next_visit_at, hold_token = excluded.hold_token
WHERE host.next_visit_at <= %(now)s
RETURNING delay_seconds, robots, robots_status, robots_read_at
"""
# Each host with pages to fetch that are due, by a walk from one name to the next in the index intake_by_host.
_DUE_HOSTS = """
WITH RECURSIVE waiting AS (
    (SELECT host FROM negotiations_intake
     WHERE state IN ('waiting', 'running') AND stage = 'fetch' ORDER BY host LIMIT 1)
    UNION ALL
    SELECT (SELECT host FROM negotiations_intake
            WHERE state IN ('waiting', 'running') AND stage = 'fetch' AND host > waiting.host ORDER BY host LIMIT 1)
    FROM waiting WHERE waiting.host IS NOT NULL
)
SELECT waiting.host
FROM waiting LEFT JOIN negotiations_host AS host ON host.name = waiting.host
CROSS JOIN LATERAL (
    SELECT not_before FROM negotiations_intake AS intake
    WHERE intake.host = waiting.host AND intake.stage = 'fetch'
      AND (intake.state = 'waiting' AND intake.not_before <= %(now)s
           OR intake.state = 'running' AND intake.lease_until < %(now)s)
    ORDER BY not_before, id LIMIT 1
) AS first
WHERE waiting.host IS NOT NULL AND coalesce(host.next_visit_at, '-infinity') <= %(now)s
ORDER BY greatest(host.next_visit_at, first.not_before), waiting.host LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Politeness:
    """How hosts are treated: ``spacing`` is the rest in seconds after each request, 0 for none and no holds at all.

    ``robots``: whether robots.txt is asked for and obeyed.
    """

    spacing: float
    robots: bool = True


class RobotsUnreadError(FetchError):
    """A robots.txt that is there or may be, and cannot be read. ``is_passing``: the server itself says so."""

    def __init__(self, host: str, error: FetchError) -> None:
        words = f"The robots.txt of {host} could not be read, so its pages are not asked for yet: {error}"
        super().__init__(words, code="robots-unread", permanent=error.permanent, retry_after=error.retry_after)
        self.is_passing = error.code in PASSING


BLUNT = Politeness(spacing=0, robots=False)


@dataclass(frozen=True, slots=True)
class Hold:
    """A host that this worker may ask now, until ``until``, with what was known of it."""

    name: str
    token: uuid.UUID
    delay: float
    robots: Robots | None


def host_of(address: str) -> str:
    """The host of an address with its port where it is unusual; empty for what is no address."""
    try:
        return parse_address(address, allow_private=True).netloc[:260]
    except FetchError:
        return ""


def due_hosts(*, now: datetime, limit: int) -> list[str]:
    """Hosts that may be asked now and have pages due, the one that could have been asked for longest first."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE_HOSTS, {"now": now, "limit": limit})
        return [name for (name,) in cursor.fetchall()]


def hold_host(*, name: str, now: datetime, lease: timedelta) -> Hold | None:
    """Hold a host, or None where another worker does or the host still rests (see ``free_at``)."""
    token = uuid.uuid4()
    with transaction.atomic(), connection.cursor() as cursor:
        commit_lightly()
        cursor.execute(_HOLD, {"name": name, "now": now, "until": now + lease, "token": token})
        row = cursor.fetchone()
    if row is None:
        return None
    delay, body, status, read_at = row
    is_fresh = read_at is not None and read_at > now - ROBOTS_LAST
    return Hold(name, token, delay, Robots.read(body.encode(), status=status or 404) if is_fresh else None)


def let_go(*, hold: Hold, now: datetime, rest: float) -> None:
    """End a hold; the host rests for as many seconds, or for as long as its robots.txt asks if that is longer."""
    with transaction.atomic():
        commit_lightly()
        wait = min(timedelta(seconds=max(rest, hold.delay)), LONGEST_REST)
        Host.objects.filter(pk=hold.name, hold_token=hold.token).update(next_visit_at=now + wait, hold_token=None)


def free_at(name: str) -> datetime | None:
    """When a host may be asked again, as far as is known now."""
    return Host.objects.filter(pk=name).values_list("next_visit_at", flat=True).first()


def ask_robots(*, hold: Hold, address: str, fetcher: Fetcher, now: datetime) -> Robots:
    """Ask a held host for its robots.txt and keep it. A host without one allows everything.

    RobotsUnreadError where it cannot be had for now: then nothing of the host is asked for either (RFC 9309).
    """
    parsed = parse_address(address, allow_private=True)
    body, status = b"", 404
    try:
        response = fetcher.get(f"{parsed.scheme}://{parsed.netloc}/robots.txt")
    except FetchError as error:
        if error.code not in NO_ROBOTS:
            raise RobotsUnreadError(hold.name, error) from error
    else:
        body, status = response.body, response.status
    robots = Robots.read(body, status=status)
    Host.objects.filter(pk=hold.name).update(
        robots=body.decode("utf-8", "replace").replace("\x00", "")[:500_000],
        robots_status=status,
        robots_read_at=now,
        delay_seconds=robots.delay(user_agent=fetcher.user_agent),
    )
    return robots


def refusal(address: str) -> FetchError:
    """What a page is told by whose robots.txt keeps us out."""
    return FetchError(
        f"The robots.txt of {host_of(address)} does not allow this page to be fetched; paste its text instead.",
        code="robots",
        permanent=True,
    )
