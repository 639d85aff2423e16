"""Why words that matched a rule came to nothing: finders say it where they decide it, and explaining listens."""

from collections.abc import Callable
from dataclasses import dataclass

from negotiations.extraction.findings import Span

# Takes the rule ("stances/rejects"), the words of its match in the source, and the reason as a clause.
Say = Callable[[str, Span, str], None]


@dataclass(frozen=True, slots=True)
class Note:
    """One match of which nothing came: its rule with its family, its words, and the reason as a clause."""

    rule: str
    span: Span
    why: str


def say_nothing(rule: str, span: Span, why: str) -> None:
    """For readings that nobody asks to explain themselves."""
