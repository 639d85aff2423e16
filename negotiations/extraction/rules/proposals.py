"""How a text on the table is named: ``h`` its authors, ``n`` the words for it. The value is always "proposal"."""

from negotiations.extraction.rules.language import Rule, compile_pattern

_NOUN = r"(?:[\w-]+ ){0,4}?(?:proposals?|plan|initiative|blueprint|peace formula|draft agreement|draft|road map|roadmap|offer|package|two-day truce|truce)"

PROPOSALS: tuple[Rule, ...] = (
    Rule("puts-forward", "proposal", r"(?:puts?|put|submit(?:s|ted)?|present(?:s|ed|ing)?|unveil(?:s|ed)?|table[sd]?|offer(?:s|ed)?|propos(?:es|ed)|float(?:s|ed)|circulate[sd]?|deliver(?:s|ed)?)"
         r"(?: (?:forward|forth|to %AS%|on the table))? (?P<n>(?:a|an|the|its|their|what|his|new) (?:he |it |they )?(?:describes? as )?(?:an? )?(?:%A% )?" + _NOUN + ")",
         ("put", "submit", "present", "unveil", "table", "offer", "proposes", "proposed", "float", "circulate", "deliver"),
         ("@a has put forward a revised proposal", "@a presents a bridging proposal"), ("@a put off the vote",), 0.85),
    Rule("put-forward-by", "proposal", r"(?P<n>(?:a|an|the|its|their) " + _NOUN + r") (?:(?:was|were|is|that|which|had|been|has|originally) ){0,3}(?:put forward|proposed|presented|submitted|drafted|offered|tabled|drawn up|made) by (?:the )?(?P<h>%AS%)",
         ("forward by", "proposed by", "presented by", "submitted by", "drafted by", "offered by", "tabled by", "drawn up by", "made by"), ("it accepts the ceasefire proposal put forward by @a and @b", "a plan drafted by the @a"), ("a plan put off by rain",), 0.8),
    Rule("proposal-of", "proposal", r"(?P<h>%A%)(?: 's)? (?P<n>(?:(?:new|revised|own|latest|ceasefire|cease-fire|peace|bridging|truce|draft|two-day|three-phase|original|initial|earlier|joint|amended|compromise|written|detailed|formal|six-point|three-stage|phased) ){0,3}(?:proposal|plan|initiative|blueprint))(?! to (?:hold|meet))", ("proposal", "plan", "initiative", "blueprint"),
         ("an @a proposal of self-rule", "@a 's revised proposal"), ("@a rejected every new and generous and long-awaited proposal",), 0.7),
    Rule("answers-with-plan", "proposal", r"(?P<h>%A%) (?:(?:has|have|had|also) ){0,2}(?:answered|replied|responded|countered|came back|handed over)(?: [\w'-]+){0,6}? with (?P<n>(?:a|an|its|the) " + _NOUN + ")", ("answered", "replied", "responded", "countered", "came back", "handed over"),
         ("@a has answered with a plan of three phases", "@a replied to the text with a new proposal"), ("@a answered with a smile",), 0.8),
)

REVISED = compile_pattern(r"(?:revised|amended|amendments?|updated|new version|modified|reworked|redrafted|second version|improved|changes? to)")
TERMS_FOLLOW = compile_pattern(r"(?:(?:first|second|third|fourth|next|last|final|initial|each|three|two) (?:phase|stage|step)s?|phase (?:one|two|three|\d)|first ,|second ,|third ,|(?:it|the plan|the proposal|the text|the draft|the offer|the agreement|under it|under the) (?:\w+ ){0,3}?(?:also|would|will|calls|includes|provides|foresees|envisages|plan|proposal|deal|terms)|the terms)")
WOULD = compile_pattern(r"(?:would|will|are to|is to)")
PHASES = tuple(
    (number, compile_pattern(pattern))
    for number, pattern in (
        (1, r"(?:(?:first|initial) (?:[\w-]+ ){0,2}?(?:phase|stage|step)|(?:phase|stage) (?:one|1)|first(?= ,))"),
        (2, r"(?:second (?:[\w-]+ ){0,2}?(?:phase|stage|step)|(?:phase|stage) (?:two|2)|second(?= ,)|the second)"),
        (3, r"(?:(?:third|last|final) (?:[\w-]+ ){0,2}?(?:phase|stage|step)|(?:phase|stage) (?:three|3)|third(?= ,)|the third)"),
    )
)
