"""A fetcher for which every name of the web leads to the made-up outlets.

The product refuses addresses of this machine, and no setting changes that; so the way here is code, and only here.
"""

import httpcore2
from django.conf import settings
from django.utils import timezone

from negotiations import flow
from negotiations.ingest.hosts import BLUNT, Politeness
from negotiations.sources.connections import dial_directly
from negotiations.sources.http import Fetcher

PUBLIC = "93.184.216.34"


def loopback_fetcher(port: int) -> Fetcher:
    """The product's fetcher, with all its guards, whose connections end at ``port`` of this machine."""

    def dial(_address: str, _port: int, timeout: float | None) -> httpcore2.NetworkStream:
        return dial_directly("127.0.0.1", port, timeout)

    return Fetcher(
        user_agent=settings.FETCH_USER_AGENT, clock=timezone.now, resolve=lambda _host, _port: [PUBLIC], dial=dial
    )


def loopback_tools(port: int, politeness: Politeness = BLUNT) -> flow.Tools:
    """What the stages need, for one process."""
    return flow.Tools(clock=timezone.now, fetcher=loopback_fetcher(port), politeness=politeness)
