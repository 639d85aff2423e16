"""What follows when the text at an address is another one than before: its story, its quotes, its reading.

Evidence stays with the snapshot that it was cut from. Where its words no longer stand in the article's present text it
is marked with the snapshot that lacks them; where they stand there again, the mark goes.
"""

from datetime import datetime
from typing import Any

from negotiations.extraction.version import RULES
from negotiations.ingest.stories import file_under_story
from negotiations.models import Article, Evidence, Leased, QueueState, Reading, ReadingStage, Snapshot
from negotiations.models.statements import insert_rows


def follow_text(*, snapshot: Snapshot, now: datetime, keeper: Leased | None = None, is_first: bool = False) -> Reading:
    """Follow the change by which this snapshot became its article's present text, be it new or an earlier one.

    Gives the row by which it is read; with ``keeper`` that row is under the same lease already. ``is_first``: the
    article has come in with it, so that there is nothing yet that it could change. To be called last in the
    transaction that changed it.
    """
    article = snapshot.article
    if not is_first:
        mark_quotes(article=article, now=now)
    reading = _let_be_read(snapshot, now, keeper, is_first=is_first)
    file_under_story(article=article, text=snapshot.text)
    return reading


def mark_quotes(*, article: Article, now: datetime) -> None:
    """Mark the evidence whose quote does not stand in the article's present text, and clear the mark where it does."""
    if article.snapshot_id is None:
        return
    quotes = Evidence.objects.filter(snapshot__article=article)
    rows = list(quotes.exclude(snapshot=article.snapshot_id, gone_at=None).values_list("pk", "quote", "gone_at"))
    if not rows:
        return
    text = _on_one_line(Snapshot.objects.values_list("text", flat=True).get(pk=article.snapshot_id))
    stands = {quote: _on_one_line(quote) in text for _, quote, _ in rows}
    back = [pk for pk, quote, gone_at in rows if stands[quote] and gone_at is not None]
    gone = [pk for pk, quote, gone_at in rows if not stands[quote] and gone_at is None]
    quotes.filter(pk__in=back).update(gone_from=None, gone_at=None, gone_settled_at=None)
    quotes.filter(pk__in=gone).update(gone_from=article.snapshot_id, gone_at=now)


def _on_one_line(text: str) -> str:
    """The words with single blanks between them: where a paragraph breaks is the reader's doing, not the author's."""
    return " ".join(text.split())


def draft_reading(*, snapshot: Snapshot, now: datetime, keeper: Leased | None = None) -> Reading:
    """The row by which a new text is to be read, still to be written; ``keeper``: under the same lease already."""
    return Reading(snapshot=snapshot, rules=RULES, created_at=now, **_to_be_read(snapshot, now, keeper))


def _let_be_read(snapshot: Snapshot, now: datetime, keeper: Leased | None, *, is_first: bool) -> Reading:
    """Let the text be read; one that was read before is read anew, for its suggestions were superseded since."""
    known = Reading.objects.filter(snapshot=snapshot, rules=RULES)
    if not is_first and known.update(**_to_be_read(snapshot, now, keeper)):
        return known.get()
    reading = draft_reading(snapshot=snapshot, now=now, keeper=keeper)
    insert_rows([reading])
    return reading


def _to_be_read(snapshot: Snapshot, now: datetime, keeper: Leased | None) -> dict[str, Any]:
    return {
        "stage": ReadingStage.EXTRACT.value,
        "state": QueueState.RUNNING.value if keeper else QueueState.WAITING.value,
        "attempts": 1 if keeper else 0,
        "not_before": now,
        "published": snapshot.article.published,
        "lease_token": keeper.lease_token if keeper else None,
        "lease_until": keeper.lease_until if keeper else None,
        "finished_at": None,
        "error_code": "",
        "error": "",
    }
