"""Where talks are held: a place behind "in", in a sentence about talks. Datelines are no venues.

A town that no list knows is one where the text calls it so ("the Ruritanian town of X"); where only the country is
named ("talks in Ruritania"), the venue has no name of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from negotiations.extraction.findings import Span
from negotiations.extraction.phrases import Item, Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.unlisted_towns import KINDS_OF_TOWN, width_of_town, width_where_held

_TALK = Rare(
    compile_pattern(
        r"(?:%TALK%|met|meets?|meeting|convened?|gather(?:ed|ing|s)?|delegations?|negotiat\w+|agreement|deal|mediators|round|session|sign(?:ed)?|agreed|host(?:s|ed|ing)?)"
    )
)
_HELD = compile_pattern(
    r"(?:(?:being )?held|hold|met|meets?|meeting|talks|negotiations|discussions|dialogue|summit|round|conference|underway|under way|gathered|convened?|took place|taking place|session|sign(?:ed)?|announce[sd]?|resumed?|opens?|opened|began|begin|ended|concluded|arrived|stay|days|hosted|agreed|negotiat(?:e|ed|ing)|launched|opening|session|delegations)"  # noqa: E501  # a pattern is not broken in its middle
)
_BEING = compile_pattern(r"(?:being|be|are|is|was|were|to|%TALK%|round)")
_OLD = Rare(
    compile_pattern(
        r"(?:last (?:month|year|week)|previous|earlier (?:\w+ )?(?:round|meeting|talks|summit)|last round|first agreement|in (?:19|20)\d\d|since \d{4}|years ago|based in|cabinet meeting|news conference|press conference|party meeting|board|rally|lives in|exile)"  # noqa: E501  # a pattern is not broken in its middle
    )
)
# "A ceasefire in X" is no meeting in X.
_ELSEWHERE = frozenset(
    """ceasefire cease-fire truce war fighting hostages captives pause conflict crisis violence attacks peace
    killed forces troops elections government settlements expansion expansions construction
    building activity homes stop stops visit visits trip stopover rebels soldiers civilians people aid prisons prison
    official officials reporters situation offensive operations hostilities spokesman spokeswoman spokesperson
    settlement office""".split()
)

# From this score on a place is a venue; a country is one without more, but a town of its sentence goes before it.
_ENOUGH = 1.9
_OF_COUNTRY = 2.0
# A town that no list knows counts for less than one that is known.
_UNLISTED = 0.3


@dataclass(frozen=True, slots=True)
class Venue:
    """A place in a sentence, how well it fits as the venue, and its span with the words before it."""

    name: str | None
    country: str | None
    country_key: str | None
    sentence: int
    item: int
    score: float
    span: Span


def find_venues(reading: Reading) -> list[Venue]:
    """All places of the text that can be venues, in order."""
    found = []
    for number, marked in enumerate(reading.marked):
        talk = _TALK.search(marked.string)
        if not talk:
            continue
        places = _places(reading, marked)
        for i, width, name in places:
            if _one_of_two(marked, i, width, places) or _says_where_a_town_lies(marked.items, i + width):
                continue
            score = _score(marked, number, i, width) + (
                0.6 if len({p.refs for _, p in marked.phrases() if p.speaks and p.refs}) > 1 else 0.0
            )
            if reading.lexicon.place(name) is None and score:
                score -= _UNLISTED
            if score >= _ENOUGH:
                span = (marked.items[max(0, i - 1)].start, marked.items[i + width - 1].end)
                known, country, key = _known_place(reading, marked, i, width, name)
                found.append(Venue(known, country, key, number, i, score, span))
        if not found or found[-1].sentence != number:
            found.extend(_countries(reading, marked, number))
    return found


def _known_place(reading: Reading, marked: Marked, i: int, width: int, name: str) -> tuple[str, str | None, str | None]:
    """The name, the country (alpha-2) and its key: from the list of places, else from the words about the town."""
    entry = reading.lexicon.place(name)
    if entry is not None:
        return entry.name, entry.country_iso2, entry.country_key
    items = marked.items
    before = next((items[k].phrase for k in range(i - 1, max(-1, i - 6), -1) if items[k].phrase is not None), None)
    after = items[i + width + 1].phrase if i + width + 1 < len(items) and items[i + width].word == "," else None
    for phrase in (after, before if before is not None and not before.speaks else None):
        state = reading.lexicon.actor(phrase.refs[0].key) if phrase and phrase.refs and phrase.refs[0].key else None
        if state is not None and state.iso2:
            return name, state.iso2, state.key
    return name, None, None


def _countries(reading: Reading, marked: Marked, number: int) -> Iterator[Venue]:
    """The countries in which talks are held by the rules of roles that speak of ground, each as a nameless venue."""
    for rule in marked.rules("roles"):
        for match in rule.regex.finditer(marked.string) if "ground" in rule.asks else ():
            i = marked.item_at(match.start("x" if match["x"] else "y"))
            phrase = marked.items[i].phrase
            if phrase is None or phrase.head or phrase.person or len(phrase.refs) != 1:
                continue
            state = reading.lexicon.actor(phrase.refs[0].key or "")
            if state is None or not state.iso2:
                continue
            span = (marked.items[max(0, i - 1)].start, phrase.end)
            yield Venue(None, state.iso2, state.key, number, i, _OF_COUNTRY, span)


def _one_of_two(marked: Marked, i: int, width: int, places: list[tuple[int, int, str]]) -> bool:
    """ "In X or Y": the text does not say where."""
    items = marked.items
    return any(
        (j == i + width + 1 and items[i + width].word == "or") or (i == j + wide + 1 and items[i - 1].word == "or")
        for j, wide, _ in places
    )


def _says_where_a_town_lies(items: list[Item], after: int) -> bool:
    """Whether "town of" follows at an index: in "the X town of Y" the place is Y."""
    return after + 1 < len(items) and items[after].word in KINDS_OF_TOWN and items[after + 1].word == "of"


def _places(reading: Reading, marked: Marked) -> list[tuple[int, int, str]]:
    """Items that are the name of a place, and "the X capital"."""
    source, items, out = reading.text.source, marked.items, []
    i = 0
    while i < len(items):
        # Only a capital can begin the name of a place.
        for width in (3, 2, 1) if source[items[i].start].isupper() else ():
            if i + width > len(items):
                continue
            words = source[items[i].start : items[i + width - 1].end]
            if reading.lexicon.place(words) is not None:
                out.append((i, width, words))
                i += width - 1
                break
        else:
            wide = width_of_town(source, items, i) or width_where_held(reading, items, i)
            if wide:
                out.append((i, wide, source[items[i].start : items[i + wide - 1].end]))
                i += wide
                continue
            phrase = items[i].phrase
            if phrase is not None and phrase.refs:
                k = i + 2 if _word(items, i + 1) == "'s" else i + 1  # "the X capital", "X's capital"
                capital = _capital(reading, phrase.refs[0].key) if _word(items, k) == "capital" else None
                if capital and not _named_next(reading, items, k + 1):
                    out.append((i, k + 1 - i, capital))
        i += 1
    return out


def _word(items: list[Item], i: int) -> str:
    return items[i].word if i < len(items) else ""


def _named_next(reading: Reading, items: list[Item], i: int) -> bool:
    """ "The X capital, Y": the name that follows is the one to take."""
    if i + 1 >= len(items) or items[i].word not in {",", "of"}:
        return False
    return reading.lexicon.place(reading.text.source[items[i + 1].start : items[i + 1].end]) is not None


def _capital(reading: Reading, key: str | None) -> str | None:
    return (
        next((p.name for p in reading.lexicon.places.values() if p.is_capital and p.country_key == key), None)
        if key
        else None
    )


_AT = frozenset({"in", "at", "near", "outside"})
_GONE = frozenset(
    """returned return travel travelled traveled travelling traveling flew fly came go going went head heading
    headed sent""".split()
)
_FOR_TALKS = compile_pattern("(?:for|to (?:hold|open|attend|join|resume)) (?:%W%){0,5}?%TALK%")
# "X to host talks".
_HOSTING = compile_pattern(
    r"(?:(?:is|was|will|would|to|has|set|due|ready|agreed|offered) ){0,3}host(?:s|ed|ing)?(?: [\w@'-]+){0,6}? %TALK%"
)
# What stands between "in" and a name: "the northern Ruritanian town of X", "the League's headquarters in X".
_ABOUT_A_TOWN = KINDS_OF_TOWN | frozenset(
    """the , of 's northern southern eastern western west bank central coastal border lakeside neutral nearby ski red
    sea regional provincial district island""".split()
)


def _before_place(items: list[Item], i: int) -> int:
    """The index of the preposition before a place, over what describes it."""
    k = i - 1
    while k >= 0 and (
        (items[k].word in _ABOUT_A_TOWN and (items[k].word != "'s" or k < i - 1))  # "X's capital, Y", no "X's Y"
        or (items[k].phrase is not None and k + 1 < i and items[k + 1].word in _ABOUT_A_TOWN - {"the", ",", "of"})
    ):
        k -= 1
    return k


def _met_there(items: list[Item], k: int) -> bool:
    """Whether "officials" at an item are those whom somebody met: "met with senior officials in X"."""
    before = [item.word for item in items[max(0, k - 4) : k]]
    return items[k].word in {"official", "officials"} and "with" in before and bool(_MEETING & set(before))


_OF_A_DISPUTE = frozenset("border dispute conflict crisis war stand-off standoff temple question issue".split())
_MEETING = frozenset({"met", "meets", "meet", "meeting", "meetings", "talks"})


def _score(marked: Marked, number: int, i: int, width: int) -> float:
    """How well the place fits: held in it, talks named after it, near the start of the text."""
    items = marked.items
    k = _before_place(items, i)
    before = items[k].word if k >= 0 else ""
    after = items[i + width].word if i + width < len(items) else ""
    if before == "on" and any(item.word == "island" for item in items[k:i]):
        before = "in" if _HELD.search(" ".join(item.word for item in items[max(0, k - 6) : k])) else ""
    if after in _OF_A_DISPUTE:
        return 0.0  # "progress in the X border dispute"
    signed = any(item.word in {"sign", "signed", "signs"} for item in items[max(0, k - 16) : k])
    if before in _AT and k > 0 and items[k - 1].word in _ELSEWHERE and not (signed or _met_there(items, k - 1)):
        return 0.0
    if (
        k > 0
        and items[k - 1].word == "held"
        and not any(_BEING.fullmatch(item.word) for item in items[max(0, k - 10) : k - 1])
    ):
        return 0.0
    score = 0.0
    if before == "to" and any(item.word in _GONE for item in items[max(0, k - 6) : k]):
        following = " ".join(item.word for item in items[i + width : i + width + 12])
        score = 2.0 if _FOR_TALKS.search(following) else 0.0
    near = " ".join(item.word for item in items[max(0, k - 14) : k + 1])
    if before in _AT:
        score = 1.0 + (1.5 if _HELD.search(near) else 0.0)
        following = " ".join(item.word for item in items[i + width : i + width + 8])
        score += 0.5 if compile_pattern("(?:for|to hold) (?:%W%){0,3}?%TALK%").search(following) else 0.0
        after_comma = " ".join(item.word for item in items[i + width + 1 : i + width + 10])
        if (
            k <= 1
            and after == ","
            and compile_pattern("(?:held|holds|met|meets|hosted|opened|signed)").search(after_comma)
        ):
            score += 1.5
    if compile_pattern(r"%TALK%").match(after) or after in {
        "round",
        "talks",
        "summit",
        "meeting",
        "declaration",
        "agreement",
    }:
        score = max(score, 2.0)
    elif i == 0 and after == ":":
        score = 2.0
    elif _HOSTING.match(" ".join(item.word for item in items[i + width : i + width + 12])):
        score = max(score, 2.0)
    if score and _OLD.search(near):
        score -= 1.0
    return score + (0.4 if score and number < 2 else 0.0) if score > 0 else 0.0
