"""The rules as a page to read: each rule's name, what it finds, and what it must and must not match."""

from collections.abc import Iterator, Sequence

from negotiations.extraction.rules.conditions import CONDITIONS, FRONTED
from negotiations.extraction.rules.cues import ADJECTIVES, NOUNS, VERBS, CueRule
from negotiations.extraction.rules.dates import DATE_RULES
from negotiations.extraction.rules.furniture import FURNITURE
from negotiations.extraction.rules.inferred import NAMES, SEATS, VOICES, Inferred
from negotiations.extraction.rules.issues import ISSUE_PHRASES
from negotiations.extraction.rules.language import Rule
from negotiations.extraction.rules.no_stance import NO_STANCE
from negotiations.extraction.rules.proposals import PROPOSALS
from negotiations.extraction.rules.ranks import RANKS
from negotiations.extraction.rules.roles import ROLES
from negotiations.extraction.rules.rounds import FORMAT, LEVEL, OUTCOME, STATUS, TONE
from negotiations.extraction.rules.stances import STANCES
from negotiations.extraction.rules.word_families import WORD_FAMILIES

_HEAD = """# The rules of the extraction

This page is made from the rules themselves: `python manage.py rules_page > docs/rules.md`. A test holds it to them.

A rule is about the language of news and never about an actor. In the examples `@a`, `@b` and `@c` stand for whoever is
named there; a sentence is matched in lower case with a space between its words. Each example must be found by its rule
and each counter-example must be left alone; the tests try both. The patterns are in `negotiations/extraction/rules/`.
"""
FAMILIES: tuple[tuple[str, str, Sequence[Rule]], ...] = (
    ("Roles", "Who mediates, who is a party, who hosts, guarantees, observes or has a stake.", ROLES),
    ("Stances", "Which stance somebody takes.", STANCES),
    ("No stances", "Words that a rule of stances would match, and that take none.", NO_STANCE),
    ("Conditions", "What a stance waits for.", CONDITIONS),
    ("Conditions that come first", "What a stance waits for, said before it.", FRONTED),
    ("Issues", "Turns of phrase that mean an issue without its plain term; the plain terms are data.", ISSUE_PHRASES),
    ("Proposals", "Texts put on the table.", PROPOSALS),
    ("Status of a round", "How a round of talks stands.", STATUS),
    ("Outcome of a round", "What came of it.", OUTCOME),
    ("Format of a round", "How the sides meet.", FORMAT),
    ("Tone of a round", "How the talks are described.", TONE),
    ("Level of a round", "Who was sent.", LEVEL),
)
_INFERRED: tuple[tuple[str, str, Sequence[Inferred]], ...] = (
    ("Names", "Who is named. These are read with invented actors and people, told in `rules/inferred.py`.", NAMES),
    ("Seats without words of their own", "Roles that follow from the text as a whole.", SEATS),
    ("Attribution without a cue of its own", "Claims told by a construction rather than by a verb or noun.", VOICES),
)


def rules_page() -> str:
    """The page as Markdown, with a line feed at its end. The same rules always give the same page."""
    lines = [_HEAD]
    for title, about, rules in FAMILIES:
        rows = ((rule.name, rule.value, rule.examples, rule.counters) for rule in rules)
        lines.extend(_table(title, about, "Finds", rows))
    lines.extend(
        _table(
            "Attribution",
            "Words by which somebody is said to have said, wanted, believed or denied something.",
            "Cues",
            ((c.name, _cues(c), [e for e, _ in c.examples], c.counters) for c in (*VERBS, *NOUNS, *ADJECTIVES)),
        )
    )
    for title, about, inferred in _INFERRED:
        lines.extend(_table(title, about, "Finds", map(_row, inferred)))
    ranks = ((rule.name, rule.value, rule.examples, rule.counters) for rule in RANKS)
    lines.extend(_table("Ranks", "The rank that goes with a title; of those that fit the first.", "Finds", ranks))
    lines.extend(_word_families())
    dates = ((rule.name, "date", rule.examples, rule.counter_examples) for rule in DATE_RULES)
    lines.extend(_table("Dates", "Words that name a day, week, month or year.", "Finds", dates))
    lines.extend(
        _table(
            "Page furniture",
            "Lines that belong to the page and not to the article.",
            "Finds",
            ((rule.name, "furniture", rule.examples, rule.counter_examples) for rule in FURNITURE),
        )
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(rule: Inferred) -> tuple[str, str, Sequence[str], Sequence[str]]:
    return rule.name, rule.finds, [f"{text} → {found}" for text, found in rule.examples], rule.counters


def _word_families() -> Iterator[str]:
    """Each family with one of its words in the sentence that they all make a finding of, and all its words."""
    about = "Words that set off a rule of names or seats. Any of a family does so in its example; the first is shown."
    rows = []
    for family in WORD_FAMILIES:
        first = min(family.words)
        rows.append((family.name, family.rule, [family.example(first)], [family.counter_example(first)]))
    yield from _table("Families of words", about, "Sets off", iter(rows))
    for family in WORD_FAMILIES:
        yield f"**{family.name}**: {family.about}: {', '.join(sorted(family.words))}"
        yield ""


def _table(
    title: str, about: str, column: str, rows: Iterator[tuple[str, str, Sequence[str], Sequence[str]]]
) -> list[str]:
    head = [f"## {title}", "", about, "", f"| Rule | {column} | Examples | Left alone |", "| --- | --- | --- | --- |"]
    body = [f"| {name} | {_cell([value])} | {_cell(found)} | {_cell(left)} |" for name, value, found, left in rows]
    return [*head, *body, ""]


def _cell(texts: Sequence[str]) -> str:
    """Texts in one cell of a table, each as code on a line of its own."""
    return "<br>".join("`" + " ".join(text.split()).replace("|", "¦").replace("`", "'") + "`" for text in texts)


def _cues(rule: CueRule) -> str:
    return ", ".join(rule.lemmas)
