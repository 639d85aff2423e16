"""What a feed names: which entries are new, which are known, which have changed; decided for a whole feed at once.

However many entries a feed has and however much is kept, it takes the same few queries. Two workers with the same feed
at the same time do no harm: the database takes each entry once.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any, NamedTuple

from django.db import transaction

from negotiations.errors import FetchError
from negotiations.models import Article, Door, Intake, IntakeOutcome, IntakeStage, Packing, QueueState, Source
from negotiations.models.statements import ask, insert_missing
from negotiations.sources.canonical import address_key
from negotiations.sources.feeds import Entry
from negotiations.vocabulary import Precision

OPEN = (QueueState.WAITING.value, QueueState.RUNNING.value)
AFTER_ANOTHER = timedelta(minutes=2)
AGAIN_AFTER = timedelta(hours=1)  # doubled with each change, for some feeds change the words of an entry at every look
MOST_DOUBLINGS = 8
AT_ONCE = 1_000
REPORT = "feed"  # where an intake's report holds what its feed did

_KNOWN = "SELECT entry_key, entry_sha256 FROM negotiations_intake WHERE source_id = %s AND entry_key = ANY(%s)"
_NAMED = """
    SELECT entry_id, entry_key FROM negotiations_intake
    WHERE source_id = %s AND entry_id = ANY(%s) AND entry_id <> ''
"""
_BROUGHT_BY_ANOTHER = """
    SELECT entry_key FROM negotiations_intake
    WHERE entry_key = ANY(%s) AND entry_key <> '' AND state IN ('waiting', 'running') AND source_id <> %s
"""
_ARTICLES = "SELECT address_key, id, snapshot_id FROM negotiations_article WHERE address_key = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a feed's entries. ``empty`` had neither a link nor words, so that there is nothing to take in.

    ``missed`` have changed while a worker was at them; that is for the next look to see.
    """

    new: int = 0
    known: int = 0
    changed: int = 0
    missed: int = 0
    empty: int = 0


class ArticleAt(NamedTuple):
    """An article that stands at an address, and what was last read of it, by their keys."""

    key: int
    snapshot: int | None


def take_entries(*, source: Source, entries: Sequence[Entry], now: datetime) -> Taken:
    """Queue what is new in a feed, note what another feed has brought already, and ask again for what has changed."""
    usable = {key_of(entry): entry for entry in entries if entry.url or _words(entry)}
    hashes: dict[str, str] = dict(ask(_KNOWN, source.pk, list(usable)))
    changed = {key: entry for key, entry in usable.items() if key in hashes and hashes[key] != sha256_of(entry)}
    fresh = {key: entry for key, entry in usable.items() if key not in hashes}
    moved = _moved(source, usable, fresh)
    for entry in moved.values():
        del fresh[key_of(entry)]
    articles = articles_at(entry.url for entry in fresh.values() if entry.url)
    waiting = _waiting(source, fresh)
    made = [
        _columns(entry, article=articles.get(_key_of_address(entry.url)), waits=key in waiting, now=now)
        for key, entry in fresh.items()
    ]
    common = Intake(door=Door.FEED.value, source=source, received_at=now, not_before=now)
    for start in range(0, len(made), AT_ONCE):
        insert_missing(common, made[start : start + AT_ONCE])
    known = sum(row.get("state") == QueueState.DONE.value for row in made)
    asked, missed = _ask_again(source, changed | moved, now)
    return Taken(len(made), known, asked, missed, len(entries) - len(usable))


def settle_by_another(*, intake: Intake, now: datetime) -> bool:
    """Whether an entry that came in while another feed's was waiting needs no download of its own (now, or ever).

    Called by the one who holds the row, which is written if there is nothing to fetch.
    """
    if not intake.report.get(REPORT, {}).get("after-another"):
        return False
    with transaction.atomic():
        return intake.holds_lease() and _settle(intake, now)


def _settle(intake: Intake, now: datetime) -> bool:
    article = Article.objects.filter(address_key=address_key(intake.address)).order_by("pk").first()
    others = Intake.objects.filter(entry_key=intake.entry_key, state__in=OPEN).exclude(source=intake.source_id)
    if article is not None:
        intake.state, intake.outcome, intake.finished_at = QueueState.DONE.value, IntakeOutcome.KNOWN.value, now
        intake.article, intake.snapshot_id = article, article.snapshot_id
    elif others.filter(pk__lt=intake.pk).exists():
        intake.state, intake.not_before = QueueState.WAITING.value, now + AFTER_ANOTHER
        intake.attempts = 0
    else:
        return False
    intake.lease_token = intake.lease_until = None
    intake.save()
    return True


def key_of(entry: Entry) -> str:
    """The entry's key as it is stored; one that is too long is known by its hash."""
    return _stored(entry.key)


def id_of(entry: Entry) -> str:
    """The id that an entry states beside its link, as it is stored; empty where it has no other name than its key."""
    return _stored(entry.id) if entry.id != entry.key else ""


def _stored(name: str) -> str:
    return name if len(name) <= 500 else "sha256:" + hashlib.sha256(name.encode()).hexdigest()


def sha256_of(entry: Entry) -> str:
    """Of what the feed says of an entry, whatever it does with ids and links."""
    said = (entry.title, str(entry.published), entry.summary, entry.content_html or "")
    return hashlib.sha256("\x00".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _columns(entry: Entry, *, article: ArticleAt | None, waits: bool, now: datetime) -> dict[str, Any]:
    """What the row of a new entry has of its own."""
    if article is not None:
        return _said(entry, now) | known_already(article, now)
    if waits:
        return _said(entry, now) | {"not_before": now + AFTER_ANOTHER, "report": {REPORT: {"after-another": True}}}
    return _said(entry, now)


def _said(entry: Entry, now: datetime) -> dict[str, Any]:
    """What the feed says, as columns: an address to fetch, or the words themselves where there is no link."""
    values: dict[str, Any] = {
        "entry_key": key_of(entry),
        "entry_id": id_of(entry),
        "entry_sha256": sha256_of(entry),
        "title": entry.title[:500],
        # The column holds a day; what the feed knows less exactly is left to the page itself.
        "published": entry.published if entry.published_precision is Precision.DAY else None,
    }
    if entry.url:
        return {**values, "stage": IntakeStage.FETCH.value, "address": entry.url[:2000]}
    html = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(entry.title)}</title></head>"
        f"<body><article>{_words(entry)}</article></body></html>"
    )
    kind = "text/html; charset=utf-8"
    body = html.encode("utf-8", "replace")
    read = {"stage": IntakeStage.READ.value, "body": body, "packing": Packing.NONE.value}
    return {**values, **read, "content_type": kind, "fetched_at": now}


def _words(entry: Entry) -> str:
    return entry.content_html or (f"<p>{escape(entry.summary)}</p>" if entry.summary else "")


def known_already(article: ArticleAt, now: datetime) -> dict[str, Any]:
    """The columns of a row whose article is there, so that nothing is to be fetched."""
    return {
        "state": QueueState.DONE.value,
        "outcome": IntakeOutcome.KNOWN.value,
        "finished_at": now,
        "article_id": article.key,
        "snapshot_id": article.snapshot,
        "report": {REPORT: {"reason": "This article had come in already; it was not fetched again."}},
    }


def articles_at(addresses: Iterable[str]) -> dict[str, ArticleAt]:
    """Articles at these addresses, however they are spelled, by ``address_key``: one query at most."""
    keys = {key for address in addresses if (key := _key_of_address(address))}
    return {key: ArticleAt(*rest) for key, *rest in ask(_ARTICLES, list(keys))} if keys else {}


def _waiting(source: Source, fresh: dict[str, Entry]) -> set[str]:
    """Which of these another feed has brought, so that they are about to be fetched."""
    keys = [key for key, entry in fresh.items() if entry.url]
    return {key for (key,) in ask(_BROUGHT_BY_ANOTHER, keys, source.pk)} if keys else set()


def _moved(source: Source, usable: dict[str, Entry], fresh: dict[str, Entry]) -> dict[str, Entry]:
    """Entries with a new link and an id that one entry alone has had, each by the key under which it is known.

    An id that the feed uses twice, now or before, names nothing.
    """
    named = {name: entry for entry in fresh.values() if (name := id_of(entry))}
    if not named:
        return {}
    known = ask(_NAMED, source.pk, list(named))
    uses = Counter(id_of(entry) for entry in usable.values()) + Counter(name for name, _ in known)
    return {key: named[name] for name, key in known if uses[name] == 2 and key not in usable}  # once then, once now


def _ask_again(source: Source, changed: dict[str, Entry], now: datetime) -> tuple[int, int]:
    """Let entries whose words or link have changed wait once more: the same row, perhaps another text.

    Gives how many do, and how many could not be asked because somebody works on them.
    """
    if not changed:
        return 0, 0
    rows = Intake.objects.filter(source=source, entry_key__in=list(changed)).select_for_update(
        skip_locked=True, of=("self",)
    )
    kept = list(rows.exclude(state=QueueState.RUNNING.value).defer("body", "headers"))
    asked = 0
    for row in kept:
        entry = changed[row.entry_key]
        was_seen = bool(row.entry_sha256)
        for name, value in _said(entry, now).items():
            setattr(row, name, value)
        if not was_seen or row.state == QueueState.WAITING.value:
            continue
        asked += 1
        times = row.report.get(REPORT, {}).get("again", 0)
        pause = AGAIN_AFTER * 2 ** min(times, MOST_DOUBLINGS)
        row.not_before = max(now, (row.finished_at or now) + pause) if entry.url else now
        row.report = {REPORT: {"again": times + 1}}
        row.state, row.outcome, row.attempts, row.finished_at = QueueState.WAITING.value, "", 0, None
        row.failing_since = None
        row.error_code = row.error = ""
        row.dismissed_at = row.dismissed_by = None
    for_fetch = [row for row in kept if row.stage == IntakeStage.FETCH.value]
    for_reading = [row for row in kept if row.stage != IntakeStage.FETCH.value]
    Intake.objects.bulk_update(for_fetch, _CHANGED, batch_size=AT_ONCE)
    Intake.objects.bulk_update(for_reading, [*_CHANGED, *_WORDS], batch_size=100)
    return asked, len(changed) - len(kept)


_CHANGED = [
    *("entry_key", "entry_id", "entry_sha256", "title", "published", "stage", "address"),
    *("state", "outcome", "attempts", "not_before", "failing_since"),
    *("finished_at", "report", "error_code", "error", "dismissed_at", "dismissed_by"),
]
_WORDS = ["body", "packing", "content_type", "fetched_at"]


def _key_of_address(address: str | None) -> str:
    try:
        return address_key(address) if address else ""
    except FetchError:
        return ""
