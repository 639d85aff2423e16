"""Sides without a name in a marked sentence: "the rebels", "both sides", "the military council"."""

from collections.abc import Iterable

from negotiations.extraction.phrases import Item, Phrase
from negotiations.extraction.rules import words as w
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.rules.metonyms import ACTING_VERBS
from negotiations.extraction.rules.naming_stances import NOUN_FOLLOWS
from negotiations.extraction.told_subjects import DRIVEN


def with_groups(items: list[Item]) -> list[Item]:
    """Sides without a name ("rebels in the west", "both sides", "the group") as phrases to be resolved later."""
    if not may_hold_group([item.word for item in items]):
        return items
    out: list[Item] = []
    i = 0
    while i < len(items):
        end, group = _group_at(items, i) if items[i].word in _GROUP_OPENERS else (i, None)
        end = _behind_comma(items, end) if group == "unnamed" else end
        owner = items[end].phrase if group == "unnamed" and end < len(items) else None
        if owner is not None and owner.refs and all(ref.kind in GROUP_KINDS for ref in owner.refs):
            owner.start = items[end].start = items[i].start  # "the rebel movement X" is X
            i = end
            continue
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
                head = items[end - 1].word if group == "government" and end > i + 1 else None
                phrase = Phrase(min(items[start].start, items[i].start), items[end - 1].end, (), head=head, group=group)
                phrase.speaks = items[end - 1].word not in _ONLY_STEMS
            out.append(Item(phrase.start, phrase.end, "", phrase=phrase))
            i = end
            continue
        out.append(items[i])
        i += 1
    return out


def _behind_comma(items: list[Item], end: int) -> int:
    """The index of the name that says between commas which group it is ("the coalition, X, …"), else ``end``."""
    k = end + 1 + (word_at(items, end + 1) == "the")
    apposed = (
        word_at(items, end) == "," and word_at(items, k + 1) == "," and word_at(items, k + 2) not in {"", "and", "or"}
    )
    name = items[k].phrase if apposed and k < len(items) else None
    return k if name is not None and name.refs and all(ref.kind in GROUP_KINDS for ref in name.refs) else end


SIDES = frozenset({"sides", "parties", "rivals", "factions", "delegations", "foes"})
PAIRS = frozenset(
    """sides parties partners participants countries nations leaders neighbors neighbours delegations governments rivals
    states presidents koreas sudans congos powers""".split()
)
_WARRING = w.MODIFIERS | {"warring", "negotiating", "rival"}
_COUNCIL_OPENERS = frozenset({"ruling", "military", "transitional", "interim", "governing", "caretaker"})
_FOR_GOVERNMENT = frozenset(
    """officials official delegates delegate delegation negotiators negotiator representatives representative spokesman
    spokeswoman source sources ministers team side""".split()  # one expression
)
_GROUPS = w.GROUP_STEMS | w.GROUP_NOUNS
# One noun for those who speak for both: "rebel and government delegates".
_SHARED = w.GROUP_STEMS | {"government"}
# "Armed groups" are a side, "armed forces" need not be one; "ethnic Ruritanian parties" are one.
_ARMED_BODIES = frozenset({"groups", "group", "factions", "faction", "movements", "opposition"})
_OF_A_PEOPLE = frozenset("leaders leadership parties party politicians minorities minority delegates".split())
_AFTER_NOUNS = w.PREPOSITIONS | w.CONJUNCTIONS | w.AUXILIARIES
_DESCRIBING = frozenset({"armed", "ethnic"})
# These alone describe what is theirs; behind the others "protest" is what somebody does.
_ONLY_STEMS = w.GROUP_STEMS - w.GROUP_NOUNS
_BEFORE_KIND = frozenset({"a", "an", "any", "strong", "public", "popular", "its", "their", "his", "her", "'s"})
# The words with which a side without a name can begin.
_GROUP_OPENERS = frozenset({"both", "two", "the", "government"}) | _DESCRIBING | _COUNCIL_OPENERS | _GROUPS
_OF_THE_LAND = frozenset({"central", "federal"})
_AFTER_THE = frozenset({"group", "movement", "government", "groups", "movements", "factions"})
_KIND_OF = {"government": "government", "group": "group", "movement": "group"}
# One of these stands in every sentence with such a side.
_OF_GROUPS = (_GROUP_OPENERS - {"the"}) | _AFTER_THE


def may_hold_group(words: Iterable[str]) -> bool:
    """Whether a side without a name can stand among the words."""
    return not _OF_GROUPS.isdisjoint(words)


def word_at(items: list[Item], i: int) -> str:
    """The word at an index, empty for a phrase and beyond the ends."""
    return items[i].word if 0 <= i < len(items) and items[i].phrase is None else ""


def acts(items: list[Item], k: int) -> bool:
    """Whether a verb stands at an index, so that what stands before it acts."""
    word = word_at(items, k)
    if word == "," and word_at(items, k + 1) in {"which", "who"}:
        return True
    return word in w.AUXILIARIES or word in w.ADVERBS or word in ACTING_VERBS or word.endswith("ed")


def owns_stance(items: list[Item], k: int) -> bool:
    """Whether a possessive stands at an index and a noun that holds a stance behind it: "the government 's refusal"."""
    if word_at(items, k) not in {"'s", "'"}:
        return False
    return any(NOUN_FOLLOWS.match(word_at(items, n)) for n in (k + 1, k + 2))


def _group_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """Whether a side without a name stands at item i: the index behind it and what kind it is."""
    word = items[i].word
    if items[i].phrase is not None:
        return i, None
    follows, third = word_at(items, i + 1), word_at(items, i + 2)
    if word in {"both", "two"} and follows in PAIRS:
        return i + 2, "pair"
    if word in {"both", "two"} and third in PAIRS and follows in _WARRING:
        return i + 3, "pair"
    if follows == "and" and third in _SHARED and (shared := _sharing_at(items, i)):
        return i + 1, shared
    if word in _DESCRIBING:
        return _described_at(items, i)
    if word in _GROUPS and follows in w.GROUP_BODIES:
        return i + (3 if third in w.GROUP_BODIES else 2), "unnamed"
    if word in _ONLY_STEMS and word_at(items, i - 1) not in _BEFORE_KIND and NOUN_FOLLOWS.match(follows):
        return i + 1, "unnamed"  # "rebel demands for a share"
    if word == "government" and follows in _FOR_GOVERNMENT:
        return i + 2, "government"
    if word in _COUNCIL_OPENERS:
        return _council_at(items, i)
    if word in w.GROUP_NOUNS and not (word == "opposition" and _is_resistance(items, i)):
        return i + 1, "unnamed"
    if word == "the":
        return _behind_the(items, i)
    return i, None


def _behind_the(items: list[Item], i: int) -> tuple[int, str | None]:
    """ "The central government", "the movement", where nothing more is said of it."""
    follows = word_at(items, i + 1)
    if follows in _OF_THE_LAND and word_at(items, i + 2) == "government" and _stands_alone(items, i + 1):
        return i + 3, "government"
    if follows in _AFTER_THE and _stands_alone(items, i):
        return i + 2, _KIND_OF.get(follows, "groups")
    return i, None


_KINDS_OF_RESISTANCE = frozenset({"strong", "fierce", "stiff", "any", "long-standing", "longstanding"})


def _is_resistance(items: list[Item], i: int) -> bool:
    """Whether "opposition" is what somebody feels, "@a 's opposition to the plan", and nobody who acts."""
    before = {word_at(items, k) for k in range(max(0, i - 3), i)}
    owned = bool(before & {"'s", "'", "its", "their", "his", "her"}) or word_at(items, i - 1) in _KINDS_OF_RESISTANCE
    return word_at(items, i + 1) == "to" and (owned or word_at(items, i + 2) in {"the", "a", "an", "any", "such"})


def _ends_there(items: list[Item], k: int) -> bool:
    """Whether a group of nouns ends before an index: "with the government in", not "with the government forces"."""
    word = word_at(items, k)
    return (k >= len(items) or not word or word in _AFTER_NOUNS or not word[0].isalnum()) and word != "of"


def _stands_alone(items: list[Item], i: int) -> bool:
    """Whether "the group" or "the government" at an index acts, holds a stance, or is the one with whom others talk."""
    third = word_at(items, i + 2)
    k = i + 4 if word_at(items, i + 3) == "the" else i + 3
    joined = third == "and" and word_at(items, k) in w.GROUP_NOUNS and acts(items, k + 1)
    before = word_at(items, i - 1) if word_at(items, i) == "the" else word_at(items, i - 2)
    with_it = word_at(items, i + 1) == "government" and before in {"with", "between"} and _ends_there(items, i + 2)
    led_to = third == "to" and before in DRIVEN
    return joined or led_to or with_it or acts(items, i + 2) or owns_stance(items, i + 2)


def _described_at(items: list[Item], i: int) -> tuple[int, str | None]:
    """ "Armed groups", "ethnic Ruritanian parties"."""
    follows = word_at(items, i + 1)
    if items[i].word == "armed" and follows in _ARMED_BODIES:
        return i + 2, "unnamed"
    if items[i].word == "ethnic" and follows and word_at(items, i + 2) in _OF_A_PEOPLE:
        return i + (4 if word_at(items, i + 3) in w.GROUP_BODIES else 3), "people"
    return i, None


def _sharing_at(items: list[Item], i: int) -> str | None:
    """What the first of two sides is that share a noun: "rebel and government delegates"."""
    first, second, noun = items[i].word, word_at(items, i + 2), word_at(items, i + 3)
    if noun not in w.GROUP_BODIES | _FOR_GOVERNMENT | {"troops"} or (first == "government") == (second == "government"):
        return None
    return "government" if first == "government" else "unnamed" if first in w.GROUP_STEMS else None


def _council_at(items: list[Item], i: int) -> tuple[int, str | None]:
    if word_at(items, i - 1) in {"a", "an", "any"}:
        return i, None  # one that is still to be formed
    for k in (i + 1, i + 2, i + 3):
        if word_at(items, k) in {"council", "junta", "government", "regime", "authorities"}:
            return k + 1, "council"
        if word_at(items, k) not in {"military", "transitional", "sovereign", "council"}:
            break
    return i, None
