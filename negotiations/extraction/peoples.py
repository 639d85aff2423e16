"""Sides that are a people and no state: "ethnic Ruritanians", "the Bordurian Muslims", "Tamil leaders", "the country's
Christian community".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from negotiations.extraction.findings import Mention
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.rules.peoples import PEOPLES, PEOPLES_TOLD
from negotiations.extraction.text import Text

_RULES = tuple((rule, re.compile(rule.pattern)) for rule in PEOPLES_TOLD)
_ETHNIC = frozenset({"ethnic", "community", "communities", "minority", "minorities"})
# "Ruritanian leaders" are those of the state.
_WITHOUT_A_STATE = frozenset({"with-leaders"})
# One of these stands wherever a people is named as a side.
_OPENERS = PEOPLES | {f"{people}s" for people in PEOPLES}


def told_peoples(text: Text, lexicon: Lexicon, taken: Sequence[Mention]) -> list[Mention]:
    """Mentions of the peoples that a text names as sides, each under the fullest of its names. A name of the lists
    ("Ruritanian Bordurians") stays what it is.
    """
    plurals = {word for word in lexicon.demonyms & text.vocabulary() if word.endswith("s")}
    indexes = text.indexes_of(_OPENERS | plurals | _ETHNIC | {w for w in text.vocabulary() if w[:7] == "ethnic-"})
    found: list[tuple[int, int, str]] = []
    for sentence in {s.index: s for i in indexes if (s := text.sentence_at(text.tokens.starts[i]))}.values():
        found.extend(_told(text, lexicon, sentence.start, sentence.end))
    if not found:
        return []
    listed = {(m.start, m.end) for m in taken if m.key and m.kind != "state"}
    found = [row for row in found if not any(s < row[1] and row[0] < e for s, e in listed)]
    names: dict[str, Counter[str]] = {}
    for start, end, people in found:
        names.setdefault(people, Counter())[" ".join(text.source[start:end].split())] += 1
    return [
        Mention(start, end, None, _fullest(names[people]), "political-body", None, rule="people-as-told")
        for start, end, people in (*found, *_again(text, found))
    ]


def _told(text: Text, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The span of each people named as a side between two places, with what the people is called in the singular."""
    for rule, pattern in _RULES:
        for match in pattern.finditer(text.source, start, end):
            people = _singular(match["people"])
            of_a_state = people in lexicon.demonyms
            if rule.name in _WITHOUT_A_STATE and (of_a_state or people not in PEOPLES):
                continue
            if (of_a_state or people in PEOPLES) and (not rule.of_a_land or _is_land(match["of"], lexicon)):
                yield match.start("name"), match.end("name"), people


def _again(text: Text, found: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The plain plurals ("the Ruritanians") of the peoples that were found, wherever they stand again."""
    for people in {people for _, _, people in found}:
        for index in text.indexes_of({f"{people}s"}):
            start, end = text.tokens.starts[index], text.tokens.ends[index]
            if not any(s < end and start < e for s, e, _ in found):
                yield start, end, people


def _singular(people: str) -> str:
    lower = people.lower().replace("’", "'")
    return lower.removesuffix("s")


def _is_land(word: str, lexicon: Lexicon) -> bool:
    """Whether a word tells of a state or a place, as an adjective or by its name."""
    return word.lower() in lexicon.demonyms or lexicon.place(word) is not None or bool(lexicon.hits(word))


def _fullest(names: Counter[str]) -> str:
    return max(names, key=lambda name: (len(name.split()), names[name], name))
