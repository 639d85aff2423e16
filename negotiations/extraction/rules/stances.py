"""Which words take which stance, family by family. Of two cues that overlap the one of the earlier family stands."""

from negotiations.extraction.rules.accepting import ACCEPTS, RELENTING
from negotiations.extraction.rules.considering import OPEN
from negotiations.extraction.rules.demanding import DEMANDS, HOLDING
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.leaving import WITHDRAWS
from negotiations.extraction.rules.naming_stances import NAMING, OWN
from negotiations.extraction.rules.proposing import PROPOSES
from negotiations.extraction.rules.refusing import DENIES, NOT_FOR_DEBATE, REFUSING_STILL, REJECTS
from negotiations.extraction.rules.supporting import SUPPORTS

_VERBS_FIRST = (*RELENTING, *REFUSING_STILL, *NOT_FOR_DEBATE, *HOLDING, *WITHDRAWS, *OPEN, *DENIES)
STANCES: tuple[Rule, ...] = (*_VERBS_FIRST, *NAMING, *REJECTS, *SUPPORTS, *ACCEPTS, *PROPOSES, *DEMANDS, *OWN)
