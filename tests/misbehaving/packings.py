"""Servers that pack what they give, wrongly or to do harm, or call it what it is not."""

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from tests.misbehaving.case import READ, Case, Web, both, lasting, passing

_BAD = passing("bad-encoding")
_LARGE = lasting("too-large", "give the address")
_BINARY = lasting("unsupported-type", "give the address of a page or a feed")


def _packed(encoding: str, pack: Callable[[bytes], bytes]) -> Callable[[Web], None]:
    return lambda web: web.answer(pack(web.body), headers={"Content-Encoding": encoding})


def _sent(body: bytes, kind: str | None = None) -> Callable[[Web], None]:
    return lambda web: web.answer(body, kind=kind)


def raw_deflate(data: bytes) -> bytes:
    """Deflate without the header of zlib, as some servers send it."""
    return zlib.compress(data)[2:-4]


@cache
def bomb() -> bytes:
    """2 GB of blanks in 2 MB of gzip: one packed megabyte over and over, for each one ends on a whole byte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + megabyte * 2000


def _blown_up(bytes_: int) -> Callable[[Web], None]:
    """A sound body, filled up with blanks."""
    return lambda web: web.answer(web.body + b" " * (bytes_ - len(web.body)))


CASES: tuple[Case, ...] = (
    both("gzip", "packs by gzip", _packed("gzip", gzip.compress), READ),
    both(
        "gzip-members",
        "packs by gzip in two parts",
        _packed("x-gzip", lambda body: gzip.compress(body[:50]) + gzip.compress(body[50:])),
        READ,
    ),
    both(
        "gzip-trailing",
        "puts garbage behind what it packed",
        _packed("gzip", lambda body: gzip.compress(body) + b"garbage"),
        READ,
    ),
    both("deflate", "packs by deflate", _packed("deflate", zlib.compress), READ),
    both("deflate-raw", "packs by deflate without its header", _packed("deflate", raw_deflate), READ),
    both("gzip-cut", "breaks off inside what it packed", _packed("gzip", lambda body: gzip.compress(body)[:-12]), _BAD),
    both(
        "gzip-damaged",
        "damages what it packed",
        _packed("gzip", lambda body: gzip.compress(body)[:20] + b"\xff" * 40 + gzip.compress(body)[60:]),
        _BAD,
    ),
    both("gzip-lie", "claims gzip for what is not packed", _packed("gzip", bytes), _BAD),
    both("gzip-secret", "packs by gzip without saying so", lambda web: web.answer(gzip.compress(web.body)), _BINARY),
    both("gzip-twice", "packs twice", _packed("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))), _BAD),
    both("brotli", "packs by what nobody asked for", _packed("br", lambda body: b"\x0b\x02\x80" + body), _BAD),
    both("packing-unknown", "packs by what nobody knows", _packed("made-up", bytes), _BAD),
    both("packing-listed", "lists ten packings", _packed(", ".join(["gzip"] * 10), gzip.compress), _BAD),
    both("bomb-gzip", "packs 2 GB into 2 MB", _packed("gzip", lambda body: bomb()), _LARGE),
    both(
        "bomb-gzip-twice", "packs a bomb into a bomb", _packed("gzip, gzip", lambda body: gzip.compress(bomb())), _BAD
    ),
    both(
        "bomb-members",
        "packs nothing, 100,000 times",
        _packed("gzip", lambda body: gzip.compress(b"", 9, mtime=0) * 100_000 + gzip.compress(body)),
        READ,
    ),
    Case("page-too-large", "gives 5 MB and one byte", _blown_up(5_000_001), page=_LARGE, feed=READ),
    Case("feed-too-large", "gives 15 MB and one byte", _blown_up(15_000_001), page=_LARGE, feed=_LARGE),
    both("body-just-fits", "gives 5 MB to the byte, most of it blanks", _blown_up(5_000_000), READ),
    Case("feed-just-fits", "gives 15 MB to the byte, most of it blanks", _blown_up(15_000_000), feed=READ),
    both("body-empty", "gives nothing at all", _sent(b""), lasting("empty", "check")),
    both("body-blank", "gives nothing but blanks", _sent(b" \r\n\t " * 50), lasting("empty", "check")),
    both("body-nuls", "gives nothing but NULs", _sent(b"\x00" * 5000), _BINARY),
    both("image", "gives an image", _sent(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"), _BINARY),
    both(
        "svg",
        "gives a drawing that holds a script",
        _sent(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"),
        _BINARY,
    ),
    both("pdf", "gives a PDF file", _sent(b"%PDF-1.7 " + bytes(range(256)), "application/pdf"), _BINARY),
    both("pdf-as-html", "calls a PDF file a page", _sent(b"%PDF-1.7 " + bytes(range(256)), "text/html"), _BINARY),
    both("zip-as-html", "calls a zip archive a page", _sent(b"PK\x03\x04" + bytes(range(256)), "text/html"), _BINARY),
    both("binary-as-text", "calls a binary file a text", _sent(bytes(range(256)) * 40, "text/plain"), _BINARY),
    both("film", "gives a film", _sent(b"\x00\x00\x00\x18ftypmp42" + bytes(500), "video/mp4"), _BINARY),
    both(
        "type-missing",
        "does not say what it gives",
        lambda web: web.raw(b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(web.body), body=web.body),
        READ,
    ),
    both("type-nonsense", "says nonsense about what it gives", lambda web: web.answer(kind=";;;="), READ),
    both("type-script", "calls its page a script", lambda web: web.answer(kind="text/javascript"), _BINARY),
    both(
        "cookies",
        "sets cookies that nobody keeps",
        lambda web: web.answer(headers={"Set-Cookie": "who=you; Path=/"}),
        READ,
    ),
)
