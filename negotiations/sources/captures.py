"""Captures read from web archives in WARC, which may be damaged, cut off or made to do harm."""

import base64
import hashlib
import http
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from negotiations.errors import ParseError

MEGABYTE = 1_000_000
MOST_BODY = 10 * MEGABYTE
MOST_HEADERS = 64_000
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = (*PAGES, "text/plain", "application/json")  # what resources may be; so are kept texts that were uploaded
# Text shrinks to a twentieth at the very best; what unpacks to far more is made to fill a machine.
BOMB_FROM, BOMB_RATIO = 100 * MEGABYTE, 200
_PIECE = 16 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins: ``skip`` records after the one at byte ``offset``, from which the file can be read."""

    offset: int = 0
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """One record. ``passed_over`` says what it is that holds no text, ``wrong`` why a text in it cannot be taken in.

    ``status`` is None for a resource, which no server gave.
    """

    place: Place
    after: Place
    address: str = ""
    taken_at: datetime | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    body: bytes = b""
    passed_over: str = ""
    wrong: ParseError | None = None


def read_captures(path: Path, *, begin: Place = Place()) -> Iterator[Capture]:
    """The records of a file from ``begin`` on, one at a time, each body at most 10 MB.

    ParseError: ``not-warc``, ``damaged`` (from some place on), ``too-large`` (unpacks to far more than texts do).
    """
    with path.open("rb") as file:
        file.seek(begin.offset)
        records = iter(ArchiveIterator(file, parse_http=False, max_header_len=MOST_HEADERS))
        anchor, number = begin.offset, 0
        while (record := _next(records, is_first=begin == Place() and number == 0)) is not None:
            if record.stream_pos != anchor and _begins_record(file, record.stream_pos):
                anchor, number = record.stream_pos, 0
            place, number = Place(anchor, number), number + 1
            if begin.offset != anchor or place.skip >= begin.skip:
                yield _capture(record, place)
            _pass(record, file)


def _next(records: Iterator[WarcRecord], *, is_first: bool) -> WarcRecord | None:
    try:
        record = next(records, None)
    except OSError:
        record = None
        if not is_first:
            raise ParseError(
                "The archive is damaged from here on; what stands before was taken in. Fetch or make it anew.",
                code="damaged",
            ) from None
    if record is None and is_first:
        raise ParseError("The file is no WARC archive; give one that ends in .warc or .warc.gz.", code="not-warc")
    return record


def _begins_record(file: BinaryIO, at: int) -> bool:
    """Whether reading can begin at that byte: not so within a file that was packed as a whole."""
    head = os.pread(file.fileno(), 1000, at)
    with suppress(zlib.error):
        head = zlib.decompressobj(31).decompress(head, 5) if head.startswith(b"\x1f\x8b") else head
    return head.startswith(b"WARC/")


def _pass(record: WarcRecord, file: BinaryIO) -> None:
    """Go to the record's end piece by piece, and no further than any text could reach."""
    if record.is_frozen:
        return
    unpacked, packed_from = 0, file.tell()
    while consumed := record.consume(_PIECE):
        unpacked += consumed
        if unpacked > BOMB_FROM and unpacked > BOMB_RATIO * max(file.tell() - packed_from, 1):
            raise ParseError(
                "The archive unpacks to far more than it can hold of texts, as files do that are made to fill a disk. "
                "It is not read any further.",
                code="too-large",
            )


def _capture(record: WarcRecord, place: Place) -> Capture:
    after = Place(place.offset, place.skip + 1)
    address = _clean(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if record.record_type == WarcRecordType.resource:
        kind = _clean(record.headers.get("Content-Type") or "")
        if (media := _media(kind)) not in TEXTS:
            return Capture(place, after, address, passed_over=media or "without a type")
        body, wrong = _block(record)
        return Capture(place, after, address, _date(record), content_type=kind, body=body, wrong=wrong)
    if record.record_type != WarcRecordType.response or not record.is_http:
        return Capture(
            place, after, address, passed_over=_media(record.headers.get("WARC-Type") or "") or "without a type"
        )
    body, wrong = _block(record)
    if wrong is not None and wrong.code != "too-large":
        return Capture(place, after, address, wrong=wrong)
    return _answered(body, wrong, Capture(place, after, address, _date(record)))


def _answered(block: bytes, wrong: ParseError | None, known: Capture) -> Capture:
    """What a server answered, from the block of its record: status line, headers and body."""
    place, after, address, taken_at = known.place, known.after, known.address, known.taken_at
    status, headers, content_type, body = _parse_answer(block)
    if status != http.HTTPStatus.OK:
        return Capture(place, after, address, passed_over=f"answer {status}" if status else "no answer of a server")
    if (media := _media(content_type)) not in PAGES:
        return Capture(place, after, address, passed_over=media or "without a type")
    if wrong is None and len(body) > MOST_BODY:
        wrong = _too_large()
    return Capture(place, after, address, taken_at, status, headers, content_type, b"" if wrong else body, wrong=wrong)


def _parse_answer(block: bytes) -> tuple[int | None, dict[str, str], str, bytes]:
    """Status, headers by lower-case names, type and body; decoded, but for bodies that say so and are not coded."""
    for coding in ("all", "none"):
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.is_http = True
        record.set_bytes_content(block)
        try:
            record.parse_http(auto_decode="all" if coding == "all" else "none", max_header_len=MOST_HEADERS)
            body = _read(record, MOST_BODY + 1)
        except OSError:
            continue
        headers: dict[str, str] = {}
        for name, value in record.http_headers.items():
            key, said = _clean(name.lower()), _clean(value)
            headers[key] = f"{headers[key]}, {said}" if key in headers else said
        return record.http_headers.status_code, headers, headers.get("content-type", ""), body
    return None, {}, "", b""


def _block(record: WarcRecord) -> tuple[bytes, ParseError | None]:
    """The record's block; of one above the limit its beginning, and the reason."""
    size = record.content_length
    if size > MOST_BODY + MOST_HEADERS:
        return _read(record, MOST_HEADERS), _too_large()
    block = _read(record, size)
    if len(block) < size or record.headers.get("WARC-Truncated"):
        return b"", ParseError("The record was cut off; it does not hold the whole text.", code="cut-off")
    if not _is_sound(block, record.headers.get("WARC-Block-Digest") or ""):
        return b"", ParseError("The record was damaged: its bytes do not fit its digest.", code="damaged")
    return block, None


def _is_sound(block: bytes, stated: str) -> bool:
    """Whether the digest fits; one of an algorithm or a spelling that is not known proves nothing."""
    name, _, value = stated.strip().partition(":")
    if name.lower() not in ("sha1", "sha256", "md5"):
        return True
    made = hashlib.new(name.lower(), block, usedforsecurity=False).digest()
    spelled = {made.hex(), base64.b32encode(made).decode().rstrip("=").lower()}
    return value.lower().rstrip("=") in spelled or value == base64.b64encode(made).decode()


def _read(record: WarcRecord, most: int) -> bytes:
    pieces, left = [], most
    while left > 0 and (piece := record.reader.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _media(content_type: str) -> str:
    return _clean(content_type).partition(";")[0].strip().lower()[:60]


def _clean(value: str) -> str:
    """Without what is no text, which no table holds."""
    return "".join(sign for sign in value if sign.isprintable())


def _too_large() -> ParseError:
    return ParseError(f"The text has more than {MOST_BODY // MEGABYTE} MB; at most that is taken in.", code="too-large")


def _date(record: WarcRecord) -> datetime | None:
    """When it was captured; None where the record does not say so soundly. No archive is older than the web."""
    try:
        taken_at: datetime | None = record.record_date  # None for what is no date, though its type denies it
    except (ValueError, OverflowError):
        return None
    if taken_at is None or not 1990 <= taken_at.year <= 9000:
        return None
    return taken_at if taken_at.tzinfo else taken_at.replace(tzinfo=UTC)
