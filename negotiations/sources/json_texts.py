"""Articles as JSON objects, one on each line of a file: what they may say, and what was read from one.

Fields: ``text`` (needed), ``title``, ``url``, ``published``, ``author``, ``source`` or ``outlet``, ``language``.
A value that cannot be used keeps no text out: the text comes in without it, and ``find_faults`` says which and why.
"""

import json
from datetime import datetime
from typing import Any, NamedTuple

from negotiations.errors import ParseError
from negotiations.sources.addresses import resolve_link
from negotiations.sources.canonical import refusal_of
from negotiations.sources.languages import detect_language
from negotiations.sources.pages import Page
from negotiations.sources.stated_dates import NO_DATE, read_date
from negotiations.vocabulary import Precision

CONTENT_TYPE = "application/json"
EXTRACTOR = "json text 1"
LONGEST = {"title": 500, "author": 300, "source": 200, "outlet": 200}
FIELDS = frozenset({"text", "url", "published", "language", *LONGEST})


class Fault(NamedTuple):
    """A field whose value cannot be used, and a sentence that says why and what follows."""

    field: str
    why: str


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


def find_faults(given: dict[str, Any], *, now: datetime | None = None) -> list[Fault]:
    """What an object of ``read_object`` says that cannot be used; a field that is null or empty says nothing."""
    faults = []
    for name in sorted(FIELDS - {"text"}):
        value, word, longest = given.get(name), _word(given, name), LONGEST.get(name)
        if value and not word and not isinstance(value, str):
            faults.append(Fault(name, "It is no text, and was left out."))
        elif longest and len(word) > longest:
            faults.append(Fault(name, f"It has more than {longest} characters; only the first of them were taken."))
    stated, url, code = (_word(given, name) for name in ("published", "url", "language"))
    if stated and read_date(stated, now=now).value is None:
        faults.append(Fault("published", f"“{stated[:60]}” is no date that can be used; the article has none."))
    if url and (refusal := refusal_of(url)):
        faults.append(Fault("url", f"“{url[:60]}” cannot be used; the article has no address. {refusal}"))
    if code and _language(given) is None:
        faults.append(Fault("language", f"“{code[:60]}” is no code such as en; the language is told by the text."))
    return faults


def read_json_text(line: bytes, *, now: datetime | None = None) -> Page:
    """The text of one line as it is given, but for CR LF (made LF) and what no text holds, with what is said of it."""
    given = read_object(line)
    stated = _word(given, "published")
    read = read_date(stated, now=now) if stated else NO_DATE
    text = _clean(given["text"].replace("\r\n", "\n"))
    return Page(
        text=text,
        title=_cut(given, "title") or None,
        author=_cut(given, "author") or None,
        published=read.value,
        published_precision=read.precision if read.value else Precision.UNKNOWN,
        language=_language(given) or detect_language(text),
        canonical_url=resolve_link(_word(given, "url") or None, None),
        site_name=_cut(given, "source") or _cut(given, "outlet") or None,
        extractor=EXTRACTOR,
        remarks=tuple(f"{fault.field}: {fault.why}" for fault in find_faults(given, now=now)),
    )


def _cut(given: dict[str, Any], name: str) -> str:
    return _word(given, name)[: LONGEST[name]]


def _word(given: dict[str, Any], name: str) -> str:
    """A field as one line; lists of names are joined, anything else that is no text says nothing."""
    value = given.get(name)
    if isinstance(value, list):
        value = ", ".join(part for part in value if isinstance(part, str))
    return " ".join(_clean(value).split()) if isinstance(value, str) else ""


def _language(given: dict[str, Any]) -> str | None:
    code = _word(given, "language").lower().partition("-")[0]
    return code if code.isalpha() and len(code) in (2, 3) else None


def _clean(value: str) -> str:
    """Without NUL and lone surrogates, which JSON can spell and no table holds."""
    return value.replace("\x00", "").encode(errors="ignore").decode()
