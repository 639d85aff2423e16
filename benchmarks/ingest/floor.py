"""The floor: feed parsing, download and main-text extraction alone, one after another in one process.

Run as ``python -m benchmarks.ingest.floor <port> <feeds> <how>``; prints one line of JSON. ``library`` reads feeds by
feedparser and pages by trafilatura with metadata, ``product`` by the product's own ``read_feed`` and ``read_page``.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import feedparser
import httpx2
import trafilatura

from benchmarks.ingest.outlets import Plan, outlets
from negotiations.sources.feeds import read_feed
from negotiations.sources.pages import read_page

NOW = datetime(2024, 7, 1, tzinfo=UTC)


def by_library(feed: httpx2.Response) -> list[str]:
    if "json" in feed.headers["content-type"]:
        return [item["url"] for item in feed.json()["items"]]
    return [entry["link"] for entry in feedparser.parse(feed.content)["entries"]]


def text_by_library(page: httpx2.Response, _address: str) -> int:
    found = trafilatura.bare_extraction(page.content, with_metadata=True)
    return len(found.text or "") if found and not isinstance(found, dict) else 0


def by_product(feed: httpx2.Response) -> list[str]:
    entries = read_feed(feed.content, None, feed.headers["content-type"], NOW).entries
    return [entry.url for entry in entries if entry.url]


def text_by_product(page: httpx2.Response, address: str) -> int:
    return len(read_page(page.content, content_type=page.headers["content-type"], url=address, now=NOW).text)


def run(port: int, feeds: int, *, links: Callable[..., list[str]], text: Callable[..., int]) -> dict[str, float]:
    """Read everything once; gives articles, seconds by the wall and by the processor, and the time of each part."""
    seconds = {"feeds": 0.0, "download": 0.0, "text": 0.0}
    articles = characters = 0
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        started, spent = time.perf_counter(), time.process_time()
        for outlet in outlets(Plan(feeds=feeds)):
            feed = client.get(outlet.feed_path)
            mark = time.perf_counter()
            found = links(feed)
            seconds["feeds"] += time.perf_counter() - mark
            for address in found:
                mark = time.perf_counter()
                page = client.get(address.split(".example", 1)[1])
                middle = time.perf_counter()
                characters += text(page, address)
                seconds["download"] += middle - mark
                seconds["text"] += time.perf_counter() - middle
                articles += 1
        wall, cpu = time.perf_counter() - started, time.process_time() - spent
    assert characters > articles * 500, "the main texts were not found"
    return {"articles": articles, "wall": wall, "cpu": cpu, **seconds}


if __name__ == "__main__":
    how = {"library": (by_library, text_by_library), "product": (by_product, text_by_product)}[sys.argv[3]]
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), links=how[0], text=how[1])))
