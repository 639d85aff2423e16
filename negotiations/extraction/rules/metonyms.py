"""When the name of a capital or a seat stands for those who govern there. All words in lower case."""

# Verbs of which a government is the subject, in the forms that follow a name directly.
ACTING_VERBS = frozenset(
    """
    says said say has have had will would wants wanted want is was were are must should can could may might does
    did do accuses accused accepts accepted agreed agrees aims announced announces appealed appears argues
    argued asked asks backed backs began believes believed blamed blames blocked broke called calls cancelled
    canceled claimed claims committed condemned condemns confirmed considers considered contends continues
    continued cut decided declared declined declines defended demanded demands denied denies described dismissed
    dispatched downplayed drew dropped ended enjoys ended expects expected expelled expressed extended faces
    faced favors favours feared fears fired finds gave gives halted held hinted holds hopes hoped hosted imposed
    indicated insisted insists invited issued kept keeps knows launched lifted made maintained maintains makes
    mediated needs needed never noted offered offers opposed opposes ordered planned plans pledged praised
    prefers presented pressed promised proposed proposes protested pulled pushed put ratified reacted recalled
    received recognised recognises recognized recognizes refused refuses rejected rejects remains repeated
    reported requested responded restored resumed retaliated sees saw seeks seemed seems sent sends severed
    showed shown signed signals signaled signalled sought stands stated stepped stopped supplied supported
    supports suspected suspects suspended takes thinks threatened threatens told took tried tries turned
    underlined urged urges used uses vetoed viewed views voiced vowed vows waited warned warns welcomed welcomes
    withdrew wished worked worries allegedly also still now reportedly repeatedly already earlier recently
    formally officially quickly later ought cannot won't can't doesn't didn't isn't hasn't wouldn't
    """.split()
)
# What may stand right before a name that is the subject of its sentence or clause.
BEFORE_SUBJECT = frozenset(
    """
    that and but while as if because when since although though where whether than said says unless until so or
    before after , ; : — – - -- " “ ‘ ' ( both which whereas yet meanwhile however
    """.split()
)
# What makes a name the one acted upon or with, where a mere place could not stand.
ACTED_UPON = frozenset(
    """
    by with against urged urges urge urging told tells accused accuses accuse accusing asked asks pressed press
    pressing pressuring pressure blamed blames blaming warned warns warning allow allowed allowing force forced
    forcing helped help let called-on condemned criticised criticized criticising criticizing convince convinced
    persuade persuaded invited thanked supports supported supporting angered angering isolate punish threatened
    threaten threatening isolating provoke provoked antagonize engage engaging recognise recognize
    push pushes pushed pushing lobbied lobbying begged begging ordered ordering encouraged encouraging advised
    advising prodded prodding nudged nudging reminded reminding
    """.split()
)
# "Called on X to": these before "on".
CALLING = frozenset({"call", "calls", "called", "calling", "prevailed", "pressure", "leaned", "leaning"})
# Those who govern, named right behind the seat ("Tripoli regime").
OFFICE_HOLDERS = frozenset(
    "officials spokesman spokeswoman negotiators authorities leaders regime government administration diplomats envoys".split()
)
# "Officials in Tripoli": those who govern there, unless another's or of another kind.
OFFICIALS_IN = frozenset({"officials", "authorities", "government"})
_OTHER_OFFICIALS = frozenset(
    """
    aid relief health election school church hospital airport police security company business industry union party tribal
    religious local city provincial regional foreign western european arab african rebel opposition community rights
    """.split()
)
# Whoever meets these meets them in that town.
_MET_THERE = frozenset({"senior", "top", "with", "to", "met", "meet", "meets", "meeting", "high-level", "and"})
NOT_OF_THE_SEAT = _OTHER_OFFICIALS | _MET_THERE
# "Oslo-brokered": what is done by those who govern there.
DONE_BY = frozenset("-mediated -brokered -led -backed -sponsored -facilitated -supported -proposed -hosted".split())
# Places: what stands before a name that is a town and nothing more.
PLACE_PREPOSITIONS = frozenset(
    """
    in at near from to around outside inside through via into toward towards of for across leaving visited
    visiting visit reached left toured entered over beyond within
    """.split()
)
