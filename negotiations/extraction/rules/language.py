"""The language in which rules are written, and how they are compiled.

A rule is matched against a *marked* sentence: lower-case words with one space between them, every phrase that names an
actor replaced by ``@`` and a name ("@a , in turn , insists that @b must leave ."), quotation marks as ``"``, the possessive
as its own word (``'s``). So no rule can name an actor. Repetition is bounded everywhere, so that matching stays linear.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from negotiations.extraction.rules.dates import A_WEEKDAY

_TALK_NOUN = (
    r"(?:peace talks|talks|negotiations?|discussions|dialog(?:ue)?|consultations|summit|meetings?|conference|peace process|"
    r"contacts|mediation|round|deliberations)"
)
# One of these stands in whatever that noun matches: triggers for rules that cannot do without it.
TALK_STEMS = (
    "talks", "negotiation", "discussions", "dialog", "consultations", "summit", "meeting", "conference", "peace process",
    "contacts", "mediation", "round", "deliberations",
)  # fmt: skip
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
# A list of actors, "a", "a and b", "a , b and c". It ends with the name behind its "and", so that it never swallows
# the subject of the next clause ("by @a , and @b hosted them", "by @a , @b said").
_DET = (
    r"(?: with)?(?: an? (?:alliance|coalition|grouping) of)?(?: the| its| both| of| his| her)?"
    r"(?: (?:more than |at least |about |some |nearly )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|various|most))?"
    r"(?: (?:ruling|majority|minority|opposition|marxist|left-wing|right-wing|rebel|leftist|rightist|communist|islamist|maoist|muslim|armed|rival|"
    r"separatist|militant|striking|exiled|main|former|fellow|neighbou?ring|northern|southern|eastern|western|radical|moderate|"
    r"ethnic|regional|allied|smaller|breakaway|autonomous|self-declared)){0,2}(?: (?:group|party|movement|bloc|militia|faction|alliance|coalition|"
    r"organi[sz]ation)| (?:groups|factions|movements|parties|militias) ,(?: the)?| (?:region|province|republic|territory|enclave) of)?"
)
_MORE = (
    rf"(?: ,{_DET} @\w+){{1,7}}(?: ,)? (?:and|or){_DET} @\w+|(?: and| or){_DET} @\w+(?: and{_DET} @\w+)?"
)
_AS_WELL = rf"(?: ,)? as well as{_DET} @\w+"
_BESIDE = rf"(?: ,)? (?:along with|together with|in tandem with|jointly with){_DET} @\w+(?: and{_DET} @\w+)?(?: ,(?= \w))?"
_WEEKDAY = A_WEEKDAY.lower()
_DAY_WORD = (
    rf"(?:on |late |early )?(?:{_WEEKDAY}|today|yesterday|tomorrow)"
    r"(?: (?:morning|afternoon|evening|night))?"
)
# What may stand between a subject and its verb: "which …," and the like between commas, then helping verbs, adverbs, a day.
_INSERTION = r"(?: [,—–(-] (?:(?![,—–)])\S+ ){1,16}?[,—–)-])?"
_HELPERS = (
    r"(?: (?:have|has|had|will|would|are|is|was|were|be|been|to|due|set|expected|scheduled|also|again|both|all|formally|finally|reportedly|later|"
    r"now|then|jointly|briefly|separately|recently|already|each|this week|last week|"
    + _DAY_WORD
    + r")){0,5}"
)
# Those between whom the talks are; "both sides" stands as "@pair" and a number.
_SIDES = (
    r"(?:@pair\w*|(?:the |both |two |rival |warring |opposing |conflicting |their ){0,3}"
    r"(?:sides|parties|leaders|foes|rivals|neighbou?rs|delegations|governments|factions|belligerents)|"
    r"@\w+ and (?:the )?@\w+)"
)
# What may stand between a noun for talks and its verb: who talks, where, on what, since when; no clause of another subject.
_REST = (
    r"(?: (?!(?:said|says|told|but|while|because|if|when|unless|although|though|whether|and then|so that|as they|as the|as fighting|as violence|as clashes|after they|before they|since they|hours after|days after) )"
    r"[\w@,'()-]+){0,22}?"
)
MACROS = {
    "AS": rf"@\w+(?:{_MORE})?(?:{_AS_WELL})?",
    "BESIDE": rf"(?:{_BESIDE})?",
    "A": r"@\w+",
    "TALKS": r"(?:[\w-]+ ){0,4}?" + _TALK_NOUN,
    "TALK": _TALK_NOUN,
    "PLAN": _PLAN_NOUN,
    "DEAL": _DEAL_NOUN,
    "ADV": r"(?:" + _ADVERB + r" ){0,2}",
    "W": r"(?:[\w'-]+(?:,\d+)* )",
    "N": r"(?:(?!(?:" + _NO_NOUN + r") )[\w@'-]+(?:,\d+)* )",
    "DET": r"(?:(?:the|a|an|its|their|his|her|any|another|some|this|that|these|those|new|all) )",
    "UNOWNED": r"(?<!its )(?<!their )(?<!his )(?<!her )(?<!our )",
    "BE": r"(?:is|are|was|were|be|been|being)",
    "ON": rf"(?: {_DAY_WORD})?",
    "REST": _REST,
    "SIDES": _SIDES,
    "WEEKDAY": _WEEKDAY,
    "THEN": _INSERTION + _HELPERS,
}
_MACRO = re.compile("%(" + "|".join(MACROS) + ")%")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of language.

    ``value`` is what a match means (a role, a stance, an outcome …); ``pattern`` a regular expression over marked text, with
    ``%NAME%`` for a macro; ``triggers`` the words of which one must occur for the rule to be tried at all: the rarest that every
    match holds. ``examples`` are marked sentences that it must match, ``counters`` such that it must not. ``holder`` says whose
    a stance is: the "subject" of its verb, the "source" of the words, the "owner" of what is spoken of, the "agent" of a passive,
    group ``h``, whose "noun" it is, group ``h`` as well, the speaker's "own" ("its demand"), or both "sides" at the table. ``asks`` says what else must be
    so of those whom it speaks of, in words that the family explains.
    """

    name: str
    value: str
    pattern: str
    triggers: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]
    confidence: float = 0.8
    holder: str = "subject"
    asks: tuple[str, ...] = ()
    _compiled: re.Pattern[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return self._compiled or self.compile()

    def compile(self) -> re.Pattern[str]:
        """Compile the pattern, which is asked for hundreds of times in a text: kept nearer than in the cache."""
        compiled = compile_pattern(self.pattern)
        object.__setattr__(self, "_compiled", compiled)
        return compiled


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with its macros filled in, bounded to whole words at both ends."""
    filled = _MACRO.sub(lambda match: MACROS[match.group(1)], pattern)
    return re.compile(r"(?<![\w@-])(?:" + filled + r")(?![\w-])")
