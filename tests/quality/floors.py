"""The floors of ``floors.toml``, and what is measured against each of them."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.quality.measuring import DISPATCHES, EVAL, dispatch_figures, shared_figures

FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


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
