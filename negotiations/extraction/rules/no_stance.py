"""Words that look like a stance and take none: nouns, clauses of time, outcomes. See language.py for the form.

A verb that begins within group ``c`` of a match is no cue. ``asks`` names the rules of stances that are meant, none: all whose
holder is the subject of the verb.
"""

from negotiations.extraction.rules.language import Rule

_KIND = (
    r"(?:(?:new|old|own|key|main|major|final|joint|fresh|further|renewed|repeated|growing|mounting|latest|original|initial|"
    r"outstanding|border|territorial|long-standing|longstanding|international|common|mutual|public|formal|core|top|first) )?"
)
_ACTORS = r"(?:(?:the|both) )?(?:@\w+|it|they|he|she|we|sides|parties)"
_HELP = r"(?:(?:is|are|was|were|have|has|had|now|also|again|both|all|still|first|last|jointly|finally|formally) ){0,2}"

# The nouns by which an offer is told, and the verb: what is only spoken of is not offered anew.
_OFFERS = ("proposal-of", "own-proposal", "offers", "readiness-to-act")

NO_STANCE = (
    Rule("noun-or-adjective", "none", rf"(?:the|an?|its|their|his|her|our|my|your|any|every|no) {_KIND}(?P<c>[a-z]+)", (),
         ("any disputes arose", "they brought their concerns to the table", "the agreed terms", "the signing of the accord"), ("@a disputes it",)),
    Rule("plural-noun", "none", rf"(?:'s|these|those|both|all|some|many|several|most|few|such|two|three|four|five|various|certain|new|renewed|repeated|fresh|"
         rf"growing|mounting|amid|despite|over|under|with|without|about|of|against|following|between|from|during|for) {_KIND}(?P<c>(?!is |was |has |does )[a-z]+s)(?= )", (),
         ("amid calls for a truce", "three demands on the border", "despite growing demands that @b leave"), ("@a demands a truce", "most was said")),
    Rule("noun-behind-name", "none", r"@\w+ (?P<c>(?:demands|calls|offers|requests|hopes|concerns|disputes|claims|pledges|promises|moves|appeals))(?= (?:[.,;]|and|or|but|are|were|have|had|was|has|remain|include|included) )", ("demands", "calls", "offers", "requests", "hopes", "concerns", "disputes", "claims", "pledges", "promises", "moves", "appeals"),
         ("he rejected the @a demands , and left", "@a demands have grown"), ("@a demands a truce", "@a demands that @b leave")),
    Rule("kind-of-dispute", "none", r"(?:border|territorial|trade|oil|land|maritime|water|legal|political|pay|labou?r|bilateral|long-standing|longstanding|unresolved|outstanding|remaining|lingering) (?P<c>disputes|claims|demands|concerns|offers|questions)", ("disputes", "claims", "demands", "concerns", "offers", "questions"),
         ("@a and @b met over oil and border disputes to keep a deadline", "a list of territorial claims"), ("@a disputes it",)),
    Rule("wants-to-help", "none", r"(?P<c>want(?:s|ed)?|would like|hop(?:es?|ed)|seeks?|sought) to (?:help|assist|aid|thank|congratulate|express|stress|reassure|make (?:it )?clear|know|see for|visit|learn|say|emphasi[sz]e)\b", ("want", "would like", "hop", "seek", "sought"),
         ("it wanted to help with the rescue", "@a would like to thank the mediators"), ("@a wants to free the men",), asks=("wants", "hopes", "seeks")),
    Rule("agreed-it-was", "none", r"(?P<c>agree(?:s|d)? that) (?:%N%){1,5}?(?:was|were|had been|is|are) (?:\w+ )?(?:useful|good|productive|difficult|constructive|serious|positive|worrying|fruitful|frank|worrisome|alarming|helpful)\b", ("agree",),
         ("both agreed that the meeting was useful", "@a agreed that the talks had been very frank"), ("@a agreed that elections are needed",)),
    Rule("ended-a-round", "none", r"(?P<c>end(?:s|ed|ing)|halt(?:s|ed)|cut short|broke off) (?:%N%){0,6}?%TALK%(?= (?:[\w@'-]+ ){0,5}?(?:without|with (?:no|an?|little)|empty-handed|in failure|deadlocked) )", ("end", "halt", "cut short", "broke off"),
         ("both ended their latest meeting in a town without progress", "@a and @b ended two days of talks with a promise to meet again"), ("@a ended its talks with @b",), asks=("suspends", "leaves-talks")),
    Rule("agreed-to-disagree", "none", r"(?P<c>agree(?:s|d)? to (?:disagree|differ))", ("agree",),
         ("both agreed to disagree", "@a and @b agree to differ"), ("@a agreed to disarm",)),
    Rule("agreed-to-nothing", "none", r"(?P<c>agree(?:s|d)? (?:to|on)|accept(?:s|ed)?|offer(?:s|ed)?|propos(?:es?|ed)|sign(?:s|ed)?|demand(?:s|ed)?|promis(?:es?|ed)) nothing(?! (?:short|less))", ("nothing",),
         ("@a said it had agreed to nothing", "@a offered nothing new"), ("@a demanded nothing less than a pullout",)),
    Rule("had-hoped", "none", r"had (?:\w+ )?(?P<c>hoped)", ("had ",),
         ("the agency had hoped to settle it", "@a had long hoped for a truce"), ("@a hoped for a truce",)),
    Rule("since-then", "none", rf"since {_ACTORS} {_HELP}(?P<c>(?!wanted|needed|insisted|considered|opposed|supported)[a-z]+ed|left|quit|withdrew|sought|put|struck|broke|gave|set|sent|made|took|came|went|threw)", ("since",),
         ("their first meeting since they agreed to resume talks", "a year since @a rejected the plan"), ("since @a rejects the plan", "@a stayed away since it wanted guarantees first")),
    Rule("as-they-seek", "none", rf"as {_ACTORS} {_HELP}(?P<c>seeks?|sought|seeking|pursu(?:es?|ed|ing)|tr(?:y|ies|ied|ying)|work(?:s|ed|ing)?|aim(?:s|ed|ing)?|striv(?:es?|ing)|push(?:es|ed|ing)?|press(?:es|ed|ing)?)", (),
         ("as we seek to determine what happened", "the vote came as it sought relief from the sanctions"), ("as @a demanded", "@a seeks relief")),
    Rule("backs-somebody", "none", r"(?P<c>supports?|supported|supporting|backs?|backed|backing|endors(?:es?|ed|ing)) (?:the |both )?@\w+(?: and (?:the )?@\w+)?(?= (?:[.,;]|but|while|in (?:the|its|their|this) (?:\w+ )?(?:war|fight|fighting|conflict|struggle))|$)", (),
         ("@a supports the @b .", "@a , which backs the @b , left"), ("@a supports @b 's plan .", "@a backs the @b in the talks"), asks=("supports",)),
    Rule("by-doing-it", "none", r"(?:says?|said|saying|that|warn(?:s|ed)|as) (?P<c>(?!(?:being|having) )[a-z]+ing) (?:%N%){1,7}?(?:would|will|is|was|could|means?|meant|might)(?= )", ("ing ",),
         ("@a said conceding the port would be suicide", "@a warned that accepting the plan means war"), ("@a is accepting the plan", "@a said it is conceding the port".replace("it is", "it was"),)),
    Rule("adopts-measures", "none", r"(?P<c>(?:adopt|approv|pass)(?:s|es|ed|ing)?) (?:(?:\" )?%N%){0,4}?(?:restrictions|tariffs|duties|penalties|punitive measures|countermeasures|polic(?:y|ies)|budgets?|tactics|strategy|approach|tone|stance|posture|attitude|laws? (?:on|about|against))", ("restrictions", "tariffs", "duties", "penalties", "measures", "polic", "budget", "tactics", "strategy", "approach", "tone", "stance", "posture", "attitude", "law"),
         ("@b has adopted such large-scale restrictions", "@a adopted a law on banks"), ("@a adopted the plan", "@a approved a law that would end the siege")),
    Rule("would-mean", "none", r"(?:mean|means|meant|imply|implies|implied|ensure|ensures) (?:that )?(?:the )?(?:@\w+|it|they) (?:%ADV%)(?P<c>(?:would|will|could) (?:%ADV%)[a-z]+)", ("mean", "impl", "ensure"),
         ("that would mean that @a would control the shore", "it means @a will withdraw"), ("@a said it would withdraw",)),
    Rule("not-for-peace", "none", r"(?:@\w+|they|he|she) (?:is|are|was|were) not (?:%ADV%)(?P<c>(?:ready|prepared|interested|willing)) (?:for|in|to make) (?:a )?(?:real |genuine |lasting |just )?(?:peace|dialogue|compromise)(?= (?:[.,;\"]|and|but|with|because|as)|$)", ("ready", "prepared", "interested", "willing"),
         ("\" @a is not ready for peace , \" @b said", "they are not interested in peace ."), ("@a is not ready to sign", "it is not ready for talks"), ),
    Rule("others-signing", "none", r"(?:groups|sides|parties|states|countries|others|rebels|factions|movements) (?P<c>signing|agreeing|accepting|joining|rejecting)", ("signing", "agreeing", "accepting", "joining", "rejecting"),
         ("it disliked the idea of other groups signing a deal", "the risk of rivals and other states joining the talks"), ("@a is signing the deal", "other groups are signing")),
    Rule("so-that-they-could", "none", rf"so (?:that )?{_ACTORS} (?P<c>(?:can|could|may|might|would|will) (?:%ADV%)[a-z]+)", ("so ",),
         ("the men were freed so they could attend the talks", "a pause so that @a can consult"), ("@a said so and could attend", "@a could accept"), asks=("may-act", "will-act")),
    Rule("before-doing", "none", r"(?:before|without) (?P<c>[a-z]+ing)", ("before", "without"),
         ("hours before signing an agreement", "without accepting the plan"), ("before @a was accepting",)),
    Rule("bare-signing", "none", r"(?:^|(?:said|says|that|for|of|on|about|to|at|from|against|and|or|than|but) )(?P<c>signing)", ("signing",),
         ("signing an agreement takes time", "close to signing a deal"), ("@a is signing a deal", "they met , signing a deal")),
    Rule("could-not-agree", "none", r"(?P<c>(?:(?:can|could|did|do|does|have|has|had) (?:not|never)|cannot|couldn't|didn't|unable to|not able to|fail(?:s|ed|ing)? to|struggl(?:es?|ed|ing) to)(?: yet| been able to)? (?:%ADV%)agreed?)(?= (?:on|upon|about|over|whether|how|when|where|what|who|even|[.,;])|$)", (),
         ("the parties could not agree .", "@a and @b failed to agree on a date"), ("@a could not agree to the plan", "@a agreed on a date")),
    Rule("could-not-reach", "none", r"(?P<c>(?:(?:can|could|did|do|does|have|has|had) (?:not|never)|cannot|couldn't|didn't|unable to|not able to|fail(?:s|ed|ing)? to)(?: yet| been able to)? (?:%ADV%)(?:reach|reached|find|found|achieve|achieved|c[oa]me to|conclude|concluded|strike|struck|finali[sz]ed?)) (?:%N%){0,4}?(?:%DEAL%|compromise|consensus|common ground|solution|breakthrough)", (),
         ("@a and @b could not reach an agreement", "the parties failed to find common ground"), ("@a could not accept an agreement", "@a and @b reached a deal")),
    Rule("offer-under-review", "none", r"(?P<c>%A% (?:'s )?(?:\w+ ){0,2}?(?:offer|proposal|initiative|overture|suggestion)s?) (?:(?!(?:and|but|while|said) )[\w@'-]+ ){0,8}?(?:is|are|was|were|remains?) (?:%ADV%)(?:being (?:%ADV%)(?:reviewed|studied|considered|examined|weighed)|under (?:\w+ )?(?:review|consideration|study|examination))", (),
         ("@a 's offer of talks is under review", "@b said @a 's proposal for a truce was being studied"), ("@a 's offer of talks is new",), asks=_OFFERS),
    Rule("offer-made-clear", "none", r"(?:clarify|clarif(?:ies|ied|ying)|clarifications? (?:of|on|about)|explain(?:s|ed|ing)?|details (?:of|on|about)) (?P<c>(?:@\w+ 's|its|their|his|her) (?:\w+ ){0,2}?(?:offer|proposal|initiative|overture|suggestion)s?)", (),
         ("@b will ask @a to clarify its offer of talks", "@b wants details of @a 's proposal"), ("@a repeated its offer",), asks=_OFFERS),
    Rule("under-the-plan", "none", r"under (?:the |an? |this |that |its |his |their |@\w+ 's )(?:[\w-]+ ){0,3}?(?:plan|proposal|offer|draft|initiative|blueprint)(?: ,)? (?:(?!(?:we|i|said|says|that) )[\w@'-]+ ){1,8}?(?P<c>(?<!it )(?<!we )(?<!i )(?<!he )(?<!she )(?:would|will) (?:%ADV%)[a-z]+(?: to [a-z]+)?)", (),
         ("under the plan both sides would agree to observe a truce", "under @a 's proposal , @b would withdraw"), ("under the plan we will withdraw", "under the deal @a will withdraw")),
    Rule("will-under-the-plan", "none", r"(?P<c>(?<!it )(?<!we )(?<!i )(?<!he )(?<!she )(?:would|will) (?:%ADV%)[a-z]+(?: to [a-z]+)?) (?:[\w@'-]+ ){0,6}?under (?:the |an? |this |that |its |his |their |@\w+ 's )(?:[\w-]+ ){0,3}?(?:plan|proposal|draft|initiative|blueprint)", (),
         ("both sides would sign a truce under the plan", "@b will withdraw under @a 's proposal"), ("@b will withdraw under the deal", "@a said it will withdraw under the plan")),
)
