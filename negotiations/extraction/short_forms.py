"""Short forms that a text defines itself: "the Movement for Dawn (MFD)"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from negotiations.extraction.findings import Mention
from negotiations.extraction.rules.groups import GROUP_KINDS
from negotiations.extraction.text import Text

SHORT = re.compile(
    r"\s?\(\s?(?:the )?[\"“']?([A-Z][A-Za-z0-9]{0,3}[A-Z][A-Za-z0-9/-]{0,8})[\"”']?\s?[,;)]|, (?:or )?([A-Z]{3,8}),"
)


def with_known_short_forms(groups: Sequence[Mention], names: Sequence[Mention], text: Text) -> list[Mention]:
    """The groups, those with the entry of a short form of the lists that stands in brackets behind the name:
    "Liberation Army (ELA)" is the ELA, in whatever language its letters are.
    """
    known = {mention.start: mention for mention in names if mention.key and mention.kind in GROUP_KINDS}
    found = []
    for group in groups:
        match = SHORT.match(text.source, group.end)
        short = known.get(match.start(1)) if match and match[1] else None
        found.append(
            replace(group, key=short.key, actor=short.actor, kind=short.kind, country=short.country) if short else group
        )
    return found


def short_forms(mentions: Sequence[Mention], text: Text) -> dict[str, Mention]:
    """The short forms that the text puts right behind a name ("… Movement (ABC)"), with the mention they stand for."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.person is not None or mention.kind == "person":
            continue
        match = SHORT.match(text.source, mention.end)
        if match is None:
            continue
        short = match[1] or match[2]
        if _abbreviates(short, text.source[mention.start : mention.end]):
            found.setdefault(short, mention)
    return found


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in that order, the first of them at its beginning."""
    letters = [c.lower() for c in short if c.isalpha()]
    lower = name.lower()
    if not letters or len(name) <= len(short) or letters[0] not in {word[0] for word in lower.split()}:
        return False
    at = 0
    missing = 0
    for letter in letters:
        place = lower.find(letter, at)
        if place < 0:
            missing += 1
        else:
            at = place + 1
    return missing <= len(letters) // 3


def use_short_forms(text: Text, forms: dict[str, Mention], taken: Sequence[Mention]) -> list[Mention]:
    """Mentions of the short forms wherever they stand free in the article."""
    if not forms:
        return []
    occupied = {(mention.start, mention.end) for mention in taken}
    found = []
    for sentence in text.sentences:
        for at, word in enumerate(text.words(sentence), sentence.first):
            mention = forms.get(word)
            start, end = text.tokens.starts[at], text.tokens.ends[at]
            if mention is not None and (start, end) not in occupied:
                found.append(
                    Mention(
                        start,
                        end,
                        mention.key,
                        mention.actor,
                        mention.kind,
                        mention.country,
                        rule="short-form",
                    )
                )
    return found
