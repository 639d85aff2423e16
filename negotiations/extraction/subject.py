"""Whether a text is about talks at all, and what they are about."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from negotiations.extraction.findings import ParticipantFinding
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.reading import Reading
from negotiations.extraction.text import Sentence, Text

_TALKS = re.compile(
    r"\b(?:peace talks|talks|negotiat\w+|mediat\w+|peace (?:process|agreement|deal|accord|plan)|dialog(?:ue)?|summit|"
    r"ceasefire|cease-fire|truce|discussions|diplomatic (?:effort|push|talks)|conference|treaty|accord|delegations?|"
    r"proposal|pause|good offices|meetings? between|consultations|communiqu[eé]s?|code of conduct|"
    r"(?:sign(?:ed|s|ing)?|initiall?ed|struck|reached|clinched) (?:[\w'’-]+ ){0,5}?"
    r"(?:agreement|deal|pact|memorandum|declaration)|"
    r"framework (?:agreement|deal)|"
    r"(?:deal|agreement|accord|pact)(?: that)? (?:[\w'’-]+ ){1,7}?(?:reached|signed|struck)|"
    r"(?:deal|agreement|accord|pact)s? between|"
    r"deal,? (?:which|that) (?:was|has been) signed|"
    r"(?:ministers?|leaders?|presidents?|envoys?|representatives)(?: [\w'’.,-]+){0,10}? (?:met|meet|meeting)"
    r"(?: (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)? (?:in|on|at|for|with|again|today)|"
    r"contacts (?:with|between)|(?:prisoner|hostage) (?:exchange|swap)|exchange of (?:prisoners|hostages|captives)|"
    r"(?:pick up|hand over|release of|handover of|free) (?:[\w-]+ ){0,2}?(?:hostages|captives)|"
    r"(?:working groups?|(?:joint|border|boundary|mixed|bilateral) (?:[\w-]+ ){0,4}?(?:commission|committee|panel))"
    r"(?: [\w'’-]+){0,6}? (?:met|meets?|held|holds?|agreed)|"
    r"(?:agreed|decided|discussed)(?: [\w'’-]+){0,3}? at (?:a|the) (?:\w+ )?meeting|"
    r"disputes? (?:between|over (?:the )?(?:prices?|borders?|territor\w+|islands?|land|water|oil|gas))|"
    r"shuttl\w+ (?:back and forth )?(?:between|among)|back and forth (?:between|among)|failed to agree|"
    r"(?:met|meet|meets|meeting) (?:with )?(?:[\w'’-]+ ){0,3}?(?:rebel|opposition|guerrilla)|"
    r"political (?:stalemate|deadlock|stand-?off)|"
    r"(?:end|resolve|defuse|settle|solve) (?:an?|the|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:crisis|dispute|conflict|stand-?off))\b"
)
# Whoever will not talk until something is done speaks of talks, however late in the text.
_REFUSED = re.compile(
    r"\b(?:(?:will|would|can) (?:not|never)|cannot|won['’]t|refus\w+ to|rul(?:es|ed) out|declin\w+ to|"
    r"not (?:ready|willing) to) (?:[\w-]+ ){0,4}?(?:talks|negotiations?|dialogue|negotiate|talk) with\b"
)
# A quarrel between states and the handing over of captives are bargained about, though nobody sits at a table: said
# twice they are enough, in passing they are not.
_BARGAINED = re.compile(
    r"\b(?:(?:border|boundary|territorial|maritime|gas|oil|water|trade|fishing|price|pipeline|transit|land) "
    r"(?:disputes?|row|quarrel|stand-?off)|disputes? (?:between|with|over)|"
    r"(?:hostage|prisoner|captive) (?:deal|operation|mission|releases?|handover|swap|exchange|crisis|stand-?off)|"
    r"(?:releas\w+|free(?:d|ing)?|hand(?:ed|ing)? over|pick(?:ed|ing)? up|swap\w*|exchang\w+|recover\w*|return\w*|"
    r"hand-?over|transfer\w*) (?:of )?(?:[\w'’-]+ ){0,4}?(?:hostages|captives|prisoners of war))\b"
)
# One of these stands in whatever those patterns match.
_STEMS = tuple(
    """talks negotiat mediat peace dialog summit ceasefire cease-fire truce discussions diplomatic conference treaty
    accord deal pact contacts prisoner hostage exchange political delegation proposal pause offices consultation
    communiqu conduct initial struck reached clinched shuttl failed met meet crisis dispute conflict stand meeting
    sign framework minister leader president envoy representative quarrel captive working back joint border boundary
    bilateral""".split()
)


def about_talks(text: Text) -> bool:
    """Whether the text speaks of talks, mediation or an agreement at least twice, does so in its first two sentences,
    tells that somebody will not talk with another, or speaks at least twice of what is bargained about.
    """
    count, bargained, lower = 0, 0, text.source.lower()
    aligned = len(lower) == len(text.source)  # not with the rare letter that is two in lower case
    for sentence in _sentences_with_a_stem(text) if aligned else text.sentences:
        hits = len(_TALKS.findall(lower, sentence.start, sentence.end))
        count += hits
        if (hits and sentence.index < 2) or count >= 2:
            return True
        if hits and _REFUSED.search(lower, sentence.start, sentence.end):
            return True
        if (bargained := bargained + len(_BARGAINED.findall(lower, sentence.start, sentence.end))) + count >= 2:
            return True
    return False


def _sentences_with_a_stem(text: Text) -> Iterator[Sentence]:
    """The sentences in which one of the stems stands, in order."""
    last = None
    for index in text.indexes_of(set(filter(_has_stem, text.vocabulary()))):
        sentence = text.sentence_at(text.tokens.starts[index])
        if sentence is not None and sentence is not last:
            last = sentence
            yield sentence


@lru_cache(maxsize=50_000)
def _has_stem(word: str) -> bool:
    """Whether one of the stems stands in a word; none is ever cut by the end of one."""
    return word == "row" or any(stem in word for stem in _STEMS)


def find_subject_of_talks(reading: Reading, seated: Sequence[ParticipantFinding]) -> str | None:
    """A short name for what the talks are about: the parties and the issue named most, as the lexicon has them."""
    counts = Counter(reading.top(m.code) for m in reading.issues if m.code not in GENERAL)
    parties = [p.actor for p in seated if "party" in p.roles][:2]
    names = {entry.code: entry.name for entry in reading.lexicon.issues}
    issue = next((names[code] for code, _ in counts.most_common() if code in names), None)
    if len(parties) == 2 and issue:
        return f"{parties[0]}–{parties[1]}: {issue.lower()}"
    return None
