"""Servers that send elsewhere, and names that lead astray."""

from collections.abc import Callable
from itertools import pairwise

from negotiations.errors import FetchError
from tests.misbehaving.case import PUBLIC, READ, Case, Web, both, lasting, passing

_PRIVATE = lasting("private-address", "give a public address")
_NOT_WEB = lasting("bad-address", "only those can be fetched")

# Every spelling of this machine, of private networks and of those that lead into them, as a host.
PRIVATE_HOSTS = (
    "127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "2130706433", "127.1", "0x7f.1", "0x7f000001", "0177.0.0.1", "0",
    "0.0.0.0", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "[fd00:ec2::254]", "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[fc00::1]", "[fe80::1]",
    "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001::1]", "metadata.google.internal", "metadata",
    "instance-data", "printer.local", "router.lan", "db.internal", "127.0.0.1.", "\u2460\u2461\u2466.0.0.1",
    "127\u30020\u30020\u30021",
)  # fmt: skip
# What is no address of the web, or none that a publisher uses.
NO_ADDRESSES = (
    "file:///etc/passwd", "gopher://news.example/", "ftp://news.example/", "data:text/html,talks",
    "javascript:alert(1)",
    "dict://news.example:11211/", "ldap://news.example/", "http://user:secret@news.example/",
    "http://user@news.example/",
    "http://news.example:22/", "http://news.example:6379/", "https://news.example:8443/", "http://news.example:99999/",
    "http:///etc/passwd", "//news.example/", "http://news.example\\@127.0.0.1/", "http://news.example/\r\nX: y",
)  # fmt: skip


def _redirect(to: str, status: int = 302) -> Callable[[Web], object]:
    return lambda web: web.redirect(to, status=status)


def _chain(hops: int, status: int = 302) -> Callable[[Web], None]:
    """So many redirects one after the other, then a sound answer."""

    def arrange(web: Web) -> None:
        paths = ["/it", *(f"/hop{number}" for number in range(1, hops + 1))]
        for start, end in pairwise(paths):
            web.redirect(end, status=status, path=start)
        web.answer(path=paths[-1])

    return arrange


def _to_the_article(location: str) -> Callable[[Web], None]:
    """A redirect to /there, in whichever spelling."""

    def arrange(web: Web) -> None:
        web.redirect(location)
        web.answer(path="/there")

    return arrange


def _raw_location(web: Web) -> None:
    web.raw(b"HTTP/1.1 302 Found", b"Content-Length: 0", "Location: /nachricht/stra\u00dfe".encode())
    web.answer(path="/nachricht/stra%C3%9Fe")


def _names(host: str, *answers: list[str]) -> Callable[[Web], None]:
    def arrange(web: Web) -> None:
        web.address = f"http://{host}/it"
        web.names[host] = list(answers)
        web.answer()

    return arrange


def _rebinds(web: Web) -> None:
    """The first answer is public, every later one private; the server sends to itself, so that it is asked again."""
    web.names["bad.example"] = [[PUBLIC], ["10.0.0.1"]]
    web.redirect("http://bad.example/again")
    web.answer(path="/again")


def _rebinds_after(web: Web) -> None:
    """Between check and use there is no second question: the one answer is what is connected to."""
    web.names["bad.example"] = [[PUBLIC], ["127.0.0.1"]]
    web.answer()


def _fails(error: Exception) -> Callable[[Web], None]:
    return lambda web: web.failures.update({"bad.example": error})


_UNKNOWN = FetchError(
    "The host bad.example was not found; check its spelling or try again later.", code="unknown-host", permanent=True
)
_UNSURE = FetchError("The host bad.example was not found; check its spelling or try again later.", code="unknown-host")

CASES: tuple[Case, ...] = (
    both(
        "redirect-loop",
        "redirects to itself",
        _redirect("http://bad.example/it"),
        lasting("too-many-redirects", "check it in a browser"),
    ),
    both(
        "redirect-ring",
        "redirects in a ring of two",
        lambda web: (web.redirect("/other"), web.redirect("/it", path="/other")),
        lasting("too-many-redirects", "check it in a browser"),
    ),
    both("redirect-5", "redirects five times", _chain(5), READ),
    both("redirect-6", "redirects six times", _chain(6), lasting("too-many-redirects", "check it in a browser")),
    both("redirect-for-good", "moves for good, twice (308)", _chain(2, status=308), READ),
    both("redirect-303", "answers with see other (303)", _chain(1, status=303), READ),
    both("redirect-307", "redirects for now (307)", _chain(1, status=307), READ),
    both(
        "redirect-nowhere",
        "redirects without saying where",
        lambda web: web.raw(b"HTTP/1.1 302 Found", b"Content-Length: 0"),
        lasting("http-status", "check the address"),
    ),
    both("redirect-empty", "redirects to nothing", _redirect(""), lasting("http-status", "check the address")),
    both("redirect-relative", "redirects to a relative address", _to_the_article("a/../there"), READ),
    both(
        "redirect-other-host",
        "redirects to another host, without its protocol",
        _to_the_article("//other.example/there"),
        READ,
    ),
    both("redirect-raw-utf-8", "redirects to an address in raw UTF-8", _raw_location, READ),
    both("redirect-fragment", "redirects to a part of a page", _to_the_article("/there#part"), READ),
    both(
        "redirect-long",
        "redirects to an address of 3,000 characters",
        _redirect("/" + "a" * 3000),
        lasting("bad-address", "give a shorter one"),
    ),
    both(
        "redirect-malformed",
        "redirects to what is no address",
        _redirect("http://[bad"),
        lasting("bad-address", "check"),
    ),
    both("redirect-file", "redirects to a file of this machine", _redirect("file:///etc/passwd"), _NOT_WEB),
    both("redirect-gopher", "redirects to gopher", _redirect("gopher://bad.example/"), _NOT_WEB),
    both("redirect-javascript", "redirects to a script", _redirect("javascript:alert(1)"), _NOT_WEB),
    both("redirect-data", "redirects to data", _redirect("data:text/html,talks"), _NOT_WEB),
    both(
        "redirect-credentials",
        "redirects to an address with a password",
        _redirect("http://a:b@other.example/"),
        lasting("bad-address", "give it without them"),
    ),
    both(
        "redirect-port",
        "redirects to the port of a database",
        _redirect("http://other.example:6379/"),
        lasting("bad-address", "only 80 and 443 are fetched"),
    ),
    both("redirect-private", "redirects to a private network", _redirect("http://10.0.0.1/"), _PRIVATE),
    both(
        "redirect-metadata",
        "redirects to the metadata of a cloud",
        _redirect("http://169.254.169.254/latest/meta-data/"),
        _PRIVATE,
    ),
    both(
        "redirect-number",
        "redirects to this machine, written as a number",
        _redirect("http://2130706433/"),
        lasting("private-address", "give the publisher's name"),
    ),
    both(
        "redirect-name-private",
        "redirects to a name that leads into a private network",
        lambda web: (web.names.update({"inside.example": [["10.0.0.1"]]}), web.redirect("http://inside.example/")),
        _PRIVATE,
    ),
    both(
        "redirect-late-private",
        "redirects to a private network at the fifth step",
        lambda web: (_chain(4)(web), web.redirect("http://192.168.0.1/", path="/hop4")),
        _PRIVATE,
    ),
    both("names-rebinding", "changes its address to a private one between two requests", _rebinds, _PRIVATE),
    both("names-rebinding-after", "would change its address to a private one after the check", _rebinds_after, READ),
    both(
        "names-private",
        "has a name that leads into a private network",
        _names("bad.example", ["192.168.0.1"]),
        _PRIVATE,
    ),
    both("names-mixed", "has a public and a private address", _names("bad.example", [PUBLIC, "10.0.0.1"]), _PRIVATE),
    both(
        "names-mapped",
        "has an IPv4 address of this machine, mapped into IPv6",
        _names("bad.example", ["::ffff:127.0.0.1"]),
        _PRIVATE,
    ),
    both(
        "names-nat64",
        "has an address that a gateway turns into this machine",
        _names("bad.example", ["64:ff9b::7f00:1"]),
        _PRIVATE,
    ),
    both("names-nonsense", "has a name that leads to what is no address", _names("bad.example", ["nowhere"]), _PRIVATE),
    both("names-none", "has a name without any address", _names("bad.example", []), passing("unreachable")),
    both(
        "names-unknown", "has a name that nobody knows", _fails(_UNKNOWN), lasting("unknown-host", "check its spelling")
    ),
    both("names-unsure", "has a name that cannot be looked up now", _fails(_UNSURE), passing("unknown-host")),
    both(
        "names-one-dead",
        "has two addresses, of which the first is dead",
        _names("bad.example", ["93.184.216.99", PUBLIC]),
        READ,
    ),
    both("names-all-dead", "is switched off", _names("bad.example", ["93.184.216.99"]), passing("unreachable")),
)
