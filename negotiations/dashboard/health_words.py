"""How a feed, and all of ingestion, is doing, in plain words. Pure: numbers and moments come in from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html

from negotiations.templatetags.clocks import say_moment, say_since
from negotiations.vocabulary import Term

REASONS = {
    "bad-address": "malformed address",
    "bad-encoding": "packed so that it cannot be unpacked",
    "binary": "a file that is no text",
    "broken-off": "broken off again and again",
    "broken-response": "broken answer",
    "cut-off": "answer cut off",
    "damaged": "damaged file",
    "empty": "empty answer",
    "error": "failing",
    "fetch-failed": "could not be fetched",
    "gone": "gone for good",
    "http-status": "an answer of no use",
    "is-a-feed": "a feed, not an article",
    "model-answer": "the model gave no usable answer",
    "model-busy": "the model was too busy",
    "model-refused": "the model refused",
    "model-timeout": "no answer of the model in time",
    "model-unreachable": "the model could not be reached",
    "moved-to-known": "moved to a feed that is known already",
    "no-text": "no text in it",
    "not-a-feed": "no feed at this address",
    "not-found": "not found",
    "not-json": "a line that is no JSON",
    "not-readable": "not readable",
    "private-address": "not a public address",
    "rate-limited": "asked to slow down",
    "refused": "refused",
    "robots": "robots.txt asks not to fetch it",
    "robots-unread": "robots.txt could not be read",
    "server-error": "error of the server",
    "timeout": "no answer in time",
    "tls": "no safe connection",
    "too-complex": "markup too complex to be read",
    "too-large": "too large",
    "too-many-redirects": "redirected again and again",
    "unavailable": "unavailable",
    "unforeseen": "something unforeseen",
    "unknown-host": "no host of this name",
    "unreachable": "could not be reached",
    "unsafe-markup": "markup that could do harm",
    "unreadable": "a file that cannot be opened",
    "unsupported-type": "a kind of file that is not read",
    "wrong-kind": "not the kind of file that was named",
    "wrong-encoding": "letters of an unknown encoding",
}

# What is the matter with a host, by the code of its last failure; any other answers, and cannot be used.
_NOT_ANSWERING = "is not answering"
TROUBLES = {
    "broken-response": "breaks off its answers",
    "rate-limited": "asks for fewer requests",
    "server-error": "has an error of its own",
    "timeout": _NOT_ANSWERING,
    "tls": "offers no safe connection",
    "unavailable": "is unavailable",
    "unknown-host": "cannot be found",
    "unreachable": _NOT_ANSWERING,
}


class Condition(Term):
    """How a source stands, worst first."""

    FAILING = "failing"
    SILENT = "silent"
    PAUSED = "paused"
    FINE = "fine"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Looks:
    """What is known of the looks at one source. ``reason`` and ``status`` are those of the last failure.

    ``modified_at`` is the last look that found another body than the one before, ``yielded_at`` the last that found a
    new article; ``is_unchanged``: the last look found the same body, or was told that nothing changed.
    """

    is_feed: bool
    is_active: bool
    next_look: datetime
    is_running: bool = False
    is_unchanged: bool = False
    looked_at: datetime | None = None
    modified_at: datetime | None = None
    yielded_at: datetime | None = None
    failing_since: datetime | None = None
    gone_at: datetime | None = None
    reason: str = ""
    status: int | None = None


def say_health(looks: Looks, now: datetime) -> str:
    """One clause on how a source is doing: ``not modified for 3 h; next look at 14:20``."""
    if not looks.is_feed:
        return "takes what is added by hand or found elsewhere"
    if not looks.is_active:
        if looks.looked_at is None:
            return "paused"
        return format_html("paused; last look {}", say_moment(looks.looked_at, now))
    return format_html("{}; {}", _say_state(looks, now), _say_ahead(looks, now))


def _say_ahead(looks: Looks, now: datetime) -> str:
    if looks.is_running:
        return "being looked at now"
    if looks.next_look > now:
        return format_html("next look {}", say_moment(looks.next_look, now))
    return "next look is due now"


def _say_state(looks: Looks, now: datetime) -> str:
    if looks.looked_at is None:
        return "not looked at yet"
    if looks.gone_at is not None:
        return format_html("gone since {}", say_since(looks.gone_at, now))
    if looks.failing_since is not None:
        status = f": {looks.status}" if looks.status else ""
        return format_html("{} since {}{}", say_reason(looks.reason), say_since(looks.failing_since, now), status)
    if looks.yielded_at is None:
        return "answers, and has named no article yet"
    if looks.is_unchanged and looks.modified_at is not None:
        return format_html("not modified for {}", say_span(now - looks.modified_at))
    if now - looks.yielded_at < timedelta(minutes=2):
        return "new articles just now"
    return format_html("nothing new for {}", say_span(now - looks.yielded_at))


def say_reason(code: str) -> str:
    """The reason of a failure; a code that nobody put into words is said as it is, with blanks."""
    return REASONS.get(code) or code.replace("-", " ") or "failing"


def say_trouble(code: str) -> str:
    """What is the matter with a host, after its name; empty without a code."""
    return TROUBLES.get(code, "gives no usable answer") if code else ""


def say_rest(*, host: str, trouble: str, until: datetime, now: datetime) -> str:
    """``news.example is not answering; asked again at 14:20 UTC.`` Plain, for terminals as well."""
    if trouble:
        return f"{host} {say_trouble(trouble)}; asked again at {say_time(until, now)}."
    return f"{host} is left alone until {say_time(until, now)}, as it asks."


def say_time(moment: datetime, now: datetime) -> str:
    """``14:20 UTC``, on another day than today ``14:20 UTC on 3 Nov``."""
    day = "" if moment.date() == now.date() else f" on {moment.day} {moment:%b}"
    return f"{moment:%H:%M} UTC{day}"


def say_pace(*, interval: timedelta, asked_minutes: int, failures: int) -> str:
    """How often a feed is looked at now, and why: ``a look every 8 h, after 3 failures in a row``."""
    every = f"a look every {say_span(interval)}"
    if failures:
        return f"{every}, after {failures} failure{'' if failures == 1 else 's'} in a row"
    if asked_minutes and timedelta(minutes=asked_minutes) >= interval:
        return f"{every}, as it asks"
    return f"{every}, by how often it brings something new"


def say_asked(minutes: int) -> str:
    """``asks for at most one look an hour``; empty where it asks for nothing."""
    if not minutes:
        return ""
    if minutes % 60 == 0 and minutes < 48 * 60:
        hours = minutes // 60
        return f"asks for at most one look {'an hour' if hours == 1 else f'in {hours} hours'}"
    return f"asks for at most one look in {say_span(timedelta(minutes=minutes))}"


def say_week(*, named: int, known: int) -> str:
    """``named 12 articles in the last week, 3 of them known already``."""
    if not named:
        return "named no article in the last week"
    words = f"named {named} article{'' if named == 1 else 's'} in the last week"
    if not known:
        return words
    if named == known:
        return f"{words}, {'and it was' if named == 1 else 'all of them'} known already"
    return f"{words}, {known} of them known already"


@dataclass(frozen=True, slots=True)
class Whole:
    """What the verdict on all of ingestion rests on. ``heard_of`` is the last sign of any worker."""

    due: int
    running: int
    oldest: datetime | None
    heard_of: datetime | None
    swept_at: datetime | None
    held_back: str
    failing_feeds: int
    feeds: int


QUIET = timedelta(minutes=3)  # a worker with its hands full answers the clock once a minute and a half


def say_whole(whole: Whole, now: datetime) -> list[tuple[bool, str]]:
    """The state of everything in sentences, worst first; True marks what somebody should look after."""
    said: list[tuple[bool, str]] = []
    if whole.heard_of is None or now - whole.heard_of > QUIET:
        said.append((True, _say_silence(whole, now)))
    elif whole.swept_at is None or now - whole.swept_at > QUIET:
        since = "yet" if whole.swept_at is None else f"for {say_span(now - whole.swept_at)}"
        said.append((True, f"The clock has not swept {since}: is beat running? What is due is found by its sweep."))
    all_fail = 1 < whole.failing_feeds == whole.feeds
    if all_fail:
        said.append((True, f"All {whole.feeds} feeds fail: does this machine reach the web?"))
    if whole.held_back:
        said.append((False, whole.held_back))
    if whole.failing_feeds and not all_fail:
        fail = f"feed{'' if whole.feeds == 1 else 's'} fail{'s' if whole.failing_feeds == 1 else ''}"
        said.append((False, f"{whole.failing_feeds} of {whole.feeds} {fail}; each is looked at again by itself."))
    if not any(is_wrong for is_wrong, _ in said):
        if whole.due and whole.oldest is not None:
            waited = say_span(now - whole.oldest)
            said.append((False, f"Work goes on; what waits longest has been due for {waited}."))
        else:
            said.append((False, "All that was due is done."))
    return said


def _say_silence(whole: Whole, now: datetime) -> str:
    since = "yet" if whole.heard_of is None else f"for {say_span(now - whole.heard_of)}"
    if whole.due:
        wait = f"{whole.due:,} piece{' of work waits' if whole.due == 1 else 's of work wait'}"
        return f"No worker has worked {since} although {wait}: is the worker running?"
    return f"No worker has been heard of {since}: are worker and beat running?"


def say_span(span: timedelta) -> str:
    """``12 min``, ``1 h 30 min``, ``3 h``, ``4 days``: exact to about a third."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if 60 < minutes < 120:
        return f"1 h {minutes - 60} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"
