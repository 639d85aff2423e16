"""Nothing that comes in by any door reaches this machine or a private network, and no setting changes that."""

import ast
import socket
from html import escape
from pathlib import Path

import pytest

from negotiations import flow
from negotiations.errors import FetchError
from negotiations.ingest.submitting import submit_address
from negotiations.ingest.subscribing import add_feed
from negotiations.models import Article, Door, Intake, Source
from negotiations.sources.http import Fetcher
from negotiations.sources.opml import read_opml
from negotiations.sources.pages import read_page
from tests import factories as make
from tests.misbehaving.case import PUBLIC, Web, article, clock, entry, rss
from tests.misbehaving.ways import NO_ADDRESSES, PRIVATE_HOSTS
from tests.origin import Origin

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = [f"http://{host}/" for host in PRIVATE_HOSTS]
REFUSED = [*PRIVATE, *NO_ADDRESSES]
# The doors of the one fetcher through which a test lets the loopback in, or brings its own names and connections.
DOORS_FOR_TESTS = {"allow_private", "resolve", "dial", "ssl_context"}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a name or a connection fails the test."""

    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail(f"something was asked of the network: {args}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", REFUSED)
def test_live_tools_refuse_without_asking_the_network(address: str) -> None:
    with flow.live_tools().fetcher as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(address)
    assert caught.value.permanent
    assert caught.value.code in ("private-address", "bad-address")


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], ["169.254.169.254"]])
def test_live_tools_refuse_a_name_that_leads_inside(answers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, 80)) for answer in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("a connection was opened"))
    with flow.live_tools().fetcher as fetcher, pytest.raises(FetchError, match="give a public address"):
        fetcher.get("http://inside.example/")


def test_live_tools_refuse_a_server_of_this_machine_that_tests_reach() -> None:
    with Origin() as origin:
        address = origin.page("/", article())
        with Fetcher(user_agent="tests", clock=clock, allow_private=True) as allowed:
            assert allowed.get(address).status == 200
        with flow.live_tools().fetcher as fetcher, pytest.raises(FetchError):
            fetcher.get(address)
        assert len(origin.asked) == 1


def test_no_code_of_the_product_opens_the_doors_for_tests() -> None:
    """The doors are arguments of one class; nothing but a test passes them, so no setting can."""
    makers = []
    for path in (*(ROOT / "negotiations").rglob("*.py"), *(ROOT / "tracker").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Fetcher":
                makers.append(path)
                assert not {keyword.arg for keyword in node.keywords} & (DOORS_FOR_TESTS | {None}), path
            if isinstance(node, ast.Attribute) and node.attr in ("allow_private", "_allow_private"):
                assert isinstance(node.ctx, ast.Load) or path.parent.name == "sources", path
    assert makers
    settings = "".join((ROOT / "tracker" / name).read_text(encoding="utf-8") for name in ("env.py", "settings.py"))
    assert "private" not in settings.lower().replace("private postgresql", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", REFUSED)
def test_a_person_is_told_why_an_address_is_refused(address: str) -> None:
    intake = submit_address(address=address, door=Door.ADDRESS, now=make.NOON)
    assert (intake.state, intake.article) == ("failed", None)
    assert intake.error_code in ("private-address", "bad-address")
    assert intake.error.endswith(".")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", REFUSED)
def test_a_feed_cannot_be_added_by_such_an_address(address: str) -> None:
    with pytest.raises(FetchError):
        add_feed(address=address, name="Inside", now=make.NOON)
    assert not Source.objects.exclude(feed_url="").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_network")
def test_a_list_of_feeds_brings_none_of_them_in() -> None:
    outlines = "".join(f'<outline type="rss" text="x" xmlUrl="{escape(address)}"/>' for address in PRIVATE)
    listed = read_opml(f"<opml version='2.0'><body>{outlines}</body></opml>".encode())
    assert listed
    for outline in listed:
        with pytest.raises(FetchError):
            add_feed(address=outline.feed_url, name=outline.title, now=make.NOON)


@pytest.mark.django_db
def test_entries_of_a_feed_reach_none_of_them_and_say_so() -> None:
    links = "".join(f"<item><title>{n}</title><link>{escape(url)}</link></item>" for n, url in enumerate(REFUSED))
    with Origin() as origin:
        origin.page("/feed", rss(entry("/story"), links), content_type="application/rss+xml")
        origin.page("/story", article())
        web = Web(origin, "feed")
        make.make_source("Inside", kind="feed", feed_url="http://bad.example/feed", not_before=make.NOON)
        with web.fetcher(timeout=3) as fetcher:
            flow.work(tools=flow.Tools(clock=clock, fetcher=fetcher))
        asked = {request.path for request in origin.asked} - {"/robots.txt"}
    assert set(web.dialled) == {PUBLIC}
    assert {"/feed", "/story"} <= asked
    refused = Intake.objects.filter(state="failed")
    assert refused.filter(error_code="private-address").count() >= 25
    assert not refused.exclude(error_code__in=["private-address", "bad-address"]).filter(address__in=PRIVATE).exists()
    assert Article.objects.count() == 1


@pytest.mark.parametrize("address", REFUSED)
def test_a_redirect_leads_to_none_of_them(address: str) -> None:
    with Origin() as origin:
        web = Web(origin, "page")
        location = address.replace("\r\n", "%0d%0a").encode()
        origin.raw("/it", b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")
        with web.fetcher(timeout=3) as fetcher, pytest.raises(FetchError):
            fetcher.get(web.address)
        assert len(origin.asked) == 1 or address.startswith(("//", "http:///", "http://news.example/"))


@pytest.mark.parametrize("address", REFUSED)
def test_a_page_cannot_call_one_of_them_its_own_address(address: str) -> None:
    for head in (
        f'<link rel="canonical" href="{escape(address)}">',
        f'<meta property="og:url" content="{escape(address)}">',
    ):
        page = read_page(article(head=head), content_type="text/html", url=None)
        assert page.canonical_url is None or page.canonical_url.startswith("http://news.example/")
