"""Families of words by which the finders of names and seats know what they look for, each with a sentence in which any of
its words makes a finding and one in which none does. A word stands where ``{}`` does, with a capital where ``{Word}`` does.
The actors are those of ``inferred``.
"""

from collections.abc import Collection
from dataclasses import dataclass

from negotiations.extraction.rules import groups, metonyms, titles
from negotiations.extraction.rules import words as w


@dataclass(frozen=True, slots=True)
class WordFamily:
    """Words with the rule that they set off: in ``frame`` it must find something, in ``counter`` it must not."""

    name: str
    about: str
    words: Collection[str]
    rule: str
    frame: str
    counter: str

    def example(self, word: str) -> str:
        """The frame with a word of the family in its place."""
        return _filled(self.frame, word)

    def counter_example(self, word: str) -> str:
        """The counter with a word of the family in its place."""
        return _filled(self.counter, word)


def _filled(frame: str, word: str) -> str:
    return frame.replace("{Word}", word.title()).replace("{}", word)


WORD_FAMILIES = (
    WordFamily(
        "offices", "heads of offices that people hold", titles.TITLE_HEADS, "office-before",
        "Ruritanian {} Lena Marek spoke.", "A Ruritanian {} spoke.",
    ),
    WordFamily(
        "ranks-before-names", "short forms of ranks", titles.RANKS, "office-before",
        "{Word} Lena Marek spoke.", "They saw a {} there.",
    ),
    WordFamily(
        "forms-of-address", "words before a name that are no office", titles.HONORIFICS, "form-of-address",
        "{Word} Lena Marek spoke.", "They saw a {} there.",
    ),
    WordFamily(
        "groups-of-a-nation", "what a group of a nation is called", groups.GROUP_NOUNS, "group-of-a-nation",
        "Ruritanian {} took the bridge.", "Tired {} took the bridge.",
    ),
    WordFamily(
        "heads-of-groups", "last words of a group's own name", groups.GROUP_HEADS, "group-by-name",
        "The rebel Harbour Valley {Word} took the bridge.", "The old harbour {} took the bridge.",
    ),
    WordFamily(
        "mediators", "what mediators are called", w.MEDIATOR_HEADS & w.HEADS, "roles/head-mediator",
        "Talks between Ruritania and Borduria resumed. The Syldavian {} left.",
        "Talks between Ruritania and Borduria resumed. Some {} left.",
    ),
    WordFamily(
        "acting-verbs", "verbs of which a government is the subject", metonyms.ACTING_VERBS, "metonym",
        "Strelsau {} it.", "The men in Strelsau {} it.",
    ),
    WordFamily(
        "acted-upon", "words behind which a seat stands for those who govern there", metonyms.ACTED_UPON, "metonym",
        "The envoys {} Strelsau.", "The envoys {} people in Strelsau.",
    ),
    WordFamily(
        "office-holders", "those who govern, named behind their seat", metonyms.OFFICE_HOLDERS, "metonym",
        "Strelsau {} left.", "The {} left Strelsau.",
    ),
)
