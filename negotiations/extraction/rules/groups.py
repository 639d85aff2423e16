"""The words by which a text names groups that no list knows, in lower case, and the ways in which it introduces them."""

from dataclasses import dataclass

# "Ugandan rebels" are no state: a nationality or region with one of these is a group of its own.
GROUP_NOUNS = {
    "rebels": "armed-group",
    "rebel": "armed-group",
    "separatists": "armed-group",
    "insurgents": "armed-group",
    "guerrillas": "armed-group",
    "guerillas": "armed-group",
    "militants": "armed-group",
    "militiamen": "armed-group",
    "militias": "armed-group",
    "gunmen": "armed-group",
    "mutineers": "armed-group",
    "warlords": "armed-group",
    "secessionists": "armed-group",
    "opposition": "political-body",
    "protesters": "political-body",
    "dissidents": "political-body",
    "junta": "political-body",
}
# Words that may stand between the two.
BETWEEN = frozenset(
    """
    northern southern eastern western armed islamist islamic maoist leftist rightist tuareg muslim kurdish
    ethnic main moderate political tamil exiled communist hutu tutsi royalist anti-government
    """.split()
)
# The last word of a group's own name, and the kind that it tells of.
GROUP_HEADS = {
    "army": "armed-group",
    "armies": "armed-group",
    "brigade": "armed-group",
    "brigades": "armed-group",
    "militia": "armed-group",
    "front": "armed-group",
    "forces": "armed-group",
    "fighters": "armed-group",
    "tigers": "armed-group",
    "movement": "armed-group",
    "guerrillas": "armed-group",
    "party": "political-body",
    "alliance": "political-body",
    "coalition": "political-body",
    "council": "political-body",
    "congress": "political-body",
    "union": "political-body",
    "league": "political-body",
    "committee": "political-body",
    "organization": "political-body",
    "organisation": "political-body",
    "authority": "political-body",
    "assembly": "political-body",
    "group": "political-body",
    "opposition": "political-body",
    "platform": "political-body",
    "parties": "political-body",
    "change": "political-body",
    "justice": "political-body",
    "democracy": "political-body",
    "liberation": "armed-group",
    "resistance": "armed-group",
}
# The kinds of actor that a text may call a group, a movement or rebels.
GROUP_KINDS = frozenset({"armed-group", "political-body"})
# Words in such a name, or right beside it, that say that it is a group in a conflict.
FIGHTING_WORDS = frozenset(
    """
    liberation revolutionary salvation resistance freedom rebel rebels guerrilla guerrillas militant insurgent
    insurgents separatist separatists armed militia faction
    """.split()
)
# People of a group, who are no part of its name.
PEOPLE_OF = frozenset(
    "fighters members leaders representatives officials soldiers troops rebels commanders supporters delegates".split()
)
# Small words inside such a name.
NAME_LINKS = frozenset("of for and the in to & de du des la".split())

# What a text calls a group that no list knows.
KINDS_OF_GROUP = (
    "armed", "rebel", "separatist", "insurgent", "militant", "guerrilla", "secessionist", "opposition", "umbrella", "jihadist",
    "paramilitary", "militia", "pro-government", "dissident", "breakaway", "faction", "group", "movement",
    "alliance", "front", "coalition", "coordination", "congress", "union", "self-declared", "self-proclaimed",
    "self-styled", "autonomous", "semi-autonomous", "rebellious", "renegade", "island", "islands", "enclave", "region",
    "province", "territory",
)  # fmt: skip
ARMED_KINDS = frozenset(
    "armed rebel separatist insurgent militant guerrilla secessionist jihadist paramilitary militia".split()
)
_NAME = (
    r"(?P<name>(?!(?:The|A|An|Mr|President|General|Prime|Foreign|Colonel)\b)[A-Z][\w'’-]*"
    r"(?:(?: (?:and|(?:of|for|in|to)(?: the)?|de|du|des|la))? (?:(?:al|el|as|an|ul)-)?[A-Z][\w'’-]*){0,7})"
)
_LAND = r"(?:islands?|region|province|territory|enclave|republic|state)"
_APART = (
    r"(?:breakaway|separatist|secessionist|secession-minded|rebel|rebellious|renegade|self-declared|self-proclaimed|"
    r"self-styled|(?:semi-)?autonomous|unrecogni[sz]ed)"
)
_KIND = (
    r"(?:armed|rebel|separatist|insurgent|militant|guerrilla|secessionist|opposition|umbrella|jihadist|paramilitary|"
    r"pro-government|dissident|breakaway)"
)
_BODY = r"(?:group|militia|movement|faction|organi[sz]ation|alliance|coalition|front|army|force|outfit|body)"


@dataclass(frozen=True, slots=True)
class ToldRule:
    """How a text introduces a group: ``pattern`` with ``name`` and ``what``; with ``needs_head`` the first or last word of
    the name must be one by which groups are named. ``examples`` are sentences with the name that it must find.
    """

    name: str
    pattern: str
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]
    needs_head: bool = False


GROUPS_TOLD: tuple[ToldRule, ...] = (
    ToldRule(
        "apposition",
        rf"{_NAME}(?: \([^()]{{2,20}}\))?, (?P<what>(?:a|an|the|one of (?:the|several|\w+)) (?:[\w-]+ ){{0,3}}?(?:{_KIND} (?:[\w-]+ ){{0,2}}?{_BODY}s?|militia))\b",
        (("Talks with the Lake Army, a separatist militia, ended.", "Lake Army"), ("HOPLA, an umbrella group of exiles, left.", "HOPLA")),
        ("Anna Berg, a member of the council, left.", "In Strelsau, a town in the north, they met."),
    ),
    ToldRule(
        "head-first",
        r"[Tt]he (?P<what>)(?P<name>(?:Alliance|Front|Movement|Coalition|Coordination|Congress|Union) (?:for|of)(?: the)? [A-Z][\w'’-]+"
        r"(?:(?: (?:of|and|in|for))?(?: the)? [A-Z][\w'’-]+){0,5})\b",
        (("The Alliance for the Renewal of Borduria ruled it out.", "Alliance for the Renewal of Borduria"), ("Men of the Movement for Peace left.", "Movement for Peace")),
        ("The front of the house was painted.", "The Union of 1707 was signed."),
    ),
    ToldRule(
        "called",
        rf"(?P<what>(?:{_KIND} )?(?:group|militia|movement|faction|organi[sz]ation|alliance|coalition)) (?:called|known as|named|calling itself) (?:the )?{_NAME}",
        (("An armed group called the Sons of the Valley signed.", "Sons of the Valley"), ("A faction known as Dawn left.", "Dawn")),
        ("A group called for talks.", "A game called Chess was played."),
    ),
    ToldRule(
        "described",
        rf"(?:[Tt]he|[Aa]) (?P<what>(?:[\w-]+ )?{_KIND} {_BODY}) (?:the )?{_NAME}",
        (("The armed opposition group Dawn of the Hills left.", "Dawn of the Hills"), ("They met the rebel alliance New Dawn.", "New Dawn")),
        ("The rebel group said on Monday that it left.", "The opposition leader Karl Voss spoke."),
    ),
    ToldRule(
        "land-with-leaders",
        rf"(?:leaders?|leadership|authorities|government|president|rulers?|administration|delegation|governor) (?:of|on|from) (?:the|a) "
        rf"(?:[\w-]+ ){{0,2}}?(?P<what>(?:islands?|region|province|territory|enclave)) of {_NAME}",
        (("They met leaders on the island of Zenda.", "Zenda"), ("The authorities of the rebel province of Hentzau agreed.", "Hentzau")),
        ("They met leaders on the island.", "The people of the island of Zenda left."),
    ),
    ToldRule(
        "government-apart",
        rf"[Tt]he (?P<what>(?:autonomous|semi-autonomous|breakaway|secessionist|separatist|rebel|self-declared|self-proclaimed)) "
        rf"(?:government|administration|authorities|leadership|leaders) (?:of|in|on) (?:the )?{_NAME}",
        (("The autonomous government of Zenda agreed.", "Zenda"), ("Talks with the breakaway authorities in Hentzau ended.", "Hentzau")),
        ("The government of Zenda agreed.", "The rebel leaders met in Zenda."),
    ),
    ToldRule(
        "land-apart",
        rf"(?:between|with|and|from|by) (?:the|its|a) (?P<what>{_APART} (?:[\w-]+ )?{_LAND}) of {_NAME}",
        (("Talks with the breakaway province of Hentzau ended.", "Hentzau"), ("Ruritania and the self-declared state of Zenda met.", "Zenda")),
        ("They flew to the breakaway province of Hentzau.", "Talks with the province of Zenda ended."),
    ),
    ToldRule(
        "kind-before",
        rf"(?:[Tt]he|[Aa]) (?P<what>(?:[\w-]+ )?{_KIND}) {_NAME}",
        (("The separatist Union of Northern Valleys left.", "Union of Northern Valleys"), ("the rebel Popular Front", "Popular Front")),
        ("The opposition leader Karl Voss spoke.", "the rebel areas of Borduria"),
        needs_head=True,
    ),
)  # fmt: skip
