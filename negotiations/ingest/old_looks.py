"""Looks at feeds are kept for a while; of the older ones stay those that still say how a feed is doing."""

from datetime import datetime, timedelta

from django.db.models import Q

from negotiations.models import Source

KEPT = timedelta(days=90)
# The last of each is kept however long it is ago: something new, another body than before, a move.
_TELLING = (Q(new__gt=0), Q(error_code="", is_unchanged=False), ~Q(moved_to=""))


def forget_old_looks(*, source: Source, now: datetime) -> None:
    """Delete this feed's looks that are older than ``KEPT``, but for those that tell something of today."""
    old = source.fetches.filter(at__lt=now - KEPT)
    if old.exists():
        old.exclude(pk__in=_telling(source)).delete()


def _telling(source: Source) -> list[int]:
    """The last look of each kind, the last success, and the failure with which it began that there was none since."""
    looks = source.fetches.order_by("-at", "-pk")
    rows = [looks.filter(kind).first() for kind in _TELLING]
    success = looks.filter(error_code="").first()
    failures = looks.exclude(error_code="")
    since = failures.filter(at__gt=success.at) if success else failures
    return [row.pk for row in (*rows, success, since.last()) if row is not None]
