"""Claimed pages on their way from the web: what goes wrong with one is written on its row, and its host is let go."""

from collections.abc import Callable

from negotiations.guarding import guarded
from negotiations.ingest import stages
from negotiations.ingest.asking import Answer, Asking, Request, go_on
from negotiations.ingest.hosts import Hold, Turn, let_go
from negotiations.ingest.visiting import visit
from negotiations.models import Intake
from negotiations.tools import Tools


class PageErrand:
    """The fetching of a claimed page; with a ``hold`` politely, which ends with it. ``then`` is told of the end.

    ``is_fresh``: nobody has begun with the page before. One with which a worker died is not for an errand abreast of
    others: should it kill this one as well, they would seem to have done it.
    """

    def __init__(self, intake: Intake, tools: Tools, hold: Hold | None = None) -> None:
        self.intake, self.is_fresh = intake, intake.attempts == 1
        self.then: Callable[[Intake], None] | None = None
        self._tools, self._hold = tools, hold
        self._turn = Turn(rest=tools.politeness.spacing)
        self._asking = self._fetch()

    def go_on(self, answer: Answer | None) -> Request | None:
        """Begin, or go on with what was asked for; gives what is asked for next, and None once the page is here or the
        row says why not.
        """
        request: Request | None = None

        def step() -> None:
            nonlocal request
            request = self._ask(answer)

        try:
            guarded(self.intake, step, self._tools)
        finally:
            if request is None:
                self._end()
        return request

    def _ask(self, answer: Answer | None) -> Request | None:
        try:
            return next(self._asking) if answer is None else go_on(self._asking, answer)
        except StopIteration:
            return None

    def _fetch(self) -> Asking[None]:
        tools, hold = self._tools, self._hold
        if hold is None:
            yield from stages.fetch(intake=self.intake, now=tools.clock(), keep=True)
            return
        self._turn = yield from visit(
            intake=self.intake, hold=hold, fetcher=tools.fetcher, politeness=tools.politeness, clock=tools.clock
        )

    def _end(self) -> None:
        if self._hold is not None:
            let_go(hold=self._hold, now=self._tools.clock(), turn=self._turn, source=self.intake.source_id)
        if self.then is not None:
            self.then(self.intake)
