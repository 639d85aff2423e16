"""Groups that no list knows, by the words of which their names are made."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from negotiations.extraction.findings import Mention
from negotiations.extraction.items import Row
from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.naming import Named
from negotiations.extraction.rules.groups import (
    BETWEEN,
    FIGHTING_WORDS,
    GROUP_HEADS,
    GROUP_KINDS,
    GROUP_NOUNS,
    NAME_LINKS,
    PEOPLE_OF,
)
from negotiations.extraction.short_forms import SHORT
from negotiations.extraction.text import Sentence, Text

_ACTOR_OR_TOWN = re.compile("[AL]")
_MOST_WORDS = 9


def unlisted_groups(rows: Sequence[Row], named: Sequence[Named], text: Text, lexicon: Lexicon) -> list[Mention]:
    """Mentions of groups without an entry: "Ugandan rebels", "the rebel X Front", "X Army (XA)"."""
    by_item = {id(found.item): found for found in named}
    found: list[Mention] = []
    # The head of a name is written with a capital.
    heads = [index for index in text.indexes_of(GROUP_HEADS.keys()) if text.tokens.texts[index][0].isupper()]
    for row in rows:
        if row.named:
            found.extend(_by_nationality(row, by_item, text, lexicon))
        if _has_any(heads, row.sentence) or any(_ends_name(row.items[index].lower) for index in row.named):
            found.extend(_by_name(row, by_item, text, lexicon))
    return _under_one_name(found)


def _under_one_name(found: list[Mention]) -> list[Mention]:
    """The mentions, where those of a land's opposition have one name: "Ruritania's opposition" is Ruritanian."""
    names = {
        m.country: m.actor
        for m in reversed(found)
        if m.rule == "group-of-a-nation" and str(m.actor).endswith(" opposition") and "'s " not in _plain(m)
    }
    return [
        replace(m, actor=names[m.country]) if m.country in names and _plain(m).endswith("'s opposition") else m
        for m in found
    ]


def _plain(mention: Mention) -> str:
    return str(mention.actor).replace("’", "'")


def _has_any(indexes: Sequence[int], sentence: Sentence) -> bool:
    return bisect_left(indexes, sentence.first) < bisect_left(indexes, sentence.last)


def _by_nationality(row: Row, by_item: dict[int, Named], text: Text, lexicon: Lexicon) -> Iterator[Mention]:
    items = row.items
    for place in _ACTOR_OR_TOWN.finditer(row.shape):
        index, item = place.start(), items[place.start()]
        if item.hit is None:
            continue
        at = index + 1
        if at < len(items) and items[at].shape == "P":
            at += 1
        while at < len(items) and at < index + 4 and items[at].lower in BETWEEN:
            at += 1
        if at >= len(items) or items[at].lower not in GROUP_NOUNS:
            continue
        kind = GROUP_NOUNS[items[at].lower]
        following = items[at + 1].lower if at + 1 < len(items) else ""
        if (
            items[at].lower in {"rebel", "opposition"}
            and following
            in {"leader", "leaders", "group", "groups", "to", "party", "politician", "lawmaker", "lawmakers"}
            and following == "to"
        ):
            continue
        if items[at].lower in _ALSO_ADJECTIVES and (following in _SEVERAL or _is_named_next(row, at + 1, text)):
            continue
        owner = by_item.get(id(item))
        if owner is not None:
            key = owner.keys[0]
            if lexicon.actors[key].kind != "state" and key != "palestinians":
                continue
            country = lexicon.country(key)
        else:
            country = _country_of_place(item.hit.senses, lexicon)
            if country is None:
                continue
        end = items[at].end
        yield Mention(
            item.start,
            end,
            None,
            " ".join(text.source[item.start : end].split()),
            kind,
            country,
            rule="group-of-a-nation",
        )


# "The Ruritanian rebel movement X": these describe the group that is named behind them.
_ALSO_ADJECTIVES = frozenset({"rebel", "opposition", "separatist", "insurgent", "militant", "guerrilla"})


def _is_named_next(row: Row, at: int, text: Text) -> bool:
    """Whether a name follows an adjective, right behind it or behind what it describes."""
    items = row.items
    if at < len(items) and items[at].lower in _DESCRIBED:
        at += 1
    return at < len(items) and items[at].shape != "T" and text.source[items[at].start].isupper()


# "Two Ruritanian rebel groups" are no one group.
_SEVERAL = frozenset({"groups", "factions", "movements", "militias"})
_DESCRIBED = frozenset({"movement", "group", "faction", "alliance", "army", "force", "party"})


def _country_of_place(senses: Sequence[object], lexicon: Lexicon) -> str | None:
    for sense in senses:
        place = lexicon.places.get(getattr(sense, "key", ""))
        state = lexicon.state(place.country_iso2) if place else None
        if state:
            return state.iso3
    return None


def _by_name(row: Row, by_item: dict[int, Named], text: Text, lexicon: Lexicon) -> Iterator[Mention]:
    items = row.items
    index = 0
    while index < len(items):
        end = _name_end(row, index, text) if text.source[items[index].start].isupper() else None
        if end is None:
            index += 1
            continue
        start_at, end_at = items[index].start, items[end - 1].end
        words = {item.lower for item in items[index:end]}
        before = items[index - 1].lower if index else ""
        after = items[end].lower if end < len(items) else ""
        short = SHORT.match(text.source, end_at)
        fights = bool(words & FIGHTING_WORDS) or before in FIGHTING_WORDS or after in FIGHTING_WORDS
        known = any(_is_known(by_item.get(id(item)), lexicon) for item in items[index:end])
        if (
            not known
            and items[index].lower not in PEOPLE_OF
            and end - index >= 2
            and (fights or short or _is_a_party(row, index, end, text))
        ):
            kind = GROUP_HEADS.get(items[end - 1].lower, "political-body")
            if fights and (before in FIGHTING_WORDS or after in FIGHTING_WORDS):
                kind = "armed-group"
            if (kind == "armed-group" and not fights) or (fights and words & {"people's", "opposition"}):
                kind = kind if fights else "political-body"
            country = next(
                (lexicon.country(f.keys[0]) for item in items[index:end] if (f := by_item.get(id(item)))), None
            )
            yield Mention(
                start_at,
                end_at,
                None,
                " ".join(text.source[start_at:end_at].split()),
                kind,
                country,
                rule="group-by-name",
            )
        index = end


def _is_a_party(row: Row, index: int, end: int, text: Text) -> bool:
    """Whether a longer name is one of a party or alliance of which a text speaks more than once."""
    if end - index < _LONG or row.items[end - 1].lower not in _PARTIES:
        return False
    return text.source.count(text.source[row.items[index].start : row.items[end - 1].end]) > 1


_LONG = 3
_PARTIES = frozenset({"party", "alliance", "front", "movement", "coalition"})


def _is_known(named: Named | None, lexicon: Lexicon) -> bool:
    """Whether a name inside a run of capitals is that of a group of the lists: then the run is no name of its own."""
    return named is not None and lexicon.actors[named.keys[0]].kind not in {"state", "intergovernmental"}


def _ends_name(lower: str) -> bool:
    return (lower.rsplit(" ", 1)[-1] if " " in lower else lower) in GROUP_HEADS


def _name_end(row: Row, index: int, text: Text) -> int | None:
    """The end of the longest run of capitals from the one at ``index`` that ends with the head of a group's name."""
    items = row.items
    first = items[index]
    if first.lower in {"the", "a", "an", "u.s.", "un", "u.n.", "eu", "nato"} or first.shape in "HSP":
        return None
    if first.shape == "A" and index + 1 < len(items) and items[index + 1].shape == "P":
        return None
    if index and items[index - 1].shape == "N" and items[index - 1].end + 1 == first.start:
        return None
    best = None
    at = index
    while at < len(items) and at < index + _MOST_WORDS:
        item = items[at]
        capital = text.source[item.start].isupper()
        if not capital and item.lower not in NAME_LINKS and item.shape != "P":
            break
        if item.lower == "and" and at + 1 < len(items) and items[at + 1].lower == "the":
            break  # "A and the B Front" are two
        if item.shape == "H" or item.lower.startswith(("secretary", "minister", "president")):
            break
        if capital and at > index and _ends_name(item.lower):
            best = at + 1
        at += 1
    return _with_home(row, best, text) if best is not None else None


def _with_home(row: Row, end: int, text: Text) -> int:
    """The end of a name that goes on with where the group is at home ("Liberation Front of the Hills")."""
    items = row.items
    if end >= len(items) or items[end].lower != "of":
        return end
    at = end + 1 + (end + 1 < len(items) and items[end + 1].lower == "the")
    first = at
    while at < len(items) and at < first + 3 and items[at].shape in "NALx" and text.source[items[at].start].isupper():
        at += 1
    return at if at > first else end


def without_by_words(groups: Sequence[Mention], names: Sequence[Mention], text: Text) -> list[Mention]:
    """The groups without those that only tell of a listed one by what it is: where the text names the Free Ruritania
    Movement, "Ruritania rebels" are rebels, and no group of their own; nor are "Ruritanian rebels".
    """
    armed = [m for m in names if m.key and m.kind == "armed-group"]
    listed = {word for m in armed for word in str(m.actor).lower().split()}
    at_home = {m.country for m in armed if m.country}
    starts = {m.start for m in names if m.key and m.kind in GROUP_KINDS}
    own = [g for g in groups if g.key or not (g.rule == "group-of-a-nation" and _named_behind(g, starts, text))]
    return [g for g in own if g.key or not _is_by_words(g, text.source[g.start : g.end], listed, at_home)]


_TO_ITS_NAME = re.compile(r"(?: (?:coalition|alliance|party|group|movement|bloc|front))?(?:, | )(?:the )?")


def _named_behind(group: Mention, starts: set[int], text: Text) -> bool:
    """Whether a group's own name follows: "Ruritania's main opposition coalition, the X"."""
    match = _TO_ITS_NAME.match(text.source, group.end)
    return match is not None and match.end() in starts


def _is_by_words(group: Mention, words: str, listed: set[str], at_home: set[str]) -> bool:
    """Whether the words of a group are those for a listed one: its country or a word of its name, and "rebels"."""
    first, _, noun = words.lower().partition(" ")
    if noun in GROUP_NOUNS and first in listed:
        return True
    return group.rule == "group-of-a-nation" and group.kind == "armed-group" and group.country in at_home
