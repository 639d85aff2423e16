"""Originals as they are archived: which of them, and what is said of each."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from negotiations.models import Intake, Snapshot
from negotiations.sources.warc import Original

# One snapshot has one identity in every archive, so that a second archive can tell what the first one holds.
_IDENTITIES = uuid.UUID("6f0c1b1e-3d0b-5c55-9a53-8b1f4ad0c0de")
_AT_A_TIME = 10  # each may have 10 MB


def choose_snapshots(
    *, since: datetime | None = None, until: datetime | None = None, source: str = ""
) -> QuerySet[Snapshot]:
    """Snapshots whose bytes were taken at or after ``since`` and before ``until``, of the source with that slug."""
    rows = Snapshot.objects.order_by("pk")
    if since is not None:
        rows = rows.filter(taken_at__gte=since)
    if until is not None:
        rows = rows.filter(taken_at__lt=until)
    return rows.filter(article__source__slug=source) if source else rows


def load_originals(rows: QuerySet[Snapshot]) -> Iterator[Original]:
    """The originals of these snapshots, a few at a time, however many there are.

    What was made again from another's bytes refers to that one, if it is among them, and else brings the bytes along.
    """
    names = Intake.objects.filter(snapshot=OuterRef("pk")).exclude(filename="").order_by("pk").values("filename")[:1]
    known = rows.order_by().values("pk")
    wanted = rows.select_related("article__source").defer("text").annotate(filename=Subquery(names))
    for snapshot in wanted.annotate(base=Subquery(known.filter(pk=OuterRef("remade_from"))[:1])).iterator(_AT_A_TIME):
        yield _describe(snapshot, filename=snapshot.filename or "", stands_already=snapshot.base is not None)


def identity_of(pk: int, body_sha256: str) -> uuid.UUID:
    """The identity of a snapshot's record; even, so that its metadata record can be the odd one beside it."""
    made = uuid.uuid5(_IDENTITIES, f"{pk} {body_sha256}")
    return uuid.UUID(int=made.int & ~1)


def _describe(snapshot: Snapshot, *, filename: str, stands_already: bool) -> Original:
    article, base = snapshot.article, snapshot.remade_from_id
    was_fetched = snapshot.status is not None or bool(snapshot.headers)
    about = {
        "extractor": snapshot.extractor,
        "text-sha256": snapshot.text_sha256,
        "body-sha256": snapshot.body_sha256,
        "canonical-address": snapshot.address,
        "title": article.title,
        "source": article.source.name,
        "published": article.published.isoformat() if article.published else "",
        "published-precision": article.published_precision if article.published else "",
        "filename": filename,
        "article": str(article.pk),
        "snapshot": str(snapshot.pk),
        "remade-from-snapshot": str(base or ""),
    }
    return Original(
        id=identity_of(snapshot.pk, snapshot.body_sha256),
        taken_at=snapshot.taken_at,
        address=snapshot.fetched_from or (snapshot.address if was_fetched else ""),
        status=snapshot.status,
        headers=snapshot.headers,
        content_type=snapshot.content_type,
        body=None if stands_already else snapshot.original,
        about=about,
        same_as=identity_of(base, snapshot.body_sha256) if stands_already and base else None,
    )
