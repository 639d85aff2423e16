"""How a stance, an answer and an outcome look: one glyph and one word each, and where a stance points."""

from enum import StrEnum

from negotiations.vocabulary import Answer, Outcome, Stance


class Glyph(StrEnum):
    """Names of the drawn signs; each is also the name of a colour in static/css/tokens.css."""

    ACCEPTS = "accepts"
    CONDITIONAL = "conditional"
    OPEN = "open"
    PROPOSES = "proposes"
    DEMANDS = "demands"
    REJECTS = "rejects"
    NEUTRAL = "neutral"


class Direction(StrEnum):
    """Where a stance points on its issue's question. A demand is the holder's own yes."""

    YES = "yes"
    OWN = "own"
    BETWEEN = "between"
    NO = "no"


# Who takes back a demand has moved, but nobody knows where to; and a denial is of what others say.
_STANCES: dict[str, tuple[Glyph, Direction | None]] = {
    Stance.DEMANDS: (Glyph.DEMANDS, Direction.OWN),
    Stance.PROPOSES: (Glyph.PROPOSES, Direction.YES),
    Stance.SUPPORTS: (Glyph.ACCEPTS, Direction.YES),
    Stance.ACCEPTS: (Glyph.ACCEPTS, Direction.YES),
    Stance.ACCEPTS_CONDITIONALLY: (Glyph.CONDITIONAL, Direction.BETWEEN),
    Stance.OPEN: (Glyph.OPEN, Direction.BETWEEN),
    Stance.REJECTS: (Glyph.REJECTS, Direction.NO),
    Stance.WITHDRAWS: (Glyph.NEUTRAL, None),
    Stance.DENIES: (Glyph.NEUTRAL, None),
}
_OTHERS: dict[str, Glyph] = {
    Answer.STUDIES: Glyph.OPEN,
    Outcome.ONGOING: Glyph.OPEN,
    Outcome.NO_AGREEMENT: Glyph.REJECTS,
    Outcome.PROCESS_AGREEMENT: Glyph.CONDITIONAL,
    Outcome.CEASEFIRE: Glyph.ACCEPTS,
    Outcome.PARTIAL_AGREEMENT: Glyph.ACCEPTS,
    Outcome.FULL_SETTLEMENT: Glyph.ACCEPTS,
}
OUTCOME_WORDS: dict[str, str] = {
    Outcome.UNKNOWN: "outcome unknown",
    Outcome.ONGOING: "under way",
    Outcome.NO_AGREEMENT: "no agreement",
    Outcome.PROCESS_AGREEMENT: "agreed to go on",
    Outcome.CEASEFIRE: "ceasefire",
    Outcome.PARTIAL_AGREEMENT: "partial agreement",
    Outcome.FULL_SETTLEMENT: "full settlement",
}


def glyph_of(word: str) -> Glyph:
    """The sign for a stance, an answer or an outcome; neutral for what has none."""
    if word in _STANCES:
        return _STANCES[word][0]
    return _OTHERS.get(word, Glyph.NEUTRAL)


def direction_of(stance: str) -> Direction | None:
    """Where a stance points, or None for one that points nowhere and for a word that is no stance."""
    found = _STANCES.get(stance)
    return found[1] if found else None


def is_move(before: str, after: str) -> bool:
    """Whether anybody moved from one stance to the other: not if they are the same, nor if neither points anywhere."""
    return before != after and any(map(direction_of, (before, after)))
