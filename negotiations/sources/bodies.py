"""Bodies of answers: unpacked within a cap, so that a bomb of a few kilobytes stays one."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from negotiations.errors import FetchError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Body:
    """``packed`` is what came over the wire where that is one piece of gzip, and smaller than what is in it."""

    unpacked: bytes
    packed: bytes | None = None


def read_body(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> Body:
    """The body; never more than ``max_bytes`` of it in memory unpacked, nor packed."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _bad_encoding()
    unpack = None if encoding in ("", "identity") else _Unpacker(raw=encoding == "deflate")
    body, packed = bytearray(), bytearray()
    for chunk in chunks:
        if unpack is None:
            body += chunk
        else:
            packed += chunk
            unpack.feed(chunk, body, max_bytes + 1)
        if len(body) > max_bytes or len(packed) > max_bytes:
            raise too_large(max_bytes)
    if unpack is None:
        return Body(bytes(body))
    if packed and not unpack.complete:
        raise _bad_encoding()
    is_worth_keeping = unpack.one_piece_of_gzip and len(packed) < len(body)
    return Body(bytes(body), bytes(packed) if is_worth_keeping else None)


class _Unpacker:
    """gzip (also of several members) or deflate (with or without its zlib header), bounded."""

    def __init__(self, *, raw: bool) -> None:
        self._deflate = raw
        self._started = False
        self._goes_on = False
        self._stream = zlib.decompressobj(zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 16)

    @property
    def complete(self) -> bool:
        return self._stream.eof

    @property
    def one_piece_of_gzip(self) -> bool:
        return self._stream.eof and not self._deflate and not self._goes_on

    def feed(self, chunk: bytes, into: bytearray, limit: int) -> None:
        """Unpack a chunk into a buffer until it holds ``limit`` bytes."""
        while chunk and len(into) < limit:
            if self._stream.eof:
                self._goes_on = True
                if self._deflate or not chunk.startswith(b"\x1f"):
                    return
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                into += self._stream.decompress(chunk, limit - len(into))
            except zlib.error:
                if not self._deflate or self._started:
                    raise _bad_encoding() from None
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
                self._started = True
                continue
            self._started = True
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def too_large(max_bytes: int) -> FetchError:
    return FetchError(
        f"It is larger than {max_bytes / MEGABYTE:g} MB; give the address of a single article or a shorter feed.",
        code="too-large",
        permanent=True,
    )


def _bad_encoding() -> FetchError:
    return FetchError(
        "The server packed the page in a way that cannot be unpacked; try again later.", code="bad-encoding"
    )
