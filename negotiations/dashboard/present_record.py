"""What the record says now about the same thing as a suggestion, to be read beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import F

from negotiations.dashboard.suggested import say_reading_day
from negotiations.models import (
    Evidence,
    Negotiation,
    Participant,
    Position,
    Proposal,
    Suggestion,
    SuggestionKind,
    TalkRound,
)
from negotiations.review.actors import find_actor
from negotiations.review.bearing import parse_day
from negotiations.review.known import Known
from negotiations.review.proposals import find_proposal
from negotiations.review.rounds import find_round
from negotiations.timeline.dates import say_date
from negotiations.timeline.stances import OUTCOME_WORDS

MOST = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the record: the word with its sign, the words beside it, its day, where it stands."""

    word: str
    says: str
    text: str
    day: str
    reviewed: bool
    href: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of a round: as it stands, and as it is suggested."""

    name: str
    now: str
    suggested: str

    @property
    def differs(self) -> bool:
        """Whether the suggestion says something else than the record."""
        return bool(self.suggested) and self.suggested != self.now


@dataclass(frozen=True, slots=True)
class Beside:
    """The record beside a suggestion: groups of rows under a heading, or the fields of a round, or a sentence."""

    groups: tuple[tuple[str, tuple[Standing, ...]], ...] = ()
    fields: tuple[Compared, ...] = ()
    href: str = ""
    words: str = ""


def load_beside(suggestion: Suggestion) -> Beside:
    """What stands now: a fixed number of queries for each kind."""
    negotiation = suggestion.negotiation
    if negotiation is None:
        return Beside(words="It is not settled which talks this belongs to. Choose them when you amend it.")
    own = set(
        Evidence.objects.current()
        .filter(suggestion=suggestion)
        .values_list(*(f"{name}_id" for name in ("position", "proposal", "reaction", "participant")))
    )
    mine = [{ids[index] for ids in own if ids[index]} for index in range(4)]
    match suggestion.kind:
        case SuggestionKind.PARTICIPANT:
            return _seats(suggestion.reading, negotiation, mine[3])
        case SuggestionKind.ROUND:
            return _round(suggestion, negotiation)
        case SuggestionKind.PROPOSAL:
            return _proposals(suggestion.reading, negotiation, mine[1])
        case SuggestionKind.REACTION:
            return _reactions(suggestion, negotiation, mine[2])
        case _:
            return _positions(suggestion.reading, negotiation, mine[0])


def _positions(reading: dict[str, Any], negotiation: Negotiation, own: set[int]) -> Beside:
    rows = (
        Position.objects.current()
        .of_today()
        .filter(
            negotiation=negotiation, holder__slug=reading["holder"]["key"] or "", issues__code__in=reading["issues"]
        )
        .annotate(code=F("issues__code"))
        .order_by(F("said_on").desc(nulls_last=True), "-pk")
    )
    by_issue: dict[str, list[Position]] = {code: [] for code in reading["issues"]}
    for row in rows[: MOST * 20]:
        by_issue[cast("Any", row).code].append(row)
    here, day = negotiation.get_absolute_url(), parse_day(reading["said_on"])

    def standing(row: Position) -> Standing:
        said = say_date(row.said_on, row.said_precision)
        href = f"{here}#position-{row.pk}"
        return Standing(row.stance, row.get_stance_display(), row.sentence, said, row.is_reviewed, href, row.pk in own)

    groups = tuple(
        (code.replace("-", " ").capitalize(), tuple(standing(row) for row in _around(line, day)))
        for code, line in by_issue.items()
    )
    return Beside(groups=groups, words="" if groups else "Its issue is not settled.")


def _around(line: list[Position], day: date | None) -> list[Position]:
    """What stands now, and what stood by that day and before it; newest first."""
    by_then = [row for row in line if day is None or (row.said_on is not None and row.said_on <= day)]
    wanted = {row.pk for row in (*line[:1], *by_then[: MOST - 1])}
    return [row for row in line if row.pk in wanted]


def _seats(reading: dict[str, Any], negotiation: Negotiation, own: set[int]) -> Beside:
    seats = list(
        Participant.objects.current()
        .filter(negotiation=negotiation)
        .select_related("actor")
        .order_by("role", "actor__name")
    )
    actor = reading["actor"]
    here = negotiation.get_absolute_url()

    def standing(seat: Participant) -> Standing:
        return Standing("", seat.actor.name, seat.get_role_display(), "", seat.is_reviewed, here, seat.pk in own)

    same = tuple(
        standing(seat) for seat in seats if actor["key"] == seat.actor.slug or actor["name"] == seat.actor.name
    )
    others = [seat for seat in seats if seat.actor.slug != actor["key"] and seat.actor.name != actor["name"]]
    role = tuple(standing(seat) for seat in others if seat.role == reading["role"])
    return Beside(groups=((f"{actor['name']} in these talks", same), (f"Who else is {reading['role']}", role)))


def _round(suggestion: Suggestion, negotiation: Negotiation) -> Beside:
    reading = suggestion.reading
    published: date | None = suggestion.snapshot.article.published
    row = find_round(reading, talks=negotiation.pk, published=published, known=Known([suggestion]))
    if row is None:
        return Beside(words="No such round is on record. Accepting this opens one.")
    pairs = (
        ("Venue", row.venue, reading["venue"]),
        (
            "When",
            say_date(row.starts, row.precision, until=row.ends),
            say_reading_day(reading, "starts", "precision", "ends"),
        ),
        ("Status", _say(row.status), _say(reading["status"])),
        (
            "Outcome",
            OUTCOME_WORDS.get(row.outcome, row.outcome),
            OUTCOME_WORDS.get(reading["outcome"], reading["outcome"]),
        ),
        ("Format", _say(row.format), _say(reading["format"])),
        ("Tone", row.tone, reading["tone"]),
        ("Level", row.level, reading["level"]),
    )
    fields = tuple(Compared(name, now or "", suggested or "") for name, now, suggested in pairs if now or suggested)
    return Beside(fields=fields, href=_round_address(row, negotiation))


def _say(word: str) -> str:
    return word.replace("-", " ")


def _round_address(row: TalkRound, negotiation: Negotiation) -> str:
    return f"{negotiation.get_absolute_url()}rounds/{row.number}/"


def _proposals(reading: dict[str, Any], negotiation: Negotiation, own: set[int]) -> Beside:
    keys = [sponsor["key"] for sponsor in reading["sponsors"] if sponsor["key"]]
    rows = (
        Proposal.objects.current()
        .filter(negotiation=negotiation, sponsors__slug__in=keys)
        .distinct()
        .order_by(F("tabled_on").desc(nulls_last=True), "-pk")[:MOST]
    )
    lines = tuple(
        Standing(
            "proposes",
            row.title,
            "",
            say_date(row.tabled_on, row.tabled_precision),
            row.is_reviewed,
            f"{negotiation.get_absolute_url()}#proposal-{row.pk}",
            row.pk in own,
        )
        for row in rows
    )
    return Beside(groups=(("Proposals of the same sponsors", lines),))


def _reactions(suggestion: Suggestion, negotiation: Negotiation, own: set[int]) -> Beside:
    reading = suggestion.reading
    given_on = parse_day(reading["given_on"])
    known = Known([suggestion])
    proposal = find_proposal(reading["proposal"] or "", talks=negotiation.pk, given_on=given_on, known=known)
    if proposal is None:
        return Beside(words="No proposal is on record that this could answer.")
    actor = find_actor(reading["actor"], known)
    standing = proposal.reactions.current().select_related("actor")
    rows = standing.order_by(F("given_on").desc(nulls_last=True), "-pk")[: MOST * 2]
    here = negotiation.get_absolute_url()
    lines = tuple(
        Standing(
            row.answer,
            f"{row.actor.name} {row.get_answer_display()}",
            "",
            say_date(row.given_on, row.given_precision),
            row.is_reviewed,
            f"{here}#reaction-{row.pk}",
            row.pk in own,
        )
        for row in sorted(rows, key=lambda row: row.actor_id != (actor.pk if actor else None))
    )
    return Beside(groups=((f"Answers to “{proposal.title}”", lines),), href=f"{here}#proposal-{proposal.pk}")
