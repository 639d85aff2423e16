"""Moments as people read them: short in the text, exact on hover, in the reader's own zone where scripts run."""

from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def clock(moment: datetime | None) -> str:
    """``23 Nov 2026, 14:20`` in UTC; a script on the page puts it into the reader's zone."""
    return "" if moment is None else _tag(moment, f"{moment.day} {moment:%b %Y, %H:%M}", "full")


def say_moment(moment: datetime, now: datetime) -> SafeString:
    """``at 14:20`` today, ``on Tuesday at 14:20`` within a week, else ``on 3 Nov 2026``."""
    if _is_same_day(moment, now):
        words = f"at {moment:%H:%M}"
    elif _is_near(moment, now):
        words = f"on {moment:%A} at {moment:%H:%M}"
    else:
        words = f"on {moment.day} {moment:%b %Y}"
    return _tag(moment, words, "at")


def say_since(moment: datetime, now: datetime) -> SafeString:
    """What follows "since": ``14:20`` today, ``Tuesday`` within a week, else ``3 Nov 2026``."""
    if _is_same_day(moment, now):
        words = f"{moment:%H:%M}"
    else:
        words = f"{moment:%A}" if _is_near(moment, now) else f"{moment.day} {moment:%b %Y}"
    return _tag(moment, words, "since")


def _is_same_day(moment: datetime, now: datetime) -> bool:
    return moment.date() == now.date()


def _is_near(moment: datetime, now: datetime) -> bool:
    return abs((moment.date() - now.date()).days) < 7


def _tag(moment: datetime, words: str, form: str) -> SafeString:
    exact = moment.astimezone(UTC)
    title = f"{exact:%A} {exact.day} {exact:%B %Y, %H:%M:%S} UTC"
    return format_html(
        '<time datetime="{}" title="{}" data-clock="{}">{}</time>', exact.isoformat(), title, form, words
    )
