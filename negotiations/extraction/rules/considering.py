"""What somebody leaves open: studying, weighing, not ruling out. The value is always "open". See language.py for the form."""

from negotiations.extraction.rules.language import Rule

OPEN = (
    Rule("open-to", "open", r"(?:open|amenable) (?:to|for)|(?:keeps?|kept|leaves?|left|keep|leaving|keeping|held|holds?) (?:%W%){0,4}?open", ("open", "amenable"),
         ("@a is open to talks", "they keep channels open"), ("@a opened fire", "the reopening"), 0.75),
    Rule("considers", "open", r"(?:is considering|are considering|was considering|would consider|will consider|may consider|considering|studying|"
         r"(?:is|are|was|were|will be) (?:\w+ )?(?:reviewing|analy[sz]ing|weighing|examining)|will study|would study|(?:will|would) (?:review|examine) (?:the|its|their|a) %PLAN%)",
         ("consider", "study", "review", "analy", "weigh", "examin"), ("@a would consider imposing sanctions", "@a is studying the proposal"),
         ("a considerable step",), 0.75),
    Rule("not-ruled-out", "open", r"(?:(?:not|n't|never)|(?:refus|declin)(?:e|es|ed|ing) to|(?:stops|stopped|stopping) short of) (?:rule|ruled|ruling) out(?! (?:\w+ ){0,2}?(?:military|force|strikes?|attacks?|war|invasion|retaliation|action))|(?:not|never) exclud(?:e|ed|ing)", ("rule out", "ruled out", "ruling out", "exclud"),
         ("@a did not rule out new talks", "@a has not ruled out a deal"), ("@a ruled out talks",), 0.75),
    Rule("may-act", "open", r"(?:may|might|could) (?:%ADV%)(?:agree|accept|sign|join|resume|attend|consider|meet|lift|release|free|withdraw|return|scale back|ease|reopen|support|back|talk|negotiate|compromise)(?! have)", ("may ", "might ", "could "),
         ("@a said it may accept the plan", "@a could lift sanctions"), ("in may it accepted",), 0.6),
    Rule("partly-workable", "open", r"(?:some|many|most|part|parts|several) of (?:the|its|their) (?:changes|amendments|demands|terms|points|proposals?|conditions)(?: [\w@'-]+){0,9}? (?:are|is|were|was) (?:workable|acceptable|reasonable|possible)", ("workable", "acceptable", "reasonable", "possible"),
         ("@a said that some of the changes are workable", "many of its points that @b wants in it were acceptable"), ("some of the roads were passable", "the changes are not workable"), 0.7, "source"),
    Rule("sees-space", "open", r"(?:see|sees|saw) (?:\w+ )?(?:space|room|ground|scope|chance|a chance|opening) for", ("space for", "room for", "ground for", "scope for", "chance for", "opening for"),
         ("@a says that he sees space for an agreement", "@a sees room for talks"), ("room for rent",), 0.7),
    Rule("weighs", "open", r"(?:weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|ponder(?:s|ed|ing)?|thinking (?:about|over)|looking (?:at|into)|studie[sd]|stud(?:y|ying)|assess(?:es|ed|ing)?|consult(?:s|ed|ing)? (?:%N%){0,4}?(?:on|about|over)) (?:%N%){0,5}?(?:%PLAN%|%DEAL%|%TALK%|invitation|terms|response|reply|whether|options|it)",
         ("weigh", "mull", "ponder", "thinking", "looking", "stud", "assess", "consult"), ("@a is weighing the offer", "@a said it was studying it"), ("@a weighed ten tons",), 0.75),
    Rule("undecided", "open", r"(?:(?:has|have|had) (?:not|yet)(?: yet| to)? (?:decided?|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|made up|confirm(?:ed)?|commit(?:ted)?|give|given|sign|accept|agree)|(?:is|are|was|were|remain(?:s|ed)?) (?:still )?(?:undecided|non-?committal)|(?:will|would) decide|need(?:s|ed)? (?:more )?time|ask(?:s|ed) for (?:more )?time)",
         ("decide", "respon", "repl", "answer", "made up", "confirm", "commit", "time", " give", "yet to"), ("@a has not decided whether to attend", "@a is still undecided on the plan"), ("@a has decided to leave",), 0.75),
    Rule("no-decision", "open", r"(?:no (?:\w+ )?decision|decision (?:%N%){0,3}?(?:(?:has|have|had|was|is) not|(?:is|was) (?:still )?pending|(?:will|would) (?:be (?:made|taken|announced)|come|follow))|decision (?:on|about) (?:[\w@'-]+ ){1,9}?(?:will|would) (?:be|come|follow))",
         ("decision",), ("@a said a final decision had not been taken", "\" a decision will be taken soon"), ("the decision was wrong",), 0.7, "source"),
    Rule("signals", "open", r"(?:signal(?:s|l?ed|l?ing)?|indicat(?:es?|ed|ing)|hint(?:s|ed|ing)?|suggest(?:s|ed|ing)?|show(?:s|ed|n|ing)?)(?: that)? (?:(?:it|they|he|she) (?:is|was|are|were|may|might|could|would)(?: be)?|its|their|his|her|a|some|new|more|greater|any|at) (?:%W%){0,2}?(?:willing|ready|open|prepared|willingness|readiness|flexibility|openness|interest|agree|accept|return|consider|join|sign)",
         ("signal", "indicat", "hint", "suggest", "show"), ("@a signalled its willingness to talk", "@a hinted that it might accept the plan"), ("@a showed its card",), 0.7),
    Rule("softens-stance", "open", r"soften(?:s|ed|ing)? (?:its|their|his|her|the) (?:\w+ ){0,2}?(?:stance|position|line|tone|opposition|terms)", ("soften",),
         ("@a softened its stance on the border", "@a is softening its opposition to a truce"), ("@a softened the blow",), 0.75),
    Rule("delays-signing", "open", r"(?:delay(?:s|ed|ing)?|put(?:s|ting)? off|postpon(?:es?|ed|ing)|defer(?:s|red|ring)?|h(?:eld|olds?|olding) off|stall(?:s|ed|ing)?)(?: on| from)? (?:signing|(?:(?:his|her|its|their|the) )?(?:\w+ )?(?:signature|signing|reply|decision|answer|response))",
         ("delay", "put", "postpon", "defer", "off", "stall"), ("he delayed signing the deal", "@a has put off its reply"), ("@a delayed the flight",), 0.75),
    Rule("depends", "open", r"(?:depend(?:s|ed|ing)?|hing(?:es?|ed)|conditional|contingent) (?:up)?on", ("depend", "hing", "conditional", "contingent"),
         ("@a says the talks depend on whether @b stops", "peace hinges on the release"), ("an independent state",), 0.7, "source"),
    Rule("links", "open", r"(?:link(?:s|ed|ing)?|t(?:ies?|ied|ying)) (?:%N%){1,7}?to", ("link", "tie", "tying"),
         ("@a linked a ceasefire to the release of prisoners", "@a ties a pullout to guarantees"), ("the ties of @a and @b to oil",), 0.7),
    Rule("no-objection", "open", r"ha(?:s|ve|d) no (?:objections?|problem|quarrel|difficulty) (?:to|with)", ("objection", "problem", "quarrel", "difficult"),
         ("@a has no objection to monitors", "@a had no problem with the text"), ("@a has objections to the text",), 0.7),
)
