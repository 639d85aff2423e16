"""Groups that a text introduces by saying what they are: "X, a separatist militia", "a group called X", "the rebel
Union of X".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from negotiations.extraction.findings import Mention
from negotiations.extraction.rules.grammar import PREPOSITIONS, TIMES
from negotiations.extraction.rules.groups import ARMED_KINDS, GROUP_HEADS, GROUPS_TOLD, KINDS_OF_GROUP
from negotiations.extraction.text import Sentence, Text

_RULES = tuple((rule, re.compile(rule.pattern)) for rule in GROUPS_TOLD)
# What a sentence may begin with before a name ("On Monday X, a militia, …").
_NOT_OF_A_NAME = re.compile(
    rf"^(?:(?:{'|'.join(sorted(word.title() for word in (*PREPOSITIONS, *TIMES, 'but', 'and', 'meanwhile')))})\b ?)+"
)
_WORDS = frozenset(word for phrase in KINDS_OF_GROUP for word in phrase.split())
# Single names shorter than this are as likely something else.
_SHORTEST = 3


def told_groups(text: Text, taken: Sequence[Mention]) -> list[Mention]:
    """Mentions of such groups, where they are introduced and wherever the name stands again; ``taken`` is sorted and
    holds what is named beyond doubt, which is no new group.
    """
    starts = [mention.start for mention in taken]
    found: dict[str, Mention] = {}
    for sentence in _sentences_with_a_kind(text):
        for start, end, words in _introduced(text, sentence):
            if not _is_taken(taken, starts, start, end):
                name = " ".join(text.source[start:end].split())
                kind = "armed-group" if ARMED_KINDS & set(words.lower().split()) else "political-body"
                found.setdefault(name, Mention(start, end, None, name, kind, None, rule="group-as-told"))
    return [again for mention in found.values() for again in _everywhere(text, mention)]


# "ABC-Dawn": a part of the ABC that has left it.
_FACTION = re.compile(r"\b[A-Z][A-Z/]{1,6}-[A-Z][a-z]{3,}\b")
_NO_GROUPS = frozenset({"state", "intergovernmental", "bloc"})
_OF_A_FACTION = frozenset({"group", "groups", "faction", "factions", "movement", "rebel", "rebels", "party", "militia"})


def told_factions(text: Text, names: Sequence[Mention]) -> list[Mention]:
    """Mentions of factions by the short form of what they broke away from and a word of their own, in a text that
    speaks of groups. Two actors in one word ("UN-Arab") are none.
    """
    if not text.indexes_of(_OF_A_FACTION):
        return []
    known = {(m.start, m.kind) for m in names}
    found = []
    for match in _FACTION.finditer(text.source):
        hyphen = match.group().index("-") + match.start()
        first = any((match.start(), kind) in known for kind in _NO_GROUPS)
        second = any(m.start == hyphen + 1 and m.kind in _NO_GROUPS for m in names)
        if not (first or second) and text.sentence_at(match.start()) is not None:
            found.append(Mention(*match.span(), None, match.group(), "armed-group", None, rule="faction"))
    return found


_FOLLOWERS = re.compile(
    r"\b(?:[Pp]arty|[Ss]upporters|followers|loyalists|backers|faction|allies) (?:of|loyal to) "
    r"(?:the )?(?:former|ousted|deposed|late|exiled) (?:[\w.-]+ ){0,4}$"
)
_OUT_OF_OFFICE = frozenset({"former", "ousted", "deposed", "late", "exiled"})  # one of which stands in every match
_BACK = 70


def told_followers(text: Text, people: Sequence[Mention]) -> list[Mention]:
    """Mentions of those who follow somebody who holds no office any more: "the party of former President N N"."""
    found: dict[str, Mention] = {}
    out = []
    told = [text.tokens.starts[index] for index in text.indexes_of(_OUT_OF_OFFICE)]
    for person in people:
        if not any(person.start - _BACK <= start < person.start for start in told):
            continue
        match = _FOLLOWERS.search(text.source, max(0, person.start - _BACK), person.start)
        if match is not None and text.sentence_at(match.start()) is text.sentence_at(person.start):
            name = " ".join(text.source[match.start() : person.end].split())
            first = found.setdefault(
                str(person.person),
                Mention(match.start(), person.end, None, name, "political-body", None, rule="followers"),
            )
            out.append(replace(first, start=match.start(), end=person.end))
    return out


def without_descriptions(groups: Sequence[Mention], told: Sequence[Mention], text: Text) -> list[Mention]:
    """The groups but for those that only say what a told one is: "X, a Ruritanian rebel group" names one group."""
    ends = {mention.end for mention in told}
    return [g for g in groups if g.key or not any(text.source[end : g.start] in _APPOSED for end in ends)]


_APPOSED = frozenset({", a ", ", an ", ", the "})


def _sentences_with_a_kind(text: Text) -> list[Sentence]:
    indexes = text.indexes_of(_WORDS)
    return [s for s in text.sentences if bisect_left(indexes, s.first) < bisect_left(indexes, s.last)]


def _introduced(text: Text, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The span of each name with the words that say what it is."""
    source = text.source[sentence.start : sentence.end]
    for rule, pattern in _RULES:
        for match in pattern.finditer(source):
            name = _NOT_OF_A_NAME.sub("", match["name"])
            start, end = match.end("name") - len(name), match.end("name")
            if not name:
                continue
            if rule.needs_head and not {name.split()[0].lower(), name.split()[-1].lower()} & GROUP_HEADS.keys():
                continue
            if len(name) >= _SHORTEST:
                yield sentence.start + start, sentence.start + end, match["what"]


def _is_taken(taken: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether a person or a known group stands in a span, or a state is all of it."""
    at = max(0, bisect_left(starts, start) - 1)
    for mention in taken[at:]:
        if mention.start >= end:
            return False
        if mention.end > start and (
            mention.person is not None
            or mention.kind not in {"state", "intergovernmental"}
            or (mention.start <= start and mention.end >= end)
        ):
            return True
    return False


def _everywhere(text: Text, mention: Mention) -> Iterator[Mention]:
    for match in re.finditer(rf"\b{re.escape(mention.actor or '')}\b", text.source):
        if text.sentence_at(match.start()) is not None:
            yield Mention(
                match.start(), match.end(), None, mention.actor, mention.kind, mention.country, rule=mention.rule
            )
