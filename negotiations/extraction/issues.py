"""Issues in a text: the lexicon's terms and the turns of phrase of rules/issues.py."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from negotiations.extraction.lexicon import Lexicon
from negotiations.extraction.phrases import Marked
from negotiations.extraction.rules.issues import BUILT_SETTLEMENT, DEALS_WITH
from negotiations.extraction.spellings import plain_word
from negotiations.extraction.text import Text

_TERRITORY = "borders-and-crossings"
# These stand for the deal and for talking at all: they count only where no point of substance is meant.
GENERAL = frozenset({"agreement", "talks"})

# So many characters before "deal" tell that it is a verb.
_VERB = 3
_INSTRUMENTS = ("oversight", "supervision", "funding")


class IssueMention(NamedTuple):
    """An issue named in the text, by the code of its place in the tree."""

    start: int
    end: int
    code: str


def find_issues(text: Text, lexicon: Lexicon, marked: Sequence[Marked] = ()) -> list[IssueMention]:
    """All issues named in the sentences of a text, sorted; an issue is found twice where two terms overlap,
    never twice the same.
    """
    table, lower = lexicon.terms, text.tokens.lower
    found: set[IssueMention] = set()
    starts = text.indexes_of({word for word in text.vocabulary() if plain_word(word) in table})
    for sentence in text.sentences:
        for at in starts[bisect_left(starts, sentence.first) : bisect_left(starts, sentence.last)]:
            terms = table[plain_word(lower[at])]
            # The first term is the longest.
            plain = tuple([plain_word(word) for word in lower[at : min(at + len(terms[0][0]), sentence.last)]])
            code, last = next(((code, len(words)) for words, code in terms if plain[: len(words)] == words), ("", 0))
            if last:
                found.add(IssueMention(text.tokens.starts[at], text.tokens.ends[at + last - 1], code))
    named = [(phrase.start, phrase.end) for m in marked for _, phrase in m.phrases() if phrase.refs]
    found = {m for m in found if not _within(m, named)}
    codes = {entry.code for entry in lexicon.issues} | GENERAL
    for sentence_marked in marked:
        found.update(_by_phrase(sentence_marked, codes))
    if lexicon.false_terms:
        found -= _not_meant(found, text, lexicon)
    found = _without_built_settlements(found, text)
    issues = sorted(found)
    source = text.source.lower()
    if " deal with " in source:
        issues = [m for m in issues if m.code != "agreement" or not DEALS_WITH.match(source, max(0, m.start - _VERB))]
    if not any(word in source for word in _INSTRUMENTS):
        return issues
    return [m for m in issues if not _only_instrument(m, text, found)]


def _within(mention: IssueMention, named: list[tuple[int, int]]) -> bool:
    """Whether the words only are part of a name ("the Security Council")."""
    at = bisect_right(named, (mention.start, len(named) and named[-1][1])) - 1
    return at >= 0 and named[at][0] <= mention.start and mention.end <= named[at][1]


def _not_meant(found: set[IssueMention], text: Text, lexicon: Lexicon) -> set[IssueMention]:
    """Those within words that editors have said not to mean the issue."""
    table, tokens = lexicon.false_terms, text.tokens
    not_meant: set[IssueMention] = set()
    for at in text.indexes_of({word for word in text.vocabulary() if plain_word(word) in table}):
        for words, codes in table[plain_word(tokens.lower[at])]:
            if tuple([plain_word(word) for word in tokens.lower[at : at + len(words)]]) == words:
                start, end = tokens.starts[at], tokens.ends[at + len(words) - 1]
                not_meant.update(m for m in found if m.code in codes and start <= m.start and m.end <= end)
    return not_meant


def _without_built_settlements(found: set[IssueMention], text: Text) -> set[IssueMention]:
    """The mentions; where settlements are places where people live they are no deal but a matter of territory."""
    if "settlement" not in text.source.lower():
        return found
    out = set()
    for m in found:
        built = m.code == "agreement" and BUILT_SETTLEMENT.match(
            text.source, max(0, text.source.rfind(" ", 0, max(0, m.start - 1)))
        )
        out.add(m._replace(code=_TERRITORY) if built else m)
    return out


def _only_instrument(mention: IssueMention, text: Text, found: set[IssueMention]) -> bool:
    """ "Oversight for the reconstruction" is about the reconstruction."""
    if not any(word in text.source[mention.start : mention.end].lower() for word in _INSTRUMENTS):
        return False
    following = text.source[mention.end : mention.end + 40].split()
    if not following or following[0] not in {"for", "of", "over"}:
        return False
    return any(mention.end < other.start <= mention.end + 30 and other.code not in GENERAL for other in found)


def _by_phrase(marked: Marked, codes: set[str]) -> list[IssueMention]:
    found = []
    for rule in marked.rules("issues"):
        if rule.value in codes:
            for match in rule.regex.finditer(marked.string):
                first, last = marked.item_at(match.start()), marked.item_at(match.end() - 1)
                found.append(IssueMention(*marked.span(first, last + 1), rule.value))
    return found
