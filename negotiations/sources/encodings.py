"""From bytes to text, without ever passing off mojibake as text."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from negotiations.errors import ParseError

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x00\x00\x01\x00", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh9", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"\x28\xb5\x2f\xfd", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_BYTES = bytes({*range(32)} - {9, 10, 12, 13, 27}) + b"\x7f"
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']")
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# Pages that declare these are written in Windows-1252, as the standard of HTML prescribes to read them.
_LATIN_1 = {"iso8859-1", "ascii", "latin-1", "latin1", "cp1252"}
_TYPICAL = re.compile("[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\xa0-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read by."""

    text: str
    encoding: str


def binary_kind(data: bytes) -> str | None:
    """What a file is that is no text ("a PDF file"), by its first bytes or its control characters; None for a text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmp42", b"ftypisom", b"ftypM4A "):
        return "an image, sound or film"
    if any(data.startswith(mark) for mark, _ in _BOMS) or utf16_without_mark(data):
        return None
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return "binary data" if controls > max(4, len(sample) // 100) else None


def utf16_without_mark(data: bytes) -> str | None:
    """The byte order of what looks like UTF-16 without its mark ("utf-16-le"), or None."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half < 8 or max(even, odd) < half * 0.6 or min(even, odd) > half * 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def decode_text(data: bytes, *, content_type: str | None = None, markup: bool = False, guess: bool = True) -> Decoded:
    """The text of bytes that are no binary file.

    In this order: byte order mark, UTF-8 where the bytes are valid as such, the declared encoding (the header's, then
    with ``markup`` that of the page itself), and with ``guess`` what the bytes themselves show beyond doubt: also UTF-8
    with a few broken characters, which stand as U+FFFD.
    ParseError ``wrong-encoding`` if none of them reads the bytes.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name) or _give_up(name)
    as_utf8 = _strictly(data, "utf-8")
    if as_utf8 and not utf16_without_mark(data):
        return as_utf8
    for name in _declared(data, content_type, markup=markup):
        decoded = _strictly(data, name)
        if decoded and _is_sound(decoded.text):
            return decoded
    if guess:
        decoded = _nearly_utf_8(data) or _guess(data)
        if decoded:
            return decoded
    return _give_up(_likely(data))


def _give_up(likely: str | None) -> Decoded:
    hint = f" (it may be {likely})" if likely else ""
    raise ParseError(
        f"The text is not in UTF-8 and its encoding is not certain{hint}; save it as UTF-8 and try again.",
        code="wrong-encoding",
    )


def _declared(data: bytes, content_type: str | None, *, markup: bool) -> list[str]:
    names: list[str] = []
    header = _HEADER_CHARSET.search((content_type or "")[:500])
    if header:
        names.append(header[1])
    if markup:
        found = _XML_CHARSET.search(data[:1024]) or _META_CHARSET.search(data[:4096])
        if found:
            names.append(found[1].decode("ascii"))
    return names


def _strictly(data: bytes, name: str) -> Decoded | None:
    """The bytes read by one encoding without a single error, or None (also for what is no encoding of texts)."""
    try:
        known = codecs.lookup(name)
        if not getattr(known, "_is_text_encoding", True):
            return None
        canonical = "cp1252" if known.name in _LATIN_1 else known.name
        if canonical in (
            "unicode_escape",
            "raw_unicode_escape",
            "utf-7",
            "idna",
            "punycode",
            "mbcs",
            "oem",
            "undefined",
        ):
            return None
        return Decoded(data.decode(canonical), canonical)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_sound(text: str) -> bool:
    """Whether a decoded text holds no characters that betray a wrong encoding."""
    suspicious = sum(1 for c in text if "\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    return suspicious <= len(text) // 1000


def _nearly_utf_8(data: bytes) -> Decoded | None:
    """UTF-8 in which at most one character in twenty beyond ASCII is broken, as by a cut or a careless insertion."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return Decoded(text, "utf-8") if broken * 20 <= sound and not utf16_without_mark(data) else None


def _guess(data: bytes) -> Decoded | None:
    """A reading that the bytes themselves make certain: UTF-16 by its zeros, one clear winner of charset-normalizer."""
    name = utf16_without_mark(data)
    if name:
        return _strictly(data, name)
    best = from_bytes(data[:100_000]).best()
    high = sum(1 for byte in data[:100_000] if byte >= 0x80)
    if best is None or best.chaos > 0.1 or not high:
        return None
    western = _strictly(data, "cp1252")
    if western and high < len(data[:100_000]) / 20 and _reads_as_western(western.text):
        return western
    if best.coherence < 0.5 or high < 100:
        return None
    decoded = _strictly(data, best.encoding)
    return decoded if decoded and _is_sound(decoded.text) else None


def _reads_as_western(text: str) -> bool:
    """Whether the characters beyond ASCII are those of Western typing: quotation marks, dashes, accents in words."""
    beyond = [c for c in text if c > "\x7f"]
    odd = re.findall("[A-Za-z][\xa1-\xbf\xd7\xf7][A-Za-z]|[\xc0-\xff]{3}|[a-z][\xc0-\xde][a-z]", text)
    return all(_TYPICAL.match(c) for c in beyond) and not odd


def _likely(data: bytes) -> str | None:
    unmarked = utf16_without_mark(data)
    if unmarked:
        return "UTF-16 without a byte order mark"
    best = from_bytes(data[:20_000]).best()
    return best.encoding.replace("_", "-") if best and best.chaos < 0.3 and best.encoding != "ascii" else None
