"""What somebody agrees to, signs or undertakes. The value is "accepts", or says on what condition. See language.py for the form."""

from negotiations.extraction.rules.language import Rule

_OWN_ACT = (
    r"(?:sign|accept|abide|respect|honou?r|implement|observe|comply|adhere|return|attend|join|take part|participate|resume|withdraw|"
    r"release|free|stop|halt|end|cease|pull|lift|ease|suspend|freeze|allow|order|hand over|disarm|meet(?! separately| each)|hold|send|deliver|"
    r"cooperate|negotiate|talk|restore|re-?establish|lay down|support|back|agree|approve|recogni[sz]e|open|reopen|extend|continue(?! to be)|give|sit down|go (?:back|ahead|to (?:the )?(?:%W%){0,2}?(?:%TALK%|table))|come (?:back|to the)|take (?:their|its|his) seats?|enter|(?:stay|remain) (?:in|at) (?:the )?(?:%W%){0,2}?(?:%TALK%|table|process|%DEAL%)|respond|reciprocate|fulfil+|carry out|start|begin|establish|set up|form|share|grant|exchange|swap|reduce|put (?:%W%){1,3}?(?:arms|weapons|fighters|forces)|reschedule|consult|scale (?:back|down)|dismantle|renounce|scrap|limit|curb|pursue|cut (?:back )?(?:%W%){0,3}?(?:military|troops|forces|presence|attacks|operations))"
)

# Whoever gives up a refusal or a boycott accepts what it was against, whatever verb of leaving stands in it.
RELENTING = (
    Rule("ends-refusal", "accepts", r"(?:revers(?:es?|ed|ing)|rescind(?:s|ed|ing)?|revok(?:es?|ed|ing)|overturn(?:s|ed|ing)?|lift(?:s|ed|ing)?|end(?:s|ed|ing)?|drop(?:s|ped|ping)?|abandon(?:s|ed|ing)?|g(?:ave|ives?|iven|iving) up|call(?:s|ed|ing)? off|reconsider(?:s|ed)?|relent(?:s|ed) (?:on|in)) (?:its|their|his|her|the|that) (?:[\w-]+ ){0,3}?(?:boycott(?! by)|(?:decision|threats?|refusal|vow|pledge) (?:to (?:boycott|leave|quit|withdraw from|pull out|stay away|walk out|suspend|break off|reject|block)|not to|never to)|refusal to)",
         ("boycott", "decision", "threat", "refusal", "vow", "pledge"),
         ("@a reversed its decision to boycott the talks", "@a has lifted its refusal to meet the envoy", "@a called off its month-long boycott of the assembly"), ("@a reversed its decision to attend", "@a dropped its demands"), 0.8),
)

ACCEPTS = (
    Rule("deal-that-they-reached", "accepts", r"%DEAL% (?:that|which) (?:the )?(?P<h>%AS%) (?:(?:have|has|had) )?(?:reached|struck|signed|concluded)", ("reached", "struck", "signed", "concluded"),
         ("the ceasefire agreement that @a and @b reached in a town", "the deal which @a and the @b have signed"), ("the town that @a reached",), 0.8),
    Rule("deal-provides", "accepts", r"%DEAL% (?:signed|reached|struck|agreed|concluded)(?: (?:on|last|this|late|early|\w+day|week|month|[a-z]+ \d{1,2})){0,3} (?:%ADV%)(?:provid(?:es?|ed|ing) for|calls? for|called for|envisages?|foresees?|foresaw|stipulates?|requires?)", ("provid", "call", "envisage", "foresee", "foresaw", "stipulate", "require"),
         ("an accord signed friday provides for the disarmament of the rebels", "the deal reached last week calls for a phased pullout"), ("a plan drawn up friday provides for elections", "the accord provides the men with food"), 0.7, "sides"),
    Rule("under-a-deal-between", "accepts", r"under (?:an?|the|this|that) (?:(?!\d|earlier |previous |old |possible |proposed )%N%){0,3}?%DEAL% (?:(?:signed|reached|struck|agreed) (?:\w+ ){0,3}?)?between (?:the countries and )?(?:the )?(?P<h>%AS%)", ("between",),
         ("families are going home under a new deal between @a and @b", "men are being freed under an agreement reached last week between @a and the @b"), ("the rift between @a and @b", "under a 1998 deal between @a and @b"), 0.65, "agent"),
    Rule("ready-to-act", "accepts", r"(?:ready|prepared|willing) to (?:%ADV%)(?:sign|accept|abide|respect|honou?r|implement|observe|comply|stop|halt|cease|attend|join|return)", ("ready", "prepared", "willing"),
         ("@a had said it was prepared to sign the agreement", "@a is ready to accept"), ("@a is ready to fight",), 0.8),
    Rule("agrees", "accepts", r"(?:agree|agrees|agreed|agreeing)(?: not)? (?:to|on|that|with|upon|in principle|an?|the|it|they|he|we|there|its|their|his|any|by|in|at|during|over|for|what|(?:\w+ )?(?:ceasefire|cease-fire|truce)|@\w+)", ("agree ", "agrees ", "agreed ", "agreeing "),
         ("@a and @b have agreed to hold talks", "@a agreed on a truce", "@a and @b agree new ceasefire", "they have agreed what they called a full ceasefire"), ("the agreement with @a", "as agreed ."), 0.85),
    Rule("accepts", "accepts", r"(?:accept|accepts|accepted|accepting)(?! by)", ("accept",),
         ("@a says that it accepts the proposal", "@a has accepted the plan"), ("an acceptable text", "accepted by nobody"), 0.9),
    Rule("approves", "accepts", r"(?:approve|approves|approved(?! (?:an?|the) (?:\w+ )?(?:bill|law|measure|motion|resolution|decree) (?:that|which) (?:would|will) (?:block|end|halt|suspend|ban|bar|curb|limit|stop|cut|prevent|reject|freeze))|ratif(?:y|ies|ied)|adopts?|adopted|consent(?:s|ed) to|assent(?:s|ed) to|acced(?:es?|ed) to|acquiesc(?:es?|ed) (?:in|to)|g(?:ave|ives?|iven) in to|y(?:ields?|ielded) to|bow(?:s|ed) to|sign(?:s|ed|ing)? (?:up|on) to|(?:say|says|said|saying) yes to|g(?:ave|ives?|iven|iving) (?:its|their|his|her) (?:\w+ )?(?:consent|approval|agreement|assent|nod|signature|go-ahead|green light) (?:to|for)|put (?:its|their|his|her) (?:name|signature) to|conced(?:es?|ed|ing))(?! by)", ("approv", "ratif", "adopt", "consent", "assent", "acced", "acquiesc", "in to", "yield", "bow", "sign", "yes to", "agreement", "nod", "go-ahead", "green light", "conced"),
         ("@a has approved a plan to release prisoners", "@a ratified the deal"), ("approved by nobody", "the council approved a bill that would block inspections"), 0.85),
    Rule("signs", "accepts", r"(?:sign|signs|signed|signing|initialled|concluded?|reached|struck) (?:%W%){0,5}?(?:%DEAL%|ceasefire|cease-fire|truce|armistice)", ("sign", "initial", "conclu", "reach", "struck"),
         ("@a and @b signed a maritime border agreement", "@a and @b reached a deal", "they have reached a tentative cease-fire"), ("a sign of hope",), 0.8),
    Rule("commits", "accepts", r"(?:commit|commits|committed|committing)(?: (?:itself|themselves|himself))? to|(?:pledge|pledges|pledged|promise|promises|promised|vowed|vows|undertook|undertakes) (?:to|that|not)",
         ("commit", "pledg", "promis", "vow", "under"), ("@a pledged to free the captives", "@a committed itself to a truce", "@a and @b are committed to holding talks"), ("committed by rebels",), 0.75),
    Rule("confirms-attendance", "accepts", r"confirm(?:s|ed|ing)? (?:its|their|his|her|the|%A%(?: 's)?) (?:\w+ )?(?:attendance|participation|presence|acceptance|agreement)", ("confirm",),
         ("@a and @b confirmed their attendance at the talks", "@a confirmed its participation"), ("@a confirmed the report",), 0.75),
    Rule("one-accepted-by", "accepts", r"(?:%PLAN%|%DEAL%|truce|ceasefire|cease-fire|resolution|terms) (?:%ADV%)(?:accepted|approved|agreed to|agreed|signed|adopted) by (?:the |both |all )?(?:leaders? of (?:the )?)?(?P<h>%AS%)", ("accepted by", "approved by", "agreed to by", "agreed by", "signed by", "adopted by"),
         ("@b should agree to a border plan already accepted by @a", "the truce agreed by @a and the @b"), ("approved by nobody", "the man accepted by @a"), 0.7, "agent"),
    Rule("talked-into", "accepts", r"(?:persuaded|convinced|induced|coaxed|prevailed on|got|talked) (?:both |the )?(?P<h>%A%) (?:into (?:accepting|signing|joining|attending|returning|agreeing|resuming|halting|freeing)|(?:back )?to (?:%ADV%)(?:" + _OWN_ACT + r"|the (?:\w+ )?(?:table|talks)))", ("persuaded", "convinced", "induced", "coaxed", "prevailed on", "got ", "talked "),
         ("@b persuaded the @a to return to the table", "@b talked @a into signing the truce"), ("@b tried to persuade @a to sign", "@b got the @a to the airport"), 0.75, "agent"),
    Rule("gives-assurances", "accepts", r"(?:give|gives|gave|given|giving|provid(?:es?|ed|ing)|offer(?:s|ed|ing)) (?:%N%){0,3}?(?:(?:security |safety )?(?:assurances?|guarantees?)|undertakings?|safe (?:passage|conduct))", ("assurance", "guarantee", "undertaking", "safe passage", "safe conduct"),
         ("@a has given assurances that no group", "@a gave written guarantees", "@a would provide all needed guarantees for the mission"), ("reassurances given",), 0.75),
    Rule("will-act", "accepts", r"(?:will|would) (?:%ADV%)" + _OWN_ACT, ("will", "would"),
         ("@a says it will order troops to end attacks", "@a will also withdraw to its positions"), ("@a will not sign", "it would be wrong", "the valley will remain a part of @a", "@a would continue to be the owner"), 0.65),
    Rule("will-be-done", "accepts", r"(?:sanctions|prisoners|hostages|captives|detainees|troops|forces|weapons|restrictions|blockade|embargo|borders?|charges|crossings?) (?:will|would|can|could) (?:%ADV%)be (?:lifted|eased|released|freed|withdrawn|handed over|suspended|removed|reopened|opened|returned|dropped|surrendered|pulled (?:back|out))", ("be lifted", "be eased", "be released", "be freed", "be withdrawn", "be handed over", "be suspended", "be removed", "be reopened", "be opened", "be returned", "be dropped", "be surrendered", "be pulled"),
         ("@a said sanctions would be lifted", "\" the prisoners will be freed"), ("the gates will be opened", "sanctions will not be lifted"), 0.65, "source"),
    Rule("declares-truce", "accepts", r"(?:declare[sd]?|announce[sd]?|ordered|extend(?:s|ed|ing)?|renew(?:s|ed|ing)|observ(?:e|es|ed|ing)) (?:%W%){0,4}?(?:ceasefire|cease-fire|truce|pause|cessation|moratorium|deadline)(?! (?:talks|proposal|plan|had|has))", ("declare", "announce", "ordered", "extend", "renew", "observ"),
         ("@a declared a temporary cease-fire", "@a is extending the truce for another week"), ("@a announced a price rise",), 0.7),
    Rule("possible-if", "accepts-conditionally", r"(?:would|will|can|could|is|are|was|were|becomes?|may) (?:only )?(?:be |become )?(?:possible|conceivable|feasible|achievable|acceptable)(?: only)?(?= (?:if|once|when|after|provided|on condition|as long as|unless))|(?:(?:not|never|no longer|n't) (?:be )?(?:possible|conceivable|feasible)|impossible|unthinkable|inconceivable)(?= (?:without|unless|until|before|as long as|so long as|while))|conditions? (?:\w+ ){0,2}?(?:be|being|are) (?:met|fulfilled|satisfied)", ("possible", "conceivable", "feasible", "achievable", "acceptable", "unthinkable", "fulfilled", "satisfied", " met"),
         ("a truce would only be possible if @b stopped its attacks , @a said", "\" talks are impossible without a pullout", "\" a truce comes with a number of conditions being met"), ("it is possible that @a left", "they met on monday"), 0.65, "source"),
    Rule("abides", "accepts", r"(?:abide|abides|abided|abiding|complied|complies|comply|adhere|adheres|adhered) (?:by|with|to)", ("abid", "compl", "adher"),
         ("@a will abide by the truce", "@a adheres to the deal"), ("a law-abiding man",), 0.7),
    Rule("decides-to-act", "accepts", r"(?:decid(?:es?|ed|ing)|resolv(?:es?|ed)|chos?e|opt(?:s|ed)?|vot(?:es?|ed)) (?:to (?:%ADV%)(?:\" )?" + _OWN_ACT + r"|that|in favou?r of|for (?:the |a )?(?:%W%){0,3}?(?:%DEAL%|%PLAN%|truce|ceasefire))", ("decid", "resolv", "chose", "opt", "vot"),
         ("@a and @b decided that elections should be held", "rebels decided to \" give the talks a chance"), ("@a decided to shell the town",), 0.75),
    Rule("accepted-by", "accepts", r"(?:is|are|was|were|been|being) (?:%ADV%)(?:accepted|approved|signed|agreed|agreed to|agreed on|ratified|adopted|initialled|concluded)(?: %W%){0,3}? by (?:the |both |all )?(?P<h>%AS%)", (" by ",),
         ("the agreement was signed by @a and @b", "the truce has been accepted by the @a"), ("the deal signed by @a",), 0.85, "agent"),
)
