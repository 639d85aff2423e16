"""The marked form of a text: every sentence with the phrases that name an actor drawn together (see
rules/language.py).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from negotiations.extraction.appositions import with_apposition
from negotiations.extraction.findings import Mention, PersonFinding, Span
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.nominals import (
    HEADS_OF,
    RULES,
    with_administrations,
    with_head_of,
    with_heads,
)
from negotiations.extraction.phrases import Item, Marked, Phrase, Ref, ref_to
from negotiations.extraction.rules import words as w
from negotiations.extraction.sides import may_hold_group, with_groups
from negotiations.extraction.text import Sentence, Text

# No sentence of news is longer; what lies beyond in a hostile text is not read for rules.
MAX_WORDS = 250


class Marking:
    """The marked form of each sentence of one text, made when it is first asked for."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], people: Sequence[PersonFinding], lexicon: Lexicon
    ) -> None:
        self._text, self._mentions, self._lexicon = text, mentions, lexicon
        self._starts = [mention.start for mention in mentions]
        self._ends = [mention.end for mention in mentions]
        self._affiliations = {person.name: person for person in people}
        self._names = _names(mentions)
        self._done: list[Marked | None] = [None] * len(text.sentences)

    def sentence(self, number: int) -> Marked:
        """The sentence of that number in its marked form."""
        done = self._done[number]
        if done is None:
            done = self._done[number] = self._mark(self._text.sentences[number])
        return done

    def all(self) -> list[Marked]:
        """All sentences of the text in their marked form."""
        return [self.sentence(number) for number in range(len(self._text.sentences))]

    def _mark(self, sentence: Sentence) -> Marked:
        mentions = self._mentions[bisect_right(self._ends, sentence.start) : bisect_left(self._starts, sentence.end)]
        words = _words(self._text, sentence)
        if not mentions and not may_hold_group(words):  # there is nothing to draw together
            return Marked(sentence, " ".join(words), self._text.tokens)
        items = _items(self._text, sentence, words, mentions)
        if mentions:
            items = self._with_actors(items, mentions)
        return _finish(self._text, sentence, with_groups(items))

    def _with_actors(self, items: list[Item], mentions: Sequence[Mention]) -> list[Item]:
        """The items with the phrases that the names of a sentence make. Each step goes through all of them, so that it
        is left out where none of the words is there that it is about.
        """
        words = {item.word for item in items}
        if not _COMPASS.isdisjoint(words):
            items = _with_halves(items, self._lexicon)
        if any(mention.person is not None or mention.kind == "person" for mention in mentions):
            items = _with_people(items, self._affiliations, self._names, self._lexicon)
        items = with_heads(items, self._lexicon.demonyms)
        if not RULES.isdisjoint(words):
            items = with_administrations(items)
        if not HEADS_OF.isdisjoint(words):
            items = with_head_of(items)
        if "," in words or "(" in words:
            items = with_apposition(items)
        return _organs_joined(items, self._lexicon)


def _names(mentions: Sequence[Mention]) -> Mapping[str, Ref]:
    return {m.key: ref_to(m.key, m.actor, m.kind) for m in mentions if m.key and m.actor and not m.person}


def _words(text: Text, sentence: Sentence) -> Sequence[str]:
    """The words and marks of a sentence as rules see them."""
    words = text.tokens.lower[sentence.first : min(sentence.last, sentence.first + MAX_WORDS)]
    if text.source.isascii() or "".join(words).isascii():
        return words
    return [word if word.isascii() else _marked_word(word) for word in words]


def _items(text: Text, sentence: Sentence, words: Sequence[str], mentions: Sequence[Mention]) -> list[Item]:
    items: list[Item] = []
    starts, ends = text.tokens.starts, text.tokens.ends
    first, last = sentence.first, sentence.first + len(words)
    index, at = first, 0
    while index < last:
        next_mention = mentions[at].start if at < len(mentions) else sentence.end
        named = bisect_right(ends, next_mention, index, last)  # the first token that is not before the name
        items += map(Item, starts[index:named], ends[index:named], words[index - first : named - first])
        index = named
        while index < last and (index == named or items[-1].end > starts[index]):
            at += _append_named(items, text.source, (starts[index], ends[index]), mentions[at:])
            index += 1
    return items


def _append_named(items: list[Item], source: str, token: Span, mentions: Sequence[Mention]) -> int:
    """Append the names that begin in a token and what of it is no part of a name; give the number of the names."""
    start, end = token
    number = 0
    while number < len(mentions) and mentions[number].start < end:
        mention = mentions[number]
        if mention.actor is None and mention.kind != "person":  # one of several: the text's own name for it
            mention = replace(mention, actor=source[mention.start : mention.end])
        if start < mention.start:
            items.append(_word(source, start, mention.start))
        items.append(Item(mention.start, mention.end, source[mention.start : mention.end].lower(), mention=mention))
        start, number = max(start, mention.end), number + 1
    if items and items[-1].mention is not None and start < items[-1].end:
        start = items[-1].end
    if start < end:
        items.append(_word(source, start, end))
    return number


_COMPASS = frozenset({"north", "south", "east", "west"})


def _with_halves(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """ "North and South X" names two actors, where the lexicon knows both."""
    for i in range(len(items) - 2):
        if items[i].word not in _COMPASS:
            continue
        mention = items[i + 2].mention
        if items[i].mention is None and items[i + 1].word == "and" and mention is not None:
            first, _, rest = (items[i + 2].word).partition(" ")
            if first in _COMPASS and rest:
                senses = [
                    s
                    for hit in lexicon.hits(f"{items[i].word} {rest}".title())
                    for s in hit.senses
                    if s.kind in {"name", "demonym"}
                ]
                entry = lexicon.actor(senses[0].key) if len({s.key for s in senses}) == 1 else None
                if entry is not None:
                    items[i].mention = replace(
                        mention,
                        start=items[i].start,
                        end=items[i].end,
                        key=entry.key,
                        actor=entry.name,
                        kind=entry.kind,
                    )
    return items


def _word(source: str, start: int, end: int) -> Item:
    return Item(start, end, _marked_word(source[start:end]))


@lru_cache(maxsize=50_000)
def _marked_word(written: str) -> str:
    """A word or mark as rules see it: in lower case, with plain apostrophes and quotation marks."""
    word = written.lower().replace("’", "'").replace("‘", "'")
    if all(c in '"“”„«»' for c in word):
        return '"'
    return "".join(word.split()) or "-"


def _whole(ref: Ref, lexicon: Lexicon) -> Ref:
    """The actor for which an organ speaks: an army or a ministry for its state, a bureau for its movement."""
    entry = lexicon.actor(ref.key) if ref.key else None
    above = lexicon.actor(entry.part_of) if entry is not None and entry.part_of else None
    if above is None or above.kind not in {"state", "armed-group", "political-body"}:
        return ref
    if ref.kind == "armed-group" and above.kind != "state":
        return ref  # an armed wing with a name of its own acts on its own
    return ref_to(above.key, above.name, above.kind)


def _organs_joined(items: list[Item], lexicon: Lexicon) -> list[Item]:
    for item in items:
        if item.phrase is not None and item.phrase.refs:
            whole = [_whole(ref, lexicon) for ref in item.phrase.refs]
            item.phrase.refs = tuple(dict.fromkeys(whole) if len(whole) > 1 else whole)
    return items


def _with_people(
    items: list[Item], affiliations: Mapping[str, PersonFinding], names: Mapping[str, Ref], lexicon: Lexicon
) -> list[Item]:
    """People become phrases of their own, titles before them drawn in."""
    out: list[Item] = []
    for item in items:
        mention = item.mention
        if mention is None or (mention.person is None and mention.kind != "person"):
            out.append(item)
            continue
        name = mention.person or mention.actor or item.word
        known = affiliations.get(name)
        key = known.represents_key if known else (mention.key if mention.kind != "person" else None)
        actor = (known.represents if known else None) or (mention.actor if mention.kind != "person" else None)
        entry = lexicon.actor(key) if key else None
        kind = entry.kind if entry is not None else mention.kind if mention.kind != "person" else "state"
        ref = names.get(key or "") or (ref_to(key, actor, kind) if actor else None)
        phrase = Phrase(
            item.start, item.end, (ref,) if ref else (), person=name, title=(known.title if known else mention.title)
        )
        while out and out[-1].mention is None and out[-1].phrase is None and _titular(out[-1].word):
            phrase.start = out.pop().start
        while (
            phrase.start < item.start
            and out
            and out[-1].mention is None
            and out[-1].phrase is None
            and out[-1].word in _OF_OFFICE
        ):
            phrase.start = out.pop().start
        out.append(Item(phrase.start, phrase.end, item.word, phrase=phrase))
    return out


_OF_OFFICE = w.MODIFIERS - {"the", "of", "visiting", "former", "main", "general", "house"}


def _titular(word: str) -> bool:
    return word in w.TITLES or word in w.SINGULAR


def _finish(text: Text, sentence: Sentence, items: list[Item]) -> Marked:
    for i, item in enumerate(items):
        if item.phrase is not None:
            kind = item.phrase.group if item.phrase.group == "pair" else ""
            item.phrase.mark = item.word = f"@{kind}{sentence.index}x{i}"
    # Without the room that a growing list keeps: a long text has many short sentences.
    return Marked(sentence, " ".join([item.word for item in items]), text.tokens, items[:])
