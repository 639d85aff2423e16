"""What somebody puts forward or offers. The value is always "proposes". See language.py for the form."""

from negotiations.extraction.rules.language import Rule

PROPOSES = (
    Rule("proposes", "proposes", r"(?:propose|proposes|proposed|proposing)(?! (?:by|visit|site|law))", ("propose", "proposing"),
         ("@a proposed a two-day truce", "@a and @b have proposed reopening the offices"), ("a plan proposed by @a", "the proposed visit"), 0.85),
    Rule("puts-forward", "proposes", r"(?:(?:put|puts|putting) (?:%N%){0,6}?(?:forward|forth|on the table)|(?:put|puts) (?:a|its|the|his) %PLAN%|set out|sets out|laid out|floated?|floats|tabled?|unveil(?:s|ed)?)",
         ("put", "set out", "sets out", "laid out", "float", "table", "unveil"), ("@a has put forward a revised proposal", "@a tabled an offer"), ("@a put off the talks",), 0.85),
    Rule("presents-plan", "proposes", r"(?:(?:help|helps|helped|helping) (?:to )?)?(?:present|presents|presented|submit|submits|submitted|deliver|delivered|circulated?|draft(?:ed)?|craft(?:ed)?|drew up|authored|wrote)(?: to %AS%)? (?:(?:%W%){0,4}?%PLAN%|what (?:he|she|it|they|@\w+) (?:describ|call)\w+(?= (?:%W%|@\w+ ){0,6}?%PLAN%))", ("present", "submit", "deliver", "circulat", "draft", "craft", "drew", "author", "wrote"),
         ("@a presents a bridging proposal", "@a submitted to @b a new plan", "@a presented what he described as an @b proposal"), ("@a presented a gift",), 0.85),
    Rule("offers", "proposes", r"(?:offer|offers|offered|offering)(?! (?:no|little|a glimmer|hope|by|to mediate|its condolences))", ("offer",),
         ("@a offered to free prisoners", "@a offers a truce"), ("@a has offered no comment",), 0.75),
    Rule("suggests", "proposes", r"(?:suggest|suggests|suggested) (?!by|the possibility)(?:that|a|an|holding|\w+ing)", ("suggest",),
         ("@a suggested holding talks in May", "@a suggests a pause"), ("analysts say it suggested",), 0.65),
    Rule("ready-to", "proposes", r"(?:ready|prepared|willing|eager|keen) (?:to|for)", ("ready", "prepared", "willing", "eager", "keen"),
         ("@a says it is ready to discuss borders", "@a is willing to talk"), ("the plan is ready .",), 0.7),
    Rule("offer-from", "proposes", r"(?:offer|proposal|plan|initiative) (?:from|by) (?:the )?(?P<h>%A%)(?! ,)", ("offer from", "offer by", "proposal from", "proposal by", "plan from", "plan by", "initiative from", "initiative by"),
         ("@b rejected an offer from the @a to negotiate", "a proposal by @a for a truce"), ("an offer for sale",), 0.65),
    Rule("plan-calls-for", "proposes", r"(?:plan|proposal|offer|initiative) (?:of @\w+ )?(?:calls for|includes|envisages|provides for|foresees|would see|entails)", ("calls for", "includes", "envisages", "provides for", "foresees", "would see", "entails"),
         ("the plan calls for @a to free 500 men", "the proposal of @a envisages a truce"), ("the plan was late",), 0.6, "owner"),
    Rule("invites", "proposes", r"invit(?:es?|ed|ing) (?:[\w@',-]+ ){1,10}?(?:to|for) (?:%N%){0,4}?(?:%TALK%|talk|negotiate|meet|discuss|table|join|attend|take part)", ("invit",),
         ("@a invited @b to peace talks", "@a has invited the rival factions to negotiations"), ("@a was invited", "@a invited @b to dinner"), 0.8),
    Rule("hands-over-plan", "proposes", r"(?:hand(?:s|ed|ing)?|g(?:ave|ives?|iven|iving)|s(?:ent|ends?|ending)|pass(?:es|ed|ing)?|convey(?:s|ed|ing)?|relay(?:s|ed|ing)?|transmit(?:s|ted)?|distribut(?:es?|ed)|show(?:s|ed|n)|issu(?:es?|ed)|releas(?:es?|ed)|publish(?:es|ed)?|c(?:ame|omes?) up with|drew up|draws up|advanc(?:es?|ed)|brought|prepar(?:es?|ed)|t(?:ook|akes?) to (?:the )?@\w+)(?: over)?(?: (?:to )?(?:(?:the|both) )?(?:@\w+|sides|parties))? (?:a|an|its|his|their|another|new|the) (?:%N%){0,4}?(?:%PLAN%|draft (?:%W%)?%DEAL%)(?! (?:answer|response|reply|of the (?:answer|attack)))",
         ("propos", "plan", "offer", "initiative", "draft", "blueprint", "framework", "road", "text", "outline", "package", "formula", "resolution"), ("@a handed a draft peace agreement to the rebels", "@a came up with a new plan"), ("@a handed back the men",), 0.75),
    Rule("recommends", "proposes", r"recommend(?:s|ed|ing)?(?! by)", ("recommend",), ("@a recommended a truce of two weeks", "@a recommends that the border be opened"), ("as commended by doctors",), 0.65),
    Rule("declares-readiness", "proposes", r"(?:express|declar|voic|announc|signif|stat)(?:es?|s|ed|ing|ied) (?:its|their|his|her|a) (?:\w+ )?(?:readiness|willingness|preparedness) (?:to|for)", ("readiness", "willingness", "preparedness"),
         ("@a expressed its readiness to talk", "@a declared its willingness for a truce"), ("@a praised the readiness of @b",), 0.75),
    Rule("proposed-by", "proposes", r"(?:is|are|was|were|been|being) (?:%ADV%)(?:proposed|suggested|offered|put forward|tabled|submitted|presented|drafted|floated|drawn up)(?: %W%){0,3}? by (?:the |both |all )?(?P<h>%AS%)", (" by ",),
         ("the truce was proposed by @a", "the plan has been put forward by the @a and @b"), ("the plan proposed by @a",), 0.8, "agent"),
    Rule("holds-out", "proposes", r"h(?:eld|olds?|olding) out (?:an?|the) (?:%W%){0,2}?(?:offer|prospect|promise|possibility)", ("out",),
         ("@a held out an offer of amnesty", "@a holds out the prospect of a truce"), ("@a held out for a week",), 0.7),
)
