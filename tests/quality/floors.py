"""The floors of ``floors.toml``, and what is measured against each of them."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.quality.measuring import DISPATCHES, EVAL, dispatch_figures, shared_figures

FILE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor in per cent, the highest that it ever stood, and why it stands lower, if it does."""

    floor: float
    highest: float
    why: str = ""


Floors = dict[str, dict[str, Floor]]


def read_floors(text: str) -> Floors:
    """The floors by heading and name. A bare number, as they were written once, stood at its highest."""
    return {
        heading: {
            name: Floor(**value) if isinstance(value, dict) else Floor(value, value) for name, value in rows.items()
        }
        for heading, rows in tomllib.loads(text).items()
    }


FLOORS = read_floors(FILE.read_text(encoding="utf-8"))


def unsaid(now: Floors, before: Iterable[Floors] = ()) -> list[str]:
    """A sentence for each floor that was lowered or taken away unsaid; ``before``: the floors as they once stood."""
    told = []
    for heading, rows in now.items():
        for name, one in rows.items():
            if one.floor > one.highest:
                told.append(f"{heading}, {name}: raise “highest” to {one.floor:g}, where the floor stands now.")
            if one.floor < one.highest and not one.why.strip():
                told.append(f"{heading}, {name}: say in “why” what {one.highest:g} was given up for.")
    for floors in before:
        for heading, rows in floors.items():
            for name, once in rows.items():
                kept = now.get(heading, {}).get(name)
                if kept is None:
                    told.append(f"{heading}, {name}: the floor is gone; put it back, lower with its “why” if need be.")
                elif kept.highest < once.highest:
                    told.append(f"{heading}, {name}: “highest” was {once.highest:g} once and is never lowered.")
    return list(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class Data:
    """Gold data under a heading of the floors; ``file`` may be absent on this machine."""

    file: Path
    figures: Callable[[], dict[str, float]]


def _shared(task: str, file: str) -> Data:
    return Data(EVAL / file, partial(shared_figures, task, file))


DATA = {
    "dispatches": Data(DISPATCHES, dispatch_figures),
    "talks": _shared("talks", "talks_dev.jsonl"),
    "attribution": _shared("attribution", "attribution_dev.jsonl"),
    "attribution-wikinews": _shared("attribution", "attribution_wikinews.jsonl"),
    "dates": _shared("dates", "dates_dev.jsonl"),
    "places": _shared("places", "places_dev.jsonl"),
}
