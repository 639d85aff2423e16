"""All that is shown of one round, read once for whatever it is shown in."""

from collections.abc import Iterable
from dataclasses import dataclass

from negotiations.timeline.entries import Entry, EntryKind
from negotiations.timeline.evidence import Bundle, Quote
from negotiations.timeline.moves import Move, find_moves
from negotiations.timeline.record import load_evidence
from negotiations.timeline.rounds import (
    Brief,
    RoundFacts,
    days_around,
    list_articles,
    load_attendance_quotes,
    load_brief,
)
from negotiations.timeline.standing import build_matrix
from negotiations.timeline.talks import Talks, load_agenda

HELD = (EntryKind.POSITION, EntryKind.STATEMENT)


@dataclass(frozen=True)
class RoundPage:
    """One round: its brief, who sat there, what was tabled, said and moved, and the words that bear it out.

    ``seats`` are quotes by the id of an attendance, ``quotes`` by the key of an entry.
    """

    talks: Talks
    round: Entry
    facts: RoundFacts
    before: Entry | None
    after: Entry | None
    brief: Brief | None
    seats: dict[int, Bundle]
    positions: list[Entry]
    proposals: list[Entry]
    answers: list[Entry]
    moves: list[Move]
    quotes: dict[str, Bundle]

    @property
    def outcome_quotes(self) -> Bundle:
        """The words that tell how it ended."""
        return self._own.about("outcome")

    @property
    def other_quotes(self) -> Bundle:
        """The words that tell of its place, time, status and tone."""
        return Bundle(tuple(quote for quote in self._own.quotes if quote.aspect != "outcome"))

    @property
    def articles(self) -> list[Quote]:
        """One quote for each report behind it."""
        notes = self.brief.notes if self.brief else ()
        return list_articles([*self.quotes.values(), *self.seats.values(), Bundle(notes)])

    @property
    def _own(self) -> Bundle:
        return self.quotes.get(self.round.key, Bundle())


def load_round_page(talks: Talks, facts: RoundFacts, entries: list[Entry], *, reviewed_only: bool) -> RoundPage:
    """The round of these facts, of whose talks these are all entries."""
    line = in_time(entries)
    here = next(index for index, entry in enumerate(line) if entry.pk == facts.pk)
    number = line[here].round_number
    mine = [entry for entry in entries if entry.round_number == number and entry.kind != EntryKind.ROUND]
    proposals = [entry for entry in mine if entry.kind == EntryKind.PROPOSAL]
    tabled = {str(entry.pk) for entry in proposals}
    answers = [
        entry
        for entry in entries
        if entry.kind == EntryKind.REACTION and entry.proposal and entry.proposal.key in tabled
    ]
    return RoundPage(
        talks=talks,
        round=line[here],
        facts=facts,
        before=line[here - 1] if here else None,
        after=line[here + 1] if here + 1 < len(line) else None,
        brief=load_brief(facts.pk, reviewed_only=reviewed_only),
        seats=load_attendance_quotes(line[here], reviewed_only=reviewed_only),
        positions=sorted(
            (entry for entry in mine if entry.kind in HELD), key=lambda entry: (entry.actors[0], entry.pk)
        ),
        proposals=proposals,
        answers=answers,
        moves=_moves(talks, entries, line[here]),
        quotes=load_evidence([line[here], *mine, *answers], reviewed_only=reviewed_only),
    )


def in_time(entries: Iterable[Entry]) -> list[Entry]:
    """The rounds among these, in order of time, undated ones last."""
    found = [entry for entry in entries if entry.kind == EntryKind.ROUND]
    return sorted(
        found, key=lambda entry: (entry.day is None, entry.day.toordinal() if entry.day else 0, entry.round_number or 0)
    )


def _moves(talks: Talks, entries: list[Entry], here: Entry) -> list[Move]:
    around = days_around(here)
    if around is None:
        return []
    held = [entry for entry in entries if entry.kind in HELD]
    holders = tuple(dict.fromkeys((*talks.participants, *(entry.actors[0] for entry in held))))
    agenda = load_agenda()
    before, after = (
        build_matrix(held, participants=holders, parties=talks.parties, agenda=agenda, on=day) for day in around
    )
    return [move for row in find_moves(before, after) for move in row.moves if move.before is not None]
