"""Several who do it together, told in another way than before their verb: with "with", in a list between commas, before
"who"; and the person whose other name stands there.
"""

from negotiations.extraction.phrases import Item
from negotiations.extraction.rules import words as w

# So far back stands the "with" of a second clause ("with A opposed to a vote and B insisting on one").
_ALONG = 12


def goes_on_along(items: list[Item], k: int) -> bool:
    """Whether a clause that "with" brought in ends before the "and" at k."""
    for i in range(k - 1, max(0, k - _ALONG), -1):
        if items[i].word in {",", ";", "that"}:
            return False
        if items[i].word == "with":
            phrase = next((item.phrase for item in items[i + 1 : i + 4] if item.phrase is not None), None)
            return phrase is not None and (phrase.speaks or bool(phrase.group))
    return False


_AMONG = frozenset({"including", "notably", "namely"})


def named_among(items: list[Item], j: int) -> tuple[int, ...]:
    """The items of those whom the insertion that ends at the comma j names among others without a name: "its allies,
    including A, want"; none where whom they are among is named.
    """
    for k in range(j - 1, max(-1, j - 12), -1):
        if items[k].word == ",":
            named = tuple(n for n in range(k + 1, j) if (p := items[n].phrase) is not None and p.speaks)
            among = items[k + 1].word in _AMONG and k > 0 and items[k - 1].phrase is None
            return named if among or _are_listed(items, k, j, named) else ()
    return ()


# "Two rebel groups, A and B, have refused": those of whom the list says who they are.
_LISTED = frozenset(
    "groups parties factions movements countries states sides neighbours neighbors organizations".split()
)


def _are_listed(items: list[Item], k: int, j: int, named: tuple[int, ...]) -> bool:
    """Whether nothing but two names and more stand between the commas at k and j, behind a noun for several."""
    if len(named) < len("AB") or items[k - 1].word not in _LISTED:
        return False
    return all(n in named or items[n].word in {"and", "the", ",", "both"} for n in range(k + 1, j))


# Helping verbs of several: "A and B, who have refused".
PLURAL = frozenset({"have", "are", "were", "do"})


def both_before(items: list[Item], k: int) -> tuple[int, ...]:
    """The phrase at k with the one that "and" ties to it ("with A and B")."""
    at = k - 2 if k > 1 and items[k - 1].word == "the" else k - 1
    other = items[at - 1].phrase if at > 0 and items[at].word == "and" else None
    return (at - 1, k) if other is not None and other.speaks else (k,)


def in_apposition(items: list[Item], k: int) -> int | None:
    """The person of whom the phrase at k is but another name ("A's chief , a man known as B , who wants")."""
    for i in range(k - 1, max(1, k - 10), -1):
        before = items[i - 1].phrase
        if items[i].word == "," and before is not None:
            return i - 1 if before.person and before.refs else None
        if items[i].phrase is not None or items[i].word in w.CONJUNCTIONS:
            return None
    return None
