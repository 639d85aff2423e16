"""Pages: from the bytes of a web page to its main text and what it says about itself.

The text is final: the offsets of all evidence rest on it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice

import trafilatura
from lxml.html import HtmlElement

from negotiations.errors import FetchError, ParseError
from negotiations.sources.addresses import check_public, resolve_link
from negotiations.sources.costly_markup import (
    MOST_FOR_SECOND_OPINION,
    count_elements,
)
from negotiations.sources.encodings import binary_kind, decode_text
from negotiations.sources.languages import detect_language
from negotiations.sources.main_text import find_paragraphs
from negotiations.sources.page_dates import find_published
from negotiations.sources.page_metadata import read_metadata
from negotiations.sources.page_tree import no_text, parse_page
from negotiations.vocabulary import Precision

MEGABYTE = 1_000_000
MOST_BYTES = 5 * MEGABYTE
# The findings of a million characters take a worker 8 s; no report is as long as that, and no task as patient as six.
LONGEST_TEXT = 2_000_000
SHORTEST_TEXT = 25
EXTRACTOR = f"trafilatura {trafilatura.__version__}"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# The same said the other way round: what is common comes first, which takes half of the time.
_SOUND = re.compile(r"[ -~\t\n\r\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+")
_C1_REFERENCE = re.compile(r"&#(?:(1[2-5]\d)|[xX]0*([89][0-9a-fA-F]));")
_C1 = re.compile(r"[\x80-\x9f]")
_FEED_ROOT = re.compile(
    r"^\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_NAMELESS = re.compile(r"^(admin|administrator|editor|staff|webmaster|author|user|by|unknown|guest)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A readable text and what was stated about it; None where nothing was.

    Paragraphs of ``text`` are separated by a blank line. ``published`` is only what the page states, ``extractor`` the
    program and version that made the text. ``note`` and ``remarks`` (sentences for the editor) come from uploads.
    """

    text: str
    title: str | None
    author: str | None
    published: date | None
    published_precision: Precision
    language: str | None
    canonical_url: str | None
    site_name: str | None
    extractor: str
    note: str | None = None
    remarks: tuple[str, ...] = ()


def read_page(
    body: bytes,
    *,
    content_type: str | None,
    url: str | None = None,
    now: datetime | None = None,
    max_bytes: int = MOST_BYTES,
    guess_encoding: bool = True,
) -> Page:
    """The main text and metadata of an HTML page. With ``now`` a date after tomorrow is not believed.

    ParseError: ``empty``, ``too-large``, ``binary``, ``wrong-encoding``, ``is-a-feed``, ``too-complex``, ``no-text``.
    """
    if not body.strip():
        raise ParseError("The page is empty; check the address or paste the text instead.", code="empty")
    if len(body) > max_bytes:
        raise ParseError(
            f"The page is larger than {max_bytes / MEGABYTE:g} MB; give a single article.", code="too-large"
        )
    kind = binary_kind(body)
    if kind:
        raise ParseError(f"This is {kind} and no page; give the address of an article.", code="binary")
    markup = decode_text(body, content_type=content_type, markup=True, guess=guess_encoding).text
    _refuse_other_kinds(markup, content_type)
    markup = _with_real_marks(markup)
    tree = parse_page(markup)
    elements = count_elements(tree)
    # Read before the text is extracted, which takes the tree apart.
    stated = find_published(tree, now=now)
    about = read_metadata(tree)
    canonical_url = _canonical_link(tree, url)
    paragraphs = find_paragraphs(
        tree, url, again=partial(parse_page, markup), second_opinion=elements <= MOST_FOR_SECOND_OPINION
    )
    text = "\n\n".join(filter(None, (_CONTROL.sub("", part) for part in paragraphs)))
    if len(list(islice(filter(str.isalnum, text), SHORTEST_TEXT))) < SHORTEST_TEXT:
        raise no_text()
    refuse_long_text(text)
    if not stated.value:
        stated = find_published(tree, now=now, text=text)
    return Page(
        text=text,
        title=_line(about.title, 500),
        author=_author(about.author),
        published=stated.value,
        published_precision=stated.precision,
        language=detect_language(text),
        canonical_url=canonical_url,
        site_name=_line(about.site_name, 200),
        extractor=EXTRACTOR,
    )


def _with_real_marks(markup: str) -> str:
    """Markup in which the codes 128 to 159 are the marks and dashes of Windows-1252 that their writers meant."""

    def meant(code: int) -> str:
        return bytes([code]).decode("cp1252", "ignore")

    markup = _C1_REFERENCE.sub(
        lambda m: meant(code) if 128 <= (code := int(m[1] or int(m[2], 16))) < 160 else m[0], markup
    )
    if _SOUND.fullmatch(markup):  # nearly always
        return markup
    return _CONTROL.sub("", _C1.sub(lambda m: meant(ord(m[0])), markup))


def _refuse_other_kinds(markup: str, content_type: str | None) -> None:
    """ParseError for a feed, and for data that no reader is meant to see: its pieces would pass for paragraphs."""
    if _FEED_ROOT.match(markup[:5000]):
        raise ParseError("This is a feed and no article; add it as a feed.", code="is-a-feed")
    if "json" in (content_type or "").lower() and markup.lstrip()[:1] in ("{", "["):
        raise ParseError("The address gives data and no page; paste the text instead.", code="no-text")


def refuse_long_text(text: str) -> None:
    """ParseError ``too-large`` for a text that a worker could not search for findings within its time."""
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"The text has more than {LONGEST_TEXT // MEGABYTE} million characters; give a single article.",
            code="too-large",
        )


def _line(value: str | None, limit: int) -> str | None:
    return " ".join(_CONTROL.sub("", value or "").split())[:limit].strip() or None


def _author(value: str | None) -> str | None:
    name = _line(value, 300)
    return None if name is None or _NAMELESS.match(name) else name


def _canonical_link(tree: HtmlElement, url: str | None) -> str | None:
    """What the page calls its own address: ``rel=canonical``, else ``og:url``. A claim: another site may be named."""
    for path, attribute in ((".//link[@rel='canonical']", "href"), (".//meta[@property='og:url']", "content")):
        element = tree.find(path)
        link = resolve_link(element.get(attribute), url) if element is not None else None
        if link and _is_public(link):
            return link
    return None


def _is_public(link: str) -> bool:
    try:
        check_public(link)
    except FetchError:
        return False
    return True
