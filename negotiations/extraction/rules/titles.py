"""The words of which offices are made, and the words that tell a name from other capitals. All in lower case."""

from negotiations.extraction.rules.dates import DAYS_OF_THE_WEEK

# A person may be called by these; the last of them in an office is its head.
TITLE_HEADS = frozenset(
    """
    president premier minister chancellor secretary secretary-general ambassador envoy representative spokesman
    spokeswoman spokesperson negotiator mediator facilitator director chief head leader commander king queen
    emir sultan prince princess pope ayatollah coordinator commissioner adviser advisor chairman chairwoman
    chairperson chair speaker governor senator congressman congresswoman congressperson mayor diplomat official
    counterpart premier-designate president-elect deputy undersecretary prosecutor inspector marshal patriarch
    archbishop cardinal bishop lawmaker legislator parliamentarian delegate aide attorney general colonel major
    captain lieutenant brigadier admiral vice-president taoiseach statesman strongman warlord founder member
    judge justice rapporteur intermediary go-between observer consul chargé administrator counsellor counselor
    mp foreign-minister co-chair co-leader dictator emperor monarch ruler co-founder executive journalist
    reporter analyst professor scholar expert activist lawyer
    """.split()
)
# Those of them that people bear who speak for nobody's side; with these a name is a person, but stands for no actor.
BYSTANDER_HEADS = frozenset(
    """
    journalist reporter analyst professor scholar expert activist lawyer judge justice
    """.split()
)
# One name alone may follow these ("President Smith"); behind others it takes two to be sure of a person.
CALLED_BY = frozenset(
    "president premier minister chancellor secretary secretary-general ambassador king queen emir sultan prince princess general colonel major captain "
    "gen. col. maj. capt. adm. sen. rep. gov. amb. lt. brig. brigadier admiral marshal senator governor ayatollah pope archbishop cardinal leader vice-president".split()
)
# Offices that are held for a state when nothing else is said.
STATE_HEADS = frozenset({"premier", "minister", "foreign-minister", "taoiseach"})
# What stands before such a head: what the office is for and how high it is.
TITLE_MODIFIERS = frozenset(
    """
    prime foreign defense defence interior finance justice energy trade transport information health culture
    education agriculture home security intelligence national political military army navy air force police
    chief top senior deputy vice first second under assistant associate acting interim caretaker outgoing
    incoming former ex late then current new longtime veteran special personal permanent joint high lead leading
    head nuclear peace technical economic economy environment oil petroleum water labor labour rebel opposition
    guerrilla insurgent separatist militant militia tribal religious spiritual supreme crown cabinet party
    parliamentary parliament house senate state federal regional provincial presidential government ruling press
    media chief-of-staff public affairs ministry department office humanitarian relief emergency human rights
    policy middle east general executive managing founding principal crown main senior-level high-ranking
    ranking key strategic development commerce planning exiled self-styled retired ex-vice ex-president ex-prime
    ex-foreign external internal unification reconciliation communications tourism industry investment law legal
    climate counter-terrorism counterterrorism negotiations diplomatic u.n. un european central weapons arms
    cease-fire ceasefire hostage trilateral
    """.split()
)
FORMER = frozenset(
    {"former", "ex", "ex-president", "ex-vice", "ex-prime", "ex-foreign", "late", "retired", "onetime", "then"}
)
# Forms of address before a name; no office by themselves.
HONORIFICS = frozenset(
    """
    mr mr. mrs mrs. ms ms. mx dr dr. sheikh sheik shaikh sir dame lord lady mullah maulana imam sayyid hajj
    hadji haji hojatoleslam comrade don
    """.split()
)
RANKS = frozenset(
    """
    gen. lt. col. maj. capt. adm. brig. sgt. cmdr. sen. rep. gov. amb. rev. fr. prof. hon. pres. st.
    """.split()
)
# Small words inside a name.
PARTICLES = frozenset(
    """
    bin ben ibn bint al el ul ad de del della der den di da dos das du la le van von abu abd ould san y zu zum
    ter ten mac st
    """.split()
)
# Capitals that begin no person's name: what a sentence may begin with, and what programmes, bodies and places are named by.
NO_NAMES = DAYS_OF_THE_WEEK | frozenset(
    """
    the a an in on at by for from to of with without and but or nor so yet if as when while where since after
    before although though because until unless during despite amid among about above across against under over
    between both either neither not no all some many most few several each every another other others such same
    this that these those there here he she it they we i you his her its their our my your who what which whose
    why how then now today yesterday tomorrow meanwhile however moreover also earlier later still even only just
    again once twice first second third last next recently previously officials analysts diplomats sources
    mediators rebels leaders fighting talks negotiations negotiators representatives delegates ministers
    witnesses observers experts reports media january february march april may june july august september october
    november december mon tue wed thu fri sat sun
    north south east west northern southern eastern western central middle upper lower islamic muslim christian
    jewish arab arabs kurdish kurds shiite sunni shia hindu catholic orthodox western asian african europeans
    european americans communist democratic republican republicans democrats liberal conservative labour labor
    security council general assembly state department ministry parliament congress senate house court supreme
    army navy air force forces police guard guards government administration authority agency organization
    organisation commission committee council union league front movement party alliance coalition group
    federation association institute university college school center centre foundation fund bank corporation
    company street avenue road square airport hotel palace castle river lake sea ocean gulf mount mountain
    valley strip bank island islands peninsula desert province region district city town village county nations
    united international national federal royal people peoples human rights world global development program
    programme agreement accord accords treaty protocol protocols plan process summit conference resolution
    declaration charter constitution act war wars revolution crisis day week month year ramadan easter christmas
    eid new old great big according asked speaking one two three four five six seven eight nine ten hundreds
    thousands millions dozens more less than like unlike per via yes well let please thank news times post press
    radio television tv agency online reuters afp ap cnn bbc voa journal herald tribune should would could will
    can must may might do does did is are was were be been being has have had nobel peace prize secret service
    black white red green blue jews muslims christians arabic english palestinian-israeli israeli-palestinian
    """.split()
) - {"may", "march", "april", "june", "august"}
# A name of a state or town before one of these names something else (an airline, a newspaper, a school).
COMPOUND_TAILS = frozenset(
    """
    post times herald tribune daily news radio television tv journal gazette telegraph mail express airlines
    airways air airport university college school institute street road avenue boulevard square hotel hilton
    marriott stadium club fc united cup open marathon olympics games bank exchange zoo opera symphony orchestra
    museum cathedral church mosque temple hospital clinic tower bridge gate station park center centre festival
    biennale review magazine book books records foundation canal
    """.split()
) - {"united", "bank", "center", "centre", "gate", "express", "open", "games", "air"}
# States and towns whose names people bear.
NAMES_OF_PEOPLE = frozenset(
    "jordan israel chad georgia kenya india paris london sydney austin florence vienna sofia victoria berlin washington lima salvador "
    "madison jackson lincoln darwin perth adelaide pale split nice bor francis holland ireland montreal houston dallas".split()
)
