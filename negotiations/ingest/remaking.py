"""Texts made again from their originals, once today's readers read better than those that made them.

Only the present text of an article is made again. Where it comes out differently it is a new snapshot beside the old
one, of the same bytes, which stand once; evidence stays with the snapshot that it was cut from.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from negotiations.errors import NegotiationsError
from negotiations.ingest.changes import follow_text
from negotiations.ingest.stories import lock_stories
from negotiations.models import Article, QueueState, Reading, Remake, RemakeOutcome, Snapshot
from negotiations.sources.originals import READERS, read_original
from negotiations.sources.pages import Page

BY = "; ".join(READERS)
FAILED, WAITING = QueueState.FAILED.value, QueueState.WAITING.value


def outdated(*, older_than: str = "") -> QuerySet[Snapshot]:
    """Present texts that none of today's readers made, or those that a program older than the named one made.

    ``older_than`` is the name of a program with its version ("trafilatura 2.3.1").
    """
    present = Snapshot.objects.filter(Exists(Article.objects.filter(snapshot=OuterRef("pk"))))
    made_by = present.order_by().values_list("extractor", flat=True).distinct()
    if older_than:
        wanted = [name for name in made_by if is_older(name, older_than)]
    else:
        wanted = [name for name in made_by if name not in READERS]
    return present.filter(extractor__in=wanted)


def is_older(extractor: str, than: str) -> bool:
    """Whether both are the same program and the first has the lower version."""
    name, version = _version(extractor)
    other, limit = _version(than)
    return name == other and version < limit


def _version(extractor: str) -> tuple[str, tuple[int, ...]]:
    name = re.split(r"\s+\d", extractor, maxsplit=1)[0]
    return name, tuple(int(part) for part in re.findall(r"\d+", extractor.removeprefix(name)))


def queue_remakes(*, rows: QuerySet[Snapshot], now: datetime) -> int:
    """Let these texts wait to be made again; those that today's readers made again before are left alone.

    What failed then waits once more. Gives how many were added to the queue.
    """
    Remake.objects.filter(readers=BY, state=FAILED, snapshot__in=rows).update(
        state=WAITING, attempts=0, not_before=now, error="", error_code="", finished_at=None
    )
    before = Remake.objects.filter(readers=BY).count()
    waiting: list[Remake] = []
    for pk in rows.order_by("pk").values_list("pk", flat=True).iterator(2_000):
        waiting.append(Remake(snapshot_id=pk, readers=BY, not_before=now))
        if len(waiting) == 1_000:
            Remake.objects.bulk_create(waiting, ignore_conflicts=True)
            waiting.clear()
    Remake.objects.bulk_create(waiting, ignore_conflicts=True)
    return Remake.objects.filter(readers=BY).count() - before


def remake(*, row: Remake, now: datetime) -> None:
    """Make a claimed text again; in one transaction the new snapshot, what follows from it, and that it was done."""
    snapshot = row.snapshot
    try:
        page = read_again(snapshot=snapshot, now=now)
    except NegotiationsError as error:
        _end(row, now, error=error)
        return
    with transaction.atomic():
        if not row.holds_lease():
            return
        if page.text != snapshot.text:
            lock_stories()
        article = Article.objects.select_for_update().get(pk=snapshot.article_id)
        if article.snapshot_id != snapshot.pk:
            row.outcome = RemakeOutcome.OVERTAKEN.value
        elif page.text == snapshot.text:
            row.outcome = RemakeOutcome.SAME.value
        else:
            row.outcome, row.made = RemakeOutcome.CHANGED.value, _replace(article, snapshot, page)
            follow_text(snapshot=row.made, now=now)
            Reading.objects.filter(snapshot=row.made).update(is_again=True)  # new texts go first
        row.state, row.finished_at, row.error, row.error_code = QueueState.DONE.value, now, "", ""
        row.lease_token = row.lease_until = None
        row.save()


def read_again(*, snapshot: Snapshot, now: datetime) -> Page:
    """What today's readers make of a snapshot's original, given the same as those that read it first."""
    was_fetched = snapshot.status is not None or bool(snapshot.headers)
    filename = snapshot.intakes.exclude(filename="").order_by("pk").values_list("filename", flat=True).first()
    return read_original(
        snapshot.original,
        address=(snapshot.address or snapshot.fetched_from) if was_fetched else None,
        content_type=snapshot.content_type,
        filename=filename or "",
        now=now,
    )


def _replace(article: Article, snapshot: Snapshot, page: Page) -> Snapshot:
    """The new snapshot, or an earlier one of the very same text, as the article's present one."""
    text_sha256 = hashlib.sha256(page.text.encode()).hexdigest()
    made, _ = Snapshot.objects.get_or_create(
        article=article,
        text_sha256=text_sha256,
        defaults={
            "remade_from": snapshot.remade_from or snapshot,
            "taken_at": snapshot.taken_at,
            "address": snapshot.address,
            "content_type": snapshot.content_type,
            "status": snapshot.status,
            "fetched_from": snapshot.fetched_from,
            "headers": snapshot.headers,
            "body": b"",
            "body_sha256": snapshot.body_sha256,
            "text": page.text,
            "extractor": page.extractor,
        },
    )
    made.article = article
    article.snapshot = made
    article.save(update_fields=["snapshot"])
    return made


def _end(row: Remake, now: datetime, *, error: NegotiationsError) -> None:
    with transaction.atomic():
        if row.holds_lease():
            row.state, row.finished_at, row.error_code, row.error = FAILED, now, error.code, str(error)
            row.lease_token = row.lease_until = None
            row.save()


def count_remakes() -> dict[str, int]:
    """How many of those that today's readers are to make again came out how, failed, or still wait: one query."""
    rows = Remake.objects.filter(readers=BY).order_by().values_list("state", "outcome").annotate(number=Count("pk"))
    counts = dict.fromkeys((*_outcomes(), "failed", "waiting"), 0)
    for state, outcome, number in rows:
        counts[outcome or ("failed" if state == FAILED else "waiting")] += number
    return counts


def _outcomes() -> Iterable[str]:
    return (outcome.value for outcome in RemakeOutcome)
