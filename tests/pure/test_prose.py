"""Sentences of a summary: exact about dates, and silent about what is not known."""

from datetime import date

import pytest

from negotiations.summaries.prose import join, say_days, say_meeting, say_move, say_stance


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "said"),
    [
        (None, None, "unknown", ""),
        (date(2024, 5, 6), None, "day", "on 6 May 2024"),
        (date(2024, 8, 15), date(2024, 8, 16), "day", "from 15 to 16 August 2024"),
        (date(2024, 2, 28), date(2024, 3, 7), "day", "from 28 February 2024 to 7 March 2024"),
        (date(2024, 12, 1), None, "month", "in December 2024"),
        (date(2024, 1, 1), None, "year", "in 2024"),
        (date(2024, 1, 8), None, "week", "in the week of 8 January 2024"),
    ],
)
def test_say_days_is_as_exact_as_the_date(starts: date | None, ends: date | None, precision: str, said: str) -> None:
    assert say_days(starts, ends, precision) == said


def test_say_meeting_without_a_date_says_so() -> None:
    sentence = say_meeting(talks="Klow talks", venue="Klow", days="", status="ongoing")
    assert (
        sentence
        == "A round of the Klow talks in Klow was under way when last reported, on a date that the reports do not give."
    )


def test_say_meeting_with_a_date() -> None:
    assert (
        say_meeting(talks="Klow talks", venue="", days="on 6 May 2024", status="concluded")
        == "A round of the Klow talks was held on 6 May 2024."
    )


def test_join_reads_as_a_list() -> None:
    assert [join(["A"]), join(["A", "B"]), join(["A", "B", "C"])] == ["A", "A and B", "A, B and C"]


def test_say_stance_carries_the_words() -> None:
    said = say_stance(
        holder="Arlandia",
        stance="accepts-conditionally",
        issues=["ceasefire"],
        sentence="a truce only after a withdrawal,",
    )
    assert said == "Arlandia accepted with conditions on ceasefire: “a truce only after a withdrawal”."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("rejects", "open", "On permanence, Arlandia moved from “rejects” to “open”."),
        (
            "demands",
            "accepts-conditionally",
            "On permanence, Arlandia moved from “demands” to “accepts conditionally”.",
        ),
        (
            "demands",
            "withdraws",
            "On permanence, Arlandia took no new stance: its last was “demands”, and now it “withdraws”.",
        ),
        ("open", "denies", "On permanence, Arlandia took no new stance: its last was “open”, and now it “denies”."),
        ("withdraws", "accepts", "On permanence, Arlandia took a stance anew, “accepts”, after “withdraws”."),
        ("denies", "rejects", "On permanence, Arlandia took a stance anew, “rejects”, after “denies”."),
    ],
)
def test_say_move_names_both_stances_and_takes_no_withdrawal_or_denial_for_one(
    before: str, after: str, said: str
) -> None:
    assert say_move(holder="Arlandia", issue="permanence", before=before, after=after) == said
