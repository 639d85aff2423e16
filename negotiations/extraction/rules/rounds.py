"""What happened to a round of talks: its status, its outcome, its format, its level and its tone."""

from negotiations.extraction.rules.language import Rule

STATUS: tuple[Rule, ...] = (
    Rule("cancelled", "cancelled", r"(?:%TALK%) (?:[\w-]+ ){0,4}?(?:cancel(?:l)?ed|called off|scrapped)|(?:cancel(?:l)?ed|called off|scrapped) (?:%W%){0,4}?%TALK%", ("cancel", "called off", "scrapped"),
         ("the talks were called off", "@a cancelled the meeting"), ("the game was cancelled",), 0.85),
    Rule("postponed", "postponed", r"(?:%TALK%) (?:[\w-]+ ){0,4}?(?:postponed|delayed|put off)|(?:postponed|delayed|put off) (?:%W%){0,4}?%TALK%", ("postpon", "delay", "put off"),
         ("the meeting was postponed", "@a put off the talks"), ("the flight was delayed",), 0.85),
    Rule("stalled", "adjourned", r"(?:stalled|suspended|deadlocked|frozen|adjourned|interrupted|paused|on hold) (?:[\w-]+ ){0,2}?%TALK%|%TALK% (?:(?!their |its |reopen)[\w@'-]+ ){0,5}?(?:stalled|suspended|deadlocked|adjourned|broke off|broken off|interrupted|paused|on hold|at an impasse)|(?:suspend(?:s|ed)?|adjourn(?:s|ed)?|broke off|break off) (?:%W%){0,3}?%TALK%",
         ("stall", "suspend", "deadlock", "froz", "adjourn", "interrupt", "paus", "on hold", "broke", "break", "impasse"), ("at stalled nuclear talks", "the talks were adjourned"), ("stalled traffic",), 0.8),
    Rule("to-begin", "announced", r"%TALK% (?:[\w@,'-]+ ){0,6}?(?:will|should|must|are|is|were|was|set|due|scheduled|expected|planned|slated) (?:(?!being )\w+ )?(?:to )?(?:be held|begin|start|resume|take place|open|continue|convene)(?! in the)|(?:plan|plans|planned|agreed|agree|scheduled|due|set|expected|will|call on .{0,40}) (?:to )?(?:\w+ )?(?:hold|meet|resume|convene|begin|start|open|attend|return to)(?: [\w'-]+){0,5}? (?:%TALK%|again|on|in)|(?:is|are) (?:scheduled|due|set|expected|to) (?:to )?(?:meet|convene)|next (?:\w+ )?round|upcoming (?:[\w-]+ ){0,3}?%TALK%|next week 's (?:[\w@-]+ ){0,4}?%TALK%",
         ("will", "should", "must", "are", "is", "set", "due", "plan", "agree", "scheduled", "expected", "upcoming", "next", "call"), ("the talks will begin on january 17", "@a is scheduled to meet with @b", "next week 's @a - @b summit"), ("the talks began",), 0.75),
    Rule("under-way", "ongoing", r"%TALK% (?:[\w@,'-]+ ){0,5}?(?:under way|underway|ongoing|being held|continue|continues|continued|went on|go on|goes on|are continuing|is continuing|are taking place|(?:are|is) moving|in progress|drag on)|(?<!to )(?<!will )(?:resume|resumes|resumed|begin|begins|began|begun|opened|opens|open|started|restarted|have joined|continue|continued|are holding|have been holding|is holding|are mediating|are brokering|opening|started) (?:%W%){0,5}?%TALK%|%TALK% (?:[\w@'-]+ ){0,7}?(?:began|begun|started|opened|resumed|got under way|have resumed|have begun|resume|open)|ongoing (?:[\w-]+ ){0,2}?%TALK%|current (?:[\w-]+ ){0,2}?%TALK%",
         ("under", "ongoing", "being", "continu", "went on", "go on", "goes on", "taking", "moving", "progress", "drag", "resum", "beg", "open", "start", "join", "hold", "current", "mediating", "brokering"), ("the talks , being held in a town ,", "@a and @b resumed fresh peace talks"), ("the talks ended",), 0.7),
    Rule("ended", "concluded", r"%TALK% (?:[\w@'-]+ ){0,9}?(?:ended|concluded) (?:on|without|with|in|here|late|early)|%TALK% (?:[\w@,'-]+ ){0,6}?(?:ended|end|concluded|concludes|wrapped up|finished|closed|collapsed|ends|failed|broke up|broke down|were held|was held|had met|took place|produced|yielded)|(?:ended|concluded|wrapped up|finished|completed|following|after|closing) (?:%W%){0,6}?%TALK%|(?:met|had met|has met|have met|held talks|held a meeting|held an? [\w-]+ meeting) (?:%W%){0,3}?(?:@\w+|in|with|on|for|today|here)|recent (?:[\w-]+ ){0,2}?%TALK%|(?:at|during) (?:a|the|that) (?:\w+ )?round|(?:have|has|had) (?:reached|struck) (?:%W%){0,3}?%DEAL%|(?:outcome|result|days|week|weeks|hours) of (?:[\w,-]+ ){0,4}?%TALK%|delegations leave|signed (?:%W%){0,5}?%DEAL%|%DEAL% (?:[\w'-]+ ){0,4}?(?:signed|reached)",
         ("end", "conclud", "wrap", "finish", "clos", "collaps", "fail", "broke", "held", "met", "took", "produc", "yield", "complet", "following", "after", "recent", "leave", "signed", "reached", "outcome", "result", "days", "week", "hours", "round", "struck"), ("the talks ended without agreement", "@a met his @b in a town"), ("the talks are under way",), 0.65),
)

OUTCOME: tuple[Rule, ...] = (
    Rule("no-breakthrough-yet", "ongoing", r"(?:no|without|not) (?:[\w-]+ ){0,3}?(?:breakthrough|agreement|deal|progress|decision) (?:[\w-]+ ){0,3}?(?:yet|so far)|no (?:breakthrough|agreement|deal|progress|decision) (?:has|have) yet|yet to (?:reach|agree|produce|yield|announce)", ("yet", "so far"),
         ("no breakthrough has yet been announced", "they have yet to reach a deal"), ("no breakthrough came",), 0.85),
    Rule("without-agreement", "no-agreement", r"(?:without|no|not any|failed to (?:reach|produce|yield|achieve|make|agree on)|fail(?:s|ed)? to|failing to (?:reach|make|agree on|produce)|unable to (?:reach|agree on)|did not (?:reach|produce|yield)|little) (?:%W%){0,4}?(?:agreement|breakthrough|deal|progress|result|results|accord|settlement|headway|success)(?! (?:has|have) (?:yet|been announced so far))(?! without)(?! unless)",
         ("without", "no ", "not ", "fail", "unable", "little"), ("the talks ended without agreement", "they failed to reach a deal"), ("no breakthrough has yet been announced", "no deal without a pullout"), 0.75),
    Rule("broke-down", "no-agreement", r"%TALK% (?:[\w'-]+ ){0,4}?(?:collapsed|broke down|broken down|failed|stalled|deadlocked|broke up|at an impasse|foundered|fell apart)|(?:stalled|failed|deadlocked|collapsed|inconclusive|fruitless) (?:[\w-]+ ){0,2}?%TALK%|disappointment with (?:%W%){0,3}?%TALK%|blocking progress",
         ("collaps", "broke", "fail", "stall", "deadlock", "impasse", "founder", "fell apart", "inconclusive", "fruitless", "disappoint", "blocking"), ("stalled nuclear talks", "the talks collapsed"), ("the bridge collapsed",), 0.75),
    Rule("significant-gaps", "ongoing", r"(?:significant|serious|wide|big|large|major|deep|some) (?:gaps?|differences|obstacles|divisions) (?:\w+ )?(?:remain|persist|exist)", ("remain", "persist", "exist"),
         ("significant gaps remain", "wide differences still persist"), ("the gap closed",), 0.6),
    Rule("agreed-ceasefire", "ceasefire", r"(?:agree(?:d|s)?|sign(?:s|ed)?|reached|announc(?:es|ed)|declared?) (?:[\w@'-]+ ){0,6}?(?:ceasefire|cease-fire|truce|humanitarian pause|pause|cessation of hostilities|armistice)(?! (?:talks|proposal|negotiations|plan|deal that))",
         ("ceasefire", "cease-fire", "truce", "pause", "cessation", "armistice"), ("@a and @b have agreed to a four-day humanitarian pause", "they signed a permanent cessation of hostilities"), ("@a rejected a ceasefire", "@a accepted the ceasefire proposal"), 0.7),
    Rule("full-settlement", "full-settlement", r"(?:sign(?:ed|s)?|conclud(?:ed|es)|reached|announced?) (?:[\w'-]+ ){0,4}?(?:comprehensive|final|historic|full) (?:[\w-]+ ){0,2}?(?:peace )?(?:agreement|accord|deal|settlement|treaty)|peace treaty (?:\w+ ){0,2}?signed", ("comprehensive", "final", "historic", "full", "treaty"),
         ("they signed a comprehensive peace agreement", "reached a final settlement"), ("a final offer",), 0.7),
    Rule("signed-agreement", "partial-agreement", r"(?:@\w+|sides|parties|they|and|have|has|had|to|were|was) (?:(?:have|has|had|also|formally|both|jointly|may) ){0,3}?(?:signed|sign|signs|concluded|reached|struck|sealed|initialled|agreed on|agreed to) (?:(?!no |not |any )[\w'-]+ ){0,5}?(?:agreement|deal|accord|pact|memorandum|declaration|protocol|treaty|plan|understanding)|(?:agreement|deal|accord|memorandum|declaration) (?:[\w@,'-]+ ){0,6}?(?:was|were|has been|is) (?:signed|reached|announced|concluded)|announces? (?:an|a) (?:agreement|deal|accord)|reached accord|outcome of",
         ("sign", "conclu", "reach", "struck", "seal", "initial", "agreed", "announc", "outcome"), ("@a and @b signed an agreement", "the agreement was signed by the ministers"), ("@a hopes to reach no agreement", "the parties failed to reach a deal".replace("failed to reach", "want")), 0.65),
    Rule("agreed-to-go-on", "process-agreement", r"agree(?:d|s)? (?:\w+ )?to (?:[\w-]+ ){0,3}?(?:continue|resume|meet again|hold (?:[\w-]+ ){0,5}?(?:%TALK%)|keep talking|further talks|return to|extend|reconvene|begin (?:[\w-]+ ){0,3}?%TALK%)|agreed on (?:an? )?(?:agenda|timetable|framework|roadmap|road map)",
         ("agree",), ("@a and @b have agreed to hold regular high-level discussions", "they agreed to meet again"), ("@a agreed to withdraw",), 0.7),
)

FORMAT: tuple[Rule, ...] = (
    Rule("indirect", "proximity", r"(?:indirect|proximity) (?:[\w-]+ ){0,3}?%TALK%|%TALK% (?:[\w@-]+ ){0,5}?(?:are|were|is|was) indirect|separate rooms|separately with|not (?:meet|meeting|met) (?:face[- ]to[- ]face|directly)", ("indirect", "proximity", "separate", "not "),
         ("indirect talks between @a and @b", "they sat in separate rooms"), ("an indirect hit",), 0.85),
    Rule("shuttle", "shuttle", r"shuttle diplomacy|shuttl(?:ed|ing) between", ("shuttl",), ("in shuttle diplomacy", "@a shuttled between them"), ("the space shuttle",), 0.85),
    Rule("by-phone", "by-phone", r"(?:by|via|over the) (?:tele)?phone|(?:tele)?phone (?:call|conversation|talks)|video (?:call|conference|link)|spoke by", ("phone", "video", "spoke by"),
         ("they spoke by telephone", "in a phone call with @b"), ("a phone booth",), 0.8),
    Rule("direct", "direct", r"(?:direct|face[- ]to[- ]face|bilateral) (?:[\w-]+ ){0,3}?%TALK%|(?:met|meet|meets) (?:with )?(?:his|her|their) (?:\w+ )?@|%TALK% between (?:the )?%A% and (?:the )?%A%|%A% (?:- )%A% (?:\w+ )?%TALK%|(?:is|are) (?:scheduled|due|set) to meet", ("direct", "face", "bilateral", "between", "met", "meet", "- "),
         ("direct talks between the sides", "face-to-face negotiations"), ("the director of talks",), 0.6),
    Rule("multilateral", "multilateral", r"(?:multilateral|six-party|five-party|four-party|trilateral|quadrilateral|international|contact group|multiparty|regional) (?:[\w-]+ ){0,2}?(?:%TALK%|meeting)|contact group|bring(?:s)? together .{0,60}@\w+ , .{0,20}@\w+", ("lateral", "party", "contact group", "together", "international", "regional"),
         ("six-party talks", "their seventh trilateral summit"), ("a party of six talks".replace("talks", "men"),), 0.75),
)

TONE: tuple[Rule, ...] = (
    Rule("tone-quoted", "tone", r"(?:tone|atmosphere|mood|climate|talks|discussions|meeting|negotiations|dialogue)(?: of the \w+)? (?:as|was|is|were|are|had been|to be|has been)(?: being)? (?P<x>\" [\w ,'.-]{3,60}\")|describ(?:e|es|ed) (?:%W%){0,5}?as (?P<y>\" [\w ,'.-]{3,60}\")",
         ("\"",), ("describe the tone as \" serious and determined . \"".replace(" . ", " "), "the talks were \" constructive \""), ("the tone was set",), 0.85),
    Rule("tone-plain", "tone", r"(?:tone|atmosphere|mood|talks|discussions|meeting|meetings|negotiations) (?:as|was|were|is|are|had been) (?P<x>(?:very )?(?:constructive|serious|positive|difficult|tense|friendly|cordial|frank|productive|fruitful|tough|intense)(?: and \w+)?)(?= )|amid a (?P<y>(?:very )?\w+ atmosphere)|call(?:s|ed) (?:the )?(?:%TALK%) (?P<z>constructive|positive|useful|productive|serious|frank)",
         ("tone", "atmosphere", "mood", "talks", "discuss", "meeting", "negotiations"), ("the talks were difficult and tense , he said", "started amid a very friendly atmosphere"), ("the talks were in may",), 0.7),
)

LEVEL: tuple[Rule, ...] = (
    Rule("senior", "level", r"(?P<x>(?:senior|high-level|top|cabinet-level|ministerial|technical|working-level|expert-level|high-ranking|lower-level|foreign-minister) (?:level )?(?:\w+ )?(?:representatives|officials|delegations?|talks|negotiators|envoys|negotiations|discussions|commanders|meeting|teams?))",
         ("senior", "level", "top", "minister", "technical", "ranking"), ("senior representatives from @a", "cabinet-level talks in a town"), ("a senior citizen",), 0.7),
)
