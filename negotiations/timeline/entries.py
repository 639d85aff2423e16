"""The entries of a timeline as plain rows: rounds, proposals, reactions, positions and quoted statements. Pure."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from negotiations.timeline.stances import OUTCOME_WORDS, Glyph, glyph_of


class EntryKind(StrEnum):
    """What an entry is; a statement is a position in the holder's own quoted words."""

    ROUND = "round"
    PROPOSAL = "proposal"
    REACTION = "reaction"
    POSITION = "position"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An actor or issue as a page needs it: ``key`` is its slug or code."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Wait:
    """A condition: ``issues`` are what ``relation`` points at."""

    pk: int
    relation: str
    issues: tuple[Named, ...]
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who sat in a round, for whom and at what rank; ``person`` None for a delegation."""

    actor: Named
    person: Named | None
    title: str
    rank: str
    reviewed: bool
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Phase:
    """One term of a proposal on an issue."""

    pk: int
    issue: Named
    phase: int | None
    sentence: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the timeline.

    ``day`` is None where the date is not known; ``word`` is the stance, answer or outcome; ``sentence`` is what was
    recorded, in the words of the evidence. ``kinds`` of evidence to load for it are in ``bears``.
    """

    kind: EntryKind
    pk: int
    day: date | None
    precision: str
    actors: tuple[Named, ...]
    word: str
    sentence: str
    reviewed: bool
    until: date | None = None
    issues: tuple[Named, ...] = ()
    waits: tuple[Wait, ...] = ()
    round_number: int | None = None
    speaker: Named | None = None
    attribution: str = ""
    proposal: Named | None = None
    terms: tuple[Phase, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    status: str = ""
    tone: str = ""
    sources: frozenset[str] = frozenset()
    bears: tuple[tuple[str, int], ...] = field(default=(), repr=False)

    @property
    def sort_day(self) -> date:
        """Its day; the first of the calendar where it is not known."""
        return self.day or date.min

    @property
    def key(self) -> str:
        """The entry's anchor in a page."""
        return f"{'position' if self.kind == EntryKind.STATEMENT else self.kind}-{self.pk}"

    @property
    def glyph(self) -> Glyph:
        """The sign that stands for its word."""
        return Glyph.PROPOSES if self.kind == EntryKind.PROPOSAL else glyph_of(self.word)

    @property
    def label(self) -> str:
        """Its word as people read it."""
        if self.kind == EntryKind.ROUND:
            return OUTCOME_WORDS.get(self.word, self.word)
        if self.kind == EntryKind.PROPOSAL and len(self.actors) > 1:
            return "propose"
        return self.word.replace("-", " ")

    @property
    def title(self) -> str:
        """A round's name; empty for other kinds."""
        if self.kind != EntryKind.ROUND:
            return ""
        return f"Round {self.round_number}, {self.sentence}" if self.sentence else f"Round {self.round_number}"

    @property
    def parts_reviewed(self) -> bool:
        """Whether a person has accepted all that hangs on it: attendance, terms, conditions."""
        hanging: list[Attendee | Phase | Wait] = [*self.attendance, *self.terms, *self.waits]
        return all(part.reviewed for part in hanging)

    @property
    def delegations(self) -> tuple[Named, ...]:
        """The actors that sat in a round, each once."""
        return tuple(dict.fromkeys(attendee.actor for attendee in self.attendance))
