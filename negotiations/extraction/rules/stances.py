"""Which words take which stance. The value is a stance of the vocabulary; see language.py for the form."""

from negotiations.extraction.rules.language import Rule

_OWN_ACT = (
    r"(?:sign|accept|abide|respect|honou?r|implement|observe|comply|adhere|return|attend|join|take part|participate|resume|withdraw|"
    r"release|free|stop|halt|end|cease|pull|lift|ease|suspend|freeze|allow|order|hand over|disarm|meet|hold|send|deliver|"
    r"cooperate|negotiate|talk|lay down|support|back|agree|approve|recogni[sz]e|open|reopen|extend|continue|give)"
)

DEMANDS = (
    Rule("maintains-that", "demands", r"(?:maintain|maintains|maintained|reiterate|reiterates|reiterated|repeat|repeats|repeated|stress|stresses|stressed|"
         r"underline|underlines|underlined|keeps to|held to)(?: (?:its|their|his|her|a|the) (?:\w+ )?(?:stance|position|view|demand|line|call|insistence|condition)s?)(?: that| for| on)?",
         ("maintain", "reiterate", "repeat", "stress", "underline", "keeps to", "held to"),
         ("@a has so far maintained its stance that a ceasefire can come only after", "@a repeated its demand for elections"),
         ("@a maintained its lead",), 0.9),
    Rule("position-that", "demands", r"(?P<h>%AS%) 's (?:\w+ )?(?:position|stance|view|line|message) (?:that|is that)", ("position that", "stance that", "view that", "line that", "message that", "position is that", "stance is that", "view is that", "line is that", "message is that"),
         ("emphasizing @a 's position that any plan must ensure security", "@a 's stance is that"), ("@a 's position on the map",), 0.85),
    Rule("demand-of", "demands", r"(?P<h>%AS%) 's (?:\w+ )?(?:demands?|calls?|insistence|requests?|appeal|requirements?|conditions?) (?:for|that|on|to|is|are)", ("'s",),
         ("@a 's demand for a full withdrawal", "@a 's key condition is that @b leave"), ("@a 's demands grew",), 0.75),
    Rule("insists", "demands", r"(?:insist|insists|insisted|insisting)(?: that| on| upon)?", ("insist",),
         ("@a , in turn , insists that @b must leave .", "@a insisted on changes ."), ("the insistent tone of @a",), 0.9),
    Rule("demands", "demands", r"(?:demand|demands|demanded|demanding)(?! for)", ("demand",),
         ("@a demands a permanent ceasefire .", "@a has demanded that @b withdraw ."), ("demand for oil fell",), 0.9),
    Rule("calls-on", "demands", r"(?:call|calls|called|calling) (?:(?:again|once more|also|jointly|anew) )?(?:on|for|upon)(?! (?:comment|help))",
         ("call ", "calls ", "called ", "calling "), ("@a called on @b to join the talks", "@a is calling for a ceasefire"), ("@a called for comment", "@a called @b")),
    Rule("urges", "demands", r"(?:urge|urges|urged|urging)", ("urg",), ("@a urged both sides to resume talks", "@a urges restraint"),
         ("an urgent meeting",)),
    Rule("asks", "demands", r"(?:ask|asks|asked|asking) (?:that|for|(?:%DET%)?(?:%W%){0,2}?@\w+ (?:to|for|not))(?! comment)", ("ask",),
         ("@a is asking @b to do the same", "@a asked for a delay"), ("asked about @b", "@a asked whether")),
    Rule("wants", "demands", r"(?<!for )(?:want|wants|wanted|would like)(?! ads)", ("want", "would like"),
         ("@a said it wanted better terms", "@a wants a buffer zone"), ("for want of trust", "an unwanted guest")),
    Rule("presses", "demands", r"(?:press|presses|pressed|pressing|push|pushes|pushed|pushing|appeal|appeals|appealed|appealing|lobbied) (?:for|to @\w+ (?:to|for)|@\w+ (?:to|for|on))",
         ("press", "push", "appeal", "lobb"), ("@a pressed @b to free the men", "@a is pushing for elections"), ("a press office", "@a pushed back")),
    Rule("seeks", "demands", r"(?:seek|seeks|sought|seeking)(?! to (?:bridge|mediate|broker|narrow|end|prevent|calm|reassure))", ("seek", "sought"),
         ("@a seeks guarantees", "@a has sought an end to sanctions"), ("@a is seeking to bridge gaps",), 0.65),
    Rule("requires", "demands", r"(?:(?:would )?requires?|required|stipulates?|conditioned|set (?:a |as a )?conditions?)(?! by)", ("requir", "stipulat", "condition"),
         ("the plan of @a would require @b to observe a ceasefire", "@a requires guarantees"), ("as required by law",), 0.7),
    Rule("requests", "demands", r"requests? (?:from|by|of) (?P<h>%AS%)", ("request",),
         ("it was extended following a request from the @a".replace("the @a", "@a"), "at the requests of @a and @b"), ("requests from readers",), 0.75),
    Rule("request-from-the", "demands", r"requests? (?:from|by|of) the (?P<h>%AS%)", ("request",),
         ("following a request from the @a", "at the request of the @b"), ("the request of the day",), 0.75),
    Rule("must", "demands", r"(?:must|should|ought to|needs? to|ha(?:s|ve) to)(?: not)?(?! (?:have been|be noted|come as|say|note|admit|remember|add|be said))", ("must", "should", "ought to", "need to", "needs to", "have to", "has to"),
         ("@a said the violence must stop", "@b should accept the plan"), ("it must have been noted".replace("must have been", "must have been"),), 0.75, "source"),
    Rule("important-to", "demands", r"(?:it is|it 's|it was|what is) (?:\w+ )?(?:important|essential|vital|necessary|imperative|crucial|time)(?: \w+){0,3}? (?:to|that|for|are)",
         ("important", "essential", "vital", "necessary", "imperative", "crucial", "time"),
         ("\" it is important to fulfill the agreements", "it is time for @b to stop"), ("an important step",), 0.65, "source"),
    Rule("is-needed", "demands", r"(?:is|are|was|were) (?:\w+ )?(?:needed|required|a must|indispensable|overdue)(?! by law)", ("needed", "required", "a must", "indispens", "overdue"),
         ("@a said a reform was needed", "\" a full withdrawal is required"), ("no key is needed by lawmakers".replace("is needed", "turned"),), 0.6, "source"),
    Rule("let-them", "demands", r"(?:(?:responsibility|obligation|duty) (?:of|for)|up to) @\w+ to", ("responsib", "up to", "oblig", "duty"),
         ("it is up to @b to accept", "the responsibility of @a to act"), ("up to @b thousand",), 0.6, "source"),
)

PROPOSES = (
    Rule("proposes", "proposes", r"(?:propose|proposes|proposed|proposing)(?! (?:by|visit|site|law))", ("propose", "proposing"),
         ("@a proposed a two-day truce", "@a and @b have proposed reopening the offices"), ("a plan proposed by @a", "the proposed visit"), 0.85),
    Rule("puts-forward", "proposes", r"(?:(?:put|puts|putting) (?:forward|forth|on the table)|(?:put|puts) (?:a|its|the|his) %PLAN%|set out|sets out|laid out|floated?|floats|tabled?|unveil(?:s|ed)?)",
         ("put", "set out", "sets out", "laid out", "float", "table", "unveil"), ("@a has put forward a revised proposal", "@a tabled an offer"), ("@a put off the talks",), 0.85),
    Rule("presents-plan", "proposes", r"(?:(?:help|helps|helped|helping) (?:to )?)?(?:present|presents|presented|submit|submits|submitted|deliver|delivered|circulated?|draft(?:ed)?|craft(?:ed)?|drew up|authored|wrote)(?: to %AS%)? (?:(?:%W%){0,4}?%PLAN%|what (?:he|she|it|they|@\w+) (?:describ|call)\w+(?= (?:%W%|@\w+ ){0,6}?%PLAN%))", ("present", "submit", "deliver", "circulat", "draft", "craft", "drew", "author", "wrote"),
         ("@a presents a bridging proposal", "@a submitted to @b a new plan", "@a presented what he described as an @b proposal"), ("@a presented a gift",), 0.85),
    Rule("offers", "proposes", r"(?:offer|offers|offered|offering)(?! (?:no|little|a glimmer|hope|by|to mediate|its condolences))", ("offer",),
         ("@a offered to free prisoners", "@a offers a truce"), ("@a has offered no comment",), 0.75),
    Rule("suggests", "proposes", r"(?:suggest|suggests|suggested) (?!by|the possibility)(?:that|a|an|holding|\w+ing)", ("suggest",),
         ("@a suggested holding talks in May", "@a suggests a pause"), ("analysts say it suggested",), 0.65),
    Rule("ready-to", "proposes", r"(?:ready|prepared|willing|eager|keen) (?:to|for)", ("ready", "prepared", "willing", "eager", "keen"),
         ("@a says it is ready to discuss borders", "@a is willing to talk"), ("the plan is ready .",), 0.7),
    Rule("proposal-of", "proposes", r"(?P<h>%A%) (?:'s )?(?:\w+ )?(?:proposal|offer|initiative) (?:of|for|to|on|under)", ("proposal of", "proposal for", "proposal to", "proposal on", "proposal under", "offer of", "offer for", "offer to", "offer on", "offer under", "initiative of", "initiative for", "initiative to", "initiative on", "initiative under"),
         ("a @a proposal of self-rule", "@a 's peace initiative for the south"), ("the proposal of the day",), 0.7),
    Rule("offer-from", "proposes", r"(?:offer|proposal|plan|initiative) (?:from|by) (?:the )?(?P<h>%A%)(?! ,)", ("offer from", "offer by", "proposal from", "proposal by", "plan from", "plan by", "initiative from", "initiative by"),
         ("@b rejected an offer from the @a to negotiate", "a proposal by @a for a truce"), ("an offer for sale",), 0.65),
    Rule("plan-calls-for", "proposes", r"(?:plan|proposal|offer|initiative) (?:of @\w+ )?(?:calls for|includes|envisages|provides for|foresees|would see|entails)", ("calls for", "includes", "envisages", "provides for", "foresees", "would see", "entails"),
         ("the plan calls for @a to free 500 men", "the proposal of @a envisages a truce"), ("the plan was late",), 0.6, "owner"),
)

ACCEPTS = (
    Rule("deal-that-they-reached", "accepts", r"%DEAL% (?:that|which) (?:the )?(?P<h>%AS%) (?:(?:have|has|had) )?(?:reached|struck|signed|concluded)", ("reached", "struck", "signed", "concluded"),
         ("the ceasefire agreement that @a and @b reached in a town", "the deal which @a and the @b have signed"), ("the town that @a reached",), 0.8),
    Rule("ready-to-act", "accepts", r"(?:ready|prepared|willing) to (?:%ADV%)(?:sign|accept|abide|respect|honou?r|implement|observe|comply|stop|halt|cease|attend|join|resume|return)", ("ready", "prepared", "willing"),
         ("@a had said it was prepared to sign the agreement", "@a is ready to accept"), ("@a is ready to fight",), 0.8),
    Rule("agrees", "accepts", r"(?:agree|agrees|agreed|agreeing)(?: not)? (?:to|on|that|with|upon|in principle|an?|the)", ("agree ", "agrees ", "agreed ", "agreeing "),
         ("@a and @b have agreed to hold talks", "@a agreed on a truce"), ("the agreement with @a", "as agreed ."), 0.85),
    Rule("accepts", "accepts", r"(?:accept|accepts|accepted|accepting)(?! by)", ("accept",),
         ("@a says that it accepts the proposal", "@a has accepted the plan"), ("an acceptable text", "accepted by nobody"), 0.9),
    Rule("approves", "accepts", r"(?:approve|approves|approved|ratif(?:y|ies|ied)|adopts?|adopted)(?! by)", ("approv", "ratif", "adopt"),
         ("@a has approved a plan to release prisoners", "@a ratified the deal"), ("approved by nobody",), 0.85),
    Rule("signs", "accepts", r"(?:sign|signs|signed|signing|initialled|concluded?|reached|struck) (?:%W%){0,5}?%DEAL%", ("sign", "initial", "conclu", "reach", "struck"),
         ("@a and @b signed a maritime border agreement", "@a and @b reached a deal"), ("a sign of hope",), 0.8),
    Rule("commits", "accepts", r"(?:commit|commits|committed|committing)(?: (?:itself|themselves|himself))? to|(?:pledge|pledges|pledged|promise|promises|promised|vowed|vows|undertook|undertakes) (?:to|that|not)",
         ("commit", "pledg", "promis", "vow", "under"), ("@a pledged to free the captives", "@a committed itself to a truce"), ("committed by rebels",), 0.75),
    Rule("gives-assurances", "accepts", r"(?:give|gives|gave|given|giving) (?:\w+ )?(?:assurances?|guarantees?|undertakings?)", ("assurance", "guarantee", "undertaking"),
         ("@a has given assurances that no group", "@a gave written guarantees"), ("reassurances given",), 0.75),
    Rule("will-act", "accepts", r"(?:will|would) (?:%ADV%)" + _OWN_ACT, ("will", "would"),
         ("@a says it will order troops to end attacks", "@a will also withdraw to its positions"), ("@a will not sign", "it would be wrong"), 0.65),
    Rule("declares-truce", "accepts", r"(?:declare[sd]?|announce[sd]?|ordered|extend(?:s|ed|ing)?|renew(?:s|ed)|observ(?:e|es|ed|ing)) (?:%W%){0,4}?(?:ceasefire|cease-fire|truce|pause|cessation|moratorium|deadline)(?! (?:talks|proposal|plan|had|has))", ("declare", "announce", "ordered", "extend", "renew", "observ"),
         ("@a declared a temporary cease-fire", "@a is extending the truce for another week"), ("@a announced a price rise",), 0.7),
    Rule("abides", "accepts", r"(?:abide|abides|abided|abiding|complied|complies|comply|adhere|adheres|adhered) (?:by|with|to)", ("abid", "compl", "adher"),
         ("@a will abide by the truce", "@a adheres to the deal"), ("a law-abiding man",), 0.7),
)

SUPPORTS = (
    Rule("votes-in-support", "supports", r"(?:adopts?|adopted|approved|approves|passed|passes|voted for|issued) (?:%W%){0,5}?in (?:support|favou?r) of", ("in support of", "in favo"),
         ("the @a on 10 june adopted resolution 12 in support of the plan", "@a passed a motion in favour of talks"), ("@a adopted the plan",), 0.85),
    Rule("upholds", "supports", r"(?:pledge|pledges|pledged|vowed|promised|committed) (?:\w+ )?to (?:uphold|support|supporting|preserve|continue|backing|upholding)", ("pledge", "vowed", "promised", "committed"),
         ("@a pledged to uphold the spirit of the summit", "@a promised to support the truce"), ("pledged to fight",), 0.75),
    Rule("expresses-support", "supports", r"(?:express|expresses|expressed|voiced?|declared?|sent (?:a )?letters? of|offered|reiterat(?:es|ed)|reaffirm(?:s|ed)|pledge[sd]?|promise[sd]?) (?:[@\w'-]+ ){0,4}?(?:support|backing) (?:for|to|of|via|behind)|(?:express|expresses|expressed|voiced|declared) (?:\w+ ){0,3}?(?:support|backing)|sent (?:a )?letters? of support", ("support", "backing"),
         ("@a expressed its support", "@a voiced strong backing"), ("support fell",), 0.8),
    Rule("welcomes", "supports", r"(?:welcome|welcomes|welcomed|welcoming|hail|hails|hailed|praise|praises|praised|applaud|applauds|applauded|commended)(?! (?:guest|party))", ("welcom", "hail", "prais", "applaud", "commend"),
         ("@a welcomes the resolution", "@a praised the plan"), ("a warm welcomed-in guest".replace("welcomed-in", "un-welcomed"),), 0.8),
    Rule("supports", "supports", r"(?:support|supports|supported|back|backs|backed|endorse|endorses|endorsed|favou?rs|favou?red)(?! (?:by|to|from|for|in|at|on|away|down|into|of|home))", ("support", "back", "endors", "favo"),
         ("@a backs the plan", "@a supported the peace process"), ("fighters backed by @a", "@a came back to the table"), 0.75),
    Rule("hopes", "supports", r"(?:(?:hope|hopes|hoped|is hopeful|are hopeful)(?: (?:to|that|for|the|they|it|talks))|in (?:the )?hopes? of|hoping (?:to|for|that))", ("hop",),
         ("both sides say they hope to reach agreement", "@a hopes that talks resume"), ("a glimmer of hope .",), 0.65),
    Rule("works-for", "supports", r"(?:working|work|works|worked|striving) (?:[\w-]+ ){0,8}?(?:to|towards?|for) (?:try to )?(?:(?:get|reach|secure|achieve|find|make|see) )?(?:an? |the )?(?:\w+ )?(?:agreement|deal|settlement|peace|ceasefire|cease-fire|truce|solution)(?! (?:talks|process))", ("work", "striving"),
         ("\" we will be working as hard as we can to try to get an agreement", "@a is working towards a settlement"), ("at work in the town",), 0.65),
)

OPEN = (
    Rule("open-to", "open", r"(?:open|amenable) (?:to|for)|(?:keeps?|kept|leaves?|left|keep) (?:%W%){0,4}?open", ("open", "amenable"),
         ("@a is open to talks", "they keep channels open"), ("@a opened fire", "the reopening"), 0.75),
    Rule("considers", "open", r"(?:is considering|are considering|was considering|would consider|will consider|may consider|considering|studying|"
         r"(?:is|are|was|were|will be) (?:\w+ )?(?:reviewing|analy[sz]ing|weighing|examining)|will study|would study|(?:will|would) (?:review|examine) (?:the|its|their|a) %PLAN%)",
         ("consider", "study", "review", "analy", "weigh", "examin"), ("@a would consider imposing sanctions", "@a is studying the proposal"),
         ("a considerable step",), 0.75),
    Rule("not-ruled-out", "open", r"(?:not|n't|never) (?:rule|ruled|ruling) out", ("rule out", "ruled out", "ruling out"),
         ("@a did not rule out new talks", "@a has not ruled out a deal"), ("@a ruled out talks",), 0.75),
    Rule("may-act", "open", r"(?:may|might|could) (?:%ADV%)(?:agree|accept|sign|join|resume|attend|consider|meet|lift|release|free|withdraw)(?! have)", ("may ", "might ", "could "),
         ("@a said it may accept the plan", "@a could lift sanctions"), ("in may it accepted",), 0.6),
    Rule("partly-workable", "open", r"(?:some|many|most|part|parts|several) of (?:the|its|their) (?:changes|amendments|demands|terms|points|proposals?|conditions)(?: [\w@'-]+){0,9}? (?:are|is|were|was) (?:workable|acceptable|reasonable|possible)", ("workable", "acceptable", "reasonable", "possible"),
         ("@a said that some of the changes are workable", "many of its points that @b wants in it were acceptable"), ("some of the roads were passable", "the changes are not workable"), 0.7, "source"),
    Rule("sees-space", "open", r"(?:see|sees|saw) (?:\w+ )?(?:space|room|ground|scope|chance|a chance|opening) for", ("space for", "room for", "ground for", "scope for", "chance for", "opening for"),
         ("@a says that he sees space for an agreement", "@a sees room for talks"), ("room for rent",), 0.7),
)

REJECTS = (
    Rule("rejects", "rejects", r"(?:reject|rejects|rejected|rejecting|dismiss|dismisses|dismissed|dismissing|turned down|turns down|spurned|rebuffed)(?! by)", ("reject", "dismiss", "turned down", "turns down", "spurned", "rebuffed"),
         ("@a rejects it", "@a dismissed the offer"), ("the plan rejected by @a",), 0.9),
    Rule("refuses", "rejects", r"(?:refuse|refuses|refused|refusing|declines?|declined|declining)(?! to (?:comment|say|elaborate|be named|give details))(?! (?:comment|entry|interviews?))", ("refus", "declin"),
         ("@a refused to sign", "@a has declined to attend"), ("@a declined to comment",), 0.85),
    Rule("rules-out", "rejects", r"(?:rule|rules|ruled|ruling) out", ("rule out", "rules out", "ruled out", "ruling out"), ("@a ruled out talks", "@a rules out any pullout"), ("the rule is out of date",), 0.85),
    Rule("no-sign-of", "rejects", r"(?:no|little) (?:sign|signs|intention|interest|desire|plan|plans|inclination) (?:of|to|in) (?:accept\w*|agree\w*|sign\w*|negotiat\w*|talk\w*|compromis\w*|withdraw\w*|halt\w*|stop\w*|meet\w*)",
         ("no sign", "no intention", "no interest", "no desire", "no plan", "no inclination", "little sign", "little intention", "little interest", "little desire", "little plan", "little inclination"), ("@a has shown no sign of accepting", "@a has no intention to negotiate"), ("no sign of snow",), 0.7),
    Rule("opposes", "rejects", r"(?:oppose|opposes|opposed|opposing|(?:object|objects|objected|objecting) to|vetoed|against (?:the|any) (?:plan|proposal|idea|deal))(?! (?:by|sides?|parties|camps?))", ("oppos", "object", "veto", "against"),
         ("@a opposes the plan", "@a objects to forces on its border"), ("the opposing sides",), 0.8),
    Rule("will-not", "rejects", r"(?:(?:will|would|can|could|does|do|did) (?:not|never)|cannot|wo n't|wo not|won't|wouldn't|can't)(?: (?:ever|again|yet|be able to))? (?!be (?:clear|known|able)|rule out|have|comment|immediately|say|know|elaborate|appear|mention|expect|be |negotiate with each|talk to each|meet face)\w+",
         ("not", "never", "n't"), ("rebels said they would not sign", "@a says it will not leave"), ("it is not clear", "@a did not comment"), 0.7),
    Rule("never-will", "rejects", r"(?:there (?:will|can|would) be no|no (?:negotiations?|talks|ceasefire|cease-fire|truce|deal|agreement|concessions?|compromise))(?= )(?! (?:breakthrough|date))", ("no ",),
         ("\" there will be no talks", "@a said no deal without a pullout"), ("no breakthrough came",), 0.65, "source"),
    Rule("refusal", "rejects", r"(?P<h>%AS%) 's (?:\w+ )?(?:refusal|rejection|opposition)(?: to| of)?", ("refusal", "rejection", "opposition"),
         ("@a 's refusal to return to talks", "@a 's flat rejection of the plan"), ("a refusal of honour",), 0.85),
    Rule("null-and-void", "rejects", r"(?:null and void|unacceptable|a non-starter|out of (?:the )?question|off the table|infringes?|illegal|not acceptable|far from (?:its|their|the|meeting|our) (?:requirements|demands|needs)|falls? (?:far )?short of (?:what|its|their|the))", ("void", "accept", "non-starter", "question", "off the table", "infring", "illegal", "far from", "short of"),
         ("calling it \" null and void \"", "the terms are unacceptable"), ("an acceptable text",), 0.65, "source"),
    Rule("criticises-deal", "rejects", r"(?:denounce[sd]?|condemn(?:s|ed)?|slam(?:s|med)?|criticis(?:es|ed)|criticiz(?:es|ed)|decried|blasted|protested) (?:%W%){0,2}?(?:%A% (?:'s )?)?(?:%W%){0,3}?(?:%DEAL%|%PLAN%)", ("denounc", "condemn", "slam", "critici", "decried", "blasted", "protest"),
         ("he denounced the border agreement", "@a slammed @b 's peace plan"), ("@a condemned the attack",), 0.65),
    Rule("goes-back-on", "rejects", r"(?:goes|went|go|gone|going) back on", ("back on",), ("the proposal goes back on what it accepted", "@b went back on its word"),
         ("he went back to @b",), 0.6, "source"),
)

WITHDRAWS = (
    Rule("no-longer", "withdraws", r"no longer (?:demand|demands|demanded|demanding|insist|insists|insisted|insisting|wanted|want|wants|require|requires|asks?|conditions?|bound|observe|abide|part of)", ("no longer",),
         ("@a no longer demands that @b commit to a truce", "@a is no longer bound by the deal"), ("he is no longer president",), 0.85),
    Rule("suspends", "withdraws", r"(?:suspend|suspends|suspended|suspending|halts?|halted|ended|ends|broke off|breaks off|breaking off|freezes?|froze)(?: (?:its|their|all|the|his))? (?:\w+ ){0,2}?(?:mediation|participation|cooperation|involvement|talks|negotiations|dialogue|contacts|commitments?|compliance|observance)",
         ("suspend", "halt", "ended", "ends", "broke off", "breaks off", "breaking off", "freez", "froze"), ("@a has suspended its mediation", "@a broke off talks"), ("the talks ended",), 0.8),
    Rule("walks-out", "withdraws", r"(?:walk(?:s|ed|ing)? out|pull(?:s|ed|ing)? out|withdr(?:ew|aws?|awn|awing)|quits?|boycott(?:s|ed|ing)?|stay(?:s|ed|ing)? away)(?: (?:of|from))? (?:%W%){0,3}?(?:%TALK%|%DEAL%|%PLAN%)",
         ("walk", "pull", "withdrew", "withdraw ", "withdraws", "withdrawn", "withdrawing", "quit", "boycott", "stay"), ("@a walked out of the talks", "@a pulled out of the nuclear deal"), ("troops pulled out of the town",), 0.85),
    Rule("reneges", "withdraws", r"(?:reneg(?:e|es|ed|ing) on|backed (?:away|out) (?:of|from)|backs (?:away|out) (?:of|from)|scrapp(?:ed|ing)|tore up|cancel(?:s|led|ed)) (?:%W%){0,5}?(?:%DEAL%|%PLAN%|%TALK%|promise|commitment|pledge)",
         ("reneg", "back", "scrap", "tore", "cancel"), ("@a reneged on an international nuclear accord", "@a backed out of the peace deal"), ("@a backed the deal",), 0.8),
    Rule("drops-demand", "withdraws", r"(?:drop|drops|dropped|dropping|gives? up|gave up|given up|giving up|abandon|abandons|abandoned|renounces?|renounced|softened|retracted|withdrew|withdrawn|rescinded|cancel(?:s|led|ed)) (?:\w+ ){0,3}?(?:demand|demands|condition|conditions|offer|proposal|objection|objections|insistence|call|claim|claims)",
         ("drop", "give up", "gives up", "gave up", "given up", "giving up", "abandon", "renounce", "softened", "retracted", "withdrew", "withdrawn", "rescinded", "cancel"), ("@a dropped its demand for a truce", "@a gave up its demand that @b leave", "@a withdrew the offer"), ("@a dropped bombs",), 0.85),
    Rule("resumes-barred", "withdraws", r"(?:will|would) (?:\w+ )?(?:resume|restart|begin|continue) (?:%W%){0,4}?(?:enrichment|attacks|testing|tests|hostilities|fighting|construction|operations)", ("resum", "restart", "begin", "continu"),
         ("@a will soon resume large-scale enrichment", "@a would restart attacks"), ("@a will resume talks",), 0.65),
)

DENIES = (
    Rule("denies", "denies", r"(?:deny|denies|denied|denying)(?! (?:access|entry|visas?|them|him|her|us))", ("deny", "denie"),
         ("@a denies the charge", "@a has denied violating the truce"), ("@b was denied access", "denied entry"), 0.85),
    Rule("contends", "denies", r"(?:disput(?:es|ed)|refut(?:e|es|ed)|rejects? (?:the )?(?:charge|charges|accusations?|allegations?|claims?))", ("disputes", "disputed", "refut", "charge", "accusation", "allegation", "claim"),
         ("@a disputed the account", "@a rejects the accusation"), ("@a rejects the plan",), 0.7),
)

STANCES: tuple[Rule, ...] = (*WITHDRAWS, *OPEN, *DENIES, *REJECTS, *SUPPORTS, *ACCEPTS, *PROPOSES, *DEMANDS)
