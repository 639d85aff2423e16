"""The sentences on sources and on the whole of ingestion, one by one."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from negotiations.dashboard.health_words import (
    REASONS,
    Looks,
    Whole,
    say_asked,
    say_health,
    say_pace,
    say_reason,
    say_rest,
    say_span,
    say_week,
    say_whole,
)
from negotiations.templatetags.clocks import clock

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
FINE = Looks(
    is_feed=True,
    is_active=True,
    looked_at=NOW - HOUR / 2,
    modified_at=NOW - 3 * HOUR,
    yielded_at=NOW - 5 * HOUR,
    next_look=NOW + timedelta(hours=2, minutes=20),
)
FAILING = replace(FINE, failing_since=NOW - timedelta(days=6), reason="refused", status=403)


@pytest.mark.parametrize(
    ("trouble", "wait", "sentence"),
    [
        ("timeout", HOUR, "x.example is not answering; asked again at 13:00 UTC."),
        ("rate-limited", HOUR, "x.example asks for fewer requests; asked again at 13:00 UTC."),
        ("never-heard-of", HOUR, "x.example gives no usable answer; asked again at 13:00 UTC."),
        ("unavailable", 13 * HOUR, "x.example is unavailable; asked again at 01:00 UTC on 24 Nov."),
        ("", HOUR, "x.example is left alone until 13:00 UTC, as it asks."),
    ],
)
def test_rest_of_a_host_is_said_with_its_reason_and_its_end(trouble: str, wait: timedelta, sentence: str) -> None:
    assert say_rest(host="x.example", trouble=trouble, until=NOW + wait, now=NOW) == sentence


def plain(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


@pytest.mark.parametrize(
    ("looks", "sentence"),
    [
        (FINE, "nothing new for 5 h; next look at 14:20"),
        (replace(FINE, is_unchanged=True), "not modified for 3 h; next look at 14:20"),
        (replace(FINE, is_unchanged=True, modified_at=None), "nothing new for 5 h; next look at 14:20"),
        (replace(FINE, yielded_at=NOW - HOUR / 60), "new articles just now; next look at 14:20"),
        (replace(FINE, yielded_at=None), "answers, and has named no article yet; next look at 14:20"),
        (replace(FINE, next_look=NOW), "nothing new for 5 h; next look is due now"),
        (replace(FINE, next_look=NOW, is_running=True), "nothing new for 5 h; being looked at now"),
        (replace(FINE, next_look=NOW + timedelta(days=1)), "nothing new for 5 h; next look on Tuesday at 12:00"),
        (replace(FINE, looked_at=None, yielded_at=None), "not looked at yet; next look at 14:20"),
        (FAILING, "refused since Tuesday: 403; next look at 14:20"),
        (replace(FAILING, status=None, reason="timeout"), "no answer in time since Tuesday; next look at 14:20"),
        (replace(FAILING, failing_since=NOW - 4 * HOUR), "refused since 08:00: 403; next look at 14:20"),
        (replace(FAILING, failing_since=NOW - timedelta(days=20)), "refused since 3 Nov 2026: 403; next look at 14:20"),
        (replace(FAILING, reason="never-heard-of"), "never heard of since Tuesday: 403; next look at 14:20"),
        (replace(FAILING, gone_at=NOW - timedelta(days=20)), "gone since 3 Nov 2026; next look at 14:20"),
        (replace(FINE, is_active=False), "paused; last look at 11:30"),
        (replace(FINE, is_active=False, looked_at=None), "paused"),
        (replace(FINE, is_feed=False), "takes what is added by hand or found elsewhere"),
    ],
)
def test_source_is_said_in_one_clause(looks: Looks, sentence: str) -> None:
    assert plain(say_health(looks, NOW)) == sentence


def test_every_way_in_which_fetching_fails_has_its_words() -> None:
    page = Path(__file__).parents[2] / "docs" / "fetching.md"
    codes = set(re.findall(r"`([a-z-]+)`, for (?:good|now)", page.read_text(encoding="utf-8")))
    assert len(codes) > 15
    assert codes - set(REASONS) == set()


def test_no_two_reasons_look_alike() -> None:
    assert sorted(set(REASONS.values())) == sorted(REASONS.values())


def test_moment_carries_its_exact_time() -> None:
    html = say_health(FINE, NOW)
    assert 'datetime="2026-11-23T14:20:00+00:00"' in html
    assert 'title="Monday 23 November 2026, 14:20:00 UTC"' in html
    assert plain(clock(NOW)) == "23 Nov 2026, 12:00"
    assert clock(None) == ""


def test_reason_that_is_no_word_is_shown_as_text() -> None:
    assert "<script>" not in say_health(replace(FAILING, reason="<script>alert(1)</script>"), NOW)
    assert say_reason("") == "failing"


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (0, ""),
        (60, "asks for at most one look an hour"),
        (180, "asks for at most one look in 3 hours"),
        (90, "asks for at most one look in 1 h 30 min"),
        (7 * 24 * 60, "asks for at most one look in 7 days"),
    ],
)
def test_wait_that_a_feed_asks_for_is_said(minutes: int, sentence: str) -> None:
    assert say_asked(minutes) == sentence


@pytest.mark.parametrize(
    ("named", "known", "sentence"),
    [
        (0, 0, "named no article in the last week"),
        (1, 0, "named 1 article in the last week"),
        (12, 3, "named 12 articles in the last week, 3 of them known already"),
        (1, 1, "named 1 article in the last week, and it was known already"),
        (4, 4, "named 4 articles in the last week, all of them known already"),
    ],
)
def test_week_of_a_feed_is_said(named: int, known: int, sentence: str) -> None:
    assert say_week(named=named, known=known) == sentence


def test_pace_is_said_with_its_reason() -> None:
    assert say_pace(interval=8 * HOUR, asked_minutes=60, failures=3) == "a look every 8 h, after 3 failures in a row"
    assert say_pace(interval=2 * HOUR, asked_minutes=120, failures=0) == "a look every 2 h, as it asks"
    assert say_pace(interval=HOUR, asked_minutes=0, failures=0).startswith("a look every 1 h, by how often")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (HOUR, "1 h"),
        (timedelta(minutes=90), "1 h 30 min"),
        (timedelta(hours=3, minutes=5), "3 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 days"),
        (-HOUR, "1 min"),
    ],
)
def test_span_is_said_in_one_unit(span: timedelta, words: str) -> None:
    assert say_span(span) == words


WELL = Whole(
    due=0,
    running=0,
    oldest=None,
    heard_of=NOW,
    swept_at=NOW,
    held_back="",
    failing_feeds=0,
    feeds=4,
)
LONG_AGO = NOW - timedelta(minutes=12)


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        (WELL, (False, "All that was due is done.")),
        (
            replace(WELL, due=3, oldest=NOW - HOUR / 3),
            (False, "Work goes on; what waits longest has been due for 20 min."),
        ),
        (
            replace(WELL, due=40, heard_of=LONG_AGO, swept_at=LONG_AGO),
            (True, "No worker has worked for 12 min although 40 pieces of work wait: is the worker running?"),
        ),
        (
            replace(WELL, due=1, heard_of=None, swept_at=None),
            (True, "No worker has worked yet although 1 piece of work waits: is the worker running?"),
        ),
        (
            replace(WELL, heard_of=LONG_AGO, swept_at=LONG_AGO),
            (True, "No worker has been heard of for 12 min: are worker and beat running?"),
        ),
        (
            replace(WELL, swept_at=LONG_AGO),
            (True, "The clock has not swept for 12 min: is beat running? What is due is found by its sweep."),
        ),
        (
            replace(WELL, failing_feeds=1),
            (False, "1 of 4 feeds fails; each is looked at again by itself."),
        ),
        (
            replace(WELL, failing_feeds=4, held_back="Fetching is held back."),
            (True, "All 4 feeds fail: does this machine reach the web?"),
        ),
        (replace(WELL, held_back="Fetching is held back."), (False, "Fetching is held back.")),
    ],
)
def test_whole_says_the_worst_first(whole: Whole, first: tuple[bool, str]) -> None:
    assert say_whole(whole, NOW)[0] == first


def test_busy_worker_is_no_silent_one() -> None:
    busy = replace(WELL, due=400, running=2, oldest=NOW - HOUR, heard_of=NOW - timedelta(seconds=100))
    assert not any(is_wrong for is_wrong, _ in say_whole(busy, NOW))
