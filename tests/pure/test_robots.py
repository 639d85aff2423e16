"""Politeness towards other people's servers."""

import pytest

from negotiations.sources.robots import Robots

RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: Parley\nDisallow: /\nAllow: /open\n"


def test_robots_holds_for_the_visitor_that_it_names() -> None:
    robots = Robots.read(RULES, status=200)
    assert not robots.allows("https://news.example/a", user_agent="Parley/1")
    assert robots.allows("https://news.example/open/a", user_agent="Parley/1")
    assert robots.allows("https://news.example/a", user_agent="Other")
    assert not robots.allows("https://news.example/private/a", user_agent="Other")
    assert robots.delay(user_agent="Other") == 7


@pytest.mark.parametrize("group", ["bot", "Track", "tracker", "diplomatic", "example", "parley-images"])
def test_robots_means_us_by_our_name_alone(group: str) -> None:
    rules = f"User-agent: {group}\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: *\nAllow: /\n".encode()
    us = "Parley/0.1 (tracker of diplomatic negotiations; bot@example.org)"
    robots = Robots.read(rules, status=200)
    assert robots.allows("https://news.example/a", user_agent=us)
    assert robots.delay(user_agent=us) == 0


def test_robots_means_us_by_our_name_in_any_case() -> None:
    robots = Robots.read(b"User-agent: PARLEY\nDisallow: /\n", status=200)
    assert not robots.allows("https://news.example/a", user_agent="Parley/0.1 (tracker)")


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_without_a_file_allows_all_and_with_a_failing_server_nothing(status: int, allowed: bool) -> None:
    assert Robots.read(b"", status=status).allows("https://news.example/a", user_agent="Parley") is allowed


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff\xfe", b"<html>", b"Crawl-delay: x\nDisallow", b"Disallow: /*" + b"*" * 5000]
)
def test_robots_reads_anything(body: bytes) -> None:
    assert Robots.read(body, status=200).delay(user_agent="Parley") == 0


def test_robots_caps_the_delay() -> None:
    assert Robots.read(b"User-agent: *\nCrawl-delay: 999999", status=200).delay(user_agent="Parley") == 300
