"""Feeds that are broken, built to do harm, or no feeds at all."""

from tests.misbehaving.case import WORDS, Case, End, Web, article, entry, lasting, passing, rss

_RSS = "application/rss+xml"
_UNSAFE = lasting("unsafe-markup", "ask its publisher for a plain feed")
_NOT_A_FEED = lasting("not-a-feed", "look for an RSS or Atom link")
_NAMES_A_FEED = article(head="<link rel='alternate' type='application/rss+xml' href='/rss'>")


def _feed(name: str, does: str, body: bytes | str, end: End, *, kind: str = _RSS) -> Case:
    content = body.encode() if isinstance(body, str) else body
    return Case(name, does, lambda web: web.answer(content, kind=kind), feed=end)


def _yields(entries: int, remark: str = "") -> End:
    return End(says=remark, entries=entries)


def _page_and_its_feed(web: Web) -> None:
    web.answer(_NAMES_A_FEED, kind="text/html")
    web.answer(path="/rss")


def _laughs() -> str:
    lines = [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{''.join(lines)}]>"


def _encoded(encoding: str) -> bytes:
    """The laughs again, in an encoding that hides them from a search of the bytes."""
    declared = _laughs().replace("'1.0'", f"'1.0' encoding='{encoding}'", 1)
    return (declared + rss(entry(), title="&l9;").decode()).encode(encoding)


def _etag(web: Web) -> None:
    odd = '"\u00e9\u00ff' + "x" * 700 + '"'
    web.answer(headers={"ETag": odd, "Last-Modified": "Thu, 01 Jan 2099 00:00:00 GMT"})


_MANY = rss(*(entry(f"/story{number}") for number in range(12)))

CASES: tuple[Case, ...] = (
    _feed("feed-page", "gives a page where a feed was asked for", article(), _NOT_A_FEED, kind="text/html"),
    _feed(
        "feed-page-with-lost-feed",
        "gives a page that names a feed that is not there",
        _NAMES_A_FEED,
        lasting("not-found", "check the address"),
        kind="text/html",
    ),
    Case(
        "feed-page-with-feed",
        "gives a page that names its feed",
        _page_and_its_feed,
        feed=_yields(1, "its feed was found at http://bad.example/rss"),
    ),
    _feed("feed-login", "gives a sign-in page under the type of a feed", article(), _NOT_A_FEED),
    _feed(
        "feed-json",
        "gives JSON that is no feed",
        '{"items": "none"}',
        lasting("not-a-feed", "check the address"),
        kind="application/json",
    ),
    _feed(
        "feed-truncated",
        "breaks off inside its second entry",
        rss(entry("/story1"), entry("/story2"))[:-60],
        _yields(1, "the entries that came in whole were read"),
    ),
    _feed(
        "feed-cut-link",
        "breaks off inside the link of its second entry",
        rss(entry("/story1"), entry("/story2")).partition(b"ory2")[0],
        _yields(1, "the entries that came in whole were read"),
    ),
    _feed(
        "feed-cut-first",
        "breaks off inside its first entry",
        rss(entry()).partition(b"ory</link>")[0],
        passing("cut-off", "check it in a browser"),
    ),
    _feed("feed-html-type", "calls its feed a page", rss(entry()), _yields(1), kind="text/html"),
    _feed("feed-blank-first", "begins with blank lines", b"\n\n  " + rss(entry()), _yields(1)),
    _feed("feed-laughs", "defines a thousand million laughs", _laughs().encode() + rss(entry(), title="&l9;"), _UNSAFE),
    _feed(
        "feed-quadratic",
        "repeats an entity of 10 KB 50,000 times",
        f"<!DOCTYPE rss [<!ENTITY a '{'a' * 10_000}'>]>".encode() + rss(entry(), title="&a;" * 50_000),
        _UNSAFE,
    ),
    _feed("feed-laughs-utf-16", "defines its laughs in UTF-16", _encoded("utf-16"), _UNSAFE),
    _feed("feed-laughs-utf-7", "hides its laughs in UTF-7", _encoded("utf-7"), _UNSAFE),
    _feed("feed-laughs-ebcdic", "hides its laughs in the encoding of mainframes", _encoded("cp037"), _NOT_A_FEED),
    _feed(
        "feed-xxe",
        "refers to a file of this machine",
        b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss(entry(), title="&x;"),
        _UNSAFE,
    ),
    _feed(
        "feed-parameter-entity",
        "refers to a definition elsewhere",
        b"<!DOCTYPE rss [<!ENTITY % d SYSTEM 'http://127.0.0.1/d'>%d;]>" + rss(entry()),
        _UNSAFE,
    ),
    _feed(
        "feed-outer-doctype",
        "names a document type on this machine",
        b"<!DOCTYPE rss SYSTEM 'http://127.0.0.1/rss.dtd'>" + rss(entry()),
        _yields(1),
    ),
    _feed(
        "feed-xinclude",
        "includes a file of this machine",
        rss(entry(), title="<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>Talks"),
        _yields(1),
    ),
    _feed(
        "feed-deep", "puts 10,000 elements into one another", rss(entry(), title="<a>" * 10_000 + "Talks"), _yields(1)
    ),
    _feed("feed-no-entries", "has no entries", rss(), _yields(0)),
    _feed(
        "feed-same-ids",
        "gives all its entries one id",
        rss(*(entry(f"/story{number}", "<guid isPermaLink='false'>1</guid>") for number in range(3))),
        _yields(3),
    ),
    _feed(
        "feed-same-links",
        "gives all its entries one link",
        rss(entry(extra="<guid isPermaLink='false'>1</guid>"), entry(extra="<guid isPermaLink='false'>2</guid>")),
        _yields(2),
    ),
    _feed(
        "feed-twice", "lists each entry twice", rss(entry("/story1"), entry("/story2"), entry("/story1")), _yields(2)
    ),
    _feed("feed-no-ids", "gives its entries no ids", _MANY, _yields(12)),
    _feed(
        "feed-future",
        "dates its entry 2099",
        rss(entry(extra="<pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate>")),
        _yields(1),
    ),
    _feed(
        "feed-1970",
        "dates its entry 1970",
        rss(entry(extra="<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>")),
        _yields(1),
    ),
    _feed(
        "feed-bad-dates", "dates its entry on a 32nd", rss(entry(extra="<pubDate>32 Brumaire</pubDate>")), _yields(1)
    ),
    Case(
        "feed-clock-years-off",
        "has a clock that is years off",
        lambda web: web.answer(headers={"Date": "Tue, 01 Jan 2008 00:00:00 GMT"}),
        feed=_yields(1),
    ),
    Case("feed-odd-validators", "gives an ETag of odd characters and a date in 2099", _etag, feed=_yields(1)),
    _feed(
        "feed-private-links",
        "links to this machine and to private networks",
        rss(
            entry(),
            *(
                f"<item><title>x{n}</title><link>{link}</link></item>"
                for n, link in enumerate(
                    ("http://127.0.0.1/", "http://169.254.169.254/latest/", "http://2130706433/", "http://[::1]/")
                )
            ),
        ),
        _yields(5, "1 of its entries had neither a link nor words"),
    ),
    _feed(
        "feed-script-links",
        "links to scripts and files",
        rss(
            entry(),
            "<item><title>a</title><link>javascript:alert(1)</link></item>",
            "<item><title>b</title><link>file:///etc/passwd</link></item>",
        ),
        _yields(3, "2 of its entries had neither a link nor words"),
    ),
    _feed(
        "feed-windows-1252",
        "claims UTF-8 for Windows-1252",
        rss(entry(), title="Büro “Klow”", before="<?xml version='1.0' encoding='utf-8'?>").decode().encode("cp1252"),
        _yields(1),
    ),
    _feed(
        "feed-unknown-charset",
        "claims an encoding that nobody knows",
        rss(entry(), before="<?xml version='1.0' encoding='klingon'?>"),
        _yields(1),
    ),
    _feed("feed-nuls", "puts NULs between its words", rss(entry(), title="Bad\x00 Gazette"), _yields(1)),
    _feed(
        "feed-long-title",
        "gives its entry a title of 1 MB",
        rss(f"<item><title>{WORDS * 10_000}</title><link>http://pages.example/story</link></item>"),
        _yields(1),
    ),
)
