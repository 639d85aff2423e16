"""The only socket: where a request may lead, by redirects, names and proxies. All traffic stays on the loopback."""

import ssl
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import httpcore2
import pytest

from negotiations.sources.connections import dial_directly
from negotiations.sources.http import Fetcher, Hop, Response
from tests.origin import Origin
from tests.pure.fetching import NOW, PAGE, PUBLIC, refusal


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
