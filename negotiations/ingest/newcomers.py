"""Articles that nobody has seen before, stored in a few statements for many of them.

What is known at its address, claims another, is a second look or an entry that was taken in before is left to
``stages.keep``, which says the same of one text at a time.
"""

from collections.abc import Sequence
from datetime import datetime

from negotiations.ingest.decide import NEWCOMER
from negotiations.ingest.drafting import Read, be_done, draft_article, draft_snapshot, find_source
from negotiations.ingest.identity import new_places
from negotiations.ingest.stages import BY_READING
from negotiations.ingest.stories import file_newcomers, note_sketch
from negotiations.models import QueueState, Snapshot
from negotiations.models.statements import draw_keys, insert_rows, update_rows

_STILL_HELD = "before.state = 'running' AND before.lease_token = now.lease_token"


class LostLease(Exception):  # noqa: N818 — no error: another worker has the row by now
    """One of the rows is no longer this worker's; nothing of the transaction may stand."""


def store_newcomers(reads: Sequence[Read], *, now: datetime) -> dict[int, Snapshot]:
    """Store those of the texts that are new; gives their snapshots, with their articles, by the keys of their rows.

    Until the transaction ends nobody else files an article. LostLease where another worker has one of the rows by now.
    """
    places = new_places((read.intake, read.page) for read in reads)
    new = [read for read in reads if read.intake.pk in places]
    if not new:
        return {}
    snapshots = [_draft(read, address=places[read.intake.pk], now=now) for read in new]
    draw_keys(snapshots)
    for snapshot in snapshots:
        snapshot.article.snapshot = snapshot
    insert_rows([snapshot.article for snapshot in snapshots])
    insert_rows(snapshots)
    for read, snapshot in zip(new, snapshots, strict=True):
        be_done(read, snapshot=snapshot, intent=NEWCOMER, now=now)
    if update_rows([read.intake for read in new], BY_READING, _STILL_HELD) < len(new):
        raise LostLease
    file_newcomers([snapshot.article for snapshot in snapshots])
    return {read.intake.pk: snapshot for read, snapshot in zip(new, snapshots, strict=True)}


def take_back(reads: Sequence[Read]) -> None:
    """Let those of the rows that were newcomers be as before a transaction that was undone."""
    for intake in (read.intake for read in reads if read.intake.state == QueueState.DONE):
        intake.article = intake.snapshot = intake.finished_at = None
        intake.outcome, intake.state = "", QueueState.RUNNING.value
        intake.report.pop("read", None)


def _draft(read: Read, *, address: str, now: datetime) -> Snapshot:
    article = draft_article(read, address=address, now=now)
    article.source_id = find_source(read, address=address)
    note_sketch(article=article, text=read.page.text)
    return draft_snapshot(read, article=article, address=address, now=now)
