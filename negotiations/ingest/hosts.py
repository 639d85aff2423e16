"""Politeness, shared by all workers through the database: one request at a time to a host, with a rest after each.

A worker holds a host while it asks it. The hold ends with the request, and the host then rests, the longer the more
often in a row it failed; the hold of a worker that died ends by itself. What a site's robots.txt says is kept with the
host for a day.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest

from negotiations.errors import FetchError, NegotiationsError
from negotiations.ingest.asking import Asking, Request
from negotiations.ingest.patience import LONGEST_REST, NO_SUCH_HOST, PATIENCE, rest_in_trouble
from negotiations.ingest.ways import turned_back
from negotiations.models import Door, Host, Intake, IntakeStage, QueueState
from negotiations.models.queue import commit_lightly
from negotiations.sources.addresses import parse_address
from negotiations.sources.http import Fetcher
from negotiations.sources.robots import Robots

ROBOTS_LAST = timedelta(days=1)
# Answers that mean that a site has no robots.txt.
NO_ROBOTS = frozenset({"not-found", "gone", "refused", "http-status", "too-many-redirects", "unsupported-type"})

# Failures that are those of the address, whatever is asked for there.
NO_HOST = frozenset({NO_SUCH_HOST, "private-address"})

# One statement, so that of two workers one holds the host and the other sees when to come back.
_HOLD = """
INSERT INTO negotiations_host AS host (name, next_visit_at, hold_token, delay_seconds, robots)
VALUES (%(name)s, %(until)s, %(token)s, 0, '')
ON CONFLICT (name) DO UPDATE SET next_visit_at = excluded.next_visit_at, hold_token = excluded.hold_token
WHERE host.next_visit_at <= %(now)s
RETURNING delay_seconds, robots, robots_status, robots_read_at, troubles, in_trouble_since
"""
# Each host with pages to fetch that are due, by a walk from one name to the next in the index intake_in_turn_by_host;
# of those that are to be asked, the source that has the next turn, found in the index intake_in_turn_by_source.
_DUE_TURNS = """
WITH RECURSIVE waiting AS (
    (SELECT host FROM negotiations_intake
     WHERE state IN ('waiting', 'running') AND stage = 'fetch' ORDER BY host LIMIT 1)
    UNION ALL
    SELECT (SELECT host FROM negotiations_intake
            WHERE state IN ('waiting', 'running') AND stage = 'fetch' AND host > waiting.host ORDER BY host LIMIT 1)
    FROM waiting WHERE waiting.host IS NOT NULL
)
, due AS (
    SELECT waiting.host, coalesce(host.last_source, 0) AS last_source,
           greatest(host.next_visit_at, first.not_before) AS since
    FROM waiting LEFT JOIN negotiations_host AS host ON host.name = waiting.host
    CROSS JOIN LATERAL (
        SELECT not_before FROM negotiations_intake AS intake
        WHERE intake.host = waiting.host AND intake.stage = 'fetch' AND {is_due}
        ORDER BY not_before, id LIMIT 1
    ) AS first
    WHERE waiting.host IS NOT NULL AND coalesce(host.next_visit_at, '-infinity') <= %(now)s
    ORDER BY since, waiting.host LIMIT %(limit)s
)
SELECT due.host, coalesce(
    (SELECT source_id FROM negotiations_intake AS intake
     WHERE intake.host = due.host AND intake.stage = 'fetch' AND source_id > due.last_source AND {is_due}
     ORDER BY source_id LIMIT 1),
    (SELECT source_id FROM negotiations_intake AS intake
     WHERE intake.host = due.host AND intake.stage = 'fetch' AND {is_due}
     ORDER BY source_id LIMIT 1)
)
FROM due ORDER BY since, due.host
""".replace(
    "{is_due}",
    "(intake.state = 'waiting' AND intake.not_before <= %(now)s"
    " OR intake.state = 'running' AND intake.lease_until < %(now)s)",
)


@dataclass(frozen=True, slots=True)
class Politeness:
    """How hosts are treated: ``spacing`` is the rest in seconds after each request, 0 for none and no holds at all.

    ``robots``: whether robots.txt is asked for and obeyed.
    """

    spacing: float
    robots: bool = True


class RobotsUnreadError(FetchError):
    """A robots.txt that is there or may be, and cannot be read; ``reason`` is why."""

    def __init__(self, host: str, reason: FetchError) -> None:
        words = f"The robots.txt of {host} could not be read, so its pages are not asked for yet: {reason}"
        super().__init__(words, code="robots-unread", permanent=reason.permanent, retry_after=reason.retry_after)
        self.reason = reason


BLUNT = Politeness(spacing=0, robots=False)


@dataclass(frozen=True, slots=True)
class Hold:
    """A host that this worker may ask now, with what was known of it: see Host."""

    name: str
    token: uuid.UUID
    delay: float
    robots: Robots | None
    troubles: int
    in_trouble_since: datetime | None


@dataclass(frozen=True, slots=True)
class Turn:
    """How a turn at a host went: the seconds for which it is to rest, and what was learnt of it.

    ``trouble``: the code of a failure that may pass; empty where the host answered, None where that is not known.
    ``Turn()`` is one in which nothing was asked.
    """

    rest: float = 0
    trouble: str | None = None

    @classmethod
    def ended(cls, error: NegotiationsError | None = None, *, spacing: float) -> "Turn":
        """After a request that went well or failed; a failure that does not pass is the page's and not the host's."""
        passing = error if isinstance(error, FetchError) and not error.permanent else None
        asked = (passing.retry_after if passing else None) or 0
        return cls(rest=max(spacing, asked), trouble=passing.code if passing else "")


@dataclass(frozen=True, slots=True)
class DueTurn:
    """A host that may be asked now, and the source of which it is to be asked for a page."""

    host: str
    source: int


def host_of(address: str) -> str:
    """The host of an address with its port where it is unusual; empty for what is no address."""
    try:
        return parse_address(address, allow_private=True).netloc[:260]
    except FetchError:
        return ""


def due_turns(*, now: datetime, limit: int) -> list[DueTurn]:
    """Hosts that may be asked now and have pages due, the one that could have been asked for longest first.

    Of each, the sources that have pages there take turns, so that none with many keeps the others waiting.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE_TURNS, {"now": now, "limit": limit})
        return [DueTurn(host, source) for host, source in cursor.fetchall()]


def hold_host(*, name: str, now: datetime, lease: timedelta) -> Hold | None:
    """Hold a host, or None where another worker does or the host still rests (see ``next_turn``)."""
    token = uuid.uuid4()
    with transaction.atomic(), connection.cursor() as cursor:
        commit_lightly()
        cursor.execute(_HOLD, {"name": name, "now": now, "until": now + lease, "token": token})
        row = cursor.fetchone()
    if row is None:
        return None
    delay, body, status, read_at, troubles, since = row
    is_fresh = read_at is not None and read_at > now - ROBOTS_LAST
    robots = Robots.read(body.encode(), status=status or 404) if is_fresh else None
    return Hold(name, token, delay, robots, troubles, since)


def let_go(*, hold: Hold, now: datetime, turn: Turn, source: int | None = None) -> None:
    """End a hold. The host rests as the turn, its robots.txt or its troubles ask, whichever is longest.

    ``source``: whose page the turn was for. Where the trouble has lasted longer than patience does, what waits for the
    host is given up.
    """
    values: dict[str, Any] = {"hold_token": None}
    rest = timedelta(0) if turn == Turn() else timedelta(seconds=max(turn.rest, hold.delay))
    if turn.trouble:
        troubles, since = min(hold.troubles + 1, 30_000), hold.in_trouble_since or now
        rest = max(rest, rest_in_trouble(troubles))
        values |= {"troubles": troubles, "trouble": turn.trouble, "in_trouble_since": since}
    elif turn.trouble is not None and hold.troubles:
        values |= {"troubles": 0, "trouble": "", "in_trouble_since": None}
    if source is not None:
        values["last_source"] = source
    with transaction.atomic():
        commit_lightly()
        values["next_visit_at"] = now + min(rest, LONGEST_REST)
        held = Host.objects.filter(pk=hold.name, hold_token=hold.token).update(**values)
    if held and turn.trouble and hold.in_trouble_since and now - hold.in_trouble_since >= PATIENCE:
        _give_up(hold.name, code=turn.trouble, since=hold.in_trouble_since, now=now)


def next_turn(name: str, *, now: datetime, spacing: float) -> datetime:
    """When to try again to hold a host. How long another worker holds it nobody knows, so that is after the spacing."""
    host = Host.objects.filter(pk=name).only("next_visit_at", "hold_token").first()
    if host is None:
        return now
    soon = now + timedelta(seconds=spacing)
    return min(host.next_visit_at, soon) if host.hold_token else host.next_visit_at


def _give_up(name: str, *, code: str, since: datetime, now: datetime) -> None:
    """Fail what has waited longer than patience for a host, asked for or not: nobody asks a dead host for each page.

    What no feed has named is not waited for anew: the rest of a long list would keep its import going for weeks.
    """
    has_waited = Q(waited_since__lte=now - PATIENCE) | ~Q(door=Door.FEED.value)
    pages = Intake.objects.filter(host=name, stage=IntakeStage.FETCH.value, state=QueueState.WAITING.value)
    pages.annotate(waited_since=Coalesce("failing_since", "not_before")).filter(has_waited).update(
        state=QueueState.FAILED.value,
        attempts=Greatest("attempts", 1),
        finished_at=now,
        error_code=code,
        error=f"{name} has not answered as it should since {since:%-d %b %Y}; try again when it does.",
        **turned_back(),
    )


def ask_robots(*, hold: Hold, address: str, fetcher: Fetcher, now: datetime) -> Asking[Robots]:
    """Ask a held host for its robots.txt and keep it. A host without one allows everything.

    RobotsUnreadError where it cannot be had for now: then nothing of the host is asked for either (RFC 9309).
    FetchError where there is no such host, or none that may be asked.
    """
    parsed = parse_address(address, allow_private=True)
    body, status = b"", 404
    try:
        response = yield Request(f"{parsed.scheme}://{parsed.netloc}/robots.txt")
    except FetchError as error:
        if error.permanent and error.code in NO_HOST:
            raise
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
