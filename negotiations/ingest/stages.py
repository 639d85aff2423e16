"""The two stages of taking a text in: fetch its bytes, then read them into an article and a snapshot.

A stage gets a row that was claimed. Its effects and the row's next state are written in one transaction, and only while
the lease is still this worker's, so that a stage that runs twice does nothing twice.
"""

import hashlib
from datetime import datetime

from django.db import transaction

from negotiations.errors import NegotiationsError
from negotiations.ingest import second_looks
from negotiations.ingest.asking import Asking, Request
from negotiations.ingest.changes import follow_text
from negotiations.ingest.decide import Intent, Verdict, decide
from negotiations.ingest.drafting import Read, be_done, draft_article, draft_snapshot, find_source
from negotiations.ingest.entries import settle_by_another
from negotiations.ingest.identity import find_place
from negotiations.ingest.patience import wait_for_page
from negotiations.ingest.stories import lock_stories
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
    pack,
)
from negotiations.models.queue import QUEUE_COLUMNS
from negotiations.models.statements import insert_rows
from negotiations.sources.canonical import canonical
from negotiations.sources.http import MayFollow, Response
from negotiations.sources.originals import read_original
from negotiations.sources.pages import Page

MOST_HEADERS, MOST_OF_A_HEADER = 60, 2_000
# What each stage changes in its row.
BY_FETCHING = (
    *(*QUEUE_COLUMNS, "stage", "failing_since", "report"),
    *("address", "fetched_at", "content_type", "headers", "body", "packing"),
)
BY_READING = (*BY_FETCHING, "outcome", "article_id", "snapshot_id", "finished_at")


def fetch(*, intake: Intake, now: datetime, keep: bool = False) -> Asking[None]:
    """Fetch the bytes of an address and pass the row on to be read, unless another feed has just brought it.

    ``keep``: the row stays this worker's.
    """
    if not settle_by_another(intake=intake, now=now):
        yield from download(intake=intake, now=now, keep=keep)


def download(
    *, intake: Intake, now: datetime, keep: bool = False, may_follow: MayFollow | None = None
) -> Asking[NegotiationsError | None]:
    """Like ``fetch``, whatever other feeds brought; gives the error that was written on the row, if any.

    ``may_follow``: see Fetcher.get. What it raises besides our own errors comes out of here, with nothing written.
    """
    try:
        etag, last_modified = second_looks.validators(intake)
        response = yield Request(intake.address, etag, last_modified, may_follow)
    except NegotiationsError as error:
        fail(intake=intake, error=error, now=now)
        return error
    if second_looks.ends_with(intake=intake, response=response, now=now):
        return None
    intake.keep_original(response.body, response.packed)
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


def read(*, intake: Intake, now: datetime) -> Read | None:
    """Read the bytes into a text; None where there is none to be read, and the row says why."""
    original = intake.original
    try:
        page = _page(intake, original, now)
    except NegotiationsError as error:
        fail(intake=intake, error=error, now=now)
        return None
    packed = pack(original) if intake.packing == Packing.NONE else bytes(intake.body or b"")
    return Read(intake, original, page, packed, hashlib.sha256(page.text.encode()).hexdigest())


def keep(*, read: Read, now: datetime, keep: bool = False) -> Reading | None:
    """Keep a text that was read: as a new article, as a new snapshot of a known one, or as nothing new.

    Gives the row by which a new text is to be searched; ``keep``: under this worker's lease already.
    """
    with transaction.atomic():
        return _keep(read, now, keep)


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


def _keep(read: Read, now: datetime, keep: bool) -> Reading | None:
    intake = read.intake
    place = find_place(intake=intake, page=read.page, text_sha256=read.text_sha256)
    if place.article is not None and place.has_moved:
        lock_stories()
        Article.objects.filter(pk=place.article.id).update(address=place.address)
    intent = decide(address=place.address, text_sha256=read.text_sha256, at_address=place.article, with_text=place.copy)
    snapshot, is_another_text = _store(read, intent, address=place.address, now=now)
    if intent.verdict is Verdict.CHANGED and not is_another_text:
        intent = Intent(Verdict.KNOWN, "An earlier text of a known article; it is kept beside the present one.")
    be_done(read, snapshot=snapshot, intent=intent, now=now)
    if not intake.write_under(intake.lease_token, BY_READING):
        transaction.set_rollback(True)
        return None
    if not is_another_text:
        return None
    is_first = intent.verdict is Verdict.NEW
    return follow_text(snapshot=snapshot, now=now, keeper=intake if keep else None, is_first=is_first)


def _store(read: Read, intent: Intent, *, address: str, now: datetime) -> tuple[Snapshot, bool]:
    """The snapshot of this text, and whether by it the article's present text has become another.

    Its article has it as the present one then, which is written with what follows from it.
    """
    if intent.verdict is Verdict.KNOWN and intent.article is not None:
        same = Snapshot.objects.filter(article_id=intent.article, text_sha256=read.text_sha256)
        snapshot = same.select_related("article").defer("body", "text").latest("pk")
        is_other = bool(address) and snapshot.article.snapshot_id != snapshot.pk
        has_changed_back = is_other and _is_latest(snapshot.article, read.intake.fetched_at or now)
        if has_changed_back:
            lock_stories()
            snapshot.article.snapshot = snapshot
        return snapshot, has_changed_back
    if intent.article is None:
        article = draft_article(read, address=address, now=now)
        article.source_id = find_source(read, address=address)
        article.save()
    else:
        lock_stories()
        article = Article.objects.get(pk=intent.article)
    snapshot = draft_snapshot(read, article=article, address=address, now=now)
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
