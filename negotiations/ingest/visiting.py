"""Polite turns at a host: a page of a host that is held, if its robots.txt lets us have it, or a look at a feed there.

Redirects are followed on the same host. Another host is another turn for a page; on the way to a feed it is held as
well, if it is free.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from negotiations.errors import FetchError, NegotiationsError
from negotiations.ingest.asking import Asking
from negotiations.ingest.entries import settle_by_another
from negotiations.ingest.hosts import (
    Hold,
    Politeness,
    RobotsUnreadError,
    Turn,
    ask_robots,
    hold_host,
    host_of,
    let_go,
    next_turn,
    refusal,
)
from negotiations.ingest.polling import Chance, poll
from negotiations.ingest.stages import download, fail
from negotiations.ingest.ways import LedElsewhere, lead_on
from negotiations.models import Intake, Source
from negotiations.sources.http import Fetcher
from negotiations.sources.robots import Robots

Clock = Callable[[], datetime]
APART = 10.0  # seconds, several sweeps


def visit(*, intake: Intake, hold: Hold, fetcher: Fetcher, politeness: Politeness, clock: Clock) -> Asking[Turn]:
    """Fetch a claimed page from a held host; gives how the turn went. ``fetcher`` is who will be asked.

    Where its robots.txt had to be asked for first, that was the one request, and the page waits for the next.
    """
    if settle_by_another(intake=intake, now=clock()):
        return Turn()
    if politeness.robots:
        if hold.robots is None:
            return (yield from _ask_robots_first(intake, hold, fetcher, politeness, clock))
        if not hold.robots.allows(intake.address, user_agent=fetcher.user_agent):
            fail(intake=intake, error=refusal(intake.address), now=clock())
            return Turn()
    failure = yield from _fetch(intake, hold, hold.robots if politeness.robots else None, fetcher, clock)
    return Turn.ended(failure, spacing=politeness.spacing)


def _ask_robots_first(
    intake: Intake, hold: Hold, fetcher: Fetcher, politeness: Politeness, clock: Clock
) -> Asking[Turn]:
    try:
        robots = yield from ask_robots(hold=hold, address=intake.address, fetcher=fetcher, now=clock())
    except FetchError as error:
        fail(intake=intake, error=error, now=clock())
        return Turn.ended(error.reason if isinstance(error, RobotsUnreadError) else error, spacing=politeness.spacing)
    if robots.allows(intake.address, user_agent=fetcher.user_agent):
        intake.put_off(until=intake.not_before)  # its place in the queue is as it was; it is the host that rests
    else:
        fail(intake=intake, error=refusal(intake.address), now=clock())
    return Turn.ended(spacing=max(politeness.spacing, robots.delay(user_agent=fetcher.user_agent)))


def _fetch(
    intake: Intake, hold: Hold, robots: Robots | None, fetcher: Fetcher, clock: Clock
) -> Asking[NegotiationsError | None]:
    """The error with which it failed, if it did."""

    def may_follow(address: str) -> None:
        if host_of(address) != hold.name:
            raise LedElsewhere(address)
        if robots and not robots.allows(address, user_agent=fetcher.user_agent):
            raise refusal(address)

    try:
        return (yield from download(intake=intake, now=clock(), keep=True, may_follow=may_follow))
    except LedElsewhere as led:
        try:
            lead_on(intake=intake, address=led.address, most=fetcher.max_redirects)
        except FetchError as error:
            fail(intake=intake, error=error, now=clock())
    return None  # the host answered


class Look:
    """A polite look at a feed: its host is held, and those that are on the way from there, until ``end``.

    robots.txt is not asked about feeds, which are offered to programs.
    """

    def __init__(
        self,
        hold: Hold,
        *,
        politeness: Politeness,
        clock: Clock,
        lease: timedelta,
        chance: Chance = random.random,
    ) -> None:
        self._holds, self._lease, self._chance = [hold], lease, chance
        self._spacing, self._clock = politeness.spacing, clock
        self._turn = Turn(rest=politeness.spacing)

    def take(self, source: Source) -> Asking[None]:
        """Look at a claimed feed; where a host on the way is not free, the feed is put off until it may be."""
        try:
            failure = yield from poll(source=source, now=self._clock(), may_follow=self._hold_on_the_way)
            self._turn = Turn.ended(failure, spacing=self._spacing)
        except _NotFree as host:
            self._turn = Turn.ended(spacing=self._spacing)
            # Two on the way to each other's host would meet again and again, were both due with the same sweep.
            apart = timedelta(seconds=self._chance() * max(5 * self._spacing, APART))
            source.put_off(until=next_turn(host.name, now=self._clock(), spacing=self._spacing) + apart)

    def _hold_on_the_way(self, address: str) -> None:
        name = host_of(address)
        if not name or any(hold.name == name for hold in self._holds):
            return
        hold = hold_host(name=name, now=self._clock(), lease=self._lease)
        if hold is None:
            raise _NotFree(name)
        self._holds.append(hold)

    def end(self) -> None:
        """Let all hosts go; how the turn went is what the last of them made of it, and the others sent us on."""
        sent_on = Turn.ended(spacing=self._spacing)
        for hold in self._holds:
            turn = self._turn if hold is self._holds[-1] else sent_on
            let_go(hold=hold, now=self._clock(), turn=turn)


class _NotFree(Exception):  # noqa: N818 — no error: another worker's turn, or a rest
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
