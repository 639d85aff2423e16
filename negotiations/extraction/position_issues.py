"""What a position is on: the issues in its own words, what they take up from before, or what lies on the table."""

import re
from itertools import pairwise

from negotiations.extraction.clauses_around import clause_start, relative_of_object
from negotiations.extraction.conditions import Found
from negotiations.extraction.findings import Span
from negotiations.extraction.issues import GENERAL, IssueMention
from negotiations.extraction.phrases import Marked
from negotiations.extraction.reading import Reading
from negotiations.extraction.rules.language import compile_pattern
from negotiations.extraction.stretches import Reached

# For these the deal itself is the object, whatever else it is about.
_ON_THE_DEAL = frozenset({"accepts", "rejects", "supports", "open", "accepts-conditionally"})
# A decision not taken, an answer put off: on what lies on the table.
_ON_WHAT_LIES_THERE = frozenset({"undecided", "no-decision", "delays-signing"})
# Only so clear a cue is recorded where its own words name no issue; it is then on what the paragraph is about.
_SURE = 0.75
# "Refugees return under a deal between A and B": the deal is on what is done under it.
_BY_WHAT_IS_DONE = frozenset({"under-a-deal-between"})
# These may be on the talks as a whole where their words name a matter of their own.
_GOES_ALONG = frozenset({"accepts", "supports", "open"})
_SHORT = 2  # so few words behind a cue name nothing
_PHASED = re.compile(r"\bphased\b")
_LEADS_TO_WHEN = frozenset({"in", "at", "after", "before", "during", "as", "when", "by", "prior", "ahead"})
_POINTS_BACK = frozenset(
    """it this that these those them so such same demand demands call calls request appeal idea move step measure
    decision condition conditions point points issue issues news announcement breakthrough
    extension""".split()  # one expression
)
# What the text opens with.
_THE_NEWS = frozenset({"news", "announcement", "breakthrough"})
_BACKWARD = compile_pattern(
    r"(?:(?:the|that|this|these|those|such|either|both) (?:charges?|allegations?|accusations?|claims?|reports?|decision|move|measure|step|idea|demands?|call|calls|same|suggestion|request|offer|proposal|point|condition)s?|(?<!that )(?:it|so|them)|this|one(?= (?:is|will|would|must) )|that(?= [.,;\"]|$))"  # noqa: E501  # a pattern is not broken in its middle
)


# Whoever says that one cannot talk while something lasts rejects the talks, not what lasts.
_ON_TALKING = frozenset({"impossible-to", "how-can-we", "talks-cannot-be"})


def issues_of_position(
    reading: Reading, marked: Marked, number: int, reached: Reached, stance: str, conditions: list[Found]
) -> tuple[str, ...]:
    """The codes of the issues that a stance of sentence ``number`` is on; none where its words are on something that is
    no issue.
    """
    cue = reached.cue
    own = _in_own_words(reading, marked, reached, stance, conditions)
    if own == ("agreement",):
        return (*own, *_of_the_deal(reading, marked, number, reached))
    return (
        own
        or _before_the_speaker(reading, marked, number, reached, stance, conditions)
        or _in_conditions(reached, conditions)
        or _bare_object(reading, marked, number, reached)
        or (_on_the_table(reading, marked, number, reached) if cue.rule.name in _ON_WHAT_LIES_THERE else ())
        or (_of_the_paragraph(reading, marked, number, reached, stance) if cue.rule.confidence >= _SURE else ())
        or (conditions[0].condition.issues if conditions and stance == "accepts-conditionally" else ())
    )


def _in_own_words(
    reading: Reading, marked: Marked, reached: Reached, stance: str, conditions: list[Found]
) -> tuple[str, ...]:
    """In the words from the cue on, in the whole stretch, or in the clause before a cue that names its holder."""
    cue = reached.cue
    evidence, cue_end = marked.span(reached.first, reached.last), marked.items[cue.last].end
    told = relative_of_object(marked, cue, reached.holder)
    if told is not None:
        meant = _codes(reading, (marked.items[clause_start(marked, told)].start, marked.items[told].end), [], stance, 0)
        if meant:
            return meant
    asks = cue.rule.holder == "source" and cue.rule.name not in _ON_TALKING
    own = (
        evidence
        if asks or reached.first > cue.first or cue.rule.name in _BY_WHAT_IS_DONE
        else (marked.items[cue.first].start, evidence[1])
    )
    codes = _codes(reading, own, conditions, stance, cue_end, asks=asks)
    if not codes and cue.rule.name != "null-and-void":
        codes = _codes(reading, evidence, conditions, stance, cue_end)
    if not codes and cue.holder is not None:
        clause = (marked.items[clause_start(marked, reached.first)].start, evidence[1])
        codes = _codes(reading, clause, conditions, stance, evidence[1])
    return codes


_THE_DEAL = compile_pattern(r"the (?:deal|agreement|accord|pact)(?! (?:on|for|to|between|with|that|under))")
# So many sentences back is told what a deal is on that is only "the deal" now.
_TOLD_BEFORE = 5
# So many characters may stand between what a deal is on and the word for it.
_BESIDE = 2


def _of_the_deal(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """What "the deal" is on: the kind of the last one named before ("a truce deal", "a natural gas deal")."""
    start = marked.offsets[reached.cue.first]
    if not _THE_DEAL.search(marked.string, start, _end(marked, reached.last)):
        return ()
    for back in range(number - 1, max(-1, number - 1 - _TOLD_BEFORE), -1):
        sentence = reading.marked[back].sentence
        named = [m for m in reading.issues_between(sentence.start, sentence.end) if m.code != "talks"]
        deals = [
            one.code
            for one, other in pairwise(named)
            if one.code not in GENERAL and other.code == "agreement" and 0 <= other.start - one.end < _BESIDE
        ]
        if deals:
            return (reading.top(deals[-1]),)
    return ()


def _before_the_speaker(
    reading: Reading, marked: Marked, number: int, reached: Reached, stance: str, conditions: list[Found]
) -> tuple[str, ...]:
    """In what a quotation says before its speaker is named: "“The prisoners,” said A, “must be freed”"."""
    if reached.cue.rule.holder != "source":
        return ()
    start, end = marked.span(reached.first, reached.last)
    for claim in reading.voices.claims_over(number, start, end)[:1]:
        before = [span for span in claim.content if marked.sentence.start <= span[0] and span[1] <= start]
        if before:
            return _codes(reading, (before[0][0], before[-1][1]), conditions, stance, end, asks=True)
    return ()


def _in_conditions(reached: Reached, conditions: list[Found]) -> tuple[str, ...]:
    """What a threat or an offer of something else is to bring about."""
    for_it = reached.cue.rule.name == "threatens" or reached.cue.stance == "proposes"
    return conditions[0].condition.issues if conditions and for_it else ()


def _on_the_table(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    return _topic(reading, marked, number) or _before(reading, marked, number, reached) or ("talks",)


def _of_the_paragraph(reading: Reading, marked: Marked, number: int, reached: Reached, stance: str) -> tuple[str, ...]:
    """What the paragraph or the sentence before is about; where the words name a matter of their own that is no issue,
    at most the talks as such.
    """
    codes = _topic(reading, marked, number) or _before(reading, marked, number, reached)
    if _points_back(marked, reached):
        return codes
    return tuple(code for code in codes if code in GENERAL) if stance in _GOES_ALONG else ()


def _codes(
    reading: Reading, span: Span, conditions: list[Found], stance: str, cue_end: int, *, asks: bool = False
) -> tuple[str, ...]:
    """The issues of a position: those in its words but not in what it waits for; the deal and the talks where
    nothing else is.
    """
    waits = [found.condition.evidence[0] for found in conditions]
    mentions = [m for m in reading.issues_between(*span) if not any(s <= m.start < e for s, e in waits)]
    if stance == "withdraws":
        mentions = [m for m in mentions if m.code != "withdrawal" or m.start > span[0]] or mentions
    meant = [_itself(reading, m, mentions) if stance == "withdraws" else _up_the_tree(reading, m) for m in mentions]
    codes = list(dict.fromkeys(code for named in meant for code in named))
    substance = [code for code in codes if code not in GENERAL]
    near = [m for m in mentions if m.start >= cue_end - 12 and m.start - cue_end < 45 and not _is_limit(reading, m)]
    first = reading.top(near[0].code) if near else None
    if first == "talks" and not asks and not any(m.start == near[0].start and m.code not in GENERAL for m in near):
        return ("talks",)
    if substance:
        if stance in _ON_THE_DEAL and (first == "agreement" or _about_one_on(reading, near, "agreement")):
            return ("agreement", *substance)
        if near and _about_one_on(reading, near, "talks"):
            return ("talks", *substance)
        return tuple(substance)
    if "agreement" in codes:
        return ("talks",) if near and _offers_talks(reading, near) else ("agreement",)
    return tuple(codes[:1])


def _is_limit(reading: Reading, mention: IssueMention) -> bool:
    """Whether it is only the time that is set: "a deadline for a pullout" is on the pullout."""
    return reading.text.source[mention.start : mention.end].lower() == "deadline"


def _about_one_on(reading: Reading, near: list[IssueMention], code: str) -> bool:
    """ "Nuclear talks", "a ceasefire deal": the talks or the deal are the object, and the point is what they are on."""
    return any(
        one.code not in GENERAL and reading.top(other.code) == code and other.start == one.end + 1
        for one, other in pairwise(near)
    )


def _offers_talks(reading: Reading, near: list[IssueMention]) -> bool:
    """ "An offer of talks", "the plan for more negotiations": the talks are what is offered."""
    return any(
        one.code == "agreement"
        and reading.top(other.code) == "talks"
        and reading.text.source[one.end : other.start].split()[:1] in (["of"], ["for"])
        for one, other in pairwise(near)
    )


def _itself(reading: Reading, mention: IssueMention, others: list[IssueMention]) -> tuple[str, ...]:
    """The code named itself: who gives up a demand for a permanent truce has not given up the truce. None where the
    same words name a point below it in the tree.
    """
    below = any(
        reading.top(o.code) == mention.code != o.code and o.start < mention.end and mention.start < o.end
        for o in others
    )
    return () if below else (mention.code,)


def _up_the_tree(reading: Reading, mention: IssueMention) -> tuple[str, ...]:
    """The code at the top of the tree and the one named itself. "A phased truce" is a truce: how it comes is a point
    of its own only where the phases are spoken of.
    """
    top = reading.top(mention.code)
    words = reading.text.source[mention.start : mention.end].lower()
    return (top,) if "phased" in words and _PHASED.search(words) else tuple(dict.fromkeys((top, mention.code)))


def _topic(reading: Reading, marked: Marked, number: int) -> tuple[str, ...]:
    """What the paragraph was about before, or what the words before the cue are about; at the last the deal."""
    start = marked.sentence.start
    for back in range(number, max(-1, number - 3), -1):
        sentence = reading.marked[back].sentence
        if sentence.paragraph != marked.sentence.paragraph:
            break
        start = sentence.start
    found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(start, marked.sentence.end))
    substance = [code for code in found if code not in GENERAL]
    return tuple(substance[-1:]) or tuple(found)[:1]


def _bare_object(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """ "rejects it", "denies the charge", "would not sign": what the sentence before was about, or else the deal."""
    said = marked.string[marked.offsets[reached.cue.first] : _end(marked, reached.last)]
    here = marked.items[reached.cue.first].start
    if "the same" in said:
        found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(marked.sentence.start, here))
        if found:
            return tuple(found)[-1:]
    before = reading.marked[number - 1].sentence if number else None
    if before is not None and _BACKWARD.search(" ".join(said.split()[: reached.cue.last - reached.cue.first + 5])):
        found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(before.start, before.end))
        substance = [code for code in found if code not in GENERAL]
        if substance or found:
            return tuple(substance[-2:]) or tuple(found)[:1]
    words = [item.word for item in marked.items[reached.cue.first : reached.last]]
    if (
        len(words) <= 6
        and "that" not in words
        and any(word in {"it", "sign", "this", "them", "changes", "terms", "same", "so"} for word in words)
    ):
        return ("agreement",)
    if any(
        word in {"sign", "changes", "terms", "concessions", "response", "reply", "answer", "amendments"}
        for word in words
    ):
        return ("agreement",)
    return ()


def _before(reading: Reading, marked: Marked, number: int, reached: Reached) -> tuple[str, ...]:
    """What the sentence before is about, whatever its paragraph, where the words take it up ("the decision", "it")."""
    words = [item.word for item in marked.items[reached.first : reached.last]]
    if reached.cue.rule.holder == "subject":
        words = words[max(0, reached.cue.last + 1 - reached.first) :]
    if not number or words[:1] == ["that"] or _POINTS_BACK.isdisjoint(words):
        return ()
    sentence = reading.marked[0 if _THE_NEWS & set(words) else number - 1].sentence
    found = dict.fromkeys(reading.top(m.code) for m in reading.issues_between(sentence.start, sentence.end))
    return tuple(code for code in found if code not in GENERAL)[-1:] or tuple(found)[:1]


def _points_back(marked: Marked, reached: Reached) -> bool:
    """Whether the words behind the cue name nothing of their own: they are few, or take up what was said."""
    words = [item.word for item in marked.items[reached.cue.last + 1 : reached.last]]
    if words[:1] == ["that"]:  # in "that it …" the pronoun is whoever speaks
        return not {"this", "these", "those"}.isdisjoint(words)
    bare = len(words) <= _SHORT or words[0] in _LEADS_TO_WHEN
    return bare or not _POINTS_BACK.isdisjoint(words)


def _end(marked: Marked, last: int) -> int:
    return marked.offsets[last - 1] + len(marked.items[last - 1].word)
