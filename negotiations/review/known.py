"""What is asked again and again while one reading is entered, asked once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from negotiations.models import Actor, Issue, Negotiation, TalkRound
from negotiations.review.rounds import rounds_by_day


@dataclass(slots=True)
class Known:
    """Rows of the lists and the rounds of the talks, kept while the record is locked.

    Rounds are asked for only after those of the reading are entered: its suggestions come in the order of their kinds.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    agenda: list[Issue] | None = None
    rounds: dict[int, list[TalkRound]] = field(default_factory=dict)

    def actor(self, slug: str) -> Actor | None:
        """The actor of that key. One that is missing is asked for again: it may be entered meanwhile."""
        if slug not in self.actors and (found := Actor.objects.filter(slug=slug).first()):
            self.actors[slug] = found
        return self.actors.get(slug)

    def issues(self, codes: Iterable[str]) -> list[Issue]:
        """The issues of those codes, in the order of the agenda."""
        if self.agenda is None:
            self.agenda = list(Issue.objects.all())
        wanted = set(codes)
        return [issue for issue in self.agenda if issue.code in wanted]

    def rounds_of(self, negotiation: Negotiation) -> list[TalkRound]:
        """The rounds of the talks of which the day is known."""
        if negotiation.pk not in self.rounds:
            self.rounds[negotiation.pk] = rounds_by_day(negotiation.pk)
        return self.rounds[negotiation.pk]
