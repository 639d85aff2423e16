"""The only socket, against a server that misbehaves. All traffic stays on the loopback."""

import gzip
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import httpcore2
import pytest

from negotiations.errors import FetchError
from negotiations.sources.connections import dial_directly
from negotiations.sources.http import Fetcher, Hop, Response, parse_retry_after
from tests.origin import Origin

NOW = datetime(2024, 5, 10, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"
PAGE = b"<html><body><p>The talks go on.</p></body></html>"


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as server:
        yield server


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(
        user_agent="Parley-Test", clock=lambda: NOW, timeout=1.0, max_bytes=100_000, allow_private=True
    ) as client:
        yield client


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert str(caught.value).endswith(".")
    return caught.value


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


def test_get_follows_redirects_and_tells_a_permanent_move(origin: Origin, fetcher: Fetcher) -> None:
    end = origin.page("/end", PAGE)
    moved = fetcher.get(origin.redirect("/old", "/end", status=301))
    assert (moved.final_url, moved.moved_to, moved.redirects[0].status) == (end, end, 301)
    assert fetcher.get(origin.redirect("/away", "/end", status=302)).moved_to is None


@pytest.mark.parametrize(
    ("ways", "moved"),
    [
        (["https://a.example/", "https://b.example/"], True),
        (["http://a.example/", "https://a.example/", "https://b.example/"], True),
        (["http://a.example/", "http://b.example/"], True),
        (["https://a.example/", "http://a.example/"], False),
        (["https://a.example/", "http://a.example/", "https://b.example/"], False),
    ],
)
def test_a_permanent_move_that_leaves_tls_is_none(ways: list[str], moved: bool) -> None:
    sound = Response(
        url=ways[0], final_url=ways[-1], status=200, headers={}, body=b"", fetched_at=NOW,
        redirects=tuple(Hop(way, 301) for way in ways[:-1]), content_type="", etag=None, last_modified=None,
        not_modified=False,
    )  # fmt: skip
    assert sound.moved_to == (ways[-1] if moved else None)


@pytest.mark.parametrize("etag", ['"\u00e9"', '"' + "x" * 600 + '"', ""])
def test_get_keeps_no_validator_that_cannot_be_sent_back(origin: Origin, fetcher: Fetcher, etag: str) -> None:
    assert fetcher.get(origin.page("/a", PAGE, headers={"ETag": etag})).etag is None


def test_get_ends_a_loop_of_redirects(origin: Origin, fetcher: Fetcher) -> None:
    error = refusal(fetcher, origin.redirect("/loop", "/loop"))
    assert (error.code, error.permanent, len(origin.asked)) == ("too-many-redirects", True, 6)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "gopher://x.example/",
        "javascript:alert(1)",
        "https://u:p@news.example/",
        "http://[::1",
        "\x00",
    ],
)
def test_get_refuses_a_redirect_to_what_is_no_web_address(origin: Origin, fetcher: Fetcher, target: str) -> None:
    error = refusal(fetcher, origin.redirect("/a", target))
    assert error.code in ("bad-address", "broken-response")


def test_get_asks_whether_it_may_follow_each_redirect(origin: Origin, fetcher: Fetcher) -> None:
    origin.redirect("/a", "/b")
    origin.redirect("/b", "/c")
    origin.page("/c", "Words.")
    told: list[str] = []
    fetcher.get(origin.url("/a"), may_follow=told.append)
    assert told == [origin.url("/b"), origin.url("/c")]


def test_get_stops_where_it_may_not_follow(origin: Origin, fetcher: Fetcher) -> None:
    def refuse(address: str) -> None:
        raise LookupError(address)

    origin.redirect("/a", "/b")
    with pytest.raises(LookupError, match="/b"):
        fetcher.get(origin.url("/a"), may_follow=refuse)
    assert [one.path for one in origin.asked] == ["/a"]


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


def test_get_ignores_the_proxies_of_the_environment(
    origin: Origin, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetcher.get(origin.page("/a", PAGE)).status == 200


def guarded(origin: Origin, answers: dict[str, list[list[str]]], dialled: list[str]) -> Fetcher:
    """A fetcher with all guards up, for which made-up names resolve as told and public addresses lead to the origin."""

    def resolve(host: str, port: int) -> list[str]:
        return answers[host].pop(0)

    def dial(address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        dialled.append(address)
        return dial_directly("127.0.0.1", origin.port, timeout)

    return Fetcher(user_agent="t", clock=lambda: NOW, timeout=1.0, resolve=resolve, dial=dial)


@pytest.mark.parametrize(
    "private", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "100.64.1.1", "::1", "fe80::1", "224.0.0.1"]
)
def test_get_refuses_a_name_if_any_answer_is_private(origin: Origin, private: str) -> None:
    dialled: list[str] = []
    with guarded(origin, {"news.example": [[PUBLIC, private]]}, dialled) as fetcher:
        error = refusal(fetcher, "http://news.example/")
    assert (error.code, error.permanent, dialled, origin.asked) == ("private-address", True, [], [])


def test_get_resolves_once_and_connects_to_that_answer(origin: Origin) -> None:
    dialled: list[str] = []
    origin.page("/", PAGE)
    with guarded(origin, {"news.example": [[PUBLIC], ["127.0.0.1"]]}, dialled) as fetcher:
        assert fetcher.get("http://news.example/").body == PAGE
    assert dialled == [PUBLIC]
    assert origin.asked[0].headers["host"] == "news.example"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://[::ffff:7f00:1]/",
        "http://localhost/x",
        "http://2130706433/",
        "http://news.example:6379/",
    ],
)
def test_get_checks_every_redirect(origin: Origin, target: str) -> None:
    origin.redirect("/", target)
    with guarded(origin, {"news.example": [[PUBLIC], [PUBLIC]]}, []) as fetcher:
        assert refusal(fetcher, "http://news.example/").code in ("private-address", "bad-address")
    assert len(origin.asked) == 1


def test_get_checks_the_name_that_a_redirect_leads_to(origin: Origin) -> None:
    origin.redirect("/", "http://inside.example/")
    with guarded(origin, {"news.example": [[PUBLIC]], "inside.example": [["10.0.0.1"]]}, []) as fetcher:
        assert refusal(fetcher, "http://news.example/").code == "private-address"


@pytest.mark.skipif(which("openssl") is None, reason="openssl makes the certificate of this test")
def test_get_verifies_the_name_although_it_connects_to_an_ip(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        (
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example "
            f"-addext subjectAltName=DNS:news.example -keyout {key} -out {certificate}"
        ).split(),
        check=True,
        capture_output=True,
    )
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with Origin(ssl_context=server_side) as origin:
        origin.page("/", PAGE)

        def dial(address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
            return dial_directly("127.0.0.1", origin.port, timeout)

        with Fetcher(
            user_agent="t",
            clock=lambda: datetime.now(UTC),
            resolve=lambda h, p: [PUBLIC],
            dial=dial,
            ssl_context=trusting,
        ) as fetcher:
            assert fetcher.get("https://news.example/").body == PAGE
            assert refusal(fetcher, "https://other.example/").code == "tls"
