"""What sentences say about a round: matches of the rules of rounds, and which of them hold for the one in question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from negotiations.extraction.background import frame_of, is_over, tells_of_the_past
from negotiations.extraction.findings import Span
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading, source_span
from negotiations.extraction.rules.language import Rule, compile_pattern
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.venues import Venue

# A sentence about an earlier meeting says nothing about this one.
_EARLIER = Rare(
    compile_pattern(
        r"(?:(?:(?:an|the) (?:earlier|previous|first)|(?:two|three|four|five|six|several|many|all) (?:\w+ )?(?:earlier|previous|past)) (?:\w+ )?(?:rounds?|meetings?|talks|summits?|agreements?|truces?|deals?)|last round|in the past|(?:weeks?|months?|years?) ago|"  # noqa: E501  # a pattern is not broken in its middle
        r"last (?:month|year)(?! 's))"
    )
)
AGREED = frozenset({"ceasefire", "partial-agreement", "full-settlement", "process-agreement"})
# What somebody would agree to, proposes or hopes for has not been agreed.
_UNREAL = compile_pattern(
    r"(?:would|could|if|unless|propos\w+|demand\w*|reject\w*|hop\w+|want\w*|urg\w+|call\w* (?:on|for)|aimed at|to reach|before (?:any|the|an?)|until|only after|fail\w* to|(?:has|have|had|did) (?:not|never|yet))"  # noqa: E501  # a pattern is not broken in its middle
)
_DEAL_MADE = re.compile(r"(?:signed|reached|struck)$")
# Who agrees to meet again has met; who agrees to hold talks need not have.
_THEY_MET = re.compile(r"\b(?:again|continue|keep|further|reconvene|extend)\b")
# Of the agreements of two sentences that near, going on counts for more than what was not achieved.
_NEAR_BY = 2
# That they will meet again counts only where it is not said that the talks ended without agreement.
_NO_MORE_THAN = "to-meet-again"
# Days this near to each other are those of one round.
DAYS = 10


@dataclass(frozen=True, slots=True)
class Sign:
    """One rule's match about a round: its value, its sentence, its words.

    ``earlier``: the sentence, not the first one, is about an earlier meeting and says nothing about this one.
    """

    value: str
    sentence: int
    span: Span
    rule: Rule
    words: str
    earlier: bool = False


def find_signs(reading: Reading, family: str) -> list[Sign]:
    """The matches of a family of rules, in order."""
    found = []
    for number, marked in enumerate(reading.marked):
        for rule in marked.rules(family):
            if match := rule.regex.search(marked.string):
                span = source_span(marked, match.start(), match.end())
                told_until = match.start() if rule.value == "process-agreement" else match.end()
                if rule.value in AGREED and _UNREAL.search(marked.string[max(0, match.start() - 50) : told_until]):
                    reading.note(family, span, "it is only hoped for, proposed or refused")
                    continue
                if rule.name == "ended" and _DEAL_MADE.search(match.group()) and _only_to_come(marked, match):
                    reading.note(family, span, "the deal is only to come")
                    continue
                group = next((g for g in ("x", "y", "z") if match.groupdict().get(g)), None)
                a, b = match.span(group) if group else match.span()
                found.append(
                    Sign(
                        rule.value,
                        number,
                        span,
                        rule,
                        _source(reading, marked, a, b),
                        earlier=number > 0 and _EARLIER.search(marked.string) is not None,
                    )
                )
    return found


def _only_to_come(marked: Marked, match: re.Match[str]) -> bool:
    """Whether a deal is only to be made: "until a deal is reached", "an agreement will be signed"."""
    words = marked.string[max(0, match.start() - 30) : match.end()]
    return _UNREAL.search(words) is not None or " will " in words or " once " in words


def _source(reading: Reading, marked: Marked, a: int, b: int) -> str:
    start, end = source_span(marked, a, b)
    return reading.text.source[start:end]


def is_of_round(
    reading: Reading, sign: Sign, status: Sign, venue: Venue | None, *, venues: Sequence[Venue], own: Sequence[str]
) -> bool:
    """Whether an outcome told in another sentence can be that of this round: one told of another place, of another
    time, or long after a round of the past cannot. Where and when they agreed to go on is for the next round to say.
    ``own``: the dates of the round.
    """
    if sign.sentence in {status.sentence, venue.sentence if venue else status.sentence}:
        return True
    if sign.value == "process-agreement" and 0 <= sign.sentence - status.sentence <= _NEAR_BY:
        return not tells_of_the_past(reading, sign.sentence)
    places = {v.name for v in venues if v.sentence == sign.sentence}
    if venue is not None and places and venue.name not in places:
        return False
    frame = frame_of(reading, sign.sentence)
    if own and is_over(max(own), reading.published):
        return abs(sign.sentence - status.sentence) == 1 and (frame is None or _near(frame.value, own))
    if frame is None or not is_over(frame.value, reading.published):
        return True
    return bool(own) and _near(frame.value, own)


def _near(value: str, days: Sequence[str]) -> bool:
    """Whether a date is that of one of the given ones, or of the same days, as far as both are precise."""
    for day in days:
        if len(day) == len(value) == len("2024-01-01"):
            if abs((date.fromisoformat(day) - date.fromisoformat(value)).days) <= DAYS:
                return True
        elif day.startswith(value) or value.startswith(day):
            return True
    return False


def _came_to_nothing(sign: Sign) -> bool:
    """Whether talks are said to have ended without anything: a failure to agree so far leaves more open."""
    return sign.value == "no-agreement" and sign.words.lower().startswith(("without", "no "))


def _near_by(sign: Sign, other: Sign) -> bool:
    return abs(sign.sentence - other.sentence) <= _NEAR_BY


def main_outcome(outcomes: Sequence[Sign], status: Sign) -> tuple[str, Sign | None]:
    """What came of a round, going by the signs that are of it, and the sign that says so."""
    if status.value in {"announced", "cancelled", "postponed"}:
        early = (s for s in outcomes if s.sentence == status.sentence and s.value == "process-agreement")
        met = next((s for s in early if _THEY_MET.search(s.words.lower())), None)
        return (met.value, met) if met else ("unknown", None)
    best = max(
        outcomes,
        key=lambda s: (s.rule.confidence - 0.05 * abs(s.sentence - status.sentence), -s.sentence),
        default=None,
    )
    if best is not None and best.value == "process-agreement" and best.rule.name == _NO_MORE_THAN:
        best = next((s for s in outcomes if _came_to_nothing(s) and _near_by(s, best)), best)
    elif best is not None and best.value == "no-agreement":
        agreed = [s for s in outcomes if s.value == "process-agreement" and _near_by(s, best)]
        if _came_to_nothing(best):
            agreed = [s for s in agreed if s.rule.name != _NO_MORE_THAN]
        best = next(iter(agreed), best)
    if best is None:
        return (
            "ongoing" if status.value == "ongoing" else "no-agreement" if status.value == "adjourned" else "unknown"
        ), None
    if best.value == "no-agreement" and status.value == "ongoing":
        return "ongoing", best  # nothing has come of talks so far that still go on
    if best.value == "ongoing" and status.value == "concluded":
        return ("no-agreement", best) if best.rule.name == "no-breakthrough-yet" else ("unknown", None)
    return best.value, best
