"""``python -m tests.misbehaving.measuring``: one large thing in a process of its own, with its time and memory as JSON.

A process that did nothing else is the only one whose peak of memory says anything.
"""

import json
import sys
import time
from collections.abc import Callable

from negotiations.errors import NegotiationsError
from negotiations.sources.http import Fetcher
from negotiations.sources.pages import read_page
from tests.memory import peak
from tests.misbehaving.case import clock
from tests.pure.small_lexicon import read_text


def fetch(address: str) -> str:
    """Fetch an address; gives the code of the refusal."""
    with Fetcher(user_agent="tests", clock=clock, timeout=20, allow_private=True) as fetcher:
        try:
            fetcher.get(address)
        except NegotiationsError as error:
            return error.code
    return ""


def large_article(size: str) -> str:
    """An article of so many characters of text, no two paragraphs alike, read and searched for findings."""
    sentences = (
        "In Klow, delegation {n} of Ruritania met that of Borduria on Tuesday. Ruritania demands a full ceasefire. "
        "“We reject the {n}th draft,” the foreign minister of Borduria said, and Syldavia went on to mediate between "
        "both sides. "
    )
    paragraphs: list[str] = []
    length = 0
    while length < int(size):
        paragraphs.append(sentences.format(n=len(paragraphs)))
        length += len(paragraphs[-1])
    body = f"<html><body><article><p>{'</p><p>'.join(paragraphs)}</p></article></body></html>".encode()
    text = read_page(body, content_type="text/html; charset=utf-8", now=clock()).text
    findings = read_text(text)
    return f"{len(text)} characters, {len(findings.positions)} positions"


def main(what: str, about: str) -> None:
    works: dict[str, Callable[[str], str]] = {"fetch": fetch, "article": large_article}
    before, started = peak(), time.process_time()
    result = works[what](about)
    figures = {"result": result, "peak": peak(), "growth": peak() - before, "seconds": time.process_time() - started}
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
