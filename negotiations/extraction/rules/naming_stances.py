"""Nouns that hold a stance and those whose it is: "@a 's demand for", "the refusal of @a to". See language.py for the form.

Whom the noun belongs to stands before it, in the possessive or as an adjective ("Utopian demands for"), or behind it. A bare
name of somebody who acts is let pass only right before the noun ("the NATO proposal to"), and not where that could be a verb.
"""

from negotiations.extraction.rules.language import Rule, compile_pattern

# Behind the bare name of somebody who acts these are verbs: "the rebels call for".
ALSO_VERBS = frozenset(
    """call calls support demand demands offer offers appeal appeals request requests pledge pledges promise promises
    vow vows veto endorsement""".split()  # one expression
)

_OWNER = r"(?P<h>%AS%) (?:(?:'s|') )?(?:(?!(?:and|or|but|to|in|of) )[\w-]+ ){0,2}?"
_OWN = r"(?:its|their|his|her|our|my) (?:[\w-]+ ){0,2}?"
_DOER = r" (?:by|of|from) (?:the |both )?(?P<h>%AS%) "


def _each(nouns: str, follow: str) -> tuple[str, ...]:
    """The triggers of a noun and what must follow it: both in one, since either alone is common."""
    return tuple(f"{noun} {word}" for noun in nouns.split() for word in follow.split())


_LEAVES = r"(?:cancel|suspend|quit|leave|abandon|boycott|break off|call off|pull out of|withdraw from|walk out of|end|freeze|postpone|halt|scrap|tear up)"
_BACKS = r"(?:sign|accept|abide|respect|honou?r|implement|observe|comply|stop|halt|cease|attend|join|resume|return)"

_DEMAND = r"(?:demands?|calls?|insistence|requests?|appeals?|requirements?|ultimatums?|(?:pre-?)?conditions?)"
_REFUSAL = r"(?:refusal|rejection|opposition|objections?|reluctance|unwillingness|resistance|aversion)"
_PROPOSAL = r"(?:proposals?|offers?|initiatives?|suggestions?|overtures?|willingness|readiness|preparedness)"
_PLEDGE = r"(?:acceptance|approval|ratification|pledges?|promises?|vows?|undertaking|assent|consent|agreement(?= to))"
_EXIT = r"(?:withdrawal|walk-?out|exit|departure|pullout|pull-out)"
_HALT = r"(?:suspension|cancellation|boycott|abandonment|repudiation|termination)"
_BACKING = r"(?:support|backing|endorsement|commitment|dedication)"

_DEMAND_NOUNS = "demand demands call calls insistence request requests appeal appeals requirement requirements ultimatum ultimatums condition conditions"
_REFUSAL_NOUNS = "refusal rejection opposition objection objections reluctance unwillingness resistance aversion"
_PROPOSAL_NOUNS = "proposal proposals offer offers initiative initiatives suggestion suggestions overture overtures willingness readiness preparedness"
_PLEDGE_NOUNS = "acceptance approval ratification pledge pledges promise promises vow vows undertaking assent consent agreement"
_BY = "by of from"

# A word of these families right behind a bare name is the noun.
NOUN_FOLLOWS = compile_pattern(rf"{_DEMAND}|{_REFUSAL}|{_PROPOSAL}|{_PLEDGE}|{_EXIT}|{_HALT}|{_BACKING}|decision|threats?")

NAMING: tuple[Rule, ...] = (
    Rule("position-that", "demands", r"(?P<h>%AS%) 's (?:\w+ )?(?:position|stance|view|line|message) (?:that|is that)", ("position that", "stance that", "view that", "line that", "message that", "position is that", "stance is that", "view is that", "line is that", "message is that"),
         ("emphasizing @a 's position that any plan must ensure security", "@a 's stance is that"), ("@a 's position on the map",), 0.85, "noun"),
    Rule("answer-is-no", "rejects", r"(?P<h>%AS%) (?:'s|') (?:\w+ )?(?:answer|reply|response)(?: to (?:%N%){1,4}?)? ?(?:is|was|remains|remained) (?:\" )?(?:an? )?(?:\w+ )?(?:no|negative|refusal)(?= (?:[.,;\"]|and|to)|$)", ("answer", "reply", "response"),
         ("@a 's answer was no .", "@a 's reply to the plan was a flat no"), ("@a 's answer was no surprise",), 0.8, "noun"),
    Rule("has-backing-from", "supports", r"(?:receiv(?:es?|ed|ing)|w[io]n|won|has|had|have|gain(?:s|ed)?|enjoys?|got) (?:the )?(?:\w+ )?(?:backing|support|endorsement|approval|blessing) (?:from|of) (?:the )?(?P<h>%AS%)", ("backing", "support", "endorsement", "approval", "blessing"),
         ("his plan , which received unanimous backing from the @a", "the truce has the support of @a and @b"), ("support for @a", "@a needs the support of its army"), 0.75, "noun"),
    Rule("exit-from", "withdraws", _OWNER + rf"{_EXIT} from (?:%W%){{0,4}}?(?:%TALK%|%DEAL%|%PLAN%|process|table)", ("withdrawal from", "walkout from", "walk-out from", "exit from", "departure from", "pullout from", "pull-out from"),
         ("@a 's withdrawal from the talks", "@a 's abrupt exit from the nuclear deal"), ("@a 's withdrawal from the town",), 0.8, "noun"),
    Rule("halt-of", "withdraws", _OWNER + rf"{_HALT} of (?:%N%){{0,5}}?(?:%TALK%|%DEAL%|participation|cooperation|process|truce|ceasefire)", ("suspension of", "cancellation of", "boycott of", "abandonment of", "repudiation of", "termination of"),
         ("@a 's suspension of the talks", "the @a cancellation of a meeting"), ("@a 's cancellation of flights",), 0.8, "noun"),
    Rule("decision-to-leave", "withdraws", _OWNER + rf"(?:decision|threats?|move) to (?:%ADV%){_LEAVES} (?:%N%){{0,5}}?(?:%TALK%|%DEAL%|participation|cooperation|process|truce|ceasefire)", ("decision to", "threat to", "threats to", "move to"),
         ("@a 's decision to cancel the meeting", "the @a threat to quit the talks"), ("@a 's decision to end the strike",), 0.8, "noun"),
    Rule("demand-of", "demands", _OWNER + rf"{_DEMAND} (?:for|that|on|to|is|are|includes?|included)(?! help)", _each(_DEMAND_NOUNS, "for that on to is are include"),
         ("@a 's demand for a full withdrawal", "@a 's key condition is that @b leave", "over @a demands for elections"), ("@a 's demands grew",), 0.75, "noun"),
    Rule("their-demand-is", "demands", r"(?P<h>%AS%) (?:'s|') (?:[\w-]+ ){0,3}?(?:demands?|(?:pre-?)?conditions?|requirements?|insistence|request) (?:is|are|was|were|remains?|has been)(?= (?:an?|the|that|for|to|nothing|immediate|full|complete|@\w+|[\w-]+ (?:of|for|from)) )(?! (?:met|ignored|rejected))", ("demand is", "demand was", "demand remains", "demand has", "demands are", "demands were", "demands remain", "condition is", "condition was", "condition remains", "conditions are", "conditions were", "conditions remain", "requirement", "insistence", "request"),
         ("the @a ' main demand is a half of all seats", "@a 's first condition remains the release of its men"), ("@a 's demands grew", "@a 's demand was met"), 0.8, "noun"),
    Rule("claimed-by", "demands", r"(?:land|territory|territories|resources|islands?|waters|areas?|region|province|zone|seats?|town|share|rights?)(?: (?:that|which))? (?:the )?(?P<h>%AS%) (?:now |also |both |still )?claims?(?= (?:in|on|over|as|for|along|around|[.,;])|$)", ("claim",),
         ("a map of the land the @a claim in the north", "the islands which @a and @b both claim ."), ("the town that @a claims to hold", "the land which @a claimed lives on"), 0.75, "noun"),
    Rule("under-its-plan", "proposes", r"under (?:the |an? )?(?P<h>%A%) (?:'s|'|-(?:drafted|proposed|backed|brokered|sponsored|mediated|authored|supported|led|written)) (?:\w+ ){0,3}?(?:plan|proposal|offer|draft|initiative|blueprint|formula)(?= (?:, )?[\w@'-]+)(?! (?:, )?(?:and|or|which|that|but|with)\b)", ("under",),
         ("under the @a -drafted proposal the valley would rule itself", "under @a 's plan @b would pull back"), ("under @a 's flag", "the country under @a"), 0.65, "noun"),
    Rule("under-a-plan-by", "proposes", r"under (?:the|an?) (?:\w+ ){0,3}?(?:plan|proposal|offer|draft|initiative|blueprint|formula|arrangement) (?:proposed|drafted|put forward|presented|submitted|tabled|drawn up|outlined|offered|suggested) (?:\w+ )?by (?:the )?(?P<h>%A%)(?= , )", ("under",),
         ("under the plan proposed by @a , the army would be split", "under a draft put forward friday by the @a , both would pull back"), ("under the plan signed by @a , it left",), 0.65, "agent"),
    Rule("demand-by", "demands", rf"{_DEMAND}{_DOER}(?:for|that|to|on|is|are|was|were|includes?|included)", _each(_DEMAND_NOUNS, _BY),
         ("the demand by @a for a pullout", "the insistence of the @a that @b leave", "a key demand of the @a is that @b step down"), ("a request by @a", "a request of the hour is heard"), 0.75, "noun"),
    Rule("refusal", "rejects", _OWNER + rf"{_REFUSAL}(?: to| of| on)?", ("refusal", "rejection", "opposition", "objection", "reluctance", "unwillingness", "resistance", "aversion"),
         ("@a 's refusal to return to talks", "@a 's flat rejection of the plan", "despite @a objections to the vote"), ("a refusal of honour",), 0.85, "noun"),
    Rule("refusal-by", "rejects", rf"{_REFUSAL}{_DOER}(?:to|of|on)", _each(_REFUSAL_NOUNS, _BY),
         ("the refusal of @a to free the men", "the rejection by the @a of any truce"), ("the refusal of @a grew",), 0.8, "noun"),
    Rule("decision-not-to", "rejects", _OWNER + r"(?:decision|vow|pledge) (?:not|never) to", ("not to", "never to"),
         ("@a 's decision not to attend the talks", "@a 's vow never to disarm"), ("@a 's decision to attend",), 0.8, "noun"),
    Rule("readiness-to-act", "accepts", _OWNER + rf"(?:willingness|readiness|preparedness|decision|agreement) to (?:%ADV%){_BACKS}", ("willingness to", "readiness to", "preparedness to", "decision to", "agreement to"),
         ("@a 's readiness to sign the accord", "the @a decision to attend the talks"), ("@a 's readiness to fight",), 0.75, "noun"),
    Rule("pledge-of", "accepts", _OWNER + rf"{_PLEDGE} (?:of|to|that)", _each(_PLEDGE_NOUNS, "of to that"),
         ("@a 's acceptance of the truce", "@a 's pledge to free the men"), ("@a 's pledges grew",), 0.7, "noun"),
    Rule("proposal-of", "proposes", _OWNER + rf"{_PROPOSAL} (?:of|for|to|on|that|under)", _each(_PROPOSAL_NOUNS, "of for to on that under"),
         ("a @a proposal of self-rule", "@a 's peace initiative for the south", "@a 's willingness to talk"), ("the proposal of the day",), 0.7, "noun"),
    Rule("proposal-by", "proposes", rf"(?:proposals?|offers?|initiatives?|suggestions?|willingness|readiness){_DOER}(?:of|for|to|that|on)", _each(_PROPOSAL_NOUNS, _BY),
         ("the offer of the @a to free the men", "a proposal by @a for a truce"), ("an offer for sale",), 0.7, "noun"),
    Rule("backing-of", "supports", _OWNER + rf"{_BACKING} (?:for|of|to)(?! (?:the )?%A%)", ("support for", "support of", "support to", "backing for", "backing of", "backing to", "endorsement", "commitment to", "dedication to"),
         ("@a 's support for a truce", "the @a backing of the plan"), ("@a 's support for @b",), 0.65, "noun"),
)

# Behind the verbs: "dropped its demand", "repeated its offer" are read by these.
OWN: tuple[Rule, ...] = (
    Rule("own-demand", "demands", _OWN + rf"{_DEMAND} (?:for|that|on|to|is|are|includes?|included)(?! help)", _each(_DEMAND_NOUNS, "for that on to is are include"),
         ("@a said its demand for elections had been ignored", "their demands include a pullout"), ("its demands grew",), 0.7, "own"),
    Rule("own-refusal", "rejects", _OWN + rf"{_REFUSAL} (?:to|of|on)", _each(_REFUSAL_NOUNS, "to of on"),
         ("@a said its refusal to sign was final", "its objections to the vote"), ("its refusal grew",), 0.7, "own"),
    Rule("own-proposal", "proposes", _OWN + rf"{_PROPOSAL} (?:of|for|to|on|that|under)", _each(_PROPOSAL_NOUNS, "of for to on that under"),
         ("@a said it had received no answer to its offer of a truce", "our proposal for a swap"), ("its proposals grew",), 0.65, "own"),
)
