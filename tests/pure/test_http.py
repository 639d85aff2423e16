"""The only socket, against a server that misbehaves: what an answer may be. All traffic stays on the loopback."""

import gzip
import socket
import threading
import time
import zlib

import pytest

from negotiations.sources.http import Fetcher, parse_retry_after
from tests.origin import Origin
from tests.pure.fetching import NOW, PAGE, PUBLIC, refusal


def test_get_gives_body_headers_and_time(origin: Origin, fetcher: Fetcher) -> None:
    url = origin.page("/a", PAGE, headers={"ETag": '"1"', "Last-Modified": "Fri, 10 May 2024 10:00:00 GMT"})
    response = fetcher.get(url + "#part")
    assert (response.status, response.body, response.fetched_at) == (200, PAGE, NOW)
    assert (response.etag, response.last_modified) == ('"1"', "Fri, 10 May 2024 10:00:00 GMT")
    assert response.content_type == "text/html; charset=utf-8"
    assert (response.final_url, response.redirects, response.moved_to) == (url, (), None)
    assert origin.asked[0].headers["user-agent"] == "Parley-Test"


def test_get_sends_validators_and_understands_not_modified(origin: Origin, fetcher: Fetcher) -> None:
    url = origin.page("/a", status=304, content_type=None)
    response = fetcher.get(url, etag='"1"', last_modified="Fri, 10 May 2024 10:00:00 GMT")
    assert (response.not_modified, response.body) == (True, b"")
    assert origin.asked[0].headers["if-none-match"] == '"1"'
    assert "if-modified-since" in origin.asked[0].headers


def test_get_drops_a_validator_that_would_inject_a_header(origin: Origin, fetcher: Fetcher) -> None:
    fetcher.get(origin.page("/a", PAGE), etag='"1"\r\nX-Evil: 1')
    assert not {"if-none-match", "x-evil"} & set(origin.asked[0].headers)


def test_get_refuses_not_modified_that_nobody_asked_for(origin: Origin, fetcher: Fetcher) -> None:
    assert not refusal(fetcher, origin.page("/a", status=304, content_type=None)).permanent


def test_get_keeps_no_cookies(origin: Origin, fetcher: Fetcher) -> None:
    url = origin.page("/a", PAGE, headers={"Set-Cookie": "a=1"})
    fetcher.get(url)
    fetcher.get(url)
    assert "cookie" not in origin.asked[1].headers


@pytest.mark.parametrize("etag", ['"\u00e9"', '"' + "x" * 600 + '"', ""])
def test_get_keeps_no_validator_that_cannot_be_sent_back(origin: Origin, fetcher: Fetcher, etag: str) -> None:
    assert fetcher.get(origin.page("/a", PAGE, headers={"ETag": etag})).etag is None


@pytest.mark.parametrize(
    ("status", "code", "permanent"),
    [
        (204, "http-status", True),
        (206, "http-status", True),
        (300, "http-status", True),
        (401, "refused", True),
        (403, "refused", True),
        (404, "not-found", True),
        (410, "gone", True),
        (418, "http-status", True),
        (429, "rate-limited", False),
        (451, "refused", True),
        (500, "server-error", False),
        (502, "server-error", False),
        (503, "unavailable", False),
    ],
)
def test_get_says_whether_a_status_can_pass(
    origin: Origin, fetcher: Fetcher, status: int, code: str, permanent: bool
) -> None:
    error = refusal(fetcher, origin.page("/a", status=status, headers={"Retry-After": "120"}))
    assert (error.code, error.permanent) == (code, permanent)
    assert error.retry_after == (None if permanent else 120)
    assert error.status == status


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("9" * 30, 86400),
        ("Fri, 10 May 2024 12:01:00 GMT", 60),
        ("Fri, 10 May 2024 11:00:00 GMT", 0),
        ("Fri, 10 May 2044 11:00:00 GMT", 86400),
        ("-5", None),
        ("soon", None),
        ("\u0663", None),
        ("", None),
        (None, None),
    ],
)
def test_parse_retry_after_reads_both_forms_and_caps(value: str | None, seconds: int | None) -> None:
    assert parse_retry_after(value, now=NOW) == seconds


@pytest.mark.parametrize(
    "kind",
    ["image/png", "image/svg+xml", "application/pdf", "video/mp4", "application/zip", "text/css", "text/javascript"],
)
def test_get_refuses_a_type_that_holds_no_article(origin: Origin, fetcher: Fetcher, kind: str) -> None:
    error = refusal(fetcher, origin.page("/a", PAGE, content_type=kind))
    assert (error.code, error.permanent) == ("unsupported-type", True)
    assert kind in str(error)


@pytest.mark.parametrize(
    "kind", [None, "application/octet-stream", "text/plain", "application/rss+xml", "application/json"]
)
def test_get_takes_readable_and_undeclared_types(origin: Origin, fetcher: Fetcher, kind: str | None) -> None:
    assert fetcher.get(origin.page("/a", PAGE, content_type=kind)).body == PAGE


@pytest.mark.parametrize("body", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04zip", bytes(range(32)) * 50])
def test_get_refuses_a_binary_that_poses_as_a_page(origin: Origin, fetcher: Fetcher, body: bytes) -> None:
    assert refusal(fetcher, origin.page("/a", body)).code == "unsupported-type"


def test_get_stops_at_the_size_cap(origin: Origin, fetcher: Fetcher) -> None:
    assert refusal(fetcher, origin.page("/declared", b"a" * 100_001)).code == "too-large"
    endless = origin.drip("/endless", b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 50_000, pause=0.001)
    assert refusal(fetcher, endless).code == "too-large"
    assert len(fetcher.get(origin.page("/fits", b"a" * 100_000)).body) == 100_000


def test_get_refuses_a_huge_content_length_at_once(origin: Origin, fetcher: Fetcher) -> None:
    url = origin.raw("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\nshort")
    assert refusal(fetcher, url).code == "too-large"


def test_get_stops_a_gzip_bomb_at_the_cap(origin: Origin, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\x20" * 20_000_000)
    started = time.monotonic()
    assert refusal(fetcher, origin.page("/a", bomb, headers={"Content-Encoding": "gzip"})).code == "too-large"
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
    ids=["gzip", "gzip-in-parts", "deflate", "deflate-bare", "identity"],
)
def test_get_unpacks(origin: Origin, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    assert fetcher.get(origin.page("/a", packed, headers={"Content-Encoding": encoding})).body == PAGE


@pytest.mark.parametrize(
    ("encoding", "packed", "is_kept"),
    [
        ("gzip", gzip.compress(PAGE * 9), True),
        ("gzip", gzip.compress(PAGE) + gzip.compress(PAGE), False),
        ("gzip", gzip.compress(PAGE * 9) + b"garbage", False),
        ("gzip", gzip.compress(PAGE, compresslevel=0), False),
        ("deflate", zlib.compress(PAGE * 9), False),
        ("identity", PAGE, False),
    ],
    ids=["gzip", "gzip-in-parts", "garbage-behind-it", "larger-than-before", "deflate", "identity"],
)
def test_get_keeps_what_one_piece_of_gzip_came_as(
    origin: Origin, fetcher: Fetcher, encoding: str, packed: bytes, is_kept: bool
) -> None:
    response = fetcher.get(origin.page("/a", packed, headers={"Content-Encoding": encoding}))
    assert response.packed == (packed if is_kept else None)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
        ("br", b"\x0b\x02\x80abc\x03"),
        ("made-up", PAGE),
        ("gzip", PAGE),
        ("gzip", gzip.compress(PAGE * 50)[:-12]),
        ("deflate", b"\xff\xff\xff\xff"),
    ],
    ids=["twice", "unknown-here", "unknown", "not-packed", "cut-off", "not-deflate"],
)
def test_get_refuses_what_cannot_be_unpacked(origin: Origin, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    error = refusal(fetcher, origin.page("/a", packed, headers={"Content-Encoding": encoding}))
    assert (error.code, error.permanent) == ("bad-encoding", False)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbody\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
def test_get_calls_a_broken_answer_temporary(origin: Origin, fetcher: Fetcher, answer: bytes) -> None:
    error = refusal(fetcher, origin.raw("/a", answer))
    assert (error.code, error.permanent) == ("broken-response", False)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 ", b""),
    ],
)
def test_get_ends_a_drip_by_the_total_time(origin: Origin, start: bytes, piece: bytes) -> None:
    url = origin.drip("/a", start, piece)
    with Fetcher(user_agent="t", clock=lambda: NOW, timeout=0.4, allow_private=True) as fetcher:
        started = time.monotonic()
        error = refusal(fetcher, url)
    assert (error.code, error.permanent) == ("timeout", False)
    assert time.monotonic() - started < 3


def test_a_name_that_does_not_resolve_keeps_no_other_waiting(origin: Origin) -> None:
    answered = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        if host == "slow.example":
            answered.wait(10)
        return ["127.0.0.1"]

    address = origin.page("/a", PAGE).replace("127.0.0.1", "quick.example")
    with Fetcher(user_agent="t", clock=lambda: NOW, timeout=1, allow_private=True, resolve=resolve) as fetcher:
        try:
            assert refusal(fetcher, "http://slow.example/").code == "timeout"
            assert fetcher.get(address).status == 200
        finally:
            answered.set()


def test_get_bounds_the_time_of_a_name_that_does_not_resolve() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(1.5)
        return [PUBLIC]

    with Fetcher(user_agent="t", clock=lambda: NOW, timeout=0.2, resolve=slow) as fetcher:
        assert refusal(fetcher, "https://news.example/").code == "timeout"


def test_get_says_when_nothing_listens(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert refusal(fetcher, f"http://127.0.0.1:{port}/").code == "unreachable"
