"""Rounds: venue, date, status, outcome, form, tone and attendance."""

import pytest

from negotiations.extraction.attendance import rank_of
from tests.pure.small_lexicon import read_text


def test_rounds_venue_status_and_dates() -> None:
    (found,) = read_text(
        "Ruritania and Borduria held talks in Klow on 3 March. The talks ended without agreement.", "2024-03-04"
    ).rounds
    assert (found.venue, found.country, found.status, found.outcome) == ("Klow", "XC", "concluded", "no-agreement")
    assert (found.starts, found.precision) == ("2024-03-03", "day")


def test_rounds_dateline_is_no_venue() -> None:
    (found,) = read_text("SZOHOD — Talks between Ruritania and Borduria are under way in Klow.").rounds
    assert found.venue == "Klow"


def test_rounds_place_of_a_ceasefire_is_no_venue() -> None:
    (found,) = read_text(
        "Talks on a ceasefire in Szohod ended in Klow without agreement between Ruritania and Borduria."
    ).rounds
    assert found.venue == "Klow"


def test_rounds_without_a_date_stay_without() -> None:
    (found,) = read_text("Ruritania and Borduria resumed talks in Klow.").rounds
    assert (found.starts, found.ends, found.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The talks ended without a breakthrough.", "no-agreement"),
        ("The two sides agreed to a truce.", "ceasefire"),
        ("The parties agreed to meet again in May.", "process-agreement"),
        ("The parties signed a comprehensive peace agreement.", "full-settlement"),
    ],
)
def test_rounds_outcome_by_language(sentence: str, outcome: str) -> None:
    (found, *_) = read_text("Talks between Ruritania and Borduria were held in Klow. " + sentence).rounds
    assert found.outcome == outcome


@pytest.mark.parametrize(("stand", "outcome"), [("are being held", "ongoing"), ("were held", "no-agreement")])
def test_rounds_no_breakthrough_yet_depends_on_whether_they_go_on(stand: str, outcome: str) -> None:
    (found,) = read_text(
        f"The talks between Ruritania and Borduria {stand} in Klow. No breakthrough has yet been announced."
    ).rounds
    assert found.outcome == outcome


def test_rounds_next_one_is_announced() -> None:
    rounds = read_text(
        "Talks between Ruritania and Borduria ended in Klow on 3 March. The next round will be held in Edelweiss on 10 March.",  # noqa: E501  # a text under test stays in one piece
        "2024-03-04",
    ).rounds
    assert [(r.venue, r.status, r.starts) for r in rounds] == [
        ("Klow", "concluded", "2024-03-03"),
        ("Edelweiss", "announced", "2024-03-10"),
    ]


def test_rounds_indirect_talks_are_proximity() -> None:
    (found,) = read_text("Indirect talks between Ruritania and Borduria continued in Klow.").rounds
    assert found.format == "proximity"


def test_rounds_tone_is_quoted() -> None:
    (found,) = read_text(
        "Talks between Ruritania and Borduria continued in Klow. Officials described the tone as “serious and calm.”"
    ).rounds
    assert found.tone == "serious and calm"


def test_rounds_attendance_has_people_and_ranks() -> None:
    (found,) = read_text(
        "Ruritanian President Karl Voss met Syldavian Foreign Minister Anna Berg for talks in Klow."
    ).rounds
    assert {(a.actor, a.person, a.rank) for a in found.attendance} == {
        ("Ruritania", "Karl Voss", "head-of-state-or-government"),
        ("Syldavia", "Anna Berg", "minister"),
    }


def test_rounds_absent_delegation_is_not_seated() -> None:
    (found,) = read_text(
        "Borduria met mediators of Syldavia for talks in Klow. Ruritania refused to send a delegation."
    ).rounds
    assert "Ruritania" not in {a.actor for a in found.attendance}


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Prime Minister", "head-of-state-or-government"),
        ("Deputy Foreign Minister", "senior-official"),
        ("special envoy", "envoy"),
        (None, "unknown"),
    ],
)
def test_rounds_rank_follows_the_title(title: str | None, rank: str) -> None:
    assert rank_of(title) == rank


def test_round_that_ended_on_a_day_has_its_first_day_from_the_next_sentence() -> None:
    found = read_text(
        "Talks between Ruritania and Borduria in Klow ended on 7 March without agreement. They had begun on 3 March.",
        "2024-03-07",
    ).rounds[0]
    assert (found.starts, found.ends, found.outcome) == ("2024-03-03", "2024-03-07", "no-agreement")


def test_round_of_which_only_the_end_is_told_starts_and_ends_on_that_day() -> None:
    found = read_text("Talks between Ruritania and Borduria in Klow ended on 7 March.", "2024-03-07").rounds[0]
    assert (found.starts, found.ends) == ("2024-03-07", "2024-03-07")


def test_outcome_of_an_earlier_round_is_not_that_of_the_round_reported() -> None:
    found = read_text(
        "Talks between Ruritania and Borduria opened in Klow on 3 March. "
        "The last round before this ended on 25 January without agreement.",
        "2024-03-03",
    ).rounds[0]
    assert (found.status, found.outcome) == ("ongoing", "ongoing")


def test_round_that_is_to_go_on_until_a_day_ends_on_it() -> None:
    found = read_text(
        "Ruritania and Borduria met in Klow on 27 October for talks. The talks are to go on until 28 October.",
        "2024-10-27",
    ).rounds[0]
    assert (found.status, found.starts, found.ends) == ("ongoing", "2024-10-27", "2024-10-28")
