"""What somebody takes back or walks away from. The value is always "withdraws". See language.py for the form."""

from negotiations.extraction.rules.language import Rule

WITHDRAWS = (
    Rule("threatens-to-leave", "withdraws", r"(?:threaten(?:s|ed|ing)?|warn(?:s|ed|ing)? (?:that )?(?:it|they|he|she) (?:will|would|may|might|could)) (?:to )?(?:leave|quit|walk (?:away|out)|pull out|withdraw|suspend|boycott|abandon|break off|end|halt|freeze|stop|exit|scrap|tear up|call off|cancel)(?: (?:of|from))? (?:%N%){0,5}?(?:%TALK%|%DEAL%|%PLAN%|process|table)",
         ("threaten", "warn"), ("@a is threatening to quit peace talks", "@a warned it would pull out of the negotiations"), ("@a threatened to attack the town",), 0.85),
    Rule("leaves-talks", "withdraws", r"(?:left|leave|leaves|leaving|quit|quits|quitting|exit(?:s|ed|ing)?|abandon(?:s|ed|ing)?|(?:storm|bow|drop|pull|walk|back)(?:s|ed|ing|ped|ping)? (?:out|away)(?: of| from)?|call(?:s|ed|ing)? off|turn(?:s|ed|ing)? (?:its|their|his) backs? on|g(?:ave|ives?|iven|iving) up on) (?:%N%){0,5}?(?:%TALK%|negotiating table|process)(?! (?:in|on) (?:good|high))",
         ("left", "leav", "quit", "exit", "abandon", "out", "away", "off", "back", "up on"), ("@a said that they were leaving peace talks in the town", "@a quit @b -hosted talks"), ("@a left the town after the talks",), 0.85),
    Rule("recalls-delegation", "withdraws", r"(?:recall(?:s|ed|ing)?|call(?:s|ed|ing)? (?:back|home)|pull(?:s|ed|ing)? (?:back|home|out)|withdr(?:ew|aws?|awn|awing)|br(?:ings?|ought) home) (?:its|their|his|her|the) (?:%N%){0,3}?(?:delegation|negotiators?|negotiating team|delegates|representatives?|envoys?)",
         ("delegation", "negotiat", "delegates", "representative", "envoy"), ("@a recalled its delegation from the talks", "@a has withdrawn its negotiators"), ("@a recalled the day",), 0.8),
    Rule("no-longer", "withdraws", r"no longer (?:demand|demands|demanded|demanding|insist|insists|insisted|insisting|wanted|want|wants|require|requires|asks?|conditions?|bound|observe|abide|part of|supports?|supported|backs?|backed|accepts?|accepted|recogni[sz]es?|willing|ready|prepared|interested|committed|believes?)", ("no longer",),
         ("@a no longer demands that @b commit to a truce", "@a is no longer bound by the deal"), ("he is no longer president",), 0.85),
    Rule("suspends", "withdraws", r"(?:suspend|suspends|suspended|suspending|halts?|halted|ended|ends|broke off|breaks off|breaking off|freezes?|froze)(?: (?:its|their|all|the|his))? (?:\w+ ){0,2}?(?:mediation|participation|cooperation|involvement|%TALK%|talks|negotiations|dialogue|contacts|commitments?|compliance|observance)",
         ("suspend", "halt", "end", "brok", "break", "fr"), ("@a has suspended its mediation", "@a broke off talks"), ("the talks ended",), 0.8),
    Rule("walks-out", "withdraws", r"(?:walk(?:s|ed|ing)? out|pull(?:s|ed|ing)? out|withdr(?:ew|aws?|awn|awing)|quits?|boycott(?:s|ed|ing)?|stay(?:s|ed|ing)? away)(?: (?:of|from))? (?:%W%){0,3}?(?:%TALK%|%DEAL%|%PLAN%)",
         ("walk", "pull", "withdr", "quit", "boycott", "stay"), ("@a walked out of the talks", "@a pulled out of the nuclear deal"), ("troops pulled out of the town",), 0.85),
    Rule("reneges", "withdraws", r"(?:reneg(?:e|es|ed|ing) on|backed (?:away|out) (?:of|from)|backs (?:away|out) (?:of|from)|scrapp(?:ed|ing)|tore up|cancel(?:s|led|ed)) (?:%W%){0,5}?(?:%DEAL%|%PLAN%|%TALK%|promise|commitment|pledge)",
         ("reneg", "back", "scrap", "tore", "cancel"), ("@a reneged on an international nuclear accord", "@a backed out of the peace deal"), ("@a backed the deal",), 0.8),
    Rule("drops-demand", "withdraws", r"(?:drop|drops|dropped|dropping|(?:back|climb)(?:s|ed|ing)? (?:away|down|off) (?:from|on)|retreat(?:s|ed|ing)? from|waiv(?:es?|ed|ing)|relax(?:es|ed|ing)?|gives? up|gave up|given up|giving up|abandon|abandons|abandoned|renounces?|renounced|softened|retracted|withdrew|withdrawn|rescinded|cancel(?:s|led|ed)) (?:\w+ ){0,3}?(?:demand|demands|condition|conditions|offer|proposal|objection|objections|insistence|call|claim|claims)",
         ("drop", "up", "away", "down", "off", "retreat", "waiv", "relax", "abandon", "renounc", "soften", "retract", "withdr", "rescind", "cancel"), ("@a dropped its demand for a truce", "@a gave up its demand that @b leave", "@a withdrew the offer"), ("@a dropped bombs",), 0.85),
    Rule("resumes-barred", "withdraws", r"(?:will|would) (?:\w+ )?(?:resume|restart|begin|continue) (?:%W%){0,4}?(?:enrichment|attacks|testing|tests|hostilities|fighting|construction|operations)", ("resum", "restart", "begin", "continu"),
         ("@a will soon resume large-scale enrichment", "@a would restart attacks"), ("@a will resume talks",), 0.65),
)
