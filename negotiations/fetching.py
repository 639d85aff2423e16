"""Claimed rows that wait for the web: what goes wrong with one is written on it, and its hosts are let go."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from negotiations.guarding import LEASE, guarded
from negotiations.ingest import stages
from negotiations.ingest.asking import Answer, Asking, Request, go_on
from negotiations.ingest.hosts import Hold, Turn, let_go
from negotiations.ingest.polling import poll
from negotiations.ingest.visiting import Look, visit
from negotiations.models import Intake, Source
from negotiations.tools import Tools


class _RowErrand(ABC):
    """What is asked of the web for one claimed row.

    ``is_fresh``: nobody has begun with the row before. One with which a worker died is not for an errand abreast of
    others: should it kill this one as well, they would seem to have done it.
    """

    def __init__(self, row: Intake | Source, tools: Tools) -> None:
        self._row, self._tools = row, tools
        self.is_fresh = row.attempts == 1
        self._asking = self._work()

    def go_on(self, answer: Answer | None) -> Request | None:
        """Begin, or go on with what was asked for; gives what is asked for next, and None once all is done or the row
        says why not.
        """
        request: Request | None = None

        def step() -> None:
            nonlocal request
            request = self._ask(answer)

        try:
            guarded(self._row, step, self._tools)
        finally:
            if request is None:
                self._end()
        return request

    def _ask(self, answer: Answer | None) -> Request | None:
        try:
            return next(self._asking) if answer is None else go_on(self._asking, answer)
        except StopIteration:
            return None

    @abstractmethod
    def _work(self) -> Asking[None]: ...

    @abstractmethod
    def _end(self) -> None: ...


class PageErrand(_RowErrand):
    """The fetching of a claimed page; with a ``hold`` politely, which ends with it. ``then`` is told of the end."""

    def __init__(self, intake: Intake, tools: Tools, hold: Hold | None = None) -> None:
        self.intake = intake
        self.then: Callable[[Intake], None] | None = None
        self._hold = hold
        self._turn = Turn(rest=tools.politeness.spacing)
        super().__init__(intake, tools)

    def _work(self) -> Asking[None]:
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


class FeedErrand(_RowErrand):
    """A look at a claimed feed; with a ``hold`` politely, which ends with it."""

    def __init__(self, source: Source, tools: Tools, hold: Hold | None = None) -> None:
        self._source = source
        self._look = Look(hold, politeness=tools.politeness, clock=tools.clock, lease=LEASE) if hold else None
        super().__init__(source, tools)

    def _work(self) -> Asking[None]:
        if self._look is None:
            yield from poll(source=self._source, now=self._tools.clock())
        else:
            yield from self._look.take(self._source)

    def _end(self) -> None:
        if self._look is not None:
            self._look.end()
