"""What is asked again and again while one reading is entered, asked once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from negotiations.models import Actor, Issue, Negotiation, Participant, Suggestion, TalkRound
from negotiations.review.batch import Batch
from negotiations.review.rounds import rounds_by_day
from negotiations.review.stated import Stated

Seats = dict[tuple[int, str], Participant]


@dataclass(slots=True)
class Known:
    """Rows of the lists and of the talks that the ``suggestions`` of one snapshot are about, kept while the record is
    locked, and the ``batch`` of those that are entered. ``stated``: positions that they may repeat, once asked for.

    Rounds are asked for only after those of the reading are entered: its suggestions come in the order of their kinds.
    """

    suggestions: Sequence[Suggestion]
    batch: Batch = field(default_factory=Batch)
    stated: list[Stated] | None = None
    _actors: dict[str, Actor] | None = None
    _agenda: list[Issue] | None = None
    _seats: dict[int, Seats] = field(default_factory=dict)
    _rounds: dict[int, list[TalkRound]] = field(default_factory=dict)
    _told: dict[tuple[str, int], TalkRound] | None = None

    def actor(self, slug: str) -> Actor | None:
        """The actor of that key. One that is missing is asked for again: it may be entered meanwhile."""
        if self._actors is None:
            keys = {key for row in self.suggestions for key in _keys(row.reading)}
            self._actors = {actor.slug: actor for actor in Actor.objects.filter(slug__in=keys)}
        if slug and slug not in self._actors and (found := Actor.objects.filter(slug=slug).first()):
            self._actors[slug] = found
        return self._actors.get(slug)

    def issues(self, codes: Iterable[str]) -> list[Issue]:
        """The issues of those codes, in the order of the agenda."""
        if self._agenda is None:
            self._agenda = list(Issue.objects.all())
        wanted = set(codes)
        return [issue for issue in self._agenda if issue.code in wanted]

    def seats_in(self, negotiation: int) -> Seats:
        """All seats in the talks, by the key of their actor and the role; a new one is to be added by its maker."""
        if negotiation not in self._seats:
            rows = Participant.objects.filter(negotiation=negotiation).order_by()
            self._seats[negotiation] = {(row.actor_id, row.role): row for row in rows}
        return self._seats[negotiation]

    def rounds_of(self, negotiation: Negotiation) -> list[TalkRound]:
        """The rounds of the talks of which the day is known."""
        if negotiation.pk not in self._rounds:
            self._rounds[negotiation.pk] = rounds_by_day(negotiation.pk)
        return self._rounds[negotiation.pk]

    def round_told(self, fingerprint: str, negotiation: Negotiation) -> TalkRound | None:
        """The standing round of the talks that the suggestion of that fingerprint, of the same snapshot, bears out."""
        if self._told is None:
            rows = TalkRound.objects.current().filter(
                evidence__suggestion__snapshot__in={row.snapshot_id for row in self.suggestions},
                evidence__retracted_at__isnull=True,
            )
            rows = rows.annotate(teller=F("evidence__suggestion__fingerprint")).order_by("-number").distinct()
            self._told = {(row.teller, row.negotiation_id): row for row in rows}  # type: ignore[attr-defined]
        return self._told.get((fingerprint, negotiation.pk))


def _keys(reading: Any) -> Iterator[str]:
    """The keys of all actors that a reading names, however deep."""
    if isinstance(reading, dict):
        yield from (reading[name] for name in ("key", "represents") if isinstance(reading.get(name), str))
    for part in reading.values() if isinstance(reading, dict) else reading:
        if isinstance(part, dict | list):
            yield from _keys(part)
