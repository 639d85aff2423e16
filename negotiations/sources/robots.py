"""Politeness: what a site's robots.txt allows (by protego) and the delay that it asks for."""

import re
from dataclasses import dataclass

from protego import Protego

MOST_BYTES = 500_000
LONGEST_DELAY = 300.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for all of its visitors. Pure: the file is fetched elsewhere."""

    rules: Protego | None
    everything: bool = True

    @classmethod
    def read(cls, body: bytes, *, status: int) -> "Robots":
        """The rules of a robots.txt as RFC 9309 has it: none (4xx) allows all, an unreachable one (5xx) nothing yet."""
        if status >= 500:
            return cls(None, everything=False)
        if not 200 <= status < 300:
            return cls(None)
        return cls(Protego.parse(body[:MOST_BYTES].decode("utf-8", "replace").replace("\x00", "")))

    def allows(self, url: str, *, user_agent: str) -> bool:
        """Whether the address may be fetched under that name."""
        return self.everything if self.rules is None else bool(self.rules.can_fetch(url, product_token(user_agent)))

    def delay(self, *, user_agent: str) -> float:
        """The seconds between two requests that the site asks for, at most LONGEST_DELAY; 0 if it asks for none."""
        asked = self.rules.crawl_delay(product_token(user_agent)) if self.rules else None
        return min(max(float(asked), 0.0), LONGEST_DELAY) if asked else 0.0


def product_token(user_agent: str) -> str:
    """The name by which a robots.txt means a program: ``Parley`` of ``Parley/0.1 (…; bot@example.org)``.

    The rest is for people. Rules are found by part of the name, so a group for "bot" would be ours by that contact.
    """
    token = re.match(r"[A-Za-z_-]+", user_agent)
    return token[0] if token else user_agent
