"""What it means when a server answers with something other than what was asked for, and what helps."""

from dataclasses import dataclass

from negotiations.errors import FetchError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: its ``name``, and what one can do ``instead`` where it is refused, as in a sentence.

    ``max_bytes`` is for what may be larger than a page; without it the fetcher's own cap holds.
    """

    name: str
    instead: str
    max_bytes: int | None = None


PAGE = Wanted("page", "paste its text instead")

_STATUS: dict[int, tuple[str, bool, str]] = {
    400: ("refused", True, "the server calls the request malformed; check the address"),
    401: ("refused", True, "a sign-in is asked for; {instead}"),
    402: ("refused", True, "money is asked for; {instead}"),
    403: ("refused", True, "the server refuses to give it out; {instead}"),
    404: ("not-found", True, "nothing is there (404); check the address"),
    408: ("timeout", False, "the server gave up waiting (408); try again later"),
    410: ("gone", True, "it is gone for good (410); look for a new address"),
    425: ("server-error", False, "the server is not ready (425); try again later"),
    429: ("rate-limited", False, "the server asks for fewer requests (429); try again later"),
    451: ("refused", True, "it is withheld for legal reasons (451); use another source"),
    501: ("server-error", True, "the server cannot serve it (501); use another source"),
    503: ("unavailable", False, "the server is unavailable (503); try again later"),
}


def refusal(status: int, host: str, *, wanted: Wanted, retry_after: int | None) -> FetchError:
    """The error for a status; ``retry_after`` is the wait in seconds that came with it."""
    if status in _STATUS:
        code, permanent, words = _STATUS[status]
    elif 500 <= status < 600:
        code, permanent, words = "server-error", False, f"the server failed ({status}); try again later"
    else:
        code, permanent, words = "http-status", True, f"the server answered with status {status}; check the address"
    return FetchError(
        f"{host} gave no {wanted.name}: {words.format(instead=wanted.instead)}.",
        code=code,
        permanent=permanent,
        retry_after=None if permanent else retry_after,
        status=status,
    )
