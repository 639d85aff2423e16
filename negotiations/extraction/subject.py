"""Whether a text is about talks at all, and what they are about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import ahocorasick

from negotiations.extraction.findings import ParticipantFinding, Span
from negotiations.extraction.issues import GENERAL
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.needs import Needs
from negotiations.extraction.text import Sentence, Text

_TALKS_OR_ALIKE = (
    r"peace talks|talks|negotiat\w+|mediat\w+|peace (?:process|agreement|deal|accord|plan)|dialog(?:ue)?|summit|"
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
    r"(?:crisis|dispute|conflict|stand-?off)"
)
# Whoever will not talk until something is done speaks of talks, however late in the text.
_REFUSED = re.compile(
    r"\b(?:(?:will|would|can) (?:not|never)|cannot|won['’]t|refus\w+ to|rul(?:es|ed) out|declin\w+ to|"
    r"not (?:ready|willing) to) (?:[\w-]+ ){0,4}?(?:talks|negotiations?|dialogue|negotiate|talk) with\b"
)
# A quarrel between states and the handing over of captives are bargained about, though nobody sits at a table: said
# twice they are enough, in passing they are not.
_BARGAINED_ABOUT = (
    r"(?:border|boundary|territorial|maritime|gas|oil|water|trade|fishing|price|pipeline|transit|land) "
    r"(?:disputes?|row|quarrel|stand-?off)|disputes? (?:between|with|over)|"
    r"(?:hostage|prisoner|captive) (?:deal|operation|mission|releases?|handover|swap|exchange|crisis|stand-?off)|"
    r"(?:releas\w+|free(?:d|ing)?|hand(?:ed|ing)? over|pick(?:ed|ing)? up|swap\w*|exchang\w+|recover\w*|return\w*|"
    r"hand-?over|transfer\w*) (?:of )?(?:[\w'’-]+ ){0,4}?(?:hostages|captives|prisoners of war)"
)
_TALKS, _BARGAINED = re.compile(rf"\b(?:{_TALKS_OR_ALIKE})\b"), re.compile(rf"\b(?:{_BARGAINED_ABOUT})\b")
# Finds something wherever one of both does, also in a sentence that was cut off before an underscore.
_EITHER = re.compile(rf"\b(?:{_TALKS_OR_ALIKE}|{_BARGAINED_ABOUT})(?![^\W_])")


def _automaton(strings: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for string in strings:
        automaton.add_word(string, string)
    automaton.make_automaton()
    return automaton


# One of these strings stands in whatever the patterns find.
_SIGNS = _automaton(Needs({}).of(_EITHER.pattern)[0])


def may_be_about_talks(source: str) -> bool:
    """Whether a text has to be read to know whether it is about talks. In most news no line holds anything that could
    make it so.
    """
    lower = source.lower()
    if len(lower) != len(source):
        return True  # then sentences are searched at other places
    return any(_EITHER.search(lower, start, end) for start, end in _lines_with_a_sign(lower))


def _lines_with_a_sign(lower: str) -> Iterator[Span]:
    """The lines in which one of the signs stands, in order; nothing that the patterns find goes beyond one."""
    end = 0
    for place, _ in _SIGNS.iter(lower):
        if place >= end:
            start, end = lower.rfind("\n", 0, place) + 1, lower.find("\n", place)
            end = len(lower) if end < 0 else end
            yield start, end


def about_talks(text: Text) -> bool:
    """Whether the text speaks of talks, mediation or an agreement at least twice, does so in its first two sentences,
    tells that somebody will not talk with another, or speaks at least twice of what is bargained about.
    """
    count, bargained, lower = 0, 0, text.source.lower()
    aligned = len(lower) == len(text.source)  # not with the rare letter that is two in lower case
    for sentence in _sentences_with_a_sign(text, lower) if aligned else text.sentences:
        hits = len(_TALKS.findall(lower, sentence.start, sentence.end))
        count += hits
        if (hits and sentence.index < 2) or count >= 2:
            return True
        if hits and _REFUSED.search(lower, sentence.start, sentence.end):
            return True
        if (bargained := bargained + len(_BARGAINED.findall(lower, sentence.start, sentence.end))) + count >= 2:
            return True
    return False


def _sentences_with_a_sign(text: Text, lower: str) -> Iterator[Sentence]:
    """The sentences in which one of the signs stands, in order."""
    end = 0
    for place, _ in _SIGNS.iter(lower):
        if place >= end and (sentence := text.sentence_at(place)) is not None:
            end = sentence.end
            yield sentence


def find_subject_of_talks(reading: Reading, seated: Sequence[ParticipantFinding]) -> str | None:
    """A short name for what the talks are about: the parties and the issue named most, as the lexicon has them."""
    counts = Counter(reading.top(m.code) for m in reading.issues if m.code not in GENERAL)
    parties = [p.actor for p in seated if "party" in p.roles][:2]
    names = {entry.code: entry.name for entry in reading.lexicon.issues}
    issue = next((names[code] for code, _ in counts.most_common() if code in names), None)
    if len(parties) == 2 and issue:
        return f"{parties[0]}–{parties[1]}: {issue.lower()}"
    return None
