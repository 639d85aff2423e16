"""Quotes that are gone from their article, each with what it bears out and what stands in the present text instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Length

from negotiations.models import Evidence, Snapshot
from negotiations.timeline.articles import RECORDS, Borne, describe
from negotiations.timeline.comparing import Change, Comparison, changes_around, compare_texts
from negotiations.timeline.evidence import load_quotes_by_id

MOST_COMPARED = 200_000  # characters of one text; of longer ones the page of changes shows what became of a quote
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class GoneQuote:
    """One quote; ``present`` is the article's snapshot of now, ``changes`` what became of the passage."""

    borne: Borne
    article: int
    older: int
    present: int
    noticed: datetime
    changes: tuple[Change, ...]


def load_gone(rows: QuerySet[Evidence]) -> list[GoneQuote]:
    """Those quotes with their changes, in the order of ``rows``: three queries, whatever their number."""
    found = list(rows.select_related("snapshot__article", *RECORDS).defer("snapshot__body", "snapshot__text"))
    quotes = load_quotes_by_id(row.pk for row in found)
    wanted = {(row.snapshot_id, row.snapshot.article.snapshot_id) for row in found}
    comparisons = _compare({(old, new) for old, new in wanted if new is not None})
    gone = []
    for row in found:
        present, quote = row.snapshot.article.snapshot_id, quotes.get(row.pk)
        if present is None or quote is None or row.gone_at is None:
            continue  # taken back or standing again since the rows were read
        comparison = comparisons.get((row.snapshot_id, present))
        changes = changes_around(comparison, start=row.start, end=row.end) if comparison else []
        borne = describe(row, quote)
        gone.append(
            GoneQuote(
                borne, row.snapshot.article_id, row.snapshot_id, present, row.gone_at, tuple(changes[:MOST_CHANGES])
            )
        )
    return gone


def _compare(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Comparison]:
    """What changed between the snapshots of each pair, those too long for a list left out: one query."""
    pairs = list(pairs)
    texts = Snapshot.objects.filter(pk__in={pk for pair in pairs for pk in pair}).annotate(size=Length("text"))
    known = dict(texts.filter(size__lte=MOST_COMPARED).values_list("pk", "text"))
    return {(old, new): compare_texts(known[old], known[new]) for old, new in pairs if {old, new} <= known.keys()}
