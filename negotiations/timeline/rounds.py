"""One round as a brief: its summary with numbered references, who sat there, what moved, and the reports behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiations.models import RoundSummary, SentenceReference, SummarySentence, SummaryState, TalkRound
from negotiations.timeline.entries import Entry, Named
from negotiations.timeline.evidence import Bundle, Quote, group_by_sentence, load_quotes, load_quotes_by_id
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
    """A sentence of the summary with the numbers of its references."""

    topic: str
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A round summary: sentences, and the quotes that they refer to, numbered from 1."""

    pk: int
    version: int
    state: str
    written_at: datetime
    approved_by: str
    sentences: tuple[Sentence, ...]
    notes: tuple[Quote, ...]


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

    A sentence whose evidence is all taken back is left out.
    """
    kept = RoundSummary.objects.filter(round=round_id).exclude(state=SummaryState.RETRACTED.value)
    if reviewed_only:
        kept = kept.filter(state=SummaryState.APPROVED.value)
    row = kept.order_by("-version").values_list("pk", "version", "state", "written_at", "approved_by__username").first()
    if row is None:
        return None
    summary, version, state, written_at, approver = row
    sentences = list(
        SummarySentence.objects.filter(summary=summary).order_by("order").values_list("pk", "topic", "text")
    )
    references: dict[int, list[int]] = {}
    evidence: list[int] = []
    for sentence, pk in (
        SentenceReference.objects.filter(sentence__summary=summary)
        .order_by("sentence__order", "pk")
        .values_list("sentence_id", "evidence_id")
    ):
        references.setdefault(sentence, []).append(pk)
        evidence.append(pk)
    quotes = load_quotes_by_id(evidence, reviewed_only=reviewed_only)
    used = [quotes[pk] for pk in dict.fromkeys(evidence) if pk in quotes]
    numbers = number_notes(used)
    told = tuple(
        Sentence(
            topic,
            text,
            tuple(dict.fromkeys(numbers[pk] for pk in references.get(pk_, ()) if pk in quotes)),
        )
        for pk_, topic, text in sentences
    )
    return Brief(
        summary,
        version,
        state,
        written_at,
        approver or "",
        tuple(sentence for sentence in told if sentence.notes),
        Bundle(tuple(used)).sentences,
    )


def number_notes(quotes: Iterable[Quote]) -> dict[int, int]:
    """Numbers from 1 by the id of a quote, in the order of first use; what stands in one sentence shares one."""
    groups = group_by_sentence(quotes)
    return {quote.pk: number for number, group in enumerate(groups, start=1) for quote in group}


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
