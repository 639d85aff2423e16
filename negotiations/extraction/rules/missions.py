"""The words by which a text tells of a body that has come to make peace between others, and of its members."""

from negotiations.extraction.rules.language import compile_pattern

_BODY = r"(?:delegations?|teams?|missions?|diplomats|envoys)"
# What it has come for.
_TAIL = (
    r"(?: (?!(?:said|says|told) )[\w@,'-]+){0,16}? "
    r"(?:(?:in|on) (?:an?|another|the latest) (?:\w+ )?(?:bid|effort|attempt|mission|push) |try(?:ing)? |tried |seek(?:s|ing)? |sought |aim(?:ed|ing) |hop(?:es|ed|ing) |is )?"
    r"to (?:try (?:to|and) |help (?:to )?|seek (?:to )?)?(?:persuade|convince|mediate|broker|avert|avoid|defuse|resolve|settle|end|save|salvage|"
    r"revive|restart|bring|find an? (?:\w+ )?(?:solution|way out)|reconcile|calm|break the)"
)
PURPOSE = compile_pattern(_BODY + _TAIL)
# The same of a delegation told with its members, "@a".
PURPOSE_OF_ALL = compile_pattern(r"(?P<x>@\w+)" + _TAIL)
# Of whom it is made up.
LISTED = compile_pattern(
    r"(?:delegations?|teams?|missions?)(?: ,)? (?:(?:which|that|who|it|they) )?(?:(?:also|reportedly|is|was|are|were|both) ){0,2}"
    r"(?:includ(?:es?|ed|ing)|compris(?:es?|ed|ing)|made up of|composed of|consist(?:s|ed|ing) of|group(?:s|ed|ing)|bring(?:s|ing) together|of) "
    r"(?:(?!@)%W%){0,5}?(?P<x>%AS%)(?: (?!@)(?:[\w-]+ ){0,4}?and (?:the )?(?P<y>%AS%))?"
)
