"""Closed classes of English words, by which a sentence is cut into clauses, and the irregular verbs among the cues."""

from negotiations.extraction.rules.dates import DAYS_OF_THE_WEEK


def words(text: str) -> frozenset[str]:
    """The words of a list that is separated by white space."""
    return frozenset(text.split())


DETERMINERS = words(
    """the a an this these those its their his her our my your any some no every each another both all several
    many most few one two three four five six seven eight nine ten more much other such half"""
)
ARTICLES = words("the a an this these those its their his her our my your")
SUBJECTS = words(
    """he she they we i it you who there he's she's they're we're i'm it's you're that's there's i've we've
    they've i'd"""
)
PREPOSITIONS = words(
    """of in on at by for with from about into over after before between against during through under without
    within among amid toward towards upon across along behind beyond despite except inside near off onto
    outside per since until up versus via like throughout regarding concerning including as than to out
    around following alongside"""
)
AUXILIARIES = words(
    """is are was were be been being am has have had having do does did will would can could may might must
    shall should 's 're 've 'd 'll ’re ’ve ’d ’ll isn't aren't wasn't weren't hasn't haven't hadn't don't
    doesn't didn't won't wouldn't can't cannot couldn't shouldn't mustn't isn’t aren’t wasn’t weren’t hasn’t
    haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t mustn’t he's she's it's
    they're we're i'm you're i've we've they've he’s she’s it’s they’re we’re i’m you’re i’ve we’ve they’ve
    i'd he'd she'd they'd we'd i'll he'll she'll they'll we'll i’d he’d she’d they’d we’d i’ll he’ll she’ll
    they’ll we’ll"""
)
BE = words(
    """is are was were be been being am 're ’re 's isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t he's
    she's it's they're we're i'm"""
)
HAVE = words("has have had having 've ’ve hasn't haven't hadn't hasn’t haven’t hadn’t")
ADVERBS = words(
    """not n't n’t never also now still already again then once just only even ever often always later earlier
    recently soon so long far further first rather too instead meanwhile however therefore thus yet almost
    perhaps maybe sometimes today yesterday tomorrow itself himself herself themselves quite very well both
    all twice seldom once privately publicly anonymously together apparently simply really actually flatly"""
)
NOT_ADVERBS = words(
    """family supply reply ally italy july rally only early daily likely lonely friendly ugly assembly anomaly
    monopoly bully fly rely apply comply imply multiply"""
)
CONJUNCTIONS = words("and or but nor & plus")
SUBORDINATORS = words(
    """that because while although though whereas when whenever where if unless until since after before as
    which who whom whose what how why whether than once lest"""
)
WH = words("whether how why what who where when if which")
TIMES = DAYS_OF_THE_WEEK | words(
    "mon. tues. wed. thurs. fri. sat. sun. today yesterday tonight tomorrow"
)
TIME_UNITS = words(
    """week month year night day morning afternoon evening weekend summer winter spring fall autumn minutes
    hours days weeks months years"""
)
# Verbs that are no cues but open a predicate: by them a subject is told from what follows it.
COMMON_VERBS = words(
    """came went got gave took made had kept held left lost met paid ran sat sent set spent stood won led fell
    grew drew brought built bought became began broke chose drove ate fought flew hit hurt laid lay put rose
    sold shot shut sank slept spoke stole struck swore taught threw wore comes goes gets gives takes makes
    keeps holds leaves loses meets runs sits sends sets stands wins leads falls grows draws brings builds
    becomes begins breaks remains includes follows seems appears continues requires provides helps remained
    died lived moved turned"""
)
_IRREGULAR_VERBS = words(
    """say/said/said tell/told/told think/thought/thought know/knew/known understand/understood/understood
    feel/felt/felt find/found/found see/saw/seen write/wrote/written read/read/read begin/began/begun
    go/went/gone show/showed/shown forecast/forecast/forecast swear/swore/sworn seek/sought/sought
    speak/spoke/spoken hit/hit/hit mean/meant/meant put/put/put make/made/made give/gave/given
    take/took/taken hear/heard/heard hold/held/held bet/bet/bet lead/led/led foresee/foresaw/foreseen
    withdraw/withdrew/withdrawn uphold/upheld/upheld draw/drew/drawn stand/stood/stood lay/laid/laid
    set/set/set choose/chose/chosen forget/forgot/forgotten bring/brought/brought
    rewrite/rewrote/rewritten retell/retold/retold leave/left/left keep/kept/kept become/became/become
    let/let/let win/won/won come/came/come cast/cast/cast fight/fought/fought"""
)
# Irregular verbs: base, past, participle.
IRREGULAR = {base: (past, participle) for base, past, participle in (verb.split("/") for verb in _IRREGULAR_VERBS)}
# Verbs whose last consonant is doubled before -ed and -ing.
DOUBLING = words(
    """admit plan quip slam refer opt rebut blog commit permit submit infer nod tap snub grab chat drop stop
    beg compel rebel"""
)
