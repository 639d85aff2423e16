"""One polite request: a page of a host that is held, if its robots.txt lets us have it."""

from collections.abc import Callable
from datetime import datetime

from negotiations.errors import FetchError
from negotiations.ingest.hosts import Hold, Politeness, RobotsUnreadError, ask_robots, refusal
from negotiations.ingest.stages import fail, fetch
from negotiations.models import Intake
from negotiations.sources.http import Fetcher

UNREAD = 600.0  # seconds until a robots.txt that could not be read is asked for again


def visit(
    *, intake: Intake, hold: Hold, fetcher: Fetcher, politeness: Politeness, clock: Callable[[], datetime]
) -> float:
    """Fetch a claimed page from a held host; gives the seconds for which the host is to rest from now on.

    Where its robots.txt had to be asked for first, that was the one request, and the page waits for the next.
    """
    if politeness.robots:
        try:
            robots = hold.robots or ask_robots(hold=hold, address=intake.address, fetcher=fetcher, now=clock())
        except RobotsUnreadError as error:
            fail(intake=intake, error=error, now=clock(), counts=not error.is_passing)
            return max(politeness.spacing, error.retry_after or (UNREAD if error.is_passing else 0))
        except FetchError as error:
            fail(intake=intake, error=error, now=clock())
            return politeness.spacing
        if not robots.allows(intake.address, user_agent=fetcher.user_agent):
            fail(intake=intake, error=refusal(intake.address), now=clock())
            return 0 if hold.robots else politeness.spacing
        if hold.robots is None:
            intake.put_off(until=intake.not_before)  # its place in the queue is as it was; it is the host that rests
            return max(politeness.spacing, robots.delay(user_agent=fetcher.user_agent))
    asked = fetch(intake=intake, fetcher=fetcher, now=clock(), keep=True)
    return max(politeness.spacing, asked or 0)
