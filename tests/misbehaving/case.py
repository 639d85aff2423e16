"""What a case is: what a server does, and what must become of the article or the feed that it was asked for."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpcore2

from negotiations.sources.connections import dial_directly
from negotiations.sources.http import Fetcher
from tests.origin import Origin, Script

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"
WORDS = "The envoys of Borduria and Syldavia met in Klow on Tuesday and parted without an agreement, officials said. "


@dataclass(frozen=True, slots=True)
class End:
    """How it ends. Without a ``code`` it was taken in.

    ``says`` must stand in the article, in the remark on a look that went well, or in the sentence of the failure.
    ``lasting`` failures of an article are not tried again; a feed is always looked at again. ``wait`` is what the
    server asked for, in seconds; ``entries`` how many a feed must yield.
    """

    code: str = ""
    lasting: bool = False
    says: str = ""
    wait: int | None = None
    entries: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """``does`` completes "The server …"; ``arrange`` makes it do so. A missing end: the case does not concern it."""

    name: str
    does: str
    arrange: Callable[["Web"], object]
    page: End | None = None
    feed: End | None = None
    timeout: float = 3.0


READ = End()


def lasting(code: str, says: str) -> End:
    """A failure that another attempt would not mend."""
    return End(code, lasting=True, says=says)


def passing(code: str, says: str = "try again later", wait: int | None = None) -> End:
    """A failure that may pass by itself."""
    return End(code, says=says, wait=wait)


def both(name: str, does: str, arrange: Callable[["Web"], object], end: End, *, timeout: float = 3.0) -> Case:
    """A case that ends alike for an article and for a feed."""
    return Case(name, does, arrange, page=end, feed=end, timeout=timeout)


def article(words: str = WORDS, head: str = "<title>Envoys part</title>") -> bytes:
    """A sound page."""
    return f"<html><head>{head}</head><body><article><p>{words * 2}</p></article></body></html>".encode()


def entry(path: str = "/story", extra: str = "") -> str:
    """One entry of a feed; every path that begins with /story is a sound page."""
    return f"<item><title>Envoys part</title><link>http://pages.example{path}</link>{extra}</item>"


def rss(*entries: str, title: str = "The Bad Gazette", before: str = "") -> bytes:
    """A sound feed."""
    return f"{before}<rss version='2.0'><channel><title>{title}</title>{''.join(entries)}</channel></rss>".encode()


@dataclass
class Web:
    """A web of made-up names that all lead to one loopback server; ``door`` is what is asked for: page or feed."""

    origin: Origin
    door: str
    address: str = "http://bad.example/it"
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    failures: dict[str, Exception] = field(default_factory=dict)
    dialled: list[str] = field(default_factory=list)
    secure_port: int = 0
    trusted: ssl.SSLContext | None = None
    _secure: Origin | None = None

    @property
    def body(self) -> bytes:
        """What a sound server would give here."""
        return article() if self.door == "page" else rss(entry())

    @property
    def kind(self) -> str:
        return "text/html; charset=utf-8" if self.door == "page" else "application/rss+xml"

    def answer(
        self,
        body: bytes | None = None,
        *,
        status: int = 200,
        kind: str | None = None,
        path: str = "/it",
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer the path soundly but for what is given."""
        content = self.body if body is None else body
        self.origin.page(path, content, status=status, content_type=kind or self.kind, headers=headers)

    def redirect(self, to: str, *, status: int = 302, path: str = "/it") -> object:
        """Answer the path with a redirect."""
        return self.origin.redirect(path, to, status=status)

    def raw(self, *lines: bytes, body: bytes = b"") -> None:
        """Answer with exactly these lines of a head, an empty one and a body, and hang up."""
        self.origin.raw("/it", b"\r\n".join(lines) + b"\r\n\r\n" + body)

    def speak_tls(self, context: ssl.SSLContext) -> None:
        """Answer on https too, by a second server to which ``answer`` and the others then talk; ``close`` ends it."""
        self._secure = Origin(ssl_context=context, routes_of=self.origin)
        self._secure.__enter__()
        self.secure_port = self._secure.port

    def close(self) -> None:
        if self._secure:
            self._secure.__exit__(None, None, None)

    def script(self, script: Script) -> None:
        self.origin.script("/it", script)

    def fetcher(self, *, timeout: float) -> Fetcher:
        """The real fetcher with all its guards up; only names and connections lead elsewhere."""
        return Fetcher(
            user_agent="tests",
            clock=lambda: NOON,
            timeout=timeout,
            resolve=self._resolve,
            dial=self._dial,
            ssl_context=self.trusted,
        )

    def _resolve(self, host: str, port: int) -> list[str]:
        if host in self.failures:
            raise self.failures[host]
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _dial(self, address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        self.dialled.append(address)
        if address == "93.184.216.99":  # a machine that is switched off
            raise httpcore2.ConnectError("refused")
        return dial_directly("127.0.0.1", self.secure_port if port == 443 else self.origin.port, timeout)


def clock() -> datetime:
    """The one moment of all cases."""
    return NOON
