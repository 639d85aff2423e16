"""How long to wait before the next look at a feed. Pure: clock, chance and what happened are passed in.

A feed is looked at about as often as it brings something new, never sooner than its publisher asks. A failure makes the
wait longer step by step, the more the less hope there is, and never ends a feed; the pace itself is left as it was, so
that one success restores it. All waits grow by chance a little and never shrink, so that feeds that were added together
drift apart.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from negotiations.errors import FetchError, NegotiationsError, ParseError
from negotiations.vocabulary import Term

FASTEST = timedelta(minutes=10)
SLOWEST = timedelta(days=1)
MOST_ASKED = timedelta(days=1)  # whatever a publisher asks for: a year in a header is a mistake
SPREAD = 0.1
SLOWDOWN = 1.2  # after a look that found nothing new

_HOPELESS = frozenset({"gone", "not-found", "refused", "tls", "private-address", "bad-address", "moved-to-known"})
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


class Grade(Term):
    """How much hope a failure leaves."""

    TEMPORARY = "temporary"  # the network, a server in trouble, too many requests
    SOFT = "soft"  # what came is no feed, or an answer that may pass
    HARD = "hard"  # not there, gone, refused, not safe to ask


_STEP = {Grade.TEMPORARY: 1.5, Grade.SOFT: 2.0, Grade.HARD: 4.0}
_CEILING = {Grade.TEMPORARY: timedelta(days=1), Grade.SOFT: timedelta(days=3), Grade.HARD: timedelta(days=7)}


def grade(error: NegotiationsError) -> Grade:
    """How much hope this failure leaves."""
    if error.code in _HOPELESS:
        return Grade.HARD
    if isinstance(error, ParseError) or error.permanent:
        return Grade.SOFT
    return Grade.TEMPORARY


def adapt(*, pace: timedelta, since: timedelta | None, new: int) -> timedelta:
    """The pace after a look that found ``new`` entries, ``since`` the look before; FASTEST to SLOWEST.

    Something new moves it halfway (in proportion) to the time that passed for each; nothing new slows it a little. The
    first look tells nothing: what it finds has gathered for who knows how long.
    """
    if since is None:
        return _within(pace)
    if new == 0:
        return _within(pace * SLOWDOWN)
    each = max(since, timedelta(minutes=1)) / new
    return _within(timedelta(seconds=(pace.total_seconds() * each.total_seconds()) ** 0.5))


def wait_after_success(*, pace: timedelta, asked: timedelta, chance: float) -> timedelta:
    """The wait after a look that went well. ``chance`` is from 0 to 1."""
    return max(_within(pace), min(asked, MOST_ASKED)) * (1 + SPREAD * chance)


def wait_after_failure(
    *, error: NegotiationsError, failures: int, pace: timedelta, asked: timedelta, chance: float
) -> timedelta:
    """The wait after the ``failures``-th failure in a row; never shorter than Retry-After or what the feed asks for."""
    how = grade(error)
    slowed = min(_within(pace) * _STEP[how] ** min(failures, 10), _CEILING[how])
    told = timedelta(seconds=(error.retry_after or 0) if isinstance(error, FetchError) else 0)
    return max(slowed, min(max(told, asked), MOST_ASKED)) * (1 + SPREAD * chance)


def asked_by_headers(headers: Mapping[str, str]) -> timedelta:
    """How long an answer calls itself fresh: ``max-age`` without what it has spent in caches, at most MOST_ASKED."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    if found is None:
        return timedelta(0)
    age = headers.get("age", "").strip()
    spent = int(age) if age.isascii() and age.isdigit() and len(age) < 10 else 0
    return min(timedelta(seconds=max(int(found[1]) - spent, 0)), MOST_ASKED)


def _within(pace: timedelta) -> timedelta:
    return min(max(pace, FASTEST), SLOWEST)
