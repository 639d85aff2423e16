"""Archives: what is written passes the checker of another tool, and what is read may be damaged or hostile."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psutil
import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from negotiations.errors import ParseError
from negotiations.sources.captures import Capture, Place, read_captures
from negotiations.sources.warc import Archive, Original

WHEN = datetime(2026, 3, 2, 12, 0, 0, 5, tzinfo=UTC)
PAGE = "<html><body><p>Talks in Klow — “open”.</p></body></html>".encode()
SERVED = Original(
    id=UUID(int=8),
    taken_at=WHEN,
    address="https://post.example/a?b=ü",
    status=200,
    headers={
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
        "transfer-encoding": "chunked",
        "etag": '"x"',
        "x-broken": "one\r\nSet-Cookie: two",
    },
    content_type="text/html; charset=utf-8",
    body=PAGE,
    about={"extractor": "tests 1", "title": "Two\nlines"},
)
SENT = Original(
    id=UUID(int=10),
    taken_at=WHEN,
    address="",
    status=None,
    headers={},
    content_type="text/plain; charset=utf-8",
    body=b"A text that was pasted.",
    about={"filename": "../../x.txt"},
)


def write(path: Path, *originals: Original, packed: bool) -> Path:
    with path.open("wb") as out:
        archive = Archive(out, name=path.name, about={"software": "tests"}, now=WHEN, packed=packed)
        for original in originals:
            archive.write(original)
    return path


def records(path: Path) -> list[tuple[Any, bytes]]:
    """Every record with its content, as warcio reads it."""
    with path.open("rb") as file:
        return [(record, record.content_stream().read()) for record in ArchiveIterator(file, check_digests="raise")]


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_written_passes_the_checker_of_another_tool(tmp_path: Path, packed: bool, capsys: Any) -> None:
    path = write(tmp_path / "a.warc", SERVED, SENT, packed=packed)
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=True)).process_all() == 0
    assert capsys.readouterr().out.count("digest pass") == 5


@pytest.mark.parametrize("packed", [True, False])
def test_another_tool_reads_body_headers_address_and_time(tmp_path: Path, packed: bool) -> None:
    found = records(write(tmp_path / "a.warc", SERVED, SENT, packed=packed))
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "metadata", "resource", "metadata"]
    (response, page), (notes, words), (resource, text) = found[1], found[2], found[3]
    assert page == PAGE
    assert response.rec_headers["WARC-Date"] == "2026-03-02T12:00:00.000005Z"
    assert response.rec_headers["WARC-Target-URI"] == "https://post.example/a?b=ü"
    assert response.rec_headers["WARC-Payload-Digest"].startswith("sha1:")
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers["etag"] == '"x"'
    assert response.http_headers["X-Archive-Orig-content-encoding"] == "gzip"
    assert (response.http_headers["content-encoding"], response.http_headers["set-cookie"]) == (None, None)
    assert notes.rec_headers["WARC-Refers-To"] == response.rec_headers["WARC-Record-ID"]
    assert words.decode().splitlines() == ["extractor: tests 1", "title: Two lines"]
    assert (text, resource.rec_headers["WARC-Target-URI"]) == (b"A text that was pasted.", UUID(int=10).urn)


def test_packed_records_can_be_read_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc.gz", SERVED, SENT, packed=True)
    with path.open("rb") as file:
        places = [(i.get_record_offset()) for i in [ArchiveIterator(file)] for _ in i]
    assert len(set(places)) == 5
    whole = path.read_bytes()
    assert gzip.decompress(whole[places[3] :]).startswith(b"WARC/1.1\r\nWARC-Type: resource")


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_written_is_read_back(tmp_path: Path, packed: bool) -> None:
    found = [c for c in read_captures(write(tmp_path / "a.warc", SERVED, SENT, packed=packed)) if not c.passed_over]
    assert [(c.address, c.body, c.taken_at, c.status) for c in found] == [
        ("https://post.example/a?b=ü", PAGE, WHEN, 200),
        (UUID(int=10).urn, b"A text that was pasted.", WHEN, None),
    ]
    assert found[0].content_type == "text/html; charset=utf-8"


def record(block: bytes, *, kind: str = "response", more: str = "", size: int | None = None, date: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:51880269-0041-4f8f-ac34-57c75c151871>\r\n"
        f"WARC-Date: {date or '2021-01-05T19:04:12Z'}\r\nWARC-Target-URI: <http://post.example/a>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\n{more}"
        f"Content-Length: {len(block) if size is None else size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, *, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def read(tmp_path: Path, content: bytes, begin: Place | None = None) -> list[Capture]:
    path = tmp_path / "given.warc"
    path.write_bytes(content)
    return list(read_captures(path, begin=begin or Place()))


CHUNKED = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (PAGE[:10], PAGE[10:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "block",
    [
        answer(),
        answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n"),
        answer(CHUNKED, more="Transfer-Encoding: chunked\r\n"),
        answer(PAGE, more="Content-Encoding: gzip\r\n"),  # many archives keep the header and not the coding
        answer(PAGE, more="Content-Encoding: unheard-of\r\n"),
    ],
)
def test_body_of_an_answer_is_decoded(tmp_path: Path, block: bytes) -> None:
    (capture,) = read(tmp_path, record(block))
    assert (capture.body, capture.status, capture.address) == (PAGE, 200, "http://post.example/a")
    assert (capture.taken_at, capture.wrong) == (datetime(2021, 1, 5, 19, 4, 12, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "request"),
        (record(answer(), kind="revisit"), "revisit"),
        (record(answer(b"\x89PNG", kind="image/png")), "image/png"),
        (record(answer(status="404 Not Found")), "answer 404"),
        (record(answer(status="301 Moved")), "answer 301"),
        (record(b"junk\r\n\r\n"), "no answer of a server"),
        (record(b""), "no answer of a server"),
    ],
)
def test_what_holds_no_text_is_passed_over_by_its_kind(tmp_path: Path, content: bytes, words: str) -> None:
    assert [capture.passed_over for capture in read(tmp_path, content)] == [words]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (record(answer(b"a" * 10_000_001)), "too-large"),
        (record(answer(gzip.compress(b"a" * 30_000_000), more="Content-Encoding: gzip\r\n")), "too-large"),
        (record(answer(), more="WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"), "damaged"),
        (record(answer(), more="WARC-Truncated: length\r\n"), "cut-off"),
        (record(answer())[:-20], "cut-off"),
        (record(answer(), size=2_000_000), "cut-off"),
    ],
)
def test_text_that_is_not_whole_or_too_large_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (capture,) = read(tmp_path, content)
    assert capture.wrong is not None
    assert (capture.wrong.code, capture.body) == (code, b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-warc"),
        (b"Just a text.\n" * 100, "not-warc"),
        (bytes(range(256)) * 100, "not-warc"),
        (gzip.compress(b"Just a text.\n"), "not-warc"),
        (b"WARC/1.0\r\nX: " + b"a" * 5_000_000, "not-warc"),
        (record(answer()) + b"garbage " * 100, "damaged"),
        (record(answer(), size=30) + record(answer()), "damaged"),
        (
            gzip.compress(record(answer())) + gzip.compress(record(answer(), kind="request"))[:-40] + b"x" * 99,
            "damaged",
        ),
    ],
)
def test_file_that_cannot_be_read_on_ends_in_a_clear_error(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(ParseError) as refused:
        read(tmp_path, content)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("kind", ["text/html", "image/png"])
def test_bomb_ends_within_the_limits(tmp_path: Path, kind: str) -> None:
    bomb = tmp_path / "bomb.warc.gz"
    size = 2_000_000_000
    head = record(answer(b"", kind=kind), size=size).removesuffix(b"\r\n\r\n")
    with gzip.open(bomb, "wb", compresslevel=9) as out:
        out.write(head)
        for _ in range(300):
            out.write(bytes(1_000_000))
    before = psutil.Process().memory_info().rss
    with pytest.raises(ParseError) as refused:
        list(read_captures(bomb))
    assert refused.value.code == "too-large"
    assert psutil.Process().memory_info().rss - before < 50_000_000


def packed_each(parts: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, parts))


def packed_whole(parts: list[bytes]) -> bytes:
    return gzip.compress(b"".join(parts))


@pytest.mark.parametrize("pack", [b"".join, packed_each, packed_whole])
def test_reading_can_go_on_after_any_record(tmp_path: Path, pack: Callable[[list[bytes]], bytes]) -> None:
    content = pack([record(answer(f"<p>{number}</p>".encode() * 3000)) for number in range(20)])
    whole = read(tmp_path, content)
    assert len({capture.body for capture in whole}) == 20
    for number, capture in enumerate(whole):
        rest = read(tmp_path, content, begin=capture.after)
        assert [c.body for c in rest] == [c.body for c in whole[number + 1 :]]


def test_impossible_date_is_left_out(tmp_path: Path) -> None:
    assert [c.taken_at for c in read(tmp_path, record(answer(), date="yesterday"))] == [None]


def test_bytes_that_stand_already_are_referred_to(tmp_path: Path) -> None:
    again = Original(**{**as_values(SERVED), "id": UUID(int=12), "body": None, "same_as": SERVED.id})
    found = records(write(tmp_path / "a.warc", SERVED, again, packed=False))
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "metadata", "metadata"]
    assert found[3][0].rec_headers["WARC-Refers-To"] == found[1][0].rec_headers["WARC-Record-ID"]
    assert len({record.rec_headers["WARC-Record-ID"] for record, _ in found}) == 4


def as_values(original: Original) -> dict[str, Any]:
    return {name: getattr(original, name) for name in original.__slots__}
