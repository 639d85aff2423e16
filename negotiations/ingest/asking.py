"""Work that waits for answers from the web in between: done here and now, or much of it abreast.

A piece of work is a generator. It yields what it asks for and goes on with the answer, or with the error in its place.
So all that it does besides, above all with the database, is done by whoever drives it, and only the waiting by threads.
"""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from negotiations.sources.http import Fetcher, MayFollow, Response

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Request:
    """One address to be fetched; see ``Fetcher.get``. What ``may_follow`` does is done by a thread."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    may_follow: MayFollow | None = None

    def by(self, fetcher: Fetcher) -> Response:
        """Fetch it."""
        return fetcher.get(self.address, self.etag, self.last_modified, may_follow=self.may_follow)


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
    pool = ThreadPoolExecutor(most, thread_name_prefix="fetch")

    def advance(errand: Errand, answer: Answer | None) -> None:
        request = errand.go_on(answer)
        if request is not None:
            on_their_way[pool.submit(request.by, fetcher)] = errand

    def take_answers() -> None:
        try:
            answers: dict[Future[Response], Answer] = {
                future: future.result for future in wait(on_their_way, return_when=FIRST_COMPLETED).done
            }
        except Exception as interruption:  # noqa: BLE001 -- whatever it is, each errand makes of it what it can
            answers = dict.fromkeys(on_their_way, _raising(interruption))
        for future, answer in answers.items():
            advance(on_their_way.pop(future), answer)

    try:
        for errand in errands:
            advance(errand, None)
            while len(on_their_way) >= most:
                take_answers()
        while on_their_way:
            take_answers()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _raising(error: Exception) -> Answer:
    def answer() -> Response:
        raise error

    return answer
