"""The picture over time: any span, any number of lanes, and labels that keep clear of one another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.timeline.entries import Entry, EntryKind, Named
from negotiations.timeline.picture import LEFT, LETTER, RIGHT, Picture, draw_picture, draw_sparkline

A = Named("Arlandia", "arlandia")


def make_round(number: int, day: date, venue: str, days: int = 0) -> Entry:
    until = day + timedelta(days=days) if days else None
    return Entry(EntryKind.ROUND, number, day, "day", (), "no-agreement", venue, True, until=until, round_number=number)


def make_position(pk: int, day: date | None, word: str = "demands") -> Entry:
    return Entry(EntryKind.POSITION, pk, day, "day", (A,), word, "words", True)


def draw(entries: list[Entry], window: tuple[date | None, date | None] = (None, None)) -> Picture:
    lanes = [("Arlandia", [A])]
    picture = draw_picture(entries, name="Talks", lanes=lanes, href=lambda entry: f"#{entry.key}", window=window)
    assert picture is not None
    return picture


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    boxes = [(label.x, label.x + len(label.text) * LETTER, label.y, label.text) for label in picture.labels]
    return [
        (one[3], two[3])
        for index, one in enumerate(boxes)
        for two in boxes[index + 1 :]
        if abs(one[2] - two[2]) < 12 and one[0] < two[1] and two[0] < one[1]
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.text("abcdefgh", max_size=24)),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 60),
)
def test_labels_never_overlap_and_nothing_leaves_the_picture(rounds: list[tuple[date, str]], days: int) -> None:
    picture = draw([make_round(i, day, venue, days) for i, (day, venue) in enumerate(rounds, 1)])
    assert overlaps(picture) == []
    for bar in picture.bars:
        assert LEFT <= bar.x <= RIGHT + 1
        assert 0 < bar.y < picture.height
    for label in picture.labels:
        assert 0 < label.y < picture.height
    ticks = [tick.x for tick in picture.ticks]
    assert all(later - earlier >= 40 for earlier, later in pairwise(ticks))


@pytest.mark.parametrize("days", [0, 1, 20, 90, 400, 4_000, 60_000])
def test_ticks_suit_every_span(days: int) -> None:
    first = date(1850, 5, 6)
    picture = draw([make_position(1, first), make_position(2, first + timedelta(days=days))])
    assert 1 <= len(picture.ticks) <= 30
    assert picture.ticks[0].year


def test_picture_reaches_the_ends_of_the_calendar() -> None:
    assert draw([make_position(1, date.min), make_position(2, date.max)]).marks


def test_marks_of_one_day_stand_apart_unless_they_say_the_same() -> None:
    day = date(2024, 5, 6)
    picture = draw([make_position(1, day), make_position(2, day), make_position(3, day, "rejects")])
    assert [len(mark.entries) for mark in picture.marks] == [2, 1]
    assert picture.marks[0].y != picture.marks[1].y
    assert len(picture.table) == 3


def test_undated_entries_are_not_drawn() -> None:
    assert draw_picture([make_position(1, None)], name="Talks", lanes=[("A", [A])], href=str) is None


def test_window_shows_the_chosen_dates() -> None:
    entries = [make_position(1, date(2024, 1, 1)), make_position(2, date(2024, 12, 1))]
    assert draw(entries).window is None
    picture = draw(entries, window=(date(2024, 3, 1), date(2024, 5, 1)))
    assert picture.window is not None
    assert LEFT < picture.window[0] < picture.window[1] < RIGHT


def test_sparkline_ends_where_the_last_week_stands() -> None:
    points = str(draw_sparkline([0] * 51 + [4])["points"]).split()
    assert len(points) == 52
    assert points[-1].startswith("156,")
    assert float(points[-1].split(",")[1]) < float(points[0].split(",")[1])
