"""An article as it is shown: what it is, what its words bear out, and for editors the text itself with suggestions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from negotiations.models import BEARS_OUT, Article, Evidence, Snapshot, Standing, Suggestion, SuggestionState
from negotiations.timeline.evidence import Quote, counts_for_readers, load_quotes_by_id
from negotiations.timeline.stances import OUTCOME_WORDS

INSIDE = {
    "attendance": "attendance__round",
    "condition": "condition__position",
    "term": "term__proposal",
    "reaction": "reaction__proposal",
}
TALKS = {
    "participant": "participant__negotiation",
    "round": "round__negotiation",
    "attendance": "attendance__round__negotiation",
    "position": "position__negotiation",
    "condition": "condition__position__negotiation",
    "proposal": "proposal__negotiation",
    "term": "term__proposal__negotiation",
    "reaction": "reaction__proposal__negotiation",
}


RECORDS = (
    "participant__actor",
    "participant__negotiation",
    "round__negotiation",
    "attendance__actor",
    "attendance__person",
    "attendance__round__negotiation",
    "position__holder",
    "position__negotiation",
    "condition__position__holder",
    "condition__position__negotiation",
    "proposal__negotiation",
    "term__proposal__negotiation",
    "term__issue",
    "reaction__actor",
    "reaction__proposal__negotiation",
)  # what the words for a row of the record are made from


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What anybody may know of an article; ``address`` is empty or an http(s) link."""

    pk: int
    title: str
    author: str
    outlet: str
    source: str
    notice: str
    reliability: str
    credibility: str
    address: str
    published: date | None
    published_precision: str
    language: str
    snapshot: int | None
    story: int | None


@dataclass(frozen=True, slots=True)
class Borne:
    """One quote and what it bears out: ``what`` in words, ``href`` where that stands."""

    pk: int
    snapshot: int
    start: int
    end: int
    quote: Quote
    kind: str
    word: str
    who: str
    what: str
    talks: str
    href: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as an editor sees it beside the text."""

    pk: int
    kind: str
    state: str
    start: int
    end: int
    note: str
    shown: bool
    reading: dict[str, Any]

    @property
    def waits(self) -> bool:
        """Whether no person has decided about it yet."""
        return self.state == SuggestionState.OPEN


def load_article(pk: int) -> ArticleFacts | None:
    """The article of that id, or None: one query."""
    row = (
        Article.objects.filter(pk=pk)
        .values_list(
            "pk",
            "title",
            "author",
            "source__name",
            "source__slug",
            "source__notice",
            "source__reliability",
            "credibility",
            "address",
            "published",
            "published_precision",
            "language",
            "snapshot_id",
            "story_id",
        )
        .first()
    )
    if row is None:
        return None
    facts = ArticleFacts(*row)
    if facts.address.startswith(("http://", "https://")):
        return facts
    return ArticleFacts(*row[:8], "", *row[9:])


def seen_rows(*, reviewed_only: bool) -> Q:
    """Evidence of rows that a reader sees, a row inside another only together with that."""
    standings = [Standing.REVIEWED.value] if reviewed_only else [Standing.REVIEWED.value, Standing.UNREVIEWED.value]
    seen = Q(pk__in=[])
    for kind in BEARS_OUT:
        both = Q(**{f"{kind}__standing__in": standings})
        if kind in INSIDE:
            both &= Q(**{f"{INSIDE[kind]}__standing__in": standings})
        seen |= both
    return seen & counts_for_readers(reviewed_only=reviewed_only)


def load_borne(article: int, *, reviewed_only: bool = False) -> list[Borne]:
    """Every quote of an article with what it bears out, in the order of the text: two queries."""
    rows = list(
        Evidence.objects.filter(seen_rows(reviewed_only=reviewed_only), snapshot__article=article)
        .select_related(*RECORDS)
        .order_by("snapshot_id", "start", "pk")
    )
    quotes = load_quotes_by_id([row.pk for row in rows], reviewed_only=reviewed_only)
    return [describe(row, quotes[row.pk]) for row in rows if row.pk in quotes]


def describe(row: Evidence, quote: Quote) -> Borne:
    """What a piece of evidence bears out, in words; the row comes with its RECORDS."""
    kind = next(kind for kind in BEARS_OUT if getattr(row, f"{kind}_id") is not None)
    record = getattr(row, kind)
    owner = {"attendance": "round", "condition": "position", "term": "proposal", "reaction": "proposal"}.get(kind)
    negotiation = getattr(record, owner).negotiation if owner else record.negotiation
    timeline = f"/talks/{negotiation.slug}/"
    word, who, what, href = "", "", "", timeline
    match kind:
        case "participant":
            who, what = record.actor.name, f"sits there as {record.role}"
        case "round":
            href = f"{timeline}rounds/{record.number}/"
            what = f"Round {record.number}" + (f", {record.venue}" if record.venue else "")
            word = record.outcome if row.aspect == "outcome" else ""
            what += (
                f": {OUTCOME_WORDS.get(record.outcome, record.outcome)}"
                if word
                else f": {row.aspect}"
                if row.aspect
                else ""
            )
        case "attendance":
            href = f"{timeline}rounds/{record.round.number}/"
            who, what = (record.person or record.actor).name, f"at round {record.round.number}"
        case "position":
            word, who, what, href = (
                record.stance,
                record.holder.name,
                record.get_stance_display(),
                f"{timeline}#position-{record.pk}",
            )
        case "condition":
            who, what = record.position.holder.name, f"a condition: {record.get_relation_display()}"
            href = f"{timeline}#position-{record.position_id}"
        case "proposal":
            word, what, href = "proposes", f"Proposal: {record.title}", f"{timeline}#proposal-{record.pk}"
        case "term":
            what, href = (
                f"Term on {record.issue.name.lower()} of {record.proposal.title}",
                f"{timeline}#proposal-{record.proposal_id}",
            )
        case _:
            word, who = record.answer, record.actor.name
            what, href = f"{record.get_answer_display()} {record.proposal.title}", f"{timeline}#reaction-{record.pk}"
    return Borne(
        row.pk,
        row.snapshot_id,
        row.start,
        row.end,
        quote,
        kind,
        word,
        who,
        what,
        negotiation.name,
        href,
        record.standing == Standing.REVIEWED,
    )


@dataclass(frozen=True, slots=True)
class Version:
    """One snapshot of an article, without its text; ``number`` counts from the oldest."""

    pk: int
    number: int
    taken_at: datetime


def load_versions(article: int) -> list[Version]:
    """The snapshots of an article, the oldest first: one query."""
    rows = Snapshot.objects.filter(article=article).order_by("pk").values_list("pk", "taken_at")
    return [Version(pk, number, taken_at) for number, (pk, taken_at) in enumerate(rows, start=1)]


def load_text(snapshot: int) -> tuple[str, datetime] | None:
    """The text of a snapshot and when it was taken: for signed-in editors only; one query."""
    return Snapshot.objects.filter(pk=snapshot).values_list("text", "taken_at").first()


def load_offers(snapshot: int) -> list[Offer]:
    """Suggestions on a snapshot in the order of the text, those superseded left out: one query."""
    rows = Suggestion.objects.filter(snapshot=snapshot).exclude(state="superseded").order_by("start", "pk")
    return [
        Offer(*row) for row in rows.values_list("pk", "kind", "state", "start", "end", "note", "is_shown", "reading")
    ]
