"""What becomes of a text that was read: its article, its snapshot, and what its row says of that.

Nothing is stored here but the source of a publisher that nobody knew.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils.text import slugify

from negotiations.ingest import second_looks
from negotiations.ingest.decide import Intent
from negotiations.ingest.subscribing import NOT_FOR_SOURCES
from negotiations.models import Article, Door, Intake, Packing, QueueState, Snapshot, Source, SourceKind
from negotiations.sources.pages import Page
from negotiations.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Read:
    """A claimed row with the bytes that came, as they were and packed, and the text that was read from them."""

    intake: Intake
    original: bytes
    page: Page
    packed: bytes
    text_sha256: str

    @property
    def title(self) -> str:
        """As the text has it, else as the feed or the editor gave it."""
        return (self.page.title or self.intake.title or "")[:500]


def draft_article(read: Read, *, address: str, now: datetime) -> Article:
    """A new article, to which its source is still to be given."""
    published, precision = _published(read)
    return Article(
        address=address,
        title=read.title,
        author=(read.page.author or "")[:300],
        published=published,
        published_precision=precision.value,
        language=read.page.language or "",
        look_again_at=_look_again_at(read.intake, now),
    )


def draft_snapshot(read: Read, *, article: Article, address: str, now: datetime) -> Snapshot:
    """A new snapshot of an article."""
    intake = read.intake
    fetched = intake.report.get("fetch") or {}
    return Snapshot(
        article=article,
        taken_at=intake.fetched_at or now,
        address=address,
        content_type=intake.content_type,
        status=fetched.get("status"),
        fetched_from=fetched.get("from", "")[:2000],
        headers=intake.headers,
        body=read.packed,
        packing=Packing.ZLIB.value,
        body_sha256=hashlib.sha256(read.original).hexdigest(),
        text=read.page.text,
        text_sha256=read.text_sha256,
        extractor=read.page.extractor,
    )


def be_done(read: Read, *, snapshot: Snapshot, intent: Intent, now: datetime) -> None:
    """Let the row say what became of its text; it is still to be written."""
    intake, page = read.intake, read.page
    intake.article_id, intake.snapshot = snapshot.article_id, snapshot
    intake.outcome, intake.state, intake.finished_at = intent.verdict.value, QueueState.DONE.value, now
    intake.body = None  # the snapshot holds the bytes from here on; of a known text they are held already
    intake.error_code = intake.error = ""
    intake.report["read"] = {
        "verdict": intent.verdict.value,
        "reason": intent.reason,
        "characters": len(page.text),
        "by": page.extractor,
        **({"remarks": list(page.remarks)} if page.remarks else {}),
    }


def find_source(read: Read, *, address: str) -> int:
    """The key of the publisher: the feed's own source, or the one that the page or its host names."""
    intake, page = read.intake, read.page
    if intake.door == Door.FEED or intake.source.kind in (SourceKind.FEED, SourceKind.DISPATCHES):
        return intake.source_id
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    name = page.site_name or host
    if not name:
        return intake.source_id
    slug = slugify(host.replace(".", "-") or name)[:100] or "unnamed"
    slug = f"{slug}-source" if slug in NOT_FOR_SOURCES else slug
    defaults = {
        "name": name[:200],
        "kind": SourceKind.PAGE.value,
        "notice": page.note or "",
        "site_url": f"https://{host}/" if host else "",
    }
    return Source.objects.get_or_create(slug=slug, defaults=defaults)[0].pk


def _look_again_at(intake: Intake, now: datetime) -> datetime | None:
    """When a page that was fetched is to be looked at once more; what was brought here stays as it is."""
    is_of_the_web = bool((intake.report.get("fetch") or {}).get("from"))
    return second_looks.next_look(taken_at=intake.fetched_at or now, now=now) if is_of_the_web else None


def _published(read: Read) -> tuple[date | None, Precision]:
    """What the text says of itself, else what the editor or the feed said; never the clock."""
    if read.page.published is not None:
        return read.page.published, read.page.published_precision
    if read.intake.published is not None:
        return read.intake.published, Precision.DAY
    return None, Precision.UNKNOWN
