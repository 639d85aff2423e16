"""News that is new and not of talks, as most is: stored and read in a few statements for many texts.

What a text says is found before it is stored, so that the row by which it is read is done from the beginning. Whatever
else a text may be is left to the stages, one text at a time.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.drafting import Read, draft_article
from negotiations.ingest.newcomers import store_newcomers, take_back
from negotiations.models import Reading, Snapshot
from negotiations.models.statements import insert_rows
from negotiations.suggestions.stage import Said, close_unspoken, read_snapshot


def look_into(*, read: Read, lexicon: Lexicon, now: datetime) -> Said:
    """What a text says that is not stored yet, provided that it is a new article. Writes nothing."""
    article = draft_article(read, address=read.intake.address, now=now)
    return read_snapshot(snapshot=Snapshot(article=article, text=read.page.text), lexicon=lexicon)


def store_plain_news(*, texts: Sequence[tuple[Read, Said]], now: datetime) -> set[int]:
    """Store those of the texts that are new and not of talks; gives the keys of their rows.

    Either all of them or none: what the database refuses comes out of here, and LostLease where another worker has one
    of the rows by now.
    """
    plain = {read.intake.pk: (read, said) for read, said in texts if not said.is_of_talks}
    reads = [read for read, _ in plain.values()]
    try:
        with transaction.atomic():
            stored = store_newcomers(reads, now=now)
            insert_rows([_closed(snapshot, plain[pk][1], now) for pk, snapshot in stored.items()])
    except BaseException:
        take_back(reads)
        raise
    return set(stored)


def _closed(snapshot: Snapshot, said: Said, now: datetime) -> Reading:
    reading = Reading(
        snapshot=snapshot, rules=said.findings.rules, created_at=now, published=snapshot.article.published
    )
    close_unspoken(reading=reading, said=said, now=now)
    return reading
