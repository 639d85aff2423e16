"""Actors and people in a text: what is found, what it stands for, and what is none."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from negotiations.data.starter import starter_lexicon
from negotiations.extraction.actors import find_mentions, find_people
from negotiations.extraction.findings import Mention
from negotiations.extraction.rules.groups import GROUPS_TOLD, ToldRule
from negotiations.extraction.rules.peoples import PEOPLES, PEOPLES_TOLD, PeopleRule
from negotiations.extraction.text import read
from negotiations.extraction.told_groups import told_groups

ACCEPTANCE = Path(__file__).parents[3] / "shared" / "acceptance" / "cairo-talks"


def mentions(source: str, published: str | None = None) -> list[Mention]:
    return find_mentions(read(source), starter_lexicon(), published)


def found(source: str) -> list[tuple[str, str | None]]:
    """The words of the actors and the keys that they were settled on, people left out."""
    return [(source[m.start : m.end], m.key) for m in mentions(source) if m.person is None]


def people(source: str, published: str | None = None) -> list[tuple[str, str | None, str | None]]:
    text = read(source)
    every = find_people(text, find_mentions(text, starter_lexicon(), published), starter_lexicon())
    return [(person.name, person.title, person.represents) for person in every]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The U.S. and Israelis met.", [("U.S.", "united-states"), ("Israelis", "israel")]),
        ("The Palestinians came.", [("Palestinians", "palestinians")]),
        ("Hamas’s leaders and Qatar's envoys met.", [("Hamas", "hamas"), ("Qatar", "qatar")]),
        ("South Sudan and Sudan agreed.", [("South Sudan", "south-sudan"), ("Sudan", "sudan")]),
        ("US-Taliban talks ended.", [("US", "united-states"), ("Taliban", "taliban")]),
        ("The Egyptian-brokered talks ended.", [("Egyptian", "egypt")]),
        ("The African Union (AU) met.", [("African Union", "african-union"), ("AU", "african-union")]),
        ("Lebanese Hezbollah refused.", [("Hezbollah", "hezbollah")]),
        ("ISRAEL AND HAMAS AGREE TO TRUCE", [("ISRAEL", "israel"), ("HAMAS", "hamas")]),
    ],
)  # fmt: skip
def test_names_abbreviations_and_demonyms_are_found(source: str, expected: list[tuple[str, str]]) -> None:
    assert found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Jordan Smith spoke of Michael Jordan.",
        "A tanker sank in the Gulf of Oman, the Washington Post said.",
        "They flew to New Mexico with American Airlines.",
        "Voters in Atlanta chose Georgia officials.",
        "He met us on the model of a good deal.",
        "The PAN and the MODEL were fine cameras.",
        "They bought china and a turkey.",
        "Militias that are pro-Iranian came.",
    ],
)
def test_no_actor_is_found_inside_another_word_or_name(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Washington's position is clear.", "united-states"),
        ("Tehran said that it would resume.", "iran"),
        ("They said Cairo has put forward a plan.", "egypt"),
        ("It was kidnapping by Pyongyang.", "north-korea"),
        ("Officials met in Washington.", None),
        ("They flew to Cairo.", None),
        ("They walked along Cairo's Tahrir Square.", None),
        ("The Kremlin rejected it.", "russia"),
        ("They shook hands at the Kremlin.", None),
    ],
)
def test_a_seat_stands_for_its_government_only_where_it_acts(source: str, key: str | None) -> None:
    assert [m.key for m in mentions(source)] == ([key] if key else [])


def test_both_seats_of_a_pair_act() -> None:
    assert found("Talks between Washington and Tehran resumed in Vienna.") == [
        ("Washington", "united-states"),
        ("Tehran", "iran"),
    ]
    assert found("Moscow and Kyiv traded blame.") == [("Moscow", "russia"), ("Kyiv", "ukraine")]


def test_datelines_and_furniture_give_no_actor() -> None:
    assert found("Cairo/Washington – Talks resumed.\n\nBy Jordan Smith\n\nRead more: Israel and Hamas") == []


def test_a_name_of_two_actors_stays_open_until_the_text_settles_it() -> None:
    open_one = mentions("Congo sent a delegation.")[0]
    assert open_one.key is None
    assert set(open_one.candidates) == {"republic-of-the-congo", "democratic-republic-of-the-congo"}
    assert mentions("Congo and the M23 met in Kinshasa.")[0].key == "democratic-republic-of-the-congo"


def test_country_is_that_of_the_state_behind_the_mention() -> None:
    countries = {m.key: m.country for m in mentions("Hamas, Japan and the World Bank met CIA agents.")}
    assert countries == {"hamas": "PSE", "japan": "JPN", "world-bank": "IGO", "cia": "USA"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("U.S. Secretary of State Antony Blinken spoke.", [("Antony Blinken", "Secretary of State", "United States")]),
        ("Qatari Emir Sheikh Hamad bin Doe Al Roe spoke.", [("Hamad bin Doe Al Roe", "Emir", "Qatar")]),
        ("Kenyan Foreign Minister Moses Ekai spoke.", [("Moses Ekai", "Foreign Minister", "Kenya")]),
        ("Iran's top nuclear negotiator, Reza Doe, spoke.", [("Reza Doe", "top nuclear negotiator", "Iran")]),
        ("John Doe, spokesman for the Taliban, spoke.", [("John Doe", "spokesman for the Taliban", "Taliban")]),
        ("The lead mediator for the AU, Ali Doe, spoke.", [("Ali Doe", "lead mediator for the AU", "African Union")]),
        ("Sudan's government agreed. Foreign Minister Ali Doe said so.", [("Ali Doe", "Foreign Minister", "Sudan")]),
        ("A White House spokesman, John Doe, spoke.", [("John Doe", "White House spokesman", "United States")]),
        ("He met his Greek counterpart Nikos Doe.", [("Nikos Doe", None, "Greece")]),
        ("Former U.S. President Jimmy Carter spoke.", [("Jimmy Carter", "Former U.S. President", None)]),
        ("The Hills Redemption Front (HRF) met. HRF aide Jo Doe left.", [("Jo Doe", "aide", "Hills Redemption Front")]),
        (
            "Greek prime minister Nikos Doe and energy minister Kostas Roe met Israel.",
            [("Nikos Doe", "prime minister", "Greece"), ("Kostas Roe", "energy minister", "Greece")],
        ),
        ("Talks resumed in the Good Hope Hotel.", []),
    ],
)  # fmt: skip
def test_people_are_found_with_their_office_and_whom_they_speak_for(
    source: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert people(source) == expected


def test_surnames_forms_of_address_and_pronouns_lead_to_the_person() -> None:
    source = "Kenyan Foreign Minister Moses Ekai spoke. He left. Mr. Ekai said no. Ekai added that it was late."
    assert [(source[m.start : m.end], m.person) for m in mentions(source) if m.person] == [
        (words, "Moses Ekai") for words in ("Moses Ekai", "He", "Ekai", "Ekai")
    ]


def test_a_pronoun_with_two_people_before_it_leads_nowhere() -> None:
    source = "Kenyan Minister Moses Ekai met Ugandan Minister Ruth Opio. She left."
    assert [m.person for m in mentions(source) if m.person] == ["Moses Ekai", "Ruth Opio"]


def test_office_at_the_day_of_publication_decides_whom_a_person_speaks_for() -> None:
    assert people("Ban Ki-moon spoke.", "2005-05-05") == [("Ban Ki-moon", None, "South Korea")]
    assert people("Ban Ki-moon spoke.", "2010-05-05") == [("Ban Ki-moon", None, "United Nations")]
    assert people("Ban Ki-moon spoke.") == []


def test_a_namesake_with_another_first_name_is_not_the_person_of_the_list() -> None:
    assert [m.person for m in mentions("They saw Ivanka Trump there.") if m.person] == []


@pytest.mark.parametrize(
    ("source", "name", "kind", "country"),
    [
        ("They met Ugandan rebels there.", "Ugandan rebels", "armed-group", "UGA"),
        ("The rebel Redemption Front of the Hills refused.", "Redemption Front of the Hills", "armed-group", None),
        ("The Kivu Liberation Army (KLA-K) refused.", "Kivu Liberation Army", "armed-group", None),
    ],
)
def test_groups_that_no_list_knows_are_found_by_the_words_of_their_names(
    source: str, name: str, kind: str, country: str | None
) -> None:
    first = mentions(source)[0]
    assert (first.key, first.actor, first.kind, first.country) == (None, name, kind, country)


def test_a_short_form_defined_by_the_text_is_used_from_then_on() -> None:
    source = "The Hills Redemption Movement (HRM) refused. The HRM left."
    assert [m.actor for m in mentions(source)] == ["Hills Redemption Movement"] * 3


def test_a_bare_name_is_read_with_all_that_it_may_mean() -> None:
    assert {m.country for m in mentions("CANBERRA")} == {"AUS"}
    assert {m.country for m in mentions("an amusement park in Kabul")} == {"AFG"}


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    source = " ".join(
        ["The U.N. Security Council and South Sudan's President Salva Kiir met the Sudan People's Liberation Army."] * 5
    )
    spans = [(m.start, m.end) for m in mentions(source)]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_the_article_of_the_acceptance_has_its_actors_and_its_person() -> None:
    if not ACCEPTANCE.exists():
        pytest.skip("the acceptance article lies outside of this repository")
    source = (ACCEPTANCE / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((ACCEPTANCE / "expected.json").read_text(encoding="utf-8"))
    assert {p["actor"] for p in gold["participants"]} <= {m.actor for m in mentions(source)}
    assert people(source) == [("Antony Blinken", "Secretary of State", "United States")]
    washington = [m for m in mentions(source) if source[m.start : m.end] == "Washington"]
    assert [m.key for m in washington] == ["united-states"]


@pytest.mark.parametrize("rule", GROUPS_TOLD, ids=lambda rule: rule.name)
def test_told_group_is_named_by_what_the_text_says_it_is(rule: ToldRule) -> None:
    assert len(rule.examples) >= 2
    for sentence, name in rule.examples:
        assert name in {mention.actor for mention in told_groups(read(sentence), [])}, sentence
    for sentence in rule.counters:
        assert not re.search(rule.pattern, sentence) or told_groups(read(sentence), []) == [], sentence


def test_told_group_is_found_again_and_only_once_described() -> None:
    found = told_groups(read("Dawn, a Bordurian rebel group, left. Dawn wants more."), [])
    assert [(m.start, m.actor, m.kind) for m in found] == [(0, "Dawn", "armed-group"), (37, "Dawn", "armed-group")]


def test_group_with_a_known_short_form_behind_it_is_one_actor() -> None:
    source = "The National Liberation Army (ELN) and Colombia met. The ELN agreed."
    assert {m.key for m in mentions(source)} == {"eln", "colombia"}


@pytest.mark.parametrize(
    "source",
    ["The Bank of China opened.", "They ate Turkey sandwiches with French fries.", "Cuba Gooding acted."],
)
def test_name_of_a_state_inside_the_name_of_something_else_is_no_actor(source: str) -> None:
    assert found(source) == []


def test_two_states_tied_by_and_are_states_even_beside_a_namesake() -> None:
    source = "Georgia and Russia met in Geneva. The United States took part. Officials in Atlanta watched."
    assert ("Georgia", "georgia") in found(source)


def test_surname_of_somebody_named_before_is_no_state_unless_the_text_has_the_state_too() -> None:
    assert found("They saw Michael Jordan. Jordan waved.") == []
    assert found("They saw Peter Jordan. Jordan waved.") == []
    assert found("They saw Michael Jordan. Jordan and Jordanian officials waved.")[0] == ("Jordan", "jordan")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("North Korea called. The North says it will return.", ["north-korea", "north-korea"]),
        ("North Korea called. It told the South to wait.", ["north-korea", "south-korea"]),
        ("South Sudan came late. Envoys of the North waited.", ["south-sudan", "sudan"]),
        ("North Korea called. Snow fell in the North and on the North Sea.", ["north-korea"]),
        ("Uganda spoke of the North.", ["uganda"]),
        ("North Korea and South Sudan left the North out.", ["north-korea", "south-sudan"]),
    ],
)
def test_the_north_and_the_south_are_states_where_the_text_names_one_of_the_two(
    source: str, expected: list[str]
) -> None:
    assert [key for _, key in found(source)] == expected


def test_a_seat_that_is_called_on_to_act_stands_for_its_government() -> None:
    assert ("Pyongyang", "north-korea") in found("Japan called on Pyongyang to free the men.")
    assert ("Pyongyang", "north-korea") not in found("Snow fell on Pyongyang to the delight of all.")


def test_rebels_of_a_place_are_the_listed_group_that_is_named_for_it() -> None:
    source = "Aceh Rebels Return to Talks\n\nThe Free Aceh Movement came back to the talks in Helsinki."
    assert ("Aceh Rebels", None) not in found(source)


@pytest.mark.parametrize("rule", PEOPLES_TOLD, ids=lambda rule: rule.name)
def test_people_is_told_by_the_examples_of_its_rule_alone(rule: PeopleRule) -> None:
    pattern = re.compile(rule.pattern)
    assert len(rule.examples) >= 2
    for text, name in rule.examples:
        assert name in [match["name"] for match in pattern.finditer(text)], text
    assert rule.counters
    for text in rule.counters:
        found = [m["people"].lower().removesuffix("s") for m in pattern.finditer(text)]
        assert not PEOPLES & set(found), text
