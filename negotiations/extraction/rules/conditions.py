"""What a position waits for. Group ``c`` is the condition; the value is its relation. Those of FRONTED open the clause
before the one in which the stance is taken.
"""

from negotiations.extraction.rules.language import Rule

_REST = r"(?P<c>(?:(?!(?:;|but|while|\"|—)(?: |$))\S+ ?){1,40})"

# What is put off until a day waits for nothing else.
_NO_DAY = (
    r"(?!(?:(?:at least|the end of|further|mid|early|late|next|last|this|then|now|recently|tomorrow|today|tonight|midnight|noon|dawn|january|february|march|april|may|june|july|august|september|october|november|december|sept\.|oct\.|nov\.|dec\.|jan\.|feb\.|aug\.|%WEEKDAY%|summer|autumn|winter|spring|christmas|ramadan)\b|\d))"
)

CONDITIONS: tuple[Rule, ...] = (
    Rule("only-after", "only-after", r"(?:only (?:be )?(?:(?:come|begin|start|happen|take place|end|resume|follow|possible|[\w-]+) )?(?:after|when|once|if|following|upon|on condition)|not (?:[\w-]+ ){1,6}?before) " + _REST, ("only", "before"),
         ("a ceasefire can only come after the release of the men", "it will return only if sanctions end"), ("the only man after dinner".replace("only man", "lonely man"),), 0.9),
    Rule("in-exchange-for", "in-exchange-for", r"(?:in (?:exchange|return|turn) for|as part of a swap for|in a swap for|concurrently with|in parallel with) " + _REST, ("exchange for", "return for", "swap for", "concurrently", "parallel with"),
         ("release captives in exchange for prisoners", "free them in return for aid"), ("on his return from the front",), 0.9),
    Rule("in-response-to", "in-exchange-for", r"in (?:response to|recognition of) (?P<c>(?:%W%){0,2}?(?:steps?|actions?|moves?|measures|gestures?|concessions|progress)(?: (?!(?:;|but|while|\"|—)(?: |$))\S+){0,20})", ("in response to", "in recognition of"),
         ("ready to ease sanctions in response to concrete steps towards elections", "relief in recognition of progress at the sites"), ("in response to a question", "in response to the attack"), 0.8),
    Rule("as-a-condition", "only-after", r"(?:demand|insist|ask|want|call|requir|urg)\w* (?:(?:that|on|for) )?(?P<c>(?:(?!(?:;|but|while|\"|—)(?: |$))\S+ ){1,25}?)as (?:a|the|its|their|one) (?:pre-?)?condition (?:for|of|to|before)", ("condition for", "condition of", "condition to", "condition before"),
         ("@a has demanded that @b drop the charges as a condition for signing a deal", "it wants a pullout as a precondition of talks"), ("@a set a condition for talks", "it wants a boat in good condition"), 0.85),
    Rule("in-return", "in-exchange-for", r"(?P<c>in (?:return|exchange) ,)", ("in return", "in exchange"), ("in return , @a has given assurances", "in exchange , @b would pay"), ("in return for aid",), 0.8),
    Rule("for-prisoners", "in-exchange-for", r"(?:releas\w+|freed?|freeing|exchang\w+|swap\w*|hand\w* over) (?:[\w,-]+ ){1,8}?for (?P<c>(?:[\w,@'-]+ ){0,6}?(?:prisoners|detainees|hostages|captives|inmates|women|minors|soldiers|remains|bodies))", ("releas", "free", "exchang", "swap", "hand"),
         ("release of 33 hostages for 90 prisoners", "freeing 50 women for 150 detainees"), ("released the men for the night",), 0.8),
    Rule("but-only", "only-after", r"but only (?:in|with|within|under|through|on|at|as) " + _REST, ("but only",), ("ready to talk , but only in the presence of a mediator", "open to a truce but only under monitors"), ("but the only man",), 0.8),
    Rule("waits-for", "only-after", r"(?:must|should|will|would|have to|has to|had to) wait for " + _REST, ("wait for",), ("elections must wait for a truce", "it would have to wait for guarantees"), ("they wait for the bus",), 0.75),
    Rule("the-minute", "only-after", r"the (?:minute|moment|day|instant) (?:that )?(?P<c>(?!of|in|after|before|when|for)(?:(?!(?:;|but|while|\"|—|sanctions|would|will)(?: |$))\S+ ?){3,20})", ("the minute", "the moment", "the day", "the instant"),
         ("the minute that a government is in place sanctions would be lifted", "it will sign the moment @b withdraws its men"), ("the moment of truth",), 0.7),
    Rule("until", "only-after", r"(?:until|till) (?:after )?" + _NO_DAY + _REST, ("until", "till"), ("it will not return to talks until @b lifts sanctions", "no pullout until the men are free"), ("the tiller of @a", "the truce holds until mid january", "until 10 may"), 0.85),
    Rule("unless", "only-after", r"unless " + _REST, ("unless",), ("no deal unless @b leaves", "it will not talk unless prisoners are freed"), ("nonetheless @a left",), 0.85),
    Rule("before", "before", r"(?:before|prior to|ahead of) (?P<c>(?:any|the|an?|it|there|they|signing|@\w+|talks|negotiations|entering|beginning|agreeing|\w+ing) ?(?:(?!(?:;|but|while|if|unless|until|\"|—)(?: |$))\S+ ?){0,30})", ("before", "prior to", "ahead of"),
         ("must withdraw before any agreement is finalized", "@a wants a list before talks begin"), ("as said before .", "the day before"), 0.8),
    Rule("provided", "only-after", r"(?:(?:provided|providing)(?! for)|on (?:the )?(?:condition|understanding)|as long as|so long as|contingent on|conditional on|conditioned on|depending on|depend(?:s|ed)? (?:up)?on|hing(?:es?|ed) (?:up)?on|subject to)(?: that| of| whether)? " + _REST, ("provid", "condition", "understanding", "long as", "contingent", "depend", "hing", "subject to"),
         ("it will sign provided that @b leaves", "open to talks as long as the truce holds"), ("a plan providing for a truce",), 0.85),
    Rule("linked-to", "only-after", r"(?:link(?:s|ed|ing)?|t(?:ies?|ied|ying)) (?:%N%){1,7}?to " + _REST, ("link", "tie", "tying"), ("@a linked a ceasefire to the release of the men", "it ties a pullout to guarantees"), ("the links of @a",), 0.75),
    Rule("part-of-a-deal", "only-after", r"(?:only )?as part of (?P<c>(?:a|an|any) (?:wider|broader|larger|comprehensive|overall|final|general) (?:%N%){0,3}?(?:%DEAL%|package|solution|plan|process)(?: (?!(?:;|but|while|\"|—)(?: |$))\S+){0,20})", ("part of",),
         ("it would lift the siege as part of a wider agreement", "@a will leave only as part of a comprehensive peace deal"), ("as part of a plan , @a left", "a large part of the deal"), 0.75),
    Rule("not-while", "only-after", r"(?:not|no|never) (?:[\w@'-]+ ){1,10}?while " + _REST, ("while",), ("it will not negotiate while the siege goes on", "no talks while @b is building"), ("while @a left",), 0.75),
    Rule("when", "only-after", r"(?:will|would|can|could|ready|prepared|willing) (?:[\w@'-]+ ){1,14}?(?:, )?(?:or )?(?:when|whenever) (?!asked|told|it comes)" + _REST, ("when",), ("they will put their arms in camps when they join the army", "@a is ready to sign when its men are free"), ("@a said when asked",), 0.7),
    Rule("on-assurances", "only-after", r"after (?:it |they |he |she |having )?(?:get(?:ting|s)|got|gain(?:ing|ed)|receiv(?:ing|ed)|obtain(?:ing|ed)|w(?:inning|on)|secur(?:ing|ed)|(?:was|were|being) (?:given|promised|offered)|(?:extract|demand)(?:ing|ed)) (?P<c>(?:(?:an?|the|written|firm|some|new|its|their|security|\w+) ){0,3}?(?:assurances?|guarantees?|promises?|pledges?|safeguards|undertakings?)(?: (?!(?:;|but|while|\"|—)(?: |$))\S+){0,20})", ("assurance", "guarantee", "promise", "pledge", "safeguard", "undertaking"),
         ("@a agreed to attend after receiving guarantees of safe passage", "it came after it was given a promise that the truce would hold"), ("after the promise was broken", "@a left after getting lunch"), 0.8),
    Rule("as-soon-as", "only-after", r"(?:will|would|can|could|ready|prepared|willing|agree[ds]?|only) (?:[\w@'-]+ ){1,14}?(?:, )?(?:but )?(?:only )?(?:as soon as|just as soon as|the day) (?!possible)" + _REST, ("as soon as", "the day"),
         ("@a would sign as soon as the siege ends", "@a is ready to negotiate as soon as the request arrives"), ("@a will sign as soon as possible",), 0.75),
    Rule("without", "only-after", r"(?:no|not|never|cannot|n't|neither) (?:[\w@'-]+ ){1,10}?without (?:a |an |any |the |first )?" + _REST, ("without",), ("there will be no deal without a full withdrawal", "no truce without guarantees"), ("the round ended without agreement",), 0.6),
    Rule("once", "only-after", r"(?<!at )once (?P<c>(?!again|more|a (?:week|day|month|year|decade|(?:\w+ )?(?:rebel|leader|ally|fighter|minister|president|member|close|powerful))|said)(?:(?!(?:;|but|while|\"|—)(?: |$))\S+ ?){2,30})", ("once",), ("it will withdraw once @b disarms", "talks resume once the siege is lifted"), ("at once @a left", "once again @a left"), 0.75),
    Rule("if", "only-after", r"(?:only if|even if|if and only if|if) (?!any|not|necessary|so |possible)" + _REST, ("if ",), ("it will withdraw if @b stops attacks", "ready to talk if sanctions end"), ("if any , effect", "the gift of @a"), 0.7),
    Rule("first", "before", r"wants? first (?P<c>a [\w ,@'-]+)|(?P<d>first) (?:a|the) list", ("first",), ("@a wants first a list of the hostages", "it asked for first a list"), ("the first list",), 0.6),
    Rule("after", "only-after", r"(?:can|could|will|would|may|should|must) (?:\w+ ){0,3}?(?:come|begin|start|take place|happen|follow|be \w+ed) (?:only )?(?:after|following) " + _REST, ("after", "following"),
         ("a truce can come after the release", "talks will begin following a pullout"), ("he came after dinner",), 0.7),
)

_UP_TO_COMMA = r"(?P<c>(?:(?!(?:;|\"|—) )\S+ ){1,40})(?:,|$)"

FRONTED: tuple[Rule, ...] = (
    Rule("fronted-unless", "only-after", r"(?:unless|until|till|without(?! (?:any )?(?:pre-?)?conditions?\b)|once|only (?:after|when|once|if|with)|(?:not|never) (?:before|until|without)|as soon as) " + _UP_TO_COMMA,
         ("unless", "until", "till", "without", "once", "only", "as soon as", "not before"), ("unless @b withdraws , @a will not sign", "without guarantees , there will be no deal"), ("once again @a left", "at once , @a left"), 0.85),
    Rule("fronted-if", "only-after", r"(?:if|should(?= (?:the |its )?@)|provided|providing|as long as|so long as|on condition|in case)(?: that)? " + _UP_TO_COMMA,
         ("if", "should", "provid", "long as", "condition", "in case"), ("if @b lifts the siege , @a will sign", "provided that the truce holds , @a will talk"), ("the gift of @a , @b said",), 0.75),
    Rule("fronted-exchange", "in-exchange-for", r"in (?:exchange|return|turn) for " + _UP_TO_COMMA, ("exchange for", "return for", "turn for"),
         ("in return for relief from sanctions , @a would accept inspectors", "in exchange for the men , @b will pay"), ("in turn , @a left",), 0.85),
    Rule("fronted-in-return", "in-exchange-for", r"(?P<c>in (?:return|exchange)) ,", ("in return ,", "in exchange ,"), ("in return , @a will pull back", "in exchange , @b would pay"), ("in return for aid",), 0.8),
    Rule("fronted-before", "before", r"before (?P<c>(?:any|there|a|the|it|they|talks|@\w+) (?:(?!(?:;|\"|—) )\S+ ){0,30}),", ("before",),
         ("before any talks , @a must withdraw", "before it signs , @b wants guarantees"), ("as before , @a left",), 0.7),
)
