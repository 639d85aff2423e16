"""Rules that are no pattern hold to their examples, and every rule that a finding names stands on the page."""

from dataclasses import replace

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.attendance import rank_of
from negotiations.extraction.engine import extract
from negotiations.extraction.findings import Document
from negotiations.extraction.lexicon import ActorEntry, AliasEntry, Lexicon, PlaceEntry
from negotiations.extraction.rules.cues import ADJECTIVES, NOUNS, VERBS
from negotiations.extraction.rules.inferred import NAMES, SEATS, VOICES, Inferred
from negotiations.extraction.rules.ranks import RANKS, RankRule
from negotiations.extraction.rules.word_families import WORD_FAMILIES, WordFamily
from negotiations.extraction.rules_page import rules_page
from tests.pure.small_lexicon import LEXICON
from tests.quality.measuring import DISPATCHES, read_rows

PUBLISHED = "2024-05-16"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The invented actors, one with a short form."""
    league = replace(LEXICON.actors["league-of-ports"], aliases=(AliasEntry("LOP", "abbreviation"),))
    actors: list[ActorEntry] = [league if entry.key == league.key else entry for entry in LEXICON.actors.values()]
    places = [*LEXICON.places.values(), PlaceEntry("Ostrand", "XC", "syldavia")]
    return Lexicon.build(actors=actors, people=LEXICON.people.values(), issues=LEXICON.issues, places=places)


def found_by(rule: Inferred, text: str, lexicon: Lexicon) -> set[str]:
    """What the rule finds in a text: words of names, actors with seats, words of claims."""
    findings = extract(Document("1", text, PUBLISHED), lexicon)
    if rule in NAMES:
        return {text[m.start : m.end] for m in findings.mentions if m.rule == rule.name}
    if rule in SEATS:
        return {p.actor for p in findings.participants if p.rule == f"roles/{rule.name}"}
    return {
        " … ".join(text[start:end] for start, end in claim.content)
        for claim in findings.attributions
        if claim.rule.split(":")[0] == rule.name
    }


@pytest.mark.parametrize("rule", [*NAMES, *SEATS, *VOICES], ids=lambda rule: rule.name)
def test_inferred_rule_finds_what_its_examples_say(rule: Inferred, lexicon: Lexicon) -> None:
    assert len(rule.examples) >= 2
    for text, wanted in rule.examples:
        assert wanted in found_by(rule, text, lexicon), text


@pytest.mark.parametrize("rule", [*NAMES, *SEATS, *VOICES], ids=lambda rule: rule.name)
def test_inferred_rule_finds_nothing_in_its_counter_examples(rule: Inferred, lexicon: Lexicon) -> None:
    assert len(rule.counters) >= 2
    for text in rule.counters:
        assert found_by(rule, text, lexicon) == set(), text


@pytest.mark.parametrize("family", WORD_FAMILIES, ids=lambda family: family.name)
def test_every_word_of_a_family_sets_off_its_rule(family: WordFamily, lexicon: Lexicon) -> None:
    idle = [word for word in sorted(family.words) if family.rule not in rules_in(family.example(word), lexicon)]
    assert idle == []


@pytest.mark.parametrize("family", WORD_FAMILIES, ids=lambda family: family.name)
def test_no_word_of_a_family_sets_off_its_rule_where_it_means_something_else(
    family: WordFamily, lexicon: Lexicon
) -> None:
    wrong = [word for word in sorted(family.words) if family.rule in rules_in(family.counter_example(word), lexicon)]
    assert wrong == []


@pytest.mark.parametrize("rule", RANKS, ids=lambda rule: rule.name)
def test_rank_is_told_by_its_examples_and_not_by_its_counter_examples(rule: RankRule) -> None:
    assert len(rule.examples) >= 2
    assert [title for title in rule.examples if rank_of(title) != rule.value] == []
    assert rule.counters
    for title in rule.counters:
        first = next((other for other in RANKS if other.regex.search(title)), None)
        assert first is not rule, title


def rules_in(text: str, lexicon: Lexicon) -> set[str]:
    """The names of all rules that the findings of a text carry."""
    found = extract(Document("1", text, PUBLISHED), lexicon)
    kinds = (
        found.mentions,
        found.dates,
        found.attributions,
        found.participants,
        found.people,
        found.rounds,
        found.proposals,
        found.reactions,
        found.positions,
    )
    return {str(finding.rule) for kind in kinds for finding in kind}


def texts() -> list[str]:
    """The dispatches, the examples of all rules, and sentences of the usual kinds."""
    return [
        *(row["text"] for row in read_rows(DISPATCHES)),
        *(text for rule in (*NAMES, *SEATS, *VOICES) for text, _ in rule.examples),
        *(text for rule in (*VERBS, *NOUNS, *ADJECTIVES) for text, _ in rule.examples),
        "Talks between Ruritania and Borduria, mediated by Syldavia, ended in Klow on Monday without agreement.",
        "Ruritania put forward a revised proposal for a truce. Borduria rejected the proposal on 12 May.",
        "Borduria would accept a truce only after Ruritania withdraws; Graustark backs elections, Anna Berg said.",
    ]


def test_every_rule_that_a_finding_names_stands_on_the_page() -> None:
    page = rules_page()
    starter = starter_lexicon()
    named = {name for text in texts() for lexicon in (LEXICON, starter) for name in rules_in(text, lexicon)}
    bare = {name.split("/")[-1].split(":")[0] for name in named}
    assert len(bare) > 100
    assert sorted(name for name in bare if f"| {name} |" not in page) == []
