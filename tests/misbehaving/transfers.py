"""Servers that drip, break off, miscount or speak another language."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress

from tests.misbehaving.case import READ, Web, both, lasting, passing

_BROKEN = passing("broken-response")
_OK = b"HTTP/1.1 200 OK"
_DRIP_TIMEOUT = 0.7


def _drip(start: bytes, piece: bytes) -> Callable[[Web], None]:
    def arrange(web: Web) -> None:
        web.origin.drip("/it", start, piece)

    return arrange


def _length(value: bytes) -> Callable[[Web], None]:
    return lambda web: web.raw(_OK, b"Content-Type: " + web.kind.encode(), b"Content-Length: " + value, body=web.body)


def _lengths(*values: int) -> Callable[[Web], None]:
    """Content-Length, off by so many bytes, once for each value."""

    def arrange(web: Web) -> None:
        lengths = [b"Content-Length: %d" % (len(web.body) + value) for value in values]
        web.raw(_OK, b"Content-Type: " + web.kind.encode(), *lengths, body=web.body)

    return arrange


def _chunked(make: Callable[[bytes], bytes]) -> Callable[[Web], None]:
    def arrange(web: Web) -> None:
        head = (_OK, b"Content-Type: " + web.kind.encode(), b"Transfer-Encoding: chunked")
        web.raw(*head, body=make(web.body))

    return arrange


def _bytes(*answer: bytes) -> Callable[[Web], object]:
    return lambda web: web.origin.raw("/it", b"".join(answer))


def _resets(web: Web) -> None:
    def reset(connection: socket.socket) -> None:
        connection.sendall(_OK + b"\r\nContent-Length: 5000\r\n\r\nhalf")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        connection.close()

    web.script(reset)


def _slow_but_sure(web: Web) -> None:
    answer = _OK + b"\r\nContent-Type: " + web.kind.encode() + b"\r\n\r\n" + web.body

    def send(connection: socket.socket) -> None:
        size = len(answer) // 8 + 1
        for start in range(0, len(answer), size):
            connection.sendall(answer[start : start + size])
            time.sleep(0.01)

    web.script(send)


def _with_garbage(web: Web) -> None:
    head = _OK + b"\r\nContent-Type: %s\r\nContent-Length: %d" % (web.kind.encode(), len(web.body))
    web.origin.raw("/it", head + b"\r\n\r\n" + web.body + b"HTTP/1.1 200 OK\r\n\r\n<p>smuggled</p>" + b"\x00" * 500)


def _keeps_alive_and_cuts(web: Web) -> None:
    web.answer(headers={"Connection": "keep-alive", "Keep-Alive": "timeout=60"})


def _endless_body(web: Web) -> None:
    def send(connection: socket.socket) -> None:
        connection.sendall(_OK + b"\r\nContent-Type: " + web.kind.encode() + b"\r\n\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(b"<p>more</p>" * 5000)

    web.script(send)


CASES = (
    both(
        "slow-head",
        "drips its head, a line at a time",
        _drip(_OK + b"\r\n", b"X: y\r\n"),
        passing("timeout"),
        timeout=_DRIP_TIMEOUT,
    ),
    both(
        "slow-body",
        "drips its body, a byte at a time",
        _drip(_OK + b"\r\nContent-Type: text/html\r\n\r\n", b"a"),
        passing("timeout"),
        timeout=_DRIP_TIMEOUT,
    ),
    both(
        "slow-chunks",
        "drips chunks",
        _drip(_OK + b"\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        passing("timeout"),
        timeout=_DRIP_TIMEOUT,
    ),
    both("silent", "takes the request and never answers", _drip(b"", b""), passing("timeout"), timeout=_DRIP_TIMEOUT),
    both(
        "informs-without-end",
        "says 100 without end",
        _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        passing("timeout"),
        timeout=_DRIP_TIMEOUT,
    ),
    both("slow-but-sure", "is slow, but within the time", _slow_but_sure, READ),
    both("endless-body", "never ends its body", _endless_body, lasting("too-large", "give the address")),
    both(
        "endless-head",
        "sends 20,000 lines of head",
        _bytes(_OK, b"\r\n", *(b"X-%d: y\r\n" % number for number in range(20_000)), b"\r\n"),
        _BROKEN,
    ),
    both("huge-header", "sends a header of 300 KB", _bytes(_OK, b"\r\nX: ", b"a" * 300_000, b"\r\n\r\n"), _BROKEN),
    both("cut-at-once", "hangs up before it answers", _bytes(b""), _BROKEN),
    both("cut-in-status", "hangs up in its first line", _bytes(b"HTTP/1."), _BROKEN),
    both("cut-in-head", "hangs up in its head", _bytes(_OK, b"\r\nContent-Ty"), _BROKEN),
    both("cut-in-body", "hangs up in its body", _lengths(500), _BROKEN),
    both("reset-in-body", "resets the connection in its body", _resets, _BROKEN),
    both("length-wrong", "counts one byte too many", _lengths(1), _BROKEN),
    both("length-negative", "counts minus five bytes", _length(b"-5"), _BROKEN),
    both("length-words", "counts in words", _length(b"many"), _BROKEN),
    both("length-twice", "gives two lengths that differ", _lengths(0, 9), _BROKEN),
    both("length-twice-equal", "gives the same length twice", _lengths(0, 0), READ),
    both("length-huge", "announces 100 MB", _length(b"104857600"), lasting("too-large", "give the address")),
    both("length-absurd", "announces more bytes than a number holds", _length(b"9" * 30), _BROKEN),
    both(
        "chunks-sound",
        "sends chunks with extensions and trailers",
        _chunked(lambda body: b"%x;a=b\r\n%s\r\n0\r\nX-Trailer: y\r\n\r\n" % (len(body), body)),
        READ,
    ),
    both("chunks-no-number", "sends chunks without a size", _chunked(lambda body: b"zz\r\n" + body), _BROKEN),
    both("chunks-negative", "sends a chunk of minus one byte", _chunked(lambda body: b"-1\r\n" + body), _BROKEN),
    both(
        "chunks-huge",
        "announces a chunk of 16 exabytes",
        _chunked(lambda body: b"FFFFFFFFFFFFFFFF\r\n" + body),
        _BROKEN,
    ),
    both(
        "chunks-too-long",
        "puts more into a chunk than announced",
        _chunked(lambda body: b"5\r\n" + body + b"\r\n0\r\n\r\n"),
        _BROKEN,
    ),
    both("chunks-no-end", "never ends its chunks", _chunked(lambda body: b"%x\r\n%s\r\n" % (len(body), body)), _BROKEN),
    both("http-0.9", "answers in HTTP/0.9, without a head", _bytes(b"<html><p>Talks.</p></html>"), _BROKEN),
    both(
        "http-1.0",
        "answers in HTTP/1.0, without a length",
        lambda web: web.raw(b"HTTP/1.0 200 OK", b"Content-Type: " + web.kind.encode(), body=web.body),
        READ,
    ),
    both(
        "http-2",
        "answers in HTTP/2",
        _bytes(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"),
        _BROKEN,
    ),
    both("ssh", "speaks SSH", _bytes(b"SSH-2.0-OpenSSH_9.2\r\n"), _BROKEN),
    both("tls-on-80", "speaks TLS on port 80", _bytes(b"\x15\x03\x03\x00\x02\x02\x46"), _BROKEN),
    both("status-no-number", "gives a status that is no number", _bytes(b"HTTP/1.1 abc OK\r\n\r\n"), _BROKEN),
    both(
        "no-reason",
        "gives a status without a word",
        lambda web: web.raw(b"HTTP/1.1 200", b"Content-Type: " + web.kind.encode(), body=web.body),
        READ,
    ),
    both("head-nul", "puts a NUL into a header", _bytes(_OK, b"\r\nX: a\x00b\r\n\r\n"), _BROKEN),
    both(
        "head-folded",
        "folds a header over two lines",
        lambda web: web.raw(_OK, b"Content-Type: " + web.kind.encode(), b"X-Note: one", b"  two", body=web.body),
        READ,
    ),
    both(
        "head-no-colon", "puts a line without a colon into its head", _bytes(_OK, b"\r\nnonsense\r\n\r\nbody"), _BROKEN
    ),
    both("pipelined-garbage", "sends a second answer that nobody asked for", _with_garbage, READ),
    both("keep-alive-cut", "promises to keep the connection and hangs up", _keeps_alive_and_cuts, READ),
)
