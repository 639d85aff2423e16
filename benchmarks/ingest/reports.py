"""Made-up reports: ordinary news, and news of talks between states that exist, about things that never happened.

The same seed gives the same report, and a report needs nothing but its own seed. Each draws a handful of words, names
and numbers of its own, so that no two are near-duplicates, and seldom shares a phrase of four words with another.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.ingest.words import MONTHS, WEEKDAYS, sentence, talks, words

FIRST_DAY = date(2024, 1, 8)
ORDINARY_WITHIN_TALKS = 0.6  # of the sentences of a report about talks, those that are about anything else

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Report:
    """A report without its page."""

    title: str
    author: str
    day: date
    paragraphs: tuple[str, ...]


def make_report(seed: str, *, about_talks: bool, length: int) -> Report:
    """A report of at least ``length`` characters; ``seed`` alone decides what it says."""
    dice = random.Random(seed)  # noqa: S311 -- made-up texts, nothing secret
    day = FIRST_DAY + timedelta(days=dice.randrange(150))
    draw = _drawer(dice, day)

    def filled(template: str) -> str:
        text = _GAP.sub(lambda gap: draw[gap[1]](), template)
        return text[0].upper() + text[1:]

    town, negotiated = words("town_sentences"), words("talks_sentences")
    paragraphs, size = list[str](), 0
    while size < length:
        sentences = []
        for _ in range(dice.randint(2, 4)):
            ordinary = not about_talks or dice.random() < ORDINARY_WITHIN_TALKS
            sentences.append(filled(dice.choice(town if ordinary else negotiated)))
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    title = filled(sentence("talks_headline" if about_talks else "town_headline"))
    return Report(title, draw["person"](), day, tuple(paragraphs))


def _drawer(dice: random.Random, day: date) -> dict[str, Callable[[], str]]:
    """What fills the gaps, each drawn from the handful of words that this report has for itself."""

    def some(name: str, number: int) -> Callable[[], str]:
        handful = dice.sample(words(name), number)
        return lambda: dice.choice(handful)

    def name() -> str:
        syllables = dice.sample(words("syllables"), dice.randint(1, 2))
        return ("".join(syllables) + dice.choice(words("endings"))).capitalize()

    def earlier() -> str:
        found = day - timedelta(days=dice.randrange(12))
        return f"{found.day} {MONTHS[found.month - 1]}"

    towns = [name() for _ in range(5)]
    people = [f"{dice.choice(words('first_names'))} {name()}" for _ in range(5)]
    thing, quality, done, occasion = some("things", 14), some("qualities", 14), some("deeds", 12), some("moments", 7)

    def moment() -> str:
        return f"{occasion()} near {dice.choice(towns)}"

    about = dice.choice(talks())
    return {
        "town": lambda: dice.choice(towns),
        "person": lambda: dice.choice(people),
        "object": lambda: f"{quality()} {thing()}",
        "abstract": some("abstracts", 10),
        "group": some("groups", 6),
        "done": done,
        "moment": moment,
        "deed": lambda: f"{done()} the {quality()} {thing()} {moment()}",
        "number": lambda: f"{dice.randint(100, 9_000):,}",
        "years": lambda: str(dice.randint(3, 90)),
        "date": earlier,
        "weekday": lambda: dice.choice(WEEKDAYS),
        "nth": lambda: dice.choice(["second", "third", "fourth", "fifth"]),
        **{key: (lambda value=value: value) for key, value in about.items()},  # type: ignore[misc]
    }
