"""How long a page, and a host in trouble, are waited for. Pure: the clock and what happened are passed in.

An outage costs time and loses nothing: a page is asked for again for days, ever more rarely. How often a host is asked
meanwhile does not depend on how many pages of it wait: each failure doubles its rest, and the first answer ends that.
"""

from datetime import timedelta

from negotiations.errors import FetchError, NegotiationsError

PATIENCE = timedelta(days=3)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=6)  # whatever a Retry-After says, the host is asked again after this
# Feeds name pages before they stand there, or before they stand everywhere; each of these has its time to come. So has
# a name that is gone for a while: a lapsed domain and a broken name server look like a wrong spelling.
EARLY = frozenset({403, 404})
NO_SUCH_HOST = "unknown-host"
LATE_CHANCES = (timedelta(hours=1), timedelta(days=1))


def wait_for_page(error: NegotiationsError, *, waited: timedelta, is_from_feed: bool) -> timedelta | None:
    """The time until a page is asked for again, or None where it is given up.

    ``waited`` is the time since its first failure, zero at that one. ``is_from_feed``: a feed has named the page.
    """
    is_early = isinstance(error, FetchError) and (error.status in EARLY or error.code == NO_SUCH_HOST)
    if is_early and error.permanent and is_from_feed:
        return next((chance - waited for chance in LATE_CHANCES if chance > waited), None)
    if error.permanent or waited >= PATIENCE:
        return None
    asked = timedelta(seconds=(error.retry_after or 0) if isinstance(error, FetchError) else 0)
    return min(max(FIRST_WAIT, waited / 2, asked), LONGEST_WAIT)


def rest_in_trouble(troubles: int) -> timedelta:
    """The rest of a host after so many failures in a row: 30 seconds after one, doubled by each more, up to 6 hours."""
    return min(FIRST_REST * 2 ** min(troubles - 1, 20), LONGEST_REST) if troubles > 0 else timedelta(0)
