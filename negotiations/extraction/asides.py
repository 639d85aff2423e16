"""Sentences as the rules of stances read them: without what stands between a verb and what belongs to it, and with
contracted verbs in full.
"""

from negotiations.extraction.phrases import Item, Marked
from negotiations.extraction.rules import words as w
from negotiations.extraction.sides import with_sides
from negotiations.extraction.voices import Voices

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAY_WORDS = _DAYS | {"today", "yesterday", "tonight", "overnight"}
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_BEFORE_DAY = frozenset({"on", "late", "early", "last", "earlier"})
# "Until Friday" and "Friday's talks" say more than when it was said.
_KEEPS_DAY = frozenset(
    {"until", "till", "by", "before", "after", "since", "from", "for", "next", "to", "and", "of", "the", "between"}
)
_WEEK = (("last", "week"), ("this", "week"), ("earlier", "this", "week"), ("late", "last", "week"))
# What may stand between a verb and its complement without commas.
_PHRASES = (
    ("in", "principle"),
    ("for", "the", "first", "time"),
    ("once", "again"),
    ("once", "more"),
    ("at", "last"),
    ("in", "writing"),
    ("in", "public"),
    ("over", "the", "weekend"),
    ("at", "the", "weekend"),
    *_WEEK,
)
_PHRASES_BY_FIRST = {first: tuple(p for p in _PHRASES if p[0] == first) for first in {p[0] for p in _PHRASES}}
# What a verb goes on with behind an insertion between commas.
_GOES_ON = frozenset({"to", "that", "on", "with", "the", "a", "an", "its", "their", "any", "all"})
_LONGEST_INSERTION = 9
_SIGNS = _DAY_WORDS | _PHRASES_BY_FIRST.keys() | {","}

_SHORT_VERBS = {"ve": "have", "ll": "will", "re": "are", "m": "am", "d": "would"}
_SHORT_NEGATIONS = {"won't": "will", "can't": "can", "shan't": "shall"}


def as_stances_read(marked: Marked, voices: Voices) -> Marked:
    """The sentence with those who act without a name as phrases (sides.py), without days and other insertions after a
    verb ("agreed, in principle, on Friday to meet"), and with "we've" as "we have". Its items keep their places in the
    source; a sentence without any of these is given back.
    """
    items = with_sides(_in_full(marked.items), voices)
    if not _SIGNS.isdisjoint([item.word for item in items]):
        kept = _kept(items)
        items = kept if len(kept) < len(items) else items
    if items is marked.items:
        return marked
    offsets, at = [], 0
    for item in items:
        offsets.append(at)
        at += len(item.word) + 1
    return Marked(marked.sentence, items, " ".join([item.word for item in items]), tuple(offsets))


def _in_full(items: list[Item]) -> list[Item]:
    if not any("'" in item.word and len(item.word) > 2 and item.phrase is None for item in items):
        return items
    out: list[Item] = []
    for item in items:
        pronoun, _, short = item.word.partition("'")
        if item.phrase is None and pronoun in w.PRONOUNS | {"there"} and short in _SHORT_VERBS:
            cut = item.start + len(pronoun)
            out += [Item(item.start, cut, pronoun), Item(cut, item.end, _SHORT_VERBS[short])]
        elif item.phrase is None and item.word.endswith("n't") and len(item.word) > len("n't"):
            cut = item.end - len("n't")
            verb = _SHORT_NEGATIONS.get(item.word, item.word[: -len("n't")])
            out += [Item(item.start, cut, verb), Item(cut, item.end, "not")]
        else:
            out.append(item)
    return out


def _kept(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    i = 0
    while i < len(items):
        end = _aside_at(items, i, out)
        if end > i:
            while out and out[-1].word in _BEFORE_DAY and items[i].word in _DAY_WORDS:
                out.pop()
            i = end
        else:
            out.append(items[i])
            i += 1
    return out


def _aside_at(items: list[Item], i: int, before: list[Item]) -> int:
    """The index behind an aside that begins at item i, or i."""
    word = items[i].word
    if not before or items[i].phrase is not None or word not in _SIGNS:
        return i
    if word in _DAY_WORDS:
        return _day_at(items, i, before)
    if word == ",":
        return _insertion_at(items, i)
    for phrase in _PHRASES_BY_FIRST.get(word, ()):
        if tuple(item.word for item in items[i : i + len(phrase)]) == phrase and _is_verb(before[-1].word):
            return i + len(phrase)
    return i


def _day_at(items: list[Item], i: int, before: list[Item]) -> int:
    k = len(before) - 1
    while k > 0 and before[k].word in _BEFORE_DAY:
        k -= 1
    if not _is_verb(before[k].word) and before[k].phrase is None:
        return i
    end = i + 2 if i + 1 < len(items) and items[i + 1].word in _PARTS_OF_DAY else i + 1
    follows = items[end].word if end < len(items) else "."
    if before[k].word in _KEEPS_DAY or follows in {"'s", "'", ",", "and", "or", "-", "."} or follows.isdigit():
        return i
    return end


def _insertion_at(items: list[Item], i: int) -> int:
    """Behind an insertion between commas, if it stands between a verb and what the verb goes on with."""
    if not _is_verb(items[i - 1].word):
        return i
    for k in range(i + 2, min(len(items) - 1, i + 2 + _LONGEST_INSERTION)):
        if items[k].word in {";", '"', ":"}:
            return i
        if items[k].word == ",":
            return k + 1 if items[k + 1].word in _GOES_ON and not _tells(items[i + 1 : k]) else i
    return i


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
