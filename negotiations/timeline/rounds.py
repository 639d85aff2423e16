"""One round as a brief: its summary with numbered references, who sat there, what moved, and the reports behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from negotiations.models import (
    Evidence,
    RoundSummary,
    SentenceReference,
    SummarySentence,
    SummaryState,
    TalkRound,
)
from negotiations.timeline.entries import Entry
from negotiations.timeline.evidence import (
    Bundle,
    Quote,
    counts_for_readers,
    group_by_sentence,
    load_quotes,
    load_quotes_by_id,
)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is known of a round beside its entry in the timeline."""

    pk: int
    format: str
    initiated_by: str
    strategy: str
    level: str
    country: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the summary with the numbers of its references; ``reviewed``: a person has decided about each."""

    topic: str
    text: str
    notes: tuple[int, ...]
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which version of a summary, and when."""

    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Brief:
    """A round summary: sentences, and the quotes that they refer to, numbered from 1.

    ``overtaken`` is the approval of an earlier version that no longer holds, as something under it has changed.
    """

    pk: int
    version: int
    state: str
    written_at: datetime
    approval: Approval | None
    overtaken: Approval | None
    sentences: tuple[Sentence, ...]
    notes: tuple[Quote, ...]

    @property
    def unreviewed(self) -> int:
        """How many sentences rest, at least in part, on what no person has decided about."""
        return sum(not sentence.reviewed for sentence in self.sentences)


def load_round_facts(negotiation: int, number: int, *, reviewed_only: bool = False) -> RoundFacts | None:
    """The round of that number if it is seen: one query."""
    rows = TalkRound.objects.filter(negotiation=negotiation, number=number).visible(reviewed_only=reviewed_only)
    row = rows.values_list("pk", "format", "initiated_by", "strategy", "level", "country").first()
    return RoundFacts(*row) if row else None


def load_brief(round_id: int, *, reviewed_only: bool = False) -> Brief | None:
    """The newest summary that is not taken back (if asked so: that a person has approved): at most four queries.

    A sentence whose evidence is all taken back is left out. An approved one is whole, also where nobody has reviewed
    what is under it by itself.
    """
    kept = RoundSummary.objects.filter(round=round_id).exclude(state=SummaryState.RETRACTED.value)
    if reviewed_only:
        kept = kept.filter(state=SummaryState.APPROVED.value)
    rows = list(
        kept.order_by("-version").values_list(
            "pk", "version", "state", "written_at", "approved_by__username", "approved_at"
        )
    )
    if not rows:
        return None
    (summary, version, state, written_at, approver, approved_at), *older = rows
    overtaken = [
        Approval(number, by, at) for _, number, was, _, by, at in older if was == SummaryState.STALE.value and at
    ]
    sentences, notes = _load_sentences(summary)
    return Brief(
        summary,
        version,
        state,
        written_at,
        Approval(version, approver, approved_at) if approved_at else None,
        overtaken[0] if overtaken else None,
        sentences,
        notes,
    )


def _load_sentences(summary: int) -> tuple[tuple[Sentence, ...], tuple[Quote, ...]]:
    """Those of which some evidence stands, and their quotes in the order of their numbers: three queries."""
    references: dict[int, list[int]] = {}
    reviewed: dict[int, bool] = {}
    cited = SentenceReference.objects.filter(sentence__summary=summary).annotate(
        is_reviewed=Exists(Evidence.objects.filter(counts_for_readers(reviewed_only=True), pk=OuterRef("evidence")))
    )
    for sentence, pk, is_reviewed in cited.order_by("sentence__order", "pk").values_list(
        "sentence_id", "evidence_id", "is_reviewed"
    ):
        references.setdefault(sentence, []).append(pk)
        reviewed[pk] = is_reviewed
    quotes = load_quotes_by_id(reviewed)
    standing = {sentence: [pk for pk in keys if pk in quotes] for sentence, keys in references.items()}
    used = [quotes[pk] for pk in dict.fromkeys(pk for keys in standing.values() for pk in keys)]
    numbers = number_notes(used)
    sentences = tuple(
        Sentence(
            topic,
            text,
            tuple(dict.fromkeys(numbers[key] for key in standing[pk])),
            all(reviewed[key] for key in standing[pk]),
        )
        for pk, topic, text in SummarySentence.objects.filter(summary=summary)
        .order_by("order")
        .values_list("pk", "topic", "text")
        if standing.get(pk)
    )
    return sentences, Bundle(tuple(used)).sentences


def number_notes(quotes: Iterable[Quote]) -> dict[int, int]:
    """Numbers from 1 by the id of a quote, in the order of first use; what stands in one sentence shares one."""
    groups = group_by_sentence(quotes)
    return {quote.pk: number for number, group in enumerate(groups, start=1) for quote in group}


def days_around(round_: Entry) -> tuple[date, date] | None:
    """The day before a round and its last day, or None where it has no date."""
    if round_.day is None or round_.day == date.min:
        return None
    return round_.day - timedelta(days=1), round_.until or round_.day


def load_attendance_quotes(round_: Entry, *, reviewed_only: bool = False) -> dict[int, Bundle]:
    """Quotes by the id of an attendance: one query."""
    ids = [attendee.pk for attendee in round_.attendance]
    found = load_quotes({"attendance": ids}, reviewed_only=reviewed_only)
    return {pk: found.get(("attendance", pk), Bundle()) for pk in ids}


def list_articles(bundles: Iterable[Bundle]) -> list[Quote]:
    """One quote for each article behind these bundles, newest report first, undated last."""
    firsts = {quote.article: quote for bundle in bundles for quote in reversed(bundle.quotes)}
    return sorted(
        firsts.values(),
        key=lambda quote: (quote.published is None, -(quote.published or date.min).toordinal(), quote.article),
    )
