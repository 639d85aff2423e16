"""Web archives in WARC: originals written so that other tools read them.

A body is written as it was kept, decoded, so its response says nothing of a transfer or content coding: what the server
said of those stands in its headers under ``X-Archive-Orig-…``, as other tools that store decoded bodies put it.
"""

import base64
import hashlib
import http
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from fastwarc import GzipWriter, WarcRecord, WarcRecordType

_DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes to be archived. ``status`` and ``headers`` are the server's; None and empty for what no server gave.

    ``body`` is None where the bytes stand in the archive's record ``same_as``, of which this is another reading.
    ``about`` are further words on it, each on a line of the metadata record.
    """

    id: UUID
    taken_at: datetime
    address: str
    status: int | None
    headers: Mapping[str, str]
    content_type: str
    body: bytes | None
    about: Mapping[str, str]
    same_as: UUID | None = None


class Archive:
    """Writes records one after the other, each packed by itself if ``packed``, as replaying tools expect."""

    def __init__(self, out: BinaryIO, *, name: str, about: Mapping[str, str], now: datetime, packed: bool) -> None:
        self.out, self.packed, self.counts = out, packed, Counter[str]()
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.warcinfo)
        record.record_date = now
        record.headers["WARC-Filename"] = _line(name)
        record.headers["Content-Type"] = "application/warc-fields"
        fields = {**about, "format": "WARC File Format 1.1"}
        record.set_bytes_content(_fields(fields))
        self.info = record.record_id or ""
        self._write(record)

    def write(self, original: Original) -> None:
        """One response or resource record with its metadata record, or that alone where the bytes stand already."""
        if original.body is not None:
            self._write(self._block(original, original.body))
            self.counts["response" if original.status else "resource"] += 1
        note = self._record(WarcRecordType.metadata, original, UUID(int=original.id.int ^ 1))
        note.headers["Content-Type"] = "application/warc-fields"
        note.headers["WARC-Refers-To"] = f"<{(original.same_as or original.id).urn}>"
        note.set_bytes_content(_fields(original.about))
        self._write(note)
        self.counts["metadata"] += 1

    def _block(self, original: Original, body: bytes) -> WarcRecord:
        if original.status is None:
            record = self._record(WarcRecordType.resource, original, original.id)
            record.headers["Content-Type"] = _line(original.content_type) or "application/octet-stream"
            record.set_bytes_content(body)
            return record
        record = self._record(WarcRecordType.response, original, original.id)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.headers["WARC-Payload-Digest"] = _digest(body)
        record.set_bytes_content(_answer(original, len(body)) + body)
        return record

    def _record(self, kind: WarcRecordType, original: Original, identity: UUID) -> WarcRecord:
        record = WarcRecord()
        record.init_headers(record_type=kind, record_urn=identity.urn.removeprefix("urn:").encode())
        record.record_date = original.taken_at
        record.headers["WARC-Target-URI"] = _line(original.address) or original.id.urn
        record.headers["WARC-Warcinfo-ID"] = self.info
        return record

    def _write(self, record: WarcRecord) -> None:
        if not self.packed:
            record.write(self.out, checksum_data=True)
            return
        writer = GzipWriter(self.out, compression_level=6)
        record.write(writer, checksum_data=True)
        writer.finish()


def _answer(original: Original, size: int) -> bytes:
    status = original.status or 0
    reason = http.HTTPStatus(status).phrase if status in http.HTTPStatus.__members__.values() else ""
    lines = [f"HTTP/1.1 {status} {reason}".rstrip()]
    for name, value in original.headers.items():
        kept = _line(name).replace(":", "") or "x-nameless"
        lines.append(f"{'X-Archive-Orig-' if name.lower() in _DECODED else ''}{kept}: {_line(str(value))}")
    if original.content_type and "content-type" not in {name.lower() for name in original.headers}:
        lines.append(f"content-type: {_line(original.content_type)}")
    lines.append(f"Content-Length: {size}")
    return "\r\n".join([*lines, "", ""]).encode()


def _fields(about: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {_line(value)}\r\n" for name, value in about.items() if value).encode()


def _line(value: str) -> str:
    """One line, so that no value can begin a header of its own."""
    return " ".join(value.split())


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
