"""Articles as reports among others: those that a negotiation rests on, and those that are one story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from negotiations.models import Article, Evidence
from negotiations.timeline.articles import TALKS, ArticleFacts, seen_rows
from negotiations.timeline.evidence import count_origins


@dataclass(frozen=True, slots=True)
class Report:
    """An article among the sources of a negotiation: how many quotes it gave."""

    pk: int
    title: str
    outlet: str
    source: str
    notice: str
    reliability: str
    address: str
    published: date | None
    published_precision: str
    text_sha256: str
    story: int | None
    quotes: int


def load_reports(negotiation: int, *, reviewed_only: bool = False) -> list[Report]:
    """The articles whose words bear out something in a negotiation, newest first, undated last: one query."""
    here = Q(pk__in=[])
    for path in TALKS.values():
        here |= Q(**{path: negotiation})
    evidence = Evidence.objects.filter(seen_rows(reviewed_only=reviewed_only)).filter(here)
    columns = (
        "title",
        "source__name",
        "source__slug",
        "source__notice",
        "source__reliability",
        "address",
        "published",
        "published_precision",
        "snapshot__text_sha256",
        "story_id",
    )
    rows = (
        evidence.order_by()
        .values_list("snapshot__article_id", *(f"snapshot__article__{column}" for column in columns))
        .annotate(quotes=Count("pk", distinct=True))
    )
    reports = []
    for pk, title, outlet, source, notice, reliability, address, *rest in rows:
        link = address if address.startswith(("http://", "https://")) else ""
        reports.append(Report(pk, title or "Untitled", outlet, source, notice, reliability, link, *rest))
    return sorted(
        reports, key=lambda report: (report.published is None, -(report.published or date.min).toordinal(), -report.pk)
    )


def count_outlets(reports: Iterable[Report]) -> int:
    """Distinct publishers."""
    return len({report.source for report in reports})


def count_report_origins(reports: Iterable[Report]) -> int:
    """Independent origins among the articles."""
    return count_origins((report.source, report.text_sha256, report.story) for report in reports)


@dataclass(frozen=True, slots=True)
class SameReport:
    """Another article of the same story."""

    pk: int
    title: str
    outlet: str
    source: str
    published: date | None
    published_precision: str


def load_same_reports(article: ArticleFacts) -> list[SameReport]:
    """The other articles that are the same report, the oldest first, undated ones last: one query, or none."""
    if article.story is None:
        return []
    rows = Article.objects.filter(story=article.story).exclude(pk=article.pk)
    rows = rows.order_by(F("published").asc(nulls_last=True), "pk")
    columns = ("pk", "title", "source__name", "source__slug", "published", "published_precision")
    return [SameReport(pk, title or "Untitled", *rest) for pk, title, *rest in rows.values_list(*columns)]
