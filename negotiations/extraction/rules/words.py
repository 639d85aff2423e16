"""Words by their part in a sentence about talks: offices, those who speak for an actor, those who speak for nobody."""

# Nouns for people and bodies that speak for the actor they stand with ("Egyptian officials", "the government of X").
HEADS = frozenset(
    """administration ambassador ambassadors authorities authority cabinet chairman chairwoman chancellor chief chiefs commander
    commanders commissioner coordinator council counterpart counterparts delegate delegates delegation delegations deputy diplomat diplomats
    director emir envoy envoys executive facilitator facilitators fighters forces foreign-minister general generals government governments
    head heads intermediaries intermediary king lawmakers leader leaders leadership leaderships mediator mediators minister ministers ministry
    monarch negotiator negotiators office official officials operatives parliament premier presidency president presidents prince
    co-chair co-chairs co-chairmen co-chairpersons foes opponents regime representative representatives ruler rulers secretary side spokesman spokesmen spokesperson spokeswoman sultan
    team troops army military militia rebels separatists insurgents guerrillas bureau wing movement group faction factions
    lead-negotiator adviser advisor advisers aide aides side sides secretary-general source sources secretariat embassy embassies mission""".split()
)
# Those of them that mean one person (a name may follow) or people without a name.
SINGULAR = frozenset(
    """ambassador chairman chairwoman chancellor chief commander commissioner coordinator delegate deputy diplomat director emir envoy
    facilitator general head king leader mediator minister negotiator official premier president prince representative ruler
    secretary secretary-general spokesman spokesperson spokeswoman sultan adviser advisor aide""".split()
)
ANONYMOUS = frozenset("official officials diplomat diplomats delegate delegates negotiator negotiators aide aides sources source".split())
MEDIATOR_HEADS = frozenset("mediator mediators facilitator facilitators intermediary intermediaries go-between go-betweens".split())
# Words that stand between an actor and such a noun, or before it.
MODIFIERS = frozenset(
    """acting armed chief communist crown defence defense deputy diplomatic economic economy energy exiled ex-president federal finance
    first foreign former full government high high-level high-ranking high-representative hostage humanitarian incoming intelligence
    interim interior internal international joint key panel lead leading military ministry national new nuclear of affairs oil opposition outgoing
    permanent political presidential press prime principal public ranking regional ruling security senior special state supreme top
    trade transitional transport unity unnamed veteran vice visiting visiting islamic islamist insurgent militant rebel separatist
    main five-member cabinet-level two-member negotiating peace leading reconciliation the general house
    elected breakaway self-declared self-proclaimed recognised recognized rival caretaker de facto ousted embattled eastern western northern southern""".split()
)
DETERMINERS = frozenset("the a an one some several two three both many other unnamed another top senior".split())
# Nouns that turn a leading adjective of nationality into a mere description, though they stand where a speaker might.
TITLES = frozenset(
    """mr mr. mrs mrs. ms ms. dr dr. gen gen. general sheikh prince king president premier chancellor minister secretary senator
    ambassador envoy sultan emir colonel col. ayatollah archbishop pope secretary-general chairman commander""".split()
)
PREPOSITIONS = frozenset(
    """about above across after against along amid among around at before behind below beneath beside between beyond by concerning
    despite down during for from in inside into like near of off on onto out outside over past per regarding since through throughout to
    toward towards under until up upon versus via with within without including alongside""".split()
)
AUXILIARIES = frozenset(
    """has have had is are was were be been being will would can could may might must shall should do does did not never no n't cannot
    hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't doesn't don't didn't""".split()
)
ADVERBS = frozenset(
    """also now again still already so far long just yet then later earlier once even both all further today however
    meanwhile instead too nevertheless nonetheless therefore in-turn often always ever finally soon""".split()
)
CONJUNCTIONS = frozenset("and but or while whereas though although as if when that because since after before which who whom whose unless until".split())
PRONOUNS = frozenset("he she it they we i".split())
OWN_VOICE = frozenset("we i our us".split())

# Groups that the text names only by what they are.
GROUP_NOUNS = frozenset(
    """rebels separatists insurgents militants guerrillas opposition militias fighters militiamen protesters gunmen""".split()
)
GROUP_STEMS = frozenset("rebel separatist insurgent militant guerrilla opposition militia protest".split())
GROUP_BODIES = frozenset("group groups party parties movement movements faction factions leaders leadership force forces commanders spokesman spokesmen officials delegates negotiators fighters representatives delegation coalition alliance leader commander spokeswoman foes source sources governor governors chief chiefs lawmakers politicians senators mayors".split())

# Those whose words make no position: they have no seat.
BYSTANDERS = frozenset(
    """analyst analysts expert experts observer observers witness witnesses residents resident commentators critics activists scholars
    scholar professor researcher researchers journalist journalists reporters correspondent people civilians many some think-tank
    academic academics economist economists""".split()
)
