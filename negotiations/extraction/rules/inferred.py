"""Rules that are no pattern: what finders conclude from the whole of a text. Each with texts that must and must not
lead to it; Ruritania, Borduria, Syldavia and Graustark are invented states, Strelsau, Szohod, Klow and Edelweiss their
capitals, Ostrand a town of Syldavia, the Red Front an armed group, the League of Ports an organisation, Anna Berg Syldavia's foreign minister and
Karl Voss Ruritania's president.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inferred:
    """One rule by the name that its findings carry. ``finds`` says what a finding of it means.

    ``examples`` are texts, each with what must be found in it: the words of a name, an actor with a seat, the words of a
    claim. ``counters`` are texts in which the rule must find nothing.
    """

    name: str
    finds: str
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]


NAMES = (
    Inferred(
        "name", "an actor by a name of the list",
        (("Ruritania closed the pass.", "Ruritania"), ("The Red Front closed the pass.", "Red Front")),
        ("Ruritanian Airways closed a desk.", "The passage was closed."),
    ),
    Inferred(
        "abbreviation", "an actor by a short form of the list, where the text speaks of it or its country",
        (("Delegates of the LOP met.", "LOP"), ("The LOP called for calm.", "LOP")),
        ("The lop of the ears was noted.", "LOPPED trees lay there."),
    ),
    Inferred(
        "demonym", "an actor by an adjective of nationality",
        (("Ruritanian officials spoke.", "Ruritanian"), ("The Bordurian delegation left.", "Bordurian")),
        ("Ethnic Ruritanians live there.", "Ruritania spoke."),
    ),
    Inferred(
        "metonym", "those who govern, by their seat or capital where it acts",
        (("Strelsau rejected the offer.", "Strelsau"), ("The envoy accused Szohod of delay.", "Szohod")),
        ("The envoys met in Strelsau.", "They flew to Szohod on Monday."),
    ),
    Inferred(
        "place", "the state in which a town lies, in a text that is but a name",
        (("Ostrand", "Ostrand"), ("Talks in Ostrand", "Ostrand")),
        ("They met in Ostrand on Monday.", "Ostrand was quiet on Monday."),
    ),
    Inferred(
        "known-person", "a person by a name of the list",
        (("Anna Berg left the hall.", "Anna Berg"), ("Reporters saw Karl Voss there.", "Karl Voss")),
        ("Anna Bergman left the hall.", "Berger left the hall."),
    ),
    Inferred(
        "office-before", "a person by name, behind the office",
        (("Ruritanian Prime Minister Lena Marek spoke.", "Lena Marek"), ("President Ito Vale of Borduria spoke.", "Ito Vale")),
        ("The prime minister spoke.", "Lena Marek spoke."),
    ),
    Inferred(
        "office-after", "a person by name, before the office",
        (("Lena Marek, the Ruritanian envoy, spoke.", "Lena Marek"), ("Ito Vale, spokesman for Borduria, left.", "Ito Vale")),
        ("Lena Marek, an old friend, spoke.", "The envoy, Lena, spoke."),
    ),
    Inferred(
        "form-of-address", "a person by name, behind a form of address",
        (("Mr. Vale left the hall.", "Vale"), ("They met Sheikh Omar Nuri there.", "Omar Nuri")),
        ("Vale left the hall.", "The sheikh left the hall."),
    ),
    Inferred(
        "owned-name", "a person by name, behind the actor for whom the person stands",
        (("Ruritania's Lena Marek called for calm.", "Lena Marek"), ("Talks with Borduria's Ito Vale went on.", "Ito Vale")),
        ("Ruritania's capital was calm.", "Ruritania's talks went on."),
    ),
    Inferred(
        "later-name", "a person named in full before, by the last name",
        (
            ("Ruritanian envoy Lena Marek arrived. Marek spoke.", "Marek"),
            ("Bordurian Prime Minister Ito Vale spoke. Later Vale left.", "Vale"),
        ),
        ("Marek spoke.", "Ruritanian envoy Lena Marek arrived. Mareks are a family."),
    ),
    Inferred(
        "pronoun", "the one person named in the sentence so far, else in the one before",
        (
            ("Ruritanian envoy Lena Marek arrived. She spoke.", "She"),
            ("Bordurian envoy Ito Vale said he was tired.", "he"),
        ),
        ("She spoke.", "Ruritanian envoy Lena Marek met Bordurian envoy Ito Vale. He was tired."),
    ),
    Inferred(
        "group-of-a-nation", "an armed or political group by its nation",
        (("Ruritanian rebels took the bridge.", "Ruritanian rebels"), ("Bordurian separatists left.", "Bordurian separatists")),
        ("The rebels took the bridge.", "Ruritanian farmers took the bridge."),
    ),
    Inferred(
        "people-as-told", "a people as a side of its own: by its faith or nation, where the text speaks of its leaders or its land",
        (("Talks with ethnic Ruritanians resumed.", "ethnic Ruritanians"), ("The Bordurian Tamils met the press.", "Bordurian Tamils")),
        ("The Ruritanians left the hall.", "The Ruritanian ministers left the hall."),
    ),
    Inferred(
        "faction", "a part of a group, by the short form of the group and a word of its own",
        (("The rebel faction RDM-Dawn left the hall.", "RDM-Dawn"), ("Two groups, the PLV-Unity and the PLV-Valley, left.", "PLV-Unity")),
        ("The RDM-Dawn left the hall.", "Rebels left the UN-Ruritania office."),
    ),
    Inferred(
        "followers", "those who follow somebody who holds no office any more",
        (
            ("The party of former President Ito Vale left the hall.", "party of former President Ito Vale"),
            ("Supporters of ousted President Ito Vale left.", "Supporters of ousted President Ito Vale"),
        ),
        ("The party of President Ito Vale left the hall.", "Supporters of the former club left."),
    ),
    Inferred(
        "group-by-name", "a group that no list knows, by its own name",
        (
            ("The rebel Harbour Liberation Front took the bridge.", "Harbour Liberation Front"),
            ("The Revolutionary Army of the Hills (RAH) took the bridge.", "Revolutionary Army of the Hills"),
        ),
        ("The Harbour Brass Band took the bridge.", "The front of the house was painted."),
    ),
    Inferred(
        "short-form", "a group by the short form that the text gives with its name",
        (
            ("The Harbour Liberation Front (HLF) took the bridge. The HLF left later.", "HLF"),
            ("The Revolutionary Army of the Hills (RAH) fled. Men of the RAH hid.", "RAH"),
        ),
        ("The HLF left.", "The Harbour Liberation Front took the bridge (again)."),
    ),
)

SEATS = (
    Inferred(
        "head-mediator", "mediator: who is called a mediator",
        (
            ("Talks between Ruritania and Borduria resumed. The Syldavian mediator left.", "Syldavia"),
            ("Ruritania and Borduria held talks. Mediators from Syldavia were there.", "Syldavia"),
        ),
        (
            "Talks between Ruritania and Borduria resumed. The Syldavian farmer left.",
            "Talks between Ruritania and Borduria resumed. The mediators left.",
        ),
    ),
    Inferred(
        "head-party", "party: who is called a negotiator, where more speaks for it",
        (
            ("Ruritanian negotiators left the talks. Ruritanian negotiators came back.", "Ruritania"),
            ("Bordurian negotiators left the hall of the talks. Bordurian negotiators came back.", "Borduria"),
        ),
        (
            "Talks between Ruritania and Borduria resumed. Ruritanian negotiators left.",
            "Ruritanian farmers left the talks. Ruritanian farmers came back.",
        ),
    ),
    Inferred(
        "mission", "mediator: those who come in one body to make peace, or whose envoys together meet a group of another land",
        (
            ("A delegation of Syldavia and Graustark flew in to persuade the rebels to hold talks.", "Syldavia"),
            ("Envoys from Syldavia, Graustark and Borduria held talks with the Red Front.", "Graustark"),
        ),
        (
            "A delegation of Syldavia and Graustark flew in for the funeral and the talks.",
            "Envoys from Syldavia and Graustark held talks with the Red Front.",
        ),
    ),
    Inferred(
        "counted-mediators", "mediator: those named together, where mediators are told by their number",
        (
            ("Syldavia and Graustark brought Ruritania and Borduria to the talks. The two mediators left.", "Syldavia"),
            ("Syldavia and Graustark spoke of the talks of Ruritania. The two mediating states left on Monday.", "Graustark"),
        ),
        (
            "Syldavia and Graustark spoke of the talks. The two states wait.",
            "Syldavia spoke of the talks. The three mediators left.",
        ),
    ),
    Inferred(
        "described-mediators", "mediator: churchmen or the mediators of a region, whom the text does not name",
        (
            ("Bishops mediating between Ruritania and the Red Front spoke of progress in the talks.", "Bishops"),
            ("Talks of Ruritania and Borduria went on. West African mediators met both.", "West African mediators"),
        ),
        (
            "The bishops of Ruritania welcomed the talks with Borduria.",
            "Syldavia mediates in the talks of Ruritania and Borduria. African mediators met both.",
        ),
    ),
    Inferred(
        "venue-of-talks", "host: the state that the text names and in whose town the round is held",
        (
            ("Talks between Ruritania and Borduria began in Klow on Monday. Syldavia said nothing.", "Syldavia"),
            ("Ruritania and Borduria held talks in Edelweiss. Graustark welcomed them.", "Graustark"),
        ),
        (
            "Talks between Ruritania and Borduria began in Klow on Monday.",
            "Talks between Ruritania and Borduria began on Monday. Syldavia said nothing.",
        ),
    ),
    Inferred(
        "holds-a-position", "party or stakeholder: who takes a position and has no other seat",
        (
            ("Talks between Ruritania and Borduria resumed. Graustark demanded elections.", "Graustark"),
            ("Talks between Ruritania and Borduria resumed. Syldavia rejected the truce.", "Syldavia"),
        ),
        (
            "Talks between Ruritania and Borduria resumed. Graustark was quiet.",
            "Talks between Ruritania and Borduria resumed. Ruritania demanded elections.",
        ),
    ),
    Inferred(
        "named-together", "party: the two named together most over the dispute, where no words make two parties",
        (
            ("A truce holds for Ruritania and Borduria. The ceasefire is kept by Ruritania and Borduria.", "Borduria"),
            ("The war of Ruritania and the Red Front may end in talks. A ceasefire binds Ruritania and the Red Front.", "Red Front"),
        ),
        (
            "Talks between Ruritania and Borduria resumed.",
            "A truce holds in Ruritania. Borduria grows wheat.",
        ),
    ),
    Inferred(
        "other-side", "party: beside a single party the actor without a seat that the text names most",
        (
            ("Red Front negotiators left the talks. Red Front negotiators came back. Ruritania waited. Ruritania slept.", "Ruritania"),
            ("Ruritanian negotiators left the talks. Ruritanian negotiators ate. Borduria waited. Borduria slept.", "Borduria"),
        ),
        (
            "Talks between Ruritania and Borduria resumed. Graustark waited. Graustark slept.",
            "The talks went on. Graustark waited. Graustark slept.",
        ),
    ),
)

VOICES = (
    Inferred(
        "according-to", "a claim by “according to”",
        (
            ("According to the envoy, the road is open.", "the road is open"),
            ("The road is open, according to the envoy.", "The road is open"),
        ),
        ("The fee varies according to which road one takes.", "They acted in accordance with the rules."),
    ),
    Inferred(
        "in-his-words", "a claim by “as … put it” or “in the words of”",
        (
            ("As the envoy put it, the road is open.", "the road is open"),
            ("In the words of the envoy, the road is open.", "the road is open"),
        ),
        ("As the envoy left, he put it on the table.", "He left in the middle of the talks."),
    ),
    Inferred(
        "passive", "a claim without a named source, or behind “by”, in a passive",
        (
            ("The talks are expected to resume.", "The talks … to resume"),
            ("It was announced that the road was open.", "that the road was open"),
            ("The plan was rejected by the council.", "The plan"),
            ("The group was accused of breaking the truce.", "breaking the truce"),
            ("Asked whether it would come, the group said no word.", "whether it would come"),
        ),
        ("The road was closed by snow.", "The talks are to resume."),
    ),
    Inferred(
        "hearsay", "a claim that nobody is named for: “reportedly”",
        (
            ("The envoy is reportedly in the hills.", "The envoy … is … in the hills"),
            ("The group allegedly hid arms there.", "The group … hid arms there"),
        ),
        ("The envoy is probably in the hills.", "Reportedly."),
    ),
    Inferred(
        "transcript", "what is said behind a name and a colon at the head of a paragraph",
        (("Chair: The road is open again.", "The road is open again"), ("Lena Marek: We shall see about that.", "We shall see about that")),
        ("Photo: The road in spring.", "They asked for one thing: a road."),
    ),
)
