"""How long pages and hosts in trouble are waited for."""

from datetime import timedelta

import pytest

from negotiations.errors import FetchError, ParseError
from negotiations.ingest.patience import rest_in_trouble, wait_for_page

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PASSING = FetchError("It failed.", code="timeout")


@pytest.mark.parametrize(
    ("waited", "wait"),
    [
        (0 * MINUTE, MINUTE),
        (MINUTE, MINUTE),
        (10 * MINUTE, 5 * MINUTE),
        (2 * HOUR, HOUR),
        (DAY, 6 * HOUR),
        (3 * DAY - SECOND, 6 * HOUR),
        (3 * DAY, None),
    ],
)
def test_what_may_pass_is_waited_for_ever_longer_for_three_days(waited: timedelta, wait: timedelta | None) -> None:
    for is_from_feed in (True, False):
        assert wait_for_page(PASSING, waited=waited, is_from_feed=is_from_feed) == wait


@pytest.mark.parametrize(("asked", "wait"), [(5, MINUTE), (1800, 30 * MINUTE), (86_400, 6 * HOUR)])
def test_what_a_server_asks_for_is_kept_within_reason(asked: int, wait: timedelta) -> None:
    error = FetchError("Slow down.", code="rate-limited", retry_after=asked)
    assert wait_for_page(error, waited=0 * MINUTE, is_from_feed=True) == wait


@pytest.mark.parametrize(
    "error",
    [
        FetchError("Gone.", code="gone", permanent=True, status=410),
        FetchError("Sign in.", code="refused", permanent=True, status=401),
        FetchError("robots.txt", code="robots", permanent=True),
        ParseError("No text."),
    ],
)
def test_what_does_not_pass_is_given_up_at_once(error: FetchError | ParseError) -> None:
    assert wait_for_page(error, waited=0 * MINUTE, is_from_feed=True) is None


@pytest.mark.parametrize(
    "error",
    [
        FetchError("Not here.", permanent=True, status=403),
        FetchError("Not there.", permanent=True, status=404),
        FetchError("No such host.", permanent=True, code="unknown-host"),
    ],
)
def test_page_that_a_feed_may_have_named_too_early_has_two_late_chances(error: FetchError) -> None:
    waits = [wait_for_page(error, waited=waited, is_from_feed=True) for waited in (0 * MINUTE, HOUR, DAY)]
    assert waits == [HOUR, 23 * HOUR, None]
    assert wait_for_page(error, waited=0 * MINUTE, is_from_feed=False) is None


def test_name_that_cannot_be_looked_up_for_now_is_waited_for_like_any_outage() -> None:
    error = FetchError("Not found.", code="unknown-host")
    assert wait_for_page(error, waited=0 * MINUTE, is_from_feed=True) == MINUTE


def test_each_failure_in_a_row_doubles_the_rest_of_a_host() -> None:
    rests = [rest_in_trouble(troubles) / SECOND for troubles in range(12)]
    assert rests[:5] == [0, 30, 60, 120, 240]
    assert rests[10:] == [15_360, 21_600]
    assert rest_in_trouble(30_000) == 6 * HOUR
