"""Proposals that a reading may repeat, revise or answer, with what tells whether it does."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from negotiations.models import Proposal, ProposalTerm, Reaction, Standing, Suggestion

SAME_PROPOSAL = timedelta(days=21)
STILL_ON_THE_TABLE = timedelta(days=45)

_TABLED = """
    SELECT p.*, ARRAY(SELECT actor_id FROM negotiations_proposalsponsor WHERE proposal_id = p.id) AS tabled_by
    FROM negotiations_proposal p
    WHERE p.negotiation_id = %s
      AND (UPPER(p.title) IN (SELECT UPPER(title) FROM unnest(%s::text[]) AS title)
           OR p.tabled_on BETWEEN %s AND %s OR p.id = ANY(%s::bigint[]))
    ORDER BY p.id
"""
_TERMS = "SELECT * FROM negotiations_proposalterm WHERE proposal_id = %s ORDER BY phase, id"
_ANSWERS = "SELECT * FROM negotiations_reaction WHERE proposal_id = %s ORDER BY given_on, id"
_TITLES, _DAYS = ("title", "proposal"), ("tabled_on", "given_on", "said_on")


@dataclass(slots=True)
class Tabled:
    """A proposal, recorded or about to be, with the keys of its sponsors."""

    row: Proposal
    sponsors: frozenset[int]
    _terms: dict[tuple[int, int | None], ProposalTerm] | None = field(default=None)
    _answers: list[Reaction] | None = field(default=None)

    @property
    def stands(self) -> bool:
        return self.row.standing != Standing.RETRACTED

    def is_called(self, title: str) -> bool:
        return self.row.title.casefold() == title.casefold()

    def terms(self) -> dict[tuple[int, int | None], ProposalTerm]:
        """Its terms by issue and phase; a new one is to be added by its maker."""
        if self._terms is None:
            self._terms = {}
            for term in ProposalTerm.objects.raw(_TERMS, [self.row.pk]) if self.row.pk else ():
                term.proposal = self.row
                self._terms.setdefault((term.issue_id, term.phase), term)
        return self._terms

    def answers(self) -> list[Reaction]:
        """All answers to it by their days, undated ones last; a new one is to be added by its maker."""
        if self._answers is None:
            self._answers = list(Reaction.objects.raw(_ANSWERS, [self.row.pk])) if self.row.pk else []
            for answer in self._answers:
                answer.proposal = self.row
        return self._answers


def newest(tabled: Iterable[Tabled]) -> Tabled | None:
    """The one tabled last, of one day the one recorded last; one without a day goes before all others."""
    numbered = enumerate(tabled)
    last = max(numbered, key=lambda one: (one[1].row.tabled_on or date.max, one[0]), default=None)
    return last[1] if last else None


def load_tabled(suggestions: Sequence[Suggestion], talks: int, *, cited: Collection[int]) -> list[Tabled]:
    """The proposals of the talks that have a name that is used or were tabled about the days that are told, and those
    that the text was ``cited`` for. One query."""
    readings = [row.reading for row in suggestions]
    titles = {title for reading in readings for name in _TITLES if (title := reading.get(name))}
    days = [date.fromisoformat(day) for reading in readings for name in _DAYS if (day := reading.get(name))]
    first = min(days) - STILL_ON_THE_TABLE if days else None
    last = max(days) + SAME_PROPOSAL if days else None
    found = Proposal.objects.raw(_TABLED, [talks, list(titles), first, last, list(cited)])
    return [Tabled(row, frozenset(row.tabled_by)) for row in found]  # type: ignore[attr-defined]
