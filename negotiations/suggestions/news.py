"""Texts that are new, as most are: stored in a few statements for many of them.

What a text says is found before it is stored. So the row by which it is read is done from the beginning where the text
reports no talks, and else waits for nothing but what is to be suggested from it. Whatever is not new is left to the
stages, one text at a time.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.changes import draft_reading
from negotiations.ingest.drafting import Read, draft_article
from negotiations.ingest.newcomers import store_newcomers, take_back
from negotiations.models import Reading, Snapshot
from negotiations.models.statements import insert_rows
from negotiations.suggestions.stage import Said, close_unspoken, read_snapshot


def look_into(*, read: Read, lexicon: Lexicon, now: datetime) -> Said:
    """What a text says that is not stored yet, provided that it is a new article. Writes nothing."""
    article = draft_article(read, address=read.intake.address, now=now)
    return read_snapshot(snapshot=Snapshot(article=article, text=read.page.text), lexicon=lexicon)


def store_news(*, texts: Sequence[tuple[Read, Said]], now: datetime) -> dict[int, Reading]:
    """Store those of the texts that are new; gives the rows by which they are read, by the keys of their intakes.

    A text of talks is still to be entered, under the lease of its intake. Either all are stored or none: what the
    database refuses comes out of here, and LostLease where another worker has one of the rows by now.
    """
    reads = [read for read, _ in texts]
    said = {read.intake.pk: what for read, what in texts}
    try:
        with transaction.atomic():
            stored = store_newcomers(reads, now=now)
            readings = {
                read.intake.pk: _reading(read, stored[read.intake.pk], said[read.intake.pk], now)
                for read in reads
                if read.intake.pk in stored
            }
            insert_rows(list(readings.values()))
    except BaseException:
        take_back(reads)
        raise
    return readings


def _reading(read: Read, snapshot: Snapshot, said: Said, now: datetime) -> Reading:
    reading = draft_reading(snapshot=snapshot, now=now, keeper=read.intake)
    if not said.is_of_talks:
        close_unspoken(reading=reading, said=said, now=now)
    return reading
