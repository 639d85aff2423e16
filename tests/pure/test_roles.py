"""Roles come from the language of talks and from nothing else."""

import pytest

from tests.pure.small_lexicon import read_text, roles


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Ruritania and Borduria, brokered by Syldavia, resumed on Monday.",
        "Syldavia is mediating between Ruritania and Borduria. The talks continue.",
        "Syldavian-brokered talks between Ruritania and Borduria opened on Monday.",
        "Ruritania and Borduria held peace talks under the auspices of Syldavia.",
        "Syldavian mediators met delegations in talks between Ruritania and Borduria.",
        "Negotiations between Ruritania and Borduria began after Syldavia, which has acted as a go-between, brought the two sides together.",  # noqa: E501  # a text under test stays in one piece
    ],
)
def test_roles_mediator_and_parties_are_told_apart(text: str) -> None:
    found = roles(text)
    assert found["Syldavia"] == ("mediator",)
    assert found["Ruritania"] == found["Borduria"] == ("party",)


def test_roles_same_actor_mediates_here_and_is_party_there() -> None:
    assert roles("Talks between Ruritania and Borduria, mediated by Syldavia, went on.")["Syldavia"] == ("mediator",)
    assert roles("Talks between Syldavia and Borduria, mediated by Ruritania, went on.")["Syldavia"] == ("party",)


def test_roles_mediators_in_a_list_are_all_found() -> None:
    found = roles(
        "Mediators Syldavia, Graustark and the League of Ports brought Ruritania and Borduria to talks in March."
    )
    assert [found[name][0] for name in ("Syldavia", "Graustark", "League of Ports")] == ["mediator"] * 3


def test_roles_host_observer_and_guarantor() -> None:
    found = roles(
        "Talks between Ruritania and Borduria were hosted by Graustark. The League of Ports attended as an observer. "
        "Syldavia will act as guarantor of the truce."
    )
    assert found["Graustark"] == ("host",)
    assert found["League of Ports"] == ("observer",)
    assert found["Syldavia"] == ("guarantor",)


def test_roles_stakeholders_are_neither_party_nor_mediator() -> None:
    found = roles(
        "Talks between Ruritania and Borduria continue. The involvement of regional players — including Syldavia and Graustark — "  # noqa: E501  # a text under test stays in one piece
        "reflects concern."
    )
    assert found["Syldavia"] == found["Graustark"] == ("stakeholder",)


def test_roles_mere_mention_is_no_seat() -> None:
    assert "Graustark" not in roles("Talks between Ruritania and Borduria resumed. Goods from Graustark grew dearer.")


def test_roles_visit_does_not_make_the_visited_a_mediator() -> None:
    found = roles("Anna Berg of Syldavia arrived in Ruritania to mediate talks between Ruritania and Borduria.")
    assert found["Ruritania"] == ("party",)


def test_roles_every_role_has_evidence_in_the_text() -> None:
    text = "Talks between Ruritania and Borduria, brokered by Syldavia, resumed on Monday."
    for seat in read_text(text).participants:
        for role in seat.roles:
            assert all(text[start:end].strip() for start, end in seat.role_evidence[role])
            assert seat.role_evidence[role]


def test_roles_text_without_talks_has_none() -> None:
    assert roles("Ruritania and Borduria both enjoyed a warm summer. Syldavia exported cheese.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania and Borduria hold talks. Syldavia, Graustark and the League of Ports do. The three mediators went.",
        "Ruritania and Borduria talk. The three mediating powers go. Syldavia, Graustark and the League of Ports do.",
    ],
)
def test_roles_mediators_told_by_their_number(text: str) -> None:
    found = roles(text)
    assert found.get("Syldavia") == ("mediator",)
    assert found.get("Graustark") == ("mediator",)


def test_roles_number_that_fits_nobody_makes_no_mediator() -> None:
    found = roles("Ruritania and Borduria hold talks in Klow. Syldavia watched. The three mediators left.")
    assert not any("mediator" in held for held in found.values())


def test_roles_who_mediates_for_nobody_else_has_the_seat_in_person() -> None:
    found = roles("Talks between Ruritania and Borduria resumed. Former Syldavian president Ito Vale is mediating.")
    assert found["Ito Vale"] == ("mediator",)
    assert "Syldavia" not in found


def test_roles_who_mediates_for_a_body_gives_it_the_seat() -> None:
    found = roles(
        "Talks between Ruritania and Borduria resumed. "
        "Former Syldavian president Ito Vale, mediating for the League of Ports, spoke of progress."
    )
    assert found["League of Ports"] == ("mediator",)
    assert "Ito Vale" not in found


def test_roles_mediation_of_a_bare_name_is_where_it_goes_on() -> None:
    assert "Syldavia" not in roles("Syldavia mediation resumes. Ruritania and Borduria held talks on Monday.")
    assert roles("Syldavian mediation resumes. Ruritania and Borduria held talks.")["Syldavia"] == ("mediator",)


def test_roles_rebel_and_government_delegates_are_two_sides() -> None:
    found = roles("Rebel and government delegates in Ruritania ended two days of talks. The rebels hold the north.")
    assert found == {"Ruritania": ("party",), "rebels": ("party",)}


def test_roles_leader_of_the_opposition_speaks_for_it_and_not_for_the_state() -> None:
    found = roles("Ruritanian President Karl Voss and opposition leader Ida Lorm signed an accord after talks.")
    assert found["Ruritania"] == found["opposition"] == ("party",)


def test_roles_where_a_body_is_based_has_no_seat() -> None:
    found = roles("Talks between Ruritania and Borduria were arranged by the Syldavian-based League of Ports.")
    assert found["League of Ports"] == ("mediator",)
    assert "Syldavia" not in found
