"""From the bytes of an original to its text, by whichever reader they are for: the first time, and whenever again."""

from datetime import datetime

from negotiations.sources import json_texts, pages, uploads
from negotiations.sources.json_texts import read_json_text
from negotiations.sources.pages import Page, read_page
from negotiations.sources.uploads import read_upload

# What makes the texts today. A text made by anything else may come out better if it is made again.
READERS = (pages.EXTRACTOR, uploads.EXTRACTOR, json_texts.EXTRACTOR)


def read_original(body: bytes, *, address: str | None, content_type: str, filename: str, now: datetime) -> Page:
    """The text and what it says of itself. ``address`` is where it was fetched from, None for what was given by hand.

    ParseError as its reader raises it.
    """
    if address is not None:
        return read_page(body, content_type=content_type, url=address, now=now)
    if content_type == json_texts.CONTENT_TYPE:
        return read_json_text(body, now=now)
    return read_upload(body, filename=filename, content_type=content_type or None, now=now)
