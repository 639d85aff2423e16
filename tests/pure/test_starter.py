"""The starter data that ship with the product: whole, consistent, and compiled at once."""

from collections import Counter

import pycountry

from negotiations.data.starter import (
    starter_actors,
    starter_issues,
    starter_lexicon,
    starter_people,
    starter_places,
)
from negotiations.extraction.lexicon import IssueEntry, Lexicon
from negotiations.vocabulary import ActorKind, AliasKind
from tests.speed import Watch

# Codes of the product's own issues, as documented.
ISSUES = """
ceasefire permanence phasing hostages-and-prisoners withdrawal disarmament security-guarantees
governance humanitarian-access return-of-displaced reconstruction borders-and-crossings
monitoring-and-guarantees recognition-and-status sanctions accountability power-sharing elections
resources-and-trade nuclear agreement talks
""".split()


def test_states_carry_the_codes_of_the_standard_and_their_seats() -> None:
    states = [actor for actor in starter_actors() if actor.kind == "state"]
    assert len(states) >= 197
    for state in states:
        country = pycountry.countries.get(alpha_2=state.iso2)
        assert state.iso2 == "XK" or (country is not None and country.alpha_3 == state.iso3), state.name
    capitals = {place.country_key for place in starter_places() if place.is_capital}
    assert [state.name for state in states if state.key not in capitals and state.iso2 not in {"CK", "NU"}] == []
    without_demonym = [s.name for s in states if not any(alias.kind == "demonym" for alias in s.aliases)]
    assert without_demonym == ["Dominica", "Palestine"]


def test_keys_are_unique_and_every_link_leads_somewhere() -> None:
    actors, people = list(starter_actors()), list(starter_people())
    keys = Counter([*(actor.key for actor in actors), *(person.key for person in people)])
    assert [key for key, count in keys.items() if count > 1] == []
    met: set[str] = set()
    for actor in actors:
        assert actor.part_of is None or actor.part_of in met, actor.key
        met.add(actor.key)
    assert [office for person in people for office in person.affiliations if office.actor_key not in met] == []


def test_kinds_are_words_of_the_vocabulary() -> None:
    kinds = {actor.kind for actor in starter_actors()}
    assert kinds == set(ActorKind) - {ActorKind.PERSON}
    assert {alias.kind for actor in starter_actors() for alias in actor.aliases} <= set(AliasKind)


def test_no_actor_has_the_same_alias_twice() -> None:
    for actor in starter_actors():
        assert len(set(actor.aliases)) == len(actor.aliases), actor.key


def test_offices_end_after_they_begin() -> None:
    for person in starter_people():
        for office in person.affiliations:
            assert not (office.since and office.until) or office.since <= office.until, person.name


def test_issue_tree_has_the_documented_codes_with_questions_and_terms() -> None:
    issues = list(starter_issues())
    assert [issue.code for issue in issues] == ISSUES
    assert [issue.code for issue in issues if not issue.question.endswith("?") or len(issue.terms) < 5] == []
    assert {issue.code: issue.parent for issue in issues if issue.parent} == {
        "permanence": "ceasefire",
        "phasing": "ceasefire",
    }


def test_places_lie_in_states_of_the_list() -> None:
    states = {actor.key for actor in starter_actors()}
    places = list(starter_places())
    assert len(places) > 400
    assert [place.name for place in places if place.country_key and place.country_key not in states] == []
    assert Counter(place.name for place in places).most_common(1)[0][1] == 1


def test_lexicon_is_compiled_within_a_moment() -> None:
    lexicon = starter_lexicon()
    assert lexicon is starter_lexicon()
    issues = [IssueEntry(issue.code, issue.parent, issue.name, issue.terms) for issue in starter_issues()]
    watch = Watch()
    Lexicon.build(actors=starter_actors(), people=starter_people(), issues=issues, places=starter_places())
    assert watch.seconds() < 1
