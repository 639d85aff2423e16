"""Sentences as the rules of stances read them: without what stands between a verb and what belongs to it, and with
contracted verbs in full.
"""

import re

from negotiations.extraction.acting_sides import with_sides
from negotiations.extraction.phrases import Item, Marked
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.dates import DAYS_OF_THE_WEEK
from negotiations.extraction.voices import Voices

_DAY_WORDS = DAYS_OF_THE_WEEK | {"today", "yesterday", "tonight", "overnight"}
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_BEFORE_DAY = frozenset({"on", "late", "early", "last", "earlier"})
_WEEK = tuple(
    (*when.split(), unit)
    for when in ("last", "this", "earlier this", "late last", "this past")
    for unit in ("week", "month")
)
# What may stand between a verb and its complement without commas.
_PHRASES = (
    ("in", "principle"),
    ("for", "the", "first", "time"),
    ("once", "again"),
    ("once", "more"),
    ("at", "last"),
    ("in", "writing"),
    ("in", "public"),
    ("under", "pressure"),
    ("over", "the", "weekend"),
    ("at", "the", "weekend"),
    *_WEEK,
)
_PHRASES_BY_FIRST = {first: tuple(p for p in _PHRASES if p[0] == first) for first in {p[0] for p in _PHRASES}}
# What a verb goes on with behind an insertion between commas.
_GOES_ON = frozenset({"to", "that", "on", "with", "the", "a", "an", "its", "their", "any", "all"})
_PREDICATES = frozenset({"ready", "willing", "prepared", "open", "not", "unwilling"})
_LONGEST_INSERTION = 9
_SIGNS = _DAY_WORDS | _PHRASES_BY_FIRST.keys() | {","}

_SHORT_VERBS = {"ve": "have", "ll": "will", "re": "are", "m": "am", "d": "would"}
# All verbs in short forms have this in them, "'s" has not.
_SHORTENED = re.compile(r"'(?:(?<=[^ ]')|[^ ]{2})")
_CONTRACTED = w.PRONOUNS | {"there"}
_SHORT_NEGATIONS = {"won't": "will", "can't": "can", "shan't": "shall"}


def as_stances_read(marked: Marked, voices: Voices) -> Marked:
    """The sentence with those who act without a name as phrases (sides.py), without days and other insertions after a
    verb ("agreed, in principle, on Friday to meet"), and with "we've" as "we have". Its items keep their places in the
    source; a sentence without any of these is given back.
    """
    shortened, tried = _SHORTENED.search(marked.string), marked.triggered().sets_off("stances")
    if not shortened and not tried:  # most sentences: told before any items are made
        return marked
    items = _in_full(marked.items) if shortened else marked.items
    if items is marked.items and not tried:
        return marked
    items = with_sides(items, voices)
    items = _without(items)
    if items is marked.items:
        return marked
    return Marked(marked.sentence, " ".join([item.word for item in items]), marked.tokens, items)


def _in_full(items: list[Item]) -> list[Item]:
    if not any("'" in item.word and len(item.word) > 2 and item.phrase is None for item in items):
        return items
    out: list[Item] = []
    for item in items:
        pronoun, _, short = item.word.partition("'")
        if item.phrase is None and pronoun in _CONTRACTED and short in _SHORT_VERBS:
            cut = item.start + len(pronoun)
            out += [Item(item.start, cut, pronoun), Item(cut, item.end, _SHORT_VERBS[short])]
        elif item.phrase is None and item.word.endswith("n't") and len(item.word) > len("n't"):
            cut = item.end - len("n't")
            verb = _SHORT_NEGATIONS.get(item.word, item.word[: -len("n't")])
            out += [Item(item.start, cut, verb), Item(cut, item.end, "not")]
        else:
            out.append(item)
    return out


def _without(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    at = 0
    for i in [i for i, item in enumerate(items) if item.word in _SIGNS]:
        if i >= max(at, 1):
            first, end = _aside_at(items, i)
            if end > first:
                out += items[at:first]
                at = end
    return [*out, *items[at:]] if at else items


def _aside_at(items: list[Item], i: int) -> tuple[int, int]:
    """The range of an aside that is known by item i; empty where there is none."""
    word = items[i].word
    if word in _DAY_WORDS:
        return _day_at(items, i)
    if word == ",":
        return i, _insertion_at(items, i)
    for phrase in _PHRASES_BY_FIRST.get(word, ()):
        if tuple(item.word for item in items[i : i + len(phrase)]) == phrase and _is_verb(items[i - 1].word):
            return i, i + len(phrase)
    return i, i


def _day_at(items: list[Item], i: int) -> tuple[int, int]:
    """ "On Friday", "late on Sunday evening" behind a verb or an actor."""
    first = i
    while first > 1 and items[first - 1].word in _BEFORE_DAY:
        first -= 1
    before = items[first - 1]
    end = i + 2 if i + 1 < len(items) and items[i + 1].word in _PARTS_OF_DAY else i + 1
    follows = items[end].word if end < len(items) else "."
    if not _is_verb(before.word) and before.phrase is None:
        return i, i
    stays = follows in {"'s", "'", ",", "and", "or", "-", "."} or follows.isdigit()
    return (i, i) if stays else (first, end)


def _insertion_at(items: list[Item], i: int) -> int:
    """Behind an insertion between commas, if it stands between a verb and what the verb goes on with."""
    if not _is_verb(items[i - 1].word):
        return i
    for k in range(i + 2, min(len(items) - 1, i + 2 + _LONGEST_INSERTION)):
        if items[k].word in {";", '"', ":"}:
            return i
        if items[k].word == ",":
            return k + 1 if _goes_on(items[i - 1].word, items[k + 1].word) and not _tells(items[i + 1 : k]) else i
    return i


def _goes_on(verb: str, following: str) -> bool:
    return following in _GOES_ON or (verb in w.AUXILIARIES and (_is_verb(following) or following in _PREDICATES))


def _tells(items: list[Item]) -> bool:
    """Whether an insertion has a verb of its own: "… rejected, X said, the plan"; who said it must stay readable."""
    return any(item.word in {"said", "says", "told", "added", "and", "but", "or"} for item in items)


def _is_verb(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in w.AUXILIARIES or word in _VERBS


_VERBS = frozenset(
    """
    agree agrees accept accepts reject rejects refuse refuses decline declines demand demands insist insists
    call calls urge urges ask asks offer offers propose proposes pledge pledges promise promises vow vows
    commit commits threaten threatens want wants said says told met sought put withdrew quit left gave made
    """.split()
)
