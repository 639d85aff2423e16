"""Texts that are new, as most are: stored in a few statements for many of them.

What a text says is found before it is stored, and is suggested with it. So the row by which it is read is done from the
beginning where the text reports no talks, and else waits to be entered. Whatever is not new is left to the stages, one
text at a time.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from negotiations.extraction.lexicon import Lexicon
from negotiations.ingest.changes import draft_reading
from negotiations.ingest.drafting import Read, draft_article
from negotiations.ingest.newcomers import store_newcomers, take_back
from negotiations.models import Reading, Snapshot, Suggestion
from negotiations.models.statements import insert_rows
from negotiations.suggestions.stage import Said, draft_rows, let_be_read_by, pass_on, read_snapshot
from negotiations.suggestions.talks import Talks


def look_into(*, read: Read, lexicon: Lexicon, now: datetime) -> Said:
    """What a text says that is not stored yet, provided that it is a new article. Writes nothing."""
    article = draft_article(read, address=read.intake.address, now=now)
    return read_snapshot(snapshot=Snapshot(article=article, text=read.page.text), lexicon=lexicon)


def store_news(*, texts: Sequence[tuple[Read, Said]], now: datetime, also_by: str = "") -> set[int]:
    """Store those of the texts that are new, and suggest what they say; gives the keys of their intakes.

    ``also_by`` as for ``enter_said``. Either all are stored or none: what the database refuses comes out of here, and
    LostLease where another worker has one of the rows by now.
    """
    reads = [read for read, _ in texts]
    try:
        with transaction.atomic():
            stored = store_newcomers(reads, now=now)
            new = [(stored[read.intake.pk], said) for read, said in texts if read.intake.pk in stored]
            _suggest(new, now, also_by)
    except BaseException:
        take_back(reads)
        raise
    return set(stored)


def _suggest(texts: Sequence[tuple[Snapshot, Said]], now: datetime, also_by: str) -> None:
    """Nobody else can have suggested anything from these texts: the rows by which they are read are read already."""
    talks, readings, rows = Talks(), list[Reading](), list[Suggestion]()
    for snapshot, said in texts:
        reading = draft_reading(snapshot=snapshot, now=now)
        negotiation, filed = talks.file(said.drafts, said.findings)
        own = draft_rows(reading, said.drafts, negotiation=negotiation, note="" if negotiation else filed)
        report = {"suggestions": len(own), "superseded": 0, "filed": filed}
        pass_on(reading, said, report, now=now, is_done=not own)
        readings.append(reading)
        rows += own
        if own and also_by:
            let_be_read_by(also_by, reading, now)
    insert_rows(readings)
    insert_rows(rows)
