"""How a feed is doing, in plain words. Pure: the moments come in from outside."""

from datetime import datetime, timedelta

REASONS = {
    "refused": "refused",
    "not-found": "not found",
    "gone": "gone for good",
    "timeout": "no answer in time",
    "rate-limited": "asked to slow down",
    "unavailable": "unavailable",
    "server-error": "error of the server",
    "not-a-feed": "no feed at this address",
    "empty": "empty answer",
    "binary": "not readable",
    "unsafe-markup": "not readable",
    "private-address": "not a public address",
    "bad-address": "malformed address",
    "too-large": "too large",
}


def say_health(
    *,
    is_feed: bool,
    is_active: bool,
    looked_at: datetime | None,
    changed_at: datetime | None,
    failing_since: datetime | None,
    reason: str,
    next_look: datetime,
    now: datetime,
) -> str:
    """One clause on how a source is doing: ``not modified for 3 h, next look at 14:20``.

    ``reason`` is the code of the last failure; it is said only where ``failing_since`` is set.
    """
    if not is_feed:
        return "takes what is added by hand or found elsewhere"
    if not is_active:
        return "paused" if looked_at is None else f"paused; last look {say_moment(looked_at, now)}"
    ahead = f"next look {say_moment(next_look, now)}" if next_look > now else "next look is due now"
    if looked_at is None:
        return f"not looked at yet; {ahead}"
    if failing_since is not None:
        return f"{REASONS.get(reason, 'failing')} since {say_moment(failing_since, now, since=True)}; {ahead}"
    if changed_at is None:
        return f"answers, and has named no article yet; {ahead}"
    if now - changed_at < timedelta(minutes=2):
        return f"new articles just now; {ahead}"
    return f"nothing new for {say_span(now - changed_at)}; {ahead}"


def say_moment(moment: datetime, now: datetime, *, since: bool = False) -> str:
    """``at 14:20`` today, ``on Tuesday at 14:20`` within a week, else with the date. UTC."""
    day = moment.date()
    if day == now.date():
        return f"{moment:%H:%M}" if since else f"at {moment:%H:%M}"
    if abs((day - now.date()).days) < 7:
        return f"{moment:%A}" if since else f"on {moment:%A} at {moment:%H:%M}"
    return f"{'' if since else 'on '}{day.day} {day:%b %Y}"


def say_span(span: timedelta) -> str:
    """``3 h``, ``12 min``, ``4 days``."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"
