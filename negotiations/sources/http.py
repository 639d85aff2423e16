"""The only socket of the product: one bounded GET, guarded on every hop.

What is bounded: the time for all of it, the bytes before and after decompression, the number of redirects. What is
guarded: a host name is resolved once, all of its addresses must be public, and the connection goes to one of them,
while TLS still verifies the name. Proxies and credentials of the environment are not used. Nothing is retried here.
"""

import re
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore2

from negotiations.errors import FetchError
from negotiations.sources.addresses import parse_address
from negotiations.sources.bodies import MEGABYTE, Body, read_body, too_large
from negotiations.sources.connections import Dial, GuardedBackend, Resolve, dial_directly, resolve_all
from negotiations.sources.encodings import binary_kind
from negotiations.sources.statuses import PAGE, Wanted, refusal

MayFollow = Callable[[str], object]  # called with where a redirect leads before that is asked for; raises to stop there

LONGEST_WAIT = 24 * 60 * 60
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"

_READABLE = re.compile(
    r"^(text/(?!css|javascript|ecmascript|csv|calendar|vcard)|application/(xml|json|rss|atom|x-ndjson)$)"
)
_READABLE_SUFFIX = re.compile(r"^application/[\w.+-]+\+(xml|json)$")
_VALIDATOR = re.compile(r"^[\x20-\x7e]{1,500}$")


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address that answered with it and its status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Response:
    """What a server gave. ``headers`` have lower-case names; ``body`` is decompressed, empty where ``not_modified``.

    ``packed`` is the body as the server packed it, in gzip; None where it came otherwise.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    redirects: tuple[Hop, ...]
    content_type: str
    etag: str | None
    last_modified: str | None
    not_modified: bool
    packed: bytes | None = None

    @property
    def moved_to(self) -> str | None:
        """The new address if every redirect on the way was permanent (301, 308), else None.

        Also None where the way left TLS: who listens in on one answer must not take the protection off all later ones.
        """
        permanent = self.redirects and all(hop.status in (301, 308) for hop in self.redirects)
        ways = [*(hop.url for hop in self.redirects), self.final_url]
        safe = [url.startswith("https:") for url in ways]
        return self.final_url if permanent and safe == sorted(safe) else None


class Fetcher:
    """A client to be kept and reused within one process (it holds the loaded certificates); make one after a fork.

    ``timeout`` is in seconds and holds for one ``get`` with all its redirects; ``clock`` gives the time in UTC for
    ``fetched_at`` and for dates in Retry-After. ``allow_private``, ``resolve`` and ``dial`` are meant for tests.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        timeout: float = 20.0,
        max_bytes: int = 5 * MEGABYTE,
        max_redirects: int = 5,
        allow_private: bool = False,
        resolve: Resolve | None = None,
        dial: Dial | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.user_agent = user_agent
        self.timeout = timeout
        self.max_bytes = max_bytes
        self.max_redirects = max_redirects
        self.allow_private = allow_private
        self._clock = clock
        self._backend = GuardedBackend(resolve or resolve_all, dial or dial_directly, allow_private=allow_private)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context or _of_the_system(),
            max_connections=20,
            # Requests to one host are spaced further apart than servers keep connections open, and one that the server
            # closes while it is being reused looks like a failure.
            max_keepalive_connections=0,
            network_backend=self._backend,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the open connections."""
        self._pool.close()

    def get(
        self,
        url: str,
        etag: str | None = None,
        last_modified: str | None = None,
        *,
        wanted: Wanted = PAGE,
        may_follow: MayFollow | None = None,
    ) -> Response:
        """Fetch an address. With the validators of an earlier answer the result can be ``not_modified``.

        What ``may_follow`` raises ends the way there, and comes out of here as it is.

        FetchError says by ``permanent`` whether trying again can help, and by ``retry_after`` when at the earliest.
        """
        self._backend.deadline.start(self.timeout)
        current, redirects = str(parse_address(url, allow_private=self.allow_private)), list[Hop]()
        headers = self._headers(etag, last_modified)
        while True:
            answer = self._ask(current, headers, wanted)
            if answer.location is None:
                return self._finish(
                    answer, url=url, final_url=current, redirects=redirects, conditional=len(headers) > 3
                )
            redirects.append(Hop(current, answer.status))
            if len(redirects) > self.max_redirects:
                raise FetchError(
                    f"The address redirects more than {self.max_redirects} times; check it in a browser.",
                    code="too-many-redirects",
                    permanent=True,
                )
            current = _next_address(current, answer.location, allow_private=self.allow_private)
            if may_follow:
                with self._backend.deadline.paused():
                    may_follow(current)

    def _headers(self, etag: str | None, last_modified: str | None) -> list[tuple[str, str]]:
        headers = [("User-Agent", self.user_agent), ("Accept", ACCEPT), ("Accept-Encoding", "gzip, deflate")]
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
            if _validator(value):
                headers.append((name, value or ""))
        return headers

    def _ask(self, url: str, headers: list[tuple[str, str]], wanted: Wanted) -> "_Answer":
        """One request; errors of the network become FetchErrors that name the host."""
        host = parse_address(url, allow_private=True).netloc
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)
        try:
            with self._pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response:
                return self._read(response, host, wanted)
        except (httpcore2.TimeoutException, TimeoutError):
            raise FetchError(
                f"{host} did not answer in full within {self.timeout:g} seconds; try again later.", code="timeout"
            ) from None
        except httpcore2.ConnectError as error:
            if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
                raise FetchError(
                    f"The certificate of {host} could not be verified; check the address or tell the publisher.",
                    code="tls",
                ) from None
            raise FetchError(f"{host} could not be reached; try again later.", code="unreachable") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError):
            raise FetchError(
                f"{host} broke off or answered with something that is not HTTP; try again later.",
                code="broken-response",
            ) from None

    def _read(self, response: httpcore2.Response, host: str, wanted: Wanted) -> "_Answer":
        """Judge status and headers, then read the body up to the cap."""
        headers = _readable_headers(response.headers)
        status, location = response.status, headers.get("location")
        if status in (301, 302, 303, 307, 308) and location:
            return _Answer(status, headers, Body(b""), location)
        if status == 304:
            return _Answer(status, headers, Body(b""), None)
        if not 200 <= status < 300 or status in (204, 205, 206):
            raise refusal(status, host, wanted=wanted, retry_after=self._wait(headers.get("retry-after")))
        max_bytes = wanted.max_bytes or self.max_bytes
        _refuse_type(headers.get("content-type", ""))
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and (len(length) > 18 or int(length) > max_bytes):
            raise too_large(max_bytes)
        body = read_body(response.iter_stream(), headers.get("content-encoding", ""), max_bytes)
        kind = binary_kind(body.unpacked)
        if kind:
            raise _unsupported(kind)
        return _Answer(status, headers, body, None)

    def _wait(self, value: str | None) -> int | None:
        return parse_retry_after(value, now=self._clock())

    def _finish(
        self, answer: "_Answer", *, url: str, final_url: str, redirects: list[Hop], conditional: bool
    ) -> Response:
        if answer.status == 304 and not conditional:
            raise FetchError("The server says that nothing changed although nothing was known; try again later.")
        return Response(
            url=url,
            final_url=final_url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body.unpacked,
            fetched_at=self._clock(),
            redirects=tuple(redirects),
            content_type=answer.headers.get("content-type", ""),
            etag=_validator(answer.headers.get("etag")),
            last_modified=_validator(answer.headers.get("last-modified")),
            not_modified=answer.status == 304,
            packed=answer.body.packed,
        )


@cache
def _of_the_system() -> ssl.SSLContext:
    """Trust in whom the system trusts. A pool that is given none loads the certificates for each connection: 20 ms."""
    return httpcore2.default_ssl_context()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: Body
    location: str | None


def parse_retry_after(value: str | None, *, now: datetime) -> int | None:
    """The wait in seconds that a Retry-After header asks for (seconds or a date), from 0 to one day, or None."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]) if len(value) > 9 else int(value), LONGEST_WAIT)
    with suppress(ValueError, TypeError, OverflowError):
        until = parsedate_to_datetime(value)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0, min(int((until - now).total_seconds()), LONGEST_WAIT))
    return None


def _next_address(current: str, location: str, *, allow_private: bool) -> str:
    """Where a redirect leads, judged like the first address."""
    try:
        joined = urljoin(current, location)
    except ValueError:
        raise FetchError(
            "The address redirects to a malformed one; check it in a browser.", code="bad-address", permanent=True
        ) from None
    return str(parse_address(joined, allow_private=allow_private))


def _validator(value: str | None) -> str | None:
    """A validator that can be sent back just as it came, else None: one that was changed would be no validator."""
    return value if value and _VALIDATOR.match(value) else None


def _readable_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; repeated ones joined by a comma; control characters dropped."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        value = _as_utf_8(raw_value) if name == "location" else raw_value.decode("latin-1")
        value = "".join(character for character in value if character.isprintable()).strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers and name != "location" else value
    return headers


def _as_utf_8(value: bytes) -> str:
    """An address that a server did not escape is in UTF-8 where it can be; Latin-1 gives every byte a character."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _refuse_type(content_type: str) -> None:
    """FetchError for a declared type that holds no text. A missing or general one is judged by the bytes later."""
    kind = content_type.split(";", maxsplit=1)[0].split(",", maxsplit=1)[0].strip().lower()
    if kind in ("", "application/octet-stream", "binary/octet-stream", "unknown/unknown"):
        return
    if not _READABLE.match(kind) and not _READABLE_SUFFIX.match(kind):
        raise _unsupported(kind[:100])


def _unsupported(kind: str) -> FetchError:
    return FetchError(
        f"The address gives {kind}, which holds no text of an article; give the address of a page or a feed.",
        code="unsupported-type",
        permanent=True,
    )
