"""Which words of the language of talks give an actor which role. Never who usually mediates: only what this text says."""

from negotiations.extraction.rules.language import Rule

_BROKERED = r"(?:mediated|brokered|facilitated|sponsored|overseen|chaired|moderated|steered|convened|spearheaded|organi[sz]ed)"
_CONTEST = (
    r"(?:talks|negotiations?|discussions|dialogue|divisions?|differences|gaps?|disputes?|conflict|war|fighting|truce|ceasefire|cease-fire|"
    r"agreement|deal|accord|pact|hostilities|tensions|exchange|swap|mediat\w+|mediators?|rift|standoff|stand-off|reconciliation|rapprochement|"
    r"crisis|confrontation|clashes|understanding|summit|meetings?|engagement|contacts|pause|relations|border)"
)
_HELD = (
    r"(?:prepare for|prepared for|preparing for|set for|scheduled for|resume|resumes|resumed|resuming|hold|holds|held|holding|prepare for|prepared for|are preparing for|are set for|open|opens|opened|begin|begins|began|begun|start|started|restarted|re-started|"
    r"conclude|concluded|end|ended|continue|continued|launched|entered|finished|agreed to|agreed to hold|plan to hold|are to hold|will hold|"
    r"are holding|have been holding|have held|had held|opened|signed|reached|struck|failed to reach|met for|have had|broke off)"
)

PARTY = (
    Rule("between", "party", _CONTEST + r"(?: [\w'-]+){0,6}? between (?:%W%){0,3}?(?P<x>%AS%)", ("between",),
         ("sharp divisions between @a and @b over the terms", "talks in may between the @a and @b"), ("the road between @a and @b",), 0.9),
    Rule("between-hyphen", "party", r"(?P<x>%A%) (?:- |– )(?P<y>%A%) (?:\w+ )?(?:talks|negotiations|summit|peace|truce|ceasefire|cease-fire|dialogue|conflict|war|deal|agreement|dispute)",
         ("- @", "– @"), ("the @a - @b talks", "next week 's @a - @b summit"), ("the @a - @b border",), 0.85),
    Rule("hold-talks", "party", r"(?P<x>%A%(?: ,(?: and)?| and)(?: the)? %A%)(?: ,)? (?:(?:have|has|had|will|are|were|also|again|both|formally) ){0,3}" + _HELD + r" (?:%W%){0,5}?(?:%TALK%|%DEAL%|ceasefire|cease-fire|truce)",
         ("and @", "and the @", ", @", ", the @"),
         ("@a and @b resumed fresh peace talks", "@a and @b plan to hold a third round of peace talks"), ("@a and @b held elections",), 0.8),
    Rule("agreed-together", "party", r"(?P<x>%A% and(?: the)? %A%) (?:(?:have|has|had|may|also|both) ){0,3}(?:agreed|signed|pledged)",
         ("agreed", "signed", "pledged"), ("@a and the @b may have agreed on a plan", "@a and @b signed it"), ("@a and @b aged",), 0.5),
    Rule("talks-with", "party", r"(?P<x>%A%)(?: ,)? (?:[\w'-]+ ){0,6}?(?:%TALK%|truce|ceasefire|cease-fire|deal|accord) with (?:%W%){0,3}?(?P<y>%AS%)",
         ("talks with", "negotiation with", "negotiations with", "discussions with", "dialogue with", "consultations with", "summit with", "meeting with", "meetings with", "conference with", "process with", "contacts with", "mediation with", "round with", "deliberations with", "truce with", "fire with", "deal with", "accord with"), ("@a resumed talks with @b", "@a says direct talks with @b are near"), ("@a traded with @b",), 0.55),
    Rule("met-with", "party", r"(?P<x>%A%)(?: ,)? (?:(?:is|was|will|has|had|scheduled|due|to|also|later|expected) ){0,4}(?:meet|meets|met|meeting|hold talks|held talks) (?:with )?(?:%W%){0,2}?(?P<y>%A%)",
         (" meet", " met ", "hold talks", "held talks"), ("@a is scheduled to meet with @b", "@a met his @b"), ("@a met a challenge",), 0.4),
    Rule("fights", "party", r"(?P<x>%A%) (?:[\w'-]+ ){0,3}?(?:fighting|battling|war against|war with|rebellion against|insurgency against|uprising against) (?:the )?(?P<y>%A%)",
         ("fighting", "battling", "war", "rebellion", "insurgency", "uprising"), ("@a has been fighting the @b", "@a is at war with @b"), ("fighting in @a",), 0.5),
    Rule("warring", "party", r"(?:warring|rival|two|opposing|both|conflicting|negotiating) (?:parties|sides|factions)(?: [,—–-]+| \( | ,)? ?(?P<x>%AS%)", ("parties", "sides", "factions"),
         ("the warring parties , @a and @b", "both sides , @a and @b"), ("political parties , @a",), 0.8),
    Rule("negotiator-of", "party", r"(?:delegations?|negotiators?|negotiating team) (?:of|from|for) (?P<x>%AS%)", ("delegation of", "delegation from", "delegation for", "delegations of", "delegations from", "delegations for", "negotiator of", "negotiator from", "negotiator for", "negotiators of", "negotiators from", "negotiators for", "team of", "team from", "team for"),
         ("delegations of @a and @b", "a negotiating team from @a arrived"), ("a delegation of students",), 0.4),
)

MEDIATOR = (
    Rule("brokered-by", "mediator", _BROKERED + r"(?: (?:jointly|together))? by (?:%W%){0,4}?(?P<x>%AS%)", ("mediated", "brokered", "facilitated", "sponsored", "overseen", "chaired", "moderated", "steered", "convened", "spearheaded", "organised", "organized"),
         ("the talks , brokered by @a and @b ,", "mediated by officials of the @a"), ("shelled by @a",), 0.9),
    Rule("x-brokered", "mediator", r"(?P<x>%A%)(?: and %A%)? -? ?-?(?:led|mediated|brokered|sponsored|facilitated|chaired) (?:[\w-]+ ){0,3}?(?:talks|negotiations|truce|ceasefire|cease-fire|peace|proposal|deal|agreement|mediation|effort|efforts|process|plan|accord|meeting|dialogue|initiative|road)",
         (" led", "-led", "mediated", "brokered", "sponsored", "facilitated", "chaired"), ("@a -brokered talks", "the @a - mediated peace process"), ("the @a -led army",), 0.85),
    Rule("mediating", "mediator", r"(?P<x>%AS%)(?: , (?:which|who) (?:[\w'-]+ ){1,6}?,| ,)? (?:(?:who|which|that|has|have|had|is|are|was|were|been|also|both|long|help|helped|helping|began|to|trying|hopes) ){0,6}(?:mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|facilitat(?:e|es|ed|ing))(?! by)",
         ("mediat", "broker", "facilitat"), ("@a , which has mediated", "@a and @b are mediating between them"), ("the talks mediated by @a",), 0.85),
    Rule("helps-with-deal", "mediator", r"(?P<x>%AS%)(?: ,)? (?:(?:who|which|that|has|have|had|is|are|been|also|both|all|together) ){0,4}(?:help|helps|helped|helping) (?:to )?(?:craft|broker|draft|negotiate|secure|arrange|write|bring|mediate|reach|end|resolve|prepare|design|(?:the )?(?:two )?(?:sides|parties))",
         ("help",), ("@a , @b and @c helped craft the proposal", "@a is helping the two sides"), ("@a helped the flood victims",), 0.75),
    Rule("committed-to-help", "mediator", r"(?P<x>%A%)(?: \( @\w+ \))? (?:[\w'-]+ ){0,3}?(?:committed|ready|prepared|offered|offers|willing|offering) to (?:help|mediate|facilitate|assist|host talks|broker)(?! (?:rebuild|victims|refugees))",
         ("committed to", "ready to", "prepared to", "offered to", "offers to", "willing to", "offering to"), ("@a is committed to help in any way possible", "@a offered to mediate"), ("@a is ready to fight",), 0.6),
    Rule("travels-to-mediate", "mediator", r"(?P<x>%A%) (?:[\w@'-]+ ){0,12}?to (?:mediate|broker|facilitate|bridge|reconcile)(?= )", ("to mediate", "to broker", "to facilitate", "to bridge", "to reconcile"),
         ("@a arrived in the capital friday to mediate talks between them", "@a sent its envoy to broker a deal"), ("@a failed , he said , to mediate .",), 0.7),
    Rule("role-in-mediating", "mediator", r"(?P<x>%A%) ,? ?(?:who|which|that)? ?(?:%W%){0,8}?(?:role|efforts?|instrumental|part|attempts?|mission|trying|tried|try|seeking|bid|helping) (?:\w+ )?(?:in |to |at |of )?(?:mediat\w+|broker\w*|facilitat\w+|bridg\w+|narrow\w*|reconcil\w+)",
         ("mediat", "broker", "facilitat", "bridg", "narrow", "reconcil"), ("@a , which has long played a central role in mediating between them", "@a is trying to broker talks"), ("@a 's role in the war",), 0.8),
    Rule("go-between", "mediator", r"(?P<x>%AS%) ,? ?(?:[\w'-]+ ){0,8}?(?:as|is|was|are|were|remains?|became|become) (?:(?:a|an|the|one of the) )?(?:\w+ ){0,2}?(?:mediators?|go-betweens?|intermediar(?:y|ies)|brokers?|facilitators?|middlem[ae]n|channel)(?! of)",
         ("mediator", "go-between", "intermediar", "broker", "facilitator", "middlem", "channel"), ("@a has acted as a go-between", "@a is the main mediator"), ("@a met the mediators", "@a will send a delegation to the mediators"), 0.75),
    Rule("mediators-named", "mediator", r"(?:mediators?|facilitators?|intermediaries|brokers|sponsors|co-sponsors)(?: of the [\w ]{3,30}? ,| from| ,| \(| like| such as| including|—| —| –| -)? ?(?:the )?(?P<x>%AS%)",
         ("mediator", "facilitator", "intermediar", "brokers", "sponsors"), ("mediators @a , @b and @c", "the mediators , @a and @b ,"), ("mediators said @a",), 0.85),
    Rule("x-mediators", "mediator", r"(?P<x>%AS%)(?: and (?:other )?regional)? (?:mediators?|mediation|facilitators?|facilitation)(?! (?:by|of))|(?P<y>%AS%) 's (?:\w+ ){0,2}?(?:mediat(?:ion|ors?)|facilitat(?:ion|ors?)|good offices|intermediar(?:y|ies))", ("mediat", "facilitat", "good offices", "intermediar"),
         ("@a and regional mediators have joined", "@a 's peace mediation efforts"), ("@a met the mediators", "@a will send a delegation to the mediators"), 0.75),
    Rule("mediates-with", "mediator", r"(?:mediat(?:e|es|ed|ing|ion|ors?)|broker(?:s|ed|ing)?|facilitat(?:e|es|ed|ing))(?: between @\w+ and (?:the )?@\w+| by %A%| talks| (?:the|a|an|that) (?:[\w-]+ ){0,2}?(?:talks|negotiations|pause|truce|ceasefire|agreement|deal|accord|round))?(?: (?:jointly|together|along))? with (?:the )?(?P<x>%AS%)", ("mediat", "broker", "facilitat"),
         ("@a , which mediates with @b and the @c", "mediated by @a with @b and @c", "mediate between @a and @b together with the @c"), ("@a met with @b",), 0.7),
    Rule("with-support-of", "mediator", r"(?:bridging|compromise) (?:\w+ )?proposal(?: [\w@,'-]+){0,16}? with the (?:support|backing|help) of (?:the )?(?P<x>%AS%)", ("support of", "backing of", "help of"),
         ("a bridging proposal , with the support of @a and @b", "a compromise proposal drafted with the help of @a"), ("with the support of @a",), 0.6),
    Rule("bridges", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|also|then|on) ){0,2}(?:presents?|presented|put forward|puts forward|offers?|offered|tabled|submitted|puts?) (?:%W%){0,3}?(?:bridging|compromise) (?:\w+ )?(?:proposal|formula|plan|text)", ("bridging", "compromise"),
         ("the @a presents a bridging proposal", "@a had offered a compromise formula"), ("@a rejects a compromise proposal",), 0.7),
    Rule("auspices", "mediator", r"(?:auspices|mediation|facilitation|good offices|sponsorship|chairmanship|stewardship|leadership) of (?:the )?(?P<x>%AS%)", ("auspices", "mediation", "facilitation", "offices", "sponsorship", "chairmanship", "stewardship"),
         ("under the auspices of the @a", "through the mediation of @a and @b"), ("the leaders of @a",), 0.85),
    Rule("shuttles", "mediator", r"(?P<x>%A%) ,? ?(?:[\w'-]+ ){0,4}?(?:shuttl(?:e|ed|es|ing) between|conducts? shuttle|in shuttle|on a shuttle|relay(?:s|ed|ing)? (?:\w+ ){0,2}?(?:messages?|proposals?|between)|convey(?:s|ed|ing)? messages?|pass(?:es|ed|ing)? messages?)",
         ("shuttl", "relay", "convey", "messages"), ("@a shuttled between the sides", "@a has been relaying messages"), ("the space shuttle",), 0.8),
    Rule("keeps-contact", "mediator", r"(?P<x>%A%) ,? ?(?:[\w'-]+ ,? ?){0,5}?(?:instrumental|key|crucial|central) (?:\w+ )?(?:in|to) (?:communicat\w+|contact\w*|ensur\w+|bringing|persuad\w+|convinc\w+)",
         ("instrumental", "key", "crucial", "central"), ("@a , meanwhile , has been instrumental in communicating with @b", "@a was key to bringing them back"), ("@a is a key market",), 0.75),
    Rule("brings-together", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|is|will|also) ){0,2}(?:brought|bring|brings|bringing) (?:the )?(?:%W%){0,3}?(?:sides|parties|@\w+ and (?:the )?@\w+) (?:together|to the table)", ("together", "to the table"),
         ("@a brought the two sides together", "@a brings @b and @c to the table"), ("@a put it together",), 0.8),
    Rule("opens-talks-between", "mediator", r"(?P<x>%A%) (?:(?:has|have|had|will|is|also) ){0,2}(?:opens?|opened|convenes?|convened|chairs?|chaired|launch(?:es|ed)?|leads?|led|leading|oversees?|oversaw|facilitates?) (?:%W%){0,3}?%TALK% (?:[\w-]+ ){0,2}?(?:between|among)", ("between", "among"),
         ("the @a opens talks between @b and @c", "@a chaired negotiations between them"), ("@a opened the market between the rivers",), 0.8),
    Rule("puts-to-both", "mediator", r"(?P<x>%A%) (?:[\w'-]+ ){0,6}?(?:to|before|between) (?:both|the two|the) (?:sides|parties|delegations)", ("both sides", "both parties", "both delegations", "two sides", "two parties", "two delegations", "the sides", "the parties", "the delegations"),
         ("@a puts a proposal to both sides", "@a carried ideas between the parties"), ("@a won on both fronts",), 0.5),
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
    Rule("hosted-by", "host", r"hosted by (?:the )?(?:\w+ ){0,2}?(?P<x>%AS%)", ("hosted by",), ("talks hosted by @a", "hosted by the @a"), ("ghosted by @a",), 0.9),
    Rule("hosts", "host", r"(?P<x>%A%)(?: ,(?: which)?)? (?:(?:is|was|will|has|have|had|been|be|also|which|that|to|agreed|offered|ready) ){0,5}(?:hosts?|hosted|hosting)(?! of)", ("host",),
         ("@a is hosting the talks", "@a , which hosts the negotiations"), ("@a took hostages", "@a and a host of others"), 0.85),
    Rule("host-noun", "host", r"host (?:country|nation|state|government),? (?P<x>%A%)|(?P<y>%A%) ,? ?(?:as |the |which is the )(?:host|host country|host nation)(?! of)", ("host",),
         ("the host country @a", "@a , the host"), ("a host of nations",), 0.85),
)

GUARANTOR = (
    Rule("guarantors", "guarantor", r"guarantors?(?: of [\w ]{3,30}? [,(:—-]| ,| \(| :| —| -)? ?(?:the )?(?P<x>%AS%)", ("guarantor",), ("the guarantors @a and @b", "guarantors of the truce , @a and @b"), ("a guarantee from @a",), 0.85),
    Rule("as-guarantor", "guarantor", r"(?P<x>%AS%)(?: , (?:which|who) (?:[\w'-]+ ){1,6}?,| ,)? (?:[\w'-]+ ){0,5}?(?:as |its |are |is |the |be |become |act as |served as )+(?:\w+ )?(?:co-)?guarantors?", ("guarantor",),
         ("@a , @b and @c are its guarantors", "@a will act as guarantor"), ("@a wants guarantees",), 0.9),
    Rule("guaranteed-by", "guarantor", r"(?:guaranteed|underwritten) by (?:the )?(?P<x>%AS%)", ("guaranteed by", "underwritten by"), ("a truce guaranteed by @a", "underwritten by the @a and @b"), ("guaranteed by law",), 0.9),
)

OBSERVER = (
    Rule("as-observers", "observer", r"(?P<x>%AS%)(?: ,)? (?:[\w'-]+ ){0,6}?(?:as |are |were |was |is |its |the |with )(?:\w+ )?observers?(?! (?:say|said|describe))", ("observer",), ("@a , @b and @c attended as observers", "@a is an observer"), ("@a fears that observers left",), 0.85),
    Rule("observers-named", "observer", r"observers?(?: at [\w ]{3,20}?)?(?: from| of| ,| \(| are| were| include| included| including|:| —)+ (?:the )?(?P<x>%AS%)", ("observer",), ("observers from the @a and @b", "observers are @a , @b and @c"), ("observers say @a lost",), 0.8),
    Rule("also-taking-part", "observer", r"(?P<x>%AS%)(?: \( \w+ \))? (?:also|both) (?:taking part|took part|attending|attended|participating|participated|present)|(?P<y>%AS%) (?:also )?(?:have|has|had|were|was) (?:also )?(?:been )?(?:in attendance|present at|sitting in on|monitoring)",
         ("taking part", "took part", "attending", "attended", "participating", "participated", "also present", "both present", "in attendance", "present at", "sitting in on", "monitoring"), ("with @a and the @b also taking part", "@a and @b also have been in attendance"), ("@a took the town",), 0.6),
)

STAKEHOLDER = (
    Rule("players-including", "stakeholder", r"(?:players|stakeholders|actors|powers|countries|partners|states|nations|neighbou?rs|governments|capitals)(?: [\w-]+){0,3}? ?(?:[,—–(-]+ )?(?:including|such as|among them|like|namely) (?:the )?(?P<x>%AS%)",
         ("including", "such as", "among them", "like", "namely"), ("the involvement of multiple players — including @a , @b , and the @c —", "regional stakeholders such as @a"), ("countries near @a",), 0.7),
    Rule("also-involved", "stakeholder", r"(?P<x>%AS%) (?:is|are|was|were|remain|remains) (?:also |closely |deeply |likewise )?involved(?! in (?:the )?(?:fighting|war|attacks?|conflict|violence|clashes))", ("involved",),
         ("@a , @b and the @c are also involved", "@a is closely involved in the talks"), ("@a is involved in the fighting", "@a involved its army"), 0.6),
    Rule("alongside", "stakeholder", r"(?:alongside|consultations? with|consulted(?: with)?|briefed|in coordination with|coordinated with) (?:[\w-]+ ){0,4}?(?P<x>%AS%)", ("alongside", "consult", "briefed", "coordinat"),
         ("consultations with @a and @b", "he briefed @a"), ("along the border with @a",), 0.5),
)

ATTENDS = (
    Rule("brings-together-reps", "attends", r"(?:bring|brings|brought|bringing) together (?:%W%){0,4}?(?P<x>%AS%)", ("together",), ("the talks bring together @a , @b and @c", "which brought together the @a and @b"), ("put together by @a",), 0.6),
    Rule("attended-by", "attends", r"(?:attended|joined) by (?:%W%){0,4}?(?P<x>%AS%)", ("attended by", "joined by"), ("attended by @a and @b", "joined by delegates of @a"), ("owned by @a",), 0.6),
    Rule("joined", "attends", r"(?P<x>%AS%) (?:(?:has|have|had|will|are|is|also) ){0,2}(?:join|joins|joined|joining|attend|attends|attended|attending|take part in|took part in|taking part in|participate in|participated in) (?:%W%){0,4}?%TALK%",
         ("join", "attend", "part in", "participate"), ("@a have joined high-level talks", "@a attended the meeting"), ("@a joined the army",), 0.6),
)

ROLES: tuple[Rule, ...] = (*PARTY, *MEDIATOR, *HOST, *GUARANTOR, *OBSERVER, *STAKEHOLDER, *ATTENDS)
