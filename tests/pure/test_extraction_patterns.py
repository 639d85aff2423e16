"""No regular expression of the extraction runs away, whatever the text; what editors teach is never one."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as op  # the standard library has no public parser of patterns
from re import _parser
from typing import Any

import pytest

from negotiations import extraction
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.issues import find_issues
from negotiations.extraction.lexicon import ActorEntry, AliasEntry, IssueEntry, Lexicon
from negotiations.extraction.rules.index import FAMILIES
from negotiations.extraction.rules.rare import Rare
from negotiations.extraction.text import read
from tests.speed import Watch, told

# A sentence is cut after 250 words: what a pattern sees is some hundred characters, seldom a thousand.
LENGTHS = (24, 50, 200, 800)
SECONDS = 0.25


def patterns() -> dict[str, re.Pattern[str]]:
    """All patterns of the package: those of the rules, and those that its modules hold."""
    found = {rule.regex.pattern: rule.regex for family in FAMILIES.values() for rule in family}
    for value in _values_of_modules():
        for part in _parts(value):
            found[part.pattern] = part
    return found


def rare_patterns() -> list[Rare]:
    """The patterns of the package's modules that are searched for only where their words stand."""
    return [value for value in _values_of_modules() if isinstance(value, Rare)]


def _values_of_modules() -> Iterator[object]:
    for module in pkgutil.walk_packages(extraction.__path__, extraction.__name__ + "."):
        yield from vars(importlib.import_module(module.name)).values()


def _parts(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Rare):
        yield value.regex
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _parts(part)


def made_for(pattern: re.Pattern[str]) -> str:
    """A short string that the pattern could match."""
    return sample(_parser.parse(pattern.pattern))


def sample(nodes: Any) -> str:
    """A string that the parsed pattern could match, as short as may be; what looks around is left out."""
    return "".join(_sample(code, argument) for code, argument in nodes)


def _sample(code: Any, argument: Any) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code is op.NOT_LITERAL or code is op.ANY:
        return "a" if argument != ord("a") else "b"
    if code is op.IN:
        return next((c for c in "a1 ,-'\"@.x:“”»|/)é" if re.match(_class(argument), c)), "a")
    if code is op.BRANCH:
        return min((sample(branch) for branch in argument[1]), key=len)
    if code is op.SUBPATTERN:
        return sample(argument[-1])
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return sample(argument[-1]) * int(argument[0])
    return ""


def _class(nodes: Any) -> str:
    """A class of characters written anew."""
    names = {op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W", op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s"}
    names |= {op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_NOT_SPACE: r"\S"}
    out = ""
    for code, argument in nodes:
        if code is op.NEGATE:
            out = "^"
        elif code is op.LITERAL:
            out += re.escape(chr(argument))
        elif code is op.RANGE:
            out += f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
        else:
            out += names[argument]
    return f"[{out}]"


def attacks(nodes: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """For every repetition in the pattern what leads to it, and what it repeats."""
    for code, argument in nodes:
        if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            if argument[1] > 1:
                yield before, sample(argument[-1]) or "a"
            yield from attacks(argument[-1], before)
        elif code is op.SUBPATTERN:
            yield from attacks(argument[-1], before)
        elif code is op.BRANCH:
            for branch in argument[1]:
                yield from attacks(branch, before)
        before += _sample(code, argument)


def slowest(pattern: re.Pattern[str]) -> float:
    """The longest that the pattern takes on texts made to attack it; no longer ones are tried after a slow one."""
    worst = 0.0
    for before, repeated in dict.fromkeys(attacks(_parser.parse(pattern.pattern))):
        # The opening once with a long repetition, and the opening itself over and over, each with an end that fails.
        for piece, opening in ((repeated, before), (before + repeated, ""), (f"{repeated} ", before)):
            for length in LENGTHS:
                text = opening + piece * (length // len(piece)) + "\0"
                begun = time.process_time()
                pattern.search(text)
                spent = time.process_time() - begun
                worst = max(worst, told(spent) if spent > SECONDS else spent)
                if worst > SECONDS:
                    return worst
    return worst


@pytest.mark.parametrize("pattern", patterns().values(), ids=lambda pattern: pattern.pattern[:60])
def test_pattern_does_not_run_away(pattern: re.Pattern[str]) -> None:
    assert slowest(pattern) < SECONDS


def test_check_finds_a_pattern_that_runs_away() -> None:
    assert slowest(re.compile(r"(?:\w+)+x")) > SECONDS


def test_what_editors_teach_is_literal() -> None:
    evil = "(a+)+$"
    lexicon = Lexicon.build(
        actors=[ActorEntry("evil", evil, "state", aliases=(AliasEntry(".*", "name"), AliasEntry("[A-Z]+", "name")))],
        issues=[IssueEntry("evil-issue", None, "Evil", (evil, ".*", "x|y"))],
    )
    watch = Watch()
    text = "Talks on the truce began. " + "a" * 5_000 + "! NATO met x and y."
    found = extract(Document("evil", text, None), lexicon)
    assert watch.seconds() < 2
    assert not [mention for mention in found.mentions if mention.key == "evil"]
    assert not find_issues(read(text), lexicon)
    taught = read(f"They spoke of {evil} in Oslo.")
    assert [m.key for m in extract(Document("evil", taught.source, None), lexicon).mentions] == ["evil"]
