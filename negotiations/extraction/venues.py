"""Where talks are held: a place behind "in", in a sentence about talks. Datelines are no venues."""

from dataclasses import dataclass

from negotiations.extraction.findings import Span
from negotiations.extraction.phrases import Item, Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern

_TALK = compile_pattern(
    r"(?:%TALK%|met|meets?|meeting|convened?|gather(?:ed|ing|s)?|delegations?|negotiators|agreement|deal|mediators|round|signed?|host(?:s|ed|ing)?)"
)
_HELD = compile_pattern(
    r"(?:(?:being )?held|hold|met|meets?|meeting|talks|negotiations|discussions|dialogue|summit|round|conference|underway|under way|gathered|convened?|took place|taking place|signed?|announce[sd]?|resumed?|opens?|opened|began|begin|ended|concluded|arrived|stay|days|hosted)"  # noqa: E501  # a pattern is not broken in its middle
)
_BEING = compile_pattern(r"(?:being|be|are|is|was|were|to|%TALK%|round)")
_OLD = compile_pattern(
    r"(?:last (?:month|year|week)|previous|earlier (?:\w+ )?(?:round|meeting|talks|summit)|last round|first agreement|in (?:19|20)\d\d|since \d{4}|years ago|based in|headquarters|cabinet meeting|news conference|press conference|party meeting|board|rally|lives in|exile)"  # noqa: E501  # a pattern is not broken in its middle
)
# "A ceasefire in X" is no meeting in X.
_ELSEWHERE = frozenset(
    """ceasefire cease-fire truce war fighting hostages captives pause conflict crisis violence attacks peace
    killed forces troops elections government rebels soldiers civilians people aid prisons prison official
    officials reporters situation offensive operations hostilities spokesman spokeswoman spokesperson
    settlement office""".split()
)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place in a sentence, how well it fits as the venue, and its span with the words before it."""

    name: str
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
            if _one_of_two(marked, i, width, places):
                continue
            score = _score(marked, number, i, width) + (
                0.6 if len({p.refs for _, p in marked.phrases() if p.speaks and p.refs}) > 1 else 0.0
            )
            entry = reading.lexicon.place(name)
            if score >= 1.9 and entry is not None:
                span = (marked.items[max(0, i - 1)].start, marked.items[i + width - 1].end)
                found.append(Venue(entry.name, entry.country_iso2, entry.country_key, number, i, score, span))
    return found


def _one_of_two(marked: Marked, i: int, width: int, places: list[tuple[int, int, str]]) -> bool:
    """ "In X or Y": the text does not say where."""
    items = marked.items
    return any(
        (j == i + width + 1 and items[i + width].word == "or") or (i == j + wide + 1 and items[i - 1].word == "or")
        for j, wide, _ in places
    )


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
            phrase = items[i].phrase
            if phrase is not None and phrase.refs and i + 1 < len(items) and items[i + 1].word == "capital":
                capital = _capital(reading, phrase.refs[0].key)
                if capital and not _named_next(reading, items, i + 2):
                    out.append((i, 2, capital))
        i += 1
    return out


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


def _score(marked: Marked, number: int, i: int, width: int) -> float:
    """How well the place fits: held in it, talks named after it, near the start of the text."""
    items = marked.items
    k = i - 1
    while (k >= 0 and items[k].word in {"the", ",", "capital", "city", "of", "town"}) or (
        k >= 0 and items[k].phrase is not None and k == i - 2 and items[i - 1].word == "capital"
    ):
        k -= 1
    before = items[k].word if k >= 0 else ""
    after = items[i + width].word if i + width < len(items) else ""
    signed = any(item.word in {"sign", "signed", "signs"} for item in items[max(0, k - 16) : k])
    if before in {"in", "at"} and k > 0 and items[k - 1].word in _ELSEWHERE and not signed:
        return 0.0
    if (
        k > 0
        and items[k - 1].word == "held"
        and not any(_BEING.fullmatch(item.word) for item in items[max(0, k - 10) : k - 1])
    ):
        return 0.0
    score = 0.0
    near = " ".join(item.word for item in items[max(0, k - 14) : k + 1])
    if before in {"in", "at"}:
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
    if score and _OLD.search(near):
        score -= 1.0
    return score + (0.4 if score and number < 2 else 0.0) if score > 0 else 0.0
