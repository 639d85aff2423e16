"""Quotes that are gone from the article that they were cut from: a person says what that means.

Nothing is moved to a near match. Kept, a quote stays with the version of the text that holds it and readers are told
that the present text does not; withdrawn, it bears nothing out any more, and a row with nothing else to rest on is
taken back. Either is in the history with who, when and why.
"""

from datetime import datetime

import pghistory
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from negotiations.errors import NotDecidable, StaleRecord
from negotiations.models import BEARS_OUT, Evidence, Recorded
from negotiations.review.settling import settle
from negotiations.review.showing import lock_record

KEEP, WITHDRAW, REOPEN = "keep-gone", "withdraw-gone", "reopen-gone"


def gone_quotes() -> QuerySet[Evidence]:
    """Evidence that counts, whose words its article's present text lacks, and about which nobody has decided."""
    return Evidence.objects.current().filter(gone_at__isnull=False, gone_settled_at=None)


def settled_quotes() -> QuerySet[Evidence]:
    """Evidence about which somebody has decided, and whose words are still gone; the latest decision first."""
    return Evidence.objects.filter(gone_at__isnull=False, gone_settled_at__isnull=False).order_by("-gone_settled_at")


@transaction.atomic
def keep_quote(*, evidence: int, editor: User, now: datetime, reason: str, seen: int) -> None:
    """Let the evidence stand although its article has changed. ``seen`` is the snapshot that the editor was shown.

    NotDecidable without a reason; StaleRecord where somebody was quicker or the article has changed again.
    """
    if not reason.strip():
        raise NotDecidable("Say why the quote is kept although its article has changed; the reason stands in history.")
    row = _lock(evidence, seen)
    row.gone_settled_at = now
    with pghistory.context(decision=KEEP, reason=reason.strip()[:500], editor=editor.get_username()):
        row.save(update_fields=["gone_settled_at"])


@transaction.atomic
def withdraw_quote(*, evidence: int, editor: User, now: datetime, reason: str, seen: int) -> bool:
    """Take the evidence back; gives whether the row that it bore out was taken back with it.

    StaleRecord as for ``keep_quote``.
    """
    row = _lock(evidence, seen)
    row.gone_settled_at = row.retracted_at = now
    record = _borne_out(row)
    with pghistory.context(decision=WITHDRAW, reason=reason.strip()[:500], editor=editor.get_username()):
        row.save(update_fields=["gone_settled_at", "retracted_at"])
        settle([record], now=now)
    return not Evidence.objects.current().filter(**{_arc(row): record}).exists()


@transaction.atomic
def reopen_quote(*, evidence: int, editor: User, now: datetime) -> None:
    """Take the latest decision about a gone quote back: the evidence counts again, and the question stands again."""
    lock_record()
    row = settled_quotes().select_for_update().filter(pk=evidence).first()
    if row is None:
        raise StaleRecord("There is no decision about this quote any more; nothing was changed.")
    withdrawn_so = row.retracted_at is not None and row.retracted_at == row.gone_settled_at
    row.gone_settled_at = None
    if withdrawn_so:
        row.retracted_at = None
    with pghistory.context(decision=REOPEN, reason="", editor=editor.get_username()):
        row.save(update_fields=["gone_settled_at", "retracted_at"])
        if withdrawn_so:
            settle([_borne_out(row)], now=now)


def last_said(quotes: QuerySet[Evidence]) -> dict[int, dict[str, str]]:
    """By evidence: ``editor``, ``decision`` and ``reason`` of the decision that settled it. One query."""
    events = apps.get_model("negotiations", "EvidenceEvent")._default_manager.filter(
        pgh_obj__in=quotes, gone_settled_at=F("pgh_obj__gone_settled_at"), pgh_context__isnull=False
    )
    rows = events.order_by("pgh_id").values_list("pgh_obj_id", "pgh_context__metadata")
    return {pk: {name: str(said.get(name, "")) for name in ("editor", "decision", "reason")} for pk, said in rows}


def _lock(pk: int, seen: int) -> Evidence:
    lock_record()
    row = Evidence.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.gone_from_id is None:
        raise StaleRecord("The quote stands in its article again; nothing was changed.")
    if row.retracted_at is not None or row.gone_settled_at is not None:
        raise StaleRecord("Somebody else has decided about this quote; nothing was changed.")
    if row.snapshot.article.snapshot_id != seen:
        raise StaleRecord("The article has changed again since you looked; look at it once more. Nothing was changed.")
    return row


def _arc(row: Evidence) -> str:
    return next(name for name in BEARS_OUT if getattr(row, f"{name}_id") is not None)


def _borne_out(row: Evidence) -> Recorded:
    record: Recorded = getattr(row, _arc(row))
    return record
