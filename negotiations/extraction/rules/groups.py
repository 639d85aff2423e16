"""The words by which a text names groups that no list knows. All in lower case."""

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
