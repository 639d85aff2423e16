"""Pages that are broken, built to do harm, or no pages at all."""

from collections.abc import Callable

from tests.misbehaving.case import WORDS, Case, End, Web, article, entry, lasting, rss

_NO_TEXT = lasting("no-text", "paste the text instead")
_COMPLEX = lasting("too-complex", "paste its text")
_ENCODING = lasting("wrong-encoding", "save it as UTF-8")
_ACCENTS = WORDS.replace("envoys", "envoyés").replace("Tuesday", "“Tuesday”")


def _page(name: str, does: str, body: bytes | str, end: End, *, kind: str = "text/html; charset=utf-8") -> Case:
    content = body.encode() if isinstance(body, str) else body
    return Case(name, does, lambda web: web.answer(content, kind=kind), page=end)


def _holds(words: str) -> End:
    return End(says=words)


def _said(**headers: str) -> Callable[[Web], None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda web: web.answer(headers=named)


def _laughs(depth: int = 9) -> str:
    """Entities that stand for ten of the one before: a thousand million laughs."""
    lines = [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, depth + 1)]
    return f"<!DOCTYPE html [<!ENTITY l0 'ha'>{''.join(lines)}]>"


CASES: tuple[Case, ...] = (
    _page(
        "page-feed",
        "gives a feed where a page was asked for",
        rss(entry()),
        lasting("is-a-feed", "add it as a feed"),
        kind="application/rss+xml",
    ),
    _page(
        "page-json",
        "gives JSON where a page was asked for",
        '{"title": "Talks", "body": "The talks go on."}',
        lasting("no-text", "paste the text instead"),
        kind="application/json",
    ),
    _page("page-hollow", "gives a page that a script would fill", "<html><body><script>render()</script>", _NO_TEXT),
    _page(
        "page-refresh",
        "sends on by a meta element",
        "<html><head><meta http-equiv='refresh' content='0;url=http://127.0.0.1/'></head><body></body>",
        _NO_TEXT,
    ),
    _page("page-deep", "puts 10,000 elements into one another", "<div>" * 10_000 + WORDS + "</div>" * 10_000, _NO_TEXT),
    _page("page-deep-100k", "opens 100,000 elements and closes none", "<div>" * 100_000 + "text", _NO_TEXT),
    _page(
        "page-deep-often",
        "puts 240 elements into one another, 150 times",
        ("<div>" * 240 + "text" + "</div>" * 240) * 150,
        _COMPLEX,
    ),
    _page(
        "page-attributes",
        "gives an element 300,000 attributes",
        "<p " + " ".join(f"a{number}=1" for number in range(300_000)) + f">{WORDS}",
        _COMPLEX,
    ),
    _page(
        "page-paragraphs-4k", "gives 4,000 paragraphs", "<p>The talks go on.</p>" * 4_000, _holds("The talks go on.")
    ),
    _page("page-paragraphs-200k", "gives 200,000 paragraphs (2.4 MB)", "<p>ab cd</p>" * 200_000, _COMPLEX),
    _page(
        "page-long-text",
        "gives a text of 4 million characters",
        f"<article><p>{WORDS * 40_000}</p></article>",
        lasting("too-large", "give a single article"),
    ),
    _page(
        "page-one-letter-sentences",
        "gives 60 KB of “a. a. a.”",
        f"<p>{WORDS}</p><p>{'a. ' * 20_000}</p>",
        _holds("a. a. a."),
    ),
    _page(
        "page-json-ld",
        "gives metadata built to trap patterns",
        b"<script type='application/ld+json'>" + b'{"author": "' * 100_000 + b"</script>" + article(),
        _holds("Borduria"),
    ),
    _page(
        "page-laughs",
        "defines a thousand million laughs",
        _laughs() + f"<html><body><p>{WORDS * 2}</p><p>&l9;</p></body></html>",
        _holds("Borduria"),
    ),
    _page(
        "page-xxe",
        "refers to a file of this machine",
        f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>{WORDS * 2} &x;</p></body></html>",
        _holds("Borduria"),
    ),
    _page("page-nuls", "puts NULs between its words", article(WORDS.replace("Klow", "Kl\x00ow")), _holds("Klow")),
    _page(
        "page-surrogates",
        "refers to characters that are none",
        article(WORDS + "&#xD800; &#0; &#x110000; "),
        _holds("Borduria"),
    ),
    _page(
        "page-utf-16",
        "writes UTF-16 without a mark",
        article(_ACCENTS).decode().encode("utf-16-le"),
        _holds("envoyés"),
        kind="text/html",
    ),
    _page(
        "page-utf-7",
        "claims UTF-7, in which a script could hide",
        article(WORDS + "+ADw-script+AD4-alert(1)+ADw-/script+AD4- "),
        _holds("+ADw-script+AD4-"),
        kind="text/html; charset=utf-7",
    ),
    _page(
        "page-wrong-charset",
        "claims Latin-1 for UTF-8",
        article(_ACCENTS),
        _holds("envoyés"),
        kind="text/html; charset=iso-8859-1",
    ),
    _page(
        "page-false-charset",
        "claims UTF-8 for Windows-1252",
        article(_ACCENTS).decode().encode("cp1252"),
        _holds("“Tuesday”"),
    ),
    _page(
        "page-unknown-charset",
        "claims an encoding that nobody knows",
        article(_ACCENTS),
        _holds("envoyés"),
        kind="text/html; charset=klingon",
    ),
    _page(
        "page-codec",
        "claims an encoding that is a program",
        article(_ACCENTS),
        _holds("envoyés"),
        kind="text/html; charset=zlib_codec",
    ),
    _page(
        "page-stray-byte",
        "breaks one character of its UTF-8",
        article(_ACCENTS * 5) + b"<p>A stray \xe9 byte.</p>",
        _holds("envoyés"),
    ),
    _page(
        "page-mixed-encodings",
        "mixes UTF-8 with Windows-1251",
        article(_ACCENTS) + "<p>Переговоры в Клове завершились</p>".encode("cp1251") * 20,
        _ENCODING,
    ),
    _page(
        "page-overlong", "hides characters in overlong UTF-8", b"<html><p>" + b"\xc0\xbcscript\xc0\xbe" * 50, _ENCODING
    ),
    _page("page-overrides", "turns its text around by invisible marks", article("\u202e" + WORDS), _holds("Borduria")),
    _page(
        "page-canonical-private",
        "calls an address of this machine its own",
        article(head="<link rel='canonical' href='http://127.0.0.1/admin'>"),
        _holds("Borduria"),
    ),
    _page(
        "page-canonical-other",
        "calls an address of somebody else its own",
        article(head="<link rel='canonical' href='http://other.example/it'>"),
        _holds("Borduria"),
    ),
    _page(
        "page-canonical-script",
        "calls a script its own address",
        article(head="<link rel='canonical' href='javascript:alert(1)'>"),
        _holds("Borduria"),
    ),
    _page(
        "page-future",
        "claims to be of the year 2099",
        article(head="<meta property='article:published_time' content='2099-01-01T00:00:00Z'>"),
        _holds("Borduria"),
    ),
    _page(
        "page-1970",
        "claims to be of 1970",
        article(head="<meta property='article:published_time' content='1970-01-01T00:00:00Z'>"),
        _holds("Borduria"),
    ),
    Case(
        "page-clock-years-off",
        "has a clock that is years off",
        _said(Date="Tue, 01 Jan 2008 00:00:00 GMT"),
        page=_holds("Borduria"),
    ),
    Case(
        "page-modified-in-future",
        "says that it will change in 2099",
        _said(Last_Modified="Thu, 01 Jan 2099 00:00:00 GMT"),
        page=_holds("Borduria"),
    ),
    Case(
        "page-link-header",
        "names another address in a header",
        _said(Link="<http://127.0.0.1/>; rel=canonical", Refresh="0;url=http://127.0.0.1/"),
        page=_holds("Borduria"),
    ),
)
