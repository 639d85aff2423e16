"""The pure rules of the reading side: gaps, dates in words, quotes in their sentence, origins, waits, highlights."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.timeline.dates import say_date
from negotiations.timeline.entries import Entry, EntryKind, Named, Wait
from negotiations.timeline.evidence import count_origins, sentence_end, sentence_start
from negotiations.timeline.gaps import Gap, Step, measure_gap, trace_gap
from negotiations.timeline.highlights import Span, cut_text
from negotiations.timeline.moves import find_moves
from negotiations.timeline.standing import Agenda, build_matrix, narrow_matrix
from negotiations.timeline.waits import find_circles, find_waits


@pytest.mark.parametrize(
    ("stances", "gap"),
    [
        (("accepts", "supports"), Gap.AGREED),
        (("accepts", "proposes"), Gap.AGREED),
        (("demands", "accepts"), Gap.AGREED),
        (("demands", "demands"), Gap.OPPOSED),
        (("rejects", "rejects"), Gap.OPPOSED),
        (("accepts", "rejects"), Gap.OPPOSED),
        (("demands", "withdraws"), Gap.UNKNOWN),
        (("demands", "rejects", "denies"), Gap.OPPOSED),
        (("rejects", "open"), Gap.BRIDGEABLE),
        (("accepts-conditionally", "demands"), Gap.BRIDGEABLE),
        (("accepts", None), Gap.UNKNOWN),
        ((), Gap.UNKNOWN),
        (("accepts", "accepts", "rejects"), Gap.OPPOSED),
    ],
)
def test_gap_follows_the_stated_rule(stances: tuple[str | None, ...], gap: Gap) -> None:
    assert measure_gap(stances) == gap


def test_gap_tells_when_it_moved_and_which_way() -> None:
    steps = [
        Step(date(2024, 1, 1), "a", "demands"),
        Step(date(2024, 2, 1), "b", "rejects"),
        Step(date(2024, 3, 1), "b", "open"),
        Step(date(2024, 4, 1), "b", "open"),
    ]
    state = trace_gap(steps, ["a", "b"])
    assert (state.gap, state.moved, state.since) == (Gap.BRIDGEABLE, "closer", date(2024, 3, 1))
    back = trace_gap([*steps, Step(date(2024, 5, 1), "b", "rejects")], ["a", "b"])
    assert (back.gap, back.moved) == (Gap.OPPOSED, "wider")


def test_gap_takes_what_is_said_on_one_day_together() -> None:
    day = date(2024, 3, 1)
    steps = [Step(day, "a", "rejects"), Step(day, "b", "accepts"), Step(day, "a", "accepts")]
    assert trace_gap(steps, ["a", "b"]).moved == ""


@pytest.mark.parametrize(
    ("day", "precision", "until", "words"),
    [
        (date(2024, 8, 25), "day", None, "25 Aug 2024"),
        (date(2024, 8, 22), "day", date(2024, 8, 25), "22–25 Aug 2024"),
        (date(2024, 8, 30), "day", date(2024, 9, 2), "30 Aug – 2 Sep 2024"),
        (date(2023, 12, 30), "day", date(2024, 1, 2), "30 Dec 2023 – 2 Jan 2024"),
        (date(2024, 8, 19), "week", None, "week of 19 Aug 2024"),
        (date(2024, 8, 1), "month", None, "August 2024"),
        (date(2024, 1, 1), "year", None, "2024"),
        (None, "unknown", None, "date unknown"),
        (None, "day", None, "date unknown"),
    ],
)
def test_dates_are_never_said_more_exactly_than_known(
    day: date | None, precision: str, until: date | None, words: str
) -> None:
    assert say_date(day, precision, until=until) == words


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("It rained. On Monday ", "On Monday "),
        ("It rained.\n\nOn Monday ", "On Monday "),
        ("The U.S. envoy said that ", "The U.S. envoy said that "),
        ("He left.” On Monday ", "On Monday "),
        ("", ""),
        ("It rained. ", ""),
    ],
)
def test_context_before_a_quote_begins_with_its_sentence(before: str, kept: str) -> None:
    assert sentence_start(before) == kept


@pytest.mark.parametrize(
    ("after", "quote", "kept"),
    [
        (", he said. More came.", "x", ", he said."),
        (" in the U.S. capital. More came.", "x", " in the U.S. capital."),
        (".\n\nMore came.", "x", "."),
        (" More came.", "It ended.", ""),
        (" said 2.5 million. More", "x", " said 2.5 million."),
        ("", "x", ""),
    ],
)
def test_context_after_a_quote_ends_with_its_sentence(after: str, quote: str, kept: str) -> None:
    assert sentence_end(after, quote) == kept


@given(st.text(max_size=160), st.text(max_size=160))
def test_context_is_always_part_of_the_text(before: str, after: str) -> None:
    assert before.endswith(sentence_start(before).removeprefix("…"))
    assert after.startswith(sentence_end(after, "x").removesuffix("…"))


def test_origins_are_fewer_than_outlets_where_texts_are_the_same() -> None:
    assert count_origins([("post", "t1", None), ("mail", "t1", None), ("wire", "t2", None)]) == 2
    assert count_origins([("post", "t1", None), ("post", "t2", None)]) == 1
    assert count_origins([("post", "t1", None), ("mail", "t2", None)]) == 2
    assert count_origins([("post", "post", None)]) == 1
    assert count_origins([]) == 0


def test_origins_are_fewer_than_outlets_where_articles_are_one_story() -> None:
    assert count_origins([(f"outlet {n}", f"t{n}", 7) for n in range(12)]) == 1
    assert count_origins([("post", "t1", 7), ("mail", "t2", 7), ("wire", "t3", 8), ("star", "t4", None)]) == 3
    assert count_origins([("post", "t1", 7), ("mail", "t2", 7), ("mail", "t3", 8), ("wire", "t4", 8)]) == 1


def position(
    pk: int, holder: str, word: str, issues: list[str], day: date | None = None, waits: tuple[Wait, ...] = ()
) -> Entry:
    return Entry(
        EntryKind.POSITION,
        pk,
        day,
        "day" if day else "unknown",
        (Named(holder.title(), holder),),
        word,
        "words",
        False,
        issues=tuple(Named(code.title(), code) for code in issues),
        waits=waits,
    )


def test_matrix_prefers_a_dated_stance_to_an_undated_one() -> None:
    a, b = Named("A", "a"), Named("B", "b")
    agenda = [Agenda(Named("Ceasefire", "ceasefire"), 0)]
    entries = [position(1, "a", "rejects", ["ceasefire"]), position(2, "a", "accepts", ["ceasefire"], date(2024, 1, 1))]
    row = build_matrix(entries, participants=[a, b], parties=[a, b], agenda=agenda)[0]
    assert row.cells[0].present == entries[1]
    assert row.cells[1].present is None
    assert row.gap.gap == Gap.UNKNOWN
    assert build_matrix(entries, participants=[a], parties=[a], agenda=agenda, on=date(2023, 1, 1)) == []
    assert narrow_matrix([row], [b]) == []


def test_moves_are_stances_that_became_others_and_first_ones() -> None:
    a, b, c = Named("A", "a"), Named("B", "b"), Named("C", "c")
    agenda = [Agenda(Named("Ceasefire", "ceasefire"), 0)]
    first, last = date(2024, 1, 1), date(2024, 2, 1)
    entries = [
        position(1, "a", "rejects", ["ceasefire"], first),
        position(2, "a", "accepts", ["ceasefire"], last),
        position(3, "b", "accepts", ["ceasefire"], first),
        position(4, "b", "accepts", ["ceasefire"], last),
        position(5, "c", "open", ["ceasefire"], last),
    ]
    earlier, later = (
        build_matrix(entries, participants=[a, b, c], parties=[a, b], agenda=agenda, on=day) for day in (first, last)
    )
    moved = find_moves(earlier, later)
    assert [(move.actor, move.before, move.after) for move in moved[0].moves] == [
        (a, entries[0], entries[1]),
        (c, None, entries[4]),
    ]
    assert (moved[0].gap_before, moved[0].gap_after) == (Gap.OPPOSED, Gap.AGREED)
    assert find_moves(later, later) == []


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("rejects", "accepts", True),
        ("demands", "withdraws", True),
        ("withdraws", "accepts", True),
        (None, "withdraws", True),
        ("demands", "demands", False),
        ("withdraws", "denies", False),
    ],
)
def test_nobody_moves_between_two_words_that_point_nowhere(before: str | None, after: str, moved: bool) -> None:
    a = Named("A", "a")
    agenda = [Agenda(Named("Ceasefire", "ceasefire"), 0)]
    days = [date(2024, 1, 1), date(2024, 2, 1)]
    entries = [
        position(n, "a", word, ["ceasefire"], day)
        for n, (word, day) in enumerate(zip([before, after], days, strict=True))
        if word
    ]
    earlier, later = (build_matrix(entries, participants=[a], parties=[a], agenda=agenda, on=day) for day in days)
    assert bool(find_moves(earlier, later)) == moved


def test_stance_holds_since_it_was_first_taken_without_a_break() -> None:
    a = Named("A", "a")
    agenda = [Agenda(Named("Ceasefire", "ceasefire"), 0)]
    days = [("rejects", 1), ("accepts", 2), ("rejects", 3), ("rejects", 4)]
    entries = [position(n, "a", word, ["ceasefire"], date(2024, n, 1)) for word, n in days]
    cell = build_matrix(entries, participants=[a], parties=[a], agenda=agenda)[0].cells[0]
    assert cell.since == entries[2]
    assert [entry.word for entry in cell.line] == ["rejects", "accepts", "rejects"]


def test_waits_are_turned_the_same_way_round_and_circles_are_found() -> None:
    agreement, withdrawal, hostages = (Named(code.title(), code) for code in ("agreement", "withdrawal", "hostages"))
    entries = [
        position(1, "a", "demands", ["withdrawal"], waits=(Wait(1, "before", (agreement,)),)),
        position(
            2, "b", "accepts-conditionally", ["withdrawal"], waits=(Wait(2, "only-after", (hostages, agreement)),)
        ),
    ]
    actors = [Named("A", "a"), Named("B", "b")]
    agenda = [Agenda(issue, 0) for issue in (agreement, withdrawal, hostages)]
    waits = find_waits(build_matrix(entries, participants=actors, parties=actors, agenda=agenda))
    assert [(wait.holder.key, wait.what, wait.relation, wait.first) for wait in waits] == [
        ("a", (agreement,), "only after", (withdrawal,)),
        ("b", (withdrawal,), "only after", (hostages, agreement)),
    ]
    circles = find_circles(waits)
    assert [set(circle.issues) for circle in circles] == [{agreement, withdrawal}]
    assert {holder.key for holder in circles[0].holders} == {"a", "b"}


def test_nothing_waits_for_itself_nor_by_what_was_taken_back() -> None:
    truce, permanence = Named("Ceasefire", "ceasefire"), Named("Permanence", "permanence")
    entries = [
        position(1, "a", "withdraws", ["permanence"], waits=(Wait(1, "before", (truce,)),)),
        position(2, "b", "demands", ["ceasefire", "permanence"], waits=(Wait(2, "only-after", (truce,)),)),
    ]
    actors = [Named("A", "a"), Named("B", "b")]
    matrix = build_matrix(
        entries, participants=actors, parties=actors, agenda=[Agenda(truce, 0), Agenda(permanence, 1)]
    )
    assert [(wait.holder.key, wait.what, wait.first) for wait in find_waits(matrix)] == [("b", (permanence,), (truce,))]


def test_overlapping_highlights_are_cut_at_every_edge() -> None:
    segments = cut_text(
        "abcdef", [Span(1, 4, "x", "evidence"), Span(2, 6, "y", "suggestion"), Span(5, 9, "out", "evidence")]
    )
    assert [segment.text for segment in segments] == ["a", "b", "cd", "ef"]
    assert [[span.key for span in segment.spans] for segment in segments] == [[], ["x"], ["x", "y"], ["y"]]
    assert [span.key for segment in segments for span in segment.starts] == ["x", "y"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8))
def test_highlighting_never_changes_the_text(text: str, edges: list[tuple[int, int]]) -> None:
    segments = cut_text(text, [Span(start, end, str(i), "evidence") for i, (start, end) in enumerate(edges)])
    assert "".join(segment.text for segment in segments) == text
