"""The words by which a text names a people as a side of its own."""

from dataclasses import dataclass

# Peoples and faiths that are at home in more than one state, or have none of their own, in the singular.
PEOPLES = frozenset(
    """muslim christian hindu sunni shiite shi'ite shia druze maronite kurd kurdish tamil hutu tutsi tuareg basque
    catalan tibetan uighur uyghur karen kachin rohingya hmong mayan mapuche bosniak chechen abkhaz ossetian hazara
    pashtun baloch baluch sikh oromo dinka nuer papuan acehnese madhesi""".split()
)
_PEOPLE = r"(?P<people>[A-Z][\w'’]{3,}?)"
_SIDE = r"(?:leaders?|leadership|politicians|representatives|delegates|delegation|negotiators|parties)"


@dataclass(frozen=True, slots=True)
class PeopleRule:
    """How a text names a people as a side: ``pattern`` with ``name``, ``people`` and the land ``of`` it, if there is one.
    ``examples`` are sentences with the name that it must find.
    """

    name: str
    pattern: str
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]
    of_a_land: bool = False


PEOPLES_TOLD: tuple[PeopleRule, ...] = (
    PeopleRule(
        "ethnic", rf"\b(?P<name>[Ee]thnic(?: |-){_PEOPLE}s?(?: (?:parties|politicians|minority|community))?)\b",
        (("They met ethnic Serbs in the town.", "ethnic Serbs"), ("Talks with ethnic Albanian leaders began.", "ethnic Albanian")),
        ("Ethnic tension rose.", "The ethnic groups met."),
    ),
    PeopleRule(
        "of-a-land", rf"\b(?P<name>(?P<of>[A-Z][a-z]{{3,}}) {_PEOPLE}s)\b",
        (("The Iraqi Kurds want a share.", "Iraqi Kurds"), ("Leaders of the Bosnian Muslims met.", "Bosnian Muslims")),
        ("The Iraqi ministers met.", "Great crowds lived there."),
        of_a_land=True,
    ),
    PeopleRule(
        "community", rf"\b(?P<name>{_PEOPLE} (?:community|minority|majority))\b",
        (("The Tamil minority wants a vote.", "Tamil minority"), ("Leaders of the Muslim community met.", "Muslim community")),
        ("The Mountain community met.", "Muslim leaders met."),
    ),
    PeopleRule(
        "communities", rf"\b(?P<name>{_PEOPLE})(?=(?:, [A-Z]\w+)?,? and [A-Z]\w+ (?:communities|minorities)\b| (?:communities|minorities)\b)",
        (("The Greek and Turkish communities met.", "Greek"), ("Leaders of the Muslim and Christian communities met.", "Muslim")),
        ("The Greek and Turkish governments met.", "Rural communities met."),
    ),
    PeopleRule(
        "with-leaders", rf"\b(?P<name>{_PEOPLE}) {_SIDE}\b",
        (("Talks with Tamil leaders opened.", "Tamil"), ("The Kurdish delegation left.", "Kurdish")),
        ("Party leaders met.", "The Christian name is Karl."),
    ),
)  # fmt: skip
