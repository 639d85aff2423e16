"""Addresses taken apart, in ASCII, and a refusal for those that must not be fetched.

Nothing is resolved here. An address that a person, a feed or a page names goes through ``canonical`` (canonical.py)
before it is stored and through ``check_public`` before it is asked for. What a host name resolves to is checked where
the connection is made (connections.py).
"""

import hashlib
import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from negotiations.errors import FetchError

LAST_ADDRESSES = 2_000
LONGEST_ADDRESS = 2000
PORTS = {"http": 80, "https": 443}

PRIVATE_NAMES = frozenset(
    ["localhost", "local", "internal", "localdomain", "intranet", "lan", "home", "corp", "arpa", "invalid"]
)

_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]")
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
# To join such an address to a base leaves it as it is.
_WHOLE = re.compile(r"https?://[A-Za-z0-9][^][;?#\s]*(?:\?[^;#\s]+)?(?:#[^;\s]+)?")
_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
_NUMBER = re.compile(r"^(\d+|0x[0-9a-f]*)$")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
# ``is_global`` calls some of these public although they lead to private machines or to many at once.
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10", "168.63.129.16/32", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
        "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: lower-case scheme, ASCII host (IPv6 without brackets), port or None for the usual one."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str

    @property
    def netloc(self) -> str:
        """Host and port as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path or '/'}" + (f"?{self.query}" if self.query else "")


def parse_address(url: str, *, allow_private: bool = False) -> Address:
    """The address in ASCII, ready to be asked for, without its fragment; FetchError for one that never may be.

    ``allow_private`` lets any port and host through and is meant for tests.
    """
    address = _taken_apart(url)
    if not allow_private:
        _check(address)
    return address


# One entry of a feed asks about its address nine times.
@lru_cache(maxsize=LAST_ADDRESSES)
def _taken_apart(url: str) -> Address:
    url = url.strip(" \t\r\n")
    if not url:
        raise _refused("The address is empty; give one that begins with https://.")
    if len(url) > LONGEST_ADDRESS:
        raise _refused(f"The address is longer than {LONGEST_ADDRESS} characters; give a shorter one.")
    if _CONTROL.search(url):
        raise _refused("The address holds a space, a backslash or an invisible character; copy it again without it.")
    scheme = _SCHEME.match(url)
    if scheme is None or scheme[1].lower() not in PORTS:
        raise _refused(
            "The address does not begin with http:// or https://; give one that does, for only those can be fetched."
        )
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _refused("The host or port of the address is malformed; check its spelling.") from None
    if "@" in parts.netloc:
        raise _refused("The address carries a user name or password before an @; give it without them.")
    ascii_host = _ascii_host(host)
    if port is not None and port == PORTS[parts.scheme]:
        port = None
    path, query = _escaped(_without_dots(parts.path), "/"), _escaped(parts.query, "/?")
    address = Address(parts.scheme, ascii_host, port, path, query)
    if len(str(address)) > LONGEST_ADDRESS:
        raise _refused(f"The address is longer than {LONGEST_ADDRESS} characters once encoded; give a shorter one.")
    return address


def check_public(url: str, *, allow_private: bool = False) -> None:
    """Raise FetchError for an address that must not be fetched, as far as its spelling tells. Nothing is resolved."""
    parse_address(url, allow_private=allow_private)


def resolve_link(link: str | None, base: str | None) -> str | None:
    """The absolute http(s) address of a link found at ``base``, or None (``javascript:``, ``mailto:``, malformed)."""
    if not link or len(link) > LONGEST_ADDRESS:
        return None
    try:
        return str(parse_address(join(base, link.strip()), allow_private=True))
    except (ValueError, FetchError):
        return None


def join(base: str | None, link: str) -> str:
    """Like ``urljoin``, at a fraction of its cost for the whole address that most links are. ValueError as there."""
    return link if _WHOLE.fullmatch(link) else urljoin(base or "", link)


def fingerprint(content: str | bytes) -> str:
    """SHA-256 of bytes, or of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


def is_public_ip(value: str) -> bool:
    """Whether an IP address may be connected to: not loopback, private, link-local, shared, multicast or tunnelled."""
    try:
        ip = ipaddress.ip_address(value.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if "%" in value or not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        return False
    return not any(ip in network for network in _REFUSED_NETWORKS if network.version == ip.version)


def _refused(message: str, code: str = "bad-address") -> FetchError:
    return FetchError(message, code=code, permanent=True)


def _check(address: Address) -> None:
    """Refuse an odd port, and a host that is private by its spelling."""
    if address.port is not None and address.port not in PORTS.values():
        raise _refused(
            f"Port {address.port} is not one that publishers use; give one without it: only 80 and 443 are fetched."
        )
    private = _refused(
        f"The host {address.host} belongs to a private network or to this machine; give a public address.",
        "private-address",
    )
    if ":" in address.host or _is_ipv4(address.host):
        if not is_public_ip(address.host):
            raise private
        return
    labels = address.host.rstrip(".").split(".")
    if labels[-1] in PRIVATE_NAMES or len(labels) < 2:
        raise private


def _ascii_host(host: str) -> str:
    """The host in lower-case ASCII; refuses what is neither a name of sound labels nor an IP address as usual."""
    malformed = _refused("The host of the address is malformed; check its spelling.")
    if not host or "%" in host:
        raise malformed
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host).compressed
        except ValueError:
            raise malformed from None
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise malformed from None
    host = host.lower().removesuffix(".")
    if len(host) > 253 or not all(_LABEL.match(label) for label in host.split(".")):
        raise malformed
    # Resolvers read 2130706433, 127.1 and 0x7f.1 as 127.0.0.1: a last label that is a number makes an IP address.
    if _NUMBER.match(host.rsplit(".", 1)[-1]) and not _is_ipv4(host):
        raise _refused("The host is a number and no proper IP address; give the publisher's name.", "private-address")
    return host


def _is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


def _escaped(part: str, safe: str) -> str:
    """A path or query in one spelling: needless escapes undone, the others in capitals, what needs one escaped."""

    def spell(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _PLAIN else match[0].upper()

    return quote(_ESCAPE.sub(spell, part), safe=safe + "%!$&'()*+,;=:@~")


def _without_dots(path: str) -> str:
    """The path without ``.`` and ``..`` (also escaped ones), never climbing above the root."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        plain = unquote(segment) if "%2" in segment.lower() else segment
        if plain == "..":
            if len(kept) > 1:
                kept.pop()
        elif plain != ".":
            kept.append(segment)
    if unquote(segments[-1]) in (".", "..") and kept and kept[-1]:
        kept.append("")
    return "/".join(kept)
