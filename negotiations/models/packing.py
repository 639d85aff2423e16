"""How the bytes of an original are kept: packed by zlib, or as they came."""

import zlib

from negotiations.vocabulary import Term


class Packing(Term):
    NONE = "none"
    ZLIB = "zlib"


def pack(body: bytes) -> bytes:
    """The bytes as they are stored under ``Packing.ZLIB``; a page shrinks to about a fifth, and at once."""
    return zlib.compress(body, 4)


class KeepsBytes:
    """For rows with a ``body`` and its ``packing``."""

    body: bytes | memoryview | None
    packing: str

    @property
    def original(self) -> bytes:
        """The bytes as they came; empty where none are kept."""
        stored = bytes(self.body or b"")
        return zlib.decompress(stored) if stored and self.packing == Packing.ZLIB else stored
