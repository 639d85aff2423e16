"""The one spelling under which an article is stored: the same however it was shared, for which screen or by whom."""

import re
from functools import lru_cache
from urllib.parse import unquote

from courlan import extract_domain

from negotiations.errors import FetchError
from negotiations.sources.addresses import LAST_ADDRESSES, Address, check_public, parse_address

# Exact names and prefixes of parameters that say where a reader came from. An unknown parameter stays: on many sites
# it is the article ("?eid=4", "?12345"), and two articles under one address would be worse than one under two.
TRACKERS = frozenset(
    [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
        "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "hsctatracking", "mkt_tok", "ncid", "ocid",
        "cmpid", "icid", "s_cid", "smid", "smtyp", "ito", "xtor", "wt_mc", "wt.mc_id", "trk", "trkcampaign",
        "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_kwcid", "ref_src", "ref_url",
        "feature_src", "at_xt_source", "guccounter", "guce_referrer", "guce_referrer_sig", "sharetype",
        "share_source", "taid", "amp", "outputtype", "usqp", "phpsessid", "jsessionid",
    ]
)  # fmt: skip
TRACKER_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "piwik_",
    "matomo_",
    "itm_",
    "at_campaign",
    "at_medium",
    "fb_action_",
    "amp_",
)
# First labels of a host that serve the same articles to other screens; no publisher stands behind them.
SCREENS = frozenset(["m", "mobile", "amp", "wap", "touch"])
DOORS = SCREENS | {"www", "www1", "www2", "www3", "edition", "lite", "text", "print"}

_AMP_CACHE = re.compile(r"^(?:[a-z0-9-]+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)$")
# Google's own hosts and no "www.google.example.org": who runs a cache may name the article that a page is.
_AMP_VIEWER = re.compile(r"^www\.google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$")


def canonical(url: str, *, allow_private: bool = False) -> str:
    """The one spelling under which an article is stored: no tracking, fragment, AMP or mobile variant; query sorted.

    It names the article; what is fetched is the address as given. FetchError (``bad-address``, ``private-address``)
    for one that is refused. Applied twice it changes nothing.
    """
    if allow_private:
        return _simplest(url)
    check_public(url)
    simplest = _simplest(url)
    check_public(simplest)
    return simplest


def refusal_of(url: str) -> str:
    """Why an article cannot be stored under this address, in a sentence; empty if it can."""
    try:
        canonical(url)
    except FetchError as refusal:
        return str(refusal)
    return ""


@lru_cache(maxsize=LAST_ADDRESSES)
def _simplest(url: str) -> str:
    current = str(parse_address(url, allow_private=True))
    for _ in range(5):
        simpler = _simplify(parse_address(current, allow_private=True))
        if simpler == current:
            break
        current = simpler
    return current


def address_key(url: str, *, allow_private: bool = False) -> str:
    """What the http, https, www and trailing-slash spellings of an address have in common; for comparing only."""
    return plain_key(canonical(url, allow_private=allow_private), allow_private=allow_private)


def plain_key(url: str, *, allow_private: bool = False) -> str:
    """Like ``address_key`` of an address whose query and host are left as they are."""
    address = parse_address(url, allow_private=allow_private)
    netloc = address.netloc.removeprefix("www.")
    return netloc + address.path.rstrip("/") + (f"?{address.query}" if address.query else "")


def own_address(asked: str, claimed: str | None) -> str:
    """The canonical address of a page fetched from ``asked`` that calls itself ``claimed`` (``rel=canonical``).

    The page is believed within its own host and the host's doors for other screens (``www.``, ``m.``, ``edition.``).
    Another subdomain of the same registered site is not enough: where sites are hosted for others, each subdomain
    belongs to somebody else, who could put a text of their own in the place of any article. Two copies that this keeps
    apart are still one story. Nor is the front page believed: broken sites name it on every page.
    """
    here = canonical(asked)
    if not claimed:
        return here
    try:
        there = canonical(claimed)
    except FetchError:
        return here
    one, other = parse_address(here), parse_address(there)
    if _site_of(one.host) != _site_of(other.host) or one.port != other.port:
        return here
    if other.path == "/" and not other.query:
        return here
    return there


def _simplify(address: Address) -> str:
    """One step towards the canonical spelling."""
    inner = _inside_amp_cache(address)
    if inner:
        return inner
    host, path = _desktop_host(address.host), re.sub(r"/{2,}", "/", address.path) or "/"
    path = re.sub(r";jsessionid=[^/;]*", "", path, flags=re.IGNORECASE)
    path = re.sub(r"(?<=.)/amp/?$|^/amp(?=/.)", "", path) or "/"
    path = re.sub(r"\.amp(?=\.html?$)|\.amp$", "", path)
    return str(Address(address.scheme, host, address.port, path, _without_trackers(address.query)))


def _inside_amp_cache(address: Address) -> str | None:
    """The publisher's address inside one of an AMP cache or viewer, where it is sound."""
    pattern = None
    if _AMP_CACHE.match(address.host):
        pattern = r"^/(?:c|v|i|a|r|wp)/(s/)?(.+)$"
    elif _AMP_VIEWER.match(address.host):
        pattern = r"^/amp/(s/)?(.+)$"
    match = re.match(pattern, address.path) if pattern else None
    if match is None or "." not in match[2].split("/")[0]:
        return None
    query = f"?{address.query}" if address.query else ""
    try:
        return str(parse_address(f"http{'s' if match[1] else ''}://{match[2]}{query}"))
    except FetchError:
        return None


def _desktop_host(host: str) -> str:
    """The host without the label of a mobile or AMP variant: ``en.m.example.org`` is ``en.example.org``."""
    labels = host.split(".")
    if not SCREENS & set(labels[:2]) or ":" in host:
        return host
    registered = extract_domain(f"http://{host}") or ""
    for position in (0, 1):
        rest = ".".join(labels[:position] + labels[position + 1 :])
        if labels[position] in SCREENS and _is_within(".".join(labels[position + 1 :]), registered):
            return rest
    return host


def _site_of(host: str) -> str:
    """The host without the doors that lead to the same articles: ``www.example.org`` is ``example.org``."""
    registered = extract_domain(f"http://{host}") or host
    while (labels := host.partition("."))[0] in DOORS and _is_within(labels[2], registered):
        host = labels[2]
    return host


def _is_within(host: str, registered: str) -> bool:
    return host == registered or host.endswith(f".{registered}")


def _without_trackers(query: str) -> str:
    """The query without tracking parameters, sorted by name; the order among equal names stays, for it may matter."""
    kept = []
    for pair in query.split("&"):
        name = unquote(pair.split("=", 1)[0]).lower()
        tracking = name in TRACKERS or name.startswith(TRACKER_PREFIXES)
        if pair and not (tracking and (name not in {"amp", "outputtype"} or _asks_for_amp(pair))):
            kept.append(pair)
    return "&".join(sorted(kept, key=lambda pair: pair.split("=", 1)[0]))


def _asks_for_amp(pair: str) -> bool:
    return pair.partition("=")[2].lower() in {"", "1", "true", "amp"}
