"""What suggestions can meet in the record, each kind asked for once, when it is first needed."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from negotiations.models import Actor, Attendance, Participant, Recorded, Snapshot, Standing, Suggestion, TalkRound
from negotiations.models.statements import ask
from negotiations.review.batch import Batch
from negotiations.review.quotes import Borne, Quotes, borne, key_of, write_quotes
from negotiations.review.stated import StancesTaken, Stated
from negotiations.review.tabled import Tabled, load_tabled

Seats = dict[tuple[int, str], Participant]
Sitting = dict[tuple[int, int | None], Attendance]

_ACTORS = "SELECT * FROM negotiations_actor WHERE slug = ANY(%s)"
_AGENDA = 'SELECT code, id FROM negotiations_issue ORDER BY "order", code'
_SEATS = "SELECT * FROM negotiations_participant WHERE negotiation_id = ANY(%s)"
_ROUNDS = "SELECT * FROM negotiations_talkround WHERE negotiation_id = ANY(%s) ORDER BY number"
_SITTING = "SELECT * FROM negotiations_attendance WHERE round_id = %s"
_OFFICES = "SELECT person_id, organisation_id FROM negotiations_affiliation WHERE person_id = ANY(%s)"


@dataclass(slots=True)
class Known:
    """Rows of the lists and of the talks that the ``suggestions`` are about, kept while the record is locked, and what
    is to be written of them in the end: the ``batch`` of new rows, and the ``quotes``.

    The suggestions are of one text, or of several that are turned to one after another; of those that are about the
    same talks the earlier has to be written before. New rows are to be added to what is kept here by their makers, so
    that later suggestions meet them. ``stated`` and ``stances`` are for
    ``positions`` alone, ``named`` for ``actors``.
    """

    suggestions: Sequence[Suggestion]
    batch: Batch = field(default_factory=Batch)
    stated: list[Stated] | None = None
    stances: StancesTaken | None = None
    named: dict[tuple[str, bool], Actor | None] = field(default_factory=dict)
    _texts: list[Quotes] = field(default_factory=list)
    _actors: dict[str, Actor] | None = None
    _agenda: dict[str, int] | None = None
    _offices: dict[int, set[int]] = field(default_factory=dict)
    _seats: dict[int, Seats] = field(default_factory=dict)
    _rounds: dict[int, list[TalkRound]] = field(default_factory=dict)
    _sitting: dict[int, Sitting] = field(default_factory=dict)
    _tabled: dict[int, list[Tabled]] = field(default_factory=dict)

    def turn_to(self, text: Snapshot, *, is_first: bool = False) -> None:
        """Go on with this text; ``is_first``: nothing was ever entered from it."""
        self._texts.append(Quotes(text) if is_first else Quotes.load(text))

    @property
    def quotes(self) -> Quotes:
        """The evidence that the text at hand gives; the first suggestion's, unless another was turned to."""
        if not self._texts:
            self.turn_to(self.suggestions[0].snapshot)
        return self._texts[-1]

    def actor(self, slug: str) -> Actor | None:
        """The actor of that key. One that is missing is asked for again: it may be entered meanwhile."""
        if self._actors is None:
            keys = {key for row in self.suggestions for key in _keys(row.reading)}
            self._actors = {actor.slug: actor for actor in Actor.objects.raw(_ACTORS, [list(keys)])}
        if slug and slug not in self._actors and (found := Actor.objects.filter(slug=slug).first()):
            self._actors[slug] = found
        return self._actors.get(slug)

    def offices_of(self, person: int) -> set[int]:
        """The keys of the organisations in which a person has an office; a new one is to be added by its maker."""
        if person not in self._offices:
            people = {person, *(actor.pk for actor in (self._actors or {}).values())} - self._offices.keys()
            self._offices.update((one, set()) for one in people)
            for holder, organisation in ask(_OFFICES, list(people)):
                self._offices[holder].add(organisation)
        return self._offices[person]

    def issues(self, codes: Iterable[str]) -> dict[str, int]:
        """The keys of the issues of those codes, in the order of the agenda."""
        if self._agenda is None:
            self._agenda = dict(ask(_AGENDA))
        wanted = set(codes)
        return {code: key for code, key in self._agenda.items() if code in wanted}

    def seats_in(self, talks: int) -> Seats:
        """All seats in the talks, by the key of their actor and the role; a new one is to be added by its maker."""
        if talks not in self._seats:
            asked = self._unasked(talks, self._seats)
            self._seats.update((key, {}) for key in asked)
            for row in Participant.objects.raw(_SEATS, [asked]):
                self._seats[row.negotiation_id][row.actor_id, row.role] = row
        return self._seats[talks]

    def rounds_of(self, talks: int) -> list[TalkRound]:
        """All rounds of the talks by their numbers, also those that were taken back."""
        if talks not in self._rounds:
            asked = self._unasked(talks, self._rounds)
            self._rounds.update((key, []) for key in asked)
            for row in TalkRound.objects.raw(_ROUNDS, [asked]):
                self._rounds[row.negotiation_id].append(row)
        return self._rounds[talks]

    def rounds_told(self, talks: int) -> list[TalkRound]:
        """The standing rounds of the talks that rest on this text."""
        rounds = self.rounds_of(talks)
        return [row for row in rounds if row.standing != Standing.RETRACTED and self.quotes.bears_out(row)]

    def sitting_in(self, round_: TalkRound) -> Sitting:
        """Who sat in a round, by the keys of actor and person."""
        key = key_of(round_)
        if key not in self._sitting:
            rows = Attendance.objects.raw(_SITTING, [round_.pk]) if round_.pk else []
            self._sitting[key] = {(row.actor_id, row.person_id): row for row in rows}
        return self._sitting[key]

    def tabled_in(self, talks: int) -> list[Tabled]:
        """The proposals of the talks that the suggestions may mean, by their keys."""
        if talks not in self._tabled:
            asked = self._unasked(talks, self._tabled)
            self._tabled.update((key, []) for key in asked)
            for tabled in load_tabled(self.suggestions, asked, cited=self.quotes.cited("proposal")):
                self._tabled[tabled.row.negotiation_id].append(tabled)
        return self._tabled[talks]

    def counts_for(self, suggestion: Suggestion, row: Recorded) -> bool:
        """Whether a row stands, or was taken back with this very suggestion: then it comes back with it."""
        return row.standing != Standing.RETRACTED or self.quotes.ever_by(suggestion, row)

    def write(self, now: datetime) -> set[Borne]:
        """Write all that was decided since the last time; gives which rows were made."""
        made = set(map(borne, self.batch.write()))
        write_quotes(self._texts, now)
        self.batch, self._texts = Batch(), []
        return made

    def _unasked(self, talks: int, answered: Container[int]) -> list[int]:
        """These talks, and all others that the suggestions are about and nobody has asked for."""
        about = {row.negotiation_id for row in self.suggestions if row.negotiation_id is not None}
        return [talks, *(key for key in about if key != talks and key not in answered)]


def _keys(reading: Any) -> Iterator[str]:
    """The keys of all actors that a reading names, however deep."""
    if isinstance(reading, dict):
        yield from (reading[name] for name in ("key", "represents") if isinstance(reading.get(name), str))
    for part in reading.values() if isinstance(reading, dict) else reading:
        if isinstance(part, dict | list):
            yield from _keys(part)
