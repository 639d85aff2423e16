"""Those of whom somebody else tells that they do it: "A accused B of rejecting", "the raid led B to suspend talks"."""

from negotiations.extraction.phrases import Item
from negotiations.extraction.rules import words as w

# "A accused B of rejecting", "A praised B for accepting": B is told to have done it.
_JUDGES = ("accus", "blam", "critici", "condemn", "denounc", "prais", "thank", "commend", "rebuk", "fault", "suspect")
# "X led B to suspend": what comes of it is B's doing. In the past alone: who is to be persuaded has not done it.
DRIVEN = frozenset(
    """led leading prompted prompting forced forcing caused causing drove driving pushed persuaded convinced induced
    compelled spurred obliged moved brought provoked encouraged""".split()  # one expression
)
_NOT_DRIVEN = frozenset("not never n't nothing nobody to would could might may can failed without".split())
_BESIDE = w.DETERMINERS | w.MODIFIERS | {"the", "its", "their", "his", "her"}


def accused(items: list[Item], at: int) -> int | None:
    """The item of the one whom somebody accuses of, or praises for, the doing that begins at item ``at``."""
    if at < 3 or not items[at].word.endswith("ing") or items[at - 1].word not in {"of", "for"}:
        return None
    if items[at - 2].phrase is None or not items[at - 2].phrase.refs:  # type: ignore[union-attr]
        return None
    k = at - 3
    while k > 0 and items[k].word in w.DETERMINERS:
        k -= 1
    return at - 2 if items[k].word.startswith(_JUDGES) else None


def driven(items: list[Item], to: int) -> int | None:
    """The item of the one whom something has led to do what stands behind the "to" at an item; None if nobody was."""
    phrase = items[to - 1].phrase if to > 1 else None
    if phrase is None or not (phrase.speaks or phrase.group):
        return None
    k = to - 2
    while k > 0 and items[k].phrase is None and items[k].word in _BESIDE:
        k -= 1
    if items[k].word not in DRIVEN or any(item.word in _NOT_DRIVEN for item in items[max(0, k - 2) : k]):
        return None
    return to - 1
