"""One round as a brief: its summary with numbered references, who sat there, what moved, and the reports behind it."""

from collections.abc import Iterable, Sequence
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
from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.evidence import Bundle, Quote, counts_for_readers, load_quotes, load_quotes_by_id
from negotiations.timeline.standing import Row


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


@dataclass(frozen=True, slots=True)
class Move:
    """A stance that became another one in a round; ``before`` None where there was none on record."""

    actor: Named
    issue: Named
    before: Entry | None
    after: Entry


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
    numbers = number_notes([quotes[pk] for keys in standing.values() for pk in keys])
    sentences = tuple(
        Sentence(
            topic,
            text,
            tuple(dict.fromkeys(numbers[_words(quotes[key])] for key in standing[pk])),
            all(reviewed[key] for key in standing[pk]),
        )
        for pk, topic, text in SummarySentence.objects.filter(summary=summary)
        .order_by("order")
        .values_list("pk", "topic", "text")
        if standing.get(pk)
    )
    firsts = {_words(quotes[pk]): quotes[pk] for pk in reversed(reviewed) if pk in quotes}
    return sentences, tuple(sorted(firsts.values(), key=lambda quote: numbers[_words(quote)]))


def number_notes(quotes: Iterable[Quote]) -> dict[tuple[int, str], int]:
    """Numbers from 1 in the order of first use; the same words of the same article share one."""
    numbers: dict[tuple[int, str], int] = {}
    for quote in quotes:
        numbers.setdefault(_words(quote), len(numbers) + 1)
    return numbers


def _words(quote: Quote) -> tuple[int, str]:
    return quote.article, quote.quote


def find_moves(before: Sequence[Row], after: Sequence[Row]) -> list[Move]:
    """Stances that differ between two matrices of the same participants, in the order of the agenda."""
    earlier = {(row.issue.key, cell.actor.key): cell.present for row in before for cell in row.cells}
    moves = []
    for row in after:
        for cell in row.cells:
            was, now = earlier.get((row.issue.key, cell.actor.key)), cell.present
            if now is not None and (was is None or was.word != now.word):
                moves.append(Move(cell.actor, row.issue, was, now))
    return moves


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
