"""What the stages need from outside, made once for each process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from negotiations.extraction.rules.index import compile_rules
from negotiations.ingest.hosts import BLUNT, Politeness
from negotiations.sources.http import Fetcher
from negotiations.sources.language_models import LanguageModel
from negotiations.sources.languages import identifier
from negotiations.suggestions.by_model import Door


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages need from outside: the clock, the fetcher, how polite to be with it, and a language model if one
    is to read as well.
    """

    clock: Callable[[], datetime]
    fetcher: Fetcher
    door: Door | None = None
    politeness: Politeness = BLUNT


def live_tools() -> Tools:
    """The real clock and a real fetcher, for one process: connections do not survive a fork."""
    return Tools(
        clock=timezone.now,
        fetcher=Fetcher(user_agent=settings.FETCH_USER_AGENT, clock=timezone.now),
        door=_door() if settings.MODEL_URL else None,
        politeness=Politeness(spacing=settings.FETCH_SPACING),
    )


def warm_up() -> None:
    """Load and compile what the first texts would else wait for; processes forked from this one share it."""
    identifier()
    compile_rules()


def _door() -> Door:
    model = LanguageModel(
        address=settings.MODEL_URL,
        name=settings.MODEL_NAME,
        key=settings.MODEL_KEY,
        timeout=settings.MODEL_TIMEOUT,
    )
    return Door(model, tokens_a_day=settings.MODEL_TOKENS_A_DAY)
