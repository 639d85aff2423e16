"""The two stages of taking a text in: fetch its bytes, then read them into an article and a snapshot.

A stage gets a row that was claimed. Its effects and the row's next state are written in one transaction, and only while
the lease is still this worker's, so that a stage that runs twice does nothing twice.
"""

import hashlib
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify

from negotiations.errors import NegotiationsError
from negotiations.ingest import second_looks
from negotiations.ingest.changes import follow_text
from negotiations.ingest.decide import Intent, Verdict, decide
from negotiations.ingest.entries import settle_by_another
from negotiations.ingest.identity import find_place
from negotiations.ingest.patience import wait_for_page
from negotiations.ingest.stories import lock_stories
from negotiations.ingest.subscribing import NOT_FOR_SOURCES
from negotiations.ingest.ways import WAY, turn_back
from negotiations.models import (
    Article,
    Door,
    Intake,
    IntakeStage,
    Packing,
    QueueState,
    Reading,
    Snapshot,
    Source,
    SourceKind,
    pack,
)
from negotiations.models.queue import QUEUE_COLUMNS
from negotiations.models.statements import insert_rows
from negotiations.sources.canonical import canonical
from negotiations.sources.http import Fetcher, MayFollow, Response
from negotiations.sources.originals import read_original
from negotiations.sources.pages import Page
from negotiations.vocabulary import Precision

MOST_HEADERS, MOST_OF_A_HEADER = 60, 2_000
# What each stage changes in its row.
BY_FETCHING = (
    *(*QUEUE_COLUMNS, "stage", "failing_since", "report"),
    *("address", "fetched_at", "content_type", "headers", "body", "packing"),
)
BY_READING = (*BY_FETCHING, "outcome", "article_id", "snapshot_id", "finished_at")


def fetch(*, intake: Intake, fetcher: Fetcher, now: datetime, keep: bool = False) -> None:
    """Fetch the bytes of an address and pass the row on to be read, unless another feed has just brought it.

    ``keep``: the row stays this worker's.
    """
    if not settle_by_another(intake=intake, now=now):
        download(intake=intake, fetcher=fetcher, now=now, keep=keep)


def download(
    *, intake: Intake, fetcher: Fetcher, now: datetime, keep: bool = False, may_follow: MayFollow | None = None
) -> NegotiationsError | None:
    """Like ``fetch``, whatever other feeds brought; gives the error that was written on the row, if any.

    ``may_follow``: see Fetcher.get. What it raises besides our own errors comes out of here, with nothing written.
    """
    try:
        etag, last_modified = second_looks.validators(intake)
        response = fetcher.get(intake.address, etag, last_modified, may_follow=may_follow)
    except NegotiationsError as error:
        fail(intake=intake, error=error, now=now)
        return error
    if second_looks.ends_with(intake=intake, response=response, now=now):
        return None
    intake.body, intake.packing = pack(response.body), Packing.ZLIB.value
    intake.content_type = (response.content_type or "")[:200]
    intake.headers = _headers(response)
    intake.address = canonical(response.final_url)
    intake.fetched_at = now
    report = {"status": response.status, "bytes": len(response.body), "from": response.final_url}
    if way := intake.report.pop(WAY, None):
        report["by"] = way
    intake.report["fetch"] = report
    _pass_on(intake, now=now, keep=keep)
    return None


def read(*, intake: Intake, now: datetime, keep: bool = False) -> Reading | None:
    """Read the bytes into a page and keep it: a new article, a new snapshot of a known one, or nothing new.

    Gives the row by which a new text is to be read; ``keep``: under this worker's lease already.
    """
    original = intake.original
    try:
        page = _page(intake, original, now)
    except NegotiationsError as error:
        fail(intake=intake, error=error, now=now)
        return None
    with transaction.atomic():
        return _keep(intake, original, page, now, keep)


def fail(*, intake: Intake, error: NegotiationsError, now: datetime) -> None:
    """Write down why a stage failed; what may pass by itself is tried again, ever later, while patience lasts."""
    if second_looks.ends_by(intake=intake, error=error, now=now):
        return
    with transaction.atomic():
        if not intake.holds_lease():
            return
        intake.error_code, intake.error = error.code, str(error)
        intake.failing_since = intake.failing_since or now
        wait = wait_for_page(error, waited=now - intake.failing_since, is_from_feed=intake.door == Door.FEED)
        if wait is None:
            intake.state, intake.finished_at = QueueState.FAILED.value, now
        else:
            intake.state, intake.not_before = QueueState.WAITING.value, now + wait
            intake.attempts = 1  # only those are counted of which nobody knows how they ended
        turn_back(intake)
        intake.lease_token = intake.lease_until = None
        intake.save()


def _page(intake: Intake, original: bytes, now: datetime) -> Page:
    return read_original(
        original,
        address=intake.address if intake.report.get("fetch") else None,
        content_type=intake.content_type,
        filename=intake.filename,
        now=now,
    )


def _headers(response: Response) -> dict[str, str]:
    """What came with the bytes, within reason; cookies are nobody's business but the server's."""
    kept = [(name[:100], value[:MOST_OF_A_HEADER]) for name, value in response.headers.items() if name != "set-cookie"]
    return dict(kept[:MOST_HEADERS])


def _pass_on(intake: Intake, *, now: datetime, keep: bool) -> None:
    """On to be read, if the lease is still ours. A row that its worker keeps is its first attempt at reading it.

    What is kept is written together with what is read from it. Only where work on the row was broken off before it is
    written at once: should it be the reading that breaks off, an editor finds the bytes.
    """
    token, was_broken_off = intake.lease_token, intake.attempts > 1
    intake.stage, intake.not_before, intake.failing_since = IntakeStage.READ.value, now, None
    intake.error_code = intake.error = ""
    if keep:
        intake.attempts = 1
    else:
        intake.state, intake.attempts = QueueState.WAITING.value, 0
        intake.lease_token = intake.lease_until = None
    if was_broken_off or not keep:
        intake.write_under(token, BY_FETCHING)


def _keep(intake: Intake, original: bytes, page: Page, now: datetime, keep: bool) -> Reading | None:
    text_sha256 = hashlib.sha256(page.text.encode()).hexdigest()
    place = find_place(intake=intake, page=page, text_sha256=text_sha256)
    address = place.address
    if place.article is not None and place.has_moved:
        lock_stories()
        Article.objects.filter(pk=place.article.id).update(address=address)
    intent = decide(address=address, text_sha256=text_sha256, at_address=place.article, with_text=place.copy)
    snapshot, is_another_text = _store(
        intake, original, page, intent, address=address, text_sha256=text_sha256, now=now
    )
    if intent.verdict is Verdict.CHANGED and not is_another_text:
        intent = Intent(Verdict.KNOWN, "An earlier text of a known article; it is kept beside the present one.")
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
    if not intake.write_under(intake.lease_token, BY_READING):
        transaction.set_rollback(True)
        return None
    if not is_another_text:
        return None
    is_first = intent.verdict is Verdict.NEW
    return follow_text(snapshot=snapshot, now=now, keeper=intake if keep else None, is_first=is_first)


def _store(
    intake: Intake, original: bytes, page: Page, intent: Intent, *, address: str, text_sha256: str, now: datetime
) -> tuple[Snapshot, bool]:
    """The snapshot of this text, and whether by it the article's present text has become another.

    Its article has it as the present one then, which is written with what follows from it.
    """
    if intent.verdict is Verdict.KNOWN and intent.article is not None:
        same = Snapshot.objects.filter(article_id=intent.article, text_sha256=text_sha256).select_related("article")
        snapshot = same.defer("body", "text").latest("pk")
        is_other = bool(address) and snapshot.article.snapshot_id != snapshot.pk
        has_changed_back = is_other and _is_latest(snapshot.article, intake.fetched_at or now)
        if has_changed_back:
            lock_stories()
            snapshot.article.snapshot = snapshot
        return snapshot, has_changed_back
    if intent.article is None:
        published, precision = _published(intake, page)
        article = Article.objects.create(
            source_id=_source(intake, page, address),
            address=address,
            title=(page.title or intake.title or "")[:500],
            author=(page.author or "")[:300],
            published=published,
            published_precision=precision.value,
            language=page.language or "",
            look_again_at=_look_again_at(intake, now),
        )
    else:
        lock_stories()
        article = Article.objects.get(pk=intent.article)
    fetched = intake.report.get("fetch") or {}
    snapshot = Snapshot(
        article=article,
        taken_at=intake.fetched_at or now,
        address=address,
        content_type=intake.content_type,
        status=fetched.get("status"),
        fetched_from=fetched.get("from", "")[:2000],
        headers=intake.headers,
        body=pack(original) if intake.packing == Packing.NONE else intake.body,
        packing=Packing.ZLIB.value,
        body_sha256=hashlib.sha256(original).hexdigest(),
        text=page.text,
        text_sha256=text_sha256,
        extractor=page.extractor,
    )
    insert_rows([snapshot])
    is_latest = _is_latest(article, snapshot.taken_at)
    if is_latest:
        article.snapshot = snapshot
    return snapshot, is_latest


def _is_latest(article: Article, taken_at: datetime) -> bool:
    """Whether what was taken then is the article's present text: an archive may bring what it was long before."""
    if article.snapshot_id is None:
        return True
    return taken_at >= Snapshot.objects.values_list("taken_at", flat=True).get(pk=article.snapshot_id)


def _look_again_at(intake: Intake, now: datetime) -> datetime | None:
    """When a page that was fetched is to be looked at once more; what was brought here stays as it is."""
    is_of_the_web = bool((intake.report.get("fetch") or {}).get("from"))
    return second_looks.next_look(taken_at=intake.fetched_at or now, now=now) if is_of_the_web else None


def _published(intake: Intake, page: Page) -> tuple[date | None, Precision]:
    """What the text says of itself, else what the editor or the feed said; never the clock."""
    if page.published is not None:
        return page.published, page.published_precision
    if intake.published is not None:
        return intake.published, Precision.DAY
    return None, Precision.UNKNOWN


def _source(intake: Intake, page: Page, address: str) -> int:
    """The key of the publisher: the feed's own source, or the one that the page or its host names."""
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
