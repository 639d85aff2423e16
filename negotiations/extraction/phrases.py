"""Sentences with the phrases that name an actor drawn together: "U.S. Secretary of State X" is one phrase, not five words.

The marked form of a sentence (see rules/language.py) is what the rules are matched against.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from negotiations.extraction.findings import Mention, PersonFinding
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.rules import words as w
from negotiations.extraction.text import Sentence, Text

# No sentence of news is longer; what lies beyond in a hostile text is not read for rules.
MAX_WORDS = 250


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as this text names it: ``key`` of the lexicon or None, and the name."""

    key: str | None
    name: str
    kind: str

    @property
    def id(self) -> str:
        """What tells two actors of one text apart."""
        return self.key or self.name.lower()


@dataclass(slots=True)
class Phrase:
    """A run of words that names actors.

    ``head`` is the noun that speaks for them ("officials"), ``speaks`` False where the actor only describes something
    else ("Egyptian proposal"). ``group`` marks a phrase without a name ("the rebels", "both sides") that is resolved later.
    """

    start: int
    end: int
    refs: tuple[Ref, ...]
    person: str | None = None
    title: str | None = None
    head: str | None = None
    speaks: bool = True
    group: str | None = None
    mark: str = ""

    @property
    def anonymous(self) -> bool:
        """Whether unnamed officials speak."""
        return self.person is None and self.head in w.ANONYMOUS


@dataclass(slots=True)
class Item:
    """One word of a marked sentence, or one phrase."""

    start: int
    end: int
    word: str
    phrase: Phrase | None = None
    mention: Mention | None = None


@dataclass(slots=True)
class Marked:
    """A marked sentence: ``string`` is its items' words with one space between; ``offsets`` where each begins in it."""

    sentence: Sentence
    items: list[Item]
    string: str
    offsets: list[int]

    def item_at(self, position: int) -> int:
        """The index of the item in which a position of the string lies."""
        return max(0, bisect_right(self.offsets, position) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The source span of the items [first, last)."""
        return self.items[first].start, self.items[max(first, last - 1)].end

    def phrases(self) -> Iterator[tuple[int, Phrase]]:
        """The phrases with their places."""
        return ((i, item.phrase) for i, item in enumerate(self.items) if item.phrase is not None)


def mark_sentences(
    text: Text, mentions: Sequence[Mention], people: Sequence[PersonFinding], lexicon: Lexicon
) -> list[Marked]:
    """All sentences of a text in their marked form."""
    demonyms = lexicon.demonyms
    affiliations = {person.name: person for person in people}
    names = _names(mentions)
    marked: list[Marked] = []
    at = 0
    for sentence in text.sentences:
        while at < len(mentions) and mentions[at].end <= sentence.start:
            at += 1
        upto = at
        while upto < len(mentions) and mentions[upto].start < sentence.end:
            upto += 1
        items = _with_halves(_items(text, sentence, mentions[at:upto]), lexicon)
        items = _with_people(items, affiliations, names)
        items = _with_heads(items, demonyms)
        items = _with_head_of(items)
        items = _with_apposition(items)
        items = _with_groups(_organs_joined(items, lexicon))
        marked.append(_finish(sentence, items, len(marked)))
    return marked


def _names(mentions: Sequence[Mention]) -> Mapping[str, Ref]:
    return {m.key: Ref(m.key, m.actor or "", m.kind) for m in mentions if m.key and m.actor and not m.person}


def _items(text: Text, sentence: Sentence, mentions: Sequence[Mention]) -> list[Item]:
    items: list[Item] = []
    queue = list(mentions)
    at = 0
    for token in text.tokens[sentence.first : min(sentence.last, sentence.first + MAX_WORDS)]:
        start = token.start
        while at < len(queue) and queue[at].start < token.end:
            mention = queue[at]
            if start < mention.start:
                items.append(_word(text.source, start, mention.start))
            items.append(
                Item(mention.start, mention.end, text.source[mention.start : mention.end].lower(), mention=mention)
            )
            start, at = max(start, mention.end), at + 1
        if items and items[-1].mention is not None and start < items[-1].end:
            start = items[-1].end
        if start < token.end:
            items.append(_word(text.source, start, token.end))
    return items


_COMPASS = frozenset({"north", "south", "east", "west"})


def _with_halves(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """ "North and South X" names two actors, where the lexicon knows both."""
    for i in range(len(items) - 2):
        mention = items[i + 2].mention
        if (
            items[i].word in _COMPASS
            and items[i].mention is None
            and items[i + 1].word == "and"
            and mention is not None
        ):
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
    raw = source[start:end].lower().replace("’", "'").replace("‘", "'")
    if raw and all(c in '"“”„«»' for c in raw):
        raw = '"'
    return Item(start, end, "".join(raw.split()) or "-")


def _ref(mention: Mention) -> Ref:
    return Ref(mention.key, mention.actor or "", mention.kind)


def _whole(ref: Ref, lexicon: Lexicon) -> Ref:
    """The actor for which an organ speaks: an army or a ministry for its state, a bureau for its movement."""
    entry = lexicon.actor(ref.key) if ref.key else None
    above = lexicon.actor(entry.part_of) if entry is not None and entry.part_of else None
    if above is None or above.kind not in {"state", "armed-group", "political-body"}:
        return ref
    return Ref(above.key, above.name, above.kind)


def _organs_joined(items: list[Item], lexicon: Lexicon) -> list[Item]:
    for item in items:
        if item.phrase is not None and item.phrase.refs:
            item.phrase.refs = tuple(dict.fromkeys(_whole(ref, lexicon) for ref in item.phrase.refs))
    return items


def _with_people(items: list[Item], affiliations: Mapping[str, PersonFinding], names: Mapping[str, Ref]) -> list[Item]:
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
        ref = names.get(key or "") or (Ref(key, actor, "state") if actor else None)
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


def _with_heads(items: list[Item], demonyms: frozenset[str]) -> list[Item]:
    """An actor and what follows it: "Egyptian and Qatari officials", "Israel 's security cabinet", "U.S. Secretary of State X"."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        mention = items[i].mention
        if mention is None or items[i].phrase is not None:
            out.append(items[i])
            i += 1
            continue
        refs, j = _coordinated(items, i, demonyms)
        k = j + 1 if j < len(items) and items[j].word == "'s" else j
        end, head = _head_after(items, k)
        person = items[end].phrase if end < len(items) and items[end].phrase and items[end].phrase.person else None  # type: ignore[union-attr]
        if person is not None and (head or end == k == j) and len(refs) == 1:
            phrase = Phrase(
                items[i].start, person.end, tuple(refs), person.person, person.title or _between(items, k, end), head
            )
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end + 1
        elif head:
            phrase = Phrase(
                items[i].start, items[end - 1].end, tuple(refs), head=head, speaks=not _former(items, i, end)
            )
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end
        else:
            follows = items[i + 1].word if i + 1 < len(items) else ""
            describes = items[i].word in demonyms and follows.isalpha() and not _ends_phrase(follows)
            phrase = Phrase(items[i].start, items[i].end, (_ref(mention),), speaks=not describes)
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i += 1
    return out


def _coordinated(items: list[Item], i: int, demonyms: frozenset[str]) -> tuple[list[Ref], int]:
    """Adjectives of nationality in a row before one noun: their actors and the index behind them."""
    first = items[i].mention
    refs, j = ([_ref(first)] if first is not None else []), i + 1
    while j + 1 < len(items) and items[j].word in {"and", ",", "or"} and len(refs) < 8:
        k = j + 1
        if items[k].word == "and" and k + 1 < len(items):
            k += 1
        following = items[k].mention
        if (
            following is None
            or following.person
            or items[k].phrase is not None
            or items[k].word not in demonyms | {"u.s.", "us", "un", "eu", "u.n."}
        ):
            break
        if items[i].word not in demonyms | {"u.s.", "us", "un", "eu", "u.n."}:
            break
        _, head = _head_after(items, k + 1)
        more = k + 1 < len(items) and items[k + 1].word in {"and", ","}
        if not head and not more:
            break
        refs.append(_ref(following))
        j = k + 1
    _, head = _head_after(items, j)
    return (refs, j) if head or len(refs) == 1 else (refs[:1], i + 1)


def _head_after(items: list[Item], k: int) -> tuple[int, str | None]:
    """The end of a run of describing words and the last noun in it that speaks, or (k, None)."""
    end, head, j = k, None, k
    while j < len(items) and j < k + 7 and items[j].mention is None and items[j].phrase is None:
        word = items[j].word
        if word in w.HEADS:
            end, head = j + 1, word
        elif (word not in w.MODIFIERS and word not in {"of", "for", "state"} and not word.startswith("five-")) or (
            word in {"of", "for"}
            and head not in {"secretary", "minister", "head", "chief", "leader", "house", "director", "office"}
        ):
            break
        j += 1
    if (
        head in {"secretary", "minister"}
        and end + 1 < len(items)
        and items[end].word == "of"
        and items[end + 1].word == "state"
    ):
        end += 2
    return end, head


def _former(items: list[Item], i: int, end: int) -> bool:
    """Whether somebody once spoke for the actor and does no longer."""
    return any(items[k].word in {"former", "ex", "retired", "ex-", "late"} for k in range(max(0, i - 1), end))


def _between(items: list[Item], k: int, end: int) -> str | None:
    return " ".join(item.word for item in items[k:end]) or None


def _ends_phrase(word: str) -> bool:
    return (
        word in w.AUXILIARIES
        or word in w.ADVERBS
        or word in w.CONJUNCTIONS
        or word in w.PREPOSITIONS
        or word in {"says", "said"}
    )


def _with_head_of(items: list[Item]) -> list[Item]:
    """ "senior representatives from A, B and C", "the government of A", "officials of A" become one phrase each."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        word = items[i].word
        if (
            items[i].phrase is None
            and word in w.HEADS | w.MEDIATOR_HEADS
            and i + 2 < len(items)
            and items[i + 1].word in {"of", "from", "for"}
        ):
            j = i + 2
            while j < len(items) and items[j].word in {"the", "both"}:
                j += 1
            refs, end = _list_of(items, j)
            if refs and word not in {"talks", "sides"}:
                start = i
                while (
                    out
                    and out[-1].phrase is None
                    and (out[-1].word in w.MODIFIERS or out[-1].word in w.HEADS)
                    and i - start < 5
                ):
                    out.pop()
                    start -= 1
                phrase = Phrase(items[start].start, items[end - 1].end, tuple(refs), head=word)
                last = items[end - 1].phrase
                if last and last.person and end == j + 1:
                    phrase.person, phrase.title = last.person, last.title
                out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
                i = end
                continue
        out.append(items[i])
        i += 1
    return out


def _list_of(items: list[Item], j: int) -> tuple[list[Ref], int]:
    """The refs of "A", "A and B", "A, B, and C" from item j on, and the index behind them."""
    refs: list[Ref] = []
    end = j
    while j < len(items):
        phrase = items[j].phrase
        if phrase is None or phrase.person or not phrase.speaks or (phrase.head and refs):
            break
        refs.extend(phrase.refs)
        end = j + 1
        j = end
        while j < len(items) and items[j].word in {",", "and", "the", "both", "as", "well", "or"} and j < end + 4:
            j += 1
        if j == end or (j == end + 1 and items[end].word == "the"):
            break
    return refs, end


def _with_apposition(items: list[Item]) -> list[Item]:
    """ "X's chief negotiator, N N," and "N N, the head of X," are one person with one actor."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        here = items[i].phrase
        if here is not None and i + 2 < len(items) and items[i + 1].word == ",":
            j = i + 2
            while j < len(items) and items[j].word in {"the", "a", "an"}:
                j += 1
            there = items[j].phrase if j < len(items) else None
            if there is not None and _apposed(here, there):
                name, office = (here, there) if here.person else (there, here)
                phrase = Phrase(
                    here.start, there.end, office.refs or name.refs, name.person, name.title or office.head, office.head
                )
                out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
                i = j + 1
                continue
        out.append(items[i])
        i += 1
    return out


def _apposed(here: Phrase, there: Phrase) -> bool:
    if bool(here.person) == bool(there.person):
        return False
    office, name = (there, here) if here.person else (here, there)
    if office.head not in w.SINGULAR or not office.refs:
        return False
    return not name.refs or bool({r.id for r in name.refs} & {r.id for r in office.refs})


def _with_groups(items: list[Item]) -> list[Item]:
    """Sides without a name ("rebels in the west", "both sides", "the group") as phrases to be resolved later."""
    out: list[Item] = []
    i = 0
    while i < len(items):
        end, group = _group_at(items, i)
        if group:
            start = i
            while out and out[-1].phrase is None and out[-1].word.startswith(("pro-", "anti-", "armed", "ethnic")):
                out.pop()
                start -= 1
            while len(out) > 1 and out[-1].word in {"from", "of"} and out[-2].word in w.HEADS:
                start = i - 2
                out.pop()
                items[i].start = out.pop().start
            last = out[-1].phrase if out else None
            if last is not None and not last.speaks and last.head is None and group == "unnamed":
                last_item = out.pop()
                phrase = Phrase(last_item.start, items[end - 1].end, (), group=group)
            else:
                phrase = Phrase(min(items[start].start, items[i].start), items[end - 1].end, (), group=group)
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end
            continue
        out.append(items[i])
        i += 1
    return out


_PAIRS = frozenset(
    "sides parties countries nations leaders neighbors neighbours delegations governments rivals states presidents koreas".split()
)


def _group_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """Whether a side without a name stands at item i: the index behind it and what kind it is."""
    word = items[i].word
    if items[i].phrase is not None:
        return i, None
    follows = items[i + 1].word if i + 1 < len(items) and items[i + 1].phrase is None else ""
    third = items[i + 2].word if i + 2 < len(items) and items[i + 2].phrase is None else ""
    if word in {"both", "two"} and follows in _PAIRS:
        return i + 2, "pair"
    if (
        word in {"both", "two"}
        and third in _PAIRS
        and (follows in w.MODIFIERS or follows in {"warring", "negotiating", "rival"})
    ):
        return i + 3, "pair"
    if word in w.GROUP_STEMS and follows in w.GROUP_BODIES:
        return i + (3 if third in w.GROUP_BODIES else 2), "unnamed"
    if word in {"ruling", "military", "transitional", "interim", "governing"}:
        for k in (i + 1, i + 2, i + 3):
            if (
                k < len(items)
                and items[k].phrase is None
                and items[k].word in {"council", "junta", "government", "regime", "authorities"}
            ):
                return k + 1, "council"
            if k >= len(items) or items[k].word not in {"military", "transitional", "sovereign", "council"}:
                break
    if word in w.GROUP_NOUNS:
        return i + 1, "unnamed"
    if word == "the" and follows in {"group", "movement", "government"} and (third in w.AUXILIARIES or _verbal(third)):
        return i + 2, "government" if follows == "government" else "group"
    return i, None


def _verbal(word: str) -> bool:
    return word.endswith("ed") or word in {
        "says",
        "wants",
        "insists",
        "rejects",
        "demands",
        "calls",
        "accuses",
        "maintains",
    }


def _finish(sentence: Sentence, items: list[Item], number: int) -> Marked:
    offsets, at = [], 0
    for i, item in enumerate(items):
        if item.phrase is not None:
            item.phrase.mark = item.word = f"@{number}x{i}"
        offsets.append(at)
        at += len(item.word) + 1
    return Marked(sentence, items, " ".join(item.word for item in items), offsets)
