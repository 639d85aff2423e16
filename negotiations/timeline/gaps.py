"""How far apart the parties are on an issue: agreed, bridgeable, opposed or unknown, by one stated rule. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from negotiations.timeline.stances import Direction, direction_of


class Gap(StrEnum):
    AGREED = "agreed"
    BRIDGEABLE = "bridgeable"
    OPPOSED = "opposed"
    UNKNOWN = "unknown"


RULE = (
    "Agreed: every party supports, accepts or proposes it, or one demands it and every other accepts it. "
    "Opposed: no party is in between, and some say yes and some say no, or all say no, "
    "or two or more each make a demand of their own. "
    "Bridgeable: at least one party accepts conditionally or is open. "
    "Unknown: fewer than two parties have a stance on record that says yes, no or perhaps, which what is taken back "
    "or denied does not. Only the latest stance of each party counts."
)
_DISTANCE = {Gap.AGREED: 0, Gap.BRIDGEABLE: 1, Gap.OPPOSED: 2}


def measure_gap(stances: Iterable[str | None]) -> Gap:
    """The gap between the latest stances of the parties; None for a party without one. See RULE."""
    directions = [
        direction for direction in (direction_of(stance) for stance in stances if stance) if direction is not None
    ]
    if len(directions) < 2:
        return Gap.UNKNOWN
    if Direction.BETWEEN in directions:
        return Gap.BRIDGEABLE
    if Direction.NO not in directions and directions.count(Direction.OWN) <= 1:
        return Gap.AGREED
    return Gap.OPPOSED


@dataclass(frozen=True, slots=True)
class GapState:
    """The gap today and, where it ever was another one, whether it became ``closer`` or ``wider`` and when."""

    gap: Gap
    moved: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stance that a party took on an issue on a day."""

    day: date
    party: str
    stance: str


def trace_gap(steps: Sequence[Step], parties: Sequence[str]) -> GapState:
    """The gap after all steps (oldest first), and the last time that it became another known one."""
    latest: dict[str, str] = {}
    state = GapState(Gap.UNKNOWN)
    measured = False
    for position, step in enumerate(steps):
        measured = measured and latest.get(step.party) == step.stance
        latest[step.party] = step.stance
        if measured or (position + 1 < len(steps) and steps[position + 1].day == step.day):
            continue  # nothing changed, or more was said on the same day, which counts together
        measured = True
        gap = measure_gap(latest.get(party) for party in parties)
        if gap != state.gap:
            state = GapState(gap, _moved(state.gap, gap), step.day)
    return state


def _moved(before: Gap, after: Gap) -> str:
    if before not in _DISTANCE or after not in _DISTANCE:
        return ""
    return "closer" if _DISTANCE[after] < _DISTANCE[before] else "wider"
