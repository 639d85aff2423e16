"""Articles as JSON objects, one on each line of a file: what they may say, and what was read from one.

Fields: ``text`` (needed), ``title``, ``url``, ``published``, ``author``, ``source`` or ``outlet``, ``language``.
"""

import json
from datetime import datetime
from typing import Any

from negotiations.errors import ParseError
from negotiations.sources.addresses import resolve_link
from negotiations.sources.pages import Page, detect_language
from negotiations.sources.stated_dates import NO_DATE, read_date
from negotiations.vocabulary import Precision

CONTENT_TYPE = "application/json"
EXTRACTOR = "json text 1"
FIELDS = frozenset({"text", "title", "url", "published", "author", "source", "outlet", "language"})


def read_object(line: bytes) -> dict[str, Any]:
    """The JSON object of one line with a text in it. ParseError ``not-json``, ``no-text``."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ParseError("This is no JSON in UTF-8.", code="not-json") from None
    if not isinstance(given, dict):
        raise ParseError("This is JSON, but no object with fields such as title and text.", code="not-json")
    text = given.get("text")
    if not isinstance(text, str) or not any(map(str.isalpha, text)):
        raise ParseError("The field text is missing or holds no words.", code="no-text")
    return given


def read_json_text(line: bytes, *, now: datetime | None = None) -> Page:
    """The text of one line as it is given, but for CR LF (made LF) and what no text holds, with what is said of it."""
    given = read_object(line)
    stated = _word(given, "published", 200)
    read = read_date(stated, now=now) if stated else NO_DATE
    url = _word(given, "url", 2000)
    address = resolve_link(url or None, None)
    text = _clean(given["text"].replace("\r\n", "\n"))
    remarks = []
    if stated and read.value is None:
        remarks.append(f"The date “{stated[:60]}” could not be read; the article stays without a date.")
    if url and not address:
        remarks.append("The address is not one of the web; the article stays without an address.")
    return Page(
        text=text,
        title=_word(given, "title", 500) or None,
        author=_word(given, "author", 300) or None,
        published=read.value,
        published_precision=read.precision if read.value else Precision.UNKNOWN,
        language=_language(given) or detect_language(text),
        canonical_url=address,
        site_name=_word(given, "source", 200) or _word(given, "outlet", 200) or None,
        extractor=EXTRACTOR,
        remarks=tuple(remarks),
    )


def _word(given: dict[str, Any], name: str, longest: int) -> str:
    """A field as one line; lists of names are joined, anything else that is no text says nothing."""
    value = given.get(name)
    if isinstance(value, list):
        value = ", ".join(part for part in value if isinstance(part, str))
    return " ".join(_clean(value).split())[:longest] if isinstance(value, str) else ""


def _language(given: dict[str, Any]) -> str | None:
    code = _word(given, "language", 10).lower().partition("-")[0]
    return code if code.isalpha() and len(code) in (2, 3) else None


def _clean(value: str) -> str:
    """Without NUL and lone surrogates, which JSON can spell and no table holds."""
    return value.replace("\x00", "").encode(errors="ignore").decode()
