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
NOW = "What stands now"


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
class Group:
    """Rows under a heading, and the one that came to stand ``later`` than the day they are shown for, if any."""

    heading: str
    lines: tuple[Standing, ...]
    later: Standing | None = None


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
    """The record beside a suggestion: groups of rows, or the fields of a round, or a sentence; ``when`` it stood so."""

    groups: tuple[Group, ...] = ()
    fields: tuple[Compared, ...] = ()
    href: str = ""
    words: str = ""
    when: str = NOW


def load_beside(suggestion: Suggestion) -> Beside:
    """What stands now, and beside a dated position what stood by that day: a fixed number of queries for each kind."""
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
    """The line of the holder on each issue up to the suggested day; what was said after it cannot have stood then."""
    rows = (
        Position.objects.current()
        .of_today()
        .filter(
            negotiation=negotiation, holder__slug=reading["holder"]["key"] or "", issues__code__in=reading["issues"]
        )
        .annotate(code=F("issues__code"))
        .order_by(F("said_on").desc(nulls_last=True), "-pk")
    )
    day = parse_day(reading["said_on"])
    by_then = rows.held_by_then(day) if day else rows
    by_issue: dict[str, list[Position]] = {code: [] for code in reading["issues"]}
    for row in by_then[: MOST * 20]:
        by_issue[cast("Any", row).code].append(row)
    after = rows.filter(said_on__gt=day).order_by("code", "-said_on", "-pk").distinct("code") if day else rows.none()
    later = {cast("Any", row).code: row for row in after}
    here = negotiation.get_absolute_url()

    def standing(row: Position) -> Standing:
        said = say_date(row.said_on, row.said_precision)
        href = f"{here}#position-{row.pk}"
        return Standing(row.stance, row.get_stance_display(), row.sentence, said, row.is_reviewed, href, row.pk in own)

    groups = tuple(
        Group(
            code.replace("-", " ").capitalize(),
            tuple(standing(row) for row in line[:MOST]),
            standing(later[code]) if code in later else None,
        )
        for code, line in by_issue.items()
    )
    when = f"What stood by {say_reading_day(reading, 'said_on', 'said_precision')}" if day else NOW
    return Beside(groups=groups, words="" if groups else "Its issue is not settled.", when=when)


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
    return Beside(
        groups=(Group(f"{actor['name']} in these talks", same), Group(f"Who else is {reading['role']}", role))
    )


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
    return Beside(groups=(Group("Proposals of the same sponsors", lines),))


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
    return Beside(groups=(Group(f"Answers to “{proposal.title}”", lines),), href=f"{here}#proposal-{proposal.pk}")
