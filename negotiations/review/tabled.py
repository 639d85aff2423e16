"""Proposals that a reading may repeat, revise or answer, with what tells whether it does."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from negotiations.models import Proposal, ProposalTerm, Reaction, Standing, Suggestion, SuggestionKind

SAME_PROPOSAL = timedelta(days=21)
STILL_ON_THE_TABLE = timedelta(days=45)

_TABLED = """
    SELECT p.*, ARRAY(SELECT actor_id FROM negotiations_proposalsponsor WHERE proposal_id = p.id) AS tabled_by
    FROM negotiations_proposal p
    WHERE p.negotiation_id = ANY(%s)
      AND (UPPER(p.title) IN (SELECT UPPER(title) FROM unnest(%s::text[]) AS title)
           OR p.tabled_on BETWEEN %s AND %s OR p.id = ANY(%s::bigint[]))
    ORDER BY p.id
"""
_TERMS = "SELECT * FROM negotiations_proposalterm WHERE proposal_id = ANY(%s) ORDER BY phase, id"
_ANSWERS = "SELECT * FROM negotiations_reaction WHERE proposal_id = ANY(%s) ORDER BY given_on, id"
_TITLES, _DAYS = ("title", "proposal"), ("tabled_on", "given_on", "said_on")


@dataclass(slots=True)
class Tabled:
    """A proposal, recorded or about to be, with the keys of its sponsors.

    ``terms``: by issue and phase; ``answers``: by their days, undated ones last. New ones are to be added by their
    makers.
    """

    row: Proposal
    sponsors: frozenset[int]
    terms: dict[tuple[int, int | None], ProposalTerm] = field(default_factory=dict)
    answers: list[Reaction] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return self.row.standing != Standing.RETRACTED

    def is_called(self, title: str) -> bool:
        return self.row.title.casefold() == title.casefold()


def newest(tabled: Iterable[Tabled]) -> Tabled | None:
    """The one tabled last, of one day the one recorded last; one without a day goes before all others."""
    numbered = enumerate(tabled)
    last = max(numbered, key=lambda one: (one[1].row.tabled_on or date.max, one[0]), default=None)
    return last[1] if last else None


def load_tabled(suggestions: Sequence[Suggestion], talks: Sequence[int], *, cited: Collection[int]) -> list[Tabled]:
    """The proposals of the talks that have a name that is used or were tabled about the days that are told, and those
    that the text was ``cited`` for; with their terms where a suggestion tells of any, and their answers.

    One query for each of the three."""
    readings = [row.reading for row in suggestions]
    titles = {title for reading in readings for name in _TITLES if (title := reading.get(name))}
    days = [date.fromisoformat(day) for reading in readings for name in _DAYS if (day := reading.get(name))]
    first = min(days) - STILL_ON_THE_TABLE if days else None
    last = max(days) + SAME_PROPOSAL if days else None
    found = Proposal.objects.raw(_TABLED, [talks, list(titles), first, last, list(cited)])
    tabled = {row.pk: Tabled(row, frozenset(row.tabled_by)) for row in found}  # type: ignore[attr-defined]
    kinds = {row.kind for row in suggestions} if tabled else set()
    if SuggestionKind.PROPOSAL in kinds:
        for term in ProposalTerm.objects.raw(_TERMS, [list(tabled)]):
            of = tabled[term.proposal_id]
            term.proposal = of.row
            of.terms.setdefault((term.issue_id, term.phase), term)
    if SuggestionKind.REACTION in kinds:
        for answer in Reaction.objects.raw(_ANSWERS, [list(tabled)]):
            of = tabled[answer.proposal_id]
            answer.proposal = of.row
            of.answers.append(answer)
    return list(tabled.values())
