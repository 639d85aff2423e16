"""The language in which rules are written, and how they are compiled.

A rule is matched against a *marked* sentence: lower-case words with one space between them, every phrase that names an
actor replaced by ``@`` and a name ("@a , in turn , insists that @b must leave ."), quotation marks as ``"``, the possessive
as its own word (``'s``). So no rule can name an actor. Repetition is bounded everywhere, so that matching stays linear.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_TALK_NOUN = (
    r"(?:peace talks|talks|negotiations?|discussions|dialogue|consultations|summit|meetings?|conference|peace process|"
    r"contacts|mediation|round|deliberations)"
)
_PLAN_NOUN = (
    r"(?:proposals?|plan|plans|offer|offers|initiative|draft|blueprint|framework|road map|roadmap|text|outline|package|formula|"
    r"resolution)"
)
_DEAL_NOUN = r"(?:agreement|agreements|deal|deals|accord|accords|pact|treaty|protocols?|memorandum|declaration|settlement|understanding)"
_ADVERB = (
    r"(?:also|now|again|still|already|recently|reportedly|repeatedly|formally|officially|publicly|jointly|however|meanwhile|"
    r"later|earlier|then|finally|today|never|long|so far|once again|in principle|instead|further|strongly|firmly|flatly|"
    r"nevertheless|nonetheless|therefore|quickly|effectively|previously|initially|clearly|directly|indirectly|currently|both|all|in turn|as well|\w+ly)"
)
# No word of a group of nouns: what ends one.
_NO_NOUN = r"after|before|for|following|in|at|to|with|during|about|from|as|and|but|on|when|while|if|unless|until|that|which|who|by|ahead|said|says"
MACROS = {
    "AS": r"@\w+(?:(?: ,(?: and| or| as well as)?| and| or| as well as| along with)(?: with)?(?: the| its| both| of)? @\w+){0,8}",
    "A": r"@\w+",
    "TALKS": r"(?:[\w-]+ ){0,4}?" + _TALK_NOUN,
    "TALK": _TALK_NOUN,
    "PLAN": _PLAN_NOUN,
    "DEAL": _DEAL_NOUN,
    "ADV": r"(?:" + _ADVERB + r" ){0,2}",
    "W": r"(?:[\w'-]+ )",
    "N": r"(?:(?!(?:" + _NO_NOUN + r") )[\w@'-]+ )",
    "DET": r"(?:(?:the|a|an|its|their|his|her|any|another|some|this|that|these|those|new|all) )",
    "BE": r"(?:is|are|was|were|be|been|being)",
}
_MACRO = re.compile("%(" + "|".join(MACROS) + ")%")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of language.

    ``value`` is what a match means (a role, a stance, an outcome …); ``pattern`` a regular expression over marked text, with
    ``%NAME%`` for a macro; ``triggers`` the words of which one must occur for the rule to be tried at all: the rarest that every match holds. ``examples`` are marked
    sentences that it must match, ``counters`` such that it must not. ``holder`` says whose a stance is: the "subject" of its
    verb, the "source" of the words, the "owner" of what is spoken of, or the "agent" of a passive, group ``h``.
    """

    name: str
    value: str
    pattern: str
    triggers: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]
    confidence: float = 0.8
    holder: str = "subject"

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compile_pattern(self.pattern)


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with its macros filled in, bounded to whole words at both ends."""
    filled = _MACRO.sub(lambda match: MACROS[match.group(1)], pattern)
    return re.compile(r"(?<![\w@-])(?:" + filled + r")(?![\w-])")
