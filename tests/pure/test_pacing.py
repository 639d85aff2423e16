"""When to look at a feed again: about as often as it brings something new, later after a failure, never never."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.errors import FetchError, NegotiationsError, ParseError, UnforeseenError
from negotiations.ingest.pacing import (
    FASTEST,
    MOST_ASKED,
    SLOWEST,
    SPREAD,
    Grade,
    adapt,
    asked_by_headers,
    grade,
    wait_after_failure,
    wait_after_success,
)

HOUR, NONE = timedelta(hours=1), timedelta(0)


def fetch_error(code: str, *, permanent: bool = False, retry_after: int | None = None) -> FetchError:
    return FetchError("It failed.", code=code, permanent=permanent, retry_after=retry_after)


def pace_of(hours_between: float, *, days: int = 14) -> timedelta:
    """The pace that is found for a feed with something new every so many hours."""
    clock, brought, pace = NONE, 0, HOUR
    while clock < timedelta(days=days):
        clock += pace
        there = int(clock / timedelta(hours=hours_between))
        pace, brought = adapt(pace=pace, since=pace, new=there - brought), there
    return pace


def test_pace_follows_how_often_something_new_comes() -> None:
    assert timedelta(minutes=10) <= pace_of(0.1) < timedelta(minutes=13)
    assert timedelta(minutes=30) < pace_of(1) < timedelta(minutes=90)
    assert timedelta(hours=3) < pace_of(6) < timedelta(hours=9)
    assert pace_of(24 * 30) == SLOWEST


def test_first_look_tells_nothing_of_the_pace() -> None:
    assert adapt(pace=HOUR, since=None, new=100) == HOUR


@given(
    st.timedeltas(NONE, timedelta(days=400)),
    st.timedeltas(-timedelta(days=1), timedelta(days=400)),
    st.integers(0, 100_000),
)
def test_pace_stays_within_bounds(pace: timedelta, since: timedelta, new: int) -> None:
    assert FASTEST <= adapt(pace=pace, since=since, new=new) <= SLOWEST


@given(st.timedeltas(NONE, timedelta(days=400)), st.timedeltas(NONE, timedelta(days=400)), st.floats(0, 1))
def test_wait_is_never_shorter_than_a_publisher_asks(pace: timedelta, asked: timedelta, chance: float) -> None:
    wait = wait_after_success(pace=pace, asked=asked, chance=chance)
    assert min(asked, MOST_ASKED) <= wait <= SLOWEST * (1 + SPREAD)


def test_chance_only_makes_a_wait_longer() -> None:
    waits = [wait_after_success(pace=HOUR, asked=NONE, chance=chance) for chance in (0.0, 0.5, 1.0)]
    assert waits == [HOUR, timedelta(minutes=63), timedelta(minutes=66)]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (fetch_error("timeout"), Grade.TEMPORARY),
        (fetch_error("server-error"), Grade.TEMPORARY),
        (fetch_error("rate-limited"), Grade.TEMPORARY),
        (fetch_error("unknown-host"), Grade.TEMPORARY),
        (UnforeseenError("?"), Grade.TEMPORARY),
        (ParseError("?", code="not-a-feed"), Grade.SOFT),
        (ParseError("?", code="empty"), Grade.SOFT),
        (fetch_error("http-status", permanent=True), Grade.SOFT),
        (fetch_error("too-large", permanent=True), Grade.SOFT),
        (fetch_error("not-found", permanent=True), Grade.HARD),
        (fetch_error("gone", permanent=True), Grade.HARD),
        (fetch_error("refused", permanent=True), Grade.HARD),
        (fetch_error("tls"), Grade.HARD),
        (fetch_error("private-address", permanent=True), Grade.HARD),
    ],
)
def test_failures_are_graded(error: NegotiationsError, expected: Grade) -> None:
    assert grade(error) is expected


@pytest.mark.parametrize(
    ("code", "permanent", "first", "last"),
    [
        ("timeout", False, timedelta(minutes=90), timedelta(days=1)),
        ("http-status", True, timedelta(hours=2), timedelta(days=3)),
        ("gone", True, timedelta(hours=4), timedelta(days=7)),
    ],
)
def test_failures_slow_a_feed_step_by_step(code: str, permanent: bool, first: timedelta, last: timedelta) -> None:
    waits = [
        wait_after_failure(
            error=fetch_error(code, permanent=permanent), failures=failures, pace=HOUR, asked=NONE, chance=0
        )
        for failures in (1, 2, 3, 20, 32_767)
    ]
    assert waits[0] == first
    assert waits == sorted(waits)
    assert waits[0] < waits[1] < waits[2]
    assert waits[-1] == last


@pytest.mark.parametrize(("told", "least"), [(7_200, timedelta(hours=2)), (10**9, timedelta(days=1)), (0, HOUR)])
def test_retry_after_is_kept_within_a_day(told: int, least: timedelta) -> None:
    error = fetch_error("rate-limited", retry_after=told)
    wait = wait_after_failure(error=error, failures=1, pace=HOUR, asked=NONE, chance=0)
    assert least <= wait <= timedelta(days=1)


def test_what_a_feed_asks_for_holds_after_a_failure_too() -> None:
    asked = timedelta(hours=10)
    assert wait_after_failure(error=fetch_error("timeout"), failures=1, pace=HOUR, asked=asked, chance=0) == asked


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"cache-control": "public, max-age=1800"}, timedelta(minutes=30)),
        ({"cache-control": 'Max-Age="600", age=1'}, timedelta(minutes=10)),
        ({"cache-control": "max-age=1800", "age": "1200"}, timedelta(minutes=10)),
        ({"cache-control": "max-age=10", "age": "1200"}, NONE),
        ({"cache-control": "max-age=31536000"}, timedelta(days=1)),
        ({"cache-control": "s-maxage=900, no-cache"}, NONE),
        ({"cache-control": "max-age=soon"}, NONE),
        ({"cache-control": "max-age=-5"}, NONE),
        ({}, NONE),
    ],
)
def test_cache_control_says_how_long_an_answer_is_fresh(headers: dict[str, str], expected: timedelta) -> None:
    assert asked_by_headers(headers) == expected
