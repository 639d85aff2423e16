"""How the bytes of an original are kept: packed as zlib can unpack it, or as they are."""

import zlib

from negotiations.vocabulary import Term

_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32


class Packing(Term):
    """``ZLIB``: with the header of zlib or with that of gzip, by which zlib tells them apart."""

    NONE = "none"
    ZLIB = "zlib"


def pack(body: bytes) -> bytes:
    """The bytes as they are stored under ``Packing.ZLIB``; a page shrinks to about a fifth, and at once."""
    return zlib.compress(body, 4)


class KeepsBytes:
    """For rows with a ``body`` and its ``packing``."""

    body: bytes | memoryview | None
    packing: str
    _at_hand: bytes | None = None

    def keep_original(self, body: bytes, packed: bytes | None) -> None:
        """Keep bytes that came just now; whoever asks for them next need not unpack them.

        ``packed``: the same in gzip, if they came so, for then they need not be packed again.
        """
        self.body, self.packing, self._at_hand = packed or pack(body), Packing.ZLIB.value, body

    @property
    def original(self) -> bytes:
        """The bytes as they came; empty where none are kept."""
        if self._at_hand is not None and self.body is not None:
            return self._at_hand
        stored = bytes(self.body or b"")
        return zlib.decompress(stored, _ZLIB_OR_GZIP) if stored and self.packing == Packing.ZLIB else stored
