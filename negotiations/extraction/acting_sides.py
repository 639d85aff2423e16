"""Who acts without a name in a sentence: "neither side", "all three", "the mediators", "the prime minister".

Read once the seats are known, for stances alone: rules of seats read the words as they stand.
"""

from negotiations.extraction.phrases import Item, Phrase
from negotiations.extraction.rules import words as w
from negotiations.extraction.sides import PAIRS, SIDES, acts, owns_stance, word_at
from negotiations.extraction.voices import Voices

_ONE_OF_THEM = frozenset({"side", "party", "country"})
_OPENERS = _ONE_OF_THEM | {"the", "all", "both", "each", "either", "mediators", "facilitators"}
_WARRING = w.MODIFIERS | {"warring", "negotiating", "rival", "opposing", "conflicting"}
_NUMBERS = frozenset({"three", "four", "five", "six"})
_MEDIATING = frozenset(word for word in w.MEDIATOR_HEADS if word.endswith("s"))
_BETWEEN = frozenset({"two", "three", "international", "regional", "foreign", "main", "other"})
# People and bodies who, once named with their actor, go by their office alone.
_OFFICES = w.SINGULAR | frozenset(
    """delegation negotiators lawmakers cabinet parliament co-chairs leadership coalition ministry junta premier leaders
    officials army military""".split()
)
_LONGEST_OFFICE = 4
_THE_TWO = SIDES | {"countries", "two"}
# What is left of the name of a group or body once it was given in full: "the Front", "the alliance".
_NAME_HEADS = frozenset(
    """front alliance party union league congress council coalition agency commission organization organisation bloc
    association platform platforms assembly authority army forum""".split()  # one expression
)
_BEHIND_THE = _THE_TWO | _WARRING | _NUMBERS | _MEDIATING | _BETWEEN | _OFFICES | _NAME_HEADS


def with_sides(items: list[Item], voices: Voices) -> list[Item]:
    """The items with those who act without a name as phrases, as far as the text tells who they are."""
    found: list[tuple[int, int, Phrase]] = []
    for i in [i for i, item in enumerate(items) if item.word in _OPENERS]:
        # Most words behind "the" are of no side: those are passed over at once.
        if (items[i].word != "the" or word_at(items, i + 1) in _BEHIND_THE) and (not found or i >= found[-1][1]):
            end, phrase = _side_at(items, i, voices)
            if phrase is not None:
                found.append((i, end, phrase))
    out, at = [], 0
    for first, end, phrase in found:
        out += [*items[at:first], Item(phrase.start, phrase.end, f"@s{first}", phrase=phrase)]
        at = end
    return [*out, *items[at:]] if found else items


def _side_at(items: list[Item], i: int, voices: Voices) -> tuple[int, Phrase | None]:
    for find in (_pair_at, _all_at, _mediators_at, _office_at, _name_head_at):
        end, kind = find(items, i)
        if kind:
            phrase = Phrase(items[i].start, items[end - 1].end, (), group=kind)
            voices.settle(phrase)
            return (end, phrase) if phrase.refs else (i, None)
    return i, None


def _pair_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """ "The sides", "the two", "both", "neither side", where they act."""
    word, follows, third = items[i].word, word_at(items, i + 1), word_at(items, i + 2)
    if word in {"each", "either"} and follows in _ONE_OF_THEM and acts(items, i + 2):
        return i + 2, "pair"
    if word in _ONE_OF_THEM and word_at(items, i - 1) == "neither" and acts(items, i + 1):
        return i + 1, "pair"  # "neither" stays a word: it negates what follows
    if word == "both" and acts(items, i + 1) and word_at(items, i - 1) in {"", ",", "but", "that"}:
        return i + 1, "pair"
    if word == "the" and follows in _THE_TWO and acts(items, i + 2):
        return i + 2, "pair"
    if word == "the" and follows in _WARRING and third in SIDES and acts(items, i + 3):
        return i + 3, "pair"
    return i, None


def _all_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """ "All three", "all sides", "the three countries", where they act."""
    k = i + 1
    if word_at(items, k) in _NUMBERS:
        k += 1
    if word_at(items, k + 1) in PAIRS and word_at(items, k) not in PAIRS and k > i + 1:
        k += 1  # "the three European countries"
    if word_at(items, k) in PAIRS:
        k += 1
    if items[i].word not in {"all", "the"} or k == i + 1 or not acts(items, k):
        return i, None
    return (k, "all") if items[i].word == "all" or word_at(items, i + 1) in _NUMBERS else (i, None)


def _mediators_at(items: list[Item], i: int) -> tuple[int, str | None]:
    k = i + 1 if items[i].word == "the" else i
    while k < i + _LONGEST_OFFICE and word_at(items, k) in _BETWEEN:
        k += 1
    holds = acts(items, k + 1) or owns_stance(items, k + 1)
    return (k + 1, "mediators") if word_at(items, k) in _MEDIATING and holds else (i, None)


def _office_at(items: list[Item], i: int) -> tuple[int, str | None]:
    if items[i].word != "the":
        return i, None
    k = i + 1
    while k < i + _LONGEST_OFFICE and word_at(items, k) in w.MODIFIERS and word_at(items, k) not in _OFFICES:
        k += 1
    holds = acts(items, k + 1) or owns_stance(items, k + 1)
    return (k + 1, "office") if word_at(items, k) in _OFFICES and holds else (i, None)


def _name_head_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """ "The Front", "the ruling party": by the last word of its name, where it acts."""
    if items[i].word != "the":
        return i, None
    k = i + 1
    while k < i + _LONGEST_OFFICE and word_at(items, k) in _DESCRIBING:
        k += 1
    return (k + 1, "name-head") if word_at(items, k) in _NAME_HEADS and acts(items, k + 1) else (i, None)


_DESCRIBING = frozenset(
    "ruling longtime opposition main rebel armed separatist regional pan-african northern southern".split()
)
