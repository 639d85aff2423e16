"""Titles and the rank that goes with them, the first that fits."""

import re
from dataclasses import dataclass

from negotiations.extraction.rules.language import compile_pattern


@dataclass(frozen=True, slots=True)
class RankRule:
    """The words of a title that tell its rank; ``examples`` are titles of that rank, ``counters`` titles of another."""

    name: str
    value: str
    pattern: str
    examples: tuple[str, ...]
    counters: tuple[str, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, for titles in lower case."""
        return compile_pattern(self.pattern)


RANKS: tuple[RankRule, ...] = (
    RankRule(
        "deputies", "senior-official",
        r"(?:deputy|vice|assistant|under-?secretary)(?: [\w-]+){0,2} (?:minister|secretary|president)",
        ("deputy foreign minister", "assistant secretary", "vice president"),
        ("foreign minister", "deputy envoy"),
    ),
    RankRule(
        "heads-of-organisations", "head-of-organisation",
        r"(?:secretary-general|director-general|head of the (?:agency|organi[sz]ation|bureau)|political (?:chief|leader)|bureau chief)",
        ("secretary-general", "head of the agency", "political leader"),
        ("secretary of state", "head of state"),
    ),
    RankRule(
        "ministers", "minister",
        r"(?:(?:foreign|defen[cs]e|interior|energy|finance|trade|security|state) (?:\w+ )?minister|minister|secretary of (?:state|defense)|foreign secretary)(?<!prime minister)",
        ("foreign minister", "secretary of state"),
        ("prime minister", "deputy foreign minister"),
    ),
    RankRule(
        "heads-of-state-or-government", "head-of-state-or-government",
        r"(?:president|prime minister|premier|chancellor|king|emir|sultan|monarch|head of state|crown prince|supreme leader)",
        ("president", "prime minister", "emir"),
        ("vice president", "political leader"),
    ),
    RankRule(
        "envoys", "envoy",
        r"(?:envoys?|special representative|high representative|ambassadors?|mediators?|facilitators?)",
        ("special envoy", "ambassador", "mediator"),
        ("representative", "adviser"),
    ),
    RankRule(
        "technical", "technical", r"(?:technical|expert|working-level|aides?)",
        ("technical adviser", "aide"),
        ("adviser", "director"),
    ),
    RankRule(
        "senior-officials", "senior-official",
        r"(?:director|chief|head|general|commanders?|adviser|advisor|senior|official|officials|negotiators?|delegation|delegates?|representatives?|spokes\w+|leaders?|coordinator)",
        ("director", "chief negotiator", "spokeswoman"),
        ("director-general", "farmer"),
    ),
)
