"""The compiled lexicon: which names it finds, how they may be spelt, and that it stays quick and stable."""

from typing import Any

import pytest

from negotiations.extraction.lexicon import (
    IGO,
    MOST_ADDED,
    ActorEntry,
    AliasEntry,
    Lexicon,
    PersonEntry,
    PlaceEntry,
    fold,
)
from negotiations.extraction.spellings import plural
from tests.speed import Watch

ACTORS = [
    ActorEntry(
        "mali", "Mali", "state", "ML", "MLI", aliases=(AliasEntry("Malian", "demonym"), AliasEntry("Bamako", "metonym"))
    ),
    ActorEntry("north-mali", "North Mali", "state", "", ""),
    ActorEntry("al-nasr", "al-Nasr Front", "armed-group", country="MLI"),
    ActorEntry("bureau", "Nasr bureau", "political-body", part_of="al-nasr"),
    ActorEntry("union", "Union of Rivers", "intergovernmental", aliases=(AliasEntry("UR", "abbreviation"),)),
    ActorEntry("court", "River Court", "intergovernmental", part_of="union"),
]


def build(**more: Any) -> Lexicon:
    return Lexicon.build(
        actors=ACTORS,
        people=[PersonEntry("oumar-ba", "Oumar Bâ")],
        places=[PlaceEntry("Bamako", "ML", "mali", is_capital=True), PlaceEntry("Kidal", "ML", "mali")],
        **more,
    )


def names(source: str, **more: list[str]) -> list[str]:
    return [source[hit.start : hit.end] for hit in build(**more).hits(fold(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Mali and the Malians met.", ["Mali", "Malians"]),
        ("Malicious Somali men", []),
        ("North Mali", ["North Mali"]),
        ("MALI AGREES", ["MALI"]),
        ("the Al Nasr Front", ["Al Nasr Front"]),
        ("Oumar Ba met Oumar Bâ", ["Oumar Ba", "Oumar Bâ"]),
        ("pro-Malian militias", []),
        ("Malian-brokered talks, UR-led", ["Malian", "UR"]),
        ("Mali’s and Mali's", ["Mali", "Mali"]),
        ("your urn", []),
    ],
)
def test_whole_names_are_found_longest_first(source: str, expected: list[str]) -> None:
    assert names(source) == expected


def test_blocked_names_hide_the_names_within_them() -> None:
    assert names("The Mali Times of Mali", blocked=["Mali Times"]) == ["Mali Times", "Mali"]
    hits = build(blocked=["Mali Times"]).hits("The Mali Times")
    assert [sense.kind for sense in hits[0].senses] == ["blocked"]


def test_country_goes_up_the_line_of_what_an_actor_is_part_of() -> None:
    lexicon = build()
    assert lexicon.country("bureau") == "MLI"
    assert lexicon.country("court") == IGO
    assert lexicon.country("north-mali") is None
    assert lexicon.country(None) is None


def test_places_and_states_are_looked_up() -> None:
    lexicon = build()
    place, state = lexicon.place("Kidal"), lexicon.state("ML")
    assert place is not None
    assert place.country_key == "mali"
    assert state is not None
    assert state.key == "mali"
    assert lexicon.place("Nowhere") is None


def test_version_changes_with_the_content_and_only_then() -> None:
    assert build().version == build().version
    assert build().version != build(blocked=["Mali Times"]).version


def test_folding_keeps_the_length() -> None:
    source = "São Tomé’s Erdoğan – Türkiye, Łódź, ½ ﬁ"
    assert len(fold(source)) == len(source)
    assert fold("Türkiye’s") == "Turkiye's"


@pytest.mark.parametrize(
    ("demonym", "expected"),
    [("Israeli", "Israelis"), ("Chinese", "Chinese"), ("Frenchman", "Frenchmen"), ("Swiss", "Swiss")],
)
def test_plural_of_demonyms(demonym: str, expected: str) -> None:
    assert plural(demonym) == expected


def test_ten_thousand_names_are_compiled_and_found_quickly() -> None:
    actors = [ActorEntry(f"k{i}", f"Name{i} of Group{i}", "armed-group") for i in range(10_000)]
    watch = Watch()
    lexicon = Lexicon.build(actors=actors)
    assert watch.seconds() < 3
    source = "Nothing here but Name77 of Group77 and words. " * 20_000
    watch = Watch()
    assert len(lexicon.hits(source)) == 20_000
    assert watch.seconds() < 3


NEWCOMERS = [PersonEntry("aya-sow", "Aya al-Sow", ("Sow",)), PersonEntry("ben-ji", "Ben Ji")]
MET = "Aya Al-Sow, BEN JI and Oumar Ba met in Kidal, Mali; Sow left."


def test_people_who_are_added_are_found_as_if_all_had_been_compiled() -> None:
    whole = Lexicon.build(
        actors=ACTORS, people=[PersonEntry("oumar-ba", "Oumar Bâ"), *NEWCOMERS], blocked=["Mali Times"]
    )
    before = Lexicon.build(actors=ACTORS, people=[PersonEntry("oumar-ba", "Oumar Bâ")], blocked=["Mali Times"])
    lexicon = before
    for entry in NEWCOMERS:
        added = lexicon.with_people([entry])
        assert added is not None
        lexicon = added
    assert lexicon.version == whole.version != before.version
    assert lexicon.hits(fold(MET)) == whole.hits(fold(MET)) != before.hits(fold(MET))
    assert lexicon.person_named("Ben Ji") == NEWCOMERS[1]
    assert lexicon.person("aya-sow") == NEWCOMERS[0]
    assert before.person("aya-sow") is None


@pytest.mark.parametrize(
    "people",
    [
        [PersonEntry("oumar-ba", "Oumar Ba Junior")],
        [PersonEntry("another", "Oumar Ba")],
        [PersonEntry("a-town", "Kidal")],
        [PersonEntry("a", "One Name"), PersonEntry("b", "One Name")],
    ],
    ids=["known already", "named like somebody", "named like a town", "named alike"],
)
def test_people_whose_names_mean_something_already_are_not_just_added(people: list[PersonEntry]) -> None:
    assert build().with_people(people) is None


def test_many_who_were_added_are_compiled_with_the_others() -> None:
    lexicon = build().with_people([PersonEntry(f"p-{n}", f"Person {n:03}") for n in range(MOST_ADDED)])
    assert lexicon is not None
    assert lexicon.with_people(NEWCOMERS) is None
