"""One spelling for each address, and a refusal for those that must not be fetched."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.errors import FetchError
from negotiations.sources.addresses import check_public, fingerprint, is_public_ip, resolve_link
from negotiations.sources.canonical import address_key, canonical, own_address


@pytest.mark.parametrize(
    ("given_as", "stored_as"),
    [
        ("HTTPS://News.Example.ORG:443/a", "https://news.example.org/a"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/%2e%2e/x/%7Euser", "https://example.org/x/~user"),
        ("https://example.org/a?utm_source=x&b=2&a=1&fbclid=3#part", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?gclid=1", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
        ("https://m.example.co.uk/story/amp/", "https://example.co.uk/story"),
        ("https://en.m.example.org/story", "https://en.example.org/story"),
        ("https://amp.example.org/story?amp=1", "https://example.org/story"),
        ("https://example.org/story.amp.html", "https://example.org/story.html"),
        ("https://www.google.com/amp/s/example.org/story", "https://example.org/story"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/story", "https://example.org/story"),
        ("https://example.org/story/amp?amp=1&utm_medium=social", "https://example.org/story"),
        ("https://example.org/amp/news/story", "https://example.org/news/story"),
        ("https://example.org/story.amp", "https://example.org/story"),
        ("https://example.org/story?outputType=amp", "https://example.org/story"),
        ("https://example.org/story?usqp=mq331AQ&amp_js_v=0.1", "https://example.org/story"),
        ("https://mobile.example.org/story", "https://example.org/story"),
        ("https://touch.example.org/story", "https://example.org/story"),
        ("https://cdn.ampproject.org/c/s/example.org/story/amp", "https://example.org/story"),
        ("https://cdn.ampproject.org/v/s/m.example.org/story?amp_gsa=1", "https://example.org/story"),
        ("https://www-example-org.cdn.ampproject.org/wp/s/www.example.org/a", "https://www.example.org/a"),
        ("https://www-example-org.bing-amp.com/c/s/www.example.org/a", "https://www.example.org/a"),
        ("https://www.google.co.uk/amp/s/amp.example.org/story.amp.html", "https://example.org/story.html"),
        ("https://example.org/story;jsessionid=0A1B?id=4", "https://example.org/story?id=4"),
        ("https://example.org/story?PHPSESSID=ab&id=4", "https://example.org/story?id=4"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("  https://example.org/a\n", "https://example.org/a"),
    ],
)
def test_canonical_gives_variants_one_spelling(given_as: str, stored_as: str) -> None:
    assert canonical(given_as) == stored_as
    assert canonical(stored_as) == stored_as


@pytest.mark.parametrize("query", ["12345", "eid=4", "gallery=12", "reference=3", "source=gaza", "id=1&id=2", "amp=7"])
def test_canonical_keeps_a_query_that_may_be_the_article(query: str) -> None:
    assert canonical(f"https://example.org/a?{query}") == f"https://example.org/a?{query}"


def test_canonical_leaves_a_host_that_only_looks_mobile() -> None:
    assert canonical("https://m.com/x") == "https://m.com/x"


def test_address_key_joins_the_spellings_of_one_site() -> None:
    spellings = ("http://www.example.org/a/", "https://example.org/a", "https://m.example.org/a?utm_medium=x")
    assert len({address_key(url) for url in spellings}) == 1
    assert address_key("https://example.org/a?id=1") != address_key("https://example.org/a?id=2")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.example.org/amp/s/post.example/story",
        "https://cdn.ampproject.org.example.org/c/s/post.example/story",
        "https://example.org/c/s/post.example/story",
        "https://cdn.ampproject.org/c/s/127.0.0.1/story",
    ],
)
def test_canonical_lets_nobody_pose_as_a_cache_of_another_site(url: str) -> None:
    assert urlsplit(canonical(url)).hostname == urlsplit(url).hostname


@pytest.mark.parametrize(
    ("asked", "claimed", "stored_as"),
    [
        ("https://example.org/a?id=1", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/a?x=1", "https://example.org/a?utm_source=b#part", "https://example.org/a"),
        ("http://www.example.org/a", "https://example.org/b", "https://example.org/b"),
        ("https://edition.example.co.uk/a/index.html", "https://www.example.co.uk/a", "https://www.example.co.uk/a"),
        ("https://amp.example.org/x", "https://www.example.org/a", "https://www.example.org/a"),
        ("https://example.org/a", None, "https://example.org/a"),
        ("https://example.org/a", "https://example.org/", "https://example.org/a"),
        ("https://example.org/a", "https://other.example/b", "https://example.org/a"),
        ("https://one.hosting.example/a", "https://two.hosting.example/b", "https://one.hosting.example/a"),
        ("https://one.hosting.example/a", "https://hosting.example/b", "https://one.hosting.example/a"),
        ("https://example.org/a", "http://127.0.0.1/b", "https://example.org/a"),
        ("https://example.org/a", "javascript:x", "https://example.org/a"),
    ],
)
def test_own_address_believes_a_page_within_its_own_site(asked: str, claimed: str | None, stored_as: str) -> None:
    assert own_address(asked, claimed) == stored_as


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "bad-address"),
        ("example.org", "bad-address"),
        ("//example.org/x", "bad-address"),
        ("file:///etc/passwd", "bad-address"),
        ("gopher://example.org/", "bad-address"),
        ("data:text/html,x", "bad-address"),
        ("javascript:alert(1)", "bad-address"),
        ("https://user:pw@example.org/", "bad-address"),
        ("https://@example.org/", "bad-address"),
        ("https://example.org:22/", "bad-address"),
        ("https://example.org:99999/", "bad-address"),
        ("https://exa\x00mple.org/", "bad-address"),
        ("https://example.org/a b", "bad-address"),
        ("https://example.org\\@127.0.0.1/", "bad-address"),
        ("https:///x", "bad-address"),
        ("https://a..example.org/", "bad-address"),
        ("https://example.org/" + "a" * 3000, "bad-address"),
        ("http://127.0.0.1/", "private-address"),
        ("http://localhost/", "private-address"),
        ("http://LOCALHOST./", "private-address"),
        ("http://db/", "private-address"),
        ("http://metadata.google.internal/", "private-address"),
        ("http://[::1]/", "private-address"),
        ("http://2130706433/", "private-address"),
        ("http://127.1/", "private-address"),
        ("http://0x7f.1/", "private-address"),
        ("http://0/", "private-address"),
        ("http://0177.0.0.1/", "private-address"),
        ("http://\u2460\u2461\u2466.0.0.1/", "private-address"),
        ("http://[::ffff:127.0.0.1]/", "private-address"),
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://[64:ff9b::7f00:1]/", "private-address"),
    ],
)
def test_check_public_refuses_without_resolving(url: str, code: str) -> None:
    with pytest.raises(FetchError) as caught:
        check_public(url)
    assert (caught.value.code, caught.value.permanent) == (code, True)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "168.63.129.16",
        "192.88.99.1",
        "240.0.0.1",
        "::",
        "::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "not-an-address",
    ],
)
def test_is_public_ip_refuses(ip: str) -> None:
    assert not is_public_ip(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"])
def test_is_public_ip_lets_public_ones_through(ip: str) -> None:
    assert is_public_ip(ip)


def test_resolve_link_makes_absolute_or_gives_none() -> None:
    assert resolve_link("../b?x=1#y", "https://example.org/a/c") == "https://example.org/b?x=1"
    assert [
        resolve_link(link, "https://example.org/") for link in ("javascript:x", "mailto:a@example.org", "", None)
    ] == [None] * 4


def test_fingerprint_is_the_sha256_of_the_text_in_utf_8() -> None:
    assert fingerprint("abc") == fingerprint(b"abc")
    assert fingerprint("abc").startswith("ba7816bf")


@given(st.text(max_size=80))
def test_canonical_refuses_or_settles_on_any_text(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"https://{text}/"):
        try:
            once = canonical(url)
        except FetchError:
            continue
        assert canonical(once) == once
        assert once.isascii()
