"""Second looks: an article that bears something out is fetched again after a day and after a week.

Corrections seldom touch what a feed says of an entry. So an article that was fetched carries the time of its next look
from the beginning; when it comes, and there is current evidence, a row waits to be fetched like any other page, under
the same politeness. Fresh pages go first: looks are queued when nothing else is due, a few at a time, and only at hosts
that rest neither and have no page waiting. Each look is one question, conditional where the server gave something to
ask by. What it finds changed is a new snapshot; whatever else comes of it ends the look and leaves the article alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from negotiations.errors import NegotiationsError
from negotiations.ingest.hosts import host_of
from negotiations.ingest.ways import turn_back
from negotiations.models import (
    Article,
    Door,
    Evidence,
    Host,
    Intake,
    IntakeOutcome,
    IntakeStage,
    QueueState,
    Snapshot,
)
from negotiations.sources.canonical import canonical
from negotiations.sources.http import Response

AFTER = (timedelta(days=1), timedelta(days=7))  # since the article was taken in
AT_ONCE = 10
LATER = timedelta(minutes=10)
REPORT = "look"  # where an intake's report holds by what it asks and how it ended
OPEN = (QueueState.WAITING.value, QueueState.RUNNING.value)


def next_look(*, taken_at: datetime, now: datetime) -> datetime | None:
    """When an article that was taken in then is to be looked at next; None where that is over."""
    return next((taken_at + after for after in AFTER if taken_at + after > now), None)


def queue_second_looks(*, now: datetime) -> int:
    """Let some of the articles whose time has come wait to be fetched; gives for how many it was decided.

    Where a host has other things to do, its articles wait a little longer.
    """
    with transaction.atomic():
        articles = _due(now)
        if not articles:
            return 0
        evident = _evident(articles)
        taken_hosts = _busy({_host(article) for article in articles}, now)
        for article in articles:
            host = _host(article)
            article.look_again_at = next_look(taken_at=article.first_taken_at, now=now)
            if article.pk not in evident or not host:
                continue
            if host in taken_hosts:
                article.look_again_at = now + LATER
                continue
            taken_hosts.add(host)
            _queue(article, now)
        Article.objects.bulk_update(articles, ["look_again_at"])
    return len(articles)


def validators(intake: Intake) -> tuple[str | None, str | None]:
    """ETag and Last-Modified by which a page is asked whether it has changed; None in a first request."""
    asks = intake.report.get(REPORT, {}) if intake.door == Door.SECOND_LOOK else {}
    return asks.get("etag"), asks.get("last-modified")


def ends_with(*, intake: Intake, response: Response, now: datetime) -> bool:
    """Whether a second look ends with this answer: nothing has changed, or the address leads to another page by now."""
    if intake.door != Door.SECOND_LOOK:
        return False
    if response.not_modified:
        _end(intake, "It has not changed.", now, status=response.status)
    elif canonical(response.final_url) != intake.report[REPORT]["of"]:
        _end(intake, f"It leads to {response.final_url} by now.", now, status=response.status)
    else:
        return False
    return True


def ends_by(*, intake: Intake, error: NegotiationsError, now: datetime) -> bool:
    """Whether this failure ends a second look; the article is as it was, and there is nothing to be mended."""
    if intake.door != Door.SECOND_LOOK:
        return False
    _end(intake, f"It could not be looked at again: {error}", now)
    return True


def _due(now: datetime) -> Sequence[Any]:
    """Articles whose time has come, locked, with their present snapshot and when they were first taken in."""
    first = Snapshot.objects.filter(article=OuterRef("pk")).order_by("taken_at").values("taken_at")[:1]
    rows = Article.objects.filter(look_again_at__lte=now).order_by("look_again_at", "pk")
    wanted = ("source_id", "title", "published", "snapshot", "snapshot__fetched_from", "snapshot__headers")
    rows = rows.select_related("snapshot").only("look_again_at", *wanted).annotate(first_taken_at=Subquery(first))
    return list(rows.select_for_update(skip_locked=True, of=("self",), no_key=True)[:AT_ONCE])


def _evident(articles: Sequence[Article]) -> set[int]:
    """Those of them that bear something out today."""
    evidence = Evidence.objects.current().filter(snapshot__article__in=articles).order_by()
    return set(evidence.values_list("snapshot__article", flat=True))


def _host(article: Article) -> str:
    return host_of(article.snapshot.fetched_from) if article.snapshot else ""


def _busy(hosts: set[str], now: datetime) -> set[str]:
    """Those that have pages waiting, are being asked or rest."""
    waiting = Intake.objects.filter(host__in=hosts, stage=IntakeStage.FETCH.value, state__in=OPEN).order_by()
    resting = Host.objects.filter(name__in=hosts, next_visit_at__gt=now).order_by()
    return {*waiting.values_list("host", flat=True).distinct(), *resting.values_list("name", flat=True)}


def _queue(article: Article, now: datetime) -> None:
    """Both looks at an article are one row: whoever plans them holds the article."""
    snapshot = article.snapshot
    assert snapshot is not None  # noqa: S101 — without it there is no host
    asks = {name: snapshot.headers.get(name) for name in ("etag", "last-modified")}
    Intake.objects.update_or_create(
        door=Door.SECOND_LOOK.value,
        article=article,
        defaults={
            "source_id": article.source_id,
            "stage": IntakeStage.FETCH.value,
            "state": QueueState.WAITING.value,
            "address": snapshot.fetched_from,
            "title": article.title,
            "published": article.published,
            "attempts": 0,
            "failing_since": None,
            "received_at": now,
            "not_before": now,
            "finished_at": None,
            "outcome": "",
            "error": "",
            "error_code": "",
            "lease_token": None,
            "lease_until": None,
            "report": {REPORT: {**asks, "of": canonical(snapshot.fetched_from)}},
        },
    )


def _end(intake: Intake, reason: str, now: datetime, *, status: int | None = None) -> None:
    with transaction.atomic():
        if not intake.holds_lease():
            return
        intake.report[REPORT] |= {"reason": reason, "status": status}
        turn_back(intake)
        intake.state, intake.outcome, intake.finished_at = QueueState.DONE.value, IntakeOutcome.KNOWN.value, now
        intake.body = None
        intake.error_code = intake.error = ""
        intake.lease_token = intake.lease_until = None
        intake.save()
