"""Servers that answer with something other than 200."""

from collections.abc import Callable
from dataclasses import replace

from tests.misbehaving.case import READ, Case, End, Web, both, lasting, passing

_CHECK = lasting("http-status", "check the address")


def _status(status: int, retry_after: str = "") -> Callable[[Web], None]:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return lambda web: web.answer(status=status, headers=headers)


def _informs(web: Web) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % web.kind.encode()
    web.origin.raw("/it", interim + head + web.body)


def _refused(status: int, does: str = "") -> Case:
    """What is refused can be had otherwise, a page in another way than a feed."""
    case = _simple(status, lasting("refused", "paste its text instead"), does)
    return replace(case, feed=lasting("refused", "ask its publisher, or follow another feed"))


def _simple(status: int, end: End, does: str = "") -> Case:
    return both(f"status-{status}", does or f"answers {status}", _status(status), end)


CASES = (
    both("status-100", "says 100 and 103 before its 200", _informs, READ),
    _simple(101, passing("broken-response"), "switches to another protocol unasked (101)"),
    _simple(201, READ, "answers 201 with a sound body"),
    _simple(203, READ, "answers 203, as a proxy that changed something"),
    _simple(204, _CHECK, "answers 204, no content"),
    _simple(205, _CHECK),
    _simple(206, _CHECK, "gives a part that nobody asked for (206)"),
    _simple(300, _CHECK, "offers a choice (300)"),
    _simple(304, passing("fetch-failed"), "says that nothing changed although nothing was known (304)"),
    _simple(305, _CHECK, "asks to use a proxy (305)"),
    _simple(400, lasting("refused", "check the address")),
    _refused(401),
    _refused(402, "asks for money (402)"),
    _refused(403),
    _simple(404, lasting("not-found", "check the address")),
    _simple(405, _CHECK),
    _simple(406, _CHECK),
    _simple(407, _CHECK, "asks for the password of a proxy (407)"),
    _simple(408, passing("timeout")),
    _simple(410, lasting("gone", "look for a new address"), "says that it is gone for good (410)"),
    _simple(418, _CHECK),
    _simple(421, _CHECK),
    _simple(425, passing("server-error")),
    _simple(429, passing("rate-limited"), "asks for fewer requests (429) and not for how long"),
    both(
        "status-429-seconds",
        "asks for a pause of 600 seconds (429)",
        _status(429, "600"),
        passing("rate-limited", wait=600),
    ),
    both(
        "status-429-date",
        "asks for a pause until a date (429)",
        _status(429, "Mon, 02 Mar 2026 12:30:00 GMT"),
        passing("rate-limited", wait=1800),
    ),
    both(
        "status-429-absurd",
        "asks for a pause of 30 million years (429)",
        _status(429, "9" * 15),
        passing("rate-limited"),
    ),
    both(
        "status-429-nonsense",
        "asks for a pause that cannot be read (429)",
        _status(429, "when the moon is full"),
        passing("rate-limited"),
    ),
    _simple(451, lasting("refused", "use another source")),
    _simple(500, passing("server-error")),
    _simple(501, lasting("server-error", "use another source")),
    _simple(502, passing("server-error")),
    _simple(503, passing("unavailable")),
    both(
        "status-503-seconds",
        "is down for 900 seconds (503)",
        _status(503, "900"),
        passing("unavailable", wait=900),
    ),
    both(
        "status-503-date",
        "is down until a date (503)",
        _status(503, "Mon, 02 Mar 2026 13:00:00 GMT"),
        passing("unavailable", wait=3600),
    ),
    _simple(504, passing("server-error")),
    _simple(999, _CHECK, "answers 999, which no standard knows"),
)
