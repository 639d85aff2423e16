"""Work that waits for answers from the web in between: done here and now, or much of it abreast.

A piece of work is a generator. It yields what it asks for and goes on with the answer, or with the error in its place.
So all that it does besides, above all with the database, is done by whoever drives it, and only the waiting by threads.
"""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from queue import SimpleQueue
from threading import Lock
from typing import Protocol, TypeVar

from negotiations.sources.http import Fetcher, MayFollow, Response
from negotiations.sources.statuses import PAGE, Wanted

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Request:
    """One address to be fetched; see ``Fetcher.get``. ``may_follow`` is called by whoever drives the work."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    may_follow: MayFollow | None = None
    wanted: Wanted = PAGE

    def by(self, fetcher: Fetcher) -> Response:
        """Fetch it."""
        return fetcher.get(self.address, self.etag, self.last_modified, wanted=self.wanted, may_follow=self.may_follow)


Asking = Generator[Request, Response, Result]
Answer = Callable[[], Response]  # gives the response, or raises what came in its place


def go_on(asking: "Asking[Result]", answer: Answer) -> Request:
    """Give a piece of work what it asked for; gives what it asks for next. StopIteration once it is done."""
    try:
        response = answer()
    except Exception as error:  # noqa: BLE001 -- the work knows what to make of it, or raises it anew
        return asking.throw(error)
    return asking.send(response)


class Errand(Protocol):
    """A piece of work that is done abreast of others."""

    def go_on(self, answer: Answer | None) -> Request | None:
        """Go on with what was asked for, or begin; gives what is asked for next, and None once all is done."""


def see_through(errand: Errand, fetcher: Fetcher) -> None:
    """Do one by itself, here."""
    request = errand.go_on(None)
    while request is not None:
        request = errand.go_on(partial(request.by, fetcher))


def see_through_abreast(errands: Iterator[Errand], fetcher: Fetcher, *, most: int) -> None:
    """Do many, ``most`` of them on their way at a time; each is taken when there is room for it.

    Where the waiting is interrupted, as when the time of a task is up, that is the answer for those on their way.
    """
    on_their_way: dict[Future[Response], Errand] = {}
    pool, news = ThreadPoolExecutor(most, thread_name_prefix="fetch"), _News()

    def advance(errand: Errand, answer: Answer | None) -> None:
        request = errand.go_on(answer)
        if request is not None:
            future = pool.submit(news.asking_first(request).by, fetcher)
            on_their_way[future] = errand
            future.add_done_callback(news.tell)

    def take_answers() -> None:
        try:
            future = news.next_answer()
        except Exception as interruption:  # noqa: BLE001 -- whatever it is, each errand makes of it what it can
            for future in list(on_their_way):
                advance(on_their_way.pop(future), _raising(interruption))
        else:
            if future in on_their_way:  # not one that was answered by an interruption
                advance(on_their_way.pop(future), future.result)

    try:
        for errand in errands:
            advance(errand, None)
            while len(on_their_way) >= most:
                take_answers()
        while on_their_way:
            take_answers()
    finally:
        news.close()
        pool.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether a redirect may be followed: asked by a thread, which waits for the reply."""

    may_follow: MayFollow
    address: str
    reply: "Future[object]"

    def answer(self) -> None:
        try:
            self.reply.set_result(self.may_follow(self.address))
        except Exception as error:  # noqa: BLE001 -- it ends the way there, and the work is told of it
            self.reply.set_exception(error)


class _News:
    """What threads have to say to whoever waits for them: that an answer is there, or that they have a question."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Future[Response] | _Question] = SimpleQueue()
        self._lock, self._is_closed = Lock(), False
        self._replies: list[Future[object]] = []  # all that were ever waited for

    def tell(self, news: "Future[Response] | _Question") -> None:
        with self._lock:
            if not self._is_closed:
                self._queue.put(news)
            if isinstance(news, _Question):
                self._replies.append(news.reply)
                if self._is_closed:
                    news.reply.cancel()

    def next_answer(self) -> "Future[Response]":
        """Wait for the next answer, and meanwhile settle what is asked."""
        while isinstance(news := self._queue.get(), _Question):
            news.answer()
        return news

    def asking_first(self, request: Request) -> Request:
        """The request with its question put to whoever waits."""
        if request.may_follow is None:
            return request
        return replace(request, may_follow=partial(self._ask, request.may_follow))

    def _ask(self, may_follow: MayFollow, address: str) -> object:
        question = _Question(may_follow, address, Future())
        self.tell(question)
        return question.reply.result()

    def close(self) -> None:
        """Nobody waits any more: let no thread wait for a reply."""
        with self._lock:
            self._is_closed = True
        for reply in self._replies:  # also those that were taken from the queue when an interruption came
            reply.cancel()  # which does nothing to one that was given


def _raising(error: Exception) -> Answer:
    def answer() -> Response:
        raise error

    return answer
