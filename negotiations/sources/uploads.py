"""Files and pasted texts: plain text is kept as it is, so that offsets equal the file's; HTML is read as a page."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from negotiations.errors import ParseError
from negotiations.sources.addresses import resolve_link
from negotiations.sources.canonical import refusal_of
from negotiations.sources.encodings import binary_kind, decode_text
from negotiations.sources.languages import detect_language
from negotiations.sources.pages import Page, read_page, refuse_long_text
from negotiations.sources.stated_dates import NO_DATE, read_date
from negotiations.vocabulary import Precision

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
EXTRACTOR = "plain text 1"

_KEYS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "source": "source", "author": "author",
    "by": "author", "language": "language", "note": "note", "url": "url", "link": "url", "address": "url",
}  # fmt: skip
_HEADER_LINE = re.compile(r"^(?P<key>[A-Za-z]{2,10})[ \t]*:[ \t]*(?P<value>[^\n]{0,1000})$")
_NOT_STATED = re.compile(r"^(|-|\u2013|none|unknown|undated|not (known|stated)|n/?a)$", re.IGNORECASE)
_STARTS_LIKE_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_HAS_MARKUP = re.compile(r"<(?:p|div|body|article|h1|br)\b[^<>]{0,500}>", re.IGNORECASE)
_DATELINE_DASH = re.compile(r"\s[\u2013\u2014-]\s")


def read_upload(
    data: bytes,
    *,
    filename: str,
    content_type: str | None = None,
    max_bytes: int = MOST_BYTES,
    now: datetime | None = None,
) -> Page:
    """The text of a plain-text or HTML file with what it states about itself.

    A plain text is kept exactly as decoded but for CR LF (made LF) and NUL (removed). A block of ``Title:``, ``Date:``,
    ``Source:``, ``Author:``, ``Language:``, ``Url:`` and ``Note:`` lines on top, ended by a blank line, is read as
    metadata and is not part of the text. ParseError: ``empty``, ``too-large``, ``binary``, ``no-text``,
    ``wrong-encoding``, ``too-complex``. ``filename`` is only read for its ending.
    """
    if len(data) > max_bytes:
        raise ParseError(
            f"The file is larger than {max_bytes / MEGABYTE:g} MB; give a single article as text or HTML.",
            code="too-large",
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ParseError("The file is empty; give one with the text of an article.", code="empty")
    kind = binary_kind(data)
    if kind:
        raise ParseError(f"The file is {kind} and no text; save the article as plain text or HTML.", code="binary")
    # A person is at hand who can save the file anew, so nothing is guessed.
    text = decode_text(data, content_type=content_type, markup=True, guess=False).text
    if _is_html(text, filename, content_type):
        return read_page(
            text.encode("utf-8", "replace"), content_type="text/html; charset=utf-8", now=now, max_bytes=4 * max_bytes
        )
    return read_plain_text(text, now=now)


def read_plain_text(text: str, *, now: datetime | None = None) -> Page:
    """The same for a text that is decoded already, such as a pasted one.

    ParseError ``no-text`` without any words, ``too-large`` for more than can be searched in good time.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "").removeprefix("\ufeff")
    header, text = _split_header(text)
    if not any(map(str.isalpha, text)):
        raise ParseError("There is no text in it, only signs or a header; give the text of an article.", code="no-text")
    refuse_long_text(text)
    stated_date = header.get("date", "")
    read = NO_DATE if _NOT_STATED.match(stated_date) else read_date(stated_date, now=now)
    remarks = []
    if read.value is None and not _NOT_STATED.match(stated_date):
        remarks.append(f"The date \u201c{stated_date[:60]}\u201d in the header could not be read, and was left out.")
    url = header.get("url")
    if url and (refusal := refusal_of(url)):
        remarks.append(f"The address \u201c{url[:60]}\u201d in the header was left out. {refusal}")
        url = None
    return Page(
        text=text,
        title=header.get("title") or _headline(text),
        author=header.get("author"),
        published=read.value,
        published_precision=read.precision if read.value else Precision.UNKNOWN,
        language=_language(header.get("language")) or detect_language(text),
        canonical_url=resolve_link(url, None),
        site_name=header.get("source"),
        extractor=EXTRACTOR,
        note=header.get("note"),
        remarks=tuple(remarks),
    )


def _is_html(text: str, filename: str, content_type: str | None) -> bool:
    if _STARTS_LIKE_HTML.match(text[:6000]):
        return True
    named = PurePosixPath(filename.replace("\\", "/")).suffix.lower() in (".html", ".htm", ".xhtml")
    return (named or "html" in (content_type or "").lower()) and bool(_HAS_MARKUP.search(text))


def _split_header(text: str) -> tuple[dict[str, str], str]:
    """The metadata of a header block on top, and the text after it. Without a sound block the text comes back whole."""
    head, blank, rest = text.lstrip("\n").partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) > 15:
        return {}, text
    header: dict[str, str] = {}
    for line in lines:
        match = _HEADER_LINE.match(line.rstrip())
        key = _KEYS.get(match["key"].lower()) if match else None
        if match is None or key is None or key in header:
            return {}, text
        header[key] = " ".join(match["value"].split())
    if not {"title", "date", "source"} & set(header):
        return {}, text
    # A part of an address would be the address of something else.
    return {key: value if key == "url" else value[:500] for key, value in header.items() if value}, rest.lstrip("\n")


def _headline(text: str) -> str | None:
    """The first line if it is clearly a headline: short, several words, no sentence, a blank line and prose after."""
    line, blank, rest = text.lstrip("\n").partition("\n\n")
    line = line.strip()
    words = line.split()
    if not blank or "\n" in line or not 3 <= len(words) <= 20 or len(line) > 140 or not rest.strip():
        return None
    if line[-1] in '.!,;:\u2026"\u201d' or line[0] in '"\u201c\u00ab([*-' or _DATELINE_DASH.search(line[:40]):
        return None
    return line if line[0].isupper() or line[0].isdigit() else None


def _language(value: str | None) -> str | None:
    match = re.match(r"^([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?$", value or "")
    return match[1].lower() if match else None
