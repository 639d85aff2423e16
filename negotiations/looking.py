"""Feeds that are due, looked at under claims: politely several at a time, each at another host."""

import time
from collections.abc import Iterator

from negotiations.fetching import FeedErrand
from negotiations.guarding import LEASE
from negotiations.ingest.asking import see_through, see_through_abreast
from negotiations.ingest.hosts import Hold, hold_host, host_of, next_turn
from negotiations.models import Source
from negotiations.tools import Tools

AT_ONCE = 20  # feeds, before what they brought has its turn
ABREAST = 8  # of them on their way at a time
BEGINNING = 5.0  # seconds in which looks are begun


def look_at_due(tools: Tools, until: float, also_left: bool = True) -> int:
    """Look at the feeds that are overdue longest; gives at how many. ``also_left``: as for claims."""
    looks = _Looks(tools, also_left)
    if tools.politeness.spacing:
        see_through_abreast(looks.politely(until), tools.fetcher, most=ABREAST)
    else:  # many of them may be of one host, and nothing else keeps them apart
        for source in looks.claim():
            see_through(FeedErrand(source, tools), tools.fetcher)
    return looks.claimed


class _Looks:
    """Looks at feeds, begun one after another."""

    def __init__(self, tools: Tools, also_left: bool) -> None:
        self.claimed = 0
        self._tools, self._also_left = tools, also_left

    def claim(self) -> list[Source]:
        """The next one, if there is one."""
        rows = Source.objects.feeds().claim(
            now=self._tools.clock(), lease=LEASE, order=("not_before", "pk"), also_left=self._also_left
        )
        self.claimed += len(rows)
        return rows

    def politely(self, until: float) -> Iterator[FeedErrand]:
        """Where the host of a feed is being asked or rests, the feed waits for its turn."""
        enough = min(until, time.monotonic() + BEGINNING)
        while self.claimed < AT_ONCE and (not self.claimed or time.monotonic() < enough):
            sources = self.claim()
            if not sources:
                return
            for source in sources:
                name, now = host_of(source.feed_url), self._tools.clock()
                hold = hold_host(name=name, now=now, lease=LEASE)
                if hold is None:
                    source.put_off(until=next_turn(name, now=now, spacing=self._tools.politeness.spacing))
                else:
                    yield from self._begin(source, hold)

    def _begin(self, source: Source, hold: Hold) -> Iterator[FeedErrand]:
        """The errand for a feed; one with which a worker died is looked at here and now."""
        errand = FeedErrand(source, self._tools, hold)
        if errand.is_fresh:
            yield errand
        else:
            see_through(errand, self._tools.fetcher)
