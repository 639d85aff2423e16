"""Which words of the language of talks give an actor which role. Never who usually mediates: only what this text says."""

from negotiations.extraction.rules.language import TALK_STEMS, Rule

# What a rule asks of those whom it speaks of, besides its words (``Rule.asks``):
#   subject      they are the subject: "visits @a to mediate" does not make @a the mediator
#   together     they are two at least: who "met in a town" alone says nothing of the talks
#   adjective    a mere adjective of nationality is enough ("@a -brokered")
#   ground       they are a state by its bare name, so the ground on which it lies: no "talks in @a 's capital"
#   disputant    they are such between whom a dispute can be
#   peace-envoy  they are an envoy who is there to make peace: one of an organisation, or one called so
_BROKERED = r"(?:(?:co-?)?(?:mediated|brokered|facilitated|sponsored|overseen|chaired|moderated|steered|convened|spearheaded|organi[sz]ed))"
_CONTEST = (
    r"(?:talks|negotiations?|discussions|dialogue|divisions?|differences|gaps?|disputes?|conflict|war|fighting|shuttl\w+|relay\w*|messages|truce|ceasefire|cease-fire|"
    r"agreement|deal|accord|pact|hostilities|tensions|exchange|swap|mediat\w+|mediators?|rift|standoff|stand-off|reconciliation|rapprochement|"
    r"crisis|confrontation|clashes|understanding|summit|meetings?|engagement|contacts|pause|relations|border)"
)
_HELD = (
    r"(?:prepare for|prepared for|preparing for|set for|scheduled for|resume|resumes|resumed|resuming|hold|holds|held|holding|prepare for|prepared for|are preparing for|are set for|open|opens|opened|begin|begins|began|begun|start|started|restarted|re-started|"
    r"conclude|concluded|end|ended|continue|continued|launched|entered|finished|wrapped up|wound up|completed|agreed to|agreed to hold|plan to hold|are to hold|will hold|"
    r"are holding|have been holding|have held|had held|opened|signed|reached|struck|failed to reach|met for|have had|broke off)"
)

PARTY = (
    Rule("between", "party", _CONTEST + r"(?: [\w@'-]+){0,7}? (?:between|among) (?:%W%){0,3}?(?P<x>%AS%)", ("between", "among"),
         ("sharp divisions between @a and @b over the terms", "talks in may between the @a and @b"), ("the road between @a and @b",), 0.9),
    Rule("between-hyphen", "party", r"(?P<x>%A%) (?:- |– )(?P<y>%A%) (?:\w+ )?(?:talks|negotiations|summit|peace|truce|ceasefire|cease-fire|dialogue|conflict|war|deal|agreement|dispute)",
         ("- @", "– @"), ("the @a - @b talks", "next week 's @a - @b summit"), ("the @a - @b border",), 0.85, asks=("adjective",)),
    Rule("hold-talks", "party", r"(?P<x>%AS%)%THEN% " + _HELD + r" (?:[\w@'-]+ ){0,6}?(?:%TALK%|%DEAL%|ceasefire|cease-fire|truce)",
         (*TALK_STEMS, "agreement", "deal", "accord", "pact", "truce", "ceasefire", "cease-fire", "treaty", "settlement", "protocol", "memorandum", "declaration", "understanding"),
         ("@a and @b resumed fresh peace talks", "@a , @b and the @c , which share a river , held talks"), ("@a and @b held elections",), 0.8, asks=("subject", "together")),
    Rule("meet", "party", r"(?P<x>%AS%)%THEN% (?:met|meet|meets|meeting|sat down|sit down|sitting down|gathered|negotiate[ds]?|negotiating|discuss(?:ed)?(?! (?:the )?(?:situation|crisis|conflict|war|violence|fighting|developments|events) )(?: \w+){1,4}?|came together|come together|held? a meeting)%ON% (?:face[ -]to[ -]face|again|separately|in|on|at|for|to|over|near|there|here|since|under|outside|by|via|secretly|briefly|privately|late|early|last|this|next|earlier|yesterday|today|again)",
         ("met", "meet", "discuss", "sat down", "sit down", "sitting down", "gathered", "negotiat", "together"), ("@a and @b met in a town for talks", "@a and the @b have been negotiating on monday in a town"), ("@a and @b met the deadline", "@a and @b discussed the situation in @c",), 0.6, asks=("subject", "together")),
    Rule("agreed-together", "party", r"(?P<x>%AS%)%THEN% (?:agreed?|sign(?:ed)?|pledged|initialled|concluded)",
         ("agree", "sign", "pledged", "initialled", "concluded"), ("@a and the @b have agreed on a plan", "@a , @b and @c signed it"), ("@a and @b aged",), 0.5, asks=("subject", "together")),
    Rule("failed-to-agree", "party", r"(?P<x>%AS%)%THEN% (?:failed|unable|tried|try|trying|meant|want|wanted|hope|hoped|ready|prepared|invited|returning|return|returned|go|went) (?:back )?(?:to|for) (?:[\w'-]+ ){0,5}?(?:agree|sign|bridge|reach|talks|negotiate|negotiations|dialogue|negotiating table|settle)",
         ("agree", "sign", "bridge", "reach", "talks", "negotiat", "dialogue", "settle"), ("@a and @b failed to agree", "@a and @b are ready to negotiate"), ("@a and @b failed to pay",), 0.5, asks=("subject", "together")),
    Rule("talks-with", "party", r"(?P<x>%A%)(?: ,)? (?:(?:%A% -?(?:hosted|led|brokered|mediated|sponsored) |(?:to|in|from|near) (?:the )?%A% |[\w'-]+ )){0,8}?(?:%TALK%|truce|ceasefire|cease-fire|deal|accord)(?: in [\w-]+)? with (?:%W%){0,3}?(?P<y>%AS%)",
         (*TALK_STEMS, "truce", "ceasefire", "cease-fire", "deal", "accord"), ("@a resumed talks with @b", "@a says direct talks with @b are near"), ("@a traded with @b",), 0.55, asks=("subject",)),
    Rule("met-with", "party", r"(?P<x>%A%)(?: ,)? (?:(?:is|was|will|has|had|scheduled|due|to|also|later|expected) ){0,4}(?:meet|meets|met|meeting|hold talks|held talks) (?:with )?(?:(?!in |on |at |for |near |to |under )%W%){0,2}?(?P<y>%A%)",
         (" meet", " met ", "hold talks", "held talks"), ("@a is scheduled to meet with @b", "@a met his @b"), ("@a met a challenge",), 0.4, asks=("subject",)),
    Rule("fights", "party", r"(?P<x>%A%) (?:[\w'-]+ ){0,3}?(?:fighting|battling|war against|war with|rebellion against|insurgency against|uprising against) (?:the )?(?P<y>%A%)",
         ("fighting", "battling", "war", "rebellion", "insurgency", "uprising"), ("@a has been fighting the @b", "@a is at war with @b"), ("fighting in @a",), 0.5),
    Rule("warring", "party", r"(?:warring|rival|two|opposing|both|conflicting|negotiating) (?:parties|sides|factions)(?: [,—–-]+| \( | ,)? ?(?P<x>%AS%)", ("parties", "sides", "factions"),
         ("the warring parties , @a and @b", "both sides , @a and @b"), ("political parties , @a",), 0.8),
    Rule("and-powers", "party", r"(?P<x>%A%) and (?:the )?(?:\w+ )?(?:world |major |global |big |western )?powers (?:—|–|-|--|:|,|\() (?:the )?(?P<y>%AS%)", ("powers",),
         ("@a and six world powers — the @b , @c and @d —", "@a and the major powers : @b and @c"), ("@a and its powers",), 0.7),
    Rule("talks-include", "party", r"%TALK%(?: in [\w-]+)?(?: ,)?(?: (?:which|that))?(?: (?:also|both|now))? (?:includes?|including|involves?|involving|grouping|group|comprise|comprising) (?:%W%){0,2}?(?P<x>%AS%)",
         ("includ", "involv", "group", "compris"), ("the talks , which also include @a , @b and @c ,", "six-party talks involving @a and @b"), ("the talks include food",), 0.6, asks=("disputant",)),
    Rule("bring-to-table", "party", r"(?:bring|bringing|brought|invited?|inviting|urged?|urging|pressing|persuade|persuaded|get|got|pushing|called on|calling on) (?:the )?(?P<x>%AS%) (?:back )?(?:to|for) (?:%W%){0,3}?(?:%TALK%|table|negotiate|talk)",
         ("talk", "negotiat", "table", "meeting", "summit", "dialogue", "conference", "round"), ("the @c invited @a and the @b to peace talks", "to get @a back to the negotiating table"), ("@a invited @b to a dance",), 0.5, asks=("disputant",)),
    Rule("own-warring-sides", "party", r"(?P<x>%A%) 's (?:warring|rival|feuding) (?:parties|sides|factions)", ("warring", "rival", "feuding"),
         ("@a 's warring parties agreed", "@a 's rival factions met"), ("@a and its rival", "@a 's rivals"), 0.5),
    Rule("negotiator-of", "party", r"(?:delegations?|negotiators?|negotiating team) (?:of|from|for) (?P<x>%AS%)", ("delegation of", "delegation from", "delegation for", "delegations of", "delegations from", "delegations for", "negotiator of", "negotiator from", "negotiator for", "negotiators of", "negotiators from", "negotiators for", "team of", "team from", "team for"),
         ("delegations of @a and @b", "a negotiating team from @a arrived"), ("a delegation of students",), 0.4),
    Rule("returns-to-talks", "party", r"(?P<x>%AS%)(?: [\w'-]+){0,3}? (?:(?:agree[ds]?|refus(?:es?|ed)|declin(?:es?|ed)|vow(?:s|ed)|pledg(?:es|ed)|decid(?:es|ed)|promis(?:es|ed)|ready|willing|prepared|unwilling|reluctant|consent(?:s|ed)) (?:not )?to (?:return|go back|come back|rejoin|re-?enter)|will (?:not )?return|boycott(?:s|ed|ing)?|walk(?:s|ed) out of|pull(?:s|ed) out of|quit|storm(?:s|ed) out of) (?:%W%){0,5}?(?:%TALK%|negotiating table)",
         ("return", "back", "rejoin", "enter", "boycott", "out of", "quit"), ("@a late last month agreed to return to the six-party negotiations", "@a and @b refused to come back to the talks", "@a boycotted the last round"), ("@a returned to its base", "@a walked out of the hall"), 0.5, asks=("subject", "disputant")),
    Rule("joining-is", "party", r"joining (?:the |in the )(?:%W%){0,2}?(?:%TALK%|%DEAL%|ceasefire|cease-fire|truce) (?:is|are|was|were|will be) (?:the )?(?P<x>%AS%)", ("joining",),
         ("joining the cease-fire is the @a", "joining the peace talks are @a and @b"), ("@a is joining the talks", "joining the army is @a"), 0.6, asks=("disputant",)),
    Rule("answers-the-plan", "party", r"(?P<x>%A%)(?: ,)? (?:(?:has|have|had|also|formally|now|reportedly|earlier) ){0,3}(?:accept(?:s|ed)?|reject(?:s|ed)?|agree[ds]? to) (?:the|a|an|his|her|its|their) (?:[\w-]+ ){0,3}?(?:peace|truce|ceasefire|cease-fire) (?:plan|proposal|offer|deal|agreement)",
         ("peace", "truce", "ceasefire", "cease-fire"), ("@a accepted his six-point peace plan", "@a has rejected a truce proposal"), ("@a accepted the peace prize", "@a backs the peace plan"), 0.5, asks=("subject", "disputant")),
    Rule("one-of-the-talks", "party", r"(?P<x>%AS%) (?:is|are|was|were) (?:(?:the|a|an|one|all|both) )?(?:of the )?(?:%W%){0,2}?(?:part(?:y|ies)|countr(?:y|ies)|nations?|members?|sides?|participants?) (?:in|to|of|at) (?:the )?(?:%W%){0,4}?%TALK%",
         TALK_STEMS, ("@a is the sixth country in the disarmament talks", "@a and @b are parties to the negotiations"), ("@a is a country in the north",), 0.6, asks=("disputant",)),
    Rule("group-made-up-of", "party", r"(?:(?<!contact )group(?:ing)?|powers|nations|countries|side|bloc)(?: ,)? (?:(?:that|which) (?:includes|comprises|groups)|(?:that is |which is )?(?:made up|composed|consisting) of) (?:the )?(?P<x>%AS%)(?: ,)?(?: (?:the|a) (?:so-called )?[\w@+-]+(?: ,)?)? (?:also )?(?:wants?|demands?|seeks?|says?|has|have|is|are|offered|insists?|refuses?|agreed|accuses?)",
         ("group", "powers", "nations", "countries", "side", "bloc"), ("the group that includes @a , @b and @c wants assurances", "the group made up of @a , @b and @c , the so-called six , wants proof"), ("a contact group that includes @a , @b and @c wants peace", "a group that includes children"), 0.7, asks=("disputant", "together")),
    Rule("besides-whom-talks-include", "party", r"(?:besides|in addition to|apart from|aside from) (?:the )?(?P<x>%AS%) , (?:the )?(?:%W%){0,2}?%TALK% (?:also )?(?:includ|involv|group|compris)\w*",
         ("besides", "in addition to", "apart from", "aside from"), ("besides @a and @b , the six-party talks also include @c", "in addition to @a , the talks involve @b"), ("besides @a , the book includes @b",), 0.6, asks=("disputant",)),
)

MEDIATOR = (
    Rule("brokered-by", "mediator", _BROKERED + r"(?: (?:jointly|together))? by (?:%W%){0,4}?(?P<x>%AS%%BESIDE%)|(?:mediation|facilitation|mediation efforts) by (?:%W%){0,2}?(?P<y>%AS%%BESIDE%)", ("mediated", "brokered", "facilitated", "sponsored", "overseen", "chaired", "moderated", "steered", "convened", "spearheaded", "organised", "organized", "mediation by", "facilitation by", "efforts by"),
         ("the talks , brokered by @a and @b together with the @c ,", "despite mediation by the @a"), ("shelled by @a",), 0.9),
    Rule("x-brokered", "mediator", r"(?P<x>%A%)(?: and %A%)? -? ?-?(?:led|mediated|brokered|sponsored|facilitated|chaired) (?:[\w-]+ ){0,3}?(?:talks|negotiations|truce|ceasefire|cease-fire|peace|proposal|deal|agreement|mediation|effort|efforts|process|plan|accord|meeting|dialogue|initiative|road)",
         (" led", "-led", "mediated", "brokered", "sponsored", "facilitated", "chaired"), ("@a -brokered talks", "the @a - mediated peace process"), ("the @a -led army",), 0.85, asks=("adjective",)),
    Rule("mediating", "mediator", r"(?P<x>%AS%%BESIDE%)(?: , (?:which|who) (?:[\w'-]+ ){1,6}?,| ,)? (?:(?:who|which|that|has|have|had|is|are|was|were|been|also|both|long|help|helped|helping|began|to|trying|hopes) ){0,6}(?:mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|facilitat(?:e|es|ed|ing))(?! by)",
         ("mediat", "broker", "facilitat"), ("@a , which has mediated", "@a , together with @b , is facilitating talks"), ("the talks mediated by @a",), 0.85, asks=("subject",)),
    Rule("helps-with-deal", "mediator", r"(?P<x>%AS%)(?: ,)? (?:(?:who|which|that|has|have|had|is|are|been|also|both|all|together) ){0,4}(?:help|helps|helped|helping) (?:to )?(?:craft|broker|draft|negotiate|secure|arrange|write|bring|mediate|reach|end|resolve|prepare|design|%SIDES%)",
         ("help",), ("@a , @b and @c helped craft the proposal", "@a is helping the two sides"), ("@a helped the flood victims",), 0.75, asks=("subject",)),
    Rule("committed-to-help", "mediator", r"(?P<x>%A%)(?: \( @\w+ \))? (?:[\w'-]+ ){0,3}?(?:committed|ready|prepared|offered|offers|willing|offering) to (?:help|mediate|facilitate|assist|host talks|broker)(?! (?:rebuild|victims|refugees))",
         ("committed to", "ready to", "prepared to", "offered to", "offers to", "willing to", "offering to"), ("@a is committed to help in any way possible", "@a offered to mediate"), ("@a is ready to fight",), 0.6, asks=("subject",)),
    Rule("travels-to-mediate", "mediator", r"(?P<x>%A%) (?:[\w@'-]+ ){0,12}?to (?:mediate|broker|facilitate|bridge|reconcile)(?= )", ("to mediate", "to broker", "to facilitate", "to bridge", "to reconcile"),
         ("@a arrived in the capital friday to mediate talks between them", "@a sent its envoy to broker a deal"), ("@a failed , he said , to mediate .",), 0.7, asks=("subject",)),
    Rule("role-in-mediating", "mediator", r"(?P<x>%A%) ,? ?(?:who|which|that)? ?(?:%W%){0,8}?(?:role|efforts?|instrumental|part|attempts?|mission|trying|tried|try|seeking|bid|helping) (?:\w+ )?(?:in |to |at |of )?(?:mediat\w+|broker\w*|facilitat\w+|bridg\w+|narrow\w*|reconcil\w+)",
         ("mediat", "broker", "facilitat", "bridg", "narrow", "reconcil"), ("@a , which has long played a central role in mediating between them", "@a is trying to broker talks"), ("@a 's role in the war",), 0.8, asks=("subject",)),
    Rule("go-between", "mediator", r"(?P<x>%AS%) ,? ?(?:[\w'-]+ ){0,8}?(?:as|is|was|are|were|remains?|became|become) (?:(?:a|an|the|one of the) )?(?:\w+ ){0,2}?(?:mediators?|go-betweens?|intermediar(?:y|ies)|brokers?|facilitators?|middlem[ae]n|channel)(?! of)",
         ("mediator", "go-between", "intermediar", "broker", "facilitator", "middlem", "channel"), ("@a has acted as a go-between", "@a is the main mediator"), ("@a met the mediators", "@a will send a delegation to the mediators"), 0.75, asks=("subject",)),
    Rule("mediators-named", "mediator", r"(?:mediators?|facilitators?|intermediaries|brokers|sponsors|co-sponsors)(?: of the [\w ]{3,30}? ,| from| ,| \(| like| such as| including|—| —| –| -)? ?(?:the )?(?P<x>%AS%)",
         ("mediator", "facilitator", "intermediar", "brokers", "sponsors"), ("mediators @a , @b and @c", "the mediators , @a and @b ,"), ("mediators said @a",), 0.85),
    Rule("x-mediators", "mediator", r"(?P<x>%AS%)(?: and (?:other )?regional)? (?:mediators?|mediation|facilitators?|facilitation)(?! (?:by|of))|(?P<y>%AS%) 's (?:\w+ ){0,2}?(?:mediat(?:ion|ors?)|facilitat(?:ion|ors?)|good offices|intermediar(?:y|ies))", ("mediat", "facilitat", "good offices", "intermediar"),
         ("@a and regional mediators have joined", "@a 's peace mediation efforts"), ("@a met the mediators", "@a will send a delegation to the mediators"), 0.75, asks=("adjective",)),
    Rule("mediates-with", "mediator", r"(?:mediat(?:e|es|ed|ing|ion|ors?)|broker(?:s|ed|ing)?|facilitat(?:e|es|ed|ing))(?: between @\w+ and (?:the )?@\w+| by %A%| talks| (?:the|a|an|that) (?:[\w-]+ ){0,2}?(?:talks|negotiations|pause|truce|ceasefire|agreement|deal|accord|round))?(?: (?:jointly|together|along))? with (?:the )?(?P<x>%AS%)", ("mediat", "broker", "facilitat"),
         ("@a , which mediates with @b and the @c", "mediated by @a with @b and @c", "mediate between @a and @b together with the @c"), ("@a met with @b",), 0.7),
    Rule("with-support-of", "mediator", r"(?:bridging|compromise) (?:\w+ )?proposal(?: [\w@,'-]+){0,16}? with the (?:support|backing|help) of (?:the )?(?P<x>%AS%)", ("support of", "backing of", "help of"),
         ("a bridging proposal , with the support of @a and @b", "a compromise proposal drafted with the help of @a"), ("with the support of @a",), 0.6),
    Rule("bridges", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|also|then|on) ){0,2}(?:presents?|presented|put forward|puts forward|offers?|offered|tabled|submitted|puts?) (?:%W%){0,3}?(?:bridging|compromise) (?:\w+ )?(?:proposal|formula|plan|text)", ("bridging", "compromise"),
         ("the @a presents a bridging proposal", "@a had offered a compromise formula"), ("@a rejects a compromise proposal",), 0.7),
    Rule("auspices", "mediator", r"(?:auspices|mediation|facilitation|good offices|sponsorship|chairmanship|stewardship|leadership) of (?:the )?(?P<x>%AS%)|(?:under|through|thanks to|with) (?:the )?(?P<y>%AS%)(?: 's)? (?:auspices|mediation|facilitation|good offices|sponsorship|chairmanship|stewardship)",
         ("auspices", "mediation", "facilitation", "offices", "sponsorship", "chairmanship", "stewardship", "leadership"),
         ("under the auspices of the @a", "under @a auspices"), ("the leaders of @a",), 0.85, asks=("adjective",)),
    Rule("offers-offices", "mediator", r"(?P<x>%AS%)(?: ,)? (?:[\w'-]+ ){0,4}?(?:offer(?:s|ed|ing)?|lend(?:s|ing)?|lent|provid(?:es|ed|ing)) (?:its|their|his|her) (?:\w+ )?(?:good offices|mediation|services as (?:an? )?(?:mediator|go-between))",
         ("offices", "mediation", "services"), ("@a has offered its good offices", "@a and @b are offering their mediation"), ("@a offered its offices for rent",), 0.75, asks=("subject",)),
    Rule("leads-mediation", "mediator", r"(?P<x>%AS%%BESIDE%)(?: ,)? (?:(?:is|are|was|were|has|have|had|been|who|which|also) ){0,4}(?:leads?|led|leading|heads?|headed|heading|chairs?|chaired|steers?|steering|spearheads?|spearheaded|spearheading|coordinat(?:es|ed|ing)) (?:%W%){0,4}?(?:mediation|mediators|facilitation|peace efforts|peace mission|diplomatic efforts)",
         ("mediation", "mediators", "facilitation", "peace efforts", "peace mission", "diplomatic efforts"), ("@a is leading mediation efforts", "@a heads an international mediation team"), ("@a leads the league",), 0.8, asks=("subject",)),
    Rule("in-mediating-team", "mediator", r"(?:mediation|mediating|facilitation|mediators'?) (?:team|group|panel|committee|mission|delegation|effort|bloc)s?(?: [\w-]+){0,2}?(?: ,)? (?:that |which )?(?:also )?(?:includes?|including|comprises?|comprising|made up of|consisting of|of|,|:|—|–|\() (?:the )?(?P<x>%AS%)",
         ("mediati", "facilitation", "mediators"), ("a mediation team that includes @a and @b", "the mediating group of @a , @b and the @c"), ("the mediation team met @a",), 0.75),
    Rule("trio-named", "mediator", r"(?:quartet|troika|trio|contact group)(?: of (?:mediators|mediating \w+|sponsors|facilitators))? (?:—|–|-|--|,|:|\() ?(?:the )?(?P<x>%AS%)|%A% (?:—|–|--|\() (?:the )?(?P<y>%AS%) (?:—|–|--|\)) (?:(?:is|are|has|have|been|which|also) ){0,3}(?:mediat|broker|facilitat)\w+",
         ("quartet", "troika", "trio", "contact group", "mediat", "broker", "facilitat"), ("the quartet — the @a , @b and @c —", "the troika , @a , @b and the @c ,"), ("a jazz quartet from @a",), 0.75),
    Rule("sponsors-with", "mediator", r"(?P<x>%AS%)(?: ,)? (?:(?:who|which|has|have|had|also|is|are|jointly) ){0,3}(?:co-?sponsor(?:s|ed|ing)?|co-?chair(?:s|ed|ing)?|co-?mediat(?:es|ed|ing)|co-?organi[sz](?:es|ed|ing)|co-?conven(?:es|ed|ing)) (?:[\w@'-]+ ){1,4}?(?:%TALK%|process|effort|efforts)(?: in [\w-]+)?(?: (?:jointly |together |along )?with (?:the )?(?P<y>%AS%))?",
         ("sponsor", "co-chair", "cochair", "co-medi", "co-organ", "co-conven"), ("@a , which co-sponsored the meeting with the @b ,", "@a and @b co-chair the talks"), ("@a sponsors a team",), 0.8, asks=("subject",)),
    Rule("chairs-talks", "mediator", r"(?P<x>%A%)(?: ,)? (?:(?:who|which|has|have|had|is|was|also|will|long|been|after) ){0,4}(?:chair(?:s|ed|ing)?|oversees?|oversaw|overseeing|mediat(?:es|ed|ing)|facilitat(?:es|ed|ing)|moderat(?:es|ed|ing)|conven(?:es|ed|ing)|steer(?:s|ed|ing)?|supervis(?:es|ed|ing)) (?:the )?(?:(?!to |by )[\w-]+ ){0,3}?%TALK%",
         TALK_STEMS, ("@a , who has chaired talks", "@a convened a new round"), ("@a chairs the board",), 0.75, asks=("subject",)),
    Rule("invites-sides", "mediator", r"(?P<x>%A%)(?: ,)? (?:(?:who|which|has|have|had|is|was|also|will) ){0,3}(?:invit(?:es|ed|ing)|summon(?:s|ed)|gather(?:s|ed)) %SIDES% (?:to|for) (?:[\w'-]+ ){0,4}?(?:%TALK%|table)",
         ("invit", "summon", "gather"), ("the @a invited the rival factions to negotiation talks", "@a has invited @b and the @c to peace talks"), ("@a invited @b to dinner",), 0.8, asks=("subject",)),
    Rule("invited-by", "mediator", r"invited (?:[\w@'-]+ ){0,8}?%TALK%(?: [\w@'-]+){0,5}? by (?:the )?(?P<x>%A%)|invitation (?:by|from|of) (?:the )?(?P<y>%A%)(?: \( @\w+ \))? (?:to|for) (?:%W%){0,5}?%TALK%",
         ("invited", "invitation"), ("the generals have been invited for a meeting in june by the @a", "an invitation by the @a to participate in peace talks"), ("invited by @a to dinner",), 0.7),
    Rule("talks-through", "mediator", r"(?:%TALK%|negotiate|negotiating|messages|contacts|exchanges?|communicat\w+)(?: [\w@'-]+){0,6}? (?:through|via) (?:the )?(?:%W%){0,3}?(?P<x>%AS%)(?! (?:territory|airspace|border|ports?))",
         ("through", "via"), ("indirect talks between @b and @c through @a", "messages sent via the @a"), ("the train through @a",), 0.7),
    Rule("thanked-for-mediation", "mediator", r"(?:thank(?:s|ed|ing)?|prais(?:es|ed|ing)|commend(?:s|ed|ing)?|hail(?:s|ed|ing)?) (?:the )?(?P<x>%AS%) for (?:its|their|his|her) (?:\w+ ){0,3}?(?:mediati\w+|facilitati\w+|good offices|role as mediators?)",
         ("mediati", "facilitati", "offices", "role as mediat"), ("both thanked @a for its mediation", "praised @a and @b for their tireless mediation"), ("thanked @a for its aid",), 0.8),
    Rule("named-the-mediator", "mediator", r"(?P<x>%AS%) (?:,|—|–|\() (?:as )?(?:the|a|an|its|their|both|lead|chief|main|key|joint|two|three|one of the) ?(?:[\w'-]+ ){0,3}?(?:mediators?|facilitators?|intermediar(?:y|ies)|go-betweens?)(?: (?:in|of|for|between|to)(?: [\w@'-]+){1,6}?)? (?:,|—|–|\)|\.)",
         ("mediator", "facilitator", "intermediar", "go-between"), ("@a , the mediator , appealed", "@a and @b , the main mediators in the war ,"), ("@a , the mediator said , left", "@a met the mediators ,"), 0.85),
    Rule("brings-them-to-talks", "mediator", r"(?P<x>%A%)(?: ,)? (?:[\w'-]+ ){0,6}?(?:convinc(?:e|ed|ing)|persuad(?:e|ed|ing)|coax(?:ed|ing)?|get|bring|nudg(?:e|ed|ing)|cajol(?:e|ed|ing)) (?:the )?(?:@\w+(?: and (?:the )?@\w+)?) (?:back )?(?:in)?to (?:\w+ ){0,3}?(?:(?:%W%){0,2}?%TALK%|table) with (?:the )?@\w+",
         ("convinc", "persuad", "coax", "get", "bring", "nudg", "cajol"), ("@a has failed to convince @b to return to negotiations with @c", "@a is trying to bring @b back to the table with the @c"), ("@a urged @b to talk with @c", "@a persuaded @b to trade with @c"), 0.6, asks=("subject",)),
    Rule("helps-the-process", "mediator", r"(?P<x>%A%) (?:(?!helped)[\w'-]+ ){0,8}?(?:(?:how|whether|if|where) (?:it|they|he|she) (?:can|could|may|might)|expected to|hop(?:es|ed|ing) to|there to|here to|able to) (?:help|assist)(?: (?:in|with))?(?: (?:to )?(?:iron out|narrow|bridge|smooth over|settle|resolve|overcome|move|save|end|restart|revive))? (?:the |its |their |these |those |an? )?(?:%W%){0,2}?(?:peace (?:process|talks|efforts?)|differences|gaps?|disputes?|divisions|effort to end|negotiations)",
         ("help", "assist"), ("the @a is exploring how it can help the peace process", "a team of @a is expected to help iron out these differences"), ("@a helped the peace camp win", "@a is expected to help the harvest"), 0.6),
    Rule("assists-talks", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|also|is|was|been) ){0,3}assist(?:s|ed|ing)? (?:(?:in|with|at) )?(?:the |these |those )?(?:[\w-]+ ){0,2}?(?:%TALK%|negotiators)", ("assist",),
         ("@a had assisted the negotiations at the request of both", "@a is assisting with the peace talks"), ("@a assisted the victims",), 0.6, asks=("subject",)),
    Rule("in-the-region", "mediator", r"(?P<x>%A%) (?:is|was|has been|remains|arrived|returned|is back|was back)(?: back)? (?:in|to) the region (?:[\w'-]+ ){0,4}?(?:urg|press|push|try|seek|attempt|hop|work|to (?:urge|press|push|try|seek|revive|restart))(?:ing)?(?= )",
         ("the region",), ("@a is in the region urging both sides to go on", "@a returned to the region to try to save the truce"), ("@a is in the region of the lakes", "@a lives in the region"), 0.6, asks=("subject",)),
    Rule("separate-meetings", "mediator", r"(?:have|were|are) (?:[\w'-]+ ){0,3}?separate (?:%W%){0,2}?(?:%TALK%) with (?:the )?(?P<x>%A%)(?! (?:and|,) (?:the )?@)|(?P<y>%A%)(?: ,)? (?:(?:has|have|is|was|will|also|then) ){0,3}(?:me(?:t|ets?|eting) separately|h(?:eld|olds?|olding) separate (?:%W%){0,2}?%TALK%) with (?:the )?(?:both|@pair\w*|@\w+ and (?:the )?@\w+|@\w+ , (?:the )?@\w+ (?:,|and))",
         ("separate",), ("the leaders have wrapped up separate talks with @a", "@a met separately with @b and @c", "@a held separate talks with both sides"), ("@a held separate talks with @b", "the leaders of @a met separately with @b , the mediator", "@a has a separate office"), 0.6),
    Rule("envoy-acts", "mediator", r"(?P<x>%A%)(?: ,)? (?:(?:who|which|has|have|had|only|also|is|was|will|then|later|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday) ){0,5}(?:propos(?:es|ed)|present(?:s|ed)|submit(?:s|ted)|hand(?:s|ed)|put|puts|tabled|convened|met|meets|meet|meeting|shuttled|announced|flew|flies|travell?ed|travels|arrived|arrives|tries|tried|trying|hosting|hosted|hopes|due|urged|invited|after hosting)",
         ("propos", "present", "submit", "hand", "put", "tabled", "conven", "met ", "meet", "shuttl", "announced", "flew", "flies", "travel", "arriv", "tries", "tried", "trying", "host", "hopes", "due", "urged", "invited"),
         ("@a proposed a plan", "@a , who had only on monday presented a plan"), ("@a fell ill",), 0.75, asks=("subject", "peace-envoy")),
    Rule("shuttles", "mediator", r"(?P<x>%AS%) ,? ?(?:[\w'-]+ ){0,4}?(?:shuttl(?:e|ed|es|ing) between|conducts? shuttle|in shuttle|on a shuttle|relay(?:s|ed|ing)? (?:\w+ ){0,2}?(?:messages?|proposals?|between)|convey(?:s|ed|ing)? messages?|pass(?:es|ed|ing)? messages?)",
         ("shuttl", "relay", "convey", "messages"), ("@a shuttled between the sides", "@a has been relaying messages"), ("the space shuttle",), 0.8, asks=("subject",)),
    Rule("keeps-contact", "mediator", r"(?P<x>%A%) ,? ?(?:[\w'-]+ ,? ?){0,5}?(?:instrumental|key|crucial|central) (?:\w+ )?(?:in|to) (?:communicat\w+|contact\w*|ensur\w+|bringing|persuad\w+|convinc\w+)",
         ("instrumental", "key", "crucial", "central"), ("@a , meanwhile , has been instrumental in communicating with @b", "@a was key to bringing them back"), ("@a is a key market",), 0.75, asks=("subject",)),
    Rule("brings-together", "mediator", r"(?P<x>%A%)%THEN% (?:brought|bring|brings|bringing) (?:%W%){0,3}?%SIDES% (?:back )?(?:together|to the (?:negotiating )?table)", ("together", "table"),
         ("@a brought the two sides together", "@a brings @b and @c to the table"), ("@a put it together",), 0.8, asks=("subject",)),
    Rule("opens-talks-between", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|will|is|also) ){0,2}(?:opens?|opened|convenes?|convened|chairs?|chaired|launch(?:es|ed)?|leads?|led|leading|oversees?|oversaw|facilitates?) (?:%W%){0,3}?%TALK% (?:[\w-]+ ){0,2}?(?:between|among)", ("between", "among"),
         ("the @a opens talks between @b and @c", "@a chaired negotiations between them"), ("@a opened the market between the rivers",), 0.8, asks=("subject",)),
    Rule("puts-to-both", "mediator", r"(?P<x>%A%) (?:[\w'-]+ ){0,6}?(?:to|before|between) (?:@pair\w*|(?:both|the two|the) (?:sides|parties|delegations))", ("@pair", "sides", "parties", "delegations"),
         ("@a puts a proposal to both sides", "@a carried ideas between the parties"), ("@a won on both fronts",), 0.5, asks=("subject",)),
    Rule("suspends-mediation", "mediator", r"(?P<x>%A%) (?:[\w'-]+ ){0,8}?(?:its|their|his) (?:\w+ )?(?:mediation|role as (?:a )?mediators?|mediating role|mediation efforts)", ("mediati", "mediator"),
         ("@a said it has suspended its mediation", "@a resumed its mediating role"), ("@a accepted the mediation",), 0.85),
    Rule("joint-with-mediators", "mediator", r"(?P<x>%AS%)(?: ,)? (?:as|acting as|serving as|in their role as|in its role as) (?:\w+ )?(?:mediators?|facilitators?|co-mediators?)", ("mediator", "facilitator"),
         ("@a and @b , acting as mediators", "@a as mediator"), ("@a as a state",), 0.9),
    Rule("steers-plan", "mediator", r"(?:panel|team|mission|quartet|troika) of (?:the )?(?P<x>%AS%) (?:[\w'-]+ ){0,3}?(?:facilitat|mediat|leads?|led|chairs?)\w*", ("panel", "team", "mission", "quartet", "troika"),
         ("the panel of the @a facilitates", "a mission of @a mediated"), ("a panel of wood",), 0.8),
    Rule("panel-of", "mediator", r"(?P<x>%A%) (?:'s )?(?:panel|quartet|troika|facilitation team|mediation team)(?: [\w'(),@-]+){0,12}? (?:facilitat|mediat|help|oversee|guide)\w*", ("panel", "quartet", "troika", "team"),
         ("the @a panel facilitates the talks", "@a 's panel of three is facilitating"), ("a @a panel of glass",), 0.8),
)

HOST = (
    Rule("hosted-by", "host", r"(?:co-?)?hosted (?:jointly )?by (?:the )?(?:\w+ ){0,2}?(?P<x>%AS%)", ("hosted by", "hosted jointly"), ("talks co-hosted by @a and @b", "hosted by the @a"), ("ghosted by @a",), 0.9),
    Rule("hosts", "host", r"(?P<x>%AS%)(?: , (?:which|who) (?:[\w@'-]+ ){1,12}?,)?(?: ,(?: which)?)? (?:(?:is|are|was|will|would|has|have|been|be|also|which|that|to|agreed|offered|ready|jointly|due|set|expected) ){0,5}(?:co-)?(?:hosts?|hosted|hosting)(?! (?:of|an earlier|earlier|a previous|previous|the first|the last|the previous|by|at|[\w ]{2,20} (?:said|say)))", ("host",),
         ("@a is hosting the talks", "@a and @b , which co-host the negotiations"), ("@a took hostages", "@a and a host of others", "@a hosted an earlier round", "@a had hosted talks"), 0.85, asks=("subject",)),
    Rule("host-noun", "host", r"host (?:country|nation|state|government),? (?P<x>%A%)|(?:includ\w+|involv\w+|with|by|from|and|between|,) host (?P<z>%A%)|(?P<y>%A%) ,? ?(?:as |the |which is the )(?:host|host country|host nation)(?! of)", ("host",),
         ("the host country @a", "@a , the host", "the talks also include host @a and @b"), ("a host of nations", "@a is to host @b"), 0.85),
    Rule("x-hosted", "host", r"(?P<x>%AS%) ?-? ?-?(?:co-)?hosted (?:[\w-]+ ){0,3}?(?:%TALK%|process)|(?:with|to|by|from|of|told|thank\w*|for) (?:the|its|their) (?P<z>%A%) hosts(?! (?:a|an|the|its|talks|no|many|more|two) )|(?P<y>%A%) hosts?(?= (?:said|say|says|told|welcomed|announced|,|\.|hope|hoped|believe|expect|and|were|are|have|had))", ("host",),
         ("@a -hosted talks", "the @a hosts said", "talking to the @a hosts about a date"), ("@a ghosts said", "@a hosts the talks", "next to the @a hosts a cup"), 0.8, asks=("adjective",)),
    Rule("offers-a-venue", "host", r"(?P<x>%A%)(?: ,)? (?:[\w'-]+ ){0,3}?(?:offer(?:s|ed|ing)?|provid(?:es|ed|ing|e)) (?:a|the|its) (?:[\w'-]+ ){0,2}?(?:venue|place|site|soil|territory|capital)(?: [\w'-]+){0,3}? (?:for|of|to hold) (?:[\w'-]+ ){0,3}?%TALK%", ("venue", "place", "site", "soil", "territory", "capital"),
         ("@a has provided a venue for the talks", "@a offered its capital for a new round"), ("@a offers a place to study",), 0.75, asks=("subject",)),
    Rule("talks-in", "host", r"%TALK%(?: (?:will|would|to|be|had|been|are|is|was|were|open|opens|opened|resume|resumes|resumed|begin|begins|began|start|starts|started|held|taking|take|took|place|due|set|continue|continued|later|today|this|next|week|month|under|way|underway|on|formally|that|which|set|being|again|at [\w:. ]{2,18}|\( \d+ \w+ \)|monday|tuesday|wednesday|thursday|friday|saturday|sunday)){0,8}? in (?P<x>%A%)(?! (?:'s|and (?:the )?@))|%TALK%%REST% (?:held|take place|took place|taking place|begin|began|begun|opens?|opened|resumed?|start|started|continue|continued|ended|due|set|scheduled)(?: (?:on )?\w+day)? in (?P<y>%A%)(?! (?:'s|and (?:the )?@))",
         ("in @",), ("peace talks in @a", "the talks were due to formally open on monday in @a"), ("prices in @a", "talks in @a 's capital"), 0.6, asks=("ground",)),
    Rule("goes-to-talks", "host", r"(?:travel(?:l?ing|l?ed|s)?|head(?:ing|ed|s)?|fl(?:y|ew|ying|ies)|go|going|went|return(?:ing|ed|s)?|come|came|back|left|leave|sen[dt]|sen[dt](?: [\w'-]+){1,4}?|arriv(?:e|ed|ing|es)) (?:back )?(?:to|for|in) (?P<x>%A%)(?: [\w'-]+){0,3}? (?:for|to (?:open|hold|attend|join|resume|begin|start)) (?:%W%){0,4}?(?!consultations)%TALK%|(?:meet|met|meets|meeting|gather|gathered|negotiat(?:e|ed|ing)|convened?|sit down|sat down|agreed|signed) (?:%W%){0,3}?in (?P<y>%A%)(?! (?:'s|and (?:the )?@))",
         ("to @", "for @", "in @"), ("delegates will travel to @a for talks", "the sides will meet next month in @a"), ("he travelled to @a for a wedding",), 0.6, asks=("ground",)),
)

GUARANTOR = (
    Rule("guarantors", "guarantor", r"guarantors?(?: (?:powers?|states?|countries|country|nations?|governments?))?(?: of [\w ]{3,30}? [,(:—-]| ,| \(| :| —| -| –| like| such as)? ?(?:the )?(?P<x>%AS%)(?! (?:said|says|told))|(?:@\w+ (?:say|says|said) )?(?P<y>%AS%) (?:,|—|–|-|\() (?:all |the |its |both |as )?(?:[\w'@-]+ ){0,4}?guarantors?(?: (?:powers?|states?|countries|nations?))?", ("guarantor",), ("the guarantor powers @a , @b and @c", "@a , @b and @c — the island 's three guarantor powers"), ("a guarantee from @a",), 0.85),
    Rule("as-guarantor", "guarantor", r"(?P<x>%AS%)(?: , (?:which|who) (?:[\w'-]+ ){1,6}?,| ,)? (?:(?!guarantor)[\w'-]+ ){0,5}?(?:as|is|are|was|were|be|been|become|became|remain|remains) (?:an? |the |its |their |one of the )?(?:\w+ )?(?:co-)?guarantors?", ("guarantor",),
         ("@a , @b and @c are its guarantors", "@a will act as guarantor"), ("@a wants guarantees", "@a sits with the guarantor powers"), 0.9),
    Rule("guaranteed-by", "guarantor", r"(?:guaranteed|underwritten) by (?:the )?(?P<x>%AS%)", ("guaranteed by", "underwritten by"), ("a truce guaranteed by @a", "underwritten by the @a and @b"), ("guaranteed by law",), 0.9),
)

OBSERVER = (
    Rule("as-observers", "observer", r"(?P<x>%AS%)(?: ,)? (?:[\w'-]+ ){0,6}?(?:as |are |were |was |is |its |the |with )(?:\w+ )?observers?(?! (?:say|said|describe))", ("observer",), ("@a , @b and @c attended as observers", "@a is an observer"), ("@a fears that observers left",), 0.85),
    Rule("watched-by", "observer", r"(?:%TALK%|signing|ceremony)(?: [\w@,'-]+){0,8}? (?:monitored|observed|witnessed|watched) by (?:representatives of |officials from |delegates of |envoys of )?(?:the )?(?P<x>%AS%)", ("monitored by", "observed by", "witnessed by", "watched by"),
         ("the talks , in the north , were monitored by representatives of the @a and @b", "the meeting was observed by @a"), ("the border was monitored by @a",), 0.8),
    Rule("observers-named", "observer", r"observers?(?: at [\w ]{3,20}?)?(?: from| of| ,| \(| are| were| include| included| including|:| —)+ (?:the )?(?P<x>%AS%)", ("observer",), ("observers from the @a and @b", "observers are @a , @b and @c"), ("observers say @a lost",), 0.8),
    Rule("also-taking-part", "observer", r"(?P<x>%AS%)(?: \( \w+ \))? (?:also|both) (?:taking part|took part|attending|attended|participating|participated|present)|(?P<y>%AS%) (?:also )?(?:have|has|had|were|was) (?:also )?(?:been )?(?:in attendance|present at|sitting in on|monitoring)",
         ("taking part", "took part", "attending", "attended", "participating", "participated", "also present", "both present", "in attendance", "present at", "sitting in on", "monitoring"), ("with @a and the @b also taking part", "@a and @b also have been in attendance"), ("@a took the town",), 0.6),
)

STAKEHOLDER = (
    Rule("players-including", "stakeholder", r"(?:players|stakeholders|actors|powers|countries|partners|states|nations|neighbou?rs|governments|capitals)(?: [\w-]+){0,3}? ?(?:[,—–(-]+ )?(?:including|such as|among them|like|namely) (?:the )?(?P<x>%AS%)",
         ("including", "such as", "among them", "like", "namely"), ("the involvement of multiple players — including @a , @b , and the @c —", "regional stakeholders such as @a"), ("countries near @a",), 0.7),
    Rule("also-involved", "stakeholder", r"(?P<x>%AS%) (?:is|are|was|were|remain|remains) (?:also |closely |deeply |likewise )?involved(?! in (?:the )?(?:fighting|war|attacks?|conflict|violence|clashes))", ("involved",),
         ("@a , @b and the @c are also involved", "@a is closely involved in the talks"), ("@a is involved in the fighting", "@a involved its army"), 0.6),
    Rule("alongside", "stakeholder", r"(?:alongside|consultations? with|consult(?:ed|s|ing)?(?: with)?|briefed|in coordination with|coordinated with) (?:[\w-]+ ){0,4}?(?P<x>%AS%)|(?P<y>%AS%) (?:has|have|had|is|are|was|were|will be) (?:also |been |being ){0,2}(?:consulted|briefed)", ("alongside", "consult", "briefed", "coordinat"),
         ("he would consult with @a and @b", "@a has been consulted"), ("along the border with @a",), 0.5),
    Rule("accused-of-backing", "stakeholder", r"(?P<x>%AS%)(?: both)?(?: ,)? (?:(?:has|have|had|is|are|was|were|been|being|also|both|repeatedly|long|which|who) ){0,5}accused (?:by (?:the )?(?:%W%|%A% ){1,4}?)?of (?:backing|supporting|arming|funding|aiding|financing|training|sponsoring|harbou?ring)|(?P<y>%AS%) ?-?backed (?:\w+ )?(?:rebels?|insurgents?|separatists?|militias?|fighters|forces|group|movement)",
         ("accused", "backed"), ("@a and @b have both been accused by experts of backing @c", "the @a -backed rebels"), ("@a accused @b of backing the rebels", "@a backed the plan"), 0.5, asks=("adjective",)),
    Rule("wanted-by", "stakeholder", r"(?:wanted|indicted|charged|sought|prosecuted) (?:[\w'-]+ ){0,7}?by (?:the )?(?P<x>%A%)|(?:arrest warrants?|indictments?|charges)(?: (?:issued|against|from|by|for|of|him|them|the|its|leaders?)){0,5}? (?:by|from|of|at) (?:the )?(?P<y>%A%)|(?P<z>%A%)(?: 's)? (?:[\w'-]+ ){0,3}?(?:arrest warrants?|indictments?)",
         ("wanted", "indict", "charge", "sought", "prosecuted", "warrant"), ("who is wanted for war crimes by the @a", "arrest warrants from the @a"), ("a peace wanted by all",), 0.5),
)

ATTENDS = (
    Rule("brings-together-reps", "attends", r"(?:bring|brings|brought|bringing) together (?:%W%){0,4}?(?P<x>%AS%)", ("together",), ("the talks bring together @a , @b and @c", "which brought together the @a and @b"), ("put together by @a",), 0.6),
    Rule("accepts-invitation", "attends", r"(?P<x>%AS%)%THEN% (?:accept(?:s|ed)?|ready|willing|prepared|agreed|vowed|refused|declined|expected|due|invited) (?:an? invitation (?:[\w@'()-]+ ){0,9}?)?to (?:attend|join|participate in|take part in|send (?:%W%){1,4}?to) (?:%W%){0,6}?%TALK%",
         ("attend", "join", "participate", "take part", "send"), ("@a and @b have accepted an invitation by the @c to participate in peace talks", "@a was ready to attend any new round of peace talks"), ("@a was ready to attend a game",), 0.6),
    Rule("attended-by", "attends", r"(?:attended|joined) by (?:%W%){0,4}?(?P<x>%AS%)", ("attended by", "joined by"), ("attended by @a and @b", "joined by delegates of @a"), ("owned by @a",), 0.6),
    Rule("joined", "attends", r"(?P<x>%AS%) (?:(?:has|have|had|will|are|is|also) ){0,2}(?:join|joins|joined|joining|attend|attends|attended|attending|take part in|took part in|taking part in|participate in|participated in) (?:%W%){0,4}?%TALK%",
         ("join", "attend", "part in", "participate"), ("@a have joined high-level talks", "@a attended the meeting"), ("@a joined the army",), 0.6),
)

ROLES: tuple[Rule, ...] = (*PARTY, *MEDIATOR, *HOST, *GUARANTOR, *OBSERVER, *STAKEHOLDER, *ATTENDS)
