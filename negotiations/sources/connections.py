"""Connections to public addresses only, each operation bounded by what is left of the request's time."""

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

import httpcore2

from negotiations.errors import FetchError
from negotiations.sources.addresses import is_public_ip

Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int, float | None], httpcore2.NetworkStream]

_Work = Callable[[], list[str]]
_Answer = SimpleQueue[list[str] | BaseException]
_Orders = SimpleQueue[tuple[_Work, _Answer] | None]

# What the threads that have nothing to do listen to. A fork leaves the threads behind.
_idle: list[_Orders] = []
os.register_at_fork(after_in_child=_idle.clear)


class Deadline:
    """The end of the running request, for each thread its own."""

    def __init__(self) -> None:
        self._local = threading.local()

    def start(self, seconds: float) -> None:
        self._local.until = time.monotonic() + seconds

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is waited for meanwhile is not the fault of who is asked."""
        begun = time.monotonic()
        yield
        self._local.until += time.monotonic() - begun

    def left(self) -> float:
        """Seconds that are left; TimeoutError if none."""
        seconds = float(getattr(self._local, "until", 0.0)) - time.monotonic()
        if seconds <= 0:
            raise httpcore2.ReadTimeout("deadline")
        return seconds


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses only, and bounds every operation by what is left of the request's time."""

    def __init__(self, resolve: Resolve, dial: Dial, *, allow_private: bool) -> None:
        self.deadline = Deadline()
        self._resolve = resolve
        self._dial = dial
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve once, refuse if any answer is private, connect to the answers in turn."""
        addresses = within(self.deadline.left(), lambda: self._resolve(host, port))
        if not self._allow_private and not all(map(is_public_ip, addresses)):
            raise FetchError(
                f"{host} leads into a private network or to this machine; give a public address.",
                code="private-address",
                permanent=True,
            )
        failure: Exception = httpcore2.ConnectError("no address")
        for address in addresses[:4]:
            try:
                return TimedStream(self._dial(address, port, min(self.deadline.left(), 10.0)), self.deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refused: nothing of this machine is fetched."""
        raise FetchError("Only addresses of the web can be fetched.", code="bad-address", permanent=True)


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every operation ends with the request, so that a server that drips cannot hold it."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def resolve_all(host: str, port: int) -> list[str]:
    """All IP addresses of a host, in the order of preference of the system; FetchError if there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        lasting = isinstance(error, UnicodeError) or error.errno == socket.EAI_NONAME
        raise FetchError(
            f"The host {host} was not found; check its spelling or try again later.",
            code="unknown-host",
            permanent=lasting,
        ) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial_directly(address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
    """A plain TCP connection to an IP address."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout)


def within(seconds: float, work: _Work) -> list[str]:
    """The result of ``work``, or a time-out; the system's resolver knows no time limit of ours.

    It is done by a thread that is kept for the next, for to start one costs more than to resolve a name that is known.
    One that nobody waits for any longer ends when it is done.
    """
    try:
        orders = _idle.pop()
    except IndexError:
        orders = _start_thread()
    answer = _Answer()
    orders.put((work, answer))
    found: list[str] | BaseException | None = None
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise httpcore2.ConnectTimeout("name resolution") from None
    finally:
        if found is None:
            orders.put(None)
        else:
            _idle.append(orders)
    if isinstance(found, BaseException):
        raise found
    return found


def _start_thread() -> _Orders:
    orders = _Orders()
    threading.Thread(target=_follow, args=(orders,), daemon=True).start()
    return orders


def _follow(orders: _Orders) -> None:
    """Do what is ordered, one after the other, until there is nothing more to come."""
    while order := orders.get():
        work, answer = order
        try:
            answer.put(work())
        except BaseException as error:  # noqa: BLE001 -- carried over to the waiting thread and raised there
            answer.put(error)
