"""Dates of a text: every usual form, resolved by the day of publication, and none without it that is not whole."""

import re

import pytest

from negotiations.extraction.dates import find_dates, read_day
from negotiations.extraction.rules.dates import DATE_RULES, DateRule
from negotiations.extraction.text import read

WEDNESDAY = "2024-02-07"


def values(source: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(source[d.start : d.end], d.value) for d in find_dates(read(source), published)]


@pytest.mark.parametrize("rule", DATE_RULES, ids=lambda rule: rule.name)
def test_date_rule_holds_to_its_examples(rule: DateRule) -> None:
    pattern = re.compile(rf"(?<![\w.$€£])(?:{rule.pattern})")
    assert len(rule.examples) >= 2
    assert [example for example in rule.examples if not pattern.search(example)] == []
    assert [example for example in rule.counter_examples if pattern.search(example)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("They met on Tuesday.", [("Tuesday", "2024-02-06")]),
        ("They met on Thursday.", [("Thursday", "2024-02-01")]),
        ("They will meet on Thursday.", [("Thursday", "2024-02-08")]),
        ("Talks are scheduled for Friday.", [("Friday", "2024-02-09")]),
        ("They met Wednesday and will meet again Monday.", [("Wednesday", "2024-02-07"), ("Monday", "2024-02-12")]),
        ("They signed it last Wednesday.", [("last Wednesday", "2024-01-31")]),
        ("They meet next Monday.", [("next Monday", "2024-02-12")]),
        ("He said yesterday that he would leave tomorrow.", [("yesterday", "2024-02-06"), ("tomorrow", "2024-02-08")]),
        ("It was signed last month.", [("last month", "2024-01")]),
        ("It was signed in late November.", [("November", "2023-11")]),
        ("Elections will be held in March.", [("March", "2024-03")]),
        ("Talks will resume in mid-May.", [("May", "2024-05")]),
        ("The talks will begin on March 17.", [("March 17", "2024-03-17")]),
        ("The talks began on December 15.", [("December 15", "2023-12-15")]),
        ("It began on 17 January 2013.", [("17 January 2013", "2013-01-17")]),
        ("It began on Friday, July 21, 2017.", [("Friday, July 21, 2017", "2017-07-21")]),
        ("It began on 2013-01-17.", [("2013-01-17", "2013-01-17")]),
        ("They met on August 15-16.", [("August 15", "2023-08-15"), ("16", "2023-08-16")]),
        ("It fell apart in 2012.", [("2012", "2012")]),
        ("He was killed two years ago.", [("two years ago", "2022")]),
        ("He left three days ago.", [("three days ago", "2024-02-04")]),
        ("It ended on Jan. 5.", [("Jan. 5", "2024-01-05")]),
        ("It was agreed on March 20 last year.", [("March 20", "2023-03-20"), ("last year", "2023")]),
        ("They met the day before yesterday.", [("the day before yesterday", "2024-02-05")]),
        ("They will meet the day after tomorrow.", [("the day after tomorrow", "2024-02-09")]),
        ("They met last night.", [("last night", "2024-02-06")]),
        ("They met on Tuesday last week.", [("Tuesday last week", "2024-01-30")]),
        ("They meet on Tuesday next week.", [("Tuesday next week", "2024-02-13")]),
        ("They meet on Thursday week.", [("Thursday week", "2024-02-15")]),
        ("They will meet a week from Monday.", [("a week from Monday", "2024-02-19")]),
        ("They met in March last year.", [("March last year", "2023-03")]),
        ("They met this weekend.", [("this weekend", "2024-02-05")]),
        ("They will meet in a fortnight.", [("a fortnight", "2024-02-19")]),
        ("They will meet two weeks from now.", [("two weeks from now", "2024-02-19")]),
        ("It runs to the end of next month.", [("the end of next month", "2024-03-31")]),
        ("It ran to the end of last month.", [("the end of last month", "2024-01-31")]),
        ("They met on the 5th.", [("5th", "2024-02-05")]),
        ("They met on the 28th.", [("28th", "2024-01-28")]),
        ("They will meet on the 3rd, he said.", [("3rd", "2024-03-03")]),
        ("They met on the 5th of last month.", [("5th of last month", "2024-01-05")]),
        ("It began on the thirteenth of January.", [("the thirteenth of January", "2024-01-13")]),
        ("It began on 26/11/2021.", [("26/11/2021", "2021-11-26")]),
        ("It began on 11/26/2021.", [("11/26/2021", "2021-11-26")]),
        ("It began on 12.05.2023.", [("12.05.2023", "2023-05-12")]),
        ("It began on 2023/05/12.", [("2023/05/12", "2023-05-12")]),
        ("It began on 07-Jun-2023.", [("07-Jun-2023", "2023-06-07")]),
        ("It began on 05/06/2023.", []),
        ("It began on 31.02.2023 on the 12th floor, in the 5th round.", []),
        ("The Good Friday Agreement and the M23 held.", []),
        ("They may march on.", []),
        ("The March 23 Movement disarmed 2000 people.", []),
    ],
)
def test_dates_are_resolved_by_the_day_of_publication(source: str, expected: list[tuple[str, str]]) -> None:
    assert values(source) == expected


def test_without_a_day_of_publication_only_whole_dates_are_given() -> None:
    source = "On Tuesday, yesterday, January 17 and last month they met; on 17 January 2013 and in 2012 they did not."
    assert values(source, None) == [("17 January 2013", "2013-01-17"), ("2012", "2012")]


def test_a_date_line_of_the_text_is_what_relative_dates_are_reckoned_from() -> None:
    source = "Talks resume\n\nFriday, July 21, 2017\n\nThey met on Tuesday."
    assert values(source, "2017-07-24")[-1] == ("Tuesday", "2017-07-18")


def test_dates_in_page_furniture_are_none() -> None:
    assert values("They met.\n\nLast updated: 5 May 2021\n\n© 2021 The News") == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-07", "2024-02-07"),
        ("2024-02-07T10:00:00Z", "2024-02-07"),
        ("10 May 2015", "2015-05-10"),
        ("soon", None),
        (None, None),
    ],
)
def test_day_of_publication_is_read_or_left_out(written: str | None, day: str | None) -> None:
    found = read_day(written)
    assert (found.isoformat() if found else None) == day


def test_impossible_days_are_left_out() -> None:
    assert values("It was 2023-02-30 or February 30, 2023.") == []


def test_dates_from_a_month_of_publication_invent_no_day() -> None:
    text = read("Talks resumed in December. They took place on 27 and 28 October. He came on Tuesday, two days ago.")
    assert [d.value for d in find_dates(text, "2024-12")] == ["2024-12", "2024-10-27", "2024-10-28"]
