"""Many things in one go: lists of addresses, folders, JSON Lines, archives and lists of feeds, read piece by piece.

Every item carries the cursor from which reading goes on after it, so that nothing is read twice, however often the
reading is broken off.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote_from_bytes, unquote_to_bytes

from negotiations.errors import FetchError, NegotiationsError, ParseError
from negotiations.sources import json_texts
from negotiations.sources.addresses import parse_address
from negotiations.sources.canonical import canonical
from negotiations.sources.captures import Place, read_captures
from negotiations.sources.encodings import binary_kind

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
LONGEST_ADDRESS = 2_000
SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
_PIECE = 65_536

Cursor = dict[str, Any]


class Kind(StrEnum):
    """What a batch is."""

    ADDRESSES = "addresses"
    FOLDER = "folder"
    JSON_LINES = "json-lines"
    WARC = "warc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of a batch. ``wrong`` says why it cannot be taken in, ``passed_over`` what it is that holds no text.

    ``address`` alone is to be fetched. ``key`` is the same for the same thing within its batch. ``faults`` are fields
    whose values cannot be used; the rest of it can.
    """

    name: str
    after: Cursor
    key: str = ""
    address: str = ""
    body: bytes | None = None
    content_type: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    taken_at: datetime | None = None
    unknown_fields: frozenset[str] = frozenset()
    faults: tuple[json_texts.Fault, ...] = ()
    passed_over: str = ""
    wrong: NegotiationsError | None = None


def guess_kind(path: Path, *, name: str) -> str:
    """One of Kind or ``opml``, by the name it was given, else by how it begins. ParseError ``binary``, ``empty``."""
    if path.is_dir():
        return Kind.FOLDER
    with path.open("rb") as file:
        head = file.read(4096)
    name = name.lower()
    if name.endswith((".warc", ".warc.gz")) or head.startswith((b"WARC/", b"\x1f\x8b")):
        return Kind.WARC
    if not head.strip():
        raise ParseError("The file is empty.", code="empty")
    check_is_text(head)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.endswith(".opml") or start.startswith(b"<"):
        return "opml"
    return Kind.JSON_LINES if name.endswith((".jsonl", ".ndjson")) or start.startswith(b"{") else Kind.ADDRESSES


def check_is_text(head: bytes) -> None:
    """ParseError ``binary`` for the beginning of a file that is no text."""
    if (kind := binary_kind(head)) is not None or b"\x00" in head:
        is_packed = kind is not None and ("archive" in kind or "packed" in kind)
        advice = "unpack it, and import the folder on the machine itself" if is_packed else "choose another"
        raise ParseError(
            f"The file is {kind or 'binary data'} and no list of texts or addresses; {advice}.", code="binary"
        )


def read_items(kind: Kind, path: Path, cursor: Cursor, *, now: datetime) -> Iterator[Item]:
    """The items from ``cursor`` on ({} for the beginning). OSError or ParseError where reading cannot go on.

    A date after ``now`` is one of the values that cannot be used.
    """
    if kind is Kind.FOLDER:
        return _files(path, cursor)
    if kind is Kind.WARC:
        return _captures(path, cursor)
    return _lines(path, cursor, is_json=kind is Kind.JSON_LINES, now=now)


def count_items(kind: Kind, path: Path) -> int | None:
    """How many items there are; None for an archive, which would have to be unpacked to be counted."""
    if kind is Kind.WARC:
        return None
    if kind is Kind.FOLDER:
        return sum(1 for _ in _walk(path, ()))
    with path.open("rb") as file:
        return sum(1 for _, line, _ in _raw_lines(file, 1, most=LONGEST_ADDRESS) if _counts(line, kind))


def _counts(line: bytes, kind: Kind) -> bool:
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    return bool(line) and not (kind is Kind.ADDRESSES and line.startswith(b"#"))


def _raw_lines(file: BinaryIO, number: int, *, most: int) -> Iterator[tuple[int, bytes, int]]:
    """Number, content and end of each line; of a line longer than ``most`` one byte more, to be told by its length."""
    while line := file.readline(most + 1):
        if len(line) > most and not line.endswith(b"\n"):
            while (rest := file.readline(_PIECE)) and not rest.endswith(b"\n"):
                pass
        yield number, line, file.tell()
        number += 1


def _lines(path: Path, cursor: Cursor, *, is_json: bool, now: datetime) -> Iterator[Item]:
    kind = Kind.JSON_LINES if is_json else Kind.ADDRESSES
    most = MOST_BYTES if is_json else LONGEST_ADDRESS
    with path.open("rb") as file:
        if not cursor:
            check_is_text(file.read(4096))
        file.seek(cursor.get("offset", 0))
        for number, line, end in _raw_lines(file, cursor.get("line", 1), most=most):
            if not _counts(line, kind):
                continue
            name, after = f"line {number:,}", {"offset": end, "line": number + 1}
            if len(line) > most and not line.endswith(b"\n"):
                limit = f"{most // MEGABYTE} MB" if is_json else f"{most:,} characters"
                yield Item(
                    name=name, after=after, wrong=ParseError(f"The line is longer than {limit}.", code="too-large")
                )
            else:
                yield _json_line(name, after, line, now) if is_json else _address_line(name, after, line)


def _address_line(name: str, after: Cursor, line: bytes) -> Item:
    address = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip().replace("\x00", "")
    try:
        key = canonical(address)
    except FetchError as error:
        return Item(name=name, after=after, address=address, wrong=error)
    return Item(name=name, after=after, key=key, address=str(parse_address(address)))


def _json_line(name: str, after: Cursor, line: bytes, now: datetime) -> Item:
    try:
        given = json_texts.read_object(line)
    except ParseError as error:
        return Item(name=name, after=after, wrong=error)
    unknown = frozenset(_clean(name)[:60] for name in given if name not in json_texts.FIELDS)
    return Item(
        name=name,
        after=after,
        key=name,
        body=line,
        content_type=json_texts.CONTENT_TYPE,
        unknown_fields=unknown,
        faults=tuple(json_texts.find_faults(given, now=now)),
    )


def _captures(path: Path, cursor: Cursor) -> Iterator[Item]:
    number = cursor.get("record", 1)
    for capture in read_captures(path, begin=Place(cursor.get("offset", 0), cursor.get("skip", 0))):
        name = f"record {number:,}"
        number += 1
        after = {"offset": capture.after.offset, "skip": capture.after.skip, "record": number}
        if capture.passed_over or capture.wrong:
            yield Item(name=name, after=after, passed_over=capture.passed_over, wrong=capture.wrong)
            continue
        address = "" if capture.address.startswith("urn:") else capture.address
        try:
            if address or capture.status is not None:
                canonical(address)
        except FetchError as error:
            yield Item(name=name, after=after, address=address, wrong=error)
            continue
        yield Item(
            name=name,
            after=after,
            key=name,
            address=address,
            body=capture.body,
            content_type=capture.content_type,
            status=capture.status,
            headers=capture.headers,
            taken_at=capture.taken_at,
        )


def _files(root: Path, cursor: Cursor) -> Iterator[Item]:
    after = tuple(os.fsdecode(unquote_to_bytes(part)) for part in cursor.get("path", ()))
    for parts, entry in _walk(root, after):
        # A name may be any bytes; those that are no text can neither be shown nor stored as they are.
        name, here = _clean("/".join(parts)), {"path": [quote_from_bytes(os.fsencode(part)) for part in parts]}
        if entry.is_symlink():
            yield Item(name=name, after=here, passed_over="link")
        elif Path(entry.name).suffix.lower() not in SUFFIXES:
            yield Item(
                name=name, after=here, passed_over=_clean(Path(entry.name).suffix.lower())[:20] or "without an ending"
            )
        else:
            yield _file(name, here, entry)


def _walk(folder: Path, after: tuple[str, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Files and links below a folder in a fixed order, from those after the path ``after`` on; hidden ones left out."""
    with os.scandir(folder) as found:
        entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    depth = len(above)
    for entry in entries:
        here = (*above, entry.name)
        if after and here[: depth + 1] < after[: depth + 1]:
            continue
        inside = after[: depth + 1] == here
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), after if inside else (), here)
        elif not inside:
            yield here, entry


def _file(name: str, after: Cursor, entry: "os.DirEntry[str]") -> Item:
    """The file's bytes, read without following a link that was put in its place meanwhile."""
    try:
        handle = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return Item(
            name=name, after=after, wrong=ParseError(f"It cannot be read: {error.strerror}.", code="unreadable")
        )
    with open(handle, "rb") as file:  # noqa: PTH123 — a descriptor has no path
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return Item(name=name, after=after, passed_over="no file")
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        wrong = ParseError(f"The file has more than {MOST_BYTES // MEGABYTE} MB.", code="too-large")
        return Item(name=name, after=after, wrong=wrong)
    return Item(name=name, after=after, key=name, body=body)


def _clean(name: str) -> str:
    return name.encode(errors="surrogateescape").decode(errors="replace").replace("\x00", "")
